"""Lossless editing of any .xlsx, .xlsm, .xltx or .xltm package; knows nothing of MOT.

What is not edited is copied as the bytes it was; what is edited is spliced, never serialised
again. docs/ooxml.md shows how it is used. Whoever uses the package takes what is named here, which
is loaded when it is asked for, and ``motxl.ooxml.errors``.

Each floor imports from those below it only, the lowest first: ``errors``, ``dates``, ``values``;
``xml`` (scanning and splicing bytes); ``opc`` (zip, parts, relationships); ``looks`` (formats,
strings, runs, colours); ``cells`` (rows, cells and ranges of one sheet); ``tablepart``,
``document`` and ``editing`` (one open package); ``rows`` (rows that move, and all that names them);
``grafting``, ``pivots``, ``charts``, ``stencil``; ``sheetcell``, ``sheet``, ``table`` and
``workbook``, which is what others see.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motxl.a1 import CellRange
    from motxl.ooxml.cells.typed import CellError, CellValue
    from motxl.ooxml.looks.textcells import TextCell
    from motxl.ooxml.sheet import Sheet
    from motxl.ooxml.sheetcell import SheetCell
    from motxl.ooxml.table import Table
    from motxl.ooxml.values import ColouredText, Value
    from motxl.ooxml.workbook import Workbook
    from motxl.text.runs import Run

_FROM = {
    "CellError": "motxl.ooxml.cells.typed",
    "CellRange": "motxl.a1",
    "CellValue": "motxl.ooxml.cells.typed",
    "ColouredText": "motxl.ooxml.values",
    "Run": "motxl.text.runs",
    "Sheet": "motxl.ooxml.sheet",
    "SheetCell": "motxl.ooxml.sheetcell",
    "Table": "motxl.ooxml.table",
    "TextCell": "motxl.ooxml.looks.textcells",
    "Value": "motxl.ooxml.values",
    "Workbook": "motxl.ooxml.workbook",
}

__all__ = [
    "CellError",
    "CellRange",
    "CellValue",
    "ColouredText",
    "Run",
    "Sheet",
    "SheetCell",
    "Table",
    "TextCell",
    "Value",
    "Workbook",
]


def __getattr__(name: str) -> object:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_FROM[name]), name)
    globals()[name] = found
    return found
