"""``motxl colour``: the references of a workbook in their colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    force_option,
    lang_option,
    say_how_to_go_back,
    say_left_alone,
    say_not_read,
    sheet_options,
)
from motxl.cli.live import Live, live_option, told
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.programme.edits import Edit


@click.command(
    "colour",
    short_help=_("Colour the references in the cells."),
    epilog=epilog(
        "motxl colour programme-2025.xlsx",
        "motxl colour programme-2025.xlsx --diff",
        "motxl colour programme-2025.xlsx --live",
        "motxl colour suivi.xlsx --sheet Feuil1 --columns B",
    ),
    help=_(
        """Colour the references of BOOK: themes in orange, jetons in blue.

Only the colour of those characters changes, and the columns Thèmes Deal, Thèmes transversaux
and Jetons, which say what a row refers to. The colours are those of the two cells on the sheet
Paramètres. The state before is kept: motxl undo BOOK gives it back."""
    ),
)
@book_argument()
@sheet_options
@click.option(
    "--check", is_flag=True, help=_("Write nothing; exit code 1 if anything would change.")
)
@click.option("--diff", is_flag=True, help=_("Write nothing; show what would change."))
@live_option
@force_option(_("Also when the workbook seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    sheet: str | None,
    columns: str | None,
    check: bool,
    diff: bool,
    live: bool,
    force: bool,
) -> None:
    lively = Live() if live else None
    with told(lively):
        ctx.exit(_colour(book, Place(sheet, columns), lively, check=check, diff=diff, force=force))


class Place(NamedTuple):
    """Where a workbook that was not made from the template has its programme."""

    sheet: str | None
    columns: str | None


def _colour(
    book: Path, place: Place, live: Live | None, *, check: bool, diff: bool, force: bool
) -> int:
    from motxl.book.file.filebook import open_book
    from motxl.colour import colour
    from motxl.files.note import Note

    opened_by = live.open if live else open_book
    opened = opened_by(book, sheet=place.sheet, columns=place.columns, editing=True)
    say_not_read(opened)
    edits = colour(opened.programme)
    if diff:
        from motxl.cli.differences import difference

        for edit in edits:
            click.echo(difference(opened.programme, edit))
    if check or diff:
        text = (
            ngettext("{n} change to make.", "{n} changes to make.", len(edits)).format(n=len(edits))
            if edits
            else _("Nothing to change.")
        )
        click.echo(text, err=True)
        if live:
            live.say(text)
        return 1 if check and edits else 0
    skipped = opened.apply(edits)
    saved = opened.save(force=force, note=Note("colour", _told(edits, skipped).rstrip(".")))
    for edit in skipped:
        click.echo(
            _("{cell} holds a formula and was left as it is.").format(cell=edit.cell), err=True
        )
    say_left_alone(opened.left_alone)
    text = _told(edits, skipped) if saved else ""
    if not saved and not opened.left_alone:
        text = (
            _("Nothing to change.")
            if live
            else _("Nothing to change: {path} was not written.").format(path=book)
        )
    if text:
        click.echo(text, err=True)
    if saved:
        say_how_to_go_back(book, live=live is not None)
    if live:
        live.say(" · ".join(filter(None, (text, *opened.left_alone))))
    return 1 if opened.left_alone else 0


def _told(edits: Sequence[Edit], skipped: Sequence[Edit]) -> str:
    """How many pieces of text were coloured, and cells written."""
    from motxl.programme.edits import SetColour

    made = Counter(isinstance(edit, SetColour) for edit in edits if edit not in skipped)
    pieces, cells = made[True], made[False]
    parts = []
    if pieces:
        text = ngettext("{n} piece of text coloured", "{n} pieces of text coloured", pieces)
        parts.append(text.format(n=pieces))
    if cells:
        text = (
            ngettext("{n} other cell written", "{n} other cells written", cells)
            if pieces
            else ngettext("{n} cell written", "{n} cells written", cells)
        )
        parts.append(text.format(n=cells))
    return ", ".join(parts) + "."
