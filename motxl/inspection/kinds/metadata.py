"""Metadata of cells (18.9) and rich values ([MS-XLSX] 2.1), behind pictures or stocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local, text_of

_KINDS = ("sheetMetadata", "metadata", "rdRichValue", "rdArray", "rdSupportingPropertyBag")
_WORD = re.compile(r"[^\W\d_]{2}")


def find(parts: Parts) -> Iterator[Finding]:
    for part in dict.fromkeys(part for kind in _KINDS for part in parts.of_kind(kind)):
        said = []
        for element in parts.tree(part).iter():
            name = local(element)
            text = element.get("v", "") if name == "s" else text_of(element) if name == "v" else ""
            if _WORD.search(text):
                said.append(text)
        if said:
            yield Finding("metadata", part, quoted("; ".join(said)))
