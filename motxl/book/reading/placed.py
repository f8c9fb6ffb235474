"""Where the programme of a workbook stands, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from motxl.book.reading.locate import Location, NoProgrammeError

if TYPE_CHECKING:
    from motxl.programme.found import FoundProgramme, Searched
    from motxl.programme.scheme import Scheme


class UndecidedError(NoProgrammeError):
    """A workbook in which a programme may stand, but where is not sure."""

    def __init__(self, message: str, searched: Searched) -> None:
        super().__init__(message)
        self.searched = searched


class PlacedProgramme(NamedTuple):
    """Where a programme is read, and how it was found."""

    places: tuple[Location, ...]
    """One for each sheet on which it goes on"""
    scheme: Scheme | None = None
    """``None`` where its rows are numbered as ours are, or nobody knows how"""
    is_counted: bool = True
    """Whether it is known how its rows are numbered"""
    is_part: bool = False
    """Whether its numbers go on from those of other sheets, which were not asked for"""
    is_headed: bool = False
    """Whether a header of ours stands above it"""
    found: FoundProgramme | None = None
    """What was found, where neither a table of ours nor options say the place"""
    searched: Searched | None = None
    """What was looked at to find it; ``None`` where nothing had to be looked for"""
