"""The value of a cell is what its type says: a number, a truth value, an error, a date, a text.

Excel repairs the sheet and drops the cell ("Repaired Records: Cell information from
/xl/worksheets/sheet1.xml"): NaN, an infinity or a number with a comma is no number to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package
from tests.judges.own.schema.kinds import moment, one_of

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_ERRORS = one_of(
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED!"
    " #UNKNOWN! #CONNECT! #BUSY! #EXTERNAL! #PYTHON!"
)


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        for cell in sheet.cells:
            for bad in _value(cell.element):
                yield f"{sheet}, {cell.name}: {bad}"


def _value(cell: etree._Element) -> Iterator[str]:
    kind = cell.get("t", "n")
    values = [child for child in cell if child.tag == f"{MAIN}v"]
    if len(values) > 1:
        yield f"{len(values)} values"
    text = (values[0].text or "") if values else ""
    inline = cell.find(f"{MAIN}is")
    if inline is not None and kind != "inlineStr":
        yield f"a text in the cell, whose type is {kind}"
    if not text:
        return
    if kind == "n" and not _NUMBER.fullmatch(text.strip()):
        yield f"{text[:40]!r} is no number"
    elif kind == "b" and text.strip() not in {"0", "1", "true", "false"}:
        yield f"{text[:40]!r} is no truth value"
    elif kind == "e" and _ERRORS(text.strip()):
        yield f"{text[:40]!r} is no error of Excel"
    elif kind == "d" and (why := moment(text.strip())):
        yield f"{text[:40]!r} {why}"
    elif kind == "inlineStr":
        yield "a value beside the text in the cell"
