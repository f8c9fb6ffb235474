"""Descriptions of what is seen: alternative texts and names of pictures and shapes, tips of links.

Excel writes them by itself, of most pictures ("A picture containing text…") and of links, so that
few know that they are there. Without them a sheet looks as before.
"""

from __future__ import annotations

import re

from motxl.inspection.parts import Parts, local
from motxl.ooxml import Workbook

_NAMES = {"pic": "Picture", "sp": "Shape", "cxnSp": "Line", "grpSp": "Group"}
"""How a program calls what is drawn (20.5.2), before its number"""
_DESCRIPTIONS = ("descr", "title")
_LINK = re.compile(rb"""<(?:[\w.-]+:)?hyperlink(?=[\s/])(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([\w.:-]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_TIPS = (b"tooltip", b"display")
"""What is shown of a link when it is pointed at, and what its cell showed once (18.3.1.47)"""


def remove_descriptions(workbook: Workbook) -> None:
    """Take out, in memory, what describes pictures, shapes and links; they get numbers for names.

    Messages of validations stay: people wrote these, and they appear beside the cell.
    """
    workbook.flush()
    parts = Parts(workbook)
    for part in parts.of_kind("drawing"):
        _of_drawing(workbook, parts, part)
    for part in parts.sheets:
        working = parts.xml(part)
        shorter = _LINK.sub(_without_tips, working) if b"hyperlink" in working else working
        if shorter != working:
            parts.package.replace_xml(part, shorter)
    for sheet in workbook.sheets:
        sheet.forget()
    workbook.reread()


def _of_drawing(workbook: Workbook, parts: Parts, part: str) -> None:
    root = parts.tree(part)
    number, changed = 0, False
    for drawn in root.iter():
        name = _NAMES.get(local(drawn))
        if name is None:
            continue
        number += 1
        for described in (one for holder in drawn for one in holder if local(one) == "cNvPr"):
            before = dict(described.attrib)
            described.attrib["name"] = f"{name} {number}"
            for attribute in _DESCRIPTIONS:
                described.attrib.pop(attribute, None)
            changed = changed or described.attrib != before
    if changed:
        workbook.replace_part(part, root.to_bytes(declaration=True))


def _without_tips(link: re.Match[bytes]) -> bytes:
    return _ATTRIBUTE.sub(lambda one: b"" if one[1] in _TIPS else one[0], link[0])
