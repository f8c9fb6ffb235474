"""Lists of values are short, or ranges, or defined names.

Excel repairs the workbook and removes the validations of the sheet when a typed list is over 255
characters, when a list has no source, or when the source is a structured reference (``tblX[Col]``):
that one goes through a defined name. A name that nobody defined opens, and the drop-down is dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.names import complaint
from tests.judges.own.package import Package, length

_TEXTS = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 255}
_QUOTED = re.compile(r'"(?:[^"]|"")*"' + r"|'(?:[^']|'')*'")
_STRUCTURED = re.compile(r"[\w.]\[")
_TWO_SHEETS = re.compile(r"!\$?[A-Z]+\$?\d+:[^:!]*!")  # Sheet2!A1:Sheet2!A8
_FORMULAS = ("formula1", "formula2")


def check(package: Package) -> Iterator[str]:
    tables = {table.name.casefold() for sheet in package.worksheets for table in sheet.tables}
    for index, sheet in enumerate(package.sheets):
        names = {
            name.get("name", "").casefold()
            for name in package.defined_names
            if name.get("localSheetId") in {None, str(index)}
        }
        for validation in sheet.root.iter("{*}dataValidation"):
            where = f"{sheet}, {_cells(validation)}"
            for attribute, most in _TEXTS.items():
                if (size := length(validation.get(attribute, ""))) > most:
                    yield f"{where}: {attribute} has {size} characters, Excel takes {most}"
            formulas = [_formula(validation, name) for name in _FORMULAS]
            if validation.get("type") == "list":
                yield from (f"{where}: {bad}" for bad in _list(formulas[0], names, tables))
            for formula in formulas:
                if _TWO_SHEETS.search(formula):
                    yield f"{where}: {formula} names the sheet on both sides of the colon"
                if _STRUCTURED.search(_QUOTED.sub("", formula)):
                    yield f"{where}: {formula} is a structured reference"


def _list(source: str, names: set[str], tables: set[str]) -> Iterator[str]:
    if not source:
        yield "the list has no source"
    elif source.startswith('"'):
        if (size := length(source[1:-1].replace('""', '"'))) > 255:
            yield f"the list has {size} characters, Excel takes 255"
    elif source.casefold() in tables:
        yield f"the list is the table {source} itself and not a defined name"
    elif not complaint(source) and source.casefold() not in names:
        yield f"the list is {source}, and no such name is defined"


def _formula(validation: etree._Element, name: str) -> str:
    """Also from ``extLst``, where Excel 2010 wraps it into ``<xm:f>``."""
    found = validation.find(f"{{*}}{name}")
    return "" if found is None else "".join(found.itertext()).strip().removeprefix("=")


def _cells(validation: etree._Element) -> str:
    return validation.get("sqref") or validation.findtext("{*}sqref") or ""
