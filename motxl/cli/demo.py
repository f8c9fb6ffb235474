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
    from motxl.jobs.demo import steps

    total = None
    for number, step in enumerate(steps(folder, force=force), 1):
        if total is not None:
            click.echo()
        total = number
        click.echo(style(f"{number}. {step.title}", bold=True))
        if step.command:
            click.echo(style(f"   $ {step.command}", fg="cyan"))
        for line in step.lines:
            click.echo(wrapped(line, "   ", "     "))
    click.echo()
    book = folder / "programme-2025.xlsx"
    ending = _("Open {path} in Excel, change something, then run:").format(path=book)
    click.echo(wrapped(ending, "", ""))
    click.echo(style(f"  motxl validate {book}", fg="cyan"))
