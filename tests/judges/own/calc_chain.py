"""Every cell of the calculation chain has a formula.

Excel repairs the workbook and removes the chain ("Removed Records: Formula from /xl/calcChain.xml
part"). A formula missing from the chain does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import Area, area
from tests.judges.own.package import MAIN, Package, Sheet


def check(package: Package) -> Iterator[str]:
    chain = package.of_workbook("calcChain")
    if chain is None:
        return
    sheets = {sheet.id: sheet for sheet in package.sheets}
    arrays: dict[int, list[Area]] = {}
    single: dict[int, set[Area]] = {}
    current = 0
    entries = chain.findall(f"{MAIN}c")
    if not entries:
        yield "the calculation chain is empty"
    for entry in entries:
        # The sheet is told once for the entries that follow (ECMA-376 part 1, 18.6.1).
        told = entry.get("i", "")
        current = int(told) if told.isdecimal() else current
        reference = entry.get("r", "")
        if current not in sheets:
            yield f"{reference} stands in an unknown sheet, with the sheetId {current}"
            continue
        if current not in single:
            areas = set(_formulas(sheets[current]))
            single[current] = {one for one in areas if one.height == one.width == 1}
            arrays[current] = [one for one in areas if one not in single[current]]
        cell = area(reference)
        if cell is None or not (
            cell in single[current] or any(one.holds(cell) for one in arrays[current])
        ):
            yield f"{reference} in {sheets[current]} has no formula"


def _formulas(sheet: Sheet) -> Iterator[Area]:
    """The cells that have a formula, and the areas of arrays, whose other cells have none."""
    for cell in sheet.cells:
        formula = cell.element.find(f"{MAIN}f")
        if formula is not None:
            yield Area(cell.row, cell.column, cell.row, cell.column)
            whole = area(formula.get("ref", "")) if formula.get("t") == "array" else None
            if whole:
                yield whole
