"""``motxl summary``: pivot tables and charts in the sheet Synthèse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    say_how_to_go_back,
    say_not_read,
    sheet_options,
    wrapped,
)
from motxl.cli.live import Live, alert, live_option, told
from motxl.i18n import _, language, ngettext

if TYPE_CHECKING:
    from motxl.jobs.summary import Summarised
    from motxl.summary.summary import BandTable, Summary
    from motxl.summary.writing import Written


@click.command(
    "summary",
    short_help=_("Build pivot tables and charts in the sheet Synthèse."),
    epilog=epilog(
        "motxl summary programme-2025.xlsx",
        "motxl summary programme-2025.xlsx --html synthese.html",
        "motxl summary programme-2025.xlsx --check --format json",
        "motxl summary programme-2025.xlsx --live",
    ),
    help=_(
        "Fill the sheets Synthèse and Données of BOOK: native pivot tables and charts.\n"
        "\n"
        "What was built before is replaced where it stands now; what you added beside it is "
        "kept, including\n"
        "your own pivot tables on the same sources. The sheet Programme is not touched. The "
        "previous state is\n"
        "kept: motxl undo BOOK restores it."
    ),
)
@book_argument()
@sheet_options
@click.option(
    "--html",
    "html",
    metavar=_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Also write these tables and charts as a web page."),
)
@click.option(
    "--check",
    is_flag=True,
    help=_("Leave BOOK as it is; exit code 1 if Synthèse is not up to date."),
)
@live_option
@format_option
@force_option(
    _(
        "Go on even if the workbook seems to be open elsewhere, or is signed; replace FILE if "
        "it exists."
    )
)
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    sheet: str | None,
    columns: str | None,
    html: Path | None,
    check: bool,
    live: bool,
    output_format: str,
    force: bool,
) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.errors import MotxlError
    from motxl.files.saving import is_page_of_ours
    from motxl.jobs.summary import summarise

    if live:
        if html is not None or check or output_format != "text":
            raise click.UsageError(_("--live cannot be used with --html, --check or --format."))
        ctx.exit(0 if _refresh(book, sheet, columns) else 1)
    if html is not None and html.exists() and not (force or is_page_of_ours(html)):
        raise MotxlError(
            _("{file} already exists: choose another name, or use --force.").format(file=html)
        )
    opened = open_book(book, sheet=sheet, columns=columns, editing=not check)
    say_not_read(opened)
    done = summarise(opened, write=not check, page=html, force=force)
    _show(done.summary, book, output_format)
    if done.written is not None:
        _say_remarks(done.written)
    if html is not None:
        click.echo(_("{file} was written.").format(file=html), err=True)
    _say(book, done, check=check)
    ctx.exit(1 if check and done.changed else 0)


def _show(summary: Summary, book: Path, output_format: str) -> None:
    if output_format == "json":
        from motxl.summary.as_json import as_data

        click.echo(json_of(as_data(summary, str(book))))
        return
    for line in _lines(summary):
        click.echo(line)


def _refresh(book: Path, sheet: str | None, columns: str | None) -> bool:
    """In the open workbook: source tables filled, pivot tables refreshed; whether all were."""
    from motxl.jobs.summary import refresh
    from motxl.summary.live import NotBuiltError

    live = Live()
    with told(live):
        opened = live.open(book, sheet=sheet, columns=columns, editing=True)
        not_read = say_not_read(opened)
        try:
            done = refresh(opened)
        except NotBuiltError:
            live.say(_build_once_closed(live, opened.path, sheet, columns))
            return True
        text = (
            _not_refreshed(done.refused, opened.port.application)
            if done.refused
            else _("The pivot tables of Synthèse were refreshed.")
            if done.changed
            else _("Synthèse is up to date; its pivot tables were refreshed.")
        )
        for line in _lines(done.summary):
            click.echo(line)
        click.echo(wrapped(text, "", "") if done.refused else text, err=True)
        if done.changed:
            say_how_to_go_back(book, live=True)
        live.say(" · ".join((text, *not_read)))
        return not done.refused


def _not_refreshed(refused: dict[str, str], application: str) -> str:
    """Most often a table has no room to grow."""
    return ngettext(
        "The pivot table {names} was not refreshed. {application} says: {said} Move it, or what "
        "stands beside or below it, then try again.",
        "The pivot tables {names} were not refreshed. {application} says: {said} Move them, or "
        "what stands beside or below them, then try again.",
        len(refused),
    ).format(
        names=", ".join(refused),
        application=application,
        said=" ".join(dict.fromkeys(refused.values())),
    )


def _build_once_closed(live: Live, book: Path, sheet: str | None, columns: str | None) -> str:
    """Pivot tables are built in the file: wait for staff to close it, and open it again."""
    from motxl.book.file.filebook import open_book
    from motxl.book.live.closing import wait_until_closed
    from motxl.book.live.finding import find_or_open
    from motxl.jobs.summary import summarise

    text = _(
        "Synthèse is not built yet. Save and close {file}: motxl builds Synthèse as soon as "
        "the workbook is closed, then opens the workbook again."
    ).format(file=book.name)
    click.echo(wrapped(text, "", ""), err=True)
    live.say(text)
    alert(text)
    wait_until_closed(book)
    opened = open_book(book, sheet=sheet, columns=columns, editing=True)
    done = summarise(opened, command="summary --live")
    assert done.written is not None  # it was opened to be edited
    for line in _lines(done.summary):
        click.echo(line)
    _say_remarks(done.written)
    _say(book, done, live=True)
    live.found(find_or_open(book))
    return _built(done.written)


def _lines(summary: Summary) -> list[str]:
    """One line per pivot table: what it is about, and how much it counts; in the workbook's words,
    as these are what stands in Synthèse."""
    width = max(len(table.band.title) for table in summary.tables)
    lines = [
        wrapped(_counted(table), f"{table.band.title:<{width}}  ", " " * (width + 2))
        for table in summary.tables
    ]
    if summary.texts.language != language():
        lines.insert(0, _("The pivot tables, as the workbook calls them:"))
    return lines


def _counted(table: BandTable) -> str:
    crosstab = table.crosstab
    rows = {place[0] for place in crosstab.rows}
    head = _("{what}: {n}").format(what=crosstab.layout.rows[0], n=len(rows))
    sums = zip(crosstab.layout.values, crosstab.totals, strict=True)
    # The numbers of lines in tables where one counts several times would mislead.
    numbers = [
        _("{what}: {n}").format(what=value.caption, n=f"{total:g}")
        for value, total in sums
        if table.content.total_row
    ]
    return " · ".join((head, *numbers))


def _say_remarks(written: Written) -> None:
    for line in written.remarks:
        click.echo(wrapped(line, "", ""), err=True)


def _say(book: Path, done: Summarised, *, check: bool = False, live: bool = False) -> None:
    if done.written is None:
        return
    if not done.changed:
        click.echo(_("Synthèse is up to date: {path} was not written.").format(path=book), err=True)
    elif check:
        click.echo(_("Synthèse is not up to date."), err=True)
    else:
        click.echo(_built(done.written), err=True)
        say_how_to_go_back(book, live=live)


def _built(written: Written) -> str:
    n = len(written.placed)
    text = ngettext(
        "{n} pivot table is up to date in the sheet Synthèse.",
        "{n} pivot tables are up to date in the sheet Synthèse.",
        n,
    )
    return text.format(n=n)
