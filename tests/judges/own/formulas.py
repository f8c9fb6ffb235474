"""A formula is written as the file format writes it, and is not empty.

Excel repairs the workbook and removes the formula: one with the semicolons of a French Excel, one
of a shared formula that nobody wrote, one over 8,192 characters. The equals sign that people type
is no part of a formula in the file (ECMA-376 part 1, 18.3.1.40), and Excel writes no empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, Sheet, length

# Texts, quoted sheet names, constant arrays: a semicolon may stand there.
_ASIDE = re.compile(r'"(?:[^"]|"")*"' + r"|'(?:[^']|'')*'|\{[^{}]*\}")


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        masters = _masters(sheet)
        for cell in sheet.cells:
            formula = cell.element.find(f"{MAIN}f")
            if formula is not None:
                where = f"{sheet}, {cell.name}"
                yield from (f"{where}: {bad}" for bad in _formula(formula, masters))


def _masters(sheet: Sheet) -> set[str | None]:
    formulas = (cell.element.find(f"{MAIN}f") for cell in sheet.cells)
    return {one.get("si") for one in formulas if one is not None and one.text and one.get("ref")}


def _formula(formula: etree._Element, masters: set[str | None]) -> Iterator[str]:
    text = (formula.text or "").strip()
    kind = formula.get("t", "normal")
    if kind == "shared" and formula.get("si") not in masters:
        yield f"the shared formula {formula.get('si')} is nowhere written"
    if kind == "array" and not formula.get("ref"):
        yield "an array formula without a range"
    if not text:
        if kind == "normal":
            yield "the formula is empty"
        return
    if text.startswith("="):
        yield f"the formula begins with an equals sign: {text[:40]}"
    if ";" in _ASIDE.sub("", text):
        yield f"the formula has semicolons between its arguments: {text[:40]}"
    if length(text) > 8192:
        yield f"the formula has {length(text)} characters, Excel takes 8192"
