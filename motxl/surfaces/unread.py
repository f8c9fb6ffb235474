"""What of a workbook says nothing although it is not empty: cells that show an error or were never
computed, and tables that are ordinary cells now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from motxl.programme.model import BORDER, MEMBERS, SCOPE, UNREAD
from motxl.richtext.normalise import normalise
from motxl.surfaces.values import Values, as_text
from motxl.workbook import layout

if TYPE_CHECKING:
    from motxl.surfaces.source import Source, SourceSheet

SAY_WHOM = (SCOPE, BORDER, MEMBERS, layout.ProgrammeColumn.AUTRES_THEMES)
"""Columns of the programme that say whom a row concerns"""
OF_WHOM = (
    *(layout.ADHERENTS, layout.CONTACTS, layout.TERRITOIRES, layout.JETONS, layout.SUIVI_JETONS),
)
"""Tables in which a cell that is not read leaves in doubt who gets what"""
_BESIDE = (*OF_WHOM, layout.EVENEMENTS)
_OURS = frozenset(table.name for table in layout.TABLES)
_FIRST_ROWS = 20
"""Among these a sheet has its header row"""


def mark_unread(
    sheet: SourceSheet, values: Values, columns: Collection[int], first: int, last: int
) -> None:
    """Put ``UNREAD`` into the values of cells that show an error, or were never computed: they are
    not blank, and what they say is unknown."""
    rows = values.rows(sheet.name)
    for row, column in sheet.valueless_cells(columns, first, last):
        cells = rows[row - 1] if row <= len(rows) else []
        if column <= len(cells) and cells[column - 1] in {None, ""}:
            cells[column - 1] = UNREAD


def tables_gone(workbook: Source, values: Values) -> Iterator[tuple[str, str]]:
    """Sheets and names of tables of ours that are ordinary cells now, or are called otherwise: a
    sheet has their header row, and no table of that name is there."""
    gone = [one for one in _BESIDE if workbook.table(one.name) is None]
    if not gone or workbook.table(layout.PARAMETRES.name) is None:
        return
    headers = {
        (table.sheet.name, table.header_row)
        for table in workbook.tables.values()
        if table.name in _OURS
    }
    for sheet in workbook.sheets:
        for number, row in enumerate(values.rows(sheet.name)[:_FIRST_ROWS], 1):
            if (sheet.name, number) in headers:
                continue
            written = {normalise(as_text(value)) for value in row} - {""}
            for one in gone:
                if len(written & set(map(normalise, one.columns))) > len(one.columns) / 2:
                    yield sheet.name, one.name
