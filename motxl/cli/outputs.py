"""The forms in which ``validate`` shows what it found; each is a module, loaded when asked for.

Such a module has a function that takes the outcomes as they come and yields text as soon as it
can: after each workbook for people, at the end for JSON.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

import click

from motxl.i18n import _
from motxl.output import write_utf8

if TYPE_CHECKING:
    from motxl.validation.outcome import Outcome

Writer = Callable[[Iterable["Outcome"]], Iterator[str]]

TEXT = "text"
_FINDINGS = {
    TEXT: "motxl.cli.report:write",
    "json": "motxl.validation.as_json:write",
    "sarif": "motxl.validation.as_sarif:write",
    "github": "motxl.validation.as_github:write",
    "csv": "motxl.validation.as_csv:write",
}
_STATISTICS = {
    TEXT: "motxl.cli.statistics:write",
    "json": "motxl.validation.as_json:write_statistics",
}
FORMATS = tuple(_FINDINGS)


def exit_code(outcome: Outcome) -> int:
    """0 clean, 1 something blocking or to check remains or would be corrected, or a cell could not
    be written, 2 not readable."""
    from motxl.validation.outcome import Unreadable

    return 2 if isinstance(outcome, Unreadable) else int(not outcome.is_well)


def writer_of(output_format: str, *, statistics: bool) -> Writer:
    """Raises ``UsageError`` for a format that has no statistics."""
    module, _colon, name = _place(output_format, statistics).partition(":")
    found: Writer = getattr(import_module(module), name)
    return found


def _place(output_format: str, statistics: bool) -> str:
    if not statistics:
        return _FINDINGS[output_format]
    if output_format not in _STATISTICS:
        raise click.UsageError(
            _("--statistics cannot be used with --format {format}, only with {formats}.").format(
                formats=", ".join(_STATISTICS), format=output_format
            )
        )
    return _STATISTICS[output_format]


def say(text: str, output_format: str) -> None:
    """Print a piece of output. What programs read is UTF-8 wherever it goes, byte for byte: a
    Windows file or pipe would have it in another encoding, with other ends of lines."""
    if output_format == TEXT:
        click.echo(text, nl=False)
    elif sys.stdout.isatty():
        from motxl.text.excelcsv import BOM

        click.echo(text.removeprefix(BOM), nl=False)
    else:
        write_utf8(text)
