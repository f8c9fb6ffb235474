"""Edits of cells, done in a workbook in memory: columns and cells at once where that may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from motxl.a1 import from_a1
from motxl.ooxml import Table, Workbook
from motxl.ooxml.errors import FormulaRefusedError
from motxl.programme.edits import CellEdit, Edit, ReplaceText, SetColour, SetValue
from motxl.template.layout import PROGRAMME

# 18.8.30 numFmt: formats that need no definition; 14 is the short date of the reader's country.
_BUILT_IN_FORMATS = {"@": 49, "dd/mm/yyyy": 14}
# With fewer, looking through the column takes longer than opening each row.
_MANY = 20


def edit_cells(workbook: Workbook, edits: Iterable[CellEdit]) -> list[Edit]:
    """Make the edits; returns those that could not be made: on formulas.

    Cells and offsets are those from before the first edit.
    """
    # Colours move no character, and a new value leaves nothing to count in.
    ordered = sorted(edits, key=lambda edit: _ORDER.index(type(edit)))
    skipped: list[Edit] = []
    for several in _left_by_columns(workbook, list(_together(ordered))):
        try:
            _edit(workbook, several)
        except FormulaRefusedError:
            skipped += several
    _fit(workbook, ordered)
    return skipped


def _fit(workbook: Workbook, edits: Iterable[CellEdit]) -> None:
    """A row of the programme that got another text is as high as that needs."""
    table = workbook.find_table(PROGRAMME.name)
    if table is None:
        return
    changed = {
        from_a1(edit.cell)[0]
        for edit in edits
        if edit.sheet == table.sheet.name and not isinstance(edit, SetColour)
    }
    if changed:
        from motxl.book.editing.fitting import fit_programme  # most runs change no text

        fit_programme(workbook, changed)


_ORDER = (SetColour, ReplaceText, SetValue)


def _left_by_columns(workbook: Workbook, edits: list[list[CellEdit]]) -> list[list[CellEdit]]:
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
        sheet = workbook.sheet(name)
        spans = {row: _spans(several) for row, several in rows.items()}
        if len(spans) >= _MANY and sheet.colour_column(column, spans):
            done.add((name, column))
    return [several for several in edits if _column(several[0]) not in done]


def _edit(workbook: Workbook, edits: Sequence[CellEdit]) -> None:
    edit = edits[0]
    sheet = workbook.sheet(edit.sheet)
    if isinstance(edit, SetColour):
        sheet.set_colours(edit.cell, _spans(edits))
    elif isinstance(edit, ReplaceText):
        texts = [(e.start, e.end, e.text) for e in edits if isinstance(e, ReplaceText)]
        sheet.replace_texts(edit.cell, texts)
    elif table := _table_with_header(workbook, edit):
        # A header cell says what the table calls its column: both change, or neither.
        number = from_a1(edit.cell)[1] - table.ref.first_column
        table.rename_columns({table.columns[number]: str(edit.value)})
    else:
        sheet.set_value(edit.cell, edit.value)
        if edit.number_format is not None:
            number = _BUILT_IN_FORMATS[edit.number_format]
            style = workbook.styles.with_number_format(sheet.style_of(edit.cell), number)
            sheet.set_style(edit.cell, style)


def _table_with_header(workbook: Workbook, edit: SetValue) -> Table | None:
    """The table whose header a cell belongs to."""
    row, column = from_a1(edit.cell)
    for table in workbook.tables.values():
        place = table.sheet.name, table.header_row
        if place == (edit.sheet, row) and table.ref.contains(row, column):
            return table
    return None


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
