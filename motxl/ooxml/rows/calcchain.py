"""The order in which formulas were last calculated (ECMA-376 part 1, 18.6)."""

from __future__ import annotations

from motxl.a1 import from_a1, to_a1
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.xml import scan


def chain_followed(data: bytes, sheet_id: str, rows: RowMap) -> bytes | None:
    """The part with the cells of one sheet in their new rows; ``None`` when none is left.

    A cell whose sheet (``i``) is not said is of the sheet of the one before it.
    """
    masked = scan.mask(data)
    pieces: list[bytes] = []
    position = 0
    said = written = ""
    kept = 0
    for element in scan.elements(masked, scan.root(masked).prefixes, "c"):
        tag = element.tag
        said = tag.get("i") or said
        attributes = tag.attributes
        if said == sheet_id:
            row, column = from_a1(tag.get("r") or "")
            new = rows.row(row)
            if new is None:
                pieces.append(data[position : element.start])
                position = element.end
                continue
            attributes = scan.with_attribute(attributes, "r", to_a1(new, column))
        kept += 1
        if said != written and tag.get("i") is None:
            attributes = scan.with_attribute(attributes, "i", said)
        written = said
        if attributes != tag.attributes:
            start = tag.start + 1 + len(tag.name)
            pieces += [data[position:start], attributes]
            position = start + len(tag.attributes)
    return b"".join((*pieces, data[position:])) if kept else None
