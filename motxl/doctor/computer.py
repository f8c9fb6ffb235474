"""What the checks ask of the system, in one place: it can be another one than this one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Literal, NamedTuple, Protocol

System = Literal["windows", "mac", "linux"]
NAMES: dict[System, str] = {"windows": "Windows", "mac": "macOS", "linux": "Linux"}


class Registry(Protocol):
    """Windows' registry, for reading. Keys begin with ``HKCU``, ``HKLM`` or ``HKCR``."""

    def value(self, key: str, name: str = "") -> str | int | None:
        """``None`` where there is none; without a name, the key's default."""

    def names(self, key: str) -> list[str]:
        """The names of a key's values."""

    def keys(self, key: str) -> list[str]:
        """The names of the keys under a key."""


class NoRegistry:
    """Of the other systems: nothing is in it."""

    def value(self, key: str, name: str = "") -> str | int | None:
        del key, name
        return None

    def names(self, key: str) -> list[str]:
        del key
        return []

    def keys(self, key: str) -> list[str]:
        del key
        return []


class Mount(NamedTuple):
    """A place in the tree of files, and the kind of its file system, as the system names it."""

    place: str
    kind: str


@dataclass(frozen=True)
class Computer:
    """One computer, and one user of it."""

    system: System
    home: Path
    environ: Mapping[str, str]
    registry: Registry = field(default_factory=NoRegistry)
    mounts: Iterable[Mount] = ()
    root: Path = Path("/")
    """Where ``/Applications`` is"""

    def shown(self, text: str | Path) -> str:
        """A text without the name of the user's folder: it may be pasted into a message."""
        home = str(self.home)
        if len(home) < 2:
            return str(text)
        # As a whole: neither /home/ada in /mnt/home/ada, nor in /home/adam.
        whole = rf"(?<![\w/\\.~-]){re.escape(home)}(?![\w-]|\.\w)"
        return re.sub(whole, "~", str(text), flags=re.IGNORECASE if self.ignores_case else 0)

    @property
    def ignores_case(self) -> bool:
        return self.system != "linux"

    def folder(self, variable: str, *names: str) -> Path | None:
        """A folder under the one that a variable of Windows names."""
        named = self.environ.get(variable)
        return Path(named, *names) if named else None

    def expanded(self, text: str) -> PureWindowsPath:
        """A path of the registry: ``%APPDATA%\\Microsoft`` is what the variable says."""
        for name, value in self.environ.items():
            if "%" in text:
                at = text.casefold().find(f"%{name}%".casefold())
                if at >= 0:
                    text = text[:at] + value + text[at + len(name) + 2 :]
        return PureWindowsPath(text)
