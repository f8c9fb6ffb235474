"""``manifest.json`` (DESIGN.md section 6): what was made for whom, one member per line.

While extracts are being made, what is done goes into a journal beside it, line by line: a run that
was interrupted goes on from there. Both are read line by line, as they may be large.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.package.saving import refused

MANIFEST = "manifest.json"
_JOURNAL = ".motxl-journal.jsonl"
TEMPORARY = ".motxl-extract-"
"""How the names of files begin that are being written"""
VERSION = 1
_OPENING, _CLOSING = b'"members": [', b"]}"


class Known(NamedTuple):
    """What a folder holds of one reader."""

    key: str
    made_from: str
    """Digest of all that its files show"""
    files: tuple[tuple[str, str], ...]
    """Names and SHA-256"""
    place: tuple[int, int]
    """Where its line lies in the manifest: offset and length in bytes"""


class Manifest:
    """The manifest of a folder; members are read from the disk when they are asked for."""

    def __init__(self, folder: Path) -> None:
        """``MotxlError`` when there is none, or when it cannot be read."""
        self.path = folder / MANIFEST
        self.header: dict[str, Any] = {}
        self.known: dict[str, Known] = {}
        """By key, in the order of the file"""
        self._loaded: list[dict[str, Any]] = []
        try:
            with self.path.open("rb") as file:
                self._read(file)
        except FileNotFoundError:
            raise MotxlError(
                _("{folder} holds no extracts: {file} is not there.").format(
                    folder=folder, file=MANIFEST
                )
            ) from None
        except (OSError, ValueError, KeyError, TypeError):
            raise MotxlError(
                _(
                    "{file} cannot be read: it was changed by hand or by another program. Make "
                    "the extracts again in a new folder."
                ).format(file=self.path)
            ) from None

    def _read(self, file: BinaryIO) -> None:
        """As it is written: a head, one member per line; else as a whole."""
        head = file.readline()
        if head.rstrip().endswith(_OPENING):
            offset = len(head)
            for line in file:
                if line.startswith(b"{"):
                    self._add(json.loads(line.rstrip().rstrip(b",")), (offset, len(line)))
                elif line.strip() == _CLOSING:
                    self.header = json.loads(head.rstrip() + _CLOSING)
                    break
                offset += len(line)
        if not self.header:
            file.seek(0)
            whole = json.load(file)
            self.known.clear()
            for number, member in enumerate(whole.pop("members")):
                self._add(member, (-1, number))
                self._loaded.append(member)
            self.header = whole
        if self.header["version"] != VERSION:
            raise ValueError(self.header["version"])

    def _add(self, member: Mapping[str, Any], place: tuple[int, int]) -> None:
        files = tuple((str(one["name"]), str(one["sha256"])) for one in member["files"])
        known = Known(str(member["key"]), str(member.get("made_from", "")), files, place)
        self.known[known.key] = known

    def members(self) -> Iterator[dict[str, Any]]:
        """All members, one after the other."""
        for key in self.known:
            member = self.member(key)
            if member is not None:
                yield member

    def member(self, key: str) -> dict[str, Any] | None:
        """All that is known of a member, read from the disk."""
        known = self.known.get(key)
        if known is None:
            return None
        if known.place[0] < 0:
            return self._loaded[known.place[1]]
        with self.path.open("rb") as file:
            file.seek(known.place[0])
            found: dict[str, Any] = json.loads(file.read(known.place[1]).rstrip().rstrip(b","))
        return found


def manifest_of(folder: Path) -> Manifest | None:
    """The manifest of a folder; ``None`` where there is none."""
    return Manifest(folder) if (folder / MANIFEST).exists() else None


class Journal:
    """What a run has done so far, so that the next one can go on from there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _JOURNAL
        self.done: dict[str, Known] = {}
        self.begun: set[str] = set()
        """Files that did not exist when a run that was interrupted began: what it left is ours"""
        with suppress(FileNotFoundError):
            for line in self._path.read_bytes().splitlines():
                with suppress(ValueError, KeyError, TypeError):  # the last line may be half
                    self._take(json.loads(line))
        try:
            self._file = self._path.open("ab")
        except OSError as error:
            raise refused(self._path, error) from None

    def _take(self, record: Mapping[str, Any]) -> None:
        self.begun.update(map(str, record.get("begin", ())))
        if "key" in record:
            files = tuple((str(one["name"]), str(one["sha256"])) for one in record["files"])
            key = str(record["key"])
            self.done[key] = Known(key, str(record["made_from"]), files, (0, 0))

    def begin(self, names: Iterable[str]) -> None:
        """Take note of files that are not there yet and will be made."""
        self._write({"begin": list(names)})

    def add(self, key: str, made_from: str, files: Iterable[Mapping[str, str]]) -> None:
        self._write({"key": key, "made_from": made_from, "files": list(files)})

    def _write(self, record: Mapping[str, Any]) -> None:
        self._file.write(b"\n" + json.dumps(record, ensure_ascii=False).encode() + b"\n")
        self._file.flush()

    def close(self, *, complete: bool) -> None:
        """``complete``: the manifest says it all, the journal goes."""
        self._file.close()
        if complete:
            with suppress(FileNotFoundError):
                self._path.unlink()


class Lines:
    """The members' lines of a manifest that is being made: on the disk, not in the memory."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._path = folder / f"{TEMPORARY}{name}"
        self._file = self._path.open("w+b")
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, key: str, line: bytes) -> None:
        """``line`` is a member as JSON on one line, without an end of line."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(line)
        self._places[key] = (start, len(line))

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for key, (start, length) in self._places.items():
            self._file.seek(start)
            yield key, self._file.read(length)

    def write_manifest(self, header: Mapping[str, Any], order: Iterable[str]) -> Path:
        """Put ``manifest.json`` in its place, whole: the members in this order."""
        target = self._folder / MANIFEST
        temporary = self._folder / f"{TEMPORARY}{MANIFEST}"
        head = json.dumps({"version": VERSION, **header}, ensure_ascii=False)
        try:
            with temporary.open("wb") as file:
                file.write(head.removesuffix("}").encode() + b", " + _OPENING + b"\n")
                first = True
                for key in order:
                    if key not in self._places:
                        continue
                    start, length = self._places[key]
                    self._file.seek(start)
                    file.write((b"" if first else b",\n") + self._file.read(length))
                    first = False
                file.write(b"\n" + _CLOSING + b"\n")
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise refused(target, error) from None
        return target

    def close(self) -> None:
        self._file.close()
        with suppress(OSError):
            self._path.unlink()
