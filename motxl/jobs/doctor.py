"""What of Excel, LibreOffice, mail and files is usable from here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from motxl.doctor.checks import Asked
from motxl.doctor.examining import Group
from motxl.doctor.examining import examine as look
from motxl.doctor.here import this_computer


def examine(books: Sequence[Path] = (), *, connect: bool = False) -> Iterator[Group]:
    """Each group of checks as soon as it is known; with ``connect`` the mail server is reached
    too. Nothing is written or started; a check that fails is one of the lines."""
    return look(this_computer(), Asked(books, connect))
