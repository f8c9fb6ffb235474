"""Looking for texts of a workbook that nobody sees in it, or that are struck out.

An extract shows them as any other text, and they decide who gets what as any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.ooxml import Workbook
from motxl.programme.cellvalue import CellValue
from motxl.programme.model import Programme
from motxl.programme.unseen import Unseen
from motxl.template import layout
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readonly import ReadOnlyWorkbook

_P = layout.ProgrammeColumn
_LEAVING = (
    *(_P.AXE, _P.LABEL, _P.TYPE, _P.REF, _P.PORTEE, _P.FRONTIERE, _P.ADHERENTS),
    *(_P.CALENDRIER, _P.ETAT, _P.AUTRES_THEMES),
)
"""Columns of the programme that extracts show, or that decide who gets a row"""
_STAYING = {
    layout.EVENEMENTS.name: (layout.EvenementColumn.LIEU, layout.EvenementColumn.CONFIRME),
    layout.THEMES.name: (layout.ThemeColumn.NOUVEAU, layout.ThemeColumn.REFERENT),
    layout.SUIVI_JETONS.name: (layout.SuiviJetonColumn.PILOTE, layout.SuiviJetonColumn.NOTE),
    layout.CONTACTS.name: (layout.ContactColumn.FONCTION,),
}
"""Columns of other tables that do neither"""
_TABLES = (
    *(layout.EVENEMENTS, layout.THEMES, layout.TERRITOIRES, layout.JETONS, layout.SUIVI_JETONS),
    *(layout.ADHERENTS, layout.CONTACTS, layout.PARAMETRES),
)


class UnseenTexts:
    """What is not seen in the cells that extracts are made of; looked for when it is asked for.

    Where only values can be read, characters alone are known.
    """

    def __init__(self, source: Workbook | ReadOnlyWorkbook, programme: Programme) -> None:
        self._read: tuple[Workbook | ReadOnlyWorkbook, Programme] | None = (source, programme)
        self._known: tuple[Unseen, ...] | None = None

    def __call__(self) -> tuple[Unseen, ...]:
        if self._known is None:
            self._known = tuple(self._found())
        return self._known

    def __getstate__(self) -> dict[str, Any]:
        """What goes to other processes: not the workbook."""
        return {"_read": None, "_known": self._known}

    def _found(self) -> Iterator[Unseen]:
        if self._read is None:
            return
        source, programme = self._read
        areas = _areas(source, programme)
        if isinstance(source, Workbook):
            from motxl.book.reading.looks import (
                CellLooks,  # few runs need it, and it takes long to load
            )

            looks = CellLooks(source)
            for area in areas:
                yield from looks.unseen(*area)
        else:
            for area in areas:
                yield from unseen_in_values(source.rows(area.sheet), area)


class Area(NamedTuple):
    """Cells of a sheet. Rows and columns are 1-based; both ends belong to it."""

    sheet: str
    columns: Collection[int]
    first: int
    last: int


def _areas(source: Workbook | ReadOnlyWorkbook, programme: Programme) -> Iterator[Area]:
    """The cells of the programme and of our tables that leave the house, or decide what does."""
    rows = programme.structure.rows
    if rows is not None:
        columns = [number for name, number in programme.columns.items() if name in _LEAVING]
        yield Area(programme.sheet, columns, *rows)
    for design in _TABLES:
        table = source.find_table(design.name)
        if table is None:
            continue
        staying = _STAYING.get(design.name, ())
        wanted = {normalise(name) for name in design.columns if name not in staying}
        numbered = enumerate(design.renamed(table.columns), table.ref.first_column)
        columns = [number for number, name in numbered if normalise(name) in wanted]
        yield Area(table.sheet.name, columns, table.first_data_row, table.last_data_row)


def unseen_in_values(rows: Sequence[Sequence[CellValue]], area: Area) -> Iterator[Unseen]:
    """What characters hide, where the looks of cells are not known."""
    from motxl.text.unseen import hidden_by_characters  # its patterns take long to compile

    for number, row in enumerate(rows[area.first - 1 : area.last], area.first):
        for column in area.columns:
            value = row[column - 1] if column <= len(row) else None
            hidden = hidden_by_characters(value) if isinstance(value, str) else None
            if hidden is not None:
                yield Unseen(area.sheet, number, column, "characters", hidden)
