"""Checking workbooks one by one, and finding those of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from motxl.errors import MotxlError, system_reason
from motxl.i18n import _
from motxl.programme.model import Programme
from motxl.surfaces.file import READABLE_SUFFIXES, Book, open_book
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from motxl.validation.fixing import Corrections, Fixed, Refused, fix
from motxl.validation.rules import CODES
from motxl.validation.unchecked import Unchecked, unchecked
from motxl.validation.writing import write

SUFFIXES = READABLE_SUFFIXES
"""What counts as a workbook in a folder"""


class Asked(NamedTuple):
    """What is to be checked in every workbook: where its programme stands, and by which rules;
    and what is to be corrected."""

    sheet: str | None = None
    columns: str | None = None
    codes: Sequence[str] = CODES
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    """Work the corrections out, write nothing"""
    write: bool = False
    """Write the findings to Contrôle"""
    force: bool = False

    @property
    def fixes(self) -> bool:
        return self.fix or self.unsafe or self.diff


class Result(NamedTuple):
    """A workbook that was read, and what the rules found in it."""

    path: str
    programme: Programme
    diagnostics: list[Diagnostic]
    """Those that are left after the corrections"""
    asked: Asked = Asked()
    fixed: Sequence[Fixed] = ()
    refused: Sequence[Refused] = ()
    saved: bool = False
    left_alone: Sequence[str] = ()
    """What could not be written, a sentence each"""
    unchecked: Sequence[Unchecked] = ()
    """What no rule looked at"""

    @property
    def unchecked_of_those_asked(self) -> list[Unchecked]:
        """Without the rules that were left out: for scripts, which say themselves what they ask."""
        return [one for one in self.unchecked if one.kind != "rules"]

    @property
    def live(self) -> list[Diagnostic]:
        """Without those that staff accepted in Contrôle."""
        return [diagnostic for diagnostic in self.diagnostics if not diagnostic.accepted]


class Unreadable(NamedTuple):
    """A workbook or folder that could not be read; ``message`` is one translated sentence."""

    path: str
    message: str


Outcome = Result | Unreadable


class Opener(Protocol):
    """What reads a workbook: from a file, or from the application that has it open."""

    def __call__(
        self, path: Path, *, sheet: str | None, columns: str | None, editing: bool
    ) -> Book: ...


def check(path: Path, asked: Asked, opened_by: Opener = open_book) -> Outcome:
    """The findings in one workbook, corrected and written down where that is asked for; or why it
    cannot be read or written."""
    try:
        editing = asked.fixes or asked.write
        book = opened_by(path, sheet=asked.sheet, columns=asked.columns, editing=editing)
        made = Corrections([], [], [])
        if asked.fixes:
            made = fix(book, asked.codes, unsafe=asked.unsafe)
            left = made.left
        else:
            left = validate(book.programme, asked.codes)
        rest = unchecked(book.programme, book.surroundings(), asked.codes, left)
        if asked.write:
            write(book, left, asked.codes, rest)
        writes = not asked.diff and (asked.write or bool(made.fixed))
        saved = writes and book.save(force=asked.force)
        fixed, left_alone = made.fixed, book.left_alone
        if left_alone:
            # What was not corrected is still there, and Contrôle says so.
            fixed = [one for one in fixed if not _touches(one, book.not_written)]
            book = opened_by(path, sheet=asked.sheet, columns=asked.columns, editing=editing)
            left = validate(book.programme, asked.codes)
            if asked.write:
                write(book, left, asked.codes, rest)
                book.save(force=asked.force)
        return Result(
            str(path),
            book.programme,
            left,
            asked,
            fixed,
            made.refused,
            saved,
            left_alone,
            rest,
        )
    except MotxlError as error:
        return Unreadable(str(path), str(error))


def _touches(fixed: Fixed, cells: set[tuple[str, str]]) -> bool:
    fix = fixed.diagnostic.fix
    return fix is not None and any((edit.sheet, edit.cell) in cells for edit in fix.edits)


def exit_code(outcome: Outcome) -> int:
    """0 clean, 1 something blocking or to check remains or would be corrected, or a cell could not
    be written, 2 not readable."""
    if isinstance(outcome, Unreadable):
        return 2
    remains = any(diagnostic.severity > Severity.INFO for diagnostic in outcome.live)
    return int(remains or bool(outcome.left_alone) or (outcome.asked.diff and bool(outcome.fixed)))


def workbooks(books: Iterable[Path]) -> list[Path | Unreadable]:
    """The workbooks that were named, and those of the folders that were; each once."""
    found: dict[str, Path | Unreadable] = {}
    for book in books:
        for one in _workbooks_of(book):
            key = one.path if isinstance(one, Unreadable) else str(one)
            found.setdefault(os.path.realpath(key), one)
    return list(found.values())


def _workbooks_of(book: Path) -> list[Path] | list[Unreadable]:
    try:
        if book.is_dir():
            found = sorted(path for path in book.iterdir() if _is_workbook(path))
            return found or [
                Unreadable(
                    str(book),
                    _("{path} is a folder without a workbook ({suffixes}).").format(
                        path=book, suffixes=", ".join(SUFFIXES)
                    ),
                )
            ]
        # The Windows shells leave *.xlsx to the program; a file may have such a name elsewhere.
        if set(book.name) & set("*?") and not book.exists():
            return sorted(filter(_is_workbook, book.parent.glob(book.name))) or [book]
    except OSError as error:
        return [
            Unreadable(
                str(book),
                _("{path} cannot be read: {reason}.").format(
                    path=book, reason=system_reason(error)
                ),
            )
        ]
    return [book]


def _is_workbook(path: Path) -> bool:
    """Whether a file of a folder is meant: owner files and temporary ones of Excel are not."""
    return (
        path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".")) and path.is_file()
    )
