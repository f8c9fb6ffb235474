"""Previous states of workbooks, so that ``motxl undo`` can give them back.

They lie in the user's own data folder, not beside the workbook: a synchronised folder would send
them around. Each workbook has an index of its writes and one file per state, named by its content.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from motxl.errors import system_reason
from motxl.files.datafolder import data_folder, key_of, private_folder, unusable
from motxl.files.note import NO_NOTE, Note
from motxl.files.regular import regular_bytes
from motxl.i18n import _
from motxl.ooxml.errors import ChangedOnDiskError, NotAWorkbookError, WriteError
from motxl.ooxml.opc.opening import MAX_FILE_SIZE

KEPT = 10
_COLOURS = "colours.tsv"
_COLOURS_VERSION = "version 1"


@dataclass(frozen=True, slots=True)
class State:
    """One write by motxl: what the file was before, and what it became."""

    time: str
    """ISO 8601, UTC"""
    before: str
    """SHA-256 of the state that is kept"""
    after: str
    """SHA-256 of what it became; of kind ``live``, what the application showed then"""
    kind: str = "write"
    """``write``; ``live`` for one made in an application, which has saved it or not; ``undo`` for
    a state that a restoration replaced"""
    undone: bool = False
    command: str = ""
    """Of the write, as its ``Note`` has it; empty where nothing was noted"""
    change: str = ""


class Known(NamedTuple):
    """What is kept of a workbook."""

    states: list[State]
    """Oldest first"""
    was: Path | None = None
    """Where it lay when motxl wrote it, if that was elsewhere: it is known by what it holds"""
    changed: bool = False
    """Whether it holds something else than what motxl wrote last, or gave back"""


def keep(path: Path, data_before: bytes, data_after: bytes, note: Note = NO_NOTE) -> None:
    """Keep a state that is about to be replaced. Only the last ten stay."""
    _keep(path, data_before, data_after, history(path), "write", note=note)


def keep_live(path: Path, data_before: bytes, note: Note = NO_NOTE) -> None:
    """The same where an application is about to change it: what its file will be is not known."""
    _keep(path, data_before, b"", history(path), "live", note=note)


def note_live(path: Path, fingerprint: str) -> None:
    """Note what the application showed after the change that was kept last."""
    states = history(path)
    if states and states[-1].kind == "live":
        states[-1] = replace(states[-1], after=fingerprint)
        with suppress(OSError):
            _write_index(private_folder("backups", key_of(path)), path, states)


def history(path: Path) -> list[State]:
    """The writes whose previous states are kept, oldest first."""
    index = data_folder() / "backups" / key_of(path) / "index.json"
    try:
        listed = json.loads(index.read_text(encoding="utf-8"))
        return [State(**entry) for entry in listed["states"]]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unusable(index.parent, error) from None
    except (ValueError, TypeError, KeyError):
        raise WriteError(
            _(
                "The list of previous states {index} cannot be read: move it away, then try again."
            ).format(index=index)
        ) from None


def restore(path: Path, *, force: bool = False, live: bool = False) -> State:
    """Give the state before motxl's last write back; again goes one further.

    Refused, unless ``force``, when the file is not what motxl last wrote: someone worked on it
    since. The present state is kept in any case. ``live`` says that an application had the
    workbook open: what it did not save is undone too, and ``keep_shown`` has kept the present
    state. Returns the write that was undone.
    """
    from motxl.files import locks, saving

    target = Path(os.path.realpath(path))
    with locks.only_motxl(target):
        try:
            present = regular_bytes(target, MAX_FILE_SIZE)
        except FileNotFoundError:
            present = b""
        except OSError as error:
            raise saving.refused(target, error) from None
        states = history(target)
        if not live:
            states = _taken_over(target, states, _digest(present), "write")
        state = _to_undo(path, states, _digest(present), live=live)
        if state.after != _digest(present) and present and not force:
            raise ChangedOnDiskError(
                _(
                    "{file} was changed by someone since motxl wrote it: nothing was undone. "
                    "Use --force to give the state of {time} back; the present one is kept."
                ).format(file=path, time=_local(state.time))
            )
        previous = _read(target, state)
        if not force:
            locks.refuse_in_use(target)
        if present and not live:
            _keep(target, present, previous, states, "undo")
        saving.write(target, previous)
        _mark_undone(target, state)
    return state


def known(path: Path) -> Known:
    """The states of a workbook, also of one that had another name or place when motxl wrote it."""
    target = Path(os.path.realpath(path))
    states = history(target)
    try:
        present = _digest(regular_bytes(target, MAX_FILE_SIZE))
    except OSError:
        return Known(states)
    found = None
    if not _explains(states, present, "write"):
        found = _elsewhere(target, present, "write")
    if found is not None:
        return Known([*states, *found.states], found.path)
    last = states[-1] if states else None
    changed = last is not None and last.kind != "live" and last.after != present
    return Known(states, changed=changed and bool(last))


class _Elsewhere(NamedTuple):
    """The states of a file that lay elsewhere, up to the one that made what is looked for."""

    path: Path
    folder: Path
    states: list[State]


def _explains(states: list[State], present: str, kind: str) -> bool:
    """Whether the last state that can be given back led to what the file holds, or nothing has
    changed since one was given back."""
    last = next((one for one in reversed(states) if one.kind == kind and not one.undone), None)
    return last is not None and last.after == present


def _taken_over(target: Path, states: list[State], present: str, kind: str) -> list[State]:
    """The states of a workbook; those of the name that it had before are among them, and its own
    from now on, where it holds exactly what motxl wrote there."""
    if _explains(states, present, kind):
        return states
    found = _elsewhere(target, present, kind)
    if found is None:
        return states
    folder = private_folder("backups", key_of(target))
    try:
        for state in found.states:
            file = folder / f"{state.before}.xlsx"
            if not file.exists():
                _write_private(file, (found.folder / file.name).read_bytes())
        states = [*states, *found.states]
        _write_index(folder, target, states)
    except OSError as error:
        raise unusable(folder, error) from None
    return states


def _elsewhere(target: Path, present: str, kind: str) -> _Elsewhere | None:
    """The history of another place in which a write led to exactly these bytes, the latest.

    ``NotAWorkbookError`` where two came to the same bytes from different ones: which of them is
    meant is not known.
    """
    found: list[_Elsewhere] = []
    for index in (data_folder() / "backups").glob("*/index.json"):
        if index.parent.name == key_of(target):
            continue
        try:
            listed = json.loads(index.read_text(encoding="utf-8"))
            states = [State(**entry) for entry in listed["states"]]
            path = Path(listed["workbook"])
        except (OSError, ValueError, TypeError, KeyError):
            continue  # of a workbook that nobody has named: told when somebody does
        for number in range(len(states) - 1, -1, -1):
            state = states[number]
            if state.kind == kind and state.after == present:
                # A copy is not undone because the original is.
                own = [*states[:number], replace(state, undone=False)]
                found.append(_Elsewhere(path, index.parent, own))
                break
    if len({one.states[-1].before for one in found}) > 1:
        raise NotAWorkbookError(
            _(
                "{file} holds what motxl wrote in several files, which were not the same before "
                "({files}): name the one that is meant."
            ).format(file=target, files=", ".join(str(one.path) for one in found))
        )
    return max(found, key=lambda one: one.states[-1].time, default=None)


def live_write(path: Path) -> State:
    """What ``restore`` with ``live`` would undo. ``NotAWorkbookError`` where there is nothing."""
    target = Path(os.path.realpath(path))
    present = target.read_bytes() if target.is_file() else b""
    return _to_undo(path, history(target), _digest(present), live=True)


def redo(path: Path, *, force: bool = False, live: bool = False) -> State:
    """Give back what the last restoration replaced; the present state is kept, for another undo.

    ``live`` says that ``keep_shown`` has kept it. ``NotAWorkbookError`` where there is none.
    """
    from motxl.files import locks, saving

    target = Path(os.path.realpath(path))
    with locks.only_motxl(target):
        present = target.read_bytes() if target.is_file() else b""
        if not live:
            _taken_over(target, history(target), _digest(present), "undo")
        state = replaced(path)
        # Beside an application nobody knows what the file would have been.
        was = {_digest(b""), _digest(present)}
        if present and not (force or live) and state.after not in was:
            raise ChangedOnDiskError(
                _(
                    "{file} was changed by someone since motxl gave its state back: nothing was "
                    "done. Use --force to go on all the same; the present state is kept."
                ).format(file=path)
            )
        data = _read(target, state)
        if not force:
            locks.refuse_in_use(target)
        if present and not live:
            _keep(target, present, data, history(target), "write", note=Note("undo --redo"))
        saving.write(target, data)
        _mark_undone(target, state)
    return state


def replaced(path: Path) -> State:
    """What ``redo`` would give back. ``NotAWorkbookError`` where there is nothing."""
    states = history(Path(os.path.realpath(path)))
    undone = [one for one in states if one.kind == "undo" and not one.undone]
    if not undone:
        raise NotAWorkbookError(
            _("{file} has nothing to give back: nothing was undone.").format(file=path)
        )
    return undone[-1]


def _to_undo(path: Path, states: list[State], present: str, *, live: bool) -> State:
    number = _last_write(states, present, live=live)
    if number is None:
        sentence = (
            _("{file} has no older state that was kept: this is the first one.")
            if states
            else _("{file} has no previous state: motxl has not written what it holds.")
            if path.exists()
            else _("{file} does not exist: check its name and folder.")
        )
        raise NotAWorkbookError(sentence.format(file=path))
    return states[number]


def keep_shown(path: Path, shown: bytes, *, redo: bool) -> list[State]:
    """Keep what ``restore`` or ``redo`` with ``live`` is about to replace: the file, if no state
    has it, and what the application shows. Nothing older goes for it yet.

    Returns the states before, for ``take_back``.
    """
    from motxl.files import locks

    kind = "live" if redo else "undo"
    with locks.only_motxl(path):
        before = history(path)
        known = {state.before for state in before} | {_digest(shown)}
        with suppress(OSError):
            file = path.read_bytes()
            if _digest(file) not in known:
                _keep(path, file, b"", before, kind, trim=False)
        _keep(path, shown, b"", history(path), kind, trim=False)
    return before


def take_back(path: Path, before: list[State]) -> None:
    """What ``keep_shown`` has kept goes: nothing was replaced."""
    from motxl.files import locks

    with suppress(OSError), locks.only_motxl(path):
        folder = private_folder("backups", key_of(path))
        _write_index(folder, path, before)
        _remove_others(folder, {state.before for state in before})


def check_kept(path: Path, state: State) -> None:
    """``WriteError`` where what a state was is missing or damaged."""
    _read(Path(os.path.realpath(path)), state)


def _mark_undone(path: Path, done: State) -> None:
    """Noted after the file is written: an undo that failed can be asked for again.

    Without the note (killed here, or a full disk) the file itself says so: it is the state before.
    """
    states = [replace(state, undone=state.undone or state == done) for state in history(path)]
    with suppress(OSError):
        _write_index(private_folder("backups", key_of(path)), path, states)


def _last_write(states: list[State], present: str, *, live: bool) -> int | None:
    """The last write that was not undone; one that was killed before its end never was."""
    for number in range(len(states) - 1, -1, -1):
        state = states[number]
        if state.kind == "undo" or state.undone:
            continue
        if state.before != present or (live and state.kind == "live"):
            return number
    return None


def _keep(
    path: Path,
    before: bytes,
    after: bytes,
    states: list[State],
    kind: str,
    *,
    trim: bool = True,
    note: Note = NO_NOTE,
) -> None:
    """``trim`` says that only the last ten stay."""
    folder = private_folder("backups", key_of(path))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    states = [*states, State(now, _digest(before), _digest(after), kind, False, *note)]
    writes = [state for state in states if state.kind != "undo"][-KEPT:]
    undos = [state for state in states if state.kind == "undo"][-KEPT:]
    kept = [state for state in states if state in writes or state in undos] if trim else states
    try:
        file = folder / f"{_digest(before)}.xlsx"
        if not file.exists():
            _write_private(file, before)
        _write_index(folder, path, kept)
        _remove_others(folder, {state.before for state in kept})
    except OSError as error:
        raise WriteError(
            _(
                "The present state of {file} cannot be kept in {folder} ({reason}), so nothing was "
                "written: make room, or name another folder in MOTXL_DATA_DIR."
            ).format(file=path, folder=folder, reason=system_reason(error))
        ) from None


def kept(path: Path) -> Iterator[bytes]:
    """The states before motxl's writes that were not undone, the last one first."""
    for state in reversed(history(path)):
        if state.kind != "undo" and not state.undone:
            yield _read(path, state)


def _read(path: Path, state: State) -> bytes:
    file = data_folder() / "backups" / key_of(path) / f"{state.before}.xlsx"
    try:
        data = file.read_bytes()
    except OSError:
        data = b""
    if _digest(data) != state.before:
        raise WriteError(
            _("The previous state of {file} is missing or damaged in {backup}.").format(
                file=path, backup=file
            )
        )
    return data


def _write_index(folder: Path, path: Path, states: list[State]) -> None:
    listed = {"version": 1, "workbook": str(path), "states": [asdict(state) for state in states]}
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    _write_private(folder / "index.json", text.encode())


def _write_private(file: Path, data: bytes) -> None:
    """Write a file of ours, whole or not at all, for its owner only."""
    temporary = file.with_name(f".{file.name}-{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def noted_colours(path: Path) -> list[str]:
    """The lines that ``note_colours`` wrote; none where there is nothing of them to be read."""
    file = data_folder() / "backups" / key_of(path) / _COLOURS
    try:
        first, *lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return []
    return [line for line in lines if line.count("\t") == 2] if first == _COLOURS_VERSION else []


def note_colours(path: Path, lines: Iterable[str]) -> None:
    """Keep lines of three fields with tabs between, about what was coloured, beside the states."""
    folder = private_folder("backups", key_of(path))
    _write_private(folder / _COLOURS, "\n".join([_COLOURS_VERSION, *lines]).encode())


def _remove_others(folder: Path, digests: set[str]) -> None:
    """States that the index names no more, and what a killed motxl left."""
    for file in folder.iterdir():
        if file.name not in {"index.json", _COLOURS} and file.stem not in digests:
            with suppress(OSError):
                file.unlink()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _local(time: str) -> str:
    return datetime.fromisoformat(time).astimezone().strftime("%d/%m/%Y %H:%M")
