"""Two workbooks that were edited apart since a common state become one.

OURS is edited and written under another name: what THEIRS changed is taken where OURS left it
alone; what both changed otherwise is listed in Contrôle, where somebody chooses. Merged again from
that workbook, the choices are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.a1 import MAX_COLUMN, CellRange, to_a1
from motxl.book.file.choosing import ClashLine, choices_in, write_clashes
from motxl.book.file.filebook import open_book
from motxl.comparison.merging import advice, sentence
from motxl.comparison.others import OtherCells
from motxl.errors import MotxlError
from motxl.files.present import is_there
from motxl.files.saving import write_new
from motxl.i18n import _
from motxl.jobs.diff import diff, item_of
from motxl.programme.comparing.differences import is_same, text_of
from motxl.programme.comparing.merging import MergeClash, Merged, MergedRow, merge
from motxl.programme.comparing.mergingcolours import colour_edits
from motxl.programme.comparing.mergingtables import MergedTable, merge_tables
from motxl.programme.edits import Edit, ReplaceText, SetValue
from motxl.programme.model import LABEL, ORDRE, TYPE, Programme
from motxl.programme.outline import Outline
from motxl.programme.upkeep import new_orders, upkeep
from motxl.text.words import pieces_of
from motxl.validation.diagnostics import Severity

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.jobs.diff import Diffed
    from motxl.programme.comparing import Difference


class MergedBooks(NamedTuple):
    """What was, or would be, made of three workbooks."""

    path: Path | None
    """Where it was written; ``None`` where nothing was"""
    ours: Diffed
    """What OURS changed since BASE"""
    theirs: Diffed
    """What THEIRS changed since BASE"""
    conflicts: Sequence[MergeClash]
    """What nobody has decided yet: OURS stands in the result"""
    chosen: int
    """Choices that stood in Contrôle"""
    unknown: Sequence[str]
    """What stands in the column Choix and is no choice, with its row: ``“peut-être”``"""
    left: Sequence[str] = ()
    """What of THEIRS could not be taken, a sentence each"""

    def __repr__(self) -> str:
        return f"MergedBooks({len(self.theirs.differences)} of theirs, {len(self.conflicts)} open)"

    def as_json(self) -> dict[str, Any]:
        """As ``motxl merge --format json`` shows it."""
        ours, theirs = (
            {_known(one): one for one in side.differences} for side in (self.ours, self.theirs)
        )
        both = ours.keys() & theirs.keys()
        sides = [("both" if key in both else "ours", one) for key, one in ours.items()]
        sides += [("theirs", one) for key, one in theirs.items() if key not in both]
        return {
            "version": 1,
            "path": str(self.path) if self.path else None,
            "changes": [{"side": side, **item_of(one)} for side, one in sides],
            "conflicts": [_clash_as_json(one) for one in self.conflicts],
            "chosen": self.chosen,
            "unknown_choices": list(self.unknown),
            "not_taken": [*self.left, *(one.sheet for one in self.others)],
        }

    @property
    def others(self) -> Sequence[OtherCells]:
        """What else differs in THEIRS, and was not taken."""
        return self.theirs.others


def merge_books(
    base: FileBook,
    ours: FileBook,
    theirs: FileBook,
    output: Path | None,
    *,
    overwrite: bool = False,
) -> MergedBooks:
    """Merge what ``ours`` and ``theirs`` changed since ``base``, and write the result to
    ``output``, which is none of the three; without one, say only what would be. ``ours`` is edited
    in memory. Raises ``MotxlError`` where rows are sorted by something else than the programme's
    order, a cell cannot follow, or ``output`` is there."""
    for book in (base, ours, theirs):
        if Outline(book.programme).is_sorted_otherwise:
            raise MotxlError(
                _("The rows of {path} were sorted by another column: sort them by Ordre.").format(
                    path=book.label
                )
            )
    by_ours, by_theirs = diff(base, ours), diff(base, theirs)
    choices, unknown = choices_in(ours)
    commented = _commented(ours)
    merged = merge(base.programme, ours.programme, theirs.programme, choices, commented[""])
    before, own, other = (one.beside().tables for one in (base, ours, theirs))
    tables = merge_tables(before, own, other, choices, commented)
    clashes = [*merged.clashes, *(clash for one in tables for clash in one.clashes)]
    done = MergedBooks(None, by_ours, by_theirs, clashes, len(choices), unknown)
    done = done._replace(left=_carry_out(ours, theirs, merged, tables))
    kept = [key for key, side in choices.items() if side == "ours"]
    write_clashes(ours, [_line(one, _place(ours, merged, tables, one)) for one in clashes], kept)
    data = ours.workbook.to_bytes()
    if output is None:
        return done
    write_new(output, data, overwrite=overwrite)
    return done._replace(path=output)


def merge_files(
    base: Path,
    ours: Path,
    theirs: Path,
    output: Path | None,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    overwrite: bool = False,
) -> MergedBooks:
    """Merge three files, as ``merge_books`` does."""
    check_output(output, (base, ours, theirs))
    before = open_book(base, sheet=sheet, columns=columns)
    own = open_book(ours, sheet=sheet, columns=columns, editing=True)
    other = open_book(theirs, sheet=sheet, columns=columns)
    return merge_books(before, own, other, output, overwrite=overwrite)


def merge_state(
    ours: Path,
    theirs: Path,
    output: Path | None,
    state: int,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    overwrite: bool = False,
) -> MergedBooks:
    """Merge two files; what both come from is a state of ``ours`` that is kept, numbered as
    ``motxl undo --list`` does. Raises ``MotxlError`` as ``merge_files`` does, and where there is no
    such state."""
    from motxl.jobs.states import numbered, open_state

    check_output(output, (ours, theirs))
    before = open_state(ours, numbered(ours, state), sheet, columns)
    own = open_book(ours, sheet=sheet, columns=columns, editing=True)
    other = open_book(theirs, sheet=sheet, columns=columns)
    return merge_books(before, own, other, output, overwrite=overwrite)


def check_output(output: Path | None, inputs: Sequence[Path]) -> None:
    """Raises ``MotxlError`` where the output is one of the inputs, or another kind of file than
    OURS."""
    if output is None:
        return
    own = inputs[-2]
    if output.suffix.lower() != own.suffix.lower():
        raise MotxlError(
            _("{path} must end with {suffix}, like {source}.").format(
                path=output, suffix=own.suffix, source=own.name
            )
        )
    for one in inputs:
        if is_there(output) and is_there(one) and output.samefile(one):
            raise MotxlError(
                _("{path} is one of the workbooks to merge: choose another name.").format(
                    path=output
                )
            )


def _known(one: Difference) -> tuple[object, ...]:
    """By what a change is the same on both sides."""
    return one.kind, one.table, one.row.ref or one.row.text, one.column, one.new


def _clash_as_json(one: MergeClash) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "table": one.table or None,
        "ref": one.ref or None,
        "code": one.code or None,
        "text": one.text,
        "column": one.column,
        "base": text_of(one.base),
        "ours": text_of(one.ours),
        "theirs": text_of(one.theirs),
        "key": one.key,
    }


def _commented(book: FileBook) -> Mapping[str, Sequence[int]]:
    """The rows that have comments, by table; of the programme under an empty name."""

    def rows(name: str, numbers: Sequence[int]) -> list[int]:
        sheet = book.workbook.find_sheet(name)
        if sheet is None or not numbers:
            return []
        if sheet.first_comment(CellRange(min(numbers), 1, max(numbers), MAX_COLUMN)) is None:
            return []
        return [n for n in numbers if sheet.first_comment(CellRange(n, 1, n, MAX_COLUMN))]

    found = {"": rows(book.programme.sheet, [entry.row for entry in book.programme.entries])}
    for table in book.beside().tables:
        found[table.name] = rows(table.sheet, [number for number, _record in table.rows])
    return found


def _line(clash: MergeClash, place: tuple[str, str] | None) -> ClashLine:
    """A conflict as a row of Contrôle."""
    return ClashLine(
        clash.key, Severity.WARNING.label, place, sentence(clash), advice(clash),
        *map(text_of, (clash.base, clash.ours, clash.theirs)),
    )  # fmt: skip


def _place(
    book: FileBook, merged: Merged, tables: Sequence[MergedTable], clash: MergeClash
) -> tuple[str, str] | None:
    """Sheet and cell of a clash in the result; ``None`` for a row that is not there."""
    programme = book.programme
    if clash.row is None:
        return None
    if clash.table:
        table = next(one for one in tables if one.name == clash.table)
        column = table.columns.get(clash.column or "", min(table.columns.values()))
        gone = sum(row < clash.row for row in table.removed)
        return table.sheet, to_a1(clash.row - gone, column)
    places = {row.ours: n for n, row in enumerate(merged.rows) if row.ours is not None}
    by_row = {entry.row: n for n, entry in enumerate(merged.ours.new.entries)}
    entry = programme.entries[places[by_row[clash.row]]]
    column = programme.columns.get(clash.column or LABEL, programme.columns[LABEL])
    return programme.sheet, to_a1(entry.row, column)


# Into the workbook


def _carry_out(
    book: FileBook, theirs: FileBook, merged: Merged, tables: Sequence[MergedTable]
) -> list[str]:
    """Edit OURS in memory; what could not be taken, a sentence each."""
    ours = book.programme
    left = [
        _("The column “{column}” of {path} is not in {ours}.").format(
            column=name, path=theirs.label, ours=book.label
        )
        for name in theirs.programme.columns
        if name not in ours.columns and any(row.values.get(name) for row in merged.rows)
    ]
    skipped = book.apply(_cell_edits(ours, merged, tables))
    left += [_("{cell} holds a formula, and was left as it is.").format(cell=_cell(one))
             for one in skipped]  # fmt: skip
    for one in tables:
        _arrange_table(book, one)
    is_arranged = _arrange(book, ours, merged)
    book.reread()
    if merged.ours.shows_colours and merged.theirs.shows_colours:
        book.apply(colour_edits(book.programme, merged))
    if is_arranged and (column := book.programme.columns.get(ORDRE)):
        orders = new_orders(book.programme.entries)
        sheet = book.programme.sheet
        book.apply([SetValue(sheet, to_a1(row, column), n) for row, n in orders.items()])
    book.reread()
    book.apply(upkeep(book.programme))
    highest = max(theirs.programme.highest_ref, book.programme.highest_ref)
    if book.programme.highest_ref_cell and highest > ours.highest_ref:
        refs = [one for one in upkeep(book.programme) if _is_highest(one, book.programme)]
        if not refs:
            book.apply([SetValue(*book.programme.highest_ref_cell, highest)])
    book.reread()
    return left


def _is_highest(edit: SetValue, programme: Programme) -> bool:
    return (edit.sheet, edit.cell) == programme.highest_ref_cell


def _cell(edit: Edit) -> str:
    return f"{edit.sheet}!{edit.cell}"


def _cell_edits(
    ours: Programme, merged: Merged, tables: Sequence[MergedTable]
) -> Iterator[SetValue | ReplaceText]:
    for row in merged.rows:
        if row.ours is None or row.theirs is None:
            continue
        entry = ours.entries[row.ours]
        for column, number in ours.columns.items():
            was, now = entry.value(column), row.values.get(column)
            if column != ORDRE and not is_same(was, now):
                yield from _edits(ours.sheet, to_a1(entry.row, number), was, now)
    for table in tables:
        for number, column, value in table.cells:
            cell = to_a1(number, table.columns[column])
            yield SetValue(table.sheet, cell, value, _format_of(value))


def _edits(sheet: str, cell: str, was: Any, now: Any) -> Iterator[SetValue | ReplaceText]:
    """A text is edited word by word, so that the formatting of the others stays."""
    if not (isinstance(was, str) and isinstance(now, str) and was and now):
        yield SetValue(sheet, cell, now, _format_of(now))
        return
    start = 0
    for piece in pieces_of(was, now):
        if piece.old != piece.new:
            yield ReplaceText(sheet, cell, start, start + len(piece.old), piece.new)
        start += len(piece.old)


def _format_of(value: Any) -> str | None:
    return "dd/mm/yyyy" if isinstance(value, date) else None


def _arrange(book: FileBook, ours: Programme, merged: Merged) -> bool:
    """Put in, move and remove the rows of the programme; whether anything had to be."""
    order = [None if row.ours is None else ours.entries[row.ours].row for row in merged.rows]
    if order == [entry.row for entry in ours.entries]:
        return False
    table = book.workbook.find_table(ours.table) if ours.table else None
    new = [row for row in merged.rows if row.ours is None]
    if table is None:
        if new:
            raise MotxlError(
                _("{path} has no table for its programme: rows cannot be put in.").format(
                    path=book.label
                )
            )
        gone = {entry.row for entry in ours.entries} - set(order)
        sheet = book.workbook.sheet(ours.sheet)
        assert ours.structure.rows is not None  # a programme that was read has rows
        first, last = ours.structure.rows
        sheet.arrange_rows(_with_others(order, ours, first, last, gone), first, last)
        return True
    first, last = table.first_data_row, table.last_data_row
    numbers: dict[int, int] = {}
    at = last + 1
    by_kind: dict[Any, list[int]] = {}
    for place, row in enumerate(merged.rows):
        if row.ours is None:
            by_kind.setdefault(row.values.get(TYPE), []).append(place)
    for kind, places in by_kind.items():
        like = next((one.row for one in ours.entries if one.value(TYPE) == kind), None)
        values = [_new_row(ours, table, merged.rows[place]) for place in places]
        table.insert_rows(at, values, like=like)
        numbers |= {place: at + n for n, place in enumerate(places)}
        at += len(places)
    wanted = [numbers[n] if row is None else row for n, row in enumerate(order)]
    gone = {entry.row for entry in ours.entries} - set(order)
    table.arrange_rows(_with_others(wanted, ours, first, last, gone))
    return True


def _with_others(
    order: Sequence[int | None], ours: Programme, first: int, last: int, gone: set[int]
) -> list[int]:
    """The order with the rows that are no entries, blank ones, below the same row as before."""
    entries = {entry.row for entry in ours.entries}
    below: dict[int, list[int]] = {}
    above = first - 1
    for row in range(first, last + 1):
        if row in entries:
            above = row if row not in gone else above
        else:
            below.setdefault(above, []).append(row)
    found = list(below.get(first - 1, ()))
    for one in order:
        assert one is not None
        found += (one, *below.get(one, ()))
    return found


def _new_row(ours: Programme, table: Any, row: MergedRow) -> list[Any]:
    """The cells of a row that THEIRS put in; those of columns that compute are left to these."""
    values: list[Any] = [None] * len(table.columns)
    for name, number in ours.columns.items():
        place = number - table.ref.first_column
        if name != ORDRE and place not in table.calculated:
            values[place] = row.values.get(name)
    return values


def _arrange_table(book: FileBook, merged: MergedTable) -> None:
    """Add and remove rows of a table beside the programme."""
    if not (merged.added or merged.removed):
        return
    table = book.workbook.table(merged.name)
    if merged.sheet == book.programme.sheet:
        raise MotxlError(
            _(
                "The sheet {sheet} of {path} holds the programme and {table}: rows of the table "
                "cannot be merged."
            ).format(sheet=merged.sheet, path=book.label, table=merged.name)
        )
    first = table.ref.first_column
    names = {number - first: name for name, number in merged.columns.items()}
    new = [
        [record.get(names.get(n, "")) for n in range(len(table.columns))] for record in merged.added
    ]
    if sum(one.sheet is table.sheet for one in book.workbook.tables.values()) > 1:
        # Whole rows of the sheet would cut the tables beside it.
        held = list(zip(*(table[name] for name in table.columns), strict=True))
        stays = [row for n, row in enumerate(held, table.first_data_row) if n not in merged.removed]
        filled = [row for row in stays if any(value is not None for value in row)]
        table.replace_rows([*filled, *new])
        return
    for values in new:
        if len(table) == 1 and not any(value is not None for value in table.rows[0].values()):
            table.insert_rows(table.first_data_row, [values])
            table.delete_rows(table.last_data_row)
        else:
            table.insert_rows(table.last_data_row + 1, [values])
    for row in sorted(merged.removed, reverse=True):
        table.delete_rows(row)
