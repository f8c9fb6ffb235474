"""``motxl rules``: the list of the rules."""

from __future__ import annotations

from itertools import groupby

import click

from motxl.cli.common import epilog, format_option, lang_option, wrapped
from motxl.i18n import N_, _

FAMILIES = {
    "NUM": N_("Numbering"),
    "REF": N_("References"),
    "JET": N_("Jetons"),
    "COL": N_("Colours"),
    "BRD": N_("Borders"),
    "MEM": N_("Members and contacts"),
    "DAT": N_("Dates"),
    "STR": N_("Structure of the table"),
}


@click.command(
    "rules",
    short_help=_("List the rules that validate applies."),
    epilog=epilog("motxl rules", "motxl rules --format json"),
    help=_("""List the rules: code, severity, and what each one finds."""),
)
@format_option
@lang_option
def command(output_format: str) -> None:
    from motxl.validation.rules import all_rules

    rules = all_rules()
    if output_format == "json":
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
        click.echo(json.dumps({"version": 1, "rules": listed}, ensure_ascii=False, indent=2))
        return
    for family, found in groupby(rules, key=lambda rule: rule.code[:3]):
        click.secho(_(FAMILIES[family]), bold=True)
        for rule in found:
            head = f"  {rule.code}  {rule.severity.label:<16} "
            click.echo(wrapped(_(rule.summary), head, " " * len(head)))
        click.echo()
    click.echo(_("motxl explain CODE says more about a rule."))
