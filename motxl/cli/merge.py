"""``motxl merge``: two copies that were edited apart become one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    as_usage,
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    sheet_options,
    wrapped,
)
from motxl.i18n import _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.jobs.merge import MergedBooks
    from motxl.programme.comparing.merging import MergeClash


@click.command(
    "merge",
    short_help=_("Merge two copies of a workbook that were edited apart."),
    epilog=epilog(
        "motxl merge programme-envoi.xlsx programme-2025.xlsx retour.xlsx --dry-run",
        "motxl merge programme-envoi.xlsx programme-2025.xlsx retour.xlsx -o programme-fusion.xlsx",
        "motxl merge programme-2025.xlsx retour.xlsx --base-state 1 -o programme-fusion.xlsx",
        "motxl merge programme-2025.xlsx retour.xlsx -o programme-fusion.xlsx",
    ),
    help=_(
        "Merge what OURS and THEIRS changed since BASE, and write BOOK. None of the three "
        "workbooks is changed.\n"
        "\n"
        "BOOK is OURS with the changes of THEIRS wherever OURS is unchanged: cells, colours "
        "of labels, rows\n"
        "inserted, moved and removed, members, contacts, themes, services and events. What "
        "both workbooks changed\n"
        "in different ways is a conflict: BOOK keeps the value of OURS, and Contrôle lists "
        "both values. Choose\n"
        "“le nôtre” or “le leur” in the column Choix, then merge again with BOOK in place of "
        "OURS. The exit code\n"
        "is 1 while conflicts remain.\n"
        "\n"
        "Without BASE, motxl takes the last version that was frozen (motxl freeze) and that "
        "both workbooks\n"
        "list. BASE may also be named as a version: programme-2025.xlsx@soumis. docs/versions.md "
        "shows how."
    ),
)
@click.argument("books", metavar=_("[BASE] OURS THEIRS"), nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar=_("BOOK"), type=click.Path(path_type=Path, dir_okay=False),
    help=_("The workbook to make."),
)  # fmt: skip
@click.option(
    "--base-state", type=int, metavar="N",
    help=_("Use a kept state of OURS in place of BASE, given by its number in motxl undo "
           "--list."),
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help=_("Show what would be merged, and write nothing."))
@sheet_options
@force_option(_("Replace BOOK if it exists."))
@format_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context, books: tuple[Path, ...], output: Path | None, base_state: int | None,
    dry_run: bool, sheet: str | None, columns: str | None, force: bool, output_format: str,
) -> None:  # fmt: skip
    if output is None and not dry_run:
        raise click.UsageError(_("Add -o BOOK to indicate the workbook to make, or use --dry-run."))
    target = None if dry_run else output
    with as_usage():
        done = _merged(books, target, base_state, sheet, columns, force=force)
    if output_format == "json":
        click.echo(json_of(done.as_json()))
    else:
        for line in _lines(done):
            click.echo(line)
    if done.path is not None:
        click.echo(_("{file} was written.").format(file=done.path), err=True)
    ctx.exit(1 if done.conflicts or done.unknown else 0)


def _merged(
    books: tuple[Path, ...], output: Path | None, state: int | None, sheet: str | None,
    columns: str | None, *, force: bool,
) -> MergedBooks:  # fmt: skip
    from motxl.jobs import merge

    if len(books) == 3 and state is None:
        base, own, other = books
        return merge.merge_files(
            base, own, other, output, sheet=sheet, columns=columns, overwrite=force
        )
    if len(books) != 2:
        raise click.UsageError(
            _("Indicate OURS and THEIRS; before them BASE, unless --base-state indicates it.")
        )
    own, other = books
    if state is not None:
        return merge.merge_state(
            own, other, output, state, sheet=sheet, columns=columns, overwrite=force
        )
    try:
        return merge.merge_shared(own, other, output, sheet=sheet, columns=columns, overwrite=force)
    except merge.NoBaseError as error:
        remedy = _(
            "Name the workbook that both were copied from before OURS, or use --base-state N "
            "(motxl undo {path} --list shows the kept states)."
        )
        raise click.UsageError(f"{error} {remedy.format(path=own)}") from error


_INDENT = " " * 6


def _lines(done: MergedBooks) -> Iterator[str]:
    from motxl.cli.diff import changes_in_lines
    from motxl.comparison.merging import counted_conflicts, not_merged
    from motxl.comparison.words import counted

    yield f"{done.ours.old} → {done.ours.new} + {done.theirs.new}"
    for side, found in ((_("OURS"), done.ours), (_("THEIRS"), done.theirs)):
        text = _("{side}: {changes}").format(side=side, changes=counted(found.counts))
        yield style(wrapped(text, "", "  "), bold=True)
    yield style(counted_conflicts(done.conflicts), bold=True)
    if done.chosen:
        text = ngettext(
            "{n} choice was found in Contrôle.", "{n} choices were found in Contrôle.", done.chosen
        )
        yield text.format(n=done.chosen)
    for word in done.unknown:
        text = _("“{text}” in the column Choix is not a choice: choose “le nôtre” or “le leur”.")
        yield wrapped(text.format(text=word), "", "  ")
    for one in done.conflicts:
        yield ""
        yield from _conflict(one)
    yield ""
    yield style(_("What THEIRS changed"), bold=True)
    yield from changes_in_lines(done.theirs)
    yield ""
    for line in done.left:
        yield wrapped(line, "", "  ")
    yield wrapped(not_merged(done.others), "", "  ")


def _conflict(one: MergeClash) -> Iterator[str]:
    from motxl.comparison.merging import sentence, values_of

    yield wrapped(sentence(one), "  ", "    ")
    for name, shown in zip((_("before"), _("ours"), _("theirs")), values_of(one), strict=True):
        text = _("{name}: {value}").format(
            name=name, value=_("(empty)") if shown is None else shown
        )
        yield wrapped(text, _INDENT, _INDENT + "  ")
