"""What was sent from other folders of extracts: a new folder is no reason to write again.

Folders beside one another, and copies of one wherever they are, count as one: what was sent from
there is not sent from here. So it is with the very same extract from any other folder of this
computer, which is kept back and asked about; that somebody had another extract is only told.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.manifest import id_of
from motxl.files.datafolder import key_of, private_folder, unusable
from motxl.files.locks import try_lock
from motxl.i18n import _
from motxl.mail import folders
from motxl.mail.ledger import DONE, LEDGER, Ledger, Letter, Record, reading
from motxl.ooxml.errors import InUseError


class Elsewhere:
    """The records of the other folders, as they are when they are asked."""

    def __init__(self, folder: Path) -> None:
        self._own = folder.resolve()
        self._id = id_of(folder)

    def ledgers(self) -> Iterator[tuple[Ledger, Path, bool]]:
        """The records, each with its folder, and whether that counts as one with this one."""
        for other, near in self._others():
            # A record that cannot be read is told by ``folders.doubt_beside``.
            with suppress(MotxlError), reading(other) as ledger:
                if ledger is not None:
                    yield ledger, other, near

    def marks(self, own: Ledger | None) -> set[str]:
        """What tells the letters apart that were begun in folders of this computer whose record is
        nowhere to be found: moved or deleted ones, one that stood in this place among them. Of
        those that count as one with this one, ``folders.doubt_beside`` asks; ``own`` is the record
        of this folder: what stands in it is known from there."""
        found: set[str] = set()
        for place, one in folders.known().items():
            other = Path(place)
            if other == self._own:
                found.update(one.former)
                stands = one.folder == self._id
            else:
                stands = self._is_near(other, one.folder) or _is_record(other, one.id)
            if not stands and (own is None or own.id != one.id):
                found.update(one.letters)
        return found

    def _is_near(self, other: Path, identifier: str) -> bool:
        return other.parent == self._own.parent or (bool(self._id) and identifier == self._id)

    def under_way(self, letter: Letter) -> str:
        """Why a letter is not to be sent after all, asked once it is noted here as begun: it has
        left from another folder, or is leaving now. Empty when it has not."""
        for other in (one for one, near in self._others() if near):
            try:
                with reading(other) as ledger:
                    known = ledger.last(letter) if ledger is not None else None
            except MotxlError as error:
                return str(error)
            if known is not None and (known.state in DONE or known.state == "en cours"):
                return said_of(known, other)
        return ""

    def _others(self) -> Iterator[tuple[Path, bool]]:
        """The other folders with a record, and whether they count as one with this one."""
        beside: set[Path] = set()
        with suppress(OSError):
            beside = set(self._own.parent.iterdir())
        for one in sorted(beside | {Path(place) for place in folders.known()}):
            if one != self._own and _has_record(one) and not _is_same(one, self._own):
                yield one, one in beside or (bool(self._id) and id_of(one) == self._id)


def _is_record(folder: Path, identifier: str) -> bool:
    """Whether the record with this id stands in a folder."""
    with suppress(MotxlError), reading(folder) as ledger:
        return ledger is not None and ledger.id == identifier
    return False


def _has_record(folder: Path) -> bool:
    try:
        return (folder / LEDGER).is_file()
    except OSError:
        return False


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are of one folder: by a link, or in another case."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def said_of(record: Record, folder: Path) -> str:
    """What became of the same letter in another folder, as a reason not to send it."""
    return {
        "envoyé": _("sent already from another folder, on {date}"),
        "confirmé": _("sent already from another folder, on {date}"),
        "incertain": _(
            "uncertain since {date} in {folder} (run motxl mail status for that folder)"
        ),
        "brouillon": _("a draft was made on {date} in {folder}"),
        "en cours": _(
            "it is being sent from {folder}, or its sending was interrupted there (run motxl "
            "mail status for that folder)"
        ),
    }[record.state].format(date=record.updated[:10], folder=folder)


@contextmanager
def only_sender(folder: Path) -> Iterator[None]:
    """The right to send from the folders beside one another, on this computer. ``InUseError``
    while another motxl has it: two folders may hold the same messages."""
    lock = private_folder("locks") / f"{key_of(folder.resolve().parent)}.envois.lock"
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unusable(lock.parent, error) from None
    try:
        if not try_lock(descriptor):
            raise InUseError(
                _(
                    "Another run of motxl is sending messages from a folder beside {folder}: "
                    "wait until it has finished."
                ).format(folder=folder)
            )
        yield
    finally:
        os.close(descriptor)
