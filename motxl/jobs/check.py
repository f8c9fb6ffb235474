"""Checking one workbook, corrected and written down where that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.book.file.filebook import open_book
from motxl.book.protocol import Book, Opener
from motxl.errors import MotxlError
from motxl.files.note import Note
from motxl.i18n import _, ngettext
from motxl.jobs.control import corrected, unmatched, write
from motxl.jobs.progress import Progress, unheard
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.outcome import Acceptance, CheckOptions, Fixed, Outcome, Result, Unreadable
from motxl.validation.rules import CODES
from motxl.validation.unchecked import Unchecked, unchecked

if TYPE_CHECKING:
    from motxl.jobs.fix import Corrections
    from motxl.programme.audience import Audience, AudienceChange
    from motxl.validation.places import Chosen


def check(path: Path, options: CheckOptions, opened_by: Opener = open_book) -> Outcome:
    """Check one workbook. Returns its findings, corrected and written down where that is asked for,
    or why it cannot be read or written."""
    try:
        return checked(path, options, opened_by)
    except MotxlError as error:
        return Unreadable(str(path), str(error))


def checked(
    path: Path,
    options: CheckOptions,
    opened_by: Opener = open_book,
    progress: Progress = unheard,
) -> Result:
    """Check one workbook as ``check`` does; ``progress`` is told of each rule.

    Raises ``MotxlError`` where the workbook cannot be read or written."""

    def opened() -> Book:
        editing = options.fixes or options.controls
        return opened_by(path, sheet=options.sheet, columns=options.columns, editing=editing)

    book = opened()
    chosen = None
    if options.places:
        from motxl.validation.places import Chosen  # few runs need it

        chosen = Chosen(options.places, validate(book.programme, options.codes))
    made = None
    concerned: Mapping[tuple[str, str], Audience] = {}
    if options.fixes:
        from motxl.jobs.fix import fix  # most runs only look
        from motxl.programme.audience import audiences

        concerned = audiences(book.programme)
        made = fix(
            book, options.codes, unsafe=options.unsafe, chosen=chosen, ask=options.ask,
            force=options.force,
        )  # fmt: skip
    found = made.left if made else validate(book.programme, options.codes, progress)
    rest = unchecked(book.programme, book.surroundings(), options.codes, found)
    left, accepted, gone = _written_down(book, found, chosen, made, options, rest)
    fixed = made.fixed if made else []
    listed = book.listed() if fixed and not (options.controls or options.diff) else ()
    corrected(book, listed, [one.diagnostic for one in fixed])
    writes = not options.diff and (options.controls or bool(fixed))
    saved = writes and book.save(force=options.force, note=_note(options, made, accepted))
    left_alone = book.left_alone
    if left_alone:
        # What was not corrected is still there, and Contrôle says so.
        unwritten = {(cell.sheet, cell.cell) for cell in book.skipped}
        fixed = [one for one in fixed if not _touches(one, unwritten)]
        book = opened()
        found = validate(book.programme, options.codes)
        left, accepted, gone = _written_down(book, found, chosen, made, options, rest)
        if listed and book.listed():
            corrected(book, listed, [one.diagnostic for one in fixed])
        if options.controls or listed:
            book.save(force=options.force, note=_note(options, None, accepted))
    return Result(
        str(path), book.programme, left, options, fixed, made.refused if made else (), saved,
        left_alone, len(made.declined) if made else 0, accepted, gone, rest,
        _others(concerned, book.programme) if fixed else (), book.found, book.searched,
    )  # fmt: skip


def _others(
    concerned: Mapping[tuple[str, str], Audience], programme: Programme
) -> Sequence[AudienceChange]:
    """The rows that concern others than they did."""
    from motxl.programme.audience import changes  # loaded by now

    return changes(concerned, programme)


def _note(options: CheckOptions, made: Corrections | None, accepted: int | None) -> Note:
    """What ``motxl undo --list`` will say of it."""
    given = (
        ("--ask", options.ask is not None),
        ("--fix", options.fix and not options.unsafe and options.ask is None),
        ("--unsafe-fixes", options.unsafe and options.ask is None),
        ("--write", options.write),
        ("--accept", options.accept is not None),
    )
    said = []
    if n := len(made.fixed) if made else 0:
        text = ngettext("{n} correction made", "{n} corrections made", n)
        said.append(text.format(n=n))
    if accepted:
        text = ngettext("{n} finding accepted", "{n} findings accepted", accepted)
        said.append(text.format(n=accepted))
    elif options.controls:
        said.append(_("findings written to Contrôle"))
    return Note(" ".join(["validate", *(name for name, on in given if on)]), ", ".join(said))


def _written_down(
    book: Book,
    found: list[Diagnostic],
    chosen: Chosen | None,
    made: Corrections | None,
    options: CheckOptions,
    rest: Sequence[Unchecked],
) -> tuple[list[Diagnostic], int | None, list[Acceptance]]:
    """Write to Contrôle what is asked for: all that is found, wherever it stands.

    Returns the findings that were asked about, how many were accepted now, and what is accepted
    in Contrôle and no longer found.
    """
    shown = found
    if chosen is not None:
        shown = [one for one in found if chosen.holds(one, moved=made is not None and made.moved)]
    codes, reasons = options.codes, dict[str, str]()
    if options.accept is not None:
        wanted = options.accepts or (lambda _found: True)
        reasons = {
            one.fingerprint: options.accept for one in shown if not one.accepted and wanted(one)
        }
        if len(codes) < len(CODES):
            # What other rules find stays in Contrôle beside it.
            found, codes = validate(book.programme, CODES), CODES
            rest = unchecked(book.programme, book.surroundings(), codes, found)
        shown = [one._replace(accepted=one.accepted or one.fingerprint in reasons) for one in shown]
    gone = unmatched(book, found, codes) if book.is_editable else []
    if options.controls:
        write(book, found, codes, reasons, rest)
    accepted = None
    if options.accept is not None:
        accepted = sum(one.fingerprint in reasons for one in found)
    return shown, accepted, gone


def _touches(fixed: Fixed, cells: set[tuple[str, str]]) -> bool:
    fix = fixed.diagnostic.fix
    return fix is not None and any((edit.sheet, edit.cell) in cells for edit in fix.edits)
