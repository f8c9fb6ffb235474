"""Whether anything in a workbook uses a defined name (ECMA-376 part 1, 18.2.5)."""

from __future__ import annotations

import re
from html import unescape

from motxl.ooxml.document import Document

_NAME = re.compile(rb"<(?:[^\s<>/:]+:)?definedName\s[^<>]*>")


def is_used(document: Document, name: str) -> bool:
    """Whether a part of the workbook says the name, other than where it is defined.

    A text that happens to hold it counts as well, and so does any project of macros: then it is
    not known that nothing uses the name.
    """
    word = re.compile(rf"(?<![\w.\\]){re.escape(name)}(?![\w.\\])", re.IGNORECASE)
    package = document.package
    for part in package.names():
        if part.casefold().endswith("vbaproject.bin"):
            return True
        if not part.casefold().endswith((".xml", ".vml")):
            continue
        if part.casefold().startswith(("docprops/", "xl/sharedstrings", "xl/styles", "xl/theme")):
            continue
        data = package.xml(part) if part.casefold().endswith(".xml") else package.part(part)
        sheet = next((s for s in document.open_sheets if s.loaded and s.part_name == part), None)
        if sheet is not None:
            data = sheet.part.to_bytes()
        if part == document.part_name:
            data = _NAME.sub(b"<>", data)
        if word.search(unescape(data.decode("utf-8", "replace"))):
            return True
    return False
