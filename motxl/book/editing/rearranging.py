"""Edits that delete, move or add rows of a programme, done all at once in its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from motxl.a1 import MAX_COLUMN, CellRange, from_a1
from motxl.i18n import _
from motxl.ooxml import Sheet, Workbook
from motxl.ooxml.errors import CellRefusedError
from motxl.programme.edits import DeleteRow, ExtendTable, MoveRow, RowEdit
from motxl.programme.model import Programme


def rearrange(workbook: Workbook, programme: Programme, edits: Sequence[RowEdit]) -> None:
    """Do the edits, whose cells are those from before the first one.

    ``CellRefusedError``, with nothing changed, when something could not follow.
    """
    if not edits:
        return
    sheet = workbook.find_sheet(programme.sheet)
    assert sheet is not None
    table = workbook.find_table(programme.table) if programme.table else None
    extended = [from_a1(edit.cell)[0] for edit in edits if isinstance(edit, ExtendTable)]
    if table is not None and extended:
        table.extend_to(max(extended))
    moving = [edit for edit in edits if not isinstance(edit, ExtendTable)]
    if not moving:
        return
    _keep_comments(workbook, sheet, [e for e in moving if isinstance(e, DeleteRow)])
    if table is not None:
        table.arrange_rows(new_order(range(table.first_data_row, table.last_data_row + 1), moving))
    else:
        span = programme.structure.rows
        assert span is not None  # a programme that was read has rows
        sheet.arrange_rows(new_order(range(span[0], span[1] + 1), moving), *span)


def _keep_comments(workbook: Workbook, sheet: Sheet, edits: Iterable[DeleteRow]) -> None:
    """A row that only looks empty is not deleted: what somebody wrote there would go with it."""
    for edit in edits:
        row, _column = from_a1(edit.cell)
        found = sheet.first_comment(CellRange(row, 1, row, MAX_COLUMN))
        if found is not None:
            raise CellRefusedError(
                _(
                    "Row {row} of sheet {sheet} was not deleted: there is a comment at "
                    "{cell}. Delete the comment or move it in Excel, then try again."
                ).format(row=row, sheet=sheet.name, cell=found)
            )


def new_order(rows: Sequence[int], edits: Iterable[DeleteRow | MoveRow]) -> list[int]:
    """The rows that stay, in the order that the edits, one after the other, give them."""
    end = rows[-1] + 1
    after = {row: row + 1 for row in (rows[0] - 1, *rows)}
    before = {row: row - 1 for row in (*rows, end)}

    def take_out(row: int) -> None:
        after[before[row]], before[after[row]] = after[row], before[row]

    for edit in edits:
        row = from_a1(edit.cell)[0]
        if isinstance(edit, DeleteRow):
            take_out(row)
            continue
        target = end if edit.before is None else from_a1(edit.before)[0]
        if target != row:
            take_out(row)
            before[row], after[row] = before[target], target
            after[before[target]] = before[target] = row
    found: list[int] = []
    row = after[rows[0] - 1]
    while row != end:
        found.append(row)
        row = after[row]
    return found
