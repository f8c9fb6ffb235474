"""What stands in the way of reading, writing or giving back a file.

    MotxlError
    ├── WriteError            the system refused the writing
    │   ├── ExistsError       a file of that name is there
    │   ├── DataFolderError   our own folder cannot be made, or used
    │   └── NotKeptError      the present state cannot be kept, so nothing is written
    ├── InUseError            another program has it open
    │   └── MarkedOpenError   told by the lock file beside it
    ├── ChangedOnDiskError    somebody has changed it
    │   ├── ChangedSinceReadError     since it was read
    │   └── ChangedSinceWrittenError  since motxl wrote it, or gave a state back
    └── NothingKeptError      there is no state to give back

The sentences say what is so and what can be done about the file itself. What can be done in the
program that was asked (an option, a box to tick, a variable) is said by that program: it words
errors under ``motxl.errors.worded_by`` from the facts that they carry.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from motxl.errors import MotxlError
from motxl.i18n import _


class WriteError(MotxlError):
    """The system refused the writing: rights, space, a read-only folder."""


class ExistsError(WriteError):
    """A file of that name is there; ``overwrite`` passes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(_("{file} already exists: choose another name.").format(file=path))


class DataFolderError(WriteError):
    """The folder in which motxl keeps its own data cannot be made, or used."""

    def __init__(self, folder: Path, reason: str, *, made: bool = True) -> None:
        self.folder = folder
        self.reason = reason
        """Why the system refuses, in words"""
        self.made = made
        """Whether the folder is there"""
        super().__init__(
            (
                _(
                    "The folder {folder}, where motxl keeps what it needs, cannot be used "
                    "({reason}): ask for access to it."
                )
                if made
                else _(
                    "The folder {folder}, where previous states are kept, cannot be made "
                    "({reason})."
                )
            ).format(folder=folder, reason=reason)
        )


class NotKeptError(WriteError):
    """The present state of a file cannot be kept in our own folder, so nothing was written."""

    def __init__(self, path: Path, folder: Path, reason: str) -> None:
        self.path = path
        self.folder = folder
        self.reason = reason
        """Why the system refuses, in words"""
        super().__init__(
            _(
                "The current state of {file} cannot be kept in {folder} ({reason}), so nothing was "
                "written: make room."
            ).format(file=path, folder=folder, reason=reason)
        )


class InUseError(MotxlError):
    """Another program has the file open."""


class MarkedOpenError(InUseError):
    """A lock file beside it says so; ``force`` passes it."""

    def __init__(self, path: Path, lock: Path, user: str, since: datetime, *, stale: bool) -> None:
        self.path = path
        self.lock = lock
        self.user = user
        """As the application wrote it; may be empty"""
        self.since = since
        self.stale = stale
        """Whether the lock file looks left over"""
        if stale:
            sentence = _(
                "According to {lock}, {file} has been open since {since}, but this looks like "
                "a leftover: if nobody has {file} open, delete {lock}."
            )
        elif user:
            sentence = _(
                "{user} has had {file} open since {since}: close it or have it "
                "closed, then try again."
            )
        else:
            sentence = _(
                "{file} has been open in another program since {since}: close it there and try "
                "again."
            )
        super().__init__(
            sentence.format(file=path, lock=lock.name, user=user, since=shown_moment(since))
        )


class ChangedOnDiskError(MotxlError):
    """Somebody has changed the file."""


class ChangedSinceReadError(ChangedOnDiskError):
    """The file is no longer what was read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            _("{file} has changed since it was read: nothing was written.").format(file=path)
        )


class ChangedSinceWrittenError(ChangedOnDiskError):
    """It is no longer what motxl wrote, or gave back; ``force`` passes it."""

    def __init__(self, path: Path, state: datetime | None) -> None:
        """``state`` is the time of the state that was to be given back; ``None`` where an undo was
        to be taken back."""
        self.path = path
        self.state = state
        super().__init__(
            (
                _("{file} has changed since motxl wrote it: nothing was undone.")
                if state
                else _("{file} has changed since motxl restored its state: nothing was done.")
            ).format(file=path)
        )


class NothingKeptError(MotxlError):
    """There is no state to give back, or more than one that may be meant."""


def shown_moment(moment: datetime, seconds: bool = False) -> str:
    """A local time as sentences say it, to the minute or the second."""
    time = moment.strftime("%H:%M:%S" if seconds else "%H:%M")
    return _("{day} at {time}").format(day=moment.strftime("%d/%m/%Y"), time=time)
