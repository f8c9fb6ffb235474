"""``motxl rules --format markdown``: every rule on one page, which is docs/rules.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from motxl.cli.explain import FIXES
from motxl.i18n import _
from motxl.validation.markdown import code, prose
from motxl.validation.rule import Rule


def page(rules: Sequence[Rule], families: Mapping[str, str]) -> Iterator[str]:
    """The lines of the page: for each family a table of its rules, then each rule."""
    title = _("The rules")
    yield f"# {title}"
    yield ""
    yield _(
        "This page lists what motxl validate looks for; motxl rules --format markdown writes it."
    )
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        found = list(members)
        yield from ("", f"## {_(families[family])}", "")
        yield _row((_("Rule"), _("Name"), _("Severity"), _("What it finds")))
        yield _row(["---"] * 4)
        for rule in found:
            link = f"[{rule.code}](#{_anchor(f'{rule.code} {rule.title}')})"
            yield _row((link, rule.title, rule.severity.label, prose(_(rule.summary))))
        for rule in found:
            yield from _section(rule)


def _anchor(heading: str) -> str:
    """What GitHub makes of a heading: lower case, hyphens for spaces, no other punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _section(rule: Rule) -> Iterator[str]:
    yield from ("", f"### {rule.code} {rule.title}", "")
    yield from (f"**{rule.severity.label}.** {prose(_(rule.summary))}", "")
    yield from (prose(_(rule.explanation)), "")
    # Not within the braces of a text: there, Babel sees none.
    for title, example in ((_("Wrong"), rule.bad), (_("Right"), rule.good)):
        yield f"- {title} {code(_(example))}"
    yield from ("", _(FIXES[rule.fix]))
