"""Drop-down lists in cells (ECMA-376 part 1, 18.3.1.32 ``dataValidation``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.a1 import CellRange
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.tail import inserted
from motxl.ooxml.xml import scan

_LONGEST = 255
"""Characters of a list that stands in the formula itself, as Excel takes them"""


def add_drop_down(part: SheetPart, area: CellRange, values: Sequence[str]) -> bool:
    """Let people choose one of ``values`` in the cells of ``area``, which hold something else all
    the same; ``False``, and nothing is changed, where what is typed in one of them is checked
    already. Raises ``ValueError`` for a list that a formula cannot hold."""
    listed = ",".join(values)
    if len(listed) > _LONGEST or any('"' in one or "," in one or not one for one in values):
        raise ValueError(f"no list of a drop-down: {values}")
    tail, prefix = part.tail, part.prefix
    masked = scan.mask(tail)
    if any(_meets(area, ranges) for ranges in _checked(tail, masked)):
        return False
    new = b'<%bdataValidation type="list" allowBlank="1" showInputMessage="1" sqref="%b">' % (
        prefix, str(area).encode(),
    ) + b'<%bformula1>"%b"</%bformula1></%bdataValidation>' % (
        prefix, scan.escape_attribute(listed), prefix, prefix,
    )  # fmt: skip
    outer = scan.element(masked, part.root.prefixes, "dataValidations")
    inner = b"" if outer is None else tail[outer.inner_start : outer.inner_end]
    count = len(list(scan.elements(scan.mask(inner), part.root.prefixes, "dataValidation"))) + 1
    attributes = b"" if outer is None else outer.tag.attributes
    whole = b"<%bdataValidations%b>%b%b</%bdataValidations>" % (
        prefix, scan.with_attribute(attributes, "count", str(count)), inner, new, prefix,
    )  # fmt: skip
    if outer is None:
        part.tail = inserted(tail, "dataValidations", whole)
    else:
        part.tail = tail[: outer.start] + whole + tail[outer.end :]
    return True


def _checked(tail: bytes, masked: bytes) -> Iterator[str]:
    """The ranges in which what is typed is checked: those of x14 stand in a child."""
    inside = False
    for tag in scan.tags(masked):
        name = tag.name.rpartition(b":")[2]
        if name == b"dataValidation":
            inside = not tag.closing and not tag.empty
            yield tag.get("sqref") or ""
        elif name == b"sqref" and inside and not tag.closing and not tag.empty:
            yield scan.character_data(tail[tag.end : masked.find(b"<", tag.end)])


def _meets(area: CellRange, ranges: str) -> bool:
    for text in ranges.split():
        try:
            one = CellRange.parse(text)
        except ValueError:
            return True  # whole columns or rows: nobody can say that they lie elsewhere
        if one.meets(area):
            return True
    return False
