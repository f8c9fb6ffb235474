"""``motxl undo``: the state of a workbook before motxl changed it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from motxl.cli.common import book_argument, epilog, force_option, lang_option
from motxl.cli.live import Live, live_option, told
from motxl.i18n import _


@click.command(
    "undo",
    short_help=_("Give the previous state of a workbook back."),
    epilog=epilog(
        "motxl undo programme-2025.xlsx",
        "motxl undo programme-2025.xlsx --list",
        "motxl undo programme-2025.xlsx --redo",
        "motxl undo programme-2025.xlsx --live",
    ),
    help=_(
        """Give BOOK the state back that it had before motxl last wrote it.

The last ten states are kept, outside the folder of the workbook. The present state is kept
too: --redo gives it back. Run it again to go one state further back. With --live the workbook is
closed in its application, given back, and opened again; work that was not saved is kept too."""
    ),
)
@book_argument()
@click.option("--list", "listing", is_flag=True, help=_("Only list the states that are kept."))
@click.option("--redo", is_flag=True, help=_("Give back what the last undo replaced."))
@live_option
@force_option(_("Also when the workbook was changed since, or seems to be open."))
@lang_option
def command(book: Path, listing: bool, redo: bool, live: bool, force: bool) -> None:
    from motxl.surfaces import file

    if listing:
        states = [state for state in file.history(book) if state.kind != "undo"]
        for state in states:
            undone = "  " + _("(already given back)") if state.undone else ""
            click.echo(_local(state.time) + undone)
        if not states:
            click.echo(_("No state of {path} is kept.").format(path=book), err=True)
        return
    lively = Live() if live else None
    if lively is not None:
        from motxl.live.undoing import undo_live

        with told(lively):
            state, lively.port = undo_live(book, force=force, redo=redo, on_found=lively.found)
    else:
        state = (file.redo if redo else file.undo)(book, force=force)
    text = (
        _("{path} is again as it was before the undo of {time}.")
        if redo
        else _("{path} is again as it was before {time}.")
    ).format(path=book, time=_local(state.time))
    click.echo(text, err=True)
    if lively is not None:
        lively.say(text)


def _local(time: str) -> str:
    return f"{datetime.fromisoformat(time).astimezone():%d/%m/%Y %H:%M:%S}"
