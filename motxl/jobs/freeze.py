"""Freezing a version: a copy for reading, and the fingerprint of its text in the workbook."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError, UsageError
from motxl.extract.naming import safe_name
from motxl.files.note import Note
from motxl.i18n import _, called
from motxl.programme.adoption import adopted_last, fingerprint_of, said_of
from motxl.template.layout import ETATS_VERSION, VersionColumn
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.programme.model import Programme


@dataclass(frozen=True)
class FreezeOptions:
    """What is frozen, and where its copy goes."""

    state: str
    """A state of the workbook's list, and after it who decided: ``adopté en AG``"""
    day: date | None = None
    """Of the version; ``None``: today"""
    output: Path | None = None
    """The copy; ``None``: beside the workbook, called ``<book> - <state> - <date>``"""
    pdf: bool = True
    """A PDF of the programme's sheet too, where LibreOffice is there"""
    force: bool = False
    """Write the workbook even if it seems to be open elsewhere, or is signed"""


class Frozen(NamedTuple):
    """What was frozen."""

    workbook: Path
    copy: Path
    pdf: Path | None
    """``None`` where none was asked for, or LibreOffice is not there or made none"""
    state: str
    instance: str
    day: date
    fingerprint: str
    before: str | None
    """When, and by whom, the text was adopted that was kept until now"""
    is_kept: bool
    """Whether corrections leave the text alone from now on"""

    def __repr__(self) -> str:
        return f"Frozen({self.copy.name!r}: {self.fingerprint[:10]}…)"


def freeze(book: FileBook, path: Path, options: FreezeOptions) -> Frozen:
    """Freeze the workbook that lies at ``path``: add its version with the fingerprint, and write a
    copy that is for reading.

    Raises ``UsageError`` for a state that is not in the workbook's list, ``ExistsError`` where a
    file is in the copy's place, and ``MotxlError`` where something cannot be written: neither the
    workbook nor the copy is there then.
    """
    from motxl.book.editing.freezing import add_version, for_reading
    from motxl.files.saving import write_new
    from motxl.jobs.day import today
    from motxl.ooxml.errors import SignatureWouldBreakError

    programme, workbook = book.programme, book.workbook
    state, instance = state_of(options.state, programme)
    day = options.day or today()
    copy = options.output or path.with_name(_name(path, options.state, day))
    if copy.suffix.casefold() != path.suffix.casefold():
        text = _(
            "The name of the copy, {path}, must end with {suffix}, like the name of the workbook."
        )
        raise UsageError(text.format(path=copy, suffix=path.suffix))
    if not programme.entries:
        raise MotxlError(_("{path} contains no programme to freeze.").format(path=path))
    if workbook.is_signed and not options.force:
        raise SignatureWouldBreakError(path)
    before = adopted_last(programme.registers)
    fingerprint = fingerprint_of(programme)
    add_version(
        workbook,
        {
            VersionColumn.DATE: day,
            VersionColumn.ETAT: state,
            VersionColumn.INSTANCE: instance or None,
            VersionColumn.FICHIER: copy.name,
            VersionColumn.EMPREINTE: fingerprint,
        },
    )
    data = for_reading(workbook.to_bytes(), copy.name)
    write_new(copy, data)  # before the workbook says that it is there
    try:
        book.save(force=options.force, note=Note("freeze", _("{state} frozen").format(state=state)))
    except BaseException:
        with suppress(OSError):
            copy.unlink()
        raise
    for_owner_too = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
    with suppress(OSError):  # some file systems have no such modes
        copy.chmod(copy.stat().st_mode & for_owner_too)
    book.reread()
    now = adopted_last(book.programme.registers)
    return Frozen(
        path, copy, _pdf(data, copy, programme.sheet) if options.pdf else None,
        state, instance, day, fingerprint, said_of(before) if before else None, now is not None,
    )  # fmt: skip


_JOINING = frozenset(("en", "par", "a", "au", "aux", "la", "le", "les", "l'", "lors", "de", "du"))


def state_of(text: str, programme: Programme) -> tuple[str, str]:
    """The state that a text begins with, as the workbook's list has it, and who decided:
    ``adopté en AG`` is ``adopté`` and ``AG``. Raises ``UsageError`` for any other text."""
    states = programme.lists.get(ETATS_VERSION.table) or ETATS_VERSION.values
    words = text.split()
    named = {name: state for state in states if state for name in (state, called(state))}
    for name, state in sorted(named.items(), key=lambda one: len(one[0]), reverse=True):
        number = len(name.split())
        if normalise(" ".join(words[:number])) == normalise(name):
            rest = words[number:]
            while rest and normalise(rest[0]) in _JOINING:
                rest = rest[1:]
            instance = " ".join(rest)
            for start in ("l'", "l’"):
                instance = instance.removeprefix(start)
            return state, instance.strip("()")
    known = ", ".join(states)
    raise UsageError(
        _("“{text}” does not begin with a state of a version. The states are: {known}.").format(
            text=text, known=known
        )
    )


def _name(path: Path, state: str, day: date) -> str:
    said = f"{path.stem} - {' '.join(state.split())} - {day:%Y-%m-%d}"
    return f"{safe_name(said)}{path.suffix}"


def _pdf(data: bytes, copy: Path, sheet: str) -> Path | None:
    """The programme as a PDF beside the copy; ``None`` where LibreOffice makes none, or a file is
    there."""
    from motxl.book.editing.freezing import with_one_sheet
    from motxl.extract.pdf import made_of
    from motxl.files.saving import write_new
    from motxl.libreoffice import find_libreoffice

    target = copy.with_suffix(".pdf")
    program = find_libreoffice()
    if program is None or os.path.lexists(target):
        return None
    with tempfile.TemporaryDirectory(prefix="motxl-pdf-") as folder:
        source = Path(folder) / copy.name
        source.write_bytes(with_one_sheet(data, copy.name, sheet))
        made = made_of(program, source)
    if made is None:
        return None
    write_new(target, made)
    return target
