"""Steps done in an application, cell by cell; what cannot be done is listed, and the rest goes on.

A cell is read again before it is written: others may work in the same workbook (co-authoring).
"""

from __future__ import annotations

from collections.abc import Sequence

from motxl.a1 import CellRange, to_a1
from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.live.patience import RefusedError
from motxl.book.live.steps import (
    Arrange,
    CellStep,
    ColourCell,
    FillTable,
    RewriteCell,
    SetFormula,
    Step,
    is_same,
    moves,
    utf16,
)
from motxl.book.protocol import Skipped
from motxl.errors import MotxlError
from motxl.i18n import _


class PartlyWrittenError(MotxlError):
    """Something went wrong after something was written."""


def write(port: AppWorkbook, steps: Sequence[Step]) -> tuple[int, list[Skipped]]:
    """Do the steps; how many were done, and what was left alone.

    Raises ``MotxlError`` when rows were moved by someone else: what follows would hit other rows.
    """
    done = 0
    skipped: list[Skipped] = []
    for step in steps:
        try:
            why = _do(port, step)
        except MotxlError as error:
            if not done:
                raise
            raise PartlyWrittenError(str(error)) from None
        if why is None:
            done += 1
        elif isinstance(step, CellStep):
            skipped.append(Skipped(step.sheet, to_a1(step.row, step.column), why))
    return done, skipped


def _do(port: AppWorkbook, step: Step) -> str | None:
    """Why a cell was left alone; ``None`` when all was done."""
    if isinstance(step, Arrange):
        _arrange(port, step)
    elif isinstance(step, FillTable):
        _fill(port, step)
    else:
        return _write_cell(port, step)
    return None


def _write_cell(port: AppWorkbook, step: CellStep) -> str | None:
    """Why the cell was left alone; ``None`` when it was not."""
    place = (step.sheet, step.row, step.column)
    if not is_same(port.value(*place), step.expected):
        return _("its value has changed in the meantime")
    try:
        if isinstance(step, ColourCell):
            for colour in step.colours:
                port.set_colour(*place, (colour.start, colour.end), colour.rgb)
        elif isinstance(step, RewriteCell):
            _rewrite(port, step)
        elif isinstance(step, SetFormula):
            port.set_formula(*place, step.formula)
        else:
            if step.number_format is not None:
                port.set_number_format(*place, step.number_format)
            port.set_value(*place, step.value)
    except RefusedError as error:
        return _("the application refuses the change ({reason})").format(
            reason=str(error).rstrip(".")
        )
    return None


def _rewrite(port: AppWorkbook, step: RewriteCell) -> None:
    """The text as a whole, then the look of each piece: what the application makes of the looks
    of a text that is replaced is not the same everywhere."""
    place = (step.sheet, step.row, step.column)
    text = "".join(run.text for run in step.runs)
    port.set_value(*place, text)
    if not text:
        return
    first = step.runs[0].properties
    port.set_look(*place, (0, utf16(text, len(text))), first)
    position = 0
    for run in step.runs:
        end = position + len(run.text)
        if run.properties != first:
            span = (utf16(text, position), utf16(text, end))
            port.set_look(*place, span, run.properties, first)
        position = end


def check_before(port: AppWorkbook, steps: Sequence[Step]) -> None:
    """Raises ``MotxlError`` where rows could not move, or a table could not grow: before anything
    is written, all that comes later is known to be possible."""
    for step in steps:
        if isinstance(step, Arrange):
            refuse_filtered(port, step.sheet)
            _check_rows(port, step)
        elif isinstance(step, FillTable):
            _check_table(port, step)
            if len(step.rows) != len(step.expected) and port.is_filtered(step.sheet):
                raise MotxlError(
                    _(
                        "The table {table} would change size while a filter hides rows of the "
                        "sheet {sheet}: show all rows, then try again."
                    ).format(table=step.table, sheet=step.sheet)
                )


def refuse_filtered(port: AppWorkbook, sheet: str) -> None:
    """Raises ``MotxlError`` where rows would move in a sheet with a filter on."""
    if port.is_filtered(sheet):
        raise MotxlError(
            _(
                "Rows of the sheet {sheet} would be moved while a filter hides some of its "
                "rows: show all rows, then try again."
            ).format(sheet=sheet)
        )


def _check_rows(port: AppWorkbook, step: Arrange) -> None:
    column = step.area._replace(first_column=step.labels, last_column=step.labels)
    now = [row[0] for row in port.values(step.sheet, column)]
    # Cells that an earlier step rewrites are compared by it.
    if not all(
        is_same(live, read)
        for row, (live, read) in enumerate(
            zip(now, step.expected, strict=True), step.area.first_row
        )
        if row not in step.rewritten
    ):
        raise MotxlError(
            _(
                "Rows of the sheet {sheet} have changed in the meantime: no row was moved. "
                "Run the command again."
            ).format(sheet=step.sheet)
        )


def _arrange(port: AppWorkbook, step: Arrange) -> None:
    """Delete from the bottom up, then move row by row, each into a blank one made for it: whole
    rows, with their heights and what stands beside the table."""
    sheet, area = step.sheet, step.area
    staying = set(step.order)
    try:
        for number in range(area.last_row, area.first_row - 1, -1):
            if number not in staying:
                port.delete_row(sheet, number)
        rows = [number for number in range(area.first_row, area.last_row + 1) if number in staying]
        last = area.first_row + len(rows) - 1
        places = {old: area.first_row + place for place, old in enumerate(rows)}
        order = [places[old] for old in step.order]
        for source, target in moves(range(area.first_row, last + 1), order):
            start = source
            if target > last:
                # A blank row below the last one would lie outside the table: the last one makes
                # room.
                port.insert_row(sheet, last)
                port.move_row(sheet, last + 1, last)
                port.move_row(sheet, start, last + 1)
            else:
                port.insert_row(sheet, target)
                start = source + 1 if source >= target else source
                port.move_row(sheet, start, target)
            port.delete_row(sheet, start)
    except RefusedError as refusal:
        raise MotxlError(
            _("The rows of the sheet {sheet} cannot be moved: {reason}.").format(
                sheet=sheet, reason=str(refusal).rstrip(".")
            )
        ) from None
    if step.table is not None and step.after is not None:
        _resize(port, sheet, step.table, step.after)


def _check_table(port: AppWorkbook, step: FillTable) -> None:
    if port.table_area(step.sheet, step.table) != step.before or not _holds(port, step):
        raise MotxlError(
            _("The table {table} has changed in the meantime: run the command again.").format(
                table=step.table
            )
        )


def _fill(port: AppWorkbook, step: FillTable) -> None:
    _check_table(port, step)
    sheet, before = step.sheet, step.before
    had, count = len(step.expected), max(len(step.rows), 1)
    end = step.first_row + had - 1
    totals = before.last_row - end
    data = before._replace(first_row=step.first_row, last_row=step.first_row + count - 1)
    after = before._replace(last_row=data.last_row + totals)
    if count > had:
        below = before._replace(first_row=end + 1, last_row=data.last_row)
        if totals or not port.is_blank(sheet, below):
            _insert(port, step, below)
    elif count < had:
        left = before._replace(first_row=data.last_row + 1, last_row=end)
        if totals:
            port.delete_cells(sheet, left)  # the totals move up
        else:
            port.clear(sheet, left)  # what stands below stays where it is
    _resize(port, sheet, step.table, after)
    if count > had:
        port.format_down(sheet, data._replace(first_row=end))
    if step.link_column is not None:
        port.unlink(
            sheet, data._replace(first_column=step.link_column, last_column=step.link_column)
        )
    width = data.last_column - data.first_column + 1
    port.set_values(sheet, data, step.rows or [(None,) * width])
    if step.links is not None and step.link_column is not None:
        for number, (target, values) in enumerate(zip(step.links, step.rows, strict=False)):
            text = values[step.link_column - data.first_column]
            if target is not None and isinstance(text, str):
                port.link(sheet, step.first_row + number, step.link_column, target, text)


def _insert(port: AppWorkbook, step: FillTable, area: CellRange) -> None:
    try:
        port.insert_cells(step.sheet, area)
    except RefusedError as refusal:
        raise MotxlError(
            _(
                "The table {table} needs room, but the cells below it in the sheet {sheet} "
                "cannot be moved ({reason}): move their contents elsewhere, then try again."
            ).format(table=step.table, sheet=step.sheet, reason=str(refusal).rstrip("."))
        ) from None


def _holds(port: AppWorkbook, step: FillTable) -> bool:
    """Whether the table has the rows that it had when it was read."""
    last = step.first_row + len(step.expected) - 1
    data = step.before._replace(first_row=step.first_row, last_row=last)
    return all(
        is_same(live, read)
        for ours, theirs in zip(step.expected, port.values(step.sheet, data), strict=True)
        for read, live in zip(ours, theirs, strict=True)
    )


def _resize(port: AppWorkbook, sheet: str, table: str, area: CellRange) -> None:
    if port.table_area(sheet, table) != area:
        port.resize_table(sheet, table, area)
