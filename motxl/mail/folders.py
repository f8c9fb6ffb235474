"""The folders that messages were sent from on this computer, and how full their records were.

A record is a file beside the extracts, which may be deleted, emptied, or put back from an older
copy. What is noted here, and in the manifest, tells that it is not what it was.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.manifest import MANIFEST, HeldManifest, id_of, set_in_header
from motxl.files.datafolder import data_folder, private_folder
from motxl.files.locks import only_motxl
from motxl.files.saving import write
from motxl.i18n import _, ngettext
from motxl.mail.ledger import LEDGER, Ledger, Letter, Record, reading

_FILE = "dossiers.json"


class Noted(NamedTuple):
    """Which record a folder had, how many messages it held at least, and after how many steps."""

    id: str
    messages: int
    steps: int = 0
    folder: str = ""
    """The id of the folder's manifest: another one that stands in its place now has another"""
    letters: tuple[str, ...] = ()
    """What tells the messages apart that were begun, see ``mark_of``"""
    former: tuple[str, ...] = ()
    """The same of the folders that stood in this place before, and were moved or deleted"""

    @classmethod
    def of(cls, value: object) -> Noted | None:
        """As JSON holds it; ``None`` for anything else."""
        if not isinstance(value, Mapping):
            return None
        found, number, steps = value.get("id"), value.get("messages"), value.get("steps", 0)
        if not isinstance(found, str) or not isinstance(number, int) or not isinstance(steps, int):
            return None
        marks = (value.get(name) or () for name in ("letters", "former"))
        told = (tuple(map(str, one)) if isinstance(one, list) else () for one in marks)
        return cls(found, number, steps, str(value.get("folder") or ""), *told)


def mark_of(one: Letter | Record) -> str:
    """A short name of a message, of which nothing of the member can be read."""
    told = "\0".join((one.member, one.version, one.digest))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:20]


def known() -> dict[str, Noted]:
    """By the whole paths of the folders; nothing where nothing can be read."""
    found = {}
    with suppress(OSError, ValueError, AttributeError, RecursionError):
        for place, value in json.loads((data_folder() / _FILE).read_bytes()).items():
            noted = Noted.of(value)
            if noted is not None:
                found[str(place)] = noted
    return found


def noted(folder: Path) -> Noted | None:
    return known().get(_place(folder))


def note(folder: Path, record: Noted) -> None:
    """Take note of a record. That this cannot be done keeps nothing from being sent: the folder's
    manifest knows it too."""
    with suppress(OSError, MotxlError):
        path = private_folder() / _FILE
        with only_motxl(path):
            noted_now = known()
            before = noted_now.get(_place(folder))
            if before is not None:
                moved = before.letters if before.folder != record.folder else ()
                record = record._replace(former=(*dict.fromkeys((*before.former, *moved)),))
            noted_now[_place(folder)] = record
            data: dict[str, Any] = {place: one._asdict() for place, one in noted_now.items()}
            write(path, json.dumps(data, ensure_ascii=False, indent=1).encode())
            os.chmod(path, 0o600)  # noqa: PTH101 - it names folders of members


def _place(folder: Path) -> str:
    return os.path.realpath(folder)


def doubt(folder: Path, ledger: Ledger, in_manifest: Noted | None) -> str:
    """Why the record of a folder may not be all that was sent from it; empty when it may be
    believed.

    ``in_manifest`` is what the manifest knows of it.
    """
    here = noted(folder)
    if here is not None and here.folder != id_of(folder):
        here = None
    if in_manifest is None and ledger.id and all(one.id != ledger.id for one in known().values()):
        # Made by a motxl that notes it in the manifest, and not in this one.
        return _(
            "The record of what was sent, {file} in {folder}, belongs to another folder."
        ).format(folder=folder, file=LEDGER)
    for expected in (in_manifest, here):
        if expected is None:
            continue
        text = ""
        if ledger.is_blank and not _is_kept_elsewhere(folder, expected):
            text = _gone(expected)
        elif ledger.is_blank:
            continue  # this is a copy, and the first one still has it
        elif ledger.id != expected.id:
            text = _("The record of what was sent, {file} in {folder}, belongs to another folder.")
        elif ledger.steps < expected.steps:
            text = _("The record of what was sent from {folder} ({file}) is an older copy.")
        if text:
            return text.format(folder=folder, file=LEDGER, n=expected.messages)
    return ""


def _is_kept_elsewhere(folder: Path, expected: Noted) -> bool:
    """Whether the record that a copied folder knows of is whole in the folder that it is of."""
    own = folder.resolve()
    for other in {*_beside(own), *(Path(place) for place in known() if Path(place) != own)}:
        with suppress(MotxlError, OSError), reading(other) as ledger:
            if ledger is not None and ledger.id == expected.id and ledger.steps >= expected.steps:
                return True
    return False


def _gone(known: Noted) -> str:
    return ngettext(
        "The record of what was sent from {folder} ({file}) is gone; it held {n} message.",
        "The record of what was sent from {folder} ({file}) is gone; it held {n} messages.",
        known.messages,
    )


def doubt_beside(folder: Path, letters: Collection[Letter]) -> str:
    """Why letters may have been sent from another folder that counts as one with this one: the
    record of one that held some of them is gone or cannot be read. Empty where there is none."""
    own = folder.resolve()
    marks = set(map(mark_of, letters))
    identifier = id_of(folder)
    for place, one in known().items():
        other = Path(place)
        near = other.parent == own.parent or (bool(identifier) and one.folder == identifier)
        if other == own or not near or marks.isdisjoint(one.letters):
            continue
        try:
            with reading(other) as ledger:
                if ledger is None or ledger.is_blank or ledger.id != one.id:
                    return _gone(one).format(folder=other, file=LEDGER, n=one.messages)
        except MotxlError as error:
            return str(error)
    wanted = {(letter.member, letter.digest) for letter in letters}
    for other in _beside(own):
        try:
            manifest = HeldManifest(other)
        except MotxlError:
            continue  # somebody else's file of that name
        if any((one.key, one.digest) in wanted for one in manifest.addressed.values()):
            in_manifest = Noted.of(manifest.header.get("record"))
            try:
                with reading(other) as ledger:
                    # Not "or": a record in which no message stands yet is there all the same.
                    known_of = ledger if ledger is not None else Ledger(None, other / LEDGER)
                    text = doubt(other, known_of, in_manifest)
            except MotxlError as error:
                text = str(error)
            if text:
                return text
    return ""


def _beside(own: Path) -> list[Path]:
    with suppress(OSError):
        return [
            one for one in sorted(own.parent.iterdir())
            if one != own and (one / MANIFEST).is_file() and not one.samefile(own)
        ]  # fmt: skip
    return []


def stamp(folder: Path, ledger: Ledger, begun: Collection[Letter] = ()) -> None:
    """Take note of a record as it is now, in the manifest of its folder and on this computer;
    ``begun`` are letters that are about to be sent.

    Raises ``MotxlError`` when the manifest cannot be written.
    """
    marks = {*map(mark_of, ledger.records()), *map(mark_of, begun)}
    record = Noted(ledger.id, len(ledger), ledger.steps, id_of(folder), tuple(sorted(marks)))
    told = {"id": record.id, "messages": record.messages, "steps": record.steps}
    set_in_header(folder, "record", told)
    note(folder, record)
