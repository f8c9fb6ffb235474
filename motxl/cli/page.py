"""``motxl page``: motxl as one file for a browser."""

from __future__ import annotations

from pathlib import Path

import click

from motxl.cli.common import epilog, force_option, lang_option
from motxl.i18n import _


@click.command(
    "page",
    short_help=_("Write motxl as one page for a browser."),
    epilog=epilog("motxl page -o motxl.html"),
    help=_(
        "Write motxl as one page that any current browser opens, even from a folder.\n"
        "\n"
        "With this page, anybody can check, correct, colour and summarise a workbook without "
        "installing\n"
        "anything; the workbook does not leave the computer, and the page needs no Internet "
        "connection."
    ),
)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The .html file to write."),
)
@force_option(_("Replace the file if it exists."))
@lang_option
def command(output: Path, force: bool) -> None:
    from motxl.page.shipping import copy_page

    copy_page(output, force=force)
    click.echo(_("{file} was written.").format(file=output), err=True)
