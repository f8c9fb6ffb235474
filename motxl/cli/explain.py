"""``motxl explain``: one rule, in words and with an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from motxl.cli.common import epilog, lang_option, wrapped
from motxl.i18n import N_, _

if TYPE_CHECKING:
    from motxl.validation.rule import Rule

_FIXES = {
    "safe": N_("Where what to write instead is certain, motxl validate BOOK --fix writes it."),
    "unsafe": N_(
        "A correction is proposed: motxl validate BOOK --unsafe-fixes --diff shows it; without "
        "--diff it is made."
    ),
    None: N_("Only you can know what is right here."),
}


@click.command(
    "explain",
    short_help=_("Explain one rule, with an example."),
    epilog=epilog("motxl explain REF102", "motxl explain code-gap NUM017"),
    help=_("""Explain rules, given by their code (REF102) or their name (code-gap)."""),
)
@click.argument("codes", metavar=_("CODE") + "…", nargs=-1, required=True)
@lang_option
def command(codes: tuple[str, ...]) -> None:
    from motxl.validation.rules import all_rules

    rules = {key: rule for rule in all_rules() for key in (rule.code, rule.name.upper())}
    found = [_named(rules, code.strip()) for code in codes]
    for rule in found:
        if rule is not found[0]:
            click.echo()
        _explain(rule)


def _named(rules: Mapping[str, Rule], code: str) -> Rule:
    from motxl.errors import UsageError
    from motxl.richtext.closest import closest_of

    rule = rules.get(code.upper())
    if rule is not None:
        return rule
    closest = closest_of(code, [key if key[-1:].isdigit() else key.lower() for key in rules])
    if closest:
        raise UsageError(
            _("No rule is called {code}. Did you mean {closest}?").format(
                code=code, closest=closest
            )
        )
    raise UsageError(_("No rule is called {code}; motxl rules lists them.").format(code=code))


def _explain(rule: Rule) -> None:
    click.echo(click.style(f"{rule.code} {rule.name}", bold=True) + f" · {rule.severity.label}")
    for text in (rule.summary, rule.explanation):
        click.echo()
        click.echo(wrapped(_(text), "", "", 88))
    click.echo()
    # Translators: the bad and the good example of a rule
    examples = ((_("Not so"), rule.bad), (_("But so"), rule.good))
    width = max(len(title) for title, _example in examples)
    for title, example in examples:
        click.echo(f"  {click.style(title.ljust(width), bold=True)}  {_(example)}")
    click.echo()
    click.echo(wrapped(_(_FIXES[rule.fix]), "", "", 88))
