"""``motxl import``: a workbook from the published programme."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    as_usage,
    asked_about_jetons,
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    sheet_options,
)
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.template.texts import LANGUAGE
from motxl.template.texts import LANGUAGES as WORKBOOK_LANGUAGES

if TYPE_CHECKING:
    from motxl.jobs.import_ import NotImportedError
    from motxl.programme.features import FeatureName


@click.command(
    "import",
    short_help=_("Make a workbook from the published programme, or from any workbook."),
    epilog=epilog(
        "motxl import programme-2025.txt -o programme-2025.xlsx",
        "motxl import plan.xlsx -o programme-2026.xlsx --from programme-2025.xlsx",
    ),
    help=_(
        "Make a workbook from SOURCE: a programme as text, .csv, .xlsx or .ods.\n"
        "\n"
        "motxl finds the programme wherever it stands in SOURCE; run “motxl find SOURCE” to "
        "see where. Headings\n"
        "and actions get their Type and Réf., columns are recognised by their headers, and "
        "other columns are\n"
        "taken over as they are. The legend gives the themes and their colours. What has no "
        "place is listed with\n"
        "its line or cell.\n"
        "\n"
        "With --from, members, contacts, territories, services, pilotes and families come "
        "from last year's\n"
        "workbook, and rows that are certainly the same keep Frontière, Portée and Adhérents "
        "concernés; their\n"
        "follow-up is not taken over. Copies of the templates are put into the folder modeles "
        "beside the\n"
        "workbook: you may change how these copies look in Excel.\n"
        "\n"
        "The exit code is 0 if all of SOURCE has its place. It is 1 if the workbook was made and "
        "something\n"
        "is listed that has none or is for you to decide, and 2 if no workbook was made."
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
    "--from",
    "former",
    metavar=_("BOOK"),
    type=click.Path(path_type=Path),
    help=_(
        "Last year's workbook, from which members, contacts, territories, services, "
        "pilotes and families are taken over."
    ),
)
@click.option(
    "--year",
    metavar=_("YEAR"),
    type=click.IntRange(2000, 2099),
    help=_("The year of the programme, if its title does not give it."),
)
@click.option(
    "--organisation",
    metavar=_("NAME"),
    help=_("Whose programme it is; the name stands in the workbook, in extracts and messages."),
)
@click.option(
    "--headers",
    type=click.Choice(WORKBOOK_LANGUAGES),
    help=_(
        "The language of the workbook's sheets, headers and values; the text of the programme "
        "stays as it is. Without this option, French."
    ),
)
@click.option(
    "--with",
    "wanted",
    multiple=True,
    type=click.Choice(["borders", "themes", "jetons"]),
    help=_("What the workbook is to have a place for, though the source has none of it."),
)
@click.option(
    "--carry-jetons/--close-jetons",
    "carry",
    default=None,
    help=_(
        "With --from: carry over what is left of each member's jetons, or leave the column Jetons "
        "attribués empty."
    ),
)
@sheet_options
@force_option(_("Replace the workbook if it already exists."))
@click.option(
    "-v", "--verbose", is_flag=True, help=_("List every cell and row, not only the first ones.")
)
@format_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    source: Path,
    output: Path | None,
    former: Path | None,
    year: int | None,
    organisation: str | None,
    headers: str | None,
    wanted: tuple[FeatureName, ...],
    carry: bool | None,
    sheet: str | None,
    columns: str | None,
    force: bool,
    verbose: bool,
    output_format: str,
) -> None:
    from motxl.cli.imported import MOST, say_imported
    from motxl.jobs.import_ import NotImportedError, import_source

    book = output or Path(f"{source.stem or 'programme'}.xlsx")

    job = partial(
        import_source, source, book, year=year, overwrite=force, former=former, sheet=sheet,
        columns=columns, wanted=wanted, organisation=organisation, headers=headers or LANGUAGE,
    )  # fmt: skip
    try:
        with as_usage():
            made = asked_about_jetons(lambda jetons: job(jetons=jetons), carry, NotImportedError)
    except NotImportedError as error:
        raise MotxlError(_with_remedy(error, source, book)) from None
    if output_format == "json":
        click.echo(json_of(made.as_json()))
    else:
        say_imported(made, source, most=None if verbose else MOST)
    ctx.exit(0 if made.is_all else 1)


def _with_remedy(error: NotImportedError, source: Path, book: Path) -> str:
    """Why nothing was made, and which option helps."""
    if error.reason == "there":
        text = _("{path} already exists: use --force to replace it, or choose another name.")
        return text.format(path=book)
    if error.reason == "jetons":
        return _("{sentence} Add --carry-jetons or --close-jetons.").format(sentence=error)
    if error.years:
        years = ", ".join(map(str, error.years))
        text = _(
            "The title in {path} mentions several years ({years}): indicate the year of the "
            "programme, for example with --year {year}."
        )
        return text.format(path=source, years=years, year=error.years[0])
    return _(
        "The year of the programme is not in {path}: give it, for example with --year 2026."
    ).format(path=source)
