"""``motxl import``: a workbook from the published programme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import epilog, force_option, lang_option
from motxl.errors import MotxlError
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.jobs.import_ import Imported, NotImportedError


@click.command(
    "import",
    short_help=_("Make a workbook from the published programme."),
    epilog=epilog(
        "motxl import programme-2025.txt -o programme-2025.xlsx",
        "motxl import programme.txt -o programme.xlsx --year 2026",
    ),
    help=_(
        "Make a workbook from SOURCE, the published programme as tab-separated text.\n"
        "\n"
        "Headings and actions get their Type, Réf. and Portée, borders are put into their "
        "column, and\n"
        "references get their colour. Copies of the templates are put into the folder modeles "
        "beside the\n"
        "workbook: you may change how they look in Excel. Lines that cannot be placed are "
        "listed, with their\n"
        "numbers."
    ),
)
@click.argument("source", metavar=_("SOURCE"), type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar=_("BOOK"),
    type=click.Path(path_type=Path),
    help=_(
        "The workbook to make; by default, the name of SOURCE with .xlsx, in the current folder."
    ),
)
@click.option(
    "--year",
    metavar=_("YEAR"),
    type=click.IntRange(2000, 2099),
    help=_("The year of the programme, if its title does not give it."),
)
@force_option(_("Replace the workbook if it already exists."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context, source: Path, output: Path | None, year: int | None, force: bool
) -> None:
    from motxl.jobs.import_ import NotImportedError, import_source

    book = output or Path(f"{source.stem or 'programme'}.xlsx")
    try:
        made = import_source(source, book, year=year, overwrite=force)
    except NotImportedError as error:
        raise MotxlError(_with_remedy(error, source, book)) from None
    for number, sentence in made.notes:
        click.echo(
            _("{source}, line {number}: {sentence}").format(
                source=source, number=number, sentence=sentence
            ),
            err=True,
        )
    click.echo(_told(made), err=True)
    ctx.exit(1 if made.notes else 0)


def _with_remedy(error: NotImportedError, source: Path, book: Path) -> str:
    """Why nothing was made, and which option helps."""
    if error.reason == "there":
        text = _("{path} already exists: use --force to replace it, or choose another name.")
        return text.format(path=book)
    return _(
        "The year of the programme is not in {path}: give it, for example with --year 2026."
    ).format(path=source)


def _told(made: Imported) -> str:
    return _("{path}: {rows}, {themes}, {services}, {references} coloured.").format(
        path=made.path,
        rows=ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows),
        themes=ngettext("{n} theme", "{n} themes", made.themes).format(n=made.themes),
        services=ngettext("{n} service", "{n} services", made.services).format(n=made.services),
        references=ngettext("{n} reference", "{n} references", made.references).format(
            n=made.references
        ),
    )
