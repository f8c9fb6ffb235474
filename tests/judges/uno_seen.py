"""What LibreOffice makes of everything in a document that names rows, for ``uno_bridge.py``.

Formulas come with their values; the rest as texts that LibreOffice itself writes, so that two
documents can be compared whoever wrote them. Cells are named without sheets' dollars, as ``B7``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

_LAST_ROW = 1048575  # 0-based
_ROWS_LOOKED_AT = 2000


def seen(document: Any) -> dict[str, Any]:
    """``formulas``: by sheet and cell, the text and the value (a number, or a text of the text or
    of the error). ``places``: by what it is, the sorted ranges and formulas of everything else."""
    sheets = [document.getSheets().getByIndex(n) for n in range(document.getSheets().getCount())]
    return {
        "formulas": {sheet.getName(): dict(_formulas(sheet)) for sheet in sheets},
        "places": {
            "names": sorted(_names(document.NamedRanges)),
            "tables": sorted(_tables(document)),
            **{
                f"{what} of {sheet.getName()}": sorted(found)
                for sheet in sheets
                for what, found in _of_sheet(document, sheet)
            },
        },
    }


def _formulas(sheet: Any) -> Iterator[tuple[str, list[Any]]]:
    tables = sheet.getDataPilotTables()
    pivots = [tables.getByName(name).getOutputRange() for name in tables.getElementNames()]
    cells = sheet.queryContentCells(16)  # com.sun.star.sheet.CellFlags: FORMULA
    for area in cells.getRangeAddresses():
        found = sheet.getCellRangeByPosition(
            area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
        )
        for down, texts in enumerate(found.getFormulaArray()):
            for across, text in enumerate(texts):
                column, row = area.StartColumn + across, area.StartRow + down
                # An error that a pivot table shows is none of a formula.
                if any(
                    one.StartRow <= row <= one.EndRow and one.StartColumn <= column <= one.EndColumn
                    for one in pivots
                ):
                    continue
                cell = found.getCellByPosition(across, down)
                error = cell.getError()
                value: Any = f"error {error}"
                if not error:
                    # com.sun.star.table.CellContentType: TEXT is what the formula gives.
                    is_text = cell.FormulaResultType2 == 2
                    value = cell.getString() if is_text else cell.getValue()
                yield _cell(column, row), [text, value]


def _names(names: Any) -> Iterator[str]:
    for name in names.getElementNames():
        yield f"{name}: {names.getByName(name).getContent()}"


def _tables(document: Any) -> Iterator[str]:
    ranges = document.DatabaseRanges
    for name in ranges.getElementNames():
        found = ranges.getByName(name)
        yield f"{name}: {_area(document, found.DataArea)} filter {found.AutoFilter}"


def _of_sheet(document: Any, sheet: Any) -> Iterator[tuple[str, list[str]]]:
    yield "names", list(_names(sheet.NamedRanges))
    yield "rules", list(_rules(sheet))
    yield "lists", list(_lists(document, sheet))
    yield "filters", list(_filters(document, sheet))
    yield "merges", list(_merges(document, sheet))
    yield "charts", list(_charts(sheet))
    yield "pivots", list(_pivots(document, sheet))
    yield "notes", [_cell(n.Position.Column, n.Position.Row) for n in _each(sheet.Annotations)]
    yield "print areas", [_area(document, one) for one in sheet.getPrintAreas()]
    if sheet.getPrintTitleRows():
        yield "title rows", [_area(document, sheet.getTitleRows())]
    yield "page breaks", list(_breaks(sheet))
    yield "drawings", list(_drawings(sheet))
    yield "controls", list(_controls(document, sheet))
    yield (
        "scenarios",
        [_area(document, one) for s in _each(sheet.Scenarios) for one in s.getRanges()],
    )


def _breaks(sheet: Any) -> Iterator[str]:
    """Asked of rows: ``getRowPageBreaks`` lays out the pages first, half a second."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    rows = sheet.getRows()
    for number in range(min(cursor.getRangeAddress().EndRow + 2, _ROWS_LOOKED_AT)):
        if rows.getByIndex(number).IsManualPageBreak:
            yield str(number + 1)


def _each(container: Any) -> list[Any]:
    return [container.getByIndex(number) for number in range(container.getCount())]


def _rules(sheet: Any) -> Iterator[str]:
    for one in sheet.ConditionalFormats.getConditionalFormats():
        where = one.Range.getRangeAddressesAsString()
        for entry in _each(one):
            said = [str(entry.Type)]
            for name in ("Operator", "Formula1", "Formula2"):
                with contextlib.suppress(AttributeError):
                    said.append(str(getattr(entry, name)))
            for name in ("DataBarEntries", "ColorScaleEntries", "IconSetEntries"):
                with contextlib.suppress(AttributeError):
                    said += [str(part.getFormula()) for part in getattr(entry, name)]
            yield f"{where}: {' '.join(said)}"


def _lists(document: Any, sheet: Any) -> Iterator[str]:
    for ranges in _each(sheet.UniqueCellFormatRanges):
        validation = ranges.Validation
        if validation.Type.value == "ANY":
            continue
        addresses = ranges.getRangeAddresses()
        first = min(addresses, key=lambda one: (one.StartRow, one.StartColumn))
        cell = sheet.getCellByPosition(first.StartColumn, first.StartRow)
        validation.setSourcePosition(cell.getCellAddress())
        where = " ".join(sorted(_area(document, one) for one in addresses))
        said = f"{validation.getFormula1()} {validation.getFormula2()}"
        yield f"{where}: {validation.Type.value} {said}"


def _filters(document: Any, sheet: Any) -> Iterator[str]:
    """The one that belongs to no table, which is a database range without a name."""
    # Its property set does not list it, so that it is no attribute to Python.
    ranges = document.getPropertyValue("UnnamedDatabaseRanges")
    number = sheet.getRangeAddress().Sheet
    if not ranges.hasByTable(number):
        return
    found = ranges.getByTable(number)
    yield f"{_area(document, found.DataArea)} filter {found.AutoFilter}"


def _merges(document: Any, sheet: Any) -> Iterator[str]:
    for ranges in _each(sheet.UniqueCellFormatRanges):
        for one in _each(ranges):
            if not one.getIsMerged():
                continue
            area = one.getRangeAddress()
            for row in range(area.StartRow, min(area.EndRow, _LAST_ROW) + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    cell = sheet.getCellByPosition(column, row)
                    if cell.getIsMerged():
                        cursor = sheet.createCursorByRange(cell)
                        cursor.collapseToMergedArea()
                        yield _area(document, cursor.getRangeAddress())


def _charts(sheet: Any) -> Iterator[str]:
    for chart in _each(sheet.Charts):
        found = chart.getEmbeddedObject().getUsedRangeRepresentations()
        yield " ".join(sorted(found))


def _pivots(document: Any, sheet: Any) -> Iterator[str]:
    tables = sheet.getDataPilotTables()
    for name in tables.getElementNames():
        table = tables.getByName(name)
        at, source = table.getOutputRange(), table.SourceRange
        corner = _cell(at.StartColumn, at.StartRow)
        # No names: where two are alike LibreOffice gives new ones, now to this and now to that.
        yield f"{corner}: {_area(document, source)}"


def _drawings(sheet: Any) -> Iterator[str]:
    page = sheet.getDrawPage()
    for shape in _each(page):
        anchor = shape.Anchor
        if anchor is not None and anchor.supportsService("com.sun.star.sheet.SheetCell"):
            at = anchor.getCellAddress()
            yield _cell(at.Column, at.Row)


def _controls(document: Any, sheet: Any) -> Iterator[str]:
    """The cell that a control is tied to, and the cells that its list is filled from."""
    for shape in _each(sheet.getDrawPage()):
        if not shape.supportsService("com.sun.star.drawing.ControlShape"):
            continue
        model = shape.getControl()
        said = [model.getServiceName().rpartition(".")[2]]
        # Interfaces, for which not all kinds name a service: XBindableValue, XListEntrySink.
        binding = hasattr(model, "getValueBinding") and model.getValueBinding()
        if binding:
            at = binding.BoundCell
            on = document.getSheets().getByIndex(at.Sheet).getName()
            said.append(f"tied to {on}.{_cell(at.Column, at.Row)}")
        source = hasattr(model, "getListEntrySource") and model.getListEntrySource()
        if source:
            said.append(f"from {_area(document, source.CellRange)}")
        yield " ".join(said)


def _area(document: Any, area: Any) -> str:
    sheet = document.getSheets().getByIndex(area.Sheet).getName()
    first, last = _cell(area.StartColumn, area.StartRow), _cell(area.EndColumn, area.EndRow)
    return f"{sheet}.{first}:{last}"


def _cell(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
