"""``motxl mail templates``: the texts of the messages, for staff to edit."""

from __future__ import annotations

import os
from pathlib import Path

import click

from motxl.cli.common import book_argument, epilog, lang_option
from motxl.i18n import _, ngettext


@click.command(
    "templates",
    short_help=_("Copy the texts of the messages, for you to edit."),
    epilog=epilog("motxl mail templates programme-2025.xlsx"),
    help=_(
        "Copy the texts of the messages into the folder modeles beside BOOK, for you to edit.\n"
        "\n"
        "There is one text per language, courriel-fr.txt and so on: the subject is on its "
        "first line, and the\n"
        "message follows. courriel.html sets the layout of the message. Files that are there "
        "already stay as\n"
        "they are."
    ),
)
@book_argument()
@lang_option
def command(book: Path) -> None:
    from motxl.files.saving import write_new
    from motxl.files.within import inside
    from motxl.mail.templates import SHIPPED
    from motxl.template.shipped import TEMPLATES_FOLDER

    beside = book.resolve().parent
    folder = beside / TEMPLATES_FOLDER
    inside(beside, folder)
    folder.mkdir(exist_ok=True)
    copied = 0
    for source in sorted(SHIPPED.iterdir()):
        if source.suffix in {".txt", ".html"} and not os.path.lexists(folder / source.name):
            # Windows' editors want their own line ends.
            write_new(folder / source.name, source.read_bytes().replace(b"\n", b"\r\n"))
            copied += 1
    text = ngettext(
        "{n} file was copied into {folder}.", "{n} files were copied into {folder}.", copied
    )
    click.echo(text.format(n=copied, folder=folder), err=True)
