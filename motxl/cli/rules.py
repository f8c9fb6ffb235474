"""``motxl rules``: the list of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from motxl.cli.common import epilog, lang_option, wrapped
from motxl.cli.outputs import say
from motxl.cli.report import STYLES
from motxl.i18n import N_, _
from motxl.output import style

if TYPE_CHECKING:
    from motxl.validation.rule import Rule

FAMILIES = {
    "NUM": N_("Numbering"),
    "REF": N_("References"),
    "JET": N_("Jetons"),
    "COL": N_("Colours"),
    "BRD": N_("Borders"),
    "MEM": N_("Members and contacts"),
    "DAT": N_("Dates"),
    "STR": N_("Structure of the table"),
    "VER": N_("Versions"),
}


@click.command(
    "rules",
    short_help=_("List the rules that workbooks are checked against."),
    epilog=epilog(
        "motxl rules", "motxl rules --format json", "motxl rules --format markdown > rules.md"
    ),
    help=_("""List the rules: code, severity, and what each one finds."""),
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help=_(
        "Output format: text for people, json for scripts, markdown for a page that "
        "explains every rule."
    ),
)
@lang_option
def command(output_format: str) -> None:
    from motxl.validation.rules import all_rules

    rules = all_rules()
    if output_format == "json":
        say(_as_json(rules), output_format)
    elif output_format == "markdown":
        from motxl.cli.rules_page import page

        say("".join(f"{line}\n" for line in page(rules, FAMILIES)), output_format)
    else:
        for line in _lines(rules):
            click.echo(line)


def _as_json(rules: Sequence[Rule]) -> str:
    import json

    listed = [
        {
            "rule": rule.code,
            "name": rule.name,
            "severity": rule.severity.word,
            "fix": rule.fix,
            "summary": _(rule.summary),
        }
        for rule in rules
    ]
    return json.dumps({"version": 1, "rules": listed}, ensure_ascii=False, indent=2) + "\n"


def _lines(rules: Sequence[Rule]) -> Iterator[str]:
    for family, found in groupby(rules, key=lambda rule: rule.code[:3]):
        yield style(_(FAMILIES[family]), bold=True)
        for rule in found:
            label = rule.severity.label
            head = f"  {rule.code}  {label:<16} "
            lines = wrapped(_(rule.summary), head, " " * len(head))
            yield lines.replace(label, style(label, **STYLES[rule.severity]), 1)
        yield ""
    yield wrapped(_("To learn more about a rule, run: motxl explain CODE"), "", "")
