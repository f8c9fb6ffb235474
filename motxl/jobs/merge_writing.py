"""The result of a merge put into the workbook of OURS, in memory, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from motxl.a1 import to_a1
from motxl.book.file.filebook import FileBook
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing.differences import is_same, text_of
from motxl.programme.comparing.mergingcolours import colour_edits
from motxl.programme.edits import Edit, ReplaceText, SetValue
from motxl.programme.model import LABEL, ORDRE, TYPE, Programme
from motxl.programme.upkeep import new_orders, upkeep
from motxl.text.words import pieces_of

if TYPE_CHECKING:
    from motxl.programme.comparing.merging import Merged, MergedRow
    from motxl.programme.comparing.mergingtables import MergedTable
    from motxl.programme.comparing.tables import ComparedTable


def carry_out(
    book: FileBook, theirs: FileBook, merged: Merged, tables: Sequence[MergedTable]
) -> list[str]:
    """Edit OURS in memory; what could not be taken, a sentence each."""
    ours = book.programme
    left = [
        _("The column “{column}” of {path} is not in {ours}: its values were not merged.").format(
            column=name, path=theirs.label, ours=book.label
        )
        for name in theirs.programme.columns
        if name not in ours.columns and any(row.values.get(name) for row in merged.rows)
    ]
    skipped = book.apply(_cell_edits(ours, merged, tables))
    left += [_("{cell} contains a formula, and was left as it was.").format(cell=_cell(one))
             for one in skipped]  # fmt: skip
    for one in tables:
        _arrange_table(book, one)
    is_arranged = _arrange(book, ours, merged)
    book.reread()
    _check_count(book.programme, merged)
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
                _(
                    "The programme of {path} is not an Excel table: rows cannot be inserted in it."
                ).format(path=book.label)
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
                "The sheet {sheet} of {path} contains both the programme and the table "
                "{table}, whose rows therefore cannot be merged: move this table to another "
                "sheet."
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


# Read back


def check_read_back(
    read: FileBook, merged: Merged, tables: Sequence[MergedTable], own: Sequence[ComparedTable]
) -> None:
    """Raises ``MotxlError`` where the result, as it is ``read``, is not what was merged: ``own``
    are the tables of OURS as they were. Cells with a formula hold what it computes."""
    _check_rows(read, merged)
    if merged.ours.shows_colours and merged.theirs.shows_colours:
        for edit in colour_edits(read.programme, merged):
            raise _not_as_merged(edit.sheet, edit.cell, None, None)
    before = {one.name: one for one in own}
    after = {one.name: one for one in read.beside().tables}
    for table in tables:
        _check_table(read, table, before[table.name], after.get(table.name))


def _check_rows(read: FileBook, merged: Merged) -> None:
    programme = read.programme
    entries = programme.entries
    _check_count(programme, merged)
    for row, entry in zip(merged.rows, entries, strict=True):
        for column, number in programme.columns.items():
            if column == ORDRE or is_same(wanted := row.values.get(column), entry.value(column)):
                continue
            cell = to_a1(entry.row, number)
            if read.workbook.sheet(programme.sheet)[cell].formula is None:
                raise _not_as_merged(programme.sheet, cell, wanted, entry.value(column))


def _check_count(programme: Programme, merged: Merged) -> None:
    entries = programme.entries
    if len(entries) != len(merged.rows):
        last = entries[-1].row if entries else 1
        raise _not_as_merged(programme.sheet, to_a1(last, programme.columns[LABEL]), None, None)


def _check_table(
    read: FileBook, merged: MergedTable, was: ComparedTable, now: ComparedTable | None
) -> None:
    """The rows of a table have an order only where it was kept: they are looked at by what they
    hold."""
    changed = {(row, column): value for row, column, value in merged.cells}
    wanted = [
        [changed.get((row, name), record.get(name)) for name in merged.columns]
        for row, record in was.rows
        if row not in merged.removed
    ]
    wanted += [[record.get(name) for name in merged.columns] for record in merged.added]
    rows = [] if now is None else list(now.rows)
    sheet = read.workbook.sheet(merged.sheet)
    for values in wanted:
        for place, (row, record) in enumerate(rows):
            if all(
                is_same(value, record.get(name))
                or sheet[to_a1(row, merged.columns[name])].formula is not None
                for name, value in zip(merged.columns, values, strict=True)
            ):
                del rows[place]
                break
        else:
            text = " · ".join(filter(None, map(text_of, values)))
            first = to_a1(rows[0][0] if rows else 1, min(merged.columns.values()))
            raise _not_as_merged(merged.sheet, first, text, None)
    for row, _record in rows:
        raise _not_as_merged(merged.sheet, to_a1(row, min(merged.columns.values())), None, None)


def _not_as_merged(sheet: str, cell: str, wanted: CellValue, found: CellValue) -> MotxlError:
    return MotxlError(
        _(
            "The workbook was not made: read back, {cell} of the result is not what was merged "
            "(“{found}” in place of “{wanted}”). This is an error in motxl: please report it."
        ).format(cell=f"{sheet}!{cell}", found=text_of(found) or "", wanted=text_of(wanted) or "")
    )
