"""What ``validate --fix`` corrected, cell by cell, and what it could not."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.cli.common import wrapped
from motxl.cli.differences import difference, many
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext
from motxl.output import style
from motxl.validation.checking import Result
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.fixing import Fixed

_INDENT = "    "
# A correction that changes many places is told in one line.
_MOST_LINES = 3


def corrections(result: Result) -> Iterator[str]:
    """The lines of a report on them; there are some."""
    if result.fixed:
        yield ""
        yield style(_title(result), underline=True)
        for one in result.fixed:
            yield from _correction(one)
    if result.refused:
        yield ""
        yield style(_("Not corrected"), underline=True)
        for refusal in result.refused:
            yield _place(refusal.diagnostic)
            yield wrapped(refusal.why, _INDENT, _INDENT)


def _title(result: Result) -> str:
    n = len(result.fixed)
    if result.asked.diff:
        text = ngettext("{n} correction, not written", "{n} corrections, not written", n)
    else:
        text = ngettext("{n} correction made", "{n} corrections made", n)
    return text.format(n=n)


def _correction(one: Fixed) -> Iterator[str]:
    fix = one.diagnostic.fix
    assert fix is not None  # it was made
    yield _place(one.diagnostic)
    if len(fix.edits) > _MOST_LINES:
        lines = [many(fix.edits)]
    else:
        lines = [difference(one.before, edit, one.diagnostic.cell) for edit in fix.edits]
    for line in lines:
        yield wrapped(line, _INDENT, _INDENT + "  ")


def _place(diagnostic: Diagnostic) -> str:
    place = (diagnostic.cell or _("(no cell)")).ljust(6)
    details = " · ".join(filter(None, (diagnostic.rule, diagnostic.name, diagnostic.ref)))
    return f"  {style(place, bold=True)} {on_one_line(details)}"
