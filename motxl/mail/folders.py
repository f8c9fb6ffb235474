"""The folders that messages were sent from on this computer, and how full their records were.

A record is a file beside the extracts, which may be deleted, emptied, or put back from an older
copy. What is noted here, and in the manifest, tells that it is not what it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.manifest import MANIFEST, HeldManifest, id_of, set_in_header
from motxl.i18n import _, ngettext
from motxl.mail.ledger import LEDGER, Ledger, Letter, reading
from motxl.package.datafolder import data_folder, private_folder
from motxl.package.locks import only_motxl
from motxl.package.saving import write

_FILE = "dossiers.json"


class Noted(NamedTuple):
    """Which record a folder had, and how many messages it held at least."""

    id: str
    messages: int
    folder: str = ""
    """The id of the folder's manifest: another one that stands in its place now has another"""

    @classmethod
    def of(cls, value: object) -> Noted | None:
        """As JSON holds it; ``None`` for anything else."""
        if not isinstance(value, Mapping):
            return None
        found, number = value.get("id"), value.get("messages")
        if not isinstance(found, str) or not isinstance(number, int):
            return None
        return cls(found, number, str(value.get("folder") or ""))


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
            data: dict[str, Any] = {place: one._asdict() for place, one in known().items()}
            data[_place(folder)] = record._asdict()
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
    for known in (in_manifest, here):
        if known is None or not known.messages:
            continue
        text = ""
        if ledger.is_blank:
            text = ngettext(
                "The record of what was sent from {folder} ({file}) is gone; it held {n} message.",
                "The record of what was sent from {folder} ({file}) is gone; it held {n} messages.",
                known.messages,
            )
        elif ledger.id != known.id:
            text = _("The record of what was sent, {file} in {folder}, is another folder's.")
        elif len(ledger) < known.messages:
            text = ngettext(
                "The record of what was sent from {folder} ({file}) is an older copy: it once held "
                "{n} message.",
                "The record of what was sent from {folder} ({file}) is an older copy: it once held "
                "{n} messages.",
                known.messages,
            )
        if text:
            return text.format(folder=folder, file=LEDGER, n=known.messages)
    return ""


def doubt_beside(folder: Path, letters: Collection[Letter]) -> str:
    """The same of the folders beside one: where the record of a folder that holds one of these
    letters too may not be all, it may have been sent from there. Empty where there is none."""
    wanted = {(letter.member, letter.digest) for letter in letters}
    with suppress(OSError):
        for other in sorted(folder.resolve().parent.iterdir()):
            if other == folder.resolve() or not (other / MANIFEST).is_file():
                continue
            with suppress(MotxlError):
                manifest = HeldManifest(other)
                if any((one.key, one.digest) in wanted for one in manifest.addressed.values()):
                    in_manifest = Noted.of(manifest.header.get("record"))
                    with reading(other) as ledger:
                        known = ledger or Ledger(None, other / LEDGER)
                        if text := doubt(other, known, in_manifest):
                            return text
    return ""


def stamp(folder: Path, ledger: Ledger) -> None:
    """Take note of a record as it is now, in the manifest of its folder and on this computer.

    ``MotxlError`` when the manifest cannot be written.
    """
    record = Noted(ledger.id, len(ledger), id_of(folder))
    set_in_header(folder, "record", {"id": record.id, "messages": record.messages})
    note(folder, record)
