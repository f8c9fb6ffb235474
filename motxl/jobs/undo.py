"""The state of a workbook before motxl changed it, given back; and which states there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.files import moved, undoing
from motxl.files.backups import State
from motxl.files.errors import NothingKeptError

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.book.live.appworkbook import AppWorkbook
    from motxl.book.live.shown import TypedPlace


class Restored(NamedTuple):
    """A workbook that is again as it was."""

    path: Path
    state: State
    """The write that was taken back, or (after ``redo``) the undo"""
    port: AppWorkbook | None = None
    """The application that shows it again, where it was open in one"""
    stayed: Sequence[TypedPlace] = ()
    """The cells of an open workbook that somebody had changed since, and that are so still"""

    def __repr__(self) -> str:
        return f"Restored({str(self.path)!r}, as before {self.when:%Y-%m-%d %H:%M:%S})"

    @property
    def when(self) -> datetime:
        """When that was, in local time."""
        return local(self.state.time)


class KeptStates(NamedTuple):
    """The writes of a workbook whose states before are kept."""

    states: list[State]
    """Oldest first"""
    was: Path | None
    """Where it lay when motxl wrote it, if that was elsewhere: it is known by what it holds"""
    changed: bool
    """Whether somebody changed it since motxl wrote it or gave it back"""

    def __repr__(self) -> str:
        return f"KeptStates({len(self.states)} states)"

    def to_frame(self) -> DataFrame:
        """A line per write: when (local time), by which command, what it changed, and whether it
        was taken back."""
        import pandas

        lines = [(local(one.time), one.command, one.change, one.undone) for one in self.states]
        return pandas.DataFrame(lines, columns=["time", "command", "change", "undone"])


def undo(path: Path, *, force: bool = False) -> Restored:
    """Give back the state that a workbook had before motxl last wrote it; the present one is kept
    too. Raises ``MotxlError`` where there is none, or (unless ``force``) where somebody changed it
    since."""
    return Restored(path, undoing.restore(path, force=force))


def redo(path: Path, *, force: bool = False) -> Restored:
    """Give back what the last ``undo`` replaced; the present state is kept too."""
    return Restored(path, undoing.redo(path, force=force))


def can_redo(path: Path) -> bool:
    """Whether there is an ``undo`` that ``redo`` takes back."""
    try:
        undoing.replaced(path)
    except NothingKeptError:
        return False
    return True


def undo_live(
    path: Path,
    *,
    force: bool = False,
    redo: bool = False,
    on_found: Callable[[AppWorkbook], None] = lambda _port: None,
) -> Restored:
    """Undo, or ``redo``, a write of a workbook that is open in an application: it is closed there,
    given back and opened again. What somebody has typed since stays, or nothing is undone (unless
    ``force``). ``on_found`` is told of the application before."""
    from motxl.book.live.undoing import undo_live as undo

    return Restored(path, *undo(path, force=force, redo=redo, on_found=on_found))


def history(path: Path) -> KeptStates:
    """List the writes that can be undone, oldest first."""
    known = moved.known(path)
    states = [state for state in known.states if state.kind != "undo"]
    return KeptStates(states, known.was, known.changed)


def local(time: str) -> datetime:
    """A time as it is kept (ISO 8601, UTC), in the zone of this computer."""
    return datetime.fromisoformat(time).astimezone()
