"""``validate --format github``: workflow commands, which GitHub shows beside a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.cli.checking import Checked, statistics_of
from motxl.validation.diagnostics import Severity

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def show(results: Sequence[Checked], *, statistics: bool) -> str:
    return "\n".join((*_lines(results), *(_counts(results) if statistics else ())))


def _lines(results: Sequence[Checked]) -> Iterator[str]:
    for result in results:
        for one in result.live:
            place = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
            text = " ".join(filter(None, (f"{place}:", one.message, one.suggestion)))
            file, title = _property(str(result.path)), _property(f"{one.rule} {one.name}")
            yield f"::{_LEVEL[one.severity]} file={file},title={title}::{_data(text)}"


def _counts(results: Sequence[Checked]) -> Iterator[str]:
    for one in statistics_of(results):
        yield f"::notice title={one.rule} {one.name}::{one.findings}"


def _data(text: str) -> str:
    """As the runner unescapes messages (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
