"""``motxl diff``: what changed between two workbooks, or since a state that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    as_usage,
    epilog,
    force_option,
    json_of,
    lang_option,
    say_not_read,
    sheet_options,
    wrapped,
)
from motxl.controls import on_one_line
from motxl.i18n import _
from motxl.output import style

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.comparison.shown import ShownDifference, ShownKind
    from motxl.jobs.diff import Diffed


@click.command(
    "diff",
    short_help=_("Show what changed between two workbooks."),
    epilog=epilog(
        "motxl diff programme-2024.xlsx programme-2025.xlsx",
        "motxl diff programme-2025.xlsx --since hier",
        "motxl diff programme-2025.xlsx --state 1 --html modifications.html",
        "motxl diff soumis.xlsx adopté.xlsx --xlsx modifications.xlsx",
        "motxl diff programme-2025.xlsx@adopté programme-2025.xlsx",
    ),
    help=_(
        "Show what changed from the workbook OLD to the workbook NEW: rows added, removed and "
        "moved, codes,\n"
        "labels word by word, typography, colours and all other columns, then the members, "
        "contacts, themes,\n"
        "services and events.\n"
        "\n"
        "Rows are recognised by their Réf., or else by their text and place. With --since or "
        "--state, one\n"
        "workbook is enough: it is compared with one of the states that motxl keeps (see "
        "motxl undo --list).\n"
        "A version that was frozen has a name: programme-2025.xlsx@adopté (see docs/versions.md).\n"
        "Nothing is written unless --html or --xlsx is given. The last line lists what was "
        "not compared."
    ),
)
@click.argument("books", metavar=_("OLD NEW"), nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--since", metavar=_("WHEN"),
    help=_(
        "Compare with the first state kept since this moment: hier, lundi, 29/01/2025, "
        "“29/01/2025 14:30”…"
    ),
)  # fmt: skip
@click.option(
    "--state", type=int, metavar="N",
    help=_("Compare with a kept state, given by its number in motxl undo --list; the last one "
           "is 1."),
)  # fmt: skip
@sheet_options
@click.option("--check", is_flag=True, help=_("End with exit code 1 if anything has changed."))
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("Output format: text for people, json for scripts."),
)
@click.option(
    "--html", metavar=_("FILE"), type=click.Path(path_type=Path, dir_okay=False),
    help=_("Also write the changes as a web page that can be filtered and printed."),
)  # fmt: skip
@click.option(
    "--xlsx", metavar=_("FILE"), type=click.Path(path_type=Path, dir_okay=False),
    help=_("Also write the changes as a workbook with the sheet Modifications."),
)  # fmt: skip
@click.option(
    "--textconv", is_flag=True,
    help=_("Show the only workbook given, as text with a line for each cell (for git)."),
)  # fmt: skip
@click.option(
    "--git", is_flag=True,
    help=_("Accept the arguments that git gives to a diff driver (see docs/commands.md)."),
)  # fmt: skip
@force_option(_("Replace FILE if it exists."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    books: tuple[Path, ...],
    since: str | None,
    state: int | None,
    sheet: str | None,
    columns: str | None,
    check: bool,
    output_format: str,
    html: Path | None,
    xlsx: Path | None,
    textconv: bool,
    git: bool,
    force: bool,
) -> None:
    if textconv:
        _as_text(books, sheet, columns)
        return
    if git:
        _for_git(books, sheet, columns)
        return
    with as_usage():
        done = _compared(books, since, state, sheet, columns)
    _write(done, html, xlsx, force=force)  # first: who reads the output may stop reading
    if output_format == "json":
        click.echo(json_of(done.as_json()))
    else:
        show(done)
    ctx.exit(1 if check and not done.is_same else 0)


def _compared(
    books: tuple[Path, ...],
    since: str | None,
    state: int | None,
    sheet: str | None,
    columns: str | None,
) -> Diffed:
    from motxl.jobs.diff import diff, diff_state

    if since is None and state is None:
        if len(books) != 2:
            raise click.UsageError(
                _("Indicate two workbooks, the old one and the new one; or one, with --since or "
                  "--state.")
            )  # fmt: skip
        old, new = books
        return diff(_opened(old, sheet, columns, is_old=True), _opened(new, sheet, columns))
    if len(books) != 1 or (since is not None and state is not None):
        raise click.UsageError(
            _(
                "With --since or --state, indicate one workbook only; these two options cannot "
                "be combined."
            )
        )
    from motxl.jobs import states

    (book,) = books
    if state is not None:
        chosen = states.numbered(book, state)
    else:
        from datetime import datetime

        chosen = states.since(book, states.moment_of(since or "", datetime.now().astimezone()))
    return diff_state(book, chosen, sheet=sheet, columns=columns)


def _opened(
    path: Path, sheet: str | None, columns: str | None, *, is_old: bool = False
) -> FileBook:
    """A workbook; where its programme was found, and what of it was not read, is said."""
    from motxl.book.file.filebook import open_book
    from motxl.jobs.versions import open_old

    opened = (open_old if is_old else open_book)(path, sheet=sheet, columns=columns)
    around = opened.surroundings()
    if opened.found is not None or around.sheets or around.outside or around.valueless:
        click.echo(on_one_line(str(path)), err=True)
        say_not_read(opened)
    return opened


def _write(done: Diffed, html: Path | None, xlsx: Path | None, *, force: bool) -> None:
    from motxl.jobs.diff import write_page, write_sheet

    for path, write in ((html, write_page), (xlsx, write_sheet)):
        if path is not None:
            write(done, path, force=force)
            click.echo(_("{file} was written.").format(file=path), err=True)


def _as_text(books: tuple[Path, ...], sheet: str | None, columns: str | None) -> None:
    from motxl.jobs.diff import as_lines

    if len(books) != 1:
        raise click.UsageError(_("With --textconv, indicate one workbook only."))
    for line in as_lines(books[0], sheet=sheet, columns=columns):
        click.echo(line)


# What git gives a driver: the path, then file, digest and mode of the old and of the new content.
_OF_GIT = 7


def _for_git(books: tuple[Path, ...], sheet: str | None, columns: str | None) -> None:
    """As ``git diff`` asks (gitattributes(5), “Defining an external diff driver”). The exit code
    is 0 whatever differs: git takes another for a failure."""
    from motxl.jobs.diff import diff_files

    if len(books) < _OF_GIT:
        raise click.UsageError(
            _(
                "The option --git is for git, which gives the arguments "
                "itself: see docs/commands.md."
            )
        )
    name, old, _digest, _mode, new = books[:5]
    click.echo(style(f"motxl diff {name}", bold=True))
    if str(old) == "/dev/null" or str(new) == "/dev/null":
        click.echo(_("The workbook is new.") if str(old) == "/dev/null"
                   else _("The workbook was deleted."))  # fmt: skip
        return
    show(diff_files(old, new, sheet=sheet, columns=columns), heading=False)


# What is shown

_MANY = 20
"""Cells of a column that were filled or emptied, above which they are told in one line"""


def show(done: Diffed, *, heading: bool = True) -> None:
    """The differences on standard output, with the number first and what was not compared last."""
    from motxl.comparison.words import counted, not_compared, notes

    if heading:
        click.echo(on_one_line(f"{done.old} → {done.new}"))
    click.echo(style(wrapped(counted(done.counts), "", ""), bold=True))
    for note in notes(done.comparison):
        click.echo(wrapped(note, "", "  "))
    for line in changes_in_lines(done):
        click.echo(line)
    click.echo()
    click.echo(wrapped(not_compared(done.comparison, done.others), "", "  "))


def changes_in_lines(done: Diffed) -> Iterator[str]:
    """The differences kind by kind, a blank line before each kind."""
    from motxl.comparison.shown import shown_kinds

    for kind in shown_kinds(done.comparison, most=_MANY):
        yield ""
        yield from _lines(kind)


def _lines(kind: ShownKind) -> Iterator[str]:
    from motxl.comparison.words import short

    yield style(f"{kind.title} ({kind.number})", bold=True)
    for part in kind.parts:
        if part.title:
            yield style(wrapped(short(part.title, 74), "  ", "    "), underline=True)
        for one in part.differences:
            yield from _one(one)


_INDENT = " " * 6


def _one(one: ShownDifference) -> Iterator[str]:
    from motxl.cli.comparison import before_and_after
    from motxl.comparison.words import several, short
    from motxl.text.words import shortened

    is_row = not one.column and bool(one.pieces)
    title = "" if is_row or one.kind in {"reworded", "typography"} else short(one.title)
    if one.column and not one.pieces and not one.cell:
        yield wrapped(f"{one.column}: {one.lines[0]}", "    ", _INDENT)
        return
    place = " → ".join(dict.fromkeys(filter(None, one.cells)))
    head = " · ".join(filter(None, (place, one.ref, one.code, several(one.rows), title)))
    yield wrapped(head, "    ", _INDENT)
    if is_row:
        (piece,) = one.pieces
        yield wrapped(piece.old or piece.new, _INDENT, _INDENT)
        return
    for line in one.lines:
        yield wrapped(line, _INDENT, _INDENT + "  ")
    if not one.pieces:
        return
    old, new = ("".join(getattr(piece, side) for piece in one.pieces) for side in ("old", "new"))
    if not _is_label(one) and one.kind != "typography" and len(old) + len(new) <= _SHORT:
        text = _("{column}: {old} → {new}").format(
            column=one.column, old=old or _("(empty)"), new=new or _("(empty)")
        )
        yield wrapped(text, _INDENT, _INDENT + "  ")
        return
    if not _is_label(one):
        yield wrapped(_("{column}:").format(column=one.column), _INDENT, _INDENT)
    yield from before_and_after(shortened(one.pieces), _INDENT)


_SHORT = 50
"""Characters of two values that are told in one line"""


def _is_label(one: ShownDifference) -> bool:
    from motxl.programme.model import LABEL

    return one.column == LABEL
