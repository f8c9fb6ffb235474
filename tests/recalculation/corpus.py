"""Workbooks that others wrote, each with rows inserted and deleted at several places."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.ooxml import Workbook
from motxl.ooxml.xml import scan
from tests import others
from tests.recalculation.changes import Change
from tests.recalculation.running import Job

_MOST_ROWS = 20_000


def places(*, with_formulas: bool = False) -> Iterator[Job]:
    """``with_formulas``: only the workbooks that hold any, in the middle of each sheet."""
    for path in others.WORKBOOKS:
        workbook = Workbook.open(path)
        sheets = [sheet for sheet in workbook.sheets if sheet.is_worksheet]
        if with_formulas and not any(cell.formula for s in sheets for cell in s.cells()):
            continue
        sources = _sources(workbook)
        for sheet in sheets:
            extent = sheet.extent
            if extent is None or extent.last_row > _MOST_ROWS:
                continue
            table = next((t for t in workbook.tables.values() if t.sheet is sheet), None)
            if table is not None:
                name, first, last = table.name, table.first_data_row, table.last_data_row
            else:
                name, first, last = None, extent.first_row, extent.last_row
            reads = any(one in sources for one in (sheet.name, name) if one)
            for change in _changes(sheet.name, name, first, last, only_middle=with_formulas):
                # LibreOffice makes pivot tables anew from their rows: what reads them changes.
                if not (reads and change.kind == "delete"):
                    yield path.stem, path, change


def _sources(workbook: Workbook) -> set[str]:
    """Sheets, tables and names that pivot tables read."""
    package = workbook.package
    found: set[str] = set()
    for part in package.related(workbook.part_name, "pivotCacheDefinition"):
        masked = scan.mask(package.xml(part))
        for element in scan.elements(masked, scan.root(masked).prefixes, "worksheetSource"):
            found |= {element.tag.get(name) or "" for name in ("sheet", "name")}
    texts = [workbook.defined_names.get(name, "") for name in found]
    return found | {text.rpartition("!")[0].strip("'") for text in texts}


def _changes(
    sheet: str, table: str | None, first: int, last: int, *, only_middle: bool
) -> Iterator[Change]:
    middle = (first + last) // 2
    inserted = {middle} if only_middle else {first, middle, last, last + 1}
    deleted = {middle} if only_middle else {first, middle, last}
    for before in sorted(inserted):
        yield Change("insert", sheet, table, first, last, (before,), 2)
    for row in sorted(deleted if last > first else ()):
        yield Change("delete", sheet, table, first, last, (row,))
