"""``motxl renumber``: codes follow the structure, texts that name a code follow the codes."""

from __future__ import annotations

from pathlib import Path

import click

from motxl.cli.common import (
    as_typed,
    book_argument,
    epilog,
    force_option,
    lang_option,
    say_how_to_go_back,
    say_not_read,
    sheet_options,
    wrapped,
)
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
heading above them. Texts that name a code (“cf. 2.1.3”, “axe 2”) follow. The Réf. of a row
never changes. The state before is kept: motxl undo BOOK gives it back."""
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
    from motxl.programme.codes import format_code
    from motxl.programme.edits import ReplaceText
    from motxl.programme.model import AXE
    from motxl.programme.outline import Outline
    from motxl.programme.renumbering import renumber
    from motxl.programme.upkeep import upkeep
    from motxl.surfaces.file import open_book

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
    for old, new in found.renamed.items():
        click.echo(f"{format_code(old)} → {format_code(new)}")
    if diff:
        from motxl.cli.differences import difference

        for edit in found.edits:
            click.echo(difference(programme, edit))
    texts = sum(isinstance(edit, ReplaceText) for edit in found.edits)
    codes = len(found.edits) - texts
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
    skipped = opened.apply(found.edits)
    opened.apply(upkeep(programme))
    saved = opened.save(force=force)
    for skip in skipped:
        text = _("{cell} holds a formula and was left as it is.")
        click.echo(text.format(cell=skip.cell), err=True)
    for entry, column, code in found.orphans:
        click.echo(
            wrapped(
                _("Row {row}, {column}: {code} is named, and no row carries it.").format(
                    row=entry.row, column=column, code=format_code(code)
                ),
                "",
                "  ",
            ),
            err=True,
        )
    if not saved:
        click.echo(_("Nothing to change: {path} was not written.").format(path=book), err=True)
        return
    click.echo(_("Changed: {summary}").format(summary=summary), err=True)
    say_how_to_go_back(book)
