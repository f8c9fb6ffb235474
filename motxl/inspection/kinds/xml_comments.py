"""Comments, processing instructions and document types: XML that no spreadsheet program reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.errors import MotxlError
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts
from motxl.inspection.plain import finds
from motxl.ooxml import Workbook

_MARKUP = re.compile(rb"<!--(.*?)-->|<!\[CDATA\[.*?\]\]>|<\?(.*?)\?>|<!DOCTYPE(.*?)>", re.DOTALL)
_ANY = re.compile(rb"<!--|<!D|<\?(?!xml )")


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_xml:
        try:
            working = parts.xml(part)
        except MotxlError as error:
            if part.casefold().startswith("customxml/"):
                continue  # told whole
            raise error from None
        if finds(_ANY, working):
            for match in _telling(working):
                said = next(filter(None, match.groups()), b"").decode("utf-8", "replace")
                yield Finding("xml-comment", parts.place(part), quoted(said), removable=True)


def remove(workbook: Workbook) -> None:
    workbook.flush()
    parts = Parts(workbook)
    for part in parts.of_xml:
        working = parts.xml(part)
        found = list(_telling(working)) if _ANY.search(working) else []
        for match in reversed(found):
            working = working[: match.start()] + working[match.end() :]
        if found:
            parts.package.replace_xml(part, working)
    workbook.forget_shared()
    for sheet in workbook.sheets:
        sheet.forget()
    workbook.reread()


def _telling(working: bytes) -> Iterator[re.Match[bytes]]:
    for match in _MARKUP.finditer(working):
        declaration = match.start() == 0 and match[2] is not None and match[2].startswith(b"xml ")
        if not declaration and not match[0].startswith(b"<![CDATA["):
            yield match
