"""``validate --statistics``: the findings counted rule by rule, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motxl.cli.common import wrapped
from motxl.cli.report import STYLES, closing, counted, not_checked
from motxl.i18n import _
from motxl.output import style
from motxl.validation.outcome import Outcome, Result
from motxl.validation.rules import rule
from motxl.validation.statistics import RuleCount, by_rule


def write(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One table over all the workbooks, the rule that found most first."""
    shown = list(outcomes)
    results = [outcome for outcome in shown if isinstance(outcome, Result)]
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    rows = [count for count in by_rule(found) if count.found]
    lines = list(_table(rows)) if rows else []
    if len(results) == 1:
        partly = bool(results[0].unchecked)
        lines += [""] if rows else []
        lines += [*counted(found, partly=partly), *not_checked(results[0])]
    lines += closing(shown)
    yield "".join(f"{line}\n" for line in lines)


def _table(rows: list[RuleCount]) -> Iterator[str]:
    titles = (_("Found"), _("Fixable"))
    first, second = (max(map(len, (title, "00000"))) for title in titles)
    yield style(f"{titles[0]:>{first}}  {titles[1]:>{second}}  {_('Rule')}", bold=True)
    for row in rows:
        head = f"{row.found:>{first}}  {row.fixable or '':>{second}}  "
        label = row.severity.label
        text = wrapped(f"{row.rule} · {label} · {_(rule(row.rule).summary)}", head, " " * len(head))
        yield text.replace(label, style(label, **STYLES[row.severity]), 1)
