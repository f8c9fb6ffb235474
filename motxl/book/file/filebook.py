"""A workbook on disk as a surface: read into a Programme, edits applied and saved losslessly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.a1 import from_a1
from motxl.book.editing.coloured import Coloured
from motxl.book.editing.control import accepted_records, write_control
from motxl.book.editing.kept import Former
from motxl.book.reading.locate import NoProgrammeError, Place, columns_of, header_in, parse_columns
from motxl.book.reading.reader import read_programme
from motxl.book.reading.surroundings import surroundings
from motxl.book.reading.unseen import UnseenTexts
from motxl.book.reading.values import Record, SheetValues, Values
from motxl.errors import UsageError
from motxl.files.note import NO_NOTE, Note
from motxl.i18n import _
from motxl.ooxml import Table, Workbook
from motxl.ooxml.errors import FormulaRefusedError, OtherFormatError
from motxl.programme.cellvalue import CellValue
from motxl.programme.edits import CellEdit, Edit, ReplaceText, RowEdit, SetColour, SetValue
from motxl.programme.model import Programme
from motxl.template import layout
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readonly import ReadOnlyWorkbook
    from motxl.book.reading.source import Source, SourceTable
    from motxl.files.backups import Known, State
    from motxl.programme.events import Proposal
    from motxl.programme.surroundings import Surroundings

READABLE_SUFFIXES = (".xlsx", ".xlsm", ".ods")
"""Which files of a folder are workbooks that can be read"""


# 18.8.30 numFmt: formats that need no definition; 14 is the short date of the reader's country.
BUILT_IN_FORMATS = {"@": 49, "dd/mm/yyyy": 14}


# With fewer, looking through the column takes longer than opening each row.
_MANY = 20


class Book:
    """A workbook on disk with the programme that was read from it."""

    def __init__(
        self,
        source: Workbook | ReadOnlyWorkbook,
        sheet: str | None,
        columns: str | None,
        path: Path | None = None,
    ) -> None:
        """``path`` is where the workbook lies, if ``source`` is a copy from elsewhere."""
        self._source = source
        self._asked = (sheet, columns)
        path = path or (source.path if isinstance(source, Workbook) else None)
        self.coloured = Coloured(path)
        self._former = Former(path, _programme_of)
        self.reread()

    @classmethod
    def read(
        cls,
        source: Workbook | ReadOnlyWorkbook,
        *,
        sheet: str | None = None,
        columns: str | None = None,
    ) -> Book:
        """Read the programme of a workbook. ``MotxlError`` when it holds none."""
        return cls(source, sheet, columns)

    def reread(self) -> None:
        """Read the programme anew, with the edits made so far."""
        source = self._source
        values: Values = SheetValues(source) if isinstance(source, Workbook) else source
        self._values = values
        place = _find(source, values, *self._asked)
        self.programme = read_programme(
            source, place, values, shows_colours=isinstance(source, Workbook)
        )
        self.programme.coloured = self.coloured
        self.programme.former = self._former
        self.programme.former_scopes = self._former.scopes
        self.programme.kept = self._former.programme
        self.programme.unseen = UnseenTexts(source, self.programme)

    def surroundings(self) -> Surroundings:
        """What stands around the programme and was not read as its rows; looked at when asked."""
        return surroundings(self._source, self._values, self.programme)

    @property
    def is_editable(self) -> bool:
        """Whether its format can be written, not only read."""
        return isinstance(self._source, Workbook)

    @property
    def workbook(self) -> Workbook:
        """The workbook to edit. ``MotxlError`` where its format can only be read."""
        if not isinstance(self._source, Workbook):
            raise self._source.refusal
        return self._source

    def apply(self, edits: Iterable[Edit]) -> list[Edit]:
        """Make the edits in memory; returns those that could not be made: on formulas.

        Cells and offsets are those from before the first edit. ``CellRefusedError`` when rows
        cannot move because something could not follow; the cells are edited by then.
        """
        edits = list(edits)
        cells = [edit for edit in edits if isinstance(edit, CellEdit)]
        # Colours move no character, and a new value leaves nothing to count in.
        cells.sort(key=lambda edit: (SetColour, ReplaceText, SetValue).index(type(edit)))
        self.coloured.note(self.programme, cells)
        skipped: list[Edit] = []
        for several in self._left_by_columns(list(_together(cells))):
            try:
                self._edit(several)
            except FormulaRefusedError:
                skipped += several
        from motxl.book.editing.rearranging import rearrange  # few runs write

        rearrange(self.workbook, self.programme, [e for e in edits if isinstance(e, RowEdit)])
        return skipped

    def _left_by_columns(self, edits: list[list[CellEdit]]) -> list[list[CellEdit]]:
        """Colour whole columns at once; what is left, each cell's in a list of its own."""
        columns: dict[tuple[str, int], dict[int, list[CellEdit]]] = {}
        for several in edits:
            if isinstance(several[0], SetColour):
                row, column = from_a1(several[0].cell)
                rows = columns.setdefault((several[0].sheet, column), {})
                if row in rows:  # spans that meet are coloured one after the other
                    return edits
                rows[row] = several
        done: set[tuple[str, int]] = set()
        for (name, column), rows in columns.items():
            sheet = self.workbook.sheet(name)
            assert sheet is not None  # edits come from what was read here
            spans = {row: _spans(several) for row, several in rows.items()}
            if len(spans) >= _MANY and sheet.colour_column(column, spans):
                done.add((name, column))
        return [several for several in edits if _column(several[0]) not in done]

    def _edit(self, edits: Sequence[CellEdit]) -> None:
        edit = edits[0]
        sheet = self.workbook.sheet(edit.sheet)
        assert sheet is not None  # edits come from what was read here
        if isinstance(edit, SetColour):
            sheet.set_colours(edit.cell, _spans(edits))
        elif isinstance(edit, ReplaceText):
            texts = [(e.start, e.end, e.text) for e in edits if isinstance(e, ReplaceText)]
            sheet.replace_texts(edit.cell, texts)
        elif table := self._table_with_header(edit):
            # A header cell says what the table calls its column: both change, or neither.
            number = from_a1(edit.cell)[1] - table.ref.first_column
            table.rename_columns({table.columns[number]: str(edit.value)})
        else:
            sheet.set_value(edit.cell, edit.value)
            if edit.number_format is not None:
                number = BUILT_IN_FORMATS[edit.number_format]
                style = self.workbook.styles.with_number_format(sheet.style_of(edit.cell), number)
                sheet.set_style(edit.cell, style)

    def _table_with_header(self, edit: SetValue) -> Table | None:
        """The table whose header a cell belongs to."""
        row, column = from_a1(edit.cell)
        for table in self.workbook.tables.values():
            place = table.sheet.name, table.header_row
            if place == (edit.sheet, row) and table.ref.contains(row, column):
                return table
        return None

    def holds_formula(self, sheet: str, cell: str) -> bool:
        """Whether a cell is computed, and would be refused."""
        found = self.workbook.sheet(sheet)
        one = found.cell(cell) if found is not None else None
        return one is not None and one.formula

    def value(self, sheet: str, cell: str) -> CellValue:
        """What a cell held when the programme was read last; ``None`` when it is blank."""
        rows, (row, column) = self._values.rows(sheet), from_a1(cell)
        cells = rows[row - 1] if row <= len(rows) else ()
        found = cells[column - 1] if column <= len(cells) else None
        return None if found == "" else found

    def event_marks(self) -> set[str]:
        """What tells the events that were proposed before."""
        from motxl.book.editing.events import marks  # few runs need it

        return marks(self._values, self.workbook)

    def add_events(self, proposals: Sequence[Proposal]) -> None:
        """Append proposed events to their table (in memory), and remember them."""
        from motxl.book.editing.events import add_events  # few runs need it

        add_events(self.workbook, self._values, proposals, template_workbook)

    @property
    def sheet_names(self) -> list[str]:
        """The names of the sheets, in their order."""
        return [sheet.name for sheet in self.workbook.sheets]

    def accepted(self) -> dict[str, Record]:
        """The rows of Contrôle that staff accepted, by fingerprint."""
        return accepted_records(self.workbook, self._values)

    def write_control(
        self, rows: Sequence[Sequence[str | None]], targets: Sequence[str | None]
    ) -> None:
        """Give Contrôle these rows (in memory); ``targets`` are where their cells link to."""
        write_control(self.workbook, self._values, rows, targets, template_workbook)

    def save(self, *, force: bool = False, note: Note = NO_NOTE) -> bool:
        """Write the file if anything changed; the state before is kept for ``motxl undo``, with a
        ``note`` of what changed it."""
        saved = self.workbook.save(force=force, note=note)
        if saved:
            self.coloured.keep(self.workbook.path)
        return saved

    @property
    def left_alone(self) -> list[str]:
        """What ``save`` could not write, a sentence each: in a file, nothing."""
        return []

    @property
    def not_written(self) -> set[tuple[str, str]]:
        """The same, as sheets and cells."""
        return set()


def _together(edits: Iterable[CellEdit]) -> Iterator[list[CellEdit]]:
    """The edits in lists that are made at once: those of a kind that do not meet in a cell, from
    left to right. Each time its whole text is read and written, and a long one may hold thousands.
    """
    by_cell: dict[tuple[type[CellEdit], str, str], list[CellEdit]] = {}
    for edit in edits:
        by_cell.setdefault((type(edit), edit.sheet, edit.cell), []).append(edit)
    for several in by_cell.values():
        ordered = sorted(several, key=_start)
        if not any(_meet(*two) for two in pairwise(ordered)):
            yield ordered
        elif isinstance(several[0], ReplaceText):
            # From right to left, so that offsets stay what they were.
            yield from ([edit] for edit in sorted(several, key=_start, reverse=True))
        else:
            yield from ([edit] for edit in several)


def _spans(edits: Iterable[CellEdit]) -> list[tuple[int, int, str | None]]:
    return [(edit.start, edit.end, edit.colour) for edit in edits if isinstance(edit, SetColour)]


def _column(edit: CellEdit) -> tuple[str, int] | None:
    """Sheet and column of a cell that is to be coloured."""
    return (edit.sheet, from_a1(edit.cell)[1]) if isinstance(edit, SetColour) else None


def _start(edit: CellEdit) -> int:
    return 0 if isinstance(edit, SetValue) else edit.start


def _meet(one: CellEdit, other: CellEdit) -> bool:
    """Whether what begins later begins in the first, or where it does."""
    if isinstance(one, SetValue) or isinstance(other, SetValue):
        return True
    return other.start < one.end or other.start == one.start


def template_workbook() -> Workbook:
    """The empty workbook that motxl ships, for a sheet that one lacks."""
    from motxl.template.shipped import template_path

    return Workbook.open(template_path("programme"))


def _programme_of(data: bytes) -> Programme:
    return Book.read(Workbook(data)).programme


def open_book(
    path: Path, *, sheet: str | None = None, columns: str | None = None, editing: bool = False
) -> Book:
    """Read a workbook. ``sheet`` and ``columns`` (``A,B``) say where a foreign one has its
    programme. ``MotxlError`` when it cannot be read or holds none; with ``editing`` also when its
    format can be read, but not edited."""
    source: Workbook | ReadOnlyWorkbook
    try:
        source = Workbook.open(path)
    except OtherFormatError as refusal:
        if editing:
            raise
        from motxl.book.reading.readonly import ReadOnlyWorkbook  # few runs need it

        source = ReadOnlyWorkbook.open(path, refusal)
    return Book.read(source, sheet=sheet, columns=columns)


def history(path: Path) -> Known:
    """The states of a workbook that are kept, oldest first."""
    from motxl.files import backups

    return backups.known(path)


def undo(path: Path, *, force: bool = False) -> State:
    """Give the previous state of a workbook back; the present one is kept too."""
    from motxl.files import backups

    return backups.restore(path, force=force)


def redo(path: Path, *, force: bool = False) -> State:
    """Give back what the last ``undo`` replaced; the present state is kept too."""
    from motxl.files import backups

    return backups.redo(path, force=force)


def _find(workbook: Source, values: Values, sheet: str | None, columns: str | None) -> Place:
    names = [one.name for one in workbook.sheets]
    if sheet is not None:
        wanted = next((name for name in names if normalise(name) == normalise(sheet)), None)
        if wanted is None:
            raise UsageError(
                _("{path} has no sheet “{sheet}”; its sheets are: {names}.").format(
                    path=workbook.label, sheet=sheet, names=", ".join(names)
                )
            )
        names = [wanted]
    if columns is not None and names:
        return _with_columns(names, parse_columns(columns), workbook)
    table = workbook.table(layout.PROGRAMME.name)
    if table is not None and table.sheet.name in names:
        return _in_table(table)
    for name in names:
        place = header_in(name, values.rows(name))
        if place is not None:
            return place
    raise NoProgrammeError(
        _(
            "{path} holds no programme: no table tblProgramme, and no header row with “Axe” and "
            "“Programme de travail”. Name its place with --sheet NAME --columns A,B."
        ).format(path=workbook.label)
    )


def _with_columns(names: Sequence[str], columns: dict[str, int], workbook: Source) -> Place:
    if len(names) > 1:
        table = workbook.table(layout.PROGRAMME.name)
        name = table.sheet.name if table is not None else names[0]
    else:
        name = names[0]
    return Place(name, columns, 1, None)


def _in_table(table: SourceTable) -> Place:
    first_column = table.ref.first_column
    return Place(
        table.sheet.name,
        columns_of(table.columns, first_column),
        table.first_data_row,
        table.last_data_row,
        table=table.name,
        header_row=table.header_row,
    )
