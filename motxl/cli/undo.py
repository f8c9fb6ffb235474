"""``motxl undo``: the state of a workbook before motxl changed it."""

from __future__ import annotations

from pathlib import Path

import click

from motxl.cli.common import book_argument, epilog, force_option, lang_option, wrapped
from motxl.cli.live import Live, live_option, told
from motxl.controls import on_one_line
from motxl.files.errors import shown_moment
from motxl.i18n import _


@click.command(
    "undo",
    short_help=_("Restore the previous state of a workbook."),
    epilog=epilog(
        "motxl undo programme-2025.xlsx --diff",
        "motxl undo programme-2025.xlsx",
        "motxl undo programme-2025.xlsx --list",
        "motxl undo programme-2025.xlsx --redo",
        "motxl undo programme-2025.xlsx --live",
    ),
    help=_(
        "Restore BOOK to its state before motxl's last change.\n"
        "\n"
        "The last ten states are kept, outside the folder of the workbook. A workbook that "
        "has since been\n"
        "renamed, moved or copied is recognised by its contents. The current state is kept "
        "too: --redo restores it.\n"
        "Run the command again to go one state further back. With --live, the workbook is "
        "closed in its\n"
        "application, restored, and opened again; work that was not saved is kept too."
    ),
)
@book_argument()
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help=_(
        "List only what can be undone, with its number, the date, the command, and what the "
        "command changed."
    ),
)
@click.option("--diff", is_flag=True, help=_("Write nothing; show what would change."))
@click.option("--redo", is_flag=True, help=_("Restore what the last undo replaced."))
@live_option
@force_option(
    _("Go on even if the workbook has changed since motxl wrote it, or seems to be open.")
)
@lang_option
def command(book: Path, listing: bool, diff: bool, redo: bool, live: bool, force: bool) -> None:
    if listing:
        _list(book)
        return
    if diff:
        from motxl.cli.diff import show
        from motxl.jobs.diff import diff_undo

        show(diff_undo(book, redo=redo))
        return
    from motxl.jobs import undo

    lively = Live() if live else None
    if lively is not None:
        with told(lively):
            done = undo.undo_live(book, force=force, redo=redo, on_found=lively.found)
            lively.port = done.port
    else:
        done = (undo.redo if redo else undo.undo)(book, force=force)
    text = (
        _("{path} is again as it was before the undo of {time}.")
        if redo
        else _("{path} is again as it was before {time}.")
    ).format(path=book, time=shown_moment(done.when, seconds=True))
    if done.stayed:
        from motxl.book.live.undoing import listed

        typed = _(
            "What was typed since then stays: {cells}. Save the workbook to keep these changes."
        )
        text = f"{text} {typed.format(cells=listed(done.stayed))}"
    click.echo(text, err=True)
    if lively is not None:
        lively.say(text)


def _list(book: Path) -> None:
    """The writes whose states before are kept: by which number ``motxl diff --state`` knows them,
    when, by which command, and what it changed."""
    from motxl.jobs.undo import history, local

    known = history(book)
    width = max((len(state.command) for state in known.states), default=0)
    for number, state in zip(range(len(known.states), 0, -1), known.states, strict=True):
        command = f"motxl {state.command}" if state.command else _("motxl (command not noted)")
        known_by = f"{number:<2}  {local(state.time):%d/%m/%Y %H:%M:%S}  {on_one_line(command)}"
        head = f"{known_by:<{len('1   01/01/2025 00:00:00  motxl ') + width}}  "
        parts = [state.change, _("(already restored)") if state.undone else ""]
        click.echo(wrapped("  ".join(filter(None, parts)), head, " " * len(head)))
    if not known.states:
        click.echo(_("No previous state of {path} is kept.").format(path=book), err=True)
    if known.was is not None:
        text = _("The workbook was recognised by its contents: motxl wrote it as {path}.").format(
            path=known.was
        )
        click.echo(wrapped(text, "", ""), err=True)
    elif known.changed:
        text = _("{path} has changed since motxl wrote it: motxl undo will require --force.")
        click.echo(wrapped(text.format(path=book), "", ""), err=True)
