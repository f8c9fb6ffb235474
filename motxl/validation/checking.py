"""Checking workbooks one by one, and finding those of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.book.file.filebook import READABLE_SUFFIXES, open_book
from motxl.book.protocol import Book, Opener
from motxl.errors import MotxlError, system_reason
from motxl.files.note import Note
from motxl.i18n import _, ngettext
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from motxl.validation.rules import CODES
from motxl.validation.unchecked import Unchecked, unchecked
from motxl.validation.writing import Acceptance, unmatched, write

if TYPE_CHECKING:
    from motxl.programme.audience import Audience, AudienceChange
    from motxl.validation.fixing import Ask, Corrections, Fixed, Refused
    from motxl.validation.places import Chosen, Place

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
    places: Sequence[Place] = ()
    """Only what stands there is corrected, accepted and shown; none: everything"""
    ask: Ask | None = None
    """Who is asked about each correction"""
    accept: str | None = None
    """The reason for which what stands is accepted in Contrôle"""

    @property
    def fixes(self) -> bool:
        return self.fix or self.unsafe or self.diff

    @property
    def controls(self) -> bool:
        """Whether Contrôle is written."""
        return self.write or self.accept is not None


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
    declined: int = 0
    """Corrections that somebody did not want who was asked"""
    accepted: int | None = None
    """How many findings were accepted now; ``None`` where that was not asked for"""
    unmatched: Sequence[Acceptance] = ()
    """What staff accepted before, and is no longer found"""
    unchecked: Sequence[Unchecked] = ()
    """What no rule looked at"""
    others: Sequence[AudienceChange] = ()
    """The rows that concern others than before the corrections"""

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


def check(path: Path, asked: Asked, opened_by: Opener = open_book) -> Outcome:
    """The findings in one workbook, corrected and written down where that is asked for; or why it
    cannot be read or written."""
    try:
        editing = asked.fixes or asked.controls
        book = opened_by(path, sheet=asked.sheet, columns=asked.columns, editing=editing)
        chosen = None
        if asked.places:
            from motxl.validation.places import Chosen  # few runs need it

            chosen = Chosen(asked.places, validate(book.programme, asked.codes))
        made = None
        concerned: Mapping[tuple[str, str], Audience] = {}
        if asked.fixes:
            from motxl.programme.audience import audiences  # most runs only look

            concerned = audiences(book.programme)
            from motxl.validation.fixing import fix  # most runs only look

            made = fix(book, asked.codes, unsafe=asked.unsafe, chosen=chosen, ask=asked.ask)
        found = made.left if made else validate(book.programme, asked.codes)
        rest = unchecked(book.programme, book.surroundings(), asked.codes, found)
        left, accepted, gone = _written_down(book, found, chosen, made, asked, rest)
        fixed = made.fixed if made else []
        writes = not asked.diff and (asked.controls or bool(fixed))
        saved = writes and book.save(force=asked.force, note=_note(asked, made, accepted))
        left_alone = book.left_alone
        if left_alone:
            # What was not corrected is still there, and Contrôle says so.
            unwritten = {(cell.sheet, cell.cell) for cell in book.skipped}
            fixed = [one for one in fixed if not _touches(one, unwritten)]
            book = opened_by(path, sheet=asked.sheet, columns=asked.columns, editing=editing)
            found = validate(book.programme, asked.codes)
            left, accepted, gone = _written_down(book, found, chosen, made, asked, rest)
            if asked.controls:
                book.save(force=asked.force, note=_note(asked, None, accepted))
        return Result(
            str(path), book.programme, left, asked, fixed, made.refused if made else (), saved,
            left_alone, len(made.declined) if made else 0, accepted, gone, rest,
            _others(concerned, book.programme) if fixed else (),
        )  # fmt: skip
    except MotxlError as error:
        return Unreadable(str(path), str(error))


def _others(
    concerned: Mapping[tuple[str, str], Audience], programme: Programme
) -> Sequence[AudienceChange]:
    """The rows that concern others than they did."""
    from motxl.programme.audience import changes  # loaded by now

    return changes(concerned, programme)


def _note(asked: Asked, made: Corrections | None, accepted: int | None) -> Note:
    """What ``motxl undo --list`` will say of it."""
    options = (
        ("--ask", asked.ask is not None),
        ("--fix", asked.fix and not asked.unsafe and asked.ask is None),
        ("--unsafe-fixes", asked.unsafe and asked.ask is None),
        ("--write", asked.write),
        ("--accept", asked.accept is not None),
    )
    said = []
    if n := len(made.fixed) if made else 0:
        text = ngettext("{n} correction made", "{n} corrections made", n)
        said.append(text.format(n=n))
    if accepted:
        text = ngettext("{n} finding accepted", "{n} findings accepted", accepted)
        said.append(text.format(n=accepted))
    elif asked.controls:
        said.append(_("findings written to Contrôle"))
    return Note(" ".join(["validate", *(name for name, on in options if on)]), ", ".join(said))


def _written_down(
    book: Book,
    found: list[Diagnostic],
    chosen: Chosen | None,
    made: Corrections | None,
    asked: Asked,
    rest: Sequence[Unchecked],
) -> tuple[list[Diagnostic], int | None, list[Acceptance]]:
    """Write to Contrôle what is asked for: all that is found, wherever it stands.

    Returns the findings that were asked about, how many were accepted now, and what is accepted
    in Contrôle and no longer found.
    """
    shown = found
    if chosen is not None:
        shown = [one for one in found if chosen.holds(one, moved=made is not None and made.moved)]
    codes, reasons = asked.codes, dict[str, str]()
    if asked.accept is not None:
        reasons = {one.fingerprint: asked.accept for one in shown if not one.accepted}
        if len(codes) < len(CODES):
            # What other rules find stays in Contrôle beside it.
            found, codes = validate(book.programme, CODES), CODES
            rest = unchecked(book.programme, book.surroundings(), codes, found)
        shown = [one._replace(accepted=True) for one in shown]
    gone = unmatched(book, found, codes) if book.is_editable else []
    if asked.controls:
        write(book, found, codes, reasons, rest)
    accepted = None
    if asked.accept is not None:
        accepted = sum(one.fingerprint in reasons for one in found)
    return shown, accepted, gone


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
