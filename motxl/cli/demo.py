"""``motxl demo``: the whole chain on the 2025 programme, step by step."""

from __future__ import annotations

from pathlib import Path

import click

from motxl.cli.common import epilog, force_option, lang_option, wrapped
from motxl.i18n import _
from motxl.output import style

DEFAULT_FOLDER = "motxl-demo"


@click.command(
    "demo",
    short_help=_("Run the whole chain on the 2025 programme."),
    epilog=epilog("motxl demo", "motxl demo essai"),
    help=_(
        """Run the whole chain on the 2025 programme, in FOLDER (motxl-demo), and say what it does.

No other file of yours is touched; run it again as often as you like."""
    ),
)
@click.argument(
    "folder",
    metavar="[" + _("FOLDER") + "]",
    required=False,
    default=DEFAULT_FOLDER,
    type=click.Path(path_type=Path),
)
@force_option(_("Also in a folder that holds a programme-2025.xlsx of yours."))
@lang_option
def command(folder: Path, force: bool) -> None:
    from motxl.cli.demo_steps import words_of
    from motxl.jobs.demo import BOOK, steps

    book = folder / BOOK
    for number, step in enumerate(steps(folder, force=force), 1):
        words = words_of(step, book)
        if number > 1:
            click.echo()
        click.echo(style(f"{number}. {words.title}", bold=True))
        if words.command:
            click.echo(style(f"   $ {words.command}", fg="cyan"))
        for line in words.lines:
            click.echo(wrapped(line, "   ", "     "))
    click.echo()
    ending = _("Open {path} in Excel, change something, then run:").format(path=book)
    click.echo(wrapped(ending, "", ""))
    click.echo(style(f"  motxl validate {book}", fg="cyan"))
