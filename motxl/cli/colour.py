"""``motxl colour``: the references of a workbook in their colours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from motxl.cli.common import (
    as_typed,
    book_argument,
    epilog,
    force_option,
    lang_option,
    sheet_options,
)
from motxl.i18n import _, ngettext


@click.command(
    "colour",
    short_help=_("Colour the references in the cells."),
    epilog=epilog(
        "motxl colour programme-2025.xlsx",
        "motxl colour programme-2025.xlsx --diff",
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
    from motxl.colour import colour
    from motxl.programme.edits import SetColour
    from motxl.surfaces.file import open_book

    opened = open_book(book, sheet=sheet, columns=columns, editing=True)
    edits = colour(opened.programme)
    if diff:
        from motxl.cli.differences import difference

        for edit in edits:
            click.echo(difference(opened.programme, edit))
    if check or diff:
        click.echo(
            ngettext("{n} change to make.", "{n} changes to make.", len(edits)).format(n=len(edits))
            if edits
            else _("Nothing to change."),
            err=True,
        )
        ctx.exit(1 if check and edits else 0)
    skipped = opened.apply(edits)
    saved = opened.save(force=force)
    for edit in skipped:
        click.echo(
            _("{cell} holds a formula and was left as it is.").format(cell=edit.cell), err=True
        )
    if not saved:
        click.echo(_("Nothing to change: {path} was not written.").format(path=book), err=True)
        return
    made = Counter(isinstance(edit, SetColour) for edit in edits if edit not in skipped)
    click.echo(
        _("{coloured}, {written}.").format(
            coloured=ngettext(
                "{n} piece of text coloured", "{n} pieces of text coloured", made[True]
            ).format(n=made[True]),
            written=ngettext(
                "{n} other cell written", "{n} other cells written", made[False]
            ).format(n=made[False]),
        ),
        err=True,
    )
    click.echo(_("To go back: motxl undo {path}").format(path=as_typed(book)), err=True)
