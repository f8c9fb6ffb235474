"""The workbooks of a folder, and those that were named."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from motxl.book.file.filebook import READABLE_SUFFIXES
from motxl.errors import system_reason
from motxl.i18n import _
from motxl.validation.outcome import Unreadable


def workbooks(books: Iterable[Path]) -> list[Path | Unreadable]:
    """List the workbooks that were named, and those in the folders that were named, each once."""
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
                        path=book, suffixes=", ".join(READABLE_SUFFIXES)
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
        path.suffix.lower() in READABLE_SUFFIXES
        and not path.name.startswith(("~$", "."))
        and path.is_file()
    )
