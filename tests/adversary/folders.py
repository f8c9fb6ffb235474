"""The folders of extracts as they lie on the disk, and what befalls them.

What a folder can know is kept beside what it holds: which messages its record has, which were sent
while its manifest lay there. Only what can be known is asked of motxl.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST, RECORD = "manifest.json", "envois.sqlite"


@dataclass
class Copy:
    """A manifest or a record as it was, and what it knew."""

    data: bytes
    known: frozenset[int]
    """Of a record: the numbers of the messages in it. Of a manifest: those sent from here before"""


@dataclass(eq=False)
class Folder:
    name: str
    path: Path
    beside: bool
    """Lies beside the others"""
    recorded: set[int] | None = None
    """The messages that the record on the disk has; None where it is gone or empty"""
    told: set[int] = field(default_factory=set)
    """Those that were sent from here while this manifest, or one before it, lay here"""
    forgiven: set[int] = field(default_factory=set)
    """Those whose second sending somebody agreed to"""
    foreign: bool = False
    """Its record, or its manifest that knows of one, was another folder's"""
    older: bool = False
    """Its record is an older copy"""
    tampered: bool = False
    """Somebody's hand was in it since it was fresh"""
    manifests: list[Copy] = field(default_factory=list)
    records: list[Copy] = field(default_factory=list)

    def manifest(self) -> list[dict[str, Any]]:
        """The members in the manifest; none where it cannot be read."""
        try:
            return list(json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))["members"])
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def year(self) -> int | None:
        try:
            whole = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
            return int(whole["programme"]["year"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def sha(self, name: str) -> str:
        try:
            return hashlib.sha256((self.path / name).read_bytes()).hexdigest()
        except OSError:
            return ""

    def keep(self) -> None:
        """Copies of manifest and record, as a backup would have them."""
        for name, kept, known in (
            (MANIFEST, self.manifests, frozenset(self.told)),
            (RECORD, self.records, frozenset(self.recorded or ())),
        ):
            with contextlib.suppress(OSError):
                data = (self.path / name).read_bytes()
                if data and (not kept or kept[-1].data != data):
                    kept.append(Copy(data, known))


Step = Callable[[dict[str, Folder], Folder, int], str | None]


def _files(folder: Folder) -> list[Path]:
    return sorted(folder.path.glob("*.xlsx")) if folder.path.is_dir() else []


def _rewrite(folder: Folder, change: Callable[[list[dict[str, Any]]], None]) -> bool:
    """The manifest with its members changed, one in a line, as motxl writes it."""
    path = folder.path / MANIFEST
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if len(whole.get("members", [])) < 2:
        return False
    members = whole.pop("members")
    change(members)
    head = json.dumps(whole, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in members)
    path.write_text(f'{head}, "members": [\n{lines}\n]}}\n', encoding="utf-8")
    return True


def swap_files(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    found = _files(folder)
    if len(found) < 2:
        return None
    one, other = found[i % len(found)], found[(i + 1) % len(found)]
    a, b = one.read_bytes(), other.read_bytes()
    one.write_bytes(b)
    other.write_bytes(a)
    return (
        f"{one.name.split()[0]}’s and {other.name.split()[0]}’s files in {folder.name} are swapped"
    )


def swap_in_manifest(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    told = ""

    def swap(members: list[dict[str, Any]]) -> None:
        nonlocal told
        a, b = members[i % len(members)], members[(i + 1) % len(members)]
        a["files"], b["files"] = b.get("files"), a.get("files")
        told = (
            f"“files” of {a.get('key')} and {b.get('key')} in {folder.name}’s manifest are swapped"
        )

    return told if _rewrite(folder, swap) else None


def reorder_manifest(_all: dict[str, Folder], folder: Folder, _i: int) -> str | None:
    done = _rewrite(folder, lambda members: members.reverse())
    return f"{folder.name}’s manifest is in another order" if done else None


def unreadable_line(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    """A line of the manifest lacks what it needs."""
    what = ("recipients", "digest", "files", "name")[i % 4]
    done = _rewrite(folder, lambda members: members[i % len(members)].pop(what, None) and None)
    return f"a line of {folder.name}’s manifest has no “{what}”" if done else None


def delete_manifest(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    path = folder.path / MANIFEST
    if not path.exists():
        return None
    folder.told = set()
    if i % 2:
        path.write_bytes(b"")
        return f"{folder.name}’s manifest is emptied"
    path.unlink()
    return f"{folder.name}’s manifest is deleted"


def delete_record(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    path = folder.path / RECORD
    if not path.exists():
        return None
    folder.recorded = None
    if i % 2:
        path.write_bytes(b"")
        return f"{folder.name}’s record is emptied"
    path.unlink()
    return f"{folder.name}’s record is deleted"


def restore_record(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    if not folder.records or not folder.path.is_dir():
        return None
    copy = folder.records[i % len(folder.records)]
    folder.older = folder.recorded is not None and not folder.recorded <= copy.known
    (folder.path / RECORD).write_bytes(copy.data)
    folder.recorded = set(copy.known)
    return (
        f"{folder.name}’s record is as it was {len(folder.records) - i % len(folder.records)} ago"
    )


def restore_manifest(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    if not folder.manifests or not folder.path.is_dir():
        return None
    copy = folder.manifests[i % len(folder.manifests)]
    (folder.path / MANIFEST).write_bytes(copy.data)
    folder.told = set(copy.known)
    ago = len(folder.manifests) - i % len(folder.manifests)
    return f"{folder.name}’s manifest is as it was {ago} ago"


def delete_file(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    found = _files(folder)
    if not found:
        return None
    one = found[i % len(found)]
    one.unlink()
    return f"{one.name.split()[0]}’s file in {folder.name} is deleted"


def change_file(_all: dict[str, Folder], folder: Folder, i: int) -> str | None:
    found = _files(folder)
    if not found:
        return None
    one = found[i % len(found)]
    one.write_bytes(one.read_bytes() + b"\0")
    return f"{one.name.split()[0]}’s file in {folder.name} is changed"


def copy_folder(every: dict[str, Folder], folder: Folder, i: int) -> str | None:
    """With its record, or, as people who send files do, without."""
    others = [one for one in every.values() if one is not folder]
    target = others[i % len(others)]
    if not (folder.path / MANIFEST).exists():
        return None
    shutil.rmtree(target.path, ignore_errors=True)
    shutil.copytree(folder.path, target.path)
    target.told, target.forgiven = set(folder.told), set()
    target.foreign = bool(folder.told or folder.recorded)
    target.recorded = set(folder.recorded) if folder.recorded is not None else None
    target.manifests, target.records, target.older = [], [], folder.older
    without = i % 3 == 0
    if without:
        (target.path / RECORD).unlink(missing_ok=True)
        target.recorded = None
    return f"{folder.name} is copied to {target.name}" + (", without its record" if without else "")


TAMPERING: dict[str, Step] = {
    "swap files": swap_files, "swap in manifest": swap_in_manifest,
    "reorder manifest": reorder_manifest, "unreadable line": unreadable_line,
    "delete manifest": delete_manifest, "delete record": delete_record,
    "restore record": restore_record, "restore manifest": restore_manifest,
    "delete file": delete_file, "change file": change_file, "copy folder": copy_folder,
}  # fmt: skip
