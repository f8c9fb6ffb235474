"""``motxl explain``: rules, in words and with an example."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from motxl.cli.common import epilog, lang_option, wrapped
from motxl.i18n import N_, _
from motxl.output import style

if TYPE_CHECKING:
    from motxl.validation.rule import Rule

FIXES = {
    "safe": N_("When the correction is certain, motxl validate BOOK --fix makes it."),
    "unsafe": N_(
        "Where a correction is likely, motxl validate BOOK --unsafe-fixes --diff shows it; without "
        "--diff it is made."
    ),
    None: N_("Only you can know what is right here."),
}


@click.command(
    "explain",
    short_help=_("Explain rules, each with an example."),
    epilog=epilog("motxl explain REF102", "motxl explain NUM004 BRD402"),
    help=_("""Explain rules, given by their codes (REF102) or their names (code-gap)."""),
)
@click.argument("codes", metavar=_("CODE") + "…", nargs=-1, required=True)
@lang_option
def command(codes: tuple[str, ...]) -> None:
    for number, rule in enumerate(_rules(codes)):
        if number:
            click.echo()
        _explain(rule)


def _explain(rule: Rule) -> None:
    from motxl.cli.report import STYLES

    label = style(rule.severity.label, **STYLES[rule.severity])
    click.echo(style(f"{rule.code} {rule.title}", bold=True) + f" · {label}")
    for text in (rule.summary, rule.explanation):
        click.echo()
        click.echo(wrapped(_(text), "", "", 88))
    click.echo()
    # Translators: the bad and the good example of a rule
    examples = ((_("Wrong"), rule.bad), (_("Right"), rule.good))
    width = max(len(title) for title, _example in examples)
    for title, example in examples:
        head = f"  {title.ljust(width)}  "
        lines = wrapped(_(example), head, " " * len(head), 88)
        click.echo(lines.replace(title, style(title, bold=True), 1))
    click.echo()
    click.echo(wrapped(_(FIXES[rule.fix]), "", "", 88))


def _rules(wanted: Sequence[str]) -> list[Rule]:
    """The rules of these codes or names, in English or as they are shown, each once. Raises
    ``UsageError`` before any is explained."""
    from motxl.text.normalise import normalise
    from motxl.validation.rules import all_rules

    def key(text: str) -> str:
        return normalise(text.replace("_", "-").replace("-", " "))

    rules = all_rules()
    named = {key(name): rule for rule in rules for name in (rule.code, rule.name, rule.title)}
    found: dict[str, Rule] = {}
    for one in (
        part
        for text in wanted
        for part in ([text] if key(text) in named else text.replace(",", " ").split() or [text])
    ):
        rule = named.get(key(one))
        if rule is None:
            raise _unknown(one, rules)
        found[rule.code] = rule
    return list(found.values())


def _unknown(text: str, rules: Sequence[Rule]) -> Exception:
    from motxl.errors import UsageError
    from motxl.text.closest import closest_of

    names = [name for rule in rules for name in (rule.code, rule.name, rule.title)]
    # NUM4 is NUM004, whatever other codes look like it.
    whole = re.sub(r"^([A-Za-z]{3})0*([0-9]{1,3})$", lambda m: f"{m[1]}{int(m[2]):03}", text)
    if closest := closest_of(whole, names, enough=0.6):
        return UsageError(
            _(
                "No rule is called {code}. Did you mean {closest}? motxl rules lists all rules."
            ).format(code=text, closest=closest)
        )
    return UsageError(_("No rule is called {code}; motxl rules lists all rules.").format(code=text))
