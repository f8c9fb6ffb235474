"""``motxl explain``: one rule, in words and with an example."""

from __future__ import annotations

import click

from motxl.cli.common import epilog, lang_option, wrapped
from motxl.i18n import N_, _

_FIXES = {
    "safe": N_("What to write instead is certain."),
    "unsafe": N_("What to write instead is proposed: look at it before you accept it."),
    None: N_("Only you can know what is right here."),
}


@click.command(
    "explain",
    short_help=_("Explain one rule, with an example."),
    epilog=epilog("motxl explain REF102", "motxl explain code-gap"),
    help=_("""Explain a rule, given by its code (REF102) or its name (code-gap)."""),
)
@click.argument("code", metavar=_("CODE"))
@lang_option
def command(code: str) -> None:
    from motxl.errors import UsageError
    from motxl.validation.rules import all_rules

    wanted = code.strip().upper()
    rule = next((r for r in all_rules() if wanted in {r.code, r.name.upper()}), None)
    if rule is None:
        raise UsageError(
            _("No rule is called {code}; motxl rules lists them.").format(code=code.strip())
        )
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
    click.echo(_(_FIXES[rule.fix]))
