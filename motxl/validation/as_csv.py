"""``validate --format csv``: one row per finding, and per thing that was not checked.

It is as Excel in French opens it by a double click.

That Excel parts the cells at ``;`` (its system's list separator) and takes a file for UTF-8 only
when it begins with a byte order mark. A first line ``sep=;`` would make it forget the mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motxl.controls import on_one_line
from motxl.i18n import N_, _, called
from motxl.text.excelcsv import BOM, csv_line
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.outcome import Outcome, Result
from motxl.validation.rules import rule
from motxl.validation.unchecked import Unchecked

_HEADER = (
    N_("File"),
    N_("Sheet"),
    N_("Cell"),
    "Réf.",
    N_("Severity"),
    N_("Rule"),
    N_("Name"),
    N_("Finding"),
    N_("Suggestion"),
    N_("Fix"),
    N_("Accepted"),
)


def write(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The header, then the rows of each workbook as it comes. Lines end as RFC 4180 says."""
    yield BOM + csv_line(_(title) for title in _HEADER)
    for outcome in outcomes:
        if isinstance(outcome, Result):
            yield "".join(csv_line(_cells(outcome.path, one)) for one in outcome.diagnostics)
            rest = outcome.unchecked_of_those_asked
            yield "".join(csv_line(_not_checked(outcome.path, one)) for one in rest)


def _not_checked(path: str, one: Unchecked) -> list[str]:
    """A row that is no finding: no cell, no rule."""
    known = {
        "File": on_one_line(path),
        "Sheet": on_one_line(called(one.sheet or "")),
        "Severity": _("Not checked"),
        "Finding": one.sentence,
    }
    return [known.get(title, "") for title in _HEADER]


def _cells(path: str, diagnostic: Diagnostic) -> Iterator[str]:
    yield on_one_line(path)
    yield on_one_line(called(diagnostic.sheet))
    yield diagnostic.cell or ""
    yield on_one_line(diagnostic.ref or "")
    yield diagnostic.severity.label
    yield diagnostic.rule
    yield rule(diagnostic.rule).title
    yield diagnostic.message
    yield diagnostic.suggestion or ""
    if diagnostic.fix is None:
        yield ""
    else:
        yield _("certain") if diagnostic.fix.safe else _("proposed")
    yield _("yes") if diagnostic.accepted else ""
