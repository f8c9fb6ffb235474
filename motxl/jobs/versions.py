"""Versions of a workbook that were frozen: one by its name, and the one that two copies share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.book.file.filebook import FileBook, open_book
from motxl.book.reading.adopted import frozen_copy
from motxl.errors import MotxlError, UsageError
from motxl.i18n import _
from motxl.programme.adoption import day_of, fingerprint_of, said_of
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.programme.registers import Version

NAMED = "@"
"""Between a workbook and the name of its version: ``programme-2025.xlsx@adopté``"""


def named_version(path: Path) -> tuple[Path, str] | None:
    """The workbook and the version of ``programme.xlsx@adopté``; ``None`` for what is no such name,
    or the name of a file."""
    book, mark, name = path.name.rpartition(NAMED)
    return (path.with_name(book), name) if mark and book and name and not path.exists() else None


def open_old(path: Path, sheet: str | None = None, columns: str | None = None) -> FileBook:
    """A workbook to compare with: a file, or ``programme.xlsx@adopté``. Raises ``MotxlError`` as
    ``open_book`` and ``open_version`` do."""
    named = named_version(path)
    if named is None:
        return open_book(path, sheet=sheet, columns=columns)
    return open_version(*named, sheet, columns)


def open_version(
    path: Path, name: str, sheet: str | None = None, columns: str | None = None
) -> FileBook:
    """The frozen copy of a version: ``name`` is its state (``adopté``), with who decided
    (``adopté en AG``), its date or the name of its file; of several the last one. Raises
    ``UsageError`` where no version is called so, and ``MotxlError`` where its copy is not beside
    the workbook, or has another text than was frozen."""
    frozen = frozen_versions(open_book(path, sheet=sheet, columns=columns))
    key = normalise(name)
    chosen = next((one for one in frozen if key in _names(one)), None)
    if chosen is None:
        known = ", ".join(f"{one.state} {said_of(one)}" for one in frozen)
        text = (
            _("{path} has no version “{name}”; these were frozen: {known}.")
            if frozen
            else _("{path} has no version “{name}”: no version of this workbook was frozen.")
        )
        raise UsageError(text.format(path=path, name=name, known=known))
    found = _opened(path, chosen, sheet, columns)
    if found is None:
        raise MotxlError(
            _(
                "The copy of the version {version} of {path} is not beside this workbook, or no "
                "longer holds the text that was frozen: {file}."
            ).format(version=f"{chosen.state} {said_of(chosen)}", path=path, file=chosen.file)
        )
    return found


def shared_version(
    ours: Path, theirs: Path, sheet: str | None = None, columns: str | None = None
) -> FileBook | None:
    """The last version that both were made from: both list it, and its copy lies beside one of them
    with the text that was frozen. ``None`` where there is none: what both come from is not known
    then."""
    books = [open_book(path, sheet=sheet, columns=columns) for path in (ours, theirs)]
    own, other = map(frozen_versions, books)
    known = {one.fingerprint: one for one in other}
    for version in own:
        same = known.get(version.fingerprint)
        if same is None or day_of(same.date) != day_of(version.date):
            continue
        for path in (ours, theirs):
            found = _opened(path, version, sheet, columns)
            if found is not None:
                return found
    return None


def frozen_versions(book: FileBook) -> list[Version]:
    """The versions that were frozen, the last one first."""
    versions = [one for one in book.programme.registers.versions or () if one.fingerprint]
    return sorted(versions, key=lambda one: (str(day_of(one.date) or ""), one.row), reverse=True)


def _names(version: Version) -> Iterator[str]:
    """What a version may be called, normalised."""
    day = day_of(version.date)
    names = [version.state, f"{version.state} {version.instance}", version.file, said_of(version)]
    if day is not None:
        names += [f"{day:%d/%m/%Y}", day.isoformat(), f"{version.state} {day.isoformat()}"]
    return map(normalise, names)


def _opened(
    path: Path, version: Version, sheet: str | None, columns: str | None
) -> FileBook | None:
    """The copy beside a workbook, where it has the fingerprint."""
    copy = frozen_copy(path, version)
    if copy is None or not copy.exists():
        return None
    with suppress(MotxlError, OSError):
        book = open_book(copy, sheet=sheet, columns=columns)
        if fingerprint_of(book.programme) == version.fingerprint:
            return book
    return None
