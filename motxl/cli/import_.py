"""``motxl import``: a workbook from the published programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    as_usage,
    epilog,
    force_option,
    format_option,
    lang_option,
    sheet_options,
    wrapped,
)
from motxl.controls import on_one_line
from motxl.errors import MotxlError
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.importers.carried import Carried
    from motxl.importers.meant import MeantTheme
    from motxl.importers.source import MappedColumn, SourceCell
    from motxl.jobs.import_ import Imported, NotImportedError
    from motxl.programme.features import FeatureName


_MOST = 10
"""Cells and rows that are listed without being asked for"""


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
        "workbook: you may change how these copies look in Excel."
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
    "--with",
    "wanted",
    multiple=True,
    type=click.Choice(["borders", "themes", "jetons"]),
    help=_("What the workbook is to have a place for, though the source has none of it."),
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
    wanted: tuple[FeatureName, ...],
    sheet: str | None,
    columns: str | None,
    force: bool,
    verbose: bool,
    output_format: str,
) -> None:
    from motxl.jobs.import_ import NotImportedError, import_source

    book = output or Path(f"{source.stem or 'programme'}.xlsx")
    try:
        with as_usage():
            made = import_source(
                *(source, book), year=year, overwrite=force, former=former, sheet=sheet,
                columns=columns, wanted=wanted, organisation=organisation,
            )  # fmt: skip
    except NotImportedError as error:
        raise MotxlError(_with_remedy(error, source, book)) from None
    if output_format == "json":
        import json

        click.echo(json.dumps(made.as_json(), ensure_ascii=False, indent=2))
    else:
        _say(made, source, most=None if verbose else _MOST)
    ctx.exit(0 if made.is_all else 1)


def _say(made: Imported, source: Path, *, most: int | None) -> None:
    if made.found is not None:  # what was left aside follows, cell by cell
        from motxl.book.reading.told import found_in_words

        _echo(_("Programme found: {found}.").format(found=found_in_words(made.found)))
    if made.columns:
        semicolon = _(";")
        columns = f"{semicolon} ".join(map(_mapped, made.columns))
        _echo(_("Columns: {columns}.").format(columns=columns))
    for number, sentence in made.notes:
        click.echo(
            _("{source}, line {number}: {sentence}").format(
                source=source, number=number, sentence=sentence
            ),
            err=True,
        )
    _say_unplaced(made, source, most)
    for sentence in made.said:
        _echo(sentence)
    if made.carried is not None:
        _say_carried(made.carried, most)
    click.echo(_told(made), err=True)


def _echo(text: str) -> None:
    click.echo(wrapped(text, "", "  "), err=True)


def _mapped(one: MappedColumn) -> str:
    header = on_one_line(one.header)
    if one.is_own and one.column == one.header:
        return _("“{header}” as it is").format(header=header)
    return _("“{header}” → {column}").format(header=header, column=on_one_line(one.column))


def _say_unplaced(made: Imported, source: Path, most: int | None) -> None:
    """The cells that have no place, the first ones of each sheet, and how many there are."""
    by_sheet: dict[str, list[SourceCell]] = {}
    for cell in made.unplaced:
        by_sheet.setdefault(cell.sheet, []).append(cell)
    for sheet, cells in by_sheet.items():
        text = ngettext(
            "{n} cell of {where} has no place in the workbook:",
            "{n} cells of {where} have no place in the workbook:",
            len(cells),
        )
        where = _("the sheet “{sheet}”").format(sheet=on_one_line(sheet)) if sheet else str(source)
        _echo(text.format(n=len(cells), where=where))
        for cell in cells[:most]:
            place = _("line {line}, {cell}").format(line=cell.line, cell=cell.cell)
            _say_one(place if cell.line else cell.cell, cell.text)
        _say_more(len(cells), most)


def _say_one(place: str, text: str) -> None:
    told = _("{place}: {text}").format(place=place, text=on_one_line(text))
    click.echo(wrapped(told, "  ", "    "), err=True)


def _say_more(count: int, most: int | None) -> None:
    more = count - most if most is not None else 0
    if more > 0:
        text = ngettext(
            "… and {n} more: add --verbose to see it.",
            "… and {n} more: add --verbose to see them.",
            more,
        )
        click.echo(f"  {text.format(n=more)}", err=True)


def _say_carried(carried: Carried, most: int | None) -> None:
    told = _counts(carried.counts)
    if told:
        _echo(_("Taken over: {what}.").format(what=", ".join(told)))
    else:
        _echo(_("Last year's workbook has no members, territories or services to take over."))
    for name in carried.lists:
        _echo(
            _("The table {table}, which holds the items of a family, was not taken over.").format(
                table=name
            )
        )
    _say_themes(carried)
    n = len(carried.matched)
    text = ngettext(
        "{n} row is certainly the same as last year and keeps Frontière, Portée and Adhérents "
        "concernés.",
        "{n} rows are certainly the same as last year and keep Frontière, Portée and "
        "Adhérents concernés.",
        n,
    )
    none = _("No row is certainly the same as last year.")
    _echo(text.format(n=n) if n else none)
    if most is None:
        for one in carried.matched:
            place = _("{former} is now {place}").format(former=one.former, place=one.ref)
            _say_one(place, one.label)
    for rows, said in (
        (
            carried.targeted,
            ngettext(
                "{n} row says in the source whom it concerns, but has no Portée: it is Ciblée, "
                "because the Portée of last year's headings would decide otherwise.",
                "{n} rows say in the source whom they concern, but have no Portée: they are "
                "Ciblée, because the Portée of last year's headings would decide otherwise.",
                len(carried.targeted),
            ),
        ),
        (
            carried.in_doubt,
            ngettext(
                "{n} row has a label that stands in several rows: nothing was taken over for "
                "this row.",
                "{n} rows have labels that stand in several rows: nothing was taken over for "
                "these rows.",
                len(carried.in_doubt),
            ),
        ),
        (
            carried.new,
            ngettext(
                "{n} row is not in last year's workbook.",
                "{n} rows are not in last year's workbook.",
                len(carried.new),
            ),
        ),
        (
            carried.gone,
            ngettext(
                "{n} row of last year's workbook is not in the source.",
                "{n} rows of last year's workbook are not in the source.",
                len(carried.gone),
            ),
        ),
    ):
        if rows:
            _echo(said.format(n=len(rows)))
            if most is None or rows is carried.in_doubt or rows is carried.targeted:
                for row in rows[:most]:
                    _say_one(row.ref, row.label)
                _say_more(len(rows), most)


def _say_themes(carried: Carried) -> None:
    """Themes of members whose number or name is another one now, and those to be looked at: all,
    for each decides who gets which rows."""
    moved = [one for one in carried.themes if one.now_title]
    lost = carried.lost_themes
    if moved:
        _echo(_("Themes of members that have another number or name this year (column Thèmes):"))
        for (written, now), members in _by_theme(moved).items():
            _say_one(f"{written} → {now}", ", ".join(members))
    if lost:
        _echo(
            _(
                "To check in the sheet Adhérents, column Thèmes: these themes are not surely in "
                "this year's list. What they meant last year stands in the cells instead of a "
                "number, and brings members no rows until you choose the theme that is meant:"
            )
        )
        for (written, _now), members in _by_theme(lost).items():
            _say_one(written, ", ".join(members))


def _by_theme(themes: Sequence[MeantTheme]) -> dict[tuple[str, str], list[str]]:
    """Members by what a theme was and what it is, in words."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in themes:
        title = one.title or _("no theme last year")
        was = one.written if one.title == one.written else f"{one.written} ({title})"
        now = one.now if one.now == one.now_title else f"{one.now} ({one.now_title})"
        found.setdefault((was, now), []).append(one.member)
    return found


def _counts(counts: Mapping[str, int]) -> list[str]:
    """How many rows of each table there are, where there are any."""
    members, contacts, territories, services, pilots, families = (
        counts.get(name, 0) for name in _COUNTED
    )
    told = (
        (members, ngettext("{n} member", "{n} members", members)),
        (contacts, ngettext("{n} contact", "{n} contacts", contacts)),
        (territories, ngettext("{n} territory", "{n} territories", territories)),
        (services, ngettext("{n} service", "{n} services", services)),
        (pilots, ngettext("{n} pilote", "{n} pilotes", pilots)),
        (families, ngettext("{n} family of references", "{n} families of references", families)),
    )
    return [text.format(n=n) for n, text in told if n]


_COUNTED = (
    *("tblAdherents", "tblContacts", "tblTerritoires", "tblJetons", "tblPilotes"),
    "tblFamilles",
)


def _with_remedy(error: NotImportedError, source: Path, book: Path) -> str:
    """Why nothing was made, and which option helps."""
    if error.reason == "there":
        text = _("{path} already exists: use --force to replace it, or choose another name.")
        return text.format(path=book)
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


def _told(made: Imported) -> str:
    features = made.features
    if not (features.themes or features.jetons):
        rows = ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows)
        return _("{path}: {rows}.").format(path=made.path, rows=rows)
    return _("{path}: {rows}, {themes}, {services}, {references} coloured.").format(
        path=made.path,
        rows=ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows),
        themes=ngettext("{n} theme", "{n} themes", made.themes).format(n=made.themes),
        services=ngettext("{n} service", "{n} services", made.services).format(n=made.services),
        references=ngettext("{n} reference", "{n} references", made.references).format(
            n=made.references
        ),
    )
