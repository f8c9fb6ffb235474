"""Corrections as people read them, cell by cell, before and after; and those that were not made."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.cli.common import wrapped
from motxl.cli.comparison import before_and_after, legend
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext
from motxl.output import style
from motxl.validation.before_after import shown_correction
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.outcome import Fixed, Result
from motxl.validation.places import with_sheet
from motxl.validation.rules import rule

_INDENT = "    "


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
        if any(refusal.is_adopted for refusal in result.refused):
            yield wrapped(_("To change the adopted text all the same, use --force."), "", "  ")
    if result.declined:
        yield ""
        n = result.declined
        text = ngettext(
            "{n} correction was declined: its cells were left unchanged.",
            "{n} corrections were declined: their cells were left unchanged.",
            n,
        )
        yield wrapped(text.format(n=n), "", "")


def correction(one: Fixed, stream: object = None) -> Iterator[str]:
    """The finding's place and rule, then each cell before and after; for ``stream``, or for
    standard output."""
    shown = shown_correction(one)
    own = (one.diagnostic.sheet, one.diagnostic.cell or "")
    # Where the finding stands on the cell, its column needs no line of its own.
    column = next((cell.column for cell in shown.cells if cell.place == own and cell.is_value), "")
    yield _place(one.diagnostic, one.before.sheet, column)
    for line in shown.lines:
        yield wrapped(line, _INDENT, _INDENT + "  ")
    for cell in shown.cells:
        if cell.place != own:
            place = cell.cell
            if cell.sheet != one.diagnostic.sheet:
                place = with_sheet(cell.cell, cell.sheet)
            yield f"{_INDENT}{on_one_line(f'{place} {cell.column}'.rstrip())}"
        yield from before_and_after(cell.pieces, _INDENT, stream)


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
