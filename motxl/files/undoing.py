"""Giving back the state before motxl's last write, and taking that back."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from motxl.files.backups import (
    State,
    digest_of,
    history,
    keep_state,
    read_state,
    remove_others,
    write_index,
)
from motxl.files.datafolder import key_of, private_folder
from motxl.files.errors import ChangedSinceWrittenError, NothingKeptError
from motxl.files.locks import only_motxl, refuse_in_use
from motxl.files.moved import known, taken_over
from motxl.files.note import Note
from motxl.files.present import is_file
from motxl.files.regular import MAX_FILE_SIZE, regular_bytes
from motxl.files.saving import refused, write
from motxl.i18n import _


def restore(path: Path, *, force: bool = False, live: bool = False) -> State:
    """Give the state before motxl's last write back; again goes one further.

    Refused, unless ``force``, when the file is not what motxl last wrote: someone worked on it
    since. The present state is kept in any case. ``live`` says that an application had the
    workbook open: what it did not save is undone too, and ``keep_shown`` has kept the present
    state. Returns the write that was undone.
    """
    target = Path(os.path.realpath(path))
    with only_motxl(target):
        try:
            present = regular_bytes(target, MAX_FILE_SIZE)
        except FileNotFoundError:
            present = b""
        except OSError as error:
            raise refused(target, error) from None
        states = history(target)
        if not live:
            states = taken_over(target, states, digest_of(present), "write")
        state = _to_undo(path, states, digest_of(present), live=live)
        if state.after != digest_of(present) and present and not force:
            raise ChangedSinceWrittenError(path, datetime.fromisoformat(state.time).astimezone())
        previous = read_state(target, state)
        if not force:
            refuse_in_use(target)
        if present and not live:
            keep_state(target, present, previous, states, "undo")
        write(target, previous)
        _mark_undone(target, state)
    return state


def redo(path: Path, *, force: bool = False, live: bool = False) -> State:
    """Give back what the last restoration replaced; the present state is kept, for another undo.

    ``live`` says that ``keep_shown`` has kept it. Raises ``NothingKeptError`` where there is none.
    """
    target = Path(os.path.realpath(path))
    with only_motxl(target):
        present = target.read_bytes() if is_file(target) else b""
        if not live:
            taken_over(target, history(target), digest_of(present), "undo")
        state = replaced(path)
        # Beside an application nobody knows what the file would have been.
        was = {digest_of(b""), digest_of(present)}
        if present and not (force or live) and state.after not in was:
            raise ChangedSinceWrittenError(path, None)
        data = read_state(target, state)
        if not force:
            refuse_in_use(target)
        if present and not live:
            keep_state(target, present, data, history(target), "write", note=Note("undo --redo"))
        write(target, data)
        _mark_undone(target, state)
    return state


def live_write(path: Path) -> State:
    """What ``restore`` with ``live`` would undo. Raises ``NothingKeptError`` where there is
    nothing."""
    target = Path(os.path.realpath(path))
    present = target.read_bytes() if is_file(target) else b""
    return _to_undo(path, history(target), digest_of(present), live=True)


def next_undone(path: Path) -> State:
    """What ``restore`` would take back. Raises ``NothingKeptError`` where there is nothing."""
    target = Path(os.path.realpath(path))
    present = regular_bytes(target, MAX_FILE_SIZE) if is_file(target) else b""
    return _to_undo(path, known(target).states, digest_of(present), live=False)


def replaced(path: Path) -> State:
    """What ``redo`` would give back. Raises ``NothingKeptError`` where there is nothing."""
    states = history(Path(os.path.realpath(path)))
    undone = [one for one in states if one.kind == "undo" and not one.undone]
    if not undone:
        raise NothingKeptError(
            _(
                "There is nothing to restore for {file}, because no change of this file was undone."
            ).format(file=path)
        )
    return undone[-1]


def keep_shown(path: Path, shown: bytes, *, redo: bool) -> list[State]:
    """Keep what ``restore`` or ``redo`` with ``live`` is about to replace: the file, if no state
    has it, and what the application shows. Nothing older goes for it yet.

    Returns the states before, for ``take_back``.
    """
    kind = "live" if redo else "undo"
    with only_motxl(path):
        before = history(path)
        known = {state.before for state in before} | {digest_of(shown)}
        with suppress(OSError):
            file = path.read_bytes()
            if digest_of(file) not in known:
                keep_state(path, file, b"", before, kind, trim=False)
        keep_state(path, shown, b"", history(path), kind, trim=False)
    return before


def take_back(path: Path, before: list[State]) -> None:
    """What ``keep_shown`` has kept goes: nothing was replaced."""
    with suppress(OSError), only_motxl(path):
        folder = private_folder("backups", key_of(path))
        write_index(folder, path, before)
        remove_others(folder, before)


def _to_undo(path: Path, states: list[State], present: str, *, live: bool) -> State:
    number = _last_write(states, present, live=live)
    if number is None:
        sentence = (
            _("No older state of {file} was kept: this is the first one.")
            if states
            else _("{file} has no previous state: motxl did not write its present content.")
            if path.exists()
            else _("{file} does not exist: check its name and folder.")
        )
        raise NothingKeptError(sentence.format(file=path))
    return states[number]


def check_kept(path: Path, state: State) -> None:
    """Raises ``WriteError`` where what a state was is missing or damaged."""
    read_state(Path(os.path.realpath(path)), state)


def _mark_undone(path: Path, done: State) -> None:
    """Noted after the file is written: an undo that failed can be asked for again.

    Without the note (killed here, or a full disk) the file itself says so: it is the state before.
    """
    states = [replace(state, undone=state.undone or state == done) for state in history(path)]
    with suppress(OSError):
        write_index(private_folder("backups", key_of(path)), path, states)


def _last_write(states: list[State], present: str, *, live: bool) -> int | None:
    """The last write that was not undone; one that was killed before its end never was."""
    for number in range(len(states) - 1, -1, -1):
        state = states[number]
        if state.kind == "undo" or state.undone:
            continue
        if state.before != present or (live and state.kind == "live"):
            return number
    return None
