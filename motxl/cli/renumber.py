"""``motxl renumber``: codes follow the structure, texts that name a code follow the codes."""

from __future__ import annotations

from pathlib import Path

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
from motxl.i18n import _, ngettext


@click.command(
    "renumber",
    short_help=_("Number the rows anew, texts that name a code follow."),
    epilog=epilog(
        "motxl renumber programme-2025.xlsx --diff",
        "motxl renumber programme-2025.xlsx",
    ),
    help=_(
        """Number the rows of BOOK anew, after some were inserted, moved or deleted.

The column Type says which rows are headings, and of which level; actions take the code of the
heading above them. A row whose Type is filled in needs no code: it gets one. Texts that name a code
(“cf. 2.1.3”, “axe 2”) follow, in other tables too. The Réf. of a row never changes.

Each code that changes is listed, old → new. Nothing is written where the structure is not whole: a
code that cannot be read, a row with neither code nor Type, a heading that is missing, more than
three levels. The message names the cells. The state before is kept: motxl undo BOOK gives it
back."""
    ),
)
@book_argument()
@sheet_options
@click.option(
    "--check", is_flag=True, help=_("Write nothing; exit code 1 if anything would change.")
)
@click.option("--diff", is_flag=True, help=_("Write nothing; show what would change."))
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
    force: bool,
) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.cli.renumbering import blocks, cell_by_cell, left_alone, mentions, refusal
    from motxl.files.note import Note
    from motxl.programme.audience import audiences, changes
    from motxl.programme.model import AXE
    from motxl.programme.outline import Outline
    from motxl.programme.renumbering import renumber
    from motxl.programme.upkeep import upkeep

    opened = open_book(book, sheet=sheet, columns=columns, editing=True)
    say_not_read(opened)
    programme = opened.programme
    if not programme.has(AXE):
        raise MotxlError(_("{path} has no column of codes to number.").format(path=book))
    if Outline(programme).is_sorted_otherwise:
        raise MotxlError(
            _(
                "The rows of {path} were sorted by another column. Put them back in their order "
                "first: motxl validate {quoted} --unsafe-fixes --select NUM017"
            ).format(path=book, quoted=as_typed(book))
        )
    found = renumber(programme)
    if found.obstacles:
        raise MotxlError(refusal(book, programme, found.obstacles))
    found = found.without_computed(opened.holds_formula)
    if check and not found.edits:
        return
    for line in (cell_by_cell if diff else blocks)(programme, found):
        click.echo(line)
    for line in mentions(programme, found.followed):
        click.echo(line)
    for change in found.computed:
        text = _("{cell} holds a formula and was left as it is.")
        cell = to_a1(change.entry.row, programme.columns[AXE])
        click.echo(text.format(cell=cell), err=True)
    for line in left_alone(programme, found.left):
        click.echo(line, err=True)
    codes, texts = len(found.changed), len(found.followed)
    parts = []
    if codes:
        parts.append(ngettext("{n} code", "{n} codes", codes).format(n=codes))
    if texts:
        text = ngettext("{n} mention in a text", "{n} mentions in texts", texts)
        parts.append(text.format(n=texts))
    summary = ", ".join(parts) + "."
    if check or diff:
        text = _("To change: {summary}").format(summary=summary)
        click.echo(text if found.edits else _("Nothing to change."), err=True)
        ctx.exit(1 if check and found.edits else 0)
    concerned = audiences(programme)
    opened.apply(found.edits)
    opened.apply(upkeep(programme))
    if not opened.save(force=force, note=Note("renumber", summary)):
        click.echo(_("Nothing to change: {path} was not written.").format(path=book), err=True)
        return
    click.echo(_("Changed: {summary}").format(summary=summary), err=True)
    opened.reread()
    say_of_others(changes(concerned, opened.programme))
    say_how_to_go_back(book)
