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

from motxl.errors import system_reason
from motxl.files.datafolder import data_folder, key_of, private_folder, unusable
from motxl.files.errors import NotKeptError, WriteError
from motxl.files.note import NO_NOTE, Note
from motxl.i18n import _

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


def keep(path: Path, data_before: bytes, data_after: bytes, note: Note = NO_NOTE) -> None:
    """Keep a state that is about to be replaced. Only the last ten stay."""
    keep_state(path, data_before, data_after, history(path), "write", note=note)


def keep_live(path: Path, data_before: bytes, note: Note = NO_NOTE) -> None:
    """Keep a state that an application is about to replace: what its file will be is not known."""
    keep_state(path, data_before, b"", history(path), "live", note=note)


def note_shown(path: Path, shown: bytes) -> None:
    """Note what the application showed after the change that was kept last, or after it was taken
    back; ``shown_after`` gives it."""
    states = history(path)
    if not states:
        return
    folder = private_folder("backups", key_of(path))
    with suppress(OSError):
        write_private(folder / f"{_shown_name(states[-1])}.shown", shown)
        if states[-1].kind == "live":
            states[-1] = replace(states[-1], after=digest_of(shown))
            write_index(folder, path, states)


def shown_after(path: Path, state: State) -> bytes | None:
    """What ``note_shown`` has noted of a state; ``None`` where nothing is."""
    with suppress(OSError):
        folder = data_folder() / "backups" / key_of(path)
        return (folder / f"{_shown_name(state)}.shown").read_bytes()
    return None


def _shown_name(state: State) -> str:
    return digest_of(state.time.encode())


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
                "The list of previous states ({index}) cannot be read: move it to another "
                "folder, then try again."
            ).format(index=index)
        ) from None


def kept(path: Path) -> Iterator[bytes]:
    """The states before motxl's writes that were not undone, the last one first."""
    for state in reversed(history(path)):
        if state.kind != "undo" and not state.undone:
            yield read_state(path, state)


def keep_state(
    path: Path,
    before: bytes,
    after: bytes,
    states: list[State],
    kind: str,
    *,
    trim: bool = True,
    note: Note = NO_NOTE,
) -> None:
    """Keep ``before`` as one more state after ``states``; ``trim`` says that only the last ten
    stay. Raises ``NotKeptError`` where it cannot be."""
    folder = private_folder("backups", key_of(path))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    states = [*states, State(now, digest_of(before), digest_of(after), kind, False, *note)]
    writes = [state for state in states if state.kind != "undo"][-KEPT:]
    undos = [state for state in states if state.kind == "undo"][-KEPT:]
    kept = [state for state in states if state in writes or state in undos] if trim else states
    try:
        file = folder / f"{digest_of(before)}.xlsx"
        if not file.exists():
            write_private(file, before)
        write_index(folder, path, kept)
        remove_others(folder, kept)
    except OSError as error:
        raise NotKeptError(path, folder, system_reason(error)) from None


def read_state(path: Path, state: State) -> bytes:
    """What the file was before that write; raises ``WriteError`` where it is missing or damaged."""
    file = data_folder() / "backups" / key_of(path) / f"{state.before}.xlsx"
    try:
        data = file.read_bytes()
    except OSError:
        data = b""
    if digest_of(data) != state.before:
        raise WriteError(
            _("The previous state of {file} is missing or damaged in {backup}.").format(
                file=path, backup=file
            )
        )
    return data


def write_index(folder: Path, path: Path, states: list[State]) -> None:
    """Put these states on the list of a folder of ours; ``path`` is whose they are."""
    listed = {"version": 1, "workbook": str(path), "states": [asdict(state) for state in states]}
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    write_private(folder / "index.json", text.encode())


def write_private(file: Path, data: bytes) -> None:
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
    write_private(folder / _COLOURS, "\n".join([_COLOURS_VERSION, *lines]).encode())


def remove_others(folder: Path, states: Iterable[State]) -> None:
    """States that the index names no more, and what a killed motxl left."""
    digests = {name for state in states for name in (state.before, _shown_name(state))}
    for file in folder.iterdir():
        if file.name not in {"index.json", _COLOURS} and file.stem not in digests:
            with suppress(OSError):
                file.unlink()


def digest_of(data: bytes) -> str:
    """By which a state is known: SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
