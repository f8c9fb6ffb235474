"""Every cell of the calculation chain has a formula.

Excel repairs the workbook and removes the chain ("Removed Records: Formula from /xl/calcChain.xml
part"). A formula missing from the chain does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import area, position
from tests.judges.own.package import MAIN, Package, Sheet


def check(package: Package) -> Iterator[str]:
    chain = package.of_workbook("calcChain")
    if chain is None:
        return
    sheets = {sheet.id: sheet for sheet in package.sheets}
    formulas: dict[int, set[tuple[int, int]]] = {}
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
        if current not in formulas:
            formulas[current] = _formulas(sheets[current])
        if position(reference) not in formulas[current]:
            yield f"{reference} in {sheets[current]} has no formula"


def _formulas(sheet: Sheet) -> set[tuple[int, int]]:
    found = set()
    for cell in sheet.cells:
        formula = cell.element.find(f"{MAIN}f")
        if formula is None:
            continue
        found.add((cell.row, cell.column))
        # The other cells of an array have no formula of their own.
        if formula.get("t") == "array" and (whole := area(formula.get("ref", ""))):
            rows = range(whole.top, whole.bottom + 1)
            found |= {(r, c) for r in rows for c in range(whole.left, whole.right + 1)}
    return found
