"""The workbook beside what is known of it from before: from the extracts in its folder, in the one
that they are compared with, or else from those that were made last; or else from the state that
motxl keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.manifest import MANIFEST, header_of
from motxl.extract.memory import read_memory
from motxl.extract.places import last_place
from motxl.files.present import is_there
from motxl.mail import folders
from motxl.mail.history import owners_known
from motxl.programme.deciding import NAMES, OWNERS, TEXTS, DecidingColumn, deciding, digest_of
from motxl.programme.model import Programme
from motxl.programme.registers import Contact, Register
from motxl.programme.relevance import Relevance
from motxl.programme.remembered import Comparison, Memory, memory_of
from motxl.programme.scope import EVERYONE


class Before:
    """What is known from before of a workbook whose extracts are, or will be, in a folder."""

    def __init__(
        self, programme: Programme, workbook: Path, folder: Path, since: Path | None = None
    ) -> None:
        """``workbook`` is its file, ``since`` another folder that the extracts are compared
        with."""
        self._programme = programme
        self._workbook = workbook
        self._folder = folder
        self._since = since

    @property
    def folders(self) -> list[Path]:
        """The folders with earlier extracts: the folder itself and the one that they are compared
        with or else, where it is new, the one with the extracts that were made last, if any is
        known."""
        if self._since is not None or is_there(self._folder / MANIFEST):
            return [one for one in (self._folder, self._since) if one is not None]
        return [self._folder, *(place for place, _memory in self._made_last)]

    def compared(
        self, contacts: Register[Contact] | None, confirmed: Collection[DecidingColumn] = ()
    ) -> Comparison:
        """The cells that decide who gets what, and what is known of them from before.

        ``confirmed`` are columns that are right as they are. Of a memory of another year's
        programme, the members and contacts are asked. Names and addresses that messages were sent
        to are left to the record of these (``history``), which asks about each of them.
        """
        programme = self._programme
        found = _without_public_texts(
            programme, Comparison(deciding(programme, contacts), self._memory(), confirmed)
        )
        if found.changed_places.keys().isdisjoint((NAMES, OWNERS)):
            return found
        asked = {
            (column, digest_of(key))
            for one in owners_known(self._folder)
            for column, key in ((OWNERS, one.address), (NAMES, one.member))
        }
        return found.without(lambda column, key: (column, key) in asked)

    def _memory(self) -> Memory:
        year = self._programme.year
        memory: Memory | None = None
        for one in (self._folder, self._since):
            known = read_memory(one, year) if one is not None else None
            memory = memory.or_else(known) if memory and known else memory or known
        if memory is not None:
            return memory
        for _place, last in self._made_last:
            return last
        kept = self._programme.kept()
        return memory_of(deciding(kept)) if kept is not None else Memory({})

    @cached_property
    def _made_last(self) -> list[tuple[Path, Memory]]:
        """Another folder, with the extracts of the same year's programme that were made last, and
        its memory; none where none is known. Found by a look into all the folders beside."""
        return list(islice(_others(self._folder, self._programme.year, self._workbook), 1))


def _without_public_texts(programme: Programme, found: Comparison) -> Comparison:
    """A comparison without texts that were exchanged, or written twice, among lines for everyone
    alone: whichever is right, everybody gets all of them."""
    rows = found.rows(TEXTS)
    if not rows:
        return found
    relevance = Relevance(programme)
    public = {one.row for one in relevance.work if relevance.scopes[one.row] == EVERYONE}
    if not rows <= public:
        return found
    return found.without(lambda column, _key: column == TEXTS)


def _others(folder: Path, year: int | None, workbook: Path) -> Iterator[tuple[Path, Memory]]:
    """The folders with a memory beside, of the one where this workbook was extracted last, and of
    those that this computer has sent from and where one of that name was; what was written last
    comes first."""
    own = folder.resolve()
    beside: set[Path] = set()
    with suppress(OSError):
        beside = set(own.parent.iterdir())
    elsewhere = {Path(place) for place in folders.known()} - beside
    named = {one for one in elsewhere if header_of(one).get("workbook") == workbook.name}
    last = last_place(workbook)
    if last is not None:
        named.add(last)
    for _at, one in sorted(_written((beside | named) - {own}), reverse=True):
        with suppress(MotxlError):
            memory = read_memory(one, year)
            if memory is not None:
                yield one, memory


def _written(places: Collection[Path]) -> Iterator[tuple[float, Path]]:
    """The folders with a manifest, and when that was written."""
    for one in places:
        with suppress(OSError):
            yield (one / MANIFEST).stat().st_mtime, one
