"""Last year's workbook becomes next year's, in memory: what the layout says of each column."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from motxl.a1 import MAX_COLUMN, CellRange, to_a1
from motxl.book.editing.parametres import set_parameters
from motxl.book.editing.workingcopy import WorkingCopy
from motxl.book.reading.values import SheetValues
from motxl.i18n import ngettext
from motxl.ooxml import Sheet, Table, Workbook
from motxl.ooxml.comments import remove_comments
from motxl.ooxml.errors import CellRefusedError, FormulaRefusedError
from motxl.programme.accounts import accounts
from motxl.programme.cellvalue import as_date, as_text
from motxl.programme.model import ORDRE, REF, Entry
from motxl.programme.nextyear import is_rule, years_in
from motxl.template import layout
from motxl.template.layout import AdherentColumn, EvenementColumn, JetonColumn, Name, Parametre
from motxl.template.layout.columns import REF_PRECEDENTE
from motxl.template.layout.nextyear import (
    NEXT_YEAR,
    PARAMETRES_NEXT_YEAR,
    columns_of,
    own_columns,
)
from motxl.template.layout.reponses import REPONSES


class ToldCell(NamedTuple):
    """A cell of the new workbook, or of the old one where it is gone, and what it holds there."""

    sheet: str
    cell: str
    text: str


class Cleared(NamedTuple):
    """Cells of a column that held something and are empty now, or the rows of a whole table."""

    sheet: str
    column: str
    """Empty for a whole table"""
    cells: int


class Turning:
    """The workbook that is made, and what there is to tell of it. Rows are 1-based."""

    def __init__(self, book: WorkingCopy, old: int, new: int) -> None:
        """``old`` and ``new`` are the years; ``book`` is the old workbook, read from a copy."""
        self.book, self.old, self.new = book, old, new
        self.workbook: Workbook = book.workbook
        self.refs: dict[str, str] = {}
        """The new Réf. by the old one"""
        self.cleared: list[Cleared] = []
        self.dates: list[ToldCell] = []
        """Dates of the old year that are in the new workbook no more"""
        self.unlinked: list[ToldCell] = []
        """Services whose row does not go on"""
        self.comments: list[ToldCell] = []
        """Where comments were, by their cells in the old workbook; their words are not kept"""
        self.events = 0
        """Events of the new year or later, which stay"""
        self.texts_gone: set[str] = set()
        """What cells held that are empty now"""

    # Tables

    def rows(self, dropped: Collection[int]) -> None:
        """Take the programme's rows ``dropped`` out; the others get a new Réf."""
        programme = self.book.programme
        table = self._table(layout.PROGRAMME.name)
        assert table is not None  # the job looked
        self._forget_comments(
            table.sheet, lambda row, _c: table.first_data_row <= row <= table.last_data_row
        )
        self._clear(table, columns_of(table.name, "cleared"))
        self._clear_dates(table, layout.ProgrammeColumn.CALENDRIER)
        for row in sorted(dropped):
            self._note_texts(table, row)
            table.sheet.drop_links(CellRange(row, 1, row, MAX_COLUMN))
        stay = [entry for entry in programme.entries if entry.row not in dropped]
        order = range(table.first_data_row, table.last_data_row + 1)
        table.arrange_rows([row for row in order if row not in dropped])
        above = sorted(dropped)
        place = table.find_column(REF_PRECEDENTE) or self._previous(table)
        for number, entry in enumerate(stay, 1):
            row = entry.row - bisect(above, entry.row)
            self._number(table, row, entry, number, place)
        self.numbered = len(stay)

    def _number(self, table: Table, row: int, entry: Entry, number: int, place: int) -> None:
        ref = f"{self.new}-{number:03}"
        if entry.ref:
            self.refs.setdefault(entry.ref, ref)
        for name, value in ((REF, ref), (ORDRE, number)):
            column = table.find_column(name)
            if column is not None:
                self._set(table.sheet, row, column, value)
        self._set(table.sheet, row, place, entry.ref or None)

    def _previous(self, table: Table) -> int:
        """The column of the former Réf., which looks as that of the present ones."""
        like = REF if table.find_column(REF) is not None else table.columns[-1]
        table.add_columns([REF_PRECEDENTE], like=like, width=_WIDTH)
        return table.column(REF_PRECEDENTE)

    def registers(self) -> None:
        """The tables whose rows all stay, column by column."""
        for name in (layout.THEMES.name, layout.JETONS.name):
            table = self._table(name)
            if table is not None:
                self._clear(table, columns_of(name, "cleared"))
        self._services()

    def _services(self) -> None:
        table = self._table(layout.JETONS.name)
        column = table.find_column(JetonColumn.REF) if table is not None else None
        if table is None or column is None:
            return
        for row, ref in self._texts(table, JetonColumn.REF):
            if ref not in self.refs:
                label = next((t for r, t in self._texts(table, JetonColumn.CLE) if r == row), ref)
                self.unlinked.append(ToldCell(table.sheet.name, to_a1(row, column), label))
            self._set(table.sheet, row, column, self.refs.get(ref))

    def jetons(self, *, carry: bool) -> None:
        """Each member's jetons: what is left of them, or none."""
        table = self._table(layout.ADHERENTS.name)
        column = table.find_column(AdherentColumn.JETONS) if table is not None else None
        if table is None or column is None:
            return
        registers = self.book.programme.registers
        left = {one.member.row: one.left for one in accounts(registers)}
        for member in registers.members or ():
            kept = left.get(member.row, member.jetons) if carry else None
            self._set(table.sheet, member.row, column, kept)

    def empty(self) -> None:
        """The tables of which no row goes on, and the events of the old year."""
        self._events()
        for one in (*_FOLLOW_UP, *layout.DONNEES):
            table = self._table(one.name)
            if table is None:
                continue
            first, last = table.first_data_row, table.last_data_row
            if one in _FOLLOW_UP:
                area = CellRange(first, table.ref.first_column, last, table.ref.last_column)
                self._forget_comments(table.sheet, _rows_of(area))
                table.sheet.drop_links(area)
                held = [row for row in table.rows if any(v is not None for v in row.values())]
                if held:
                    self.cleared.append(Cleared(table.sheet.name, "", len(held)))
            for row in range(first, last + 1):
                self._note_texts(table, row)
            try:
                table.replace_rows([])
            except CellRefusedError:  # something of the staff's hangs on the rows
                self._clear(table, table.columns, counted=False)

    def _events(self) -> None:
        table = self._table(layout.EVENEMENTS.name)
        if table is None:
            return
        self._forget_comments(
            table.sheet, lambda row, _c: table.first_data_row <= row <= table.last_data_row
        )
        stay, order = [], []
        for event in self.book.programme.registers.events or ():
            start = as_date(event.start)
            if start is not None and start.year >= self.new and event.ref in self.refs:
                stay.append(event)
                order.append(event.row)
                continue
            said = f"{start or as_text(event.start)} {event.title}".strip()
            self.dates.append(
                ToldCell(table.sheet.name, to_a1(event.row, table.ref.first_column), said)
            )
        self.events = len(stay)
        for row in range(table.first_data_row, table.last_data_row + 1):
            if row not in order:
                self._note_texts(table, row)
                table.sheet.drop_links(CellRange(row, 1, row, MAX_COLUMN))
        if not stay:
            table.replace_rows([])
            return
        table.arrange_rows(order)
        column = table.find_column(EvenementColumn.REF)
        for row, event in enumerate(stay, table.first_data_row):
            if column is not None:
                self._set(table.sheet, row, column, self.refs[event.ref])

    def own(self, names: Collection[str]) -> list[tuple[str, str]]:
        """Clear the staff's columns of these names; the others, which stay, are returned with
        their tables."""
        kept = []
        for one in layout.TABLES:
            table = self._table(one.name)
            if table is None or one.name not in NEXT_YEAR or one in _EMPTIED:
                continue
            for name in own_columns(one.name, layout_names(one, table)):
                if name in names:
                    self._clear(table, [name])
                elif any(value for _row, value in self._texts(table, name)):
                    kept.append((one.name, name))
        return kept

    def parameters(self) -> None:
        """The year, and what motxl keeps in Paramètres."""
        wanted: dict[str, object] = {
            Parametre.ANNEE: self.new,
            Parametre.DERNIERE_REF: self.numbered,
        }
        set_parameters(self.workbook, SheetValues(self.workbook), wanted)
        table = self._table(layout.PARAMETRES.name)
        if table is not None:
            keys = dict(self._texts(table, layout.ParametreColumn.CLE))
            column = table.find_column(layout.ParametreColumn.VALEUR)
            for row, key in keys.items():
                if PARAMETRES_NEXT_YEAR.get(key) == "cleared" and column is not None:
                    self._forget(table.sheet, row, column)
        for name, value in ((Name.ANNEE, self.new), (Name.VERSION, None)):
            cell = self.workbook.named_cell(name)
            if cell is not None:
                self._set(cell.sheet, cell.row, cell.column, value)

    # What names the old year

    def years_told(self) -> Iterator[ToldCell]:
        """Cells with a year before the new one in their text, names of sheets, and own columns with
        dates of that year."""
        for sheet in self.workbook.sheets:
            if self.old in years_in(sheet.name):
                yield ToldCell(sheet.name, "", sheet.name)
        values = SheetValues(self.workbook)
        settings = self._table(layout.PARAMETRES.name)
        former = self._table(layout.PROGRAMME.name)
        aside = former.find_column(REF_PRECEDENTE) if former is not None else None
        for sheet in self.workbook.sheets:
            if not sheet.is_worksheet:
                continue
            for number, row in enumerate(values.rows(sheet.name), 1):
                for column, value in enumerate(row, 1):
                    if former is not None and sheet.name == former.sheet.name and column == aside:
                        continue
                    if sheet.name == layout.SheetName.PARAMETRES and _outside(settings, column):
                        continue  # helps, whose examples have a year
                    if isinstance(value, str) and self.old in years_in(value):
                        yield ToldCell(sheet.name, to_a1(number, column), value)
        yield from self._dates_of_own(values)

    def _dates_of_own(self, values: SheetValues) -> Iterator[ToldCell]:
        """The first date of the old year in each of the staff's own columns of the programme, and
        how many there are: no text names that year."""
        table = self._table(layout.PROGRAMME.name)
        if table is None:
            return
        rows = values.rows(table.sheet.name)[table.first_data_row - 1 : table.last_data_row]
        for name in own_columns(table.name, layout_names(layout.PROGRAMME, table)):
            at = table.column(name) - 1
            dates = [
                (number, value)
                for number, row in enumerate(rows, table.first_data_row)
                if at < len(row) and isinstance(value := row[at], date) and value.year == self.old
            ]
            if dates:
                (first, day), n = dates[0], len(dates)
                text = ngettext("{own}: {day}", "{own}: {day} and others, {n} dates in all", n)
                said = text.format(own=name, day=f"{day:%d/%m/%Y}", n=n)
                yield ToldCell(table.sheet.name, to_a1(first, at + 1), said)

    # Cells

    def _table(self, name: str) -> Table | None:
        return self.workbook.find_table(name)

    def _texts(self, table: Table, column: str) -> list[tuple[int, str]]:
        """Rows and texts of the cells of a column that hold something."""
        place = dict(zip(layout_names(_design(table), table), table.columns, strict=True))
        name = place.get(column, column)
        if name not in table.columns:
            return []
        rows = enumerate(table[name], table.first_data_row)
        texts = ((row, "" if value is None else str(value).strip()) for row, value in rows)
        return [(row, text) for row, text in texts if text]

    def _column(self, table: Table, name: str) -> int | None:
        names = layout_names(_design(table), table)
        return table.ref.first_column + names.index(name) if name in names else None

    def _clear(self, table: Table, columns: Collection[str], *, counted: bool = True) -> None:
        for name in columns:
            place = self._column(table, name)
            if place is None:
                continue
            cells = self._texts(table, name)
            for row, _text in cells:
                self._forget(table.sheet, row, place)
            area = CellRange(table.first_data_row, place, table.last_data_row, place)
            table.sheet.drop_links(area)
            if cells and counted:
                self.cleared.append(Cleared(table.sheet.name, name, len(cells)))

    def _clear_dates(self, table: Table, name: str) -> None:
        place = self._column(table, name)
        for row, text in self._texts(table, name) if place is not None else ():
            assert place is not None  # it has cells
            value = self.book.value(table.sheet.name, to_a1(row, place))
            is_date = isinstance(value, date)
            if is_date or not is_rule(text, self.old, self.new):
                self.dates.append(ToldCell(table.sheet.name, to_a1(row, place), text))
                self._forget(table.sheet, row, place)

    def _note_texts(self, table: Table, row: int) -> None:
        for column in range(table.ref.first_column, table.ref.last_column + 1):
            cell = table.sheet.cell((row, column))
            if cell is not None and cell.kind == "text" and cell.text:
                self.texts_gone.add(cell.text)

    def _forget(self, sheet: Sheet, row: int, column: int) -> None:
        cell = sheet.cell((row, column))
        if cell is not None and cell.kind == "text" and cell.text:
            self.texts_gone.add(cell.text)
        self._set(sheet, row, column, None)

    def _set(self, sheet: Sheet, row: int, column: int, value: str | float | None) -> None:
        try:
            sheet.set_value((row, column), value)
        except FormulaRefusedError:
            return  # what is computed follows from the rest

    def _forget_comments(self, sheet: Sheet, is_in: Callable[[int, int], bool]) -> None:
        found = remove_comments(self.workbook, sheet.opened, is_in)
        self.comments += [ToldCell(sheet.name, cell, "") for cell in found]


_WIDTH = 16.0
_FOLLOW_UP = (layout.SUIVI_JETONS, layout.VERSIONS, layout.CONTROLE, REPONSES)
_EMPTIED = (layout.EVENEMENTS, *_FOLLOW_UP)
_DESIGNS: Mapping[str, layout.TableLayout] = {one.name: one for one in (*layout.TABLES, REPONSES)}


def _design(table: Table) -> layout.TableLayout:
    return _DESIGNS[table.name]


def layout_names(design: layout.TableLayout, table: Table) -> tuple[str, ...]:
    """The columns of a table as the design has them, the staff's as they are called."""
    return design.known(table.columns)


def _outside(table: Table | None, column: int) -> bool:
    return table is not None and not table.ref.first_column <= column <= table.ref.last_column


def _rows_of(area: CellRange) -> Callable[[int, int], bool]:
    return lambda row, _column: area.first_row <= row <= area.last_row
