"""``motxl find``: where in a workbook a programme seems to be, and why; of a text, what an import
makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    as_typed,
    epilog,
    format_option,
    json_of,
    lang_option,
    say_refused,
    wrapped,
)
from motxl.controls import on_one_line
from motxl.i18n import N_, _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.jobs.find import FoundText, SearchedWorkbook
    from motxl.programme.found import FoundPart, FoundProgramme


_KINDS = {
    "type": N_("the kind of row"),
    "pilot": N_("who is in charge"),
    "due": N_("when"),
    "state": N_("the progress"),
    "border": N_("the border"),
}


@click.command(
    "find",
    short_help=_("Show where in a workbook a programme seems to be."),
    epilog=epilog(
        "motxl find suivi.xlsx",
        "motxl find suivi.xlsx -v",
        "motxl find programme.txt",
        "motxl find suivi.xlsx --format json",
    ),
    help=_(
        "Show where in FILE a programme seems to be: sheet, rows, columns, numbering.\n"
        "\n"
        "motxl searches every sheet of any workbook for a column of codes, codes inside the "
        "labels, a\n"
        "column for each level, or one axis per sheet. What is left out is listed. With -v, "
        "each reason is\n"
        "given with its cell. The other commands read the programme that is found here; if "
        "its place is not\n"
        "certain, they ask for --sheet and --columns. The exit code is 1 if nothing is "
        "certain enough to be\n"
        "read. If FILE is a text or a .csv, it shows what “motxl import” finds in it."
    ),
)
@click.argument(
    "files", metavar=_("FILE") + "…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("-v", "--verbose", is_flag=True, help=_("Give the reasons, with their cells."))
@format_option
@lang_option
@click.pass_context
def command(ctx: click.Context, files: Sequence[Path], verbose: bool, output_format: str) -> None:
    from motxl.errors import MotxlError
    from motxl.jobs.find import find

    worst = 0
    results: list[SearchedWorkbook] = []
    for path in files:
        try:
            found = find(path)
        except MotxlError as error:
            say_refused(error)
            worst = 2
            continue
        results.append(found)
        worst = max(worst, int(not found.is_decided))
        if output_format == "text":
            for line in _lines(found, verbose=verbose):
                click.echo(line)
    if output_format == "json":
        document = {"version": 1, "workbooks": [one.as_json() for one in results]}
        click.echo(json_of(document))
    ctx.exit(worst)


def _lines(found: SearchedWorkbook, *, verbose: bool) -> Iterator[str]:
    from motxl.book.reading.told import aside_in_words, found_in_words, undecided

    path = on_one_line(found.path)
    if found.text is not None and not found.searched.programmes:
        yield from _of_text(found, found.text)
        return
    if found.table is not None:
        text = _("{path}: the programme is the table tblProgramme in the sheet “{sheet}”, {cells}.")
        told = text.format(path=path, sheet=on_one_line(found.table.sheet), cells=found.table.cells)
        yield wrapped(told, "", "  ")
        return
    searched = found.searched
    chosen = searched.chosen
    if found.header is not None:
        text = _(
            "{path}: the programme stands below the header in row {row} of the sheet “{sheet}”."
        )
        sheet = on_one_line(found.header.sheet)
        yield wrapped(text.format(path=path, row=found.header.row, sheet=sheet), "", "  ")
    elif chosen is None:
        yield wrapped(undecided(path, searched), "", "  ")
    else:
        yield wrapped(
            _("{path}: {found}.").format(path=path, found=found_in_words(chosen)), "", "  "
        )
        if aside := aside_in_words(chosen, searched):
            yield wrapped(_("Left out: {what}.").format(what=aside), "  ", "    ")
    for sentence in found.not_checked:
        yield wrapped(sentence, "  ", "    ")
    if found.text is not None:
        yield from _of_text(found, found.text)
    if not verbose:
        return
    for one in searched.programmes:
        yield ""
        yield style(wrapped(found_in_words(one), "  ", "    "), bold=True)
        yield from _why(one)
        told = _("To check this programme, run: {options}").format(
            options=f"motxl validate {as_typed(found.path)} {_option(one)}"
        )
        yield wrapped(told, "    ", "      ")


def _of_text(found: SearchedWorkbook, text: FoundText) -> Iterator[str]:
    """What an import finds in a text, and how to import it."""
    from motxl.cli.imported import columns_in_words

    rows = ngettext("{n} row", "{n} rows", text.rows).format(n=text.rows)
    themes = ngettext("{n} theme", "{n} themes", text.themes).format(n=text.themes)
    what = f"{rows}, {themes}" if text.themes else rows
    told = _("{path}: a text that motxl can import: {what}.")
    yield wrapped(told.format(path=on_one_line(found.path), what=what), "", "  ")
    if text.title:
        told = _("Title: “{title}”").format(title=on_one_line(text.title))
        yield wrapped(told, "  ", "    ")
    if text.columns:
        yield wrapped(columns_in_words(text.columns), "  ", "    ")
    if text.not_placed:
        told = ngettext(
            "{n} line or cell needs a look: the import lists it.",
            "{n} lines or cells need a look: the import lists them.",
            text.not_placed,
        )
        yield wrapped(told.format(n=text.not_placed), "  ", "    ")
    book = as_typed(Path(found.path).with_suffix(".xlsx").name)
    year = "" if text.year else " --year 2026"
    told = _("To make a workbook of it, run: {command}").format(
        command=f"motxl import {as_typed(found.path)} -o {book}{year}"
    )
    yield wrapped(told, "  ", "    ")


def _option(found: FoundProgramme) -> str:
    from motxl.book.reading.told import option_for

    return option_for(found)


def _why(found: FoundProgramme) -> Iterator[str]:
    from motxl.book.reading.told import scheme_in_words

    yield wrapped(
        _("Numbering: {scheme}").format(scheme=scheme_in_words(found.scheme)), "    ", "      "
    )
    for part in found.parts:
        if len(found.parts) > 1:
            yield f"    {on_one_line(part.sheet)}"
        yield from _of_part(part)


def _of_part(part: FoundPart) -> Iterator[str]:
    from motxl.a1 import column_letters
    from motxl.book.reading.told import left_in_words, reason_in_words

    one = part.recognised[0]
    text = _("{read} of {texts} codes can be read.").format(read=one.read, texts=one.texts)
    yield wrapped(text, "    ", "      ")
    for reason in part.reasons:
        sign = "+" if reason.points > 0 else "-" if reason.points < 0 else "·"
        yield wrapped(reason_in_words(reason), f"    {sign} ", "      ")
    for left in part.left_out:
        text = _("left out: {what}").format(what=left_in_words(left))
        yield wrapped(text, "    · ", "      ")
    for kind, column in part.known.items():
        text = _("column {column}: {what}").format(
            column=column_letters(column), what=_(_KINDS[kind])
        )
        yield wrapped(text, "    · ", "      ")
