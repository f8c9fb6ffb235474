"""Headers and footers that no page shows (18.3.1.46): of pages not told apart, white, tiny."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.inspection.colours import TINY, near
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local

_ANY = re.compile(
    rb"(?:even|first)(?:Header|Footer)\s*>|odd(?:Header|Footer)\s*>[^<]*&amp;(?:K|[0-3]\D)"
)
_FLAGS = {"first": "differentFirst", "even": "differentOddEven"}
_CODE = re.compile(r'&(?:"[^"]*"|K([0-9A-Fa-f]{6}|\d\d[+-]\d{3})|(\d{1,3})|.)')
_GROUND = "FFFFFF"


def find(parts: Parts) -> Iterator[Finding]:
    for part in (*parts.sheets, *parts.of_kind("chart")):
        if _ANY.search(parts.unusual(part)):
            for element in parts.tree(part).iter():
                parent = element.parent
                name, text = local(element), (element.text or "").strip()
                if not text or parent is None or local(parent) != "headerFooter":
                    continue
                above = parent.parent
                if above is not None and local(above) == "customSheetView":
                    continue
                flag = _FLAGS.get(name[:-6], "")
                unused = bool(flag) and parent.get(flag) not in ("1", "true")
                hidden = _CODE.sub("", text) if unused else _unseen(text)
                if hidden.strip():
                    yield Finding("header", f"{parts.place(part)} · {name}", quoted(hidden))


def _unseen(text: str) -> str:
    """What is white or tiny: each of the three sections begins with the usual look."""
    hidden, white, tiny, position = "", False, False, 0
    for match in _CODE.finditer(text + "&L"):
        if white or tiny:
            hidden += text[position : match.start()]
        position = match.end()
        colour, size = match[1], match[2]
        if match[0] in ("&L", "&C", "&R"):
            white = tiny = False
        elif colour is not None:
            white = near(colour, _GROUND) if len(colour) == 6 and "+" not in colour else False
        elif size is not None:
            tiny = int(size) <= TINY
    return hidden
