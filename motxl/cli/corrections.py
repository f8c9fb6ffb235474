"""Corrections as people read them, cell by cell, before and after; and those that were not made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from motxl.a1 import from_a1
from motxl.cli.common import wrapped
from motxl.cli.comparison import before_and_after, legend
from motxl.cli.differences import difference, many
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext
from motxl.output import style
from motxl.programme.cellvalue import CellValue
from motxl.programme.edits import CellEdit, Edit, ReplaceText, RowEdit, SetColour, SetValue
from motxl.programme.model import LABEL, Programme
from motxl.text.comparing import Piece, Replacement, compared
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.outcome import Fixed, Result
from motxl.validation.places import with_sheet
from motxl.validation.rules import rule

_INDENT = "    "
# A correction that changes many places is told in one line.
_MOST_LINES = 3


def corrections(result: Result) -> Iterator[str]:
    """The lines of a report on them."""
    if result.fixed:
        yield ""
        yield style(_title(result), underline=True)
        lines = [line for one in result.fixed for line in correction(one)]
        yield from lines
        if signs := legend(lines):
            yield wrapped(signs, "  ", "  ")
    if result.refused:
        yield ""
        yield style(_("Not corrected"), underline=True)
        for refusal in result.refused:
            yield _place(refusal.diagnostic, result.programme.sheet)
            yield wrapped(refusal.why, _INDENT, _INDENT)
    if result.declined:
        yield ""
        n = result.declined
        text = ngettext(
            "{n} correction was declined: nothing was changed there.",
            "{n} corrections were declined: nothing was changed there.",
            n,
        )
        yield wrapped(text.format(n=n), "", "")


def correction(one: Fixed, stream: object = None) -> Iterator[str]:
    """The finding's place and rule, then each cell before and after; for ``stream``, or for
    standard output."""
    fix = one.diagnostic.fix
    assert fix is not None  # it was made, or is proposed
    texts: dict[tuple[str, str], list[CellEdit]] = {}
    lines: list[str] = []
    own = (one.diagnostic.sheet, one.diagnostic.cell or "")
    few = len(fix.edits) <= _MOST_LINES
    for edit in fix.edits if few else ():
        if isinstance(edit, RowEdit | SetColour):
            lines.append(difference(one.before, edit, one.diagnostic.cell))
        else:
            texts.setdefault((edit.sheet, edit.cell), []).append(edit)
    # Where the finding stands on the cell, its column needs no line of its own.
    column = _column(one, *own) if _is_value(texts.get(own)) else ""
    yield _place(one.diagnostic, one.before.sheet, column)
    for line in lines if few else [many(fix.edits)]:
        yield wrapped(line, _INDENT, _INDENT + "  ")
    for (sheet, cell), edits in texts.items():
        if (sheet, cell) != own:
            place = cell if sheet == one.diagnostic.sheet else with_sheet(cell, sheet)
            yield f"{_INDENT}{on_one_line(f'{place} {_column(one, sheet, cell)}'.rstrip())}"
        yield from before_and_after(_pieces(one, sheet, cell, edits), _INDENT, stream)


def _title(result: Result) -> str:
    n = len(result.fixed)
    if result.options.diff:
        text = ngettext("{n} correction, not written", "{n} corrections, not written", n)
    else:
        text = ngettext("{n} correction made", "{n} corrections made", n)
    return text.format(n=n)


def _place(diagnostic: Diagnostic, programme: str, column: str = "") -> str:
    """``programme`` is its sheet: a cell of another one is told with its sheet."""
    cell = diagnostic.cell
    if cell and diagnostic.sheet != programme:
        cell = on_one_line(with_sheet(cell, diagnostic.sheet))
    place = (cell or _("(no cell)")).ljust(6)
    title = rule(diagnostic.rule).title
    details = " · ".join(filter(None, (diagnostic.rule, title, diagnostic.ref, column)))
    return f"  {style(place, bold=True)} {on_one_line(details)}"


def _is_value(edits: Sequence[Edit] | None) -> bool:
    return edits is not None and isinstance(edits[-1], SetValue)


def _column(one: Fixed, sheet: str, cell: str | None) -> str:
    """The title of a cell's column; empty where it is none of the programme's."""
    if cell is None or sheet != one.before.sheet:
        return ""
    names = {number: name for name, number in one.before.columns.items()}
    return names.get(from_a1(cell)[1], "")


def _pieces(one: Fixed, sheet: str, cell: str, edits: Sequence[CellEdit]) -> list[Piece]:
    value = one.values[sheet, cell]
    last = edits[-1]
    if isinstance(last, SetValue):
        old, new = _as_text(value), _as_text(last.value)
        if old == new:  # a number that becomes a text, and reads the same
            return [Piece(_as_text(value, kind=True), _as_text(last.value, kind=True))]
        kind = not isinstance(value, str | None)
        return compared(
            _as_text(value, kind=kind), [Replacement(0, len(_as_text(value, kind=kind)), new)]
        )
    replacements = [
        Replacement(edit.start, edit.end, edit.text)
        for edit in edits
        if isinstance(edit, ReplaceText)
    ]
    text = value if isinstance(value, str) else _as_text(value)
    return compared(text, replacements, _references(one.before, sheet, cell))


def _references(programme: Programme, sheet: str, cell: str) -> list[tuple[int, int]]:
    """Where references stand in a label; none in another cell."""
    row, column = from_a1(cell)
    entry = programme.entry_of_row.get(row)
    if entry is None or sheet != programme.sheet or column != programme.columns.get(LABEL):
        return []
    return [(one.start, one.end) for one in entry.references(programme.themes)]


def _as_text(value: CellValue, *, kind: bool = False) -> str:
    """A value as the cell shows it; ``kind`` says, too, what it is where that is no text."""
    if value is None:
        return ""
    if isinstance(value, str):
        text, name = value, _("a text")
    elif isinstance(value, datetime):
        text, name = f"{value:%d/%m/%Y %H:%M}", _("a date")
    elif isinstance(value, date):
        text, name = f"{value:%d/%m/%Y}", _("a date")
    else:
        text, name = f"{value:.15g}", _("a number")
    return f"{text} ({name})" if kind else text
