"""The workbook beside what is known of it from before: from the extracts in its folder, in the one
that they are compared with, or else from those that were made last; or else from the state that
motxl keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.manifest import header_of
from motxl.extract.memory import MEMORY, read_memory
from motxl.mail import folders
from motxl.mail.history import owners_known
from motxl.programme.deciding import NAMES, OWNERS, Column, deciding, digest_of
from motxl.programme.model import Programme
from motxl.programme.registers import Contact, Register
from motxl.programme.remembered import Comparison, Memory, memory_of


def compared(
    programme: Programme,
    contacts: Register[Contact] | None,
    workbook: str,
    folder: Path,
    since: Path | None = None,
    confirmed: Collection[Column] = (),
) -> Comparison:
    """The cells that decide who gets what, and what is known of them from before.

    ``workbook`` is the name of its file, ``folder`` that of the extracts, ``since`` another one
    that they are compared with; ``confirmed`` are columns that are right as they are. A memory of
    another year's programme is not asked. Names and addresses that messages were sent to are left
    to the record of these (``history``), which asks about each of them.
    """
    memory: Memory | None = None
    for one in (folder, since):
        known = read_memory(one, programme.year) if one is not None else None
        memory = memory.or_else(known) if memory and known else memory or known
    if memory is None:
        memory = next(_of_others(folder, programme.year, workbook), None)
    if memory is None:
        kept = programme.kept()
        memory = memory_of(deciding(kept)) if kept is not None else Memory({})
    found = Comparison(deciding(programme, contacts), memory, confirmed)
    if found.changed_places.keys().isdisjoint((NAMES, OWNERS)):
        return found
    asked = {
        (column, digest_of(key))
        for one in owners_known(folder)
        for column, key in ((OWNERS, one.address), (NAMES, one.member))
    }
    return found.without(lambda column, key: (column, key) in asked)


def _of_others(folder: Path, year: int | None, workbook: str) -> Iterator[Memory]:
    """The memories of the folders beside, and of those that this computer has sent from and where
    a workbook of that name was extracted; what was written last comes first."""
    own = folder.resolve()
    beside: set[Path] = set()
    with suppress(OSError):
        beside = set(own.parent.iterdir())
    elsewhere = {Path(place) for place in folders.known()} - beside
    named = {one for one in elsewhere if header_of(one).get("workbook") == workbook}
    for _at, one in sorted(_written((beside | named) - {own}), reverse=True):
        with suppress(MotxlError):
            memory = read_memory(one, year)
            if memory is not None:
                yield memory


def _written(places: Collection[Path]) -> Iterator[tuple[float, Path]]:
    """The folders with a memory, and when that was written."""
    for one in places:
        with suppress(OSError):
            yield (one / MEMORY).stat().st_mtime, one
