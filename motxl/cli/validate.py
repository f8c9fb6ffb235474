"""``motxl validate``: what is to be corrected, cell by cell; corrected where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import epilog, force_option, lang_option, quoted, sheet_options
from motxl.cli.outputs import FORMATS
from motxl.errors import MotxlError, UsageError
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.cli.checking import Checked, Request


@click.command(
    "validate",
    short_help=_("Check the numbering, references and colours."),
    epilog=epilog(
        "motxl validate programme-2025.xlsx",
        "motxl validate programme-2025.xlsx --fix",
        "motxl validate programme-2025.xlsx --unsafe-fixes --diff",
        "motxl validate programme-2025.xlsx --write",
        "motxl validate programme-2025.xlsx --select NUM,REF102",
        "motxl validate suivi.xlsx --sheet Feuil1 --columns A,B",
        "motxl validate programmes/ --format json",
    ),
    help=_(
        """Check workbooks: numbering, references, colours, borders, members, structure.

BOOK is a workbook or a folder of workbooks. Nothing is written unless --fix, --unsafe-fixes or
--write asks for it; the state before is kept: motxl undo BOOK gives it back. The exit code is
0 when all is well, 1 when something blocking or to check remains, 2 when a workbook cannot be
read or written."""
    ),
)
@click.argument(
    "books", metavar=_("BOOK") + "…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--fix", is_flag=True, help=_("Correct what can be corrected without risk."))
@click.option(
    "--unsafe-fixes",
    "unsafe",
    is_flag=True,
    help=_("Make the other corrections too: rows move, texts change. Look at --diff first."),
)
@click.option("--diff", is_flag=True, help=_("Show the corrections; write nothing."))
@click.option("--write", is_flag=True, help=_("Write the findings to the sheet Contrôle."))
@click.option(
    "--select",
    multiple=True,
    metavar=_("CODES"),
    help=_("Only these rules or families: REF, or NUM001,BRD402."),
)
@click.option("--ignore", multiple=True, metavar=_("CODES"), help=_("All rules but these."))
@sheet_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=_("For people (text, csv), or for scripts."),
)
@click.option("--statistics", is_flag=True, help=_("Count the findings of each rule."))
@force_option(_("Write also when the workbook seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    books: tuple[Path, ...],
    fix: bool,
    unsafe: bool,
    diff: bool,
    write: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    sheet: str | None,
    columns: str | None,
    output_format: str,
    statistics: bool,
    force: bool,
) -> None:
    from motxl.cli.checking import Request, workbooks_of
    from motxl.validation.engine import chosen_codes

    if diff and write:
        raise UsageError(_("--diff writes nothing: leave out --write."))
    codes = chosen_codes(select, ignore)
    request = Request(codes, sheet, columns, fix, unsafe, diff, write, force)
    paths = [path for book in books for path in workbooks_of(book)]
    ctx.exit(_run(paths, request, output_format, statistics=statistics))


def _run(paths: Sequence[Path], request: Request, output_format: str, *, statistics: bool) -> int:
    """Check all of them and show what was found; the worst exit code."""
    from motxl.cli import outputs
    from motxl.cli.checking import check

    worst = 0
    results: list[Checked] = []
    for path in paths:
        try:
            checked = check(path, request)
        except MotxlError as error:
            if isinstance(error, UsageError):
                raise
            click.echo(_("motxl: {message}").format(message=error), err=True)
            worst = 2
            continue
        results.append(checked)
        if checked.remains or (request.diff and checked.fixed):
            worst = max(worst, 1)
        if output_format == "text" and not statistics:
            _show(checked, request, first=len(results) == 1)
    if output_format != "text":
        click.echo(outputs.show(output_format, results, statistics=statistics))
    elif results:
        _close(results, statistics=statistics)
    for result in results:
        if result.saved:
            text = _("To go back: motxl undo {path}").format(path=quoted(result.path))
            click.echo(text, err=True)
    return worst


def _show(checked: Checked, request: Request, *, first: bool) -> None:
    from motxl.cli.outputs.as_text import report

    if not first:
        click.echo()
    click.echo(report(checked, request))


def _close(results: Sequence[Checked], *, statistics: bool) -> None:
    from motxl.cli.outputs import as_text

    if statistics:
        click.echo(as_text.statistics(results))
    elif len(results) > 1:
        click.echo("\n" + as_text.total(results))
