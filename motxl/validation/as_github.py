"""``validate --format github``: workflow commands, which GitHub Actions shows as annotations."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from motxl.controls import shown
from motxl.i18n import _, called
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.outcome import Outcome, Unreadable
from motxl.validation.rules import rule

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# As @actions/core escapes them: data, then what a property's value may not hold either.
_IN_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES = (*_IN_DATA, (":", "%3A"), (",", "%2C"))


def write(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line per finding, and per thing that was not checked; what staff accepted is left out."""
    for outcome in outcomes:
        file = relative_path(outcome.path)
        if isinstance(outcome, Unreadable):
            yield _command("error", file, _("not readable"), outcome.message)
        else:
            yield "".join(_finding(file, diagnostic) for diagnostic in outcome.live)
            yield "".join(
                _command("notice", file, _("not checked"), one.sentence)
                for one in outcome.unchecked_of_those_asked
            )


def relative_path(path: str) -> str:
    """As the repository's files are named: from the working directory, with slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive of Windows
        relative = os.path.abspath(path)  # noqa: PTH100 - as relpath would
    return Path(relative).as_posix()


def _finding(file: str, diagnostic: Diagnostic) -> str:
    sheet = called(diagnostic.sheet)
    place = f"{sheet}!{diagnostic.cell}" if diagnostic.cell else sheet
    title = f"{diagnostic.rule} {rule(diagnostic.rule).title}, {place}"
    # No line: a viewer would look for it in the bytes of a zip archive.
    return _command(_COMMANDS[diagnostic.severity], file, title, diagnostic.full_message)


def _command(name: str, file: str, title: str, message: str) -> str:
    properties = f"file={_escaped(file, _IN_PROPERTIES)},title={_escaped(title, _IN_PROPERTIES)}"
    return f"::{name} {properties}::{_escaped(message, _IN_DATA)}\n"


def _escaped(text: str, replacements: Iterable[tuple[str, str]]) -> str:
    text = shown(text)
    for character, escape in replacements:
        text = text.replace(character, escape)
    return text
