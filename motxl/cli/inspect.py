"""``motxl inspect``: what a recipient could find that the pages do not show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    say_how_to_go_back,
    say_refused,
    wrapped,
)
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.inspection import Finding
    from motxl.jobs.inspect import Inspected


@click.command(
    "inspect",
    short_help=_("Find hidden data in a workbook before you send it."),
    epilog=epilog(
        "motxl inspect envoi.xlsx",
        "motxl inspect envois/*.xlsx --format json",
        "motxl inspect envoi.xlsx --remove",
    ),
    help=_(
        "List what a recipient of FILE could find that its pages do not show.\n"
        "\n"
        "The command looks for hidden sheets, rows, columns and objects; text that cannot be "
        "seen, in cells,\n"
        "formulas, formats, rules, headers, validations and filters; comments, names, links, "
        "alternative\n"
        "texts; values kept by pivots, charts and links to other workbooks; properties and "
        "authors; what\n"
        "pictures contain besides their pixels; macros, controls, embedded files; and what "
        "lies in the file's\n"
        "own archive. --remove takes out, without loss, what is marked with a star; pictures "
        "are not\n"
        "compressed again. The previous state is kept: motxl undo FILE restores it. The exit "
        "code is 1 when\n"
        "something is found, or left."
    ),
)
@click.argument(
    "files", metavar=_("FILE") + "…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--remove", "removing", is_flag=True, help=_("Take out what can be removed without loss.")
)
@format_option
@force_option(_("Go on even if the workbook seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context, files: Sequence[Path], removing: bool, output_format: str, force: bool
) -> None:
    from motxl.errors import MotxlError
    from motxl.jobs.inspect import InspectOptions, inspect

    worst = 0
    results: list[tuple[Path, Inspected]] = []
    for path in files:
        try:
            found = inspect(path, InspectOptions(removing, force))
        except MotxlError as error:
            say_refused(error)
            worst = 2
            continue
        results.append((path, found))
        worst = max(worst, 1 if found.findings else 0)
        if output_format == "text":
            _show(path, found.findings, several=len(files) > 1)
        if found.removed:
            _say_removed(path, found.removed)
    if output_format == "json":
        click.echo(_as_json(results))
    ctx.exit(worst)


def _say_removed(path: Path, n: int) -> None:
    text = ngettext("{n} item was taken out.", "{n} items were taken out.", n)
    click.echo(text.format(n=n), err=True)
    say_how_to_go_back(path)


def _as_json(results: Sequence[tuple[Path, Inspected]]) -> str:
    data = [
        {"path": str(path), "findings": [one._asdict() for one in found.findings]}
        for path, found in results
    ]
    return json_of({"version": 1, "workbooks": data})


def _show(path: Path, found: Sequence[Finding], *, several: bool) -> None:
    from motxl.inspection.finding import LABELS

    if several:
        click.echo(style(on_one_line(str(path)), bold=True))
    for one in found:
        star = "*" if one.removable else " "
        head = f"{star} {_(LABELS[one.kind])} · {one.place}"
        click.echo(wrapped(f"{head} · {one.what}" if one.what else head, "", "    "))
    n = len(found)
    if n:
        text = ngettext(
            "{n} item was found that the pages do not show.",
            "{n} items were found that the pages do not show.",
            n,
        )
        click.echo(text.format(n=n), err=True)
        if any(one.removable for one in found):
            click.echo(_("--remove takes out what is marked with a star."), err=True)
    else:
        click.echo(_("{path}: nothing hidden was found.").format(path=path), err=True)
