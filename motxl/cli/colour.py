"""``motxl colour``: the references of a workbook in their colours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
from motxl.cli.live import Live, live_option, opened_by, told
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.jobs.colour import Recoloured


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
        "Colour the references of BOOK: themes in orange, jetons in blue.\n"
        "\n"
        "Only the colour of these references changes, and the columns Thèmes Deal, Thèmes "
        "transversaux and\n"
        "Jetons, which list what a row refers to. The colours are those of the two coloured "
        "cells on the\n"
        "sheet Paramètres. The previous state is kept: motxl undo BOOK restores it."
    ),
)
@book_argument()
@sheet_options
@click.option(
    "--check", is_flag=True, help=_("Write nothing; exit code 1 if anything would change.")
)
@click.option("--diff", is_flag=True, help=_("Write nothing; show what would change."))
@live_option
@force_option(_("Go on even if the workbook seems to be open elsewhere, or is signed."))
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
    from motxl.jobs.colour import colour

    lively = Live() if live else None
    with told(lively):
        opened = opened_by(lively)(book, sheet=sheet, columns=columns, editing=True)
        not_read = say_not_read(opened)
        done = colour(opened, write=not (check or diff), force=force)
        if check or diff:
            _show(done, not_read, lively, diff=diff)
            ctx.exit(1 if check and done.edits else 0)
        _say(book, done, not_read, lively)
        ctx.exit(1 if done.left_alone else 0)


def _show(done: Recoloured, not_read: Sequence[str], live: Live | None, *, diff: bool) -> None:
    """What would change, each edit with ``diff``."""
    if diff:
        from motxl.validation.differences import difference

        for edit in done.edits:
            click.echo(difference(done.programme, edit))
    n = len(done.edits)
    text = (
        ngettext("There is {n} change to make.", "There are {n} changes to make.", n).format(n=n)
        if n
        else _nothing(not_read)
    )
    click.echo(text, err=True)
    if live:
        live.say(" · ".join((text, *not_read)))


def _nothing(not_read: Sequence[str]) -> str:
    return (
        _("There is nothing to change in what was read.") if not_read else _("Nothing to change.")
    )


def _say(book: Path, done: Recoloured, not_read: Sequence[str], live: Live | None) -> None:
    for edit in done.skipped:
        click.echo(
            _("{cell} contains a formula and was left unchanged.").format(cell=edit.cell), err=True
        )
    say_left_alone(done.left_alone)
    text = f"{done.change}." if done.saved else ""
    if not done.saved and not done.left_alone:
        text = (
            _nothing(not_read)
            if live or not_read
            else _("Nothing to change: {path} was not written.").format(path=book)
        )
    if text:
        click.echo(text, err=True)
    if done.saved:
        say_how_to_go_back(book, live=live is not None)
    if live:
        live.say(" · ".join(filter(None, (text, *done.left_alone, *not_read))))
