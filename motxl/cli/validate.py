"""``motxl validate``: what is to be corrected, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from motxl.cli.common import epilog, format_option, lang_option, sheet_options
from motxl.errors import MotxlError, UsageError
from motxl.i18n import _
from motxl.validate.diagnostics import Severity


@click.command(
    "validate",
    short_help=_("Check the numbering, references and colours."),
    epilog=epilog(
        "motxl validate programme-2025.xlsx",
        "motxl validate programme-2025.xlsx --select NUM,REF102",
        "motxl validate suivi.xlsx --sheet Feuil1 --columns A,B",
        "motxl validate programmes/ --format json",
    ),
    help=_(
        """Check workbooks: numbering, references, colours, borders, structure.

BOOK is a workbook or a folder of workbooks. Nothing is written. The exit code is 0 when all
is well, 1 when something blocking or to check remains, 2 when a workbook cannot be read."""
    ),
)
@click.argument(
    "books", metavar=_("BOOK") + "…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@sheet_options
@click.option(
    "--select",
    multiple=True,
    metavar=_("CODES"),
    help=_("Only these rules or families: REF, or NUM001,BRD402."),
)
@click.option("--ignore", multiple=True, metavar=_("CODES"), help=_("All rules but these."))
@format_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    books: tuple[Path, ...],
    sheet: str | None,
    columns: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
) -> None:
    from motxl.surfaces.file import open_book
    from motxl.validate.engine import chosen_codes, validate

    codes = chosen_codes(select, ignore)
    worst = 0
    results: list[dict[str, Any]] = []
    paths = [path for book in books for path in _workbooks_of(book)]
    for path in paths:
        try:
            programme = open_book(path, sheet=sheet, columns=columns).programme
            diagnostics = validate(programme, codes)
        except MotxlError as error:
            if isinstance(error, UsageError):
                raise
            click.echo(_("motxl: {message}").format(message=error), err=True)
            worst = 2
            continue
        if any(d.severity > Severity.INFO and not d.accepted for d in diagnostics):
            worst = max(worst, 1)
        if output_format == "json":
            from motxl.validate.as_json import workbook_json

            results.append(workbook_json(str(path), programme, diagnostics))
        else:
            from motxl.cli.report import report

            if path is not paths[0]:
                click.echo()
            click.echo(report(str(path), programme, diagnostics))
    if output_format == "json":
        import json

        click.echo(json.dumps({"version": 1, "workbooks": results}, ensure_ascii=False, indent=2))
    ctx.exit(worst)


def _workbooks_of(book: Path) -> list[Path]:
    """The workbook itself, or those of a folder: not the owner files of open ones."""
    if not book.is_dir():
        return [book]
    found = sorted(
        path
        for path in book.iterdir()
        if path.suffix.lower() in {".xlsx", ".xlsm"}
        and not path.name.startswith(("~$", "."))
        and path.is_file()
    )
    if not found:
        raise UsageError(
            _("{path} is a folder without a workbook (.xlsx, .xlsm).").format(path=book)
        )
    return found
