"""``motxl demo``: the whole work of a year on the 2025 programme, step by step."""

from __future__ import annotations

from pathlib import Path

import click

from motxl.cli.common import as_typed, epilog, force_option, lang_option, wrapped
from motxl.i18n import _
from motxl.output import style

DEFAULT_FOLDER = "motxl-demo"


@click.command(
    "demo",
    short_help=_("Show a year's work, using the 2025 programme."),
    epilog=epilog("motxl demo", "motxl demo essai"),
    help=_(
        "Show a year's work on the 2025 programme: the workbook is made, checked, corrected, "
        "coloured and\n"
        "summarised, each member gets its extract, messages are drafted, not sent, a version "
        "is frozen, and an\n"
        "answer comes back.\n"
        "\n"
        "All of it is done in FOLDER (motxl-demo by default), and no other file of yours is "
        "touched. The page\n"
        "index.html in that folder leads to what was made. Run the demo again as often as you "
        "like."
    ),
)
@click.argument(
    "folder",
    metavar="[" + _("FOLDER") + "]",
    required=False,
    default=DEFAULT_FOLDER,
    type=click.Path(path_type=Path),
)
@force_option(
    _("Go on even if the folder contains a programme-2025.xlsx that the demo did not make.")
)
@lang_option
def command(folder: Path, force: bool) -> None:
    from motxl.cli.demo_page import INDEX, write_index
    from motxl.cli.demo_steps import words_of
    from motxl.jobs.demo import BOOK, steps

    click.echo(wrapped(_("In the folder {path}:").format(path=folder), "", ""))
    told = []
    for number, step in enumerate(steps(folder, force=force), 1):
        words = words_of(step)
        told.append(words)
        click.echo()
        click.echo(style(f"{number}. {words.title}", bold=True))
        for line in words.commands:
            click.echo(style(f"   $ {line}", fg="cyan"))
        for line in words.lines:
            click.echo(wrapped(line, "   ", "     "))
    index = folder / INDEX
    write_index(index, told)
    click.echo()
    leads = _("Open {path} in a browser: this page leads to all that was made.").format(path=index)
    click.echo(wrapped(leads, "", ""))
    click.echo(_("Then change something in the workbook in Excel, save it, and check it:"))
    click.echo(style(f"  cd {as_typed(folder)}", fg="cyan"))
    click.echo(style(f"  motxl validate {BOOK}", fg="cyan"))
