"""``manifest.json`` (DESIGN.md section 6): what was made for whom, one member per line.

While extracts are being made, what is done goes into a journal beside it, line by line: a run that
was interrupted goes on from there. Both are read line by line, as they may be large.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from weakref import finalize

from motxl.errors import MotxlError, system_reason
from motxl.files.saving import refused
from motxl.files.within import open_inside
from motxl.i18n import _
from motxl.programme.common_part import CommonPart, part_called
from motxl.text.normalise import normalise

MANIFEST = "manifest.json"
_JOURNAL = ".motxl-journal.jsonl"
TEMPORARY = ".motxl-extract-"
"""How the names of files begin that are being written"""
VERSION = 1
LEFT_OUT, COMMON = "left_out", "common"
"""Of a member: the Réf. of the actions for everyone that its extract leaves out; and how much of
them was asked for, where it was not Paramètres that said it"""
_OPENING, _CLOSING = b'"members": [', b"]}"


class Known(NamedTuple):
    """What a folder holds of one reader."""

    key: str
    name: str
    made_from: str
    """Digest of all that its files show"""
    files: tuple[tuple[str, str], ...]
    """Names and SHA-256"""
    place: tuple[int, int]
    """Where its line lies in the manifest: offset and length in bytes"""

    def is_of(self, key: str, name: str) -> bool:
        """Whether it is the same organisation: a key may have been given to another one since."""
        return self.key == key and normalise(self.name) == normalise(name)


class Manifest:
    """The manifest of a folder, as it is when it is opened.

    What is known of a member is read from the disk when it is asked for, from the file as it was
    opened: one that another program puts in its place is not looked at.
    """

    def __init__(self, folder: Path) -> None:
        """Raises ``MotxlError`` when there is none, or when it cannot be read."""
        self.path = folder / MANIFEST
        self.header: dict[str, Any] = {}
        self.known: dict[str, Known] = {}
        """By key, in the order of the file"""
        self._loaded: list[dict[str, Any]] = []
        try:
            self._file = os.fdopen(open_inside(folder, self.path, os.O_RDONLY), "rb")
            finalize(self, self._file.close)
            self._read(self._file)
        except FileNotFoundError:
            raise MotxlError(
                _("{folder} holds no extracts: {file} is not there.").format(
                    folder=folder, file=MANIFEST
                )
            ) from None
        except PermissionError as error:
            raise MotxlError(
                _("{file} cannot be used: {reason}.").format(
                    file=self.path, reason=system_reason(error)
                )
            ) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise self._damaged() from None

    def _damaged(self) -> MotxlError:
        return MotxlError(
            _(
                "{file} cannot be read: it was changed by hand or by another program. Make "
                "the extracts again in a new folder."
            ).format(file=self.path)
        )

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
        if not isinstance(self.header.get("programme") or {}, dict):
            raise TypeError("programme")

    def _add(self, member: Mapping[str, Any], place: tuple[int, int]) -> None:
        told = addressed(member)
        if told.key in self.known:
            raise ValueError(told.key)  # nobody would know which of them is meant
        made_from = _text(member.get("made_from", ""))
        self.known[told.key] = Known(told.key, told.name, made_from, told.files, place)
        self._take(told)

    def _take(self, told: Addressed) -> None:
        """For those who keep more of a member."""

    def member(self, key: str) -> dict[str, Any] | None:
        """All that is known of a member, read from the disk. Raises ``MotxlError`` when it is no
        longer what it was."""
        known = self.known.get(key)
        if known is None:
            return None
        if known.place[0] < 0:
            return self._loaded[known.place[1]]
        try:
            self._file.seek(known.place[0])
            line = self._file.read(known.place[1]).rstrip().rstrip(b",")
            found: dict[str, Any] = json.loads(line)
            if addressed(found).key != key:
                raise ValueError(key)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise self._damaged() from None
        return found

    def close(self) -> None:
        """Windows replaces no file that is open."""
        self._file.close()


class Addressed(NamedTuple):
    """What a manifest says of a member but for the entries: what a message needs."""

    key: str
    name: str
    language: str
    digest: str
    recipients: tuple[tuple[str, str], ...]
    """Addresses, each with ``to`` or ``cc``"""
    files: tuple[tuple[str, str], ...]
    """Names and SHA-256"""
    summary: Mapping[str, str]
    direct: int
    """How many entries of the extract concern it directly, and how many everyone"""
    common: int
    asked: CommonPart | None
    """How much of what is for everyone was asked for; ``None``: what Paramètres says"""
    leaves_out: bool
    """Whether there is more that is for everyone"""


def addressed(member: Mapping[str, Any]) -> Addressed:
    """A member of a manifest. Raises ``ValueError``, ``KeyError`` or ``TypeError`` when its line is
    not what motxl writes."""
    parts = Counter(one.get("part") for one in _list(member.get("entries", [])))
    summary = {str(name): _text(text) for name, text in dict(member.get("summary") or {}).items()}
    recipients = [(_text(one["email"]), _text(one["kind"])) for one in _list(member["recipients"])]
    if not {kind for _email, kind in recipients} <= {"to", "cc"}:
        raise ValueError("kind")
    return Addressed(
        _text(member["key"]),
        _text(member["name"]),
        _text(member.get("language", "")),
        _text(member["digest"]),
        tuple(recipients),
        tuple((_text(one["name"]), _text(one["sha256"])) for one in _list(member["files"])),
        summary,
        parts["direct"],
        parts["common"],
        asked_of(member),
        leaves_out=bool(member.get(LEFT_OUT)),
    )


def asked_of(member: Mapping[str, Any]) -> CommonPart | None:
    """How much of the actions for everyone was asked for. Raises ``ValueError`` or ``TypeError``
    where its line says nothing of the kind."""
    written = member.get(COMMON)
    if written is None:
        return None
    asked = part_called(_text(written))
    if asked is None:
        raise ValueError(COMMON)
    return asked


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # half a surrogate pair, which no message can hold, is a ValueError
    if "\0" in value:
        raise ValueError(value)
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


class HeldManifest(Manifest):
    """A manifest of which all that messages need is kept: what was shown is what is sent, whatever
    becomes of the file."""

    def __init__(self, folder: Path) -> None:
        self.addressed: dict[str, Addressed] = {}
        """By key, in the order of the file"""
        super().__init__(folder)
        self.close()

    def _take(self, told: Addressed) -> None:
        self.addressed[told.key] = told


def manifest_of(folder: Path) -> Manifest | None:
    """The manifest of a folder; ``None`` where there is none."""
    return Manifest(folder) if os.path.lexists(folder / MANIFEST) else None


def header_of(folder: Path) -> dict[str, Any]:
    """The head of a manifest, members aside. Empty where there is none, or none that motxl has
    written."""
    with suppress(OSError, MotxlError, ValueError):
        with os.fdopen(open_inside(folder, folder / MANIFEST, os.O_RDONLY), "rb") as file:
            head = file.readline()
        if head.rstrip().endswith(_OPENING):
            found = json.loads(head.rstrip() + _CLOSING)
            return found if isinstance(found, dict) else {}
    return {}


def id_of(folder: Path) -> str:
    """What tells a folder of extracts from others; its copies have the same. Empty where there is
    none."""
    return str(header_of(folder).get("id") or "")


def is_unfinished(folder: Path) -> bool:
    """Whether a run was interrupted in a folder: more was to be made than its manifest lists."""
    return (folder / _JOURNAL).exists()


def set_in_header(folder: Path, name: str, value: object) -> None:
    """Change one value of a manifest's head; its members stay, byte for byte. Nothing happens where
    there is no manifest, or one that motxl has not written. Raises ``MotxlError`` when it cannot be
    written.
    """
    target, temporary = folder / MANIFEST, folder / f"{TEMPORARY}{MANIFEST}"
    try:
        with os.fdopen(open_inside(folder, target, os.O_RDONLY), "rb") as file:
            head = file.readline()
            if not head.rstrip().endswith(_OPENING):
                return
            header = json.loads(head.rstrip() + _CLOSING)
            if header.get(name) == value:
                return
            header[name] = value
            del header["members"]
            _write_manifest(temporary, header, iter(lambda: file.read(1 << 20), b""))
        temporary.replace(target)
    except FileNotFoundError:
        return
    except ValueError:
        return
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise refused(target, error) from None


def _write_manifest(path: Path, header: Mapping[str, Any], rest: Iterable[bytes]) -> None:
    """A head, and what follows it; on the disk when this returns."""
    head = json.dumps(header, ensure_ascii=False).removesuffix("}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(open_inside(path.parent, path, flags), "wb") as file:
        file.write(head.encode() + b", " + _OPENING + b"\n")
        file.writelines(rest)
        file.flush()
        os.fsync(file.fileno())


class Journal:
    """What a run does, noted before it is done, so that the next one can go on from there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _JOURNAL
        self.done: dict[str, Known] = {}
        """The last entry of each key that runs before this one have noted"""
        self.files: dict[str, set[str]] = {}
        """Names of files, with each SHA-256 that was noted for them: such files are ours"""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        self._file = os.fdopen(open_inside(folder, self._path, flags), "a+b")
        self._file.seek(0)
        for line in self._file:
            with suppress(ValueError, KeyError, TypeError):  # the last line may be half
                self._take(json.loads(line))

    def _take(self, record: Mapping[str, Any]) -> None:
        files = tuple((str(one["name"]), str(one["sha256"])) for one in record["files"])
        key = str(record["key"])
        self.done[key] = Known(key, str(record["name"]), str(record["made_from"]), files, (0, 0))
        for name, sha256 in files:
            self.files.setdefault(name, set()).add(sha256)

    def add(self, key: str, name: str, made_from: str, files: Iterable[Mapping[str, str]]) -> None:
        """Note files that are about to be put in their places. Raises ``OSError`` on failure."""
        record = {"key": key, "name": name, "made_from": made_from, "files": list(files)}
        self._file.write(b"\n" + json.dumps(record, ensure_ascii=False).encode() + b"\n")
        self._file.flush()

    def close(self, *, complete: bool) -> None:
        """``complete``: the manifest says it all, the journal goes."""
        with suppress(OSError):  # what could not be written is not there
            self._file.close()
        if complete:
            with suppress(OSError):
                self._path.unlink()


class Lines:
    """The members' lines of a manifest that is being made: on the disk, not in the memory."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._path = folder / f"{TEMPORARY}{name}"
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC
        self._file = os.fdopen(open_inside(folder, self._path, flags), "w+b")
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, key: str, line: bytes) -> None:
        """``line`` is a member as JSON on one line, without an end of line."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(line)
        self._file.flush()
        self._places[key] = (start, len(line))

    def discard(self, key: str) -> None:
        """What was to be said of a member is not true: its file could not be put in its place."""
        self._places.pop(key, None)

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
        try:
            _write_manifest(temporary, {"version": VERSION, **header}, self._ordered(order))
            temporary.replace(target)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise refused(target, error) from None
        return target

    def _ordered(self, order: Iterable[str]) -> Iterator[bytes]:
        first = True
        for key in order:
            if key in self._places:
                start, length = self._places[key]
                self._file.seek(start)
                yield (b"" if first else b",\n") + self._file.read(length)
                first = False
        yield b"\n" + _CLOSING + b"\n"

    def close(self) -> None:
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._path.unlink()
