"""A workbook that is open in an application.

What it holds is read from a copy that the application writes (``SaveCopyAs``), by the same code as
a file: values, runs, tables. Jobs change that copy in memory; ``save`` does the same steps again in
the application, and nowhere else: the file on disk is the application's to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from motxl.a1 import CellRange, from_a1
from motxl.book.editing.rearranging import new_order
from motxl.book.editing.workingcopy import WorkingCopy
from motxl.book.live.appworkbook import EXCEL, LIBREOFFICE, AppWorkbook
from motxl.book.live.copies import copy_of, shown_by
from motxl.book.live.patience import BusyError
from motxl.book.live.shown import shown
from motxl.book.live.steps import (
    Arrange,
    Colour,
    ColourCell,
    FillTable,
    RewriteCell,
    SetCell,
    Step,
    is_same,
    moved_by,
    utf16,
)
from motxl.book.live.writing import (
    PartlyWrittenError,
    check_before,
    refuse_filtered,
    write,
)
from motxl.book.reading.values import SheetValues
from motxl.errors import MotxlError
from motxl.files.note import NO_NOTE, Note
from motxl.i18n import _
from motxl.ooxml import Table, Workbook
from motxl.programme.cellvalue import CellValue, Record
from motxl.programme.edits import (
    CellEdit,
    Edit,
    ExtendTable,
    ReplaceText,
    RowEdit,
    SetColour,
    SetValue,
)
from motxl.programme.model import LABEL
from motxl.programme.surroundings import Surroundings
from motxl.template import layout
from motxl.template.words import refuse_words

_TRIES = 3
"""Copies that are made of a workbook while someone types in it"""

Address = tuple[str, int, int]
"""Sheet, row, column"""

# Words of each application's own menus.
_MENUS: dict[str, Callable[[], str]] = {
    EXCEL: lambda: _("Review, Unprotect Sheet"),
    LIBREOFFICE: lambda: _("Tools, Protect Sheet"),
}


class LiveBook(WorkingCopy):
    """A ``Book`` that is open in Excel or LibreOffice."""

    def __init__(
        self, port: AppWorkbook, path: Path, *, sheet: str | None = None, columns: str | None = None
    ) -> None:
        """Read it now. Raises ``MotxlError`` when it holds no programme, or the application is
        busy."""
        self.port = port
        self.path = path
        self._steps: list[Step] = []
        before: list[object] | None = None
        for _try in range(_TRIES):
            source = Workbook(copy_of(port, path), label=port.name)
            refuse_words(source)
            super().__init__(source, path, sheet=sheet, columns=columns)
            self.edited = self.port.edited_cell()
            others = self._others()
            # What stays different is how the application writes it, and no one who types: such
            # a cell is left alone when it comes to be written.
            if not others or others == before:
                return
            before = others
        raise BusyError(
            _(
                "{file} is changing while it is being read: wait until nobody is typing, then "
                "try again."
            ).format(file=port.name)
        )

    def surroundings(self) -> Surroundings:
        """As ``Book.surroundings``, with the cell that somebody is typing in."""
        return super().surroundings()._replace(edited=self.edited)

    def _others(self) -> list[object]:
        """The texts that the application shows now and that the copy has otherwise."""
        return [
            (table.name, number, live)
            for table in self._tables()
            for number, (ours, theirs) in enumerate(
                zip(
                    self._rows(table.sheet.name, table.ref),
                    self.port.values(table.sheet.name, table.ref),
                    strict=True,
                )
            )
            for read, live in zip(ours, theirs, strict=True)
            if isinstance(read, str) and isinstance(live, str) and not is_same(live, read)
        ]

    def _tables(self) -> list[Table]:
        return [table for table in self.workbook.tables.values() if table.sheet.is_worksheet]

    def _rows(self, sheet: str, area: CellRange) -> list[list[CellValue]]:
        """The values of an area of the copy, blanks as ``None``."""
        rows = self._values.rows(sheet)
        found: list[list[CellValue]] = []
        for number in range(area.first_row - 1, area.last_row):
            row = rows[number] if number < len(rows) else []
            cells = row[area.first_column - 1 : area.last_column]
            cells = cells + [None] * (area.last_column - area.first_column + 1 - len(cells))
            found.append([None if cell == "" else cell for cell in cells])
        return found

    # Edits

    def apply(self, edits: Iterable[Edit]) -> list[Edit]:
        """As ``Book.apply``, in memory; the application gets them when ``save`` is called.

        ``MotxlError`` also when rows would move while a filter hides some.
        """
        edits = list(edits)
        cells = [edit for edit in edits if isinstance(edit, CellEdit)]
        rows = [edit for edit in edits if isinstance(edit, RowEdit)]
        if rows:
            refuse_filtered(self.port, self.programme.sheet)
        before = {place: self._value(*place) for place in map(_place_of, cells)}
        skipped = super().apply(cells)
        refused = set(skipped)
        made = [edit for edit in cells if edit not in refused]
        mine: dict[Address, list[CellEdit]] = {}
        for edit in made:
            mine.setdefault(_place_of(edit), []).append(edit)
        self._steps += [self._step(place, before[place], own) for place, own in mine.items()]
        if rows:
            self._arrange(rows)
        return skipped

    def _value(self, sheet: str, row: int, column: int) -> CellValue:
        return self._rows(sheet, CellRange(row, column, row, column))[0][0]

    def _step(self, place: Address, expected: CellValue, edits: Sequence[CellEdit]) -> Step:
        """All that one cell gets."""
        sheet = self.workbook.find_sheet(place[0])
        assert sheet is not None  # it was edited just now
        values = [edit for edit in edits if isinstance(edit, SetValue)]
        if any(isinstance(edit, ReplaceText) for edit in edits):
            return RewriteCell(*place, expected, sheet.looks(place[1:]))
        if values:
            last = values[-1]
            return SetCell(*place, expected, last.value, last.number_format)
        text = str(expected)
        own = self.workbook.styles.font(sheet.style_of(place[1:])).colour
        colours = tuple(
            Colour(utf16(text, edit.start), utf16(text, edit.end), edit.colour or own)
            for edit in edits
            if isinstance(edit, SetColour)
        )
        return ColourCell(*place, expected, colours)

    def _arrange(self, edits: Sequence[RowEdit]) -> None:
        programme = self.programme
        name = programme.table
        table = self.workbook.find_table(name) if name else None
        span = programme.structure.rows
        assert span is not None  # a programme that was read has rows
        first, last = span
        columns = (min(programme.columns.values()), max(programme.columns.values()))
        if table is not None:
            first, last = table.first_data_row, table.last_data_row
            columns = (table.ref.first_column, table.ref.last_column)
        extended = [from_a1(edit.cell)[0] for edit in edits if isinstance(edit, ExtendTable)]
        last = max([last, *extended])
        moving = [edit for edit in edits if not isinstance(edit, ExtendTable)]
        rows = range(first, last + 1)
        labels = programme.columns[LABEL]
        # Values were read before the cells of this round were edited; what was edited is known.
        expected = tuple(self._text_now(programme.sheet, row, labels) for row in rows)
        rewritten = frozenset(
            step.row
            for step in self._steps
            if isinstance(step, RewriteCell | SetCell)
            and (step.sheet, step.column) == (programme.sheet, labels)
        )
        super().apply(edits)
        table = self.workbook.find_table(name) if name else None
        self._steps.append(
            Arrange(
                programme.sheet,
                name,
                CellRange(first, columns[0], last, columns[1]),
                tuple(new_order(rows, moving)) if moving else tuple(rows),
                labels,
                expected,
                rewritten,
                table.ref if table is not None else None,
            )
        )

    def _text_now(self, sheet: str, row: int, column: int) -> CellValue:
        found = self.workbook.find_sheet(sheet)
        cell = found.cell((row, column)) if found is not None else None
        if cell is None or cell.kind != "text":
            return self._value(sheet, row, column)
        return cell.text or None

    # Tables

    def listed(self) -> Sequence[Record]:
        """As ``Book.listed``: a protection or a filter there must not keep others from being
        corrected."""
        rows, sheet = super().listed(), layout.CONTROLE.sheet
        table = self.workbook.find_table(layout.CONTROLE.name) if rows else None
        if table is not None:
            sheet = table.sheet.name
        if rows and (self.port.is_protected(sheet) or self.port.is_filtered(sheet)):
            return []
        return rows

    def write_control(
        self, rows: Sequence[Sequence[str | None]], targets: Sequence[str | None]
    ) -> None:
        """See ``Book.write_control``. Raises ``MotxlError`` where the workbook has no
        Contrôle yet."""
        table = self.workbook.find_table(layout.CONTROLE.name)
        if table is None:
            raise MotxlError(
                _(
                    "{file} has no sheet {sheet} yet: save and close the workbook, run motxl "
                    "validate BOOK --write once, then open the workbook again."
                ).format(file=self.port.name, sheet=layout.CONTROLE.sheet)
            )
        before = table.ref
        present = self._data_of(table)
        super().write_control(rows, targets)
        column = table.find_column(layout.ControleColumn.CELLULE)
        self._fill(table, before, present, targets, column)

    def fill_table(self, name: str, rows: Sequence[Sequence[CellValue]]) -> None:
        """Give a table these rows."""
        table = self.workbook.find_table(name)
        assert table is not None  # whoever asks has looked
        before, present = table.ref, self._data_of(table)
        table.replace_rows(rows)
        self._fill(table, before, present, None, None)

    def _data_of(self, table: Table) -> list[tuple[CellValue, ...]]:
        area = table.ref._replace(first_row=table.first_data_row, last_row=table.last_data_row)
        return [tuple(row) for row in self._rows(table.sheet.name, area)]

    def _fill(
        self,
        table: Table,
        before: CellRange,
        present: list[tuple[CellValue, ...]],
        links: Sequence[str | None] | None,
        column: int | None,
    ) -> None:
        self._values = SheetValues(self.workbook)
        rows = self._data_of(table)
        if rows != present:
            self._steps.append(
                FillTable(
                    table.sheet.name,
                    table.name,
                    before,
                    table.first_data_row,
                    tuple(present),
                    tuple(rows),
                    tuple(links) if links is not None else None,
                    column,
                )
            )

    # Writing

    def save(self, *, force: bool = False, note: Note = NO_NOTE) -> bool:
        """Do the steps in the application, if there are any; the state before is kept.

        ``skipped`` lists what was left alone. ``MotxlError``, before anything is written, when the
        workbook or a sheet is not to be written.
        """
        if not self._steps:
            return False
        if self.port.is_read_only:
            raise MotxlError(
                _(
                    "{file} is open for reading only (someone else is using it, or the file "
                    "is marked as read-only): nothing was written."
                ).format(file=self.port.name)
            )
        for sheet in dict.fromkeys(step.sheet for step in self._steps):
            if self.port.is_protected(sheet):
                raise MotxlError(
                    _(
                        "Sheet {sheet} is protected: nothing was written. Take the protection off "
                        "({menu}), then try again."
                    ).format(sheet=sheet, menu=_MENUS[self.port.application]())
                )
        from motxl.files import backups
        from motxl.files.locks import only_motxl

        with only_motxl(self.path):
            check_before(self.port, self._steps)
            backups.keep_live(self.path, shown_by(self.port, self.path), note)
            try:
                with self.port.quiet():
                    written = self._write()
            finally:
                # Also of what was written before an error. Without it undo does not know what was
                # typed since, and says so.
                with suppress(Exception):
                    now = shown(self.port, moved_by(self._steps))
                    backups.note_shown(self.path, now.to_bytes())
        self.coloured.keep(self.path)
        self._steps = []
        return written > 0

    def _write(self) -> int:
        try:
            written, self.skipped = write(self.port, self._steps)
        except PartlyWrittenError as error:
            text = _("{error} To undo what was written before the error, run: {command}").format(
                error=error, command=f'motxl undo "{self.path}" --live'
            )
            raise PartlyWrittenError(text) from None
        return written


def _place_of(edit: CellEdit) -> Address:
    return edit.sheet, *from_a1(edit.cell)
