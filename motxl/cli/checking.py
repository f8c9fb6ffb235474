"""Checking one workbook, and correcting it where that was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from motxl.errors import UsageError
from motxl.i18n import _
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.fixes import is_fixable
from motxl.validation.fixing import Fixed, Outcome, Refused

# A folder may hold anything; what is named on the command line is read whatever it is called.
_SUFFIXES = frozenset({".xlsx", ".xlsm"})


class Request(NamedTuple):
    """What the command line asks for."""

    codes: Sequence[str]
    sheet: str | None = None
    columns: str | None = None
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    """Work the fixes out, write nothing"""
    write: bool = False
    force: bool = False

    @property
    def fixes(self) -> bool:
        return self.fix or self.unsafe or self.diff


class Checked(NamedTuple):
    """What was found in one workbook, and what was done."""

    path: Path
    programme: Programme
    diagnostics: Sequence[Diagnostic]
    fixed: Sequence[Fixed] = ()
    refused: Sequence[Refused] = ()
    saved: bool = False

    @property
    def live(self) -> list[Diagnostic]:
        """Those that staff did not accept."""
        return [diagnostic for diagnostic in self.diagnostics if not diagnostic.accepted]

    @property
    def remains(self) -> bool:
        """Whether something blocking or to check is left."""
        return any(diagnostic.severity > Severity.INFO for diagnostic in self.live)


class Statistic(NamedTuple):
    """How often a rule spoke, and how many of its findings can be corrected without risk."""

    rule: str
    name: str
    severity: Severity
    findings: int
    fixable: int


def check(path: Path, request: Request) -> Checked:
    """Check a workbook; correct it, and write Contrôle, where that was asked for.

    ``MotxlError`` when it cannot be read or written; it is then unchanged.
    """
    from motxl.surfaces.file import open_book
    from motxl.validation.engine import validate

    book = open_book(path, sheet=request.sheet, columns=request.columns)
    if request.fixes:
        from motxl.validation.fixing import fix

        outcome = fix(book, request.codes, unsafe=request.unsafe)
    else:
        outcome = Outcome([], [], validate(book.programme, request.codes))
    if request.write:
        from motxl.validation.writing import write

        write(book, outcome.left, request.codes)
    writes = not request.diff and (request.write or bool(outcome.fixed))
    saved = book.save(force=request.force) if writes else False
    return Checked(path, book.programme, outcome.left, outcome.fixed, outcome.refused, saved)


def workbooks_of(book: Path) -> list[Path]:
    """The workbook itself, or those of a folder: not the owner files of open ones."""
    if not book.is_dir():
        return [book]
    found = sorted(
        path
        for path in book.iterdir()
        if path.suffix.lower() in _SUFFIXES
        and not path.name.startswith(("~$", "."))
        and path.is_file()
    )
    if not found:
        raise UsageError(
            _("{path} is a folder without a workbook (.xlsx, .xlsm).").format(path=book)
        )
    return found


def statistics_of(results: Iterable[Checked]) -> list[Statistic]:
    """Per rule, most frequent first."""
    live = [diagnostic for result in results for diagnostic in result.live]
    counts = Counter((d.rule, d.name, d.severity) for d in live)
    fixable = Counter(d.rule for d in live if is_fixable(d, unsafe=False))
    return sorted(
        (Statistic(*key, count, fixable[key[0]]) for key, count in counts.items()),
        key=lambda one: (-one.findings, one.rule),
    )


__all__ = ["Checked", "Fixed", "Refused", "Request", "Statistic"]
