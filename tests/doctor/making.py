"""Computers that are not here, written down: a registry, folders, drives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from motxl.doctor.checks import Check, Checks
from motxl.doctor.computer import Computer, Mount

OFFICE = r"HKCU\Software\Microsoft\Office\16.0"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
EXCEL = r"HKCR\Excel.Application\CurVer"


class WrittenRegistry:
    """Keys with their values; as Windows', it does not tell upper from lower case."""

    def __init__(self, keys: Mapping[str, Mapping[str, str | int]]) -> None:
        self._keys = {key.casefold(): values for key, values in keys.items()}
        self._written = list(keys)

    def value(self, key: str, name: str = "") -> str | int | None:
        values = self._keys.get(key.casefold(), {})
        return next((v for n, v in values.items() if n.casefold() == name.casefold()), None)

    def names(self, key: str) -> list[str]:
        return list(self._keys.get(key.casefold(), {}))

    def keys(self, key: str) -> list[str]:
        under = key.casefold() + "\\"
        return [k[len(under) :] for k in self._written if k.casefold().startswith(under)]


def windows(
    home: Path, keys: Mapping[str, Mapping[str, str | int]] | None = None, **more: str
) -> Computer:
    """With Excel 2016 or later, and what more keys say."""
    known: dict[str, Mapping[str, str | int]] = {EXCEL: {"": "Excel.Application.16"}}
    environ = {"APPDATA": str(home / "AppData" / "Roaming"), **more}
    return Computer("windows", home, environ, WrittenRegistry({**known, **(keys or {})}))


def mac(home: Path, root: Path, mounts: Iterable[Mount] = ()) -> Computer:
    return Computer("mac", home, {}, mounts=tuple(mounts), root=root)


def linux(home: Path, mounts: Iterable[Mount] = (), **environ: str) -> Computer:
    return Computer("linux", home, environ, mounts=tuple(mounts))


def by_name(checks: Checks) -> dict[str, Check]:
    found = list(checks)
    names = [one.name for one in found]
    assert len(names) == len(set(names)), "two lines of one name"
    return {one.name: one for one in found}


def put(path: Path, text: str | bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
