"""``motxl renumber``: codes follow the structure, texts that name a code follow the codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.a1 import to_a1
from motxl.cli.common import (
    as_typed,
    book_argument,
    epilog,
    force_option,
    lang_option,
    say_how_to_go_back,
    say_not_read,
    sheet_options,
)
from motxl.cli.whom import say_of_others
from motxl.errors import MotxlError
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.jobs.renumber import NotRenumberedError, Renumbered


@click.command(
    "renumber",
    short_help=_("Renumber the rows, and the codes that texts mention."),
    epilog=epilog(
        "motxl renumber programme-2025.xlsx --diff",
        "motxl renumber programme-2025.xlsx",
    ),
    help=_(
        "Renumber the rows of BOOK after some were inserted, moved or deleted.\n"
        "\n"
        "The column Type indicates which rows are headings, and of which level; actions take "
        "the code of the\n"
        "heading above them. A row whose Type is filled in needs no code: it gets one. Texts "
        "that mention a\n"
        "code (“cf. 2.1.3”, “axe 2”) are updated, in other tables too. The Réf. of a row "
        "never changes.\n"
        "\n"
        "Each code that changes is listed, old → new. Nothing is written if the structure is "
        "incomplete: if a\n"
        "code cannot be read, a row has neither code nor Type, a heading is missing, or there "
        "are more than\n"
        "three levels. The message then gives the cells. The previous state is kept: motxl "
        "undo BOOK restores\n"
        "it."
    ),
)
@book_argument()
@sheet_options
@click.option(
    "--check", is_flag=True, help=_("Write nothing; exit code 1 if anything would change.")
)
@click.option("--diff", is_flag=True, help=_("Write nothing; show what would change."))
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
    force: bool,
) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.jobs.renumber import NotRenumberedError, carry_out, plan

    opened = open_book(book, sheet=sheet, columns=columns, editing=True)
    say_not_read(opened)
    try:
        planned = plan(opened)
    except NotRenumberedError as error:
        raise MotxlError(_with_remedy(error, book)) from None
    if check and not planned.found.edits:
        return
    _show(planned, cell_for_cell=diff)
    if check or diff:
        text = _("To change: {summary}").format(summary=planned.change)
        click.echo(text if planned.found.edits else _("Nothing to change."), err=True)
        ctx.exit(1 if check and planned.found.edits else 0)
    try:
        done = carry_out(opened, planned, force=force)
    except NotRenumberedError as error:
        remedy = _("To change the adopted text all the same, use --force.")
        raise MotxlError(f"{error} {remedy}") from None
    if not done.saved:
        click.echo(_("Nothing to change: {path} was not written.").format(path=book), err=True)
        return
    click.echo(_("Changed: {summary}").format(summary=done.change), err=True)
    say_of_others(done.others)
    say_how_to_go_back(book)


def _show(planned: Renumbered, *, cell_for_cell: bool) -> None:
    """What changes on stdout, what is left on stderr."""
    from motxl.cli.renumbering import blocks, cell_by_cell, left_alone, mentions
    from motxl.programme.model import AXE

    programme, found = planned.programme, planned.found
    for line in (cell_by_cell if cell_for_cell else blocks)(programme, found):
        click.echo(line)
    for line in mentions(programme, found.followed):
        click.echo(line)
    for change in found.computed:
        text = _("{cell} contains a formula and was left unchanged.")
        cell = to_a1(change.entry.row, programme.columns[AXE])
        click.echo(text.format(cell=cell), err=True)
    for line in left_alone(programme, found.left):
        click.echo(line, err=True)


def _with_remedy(error: NotRenumberedError, path: Path) -> str:
    """Why nothing is numbered, and which command helps."""
    command = f"motxl validate {as_typed(path)}"
    if error.reason == "sorted":
        command += " --unsafe-fixes --select NUM017"
        remedy = _("First put the rows back in their order with: {command}").format(command=command)
    elif error.reason == "structure":
        remedy = _("First correct these points; to check the workbook, run: {command}").format(
            command=command
        )
    else:
        return str(error)
    return f"{error} {remedy}"
