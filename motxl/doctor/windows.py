"""Windows itself: its registry and drives.

This module has not been tried on Windows: the tests give the checks registries that are written
down.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from motxl.doctor.computer import Mount

NETWORK = "network"
_DRIVE_REMOTE = 4  # GetDriveTypeW


class WindowsRegistry:
    """Read as a 64-bit program would, whatever this Python is."""

    def value(self, key: str, name: str = "") -> str | int | None:
        with _opened(key) as (winreg, opened):
            if opened is None:
                return None
            try:
                found, _kind = winreg.QueryValueEx(opened, name)
            except OSError:
                return None
            return found if isinstance(found, str | int) else None

    def names(self, key: str) -> list[str]:
        with _opened(key) as (winreg, opened):
            return [] if opened is None else _all(lambda n: winreg.EnumValue(opened, n)[0])

    def keys(self, key: str) -> list[str]:
        with _opened(key) as (winreg, opened):
            return [] if opened is None else _all(lambda n: winreg.EnumKey(opened, n))


@contextmanager
def _opened(key: str) -> Iterator[tuple[Any, Any]]:
    from importlib import import_module

    winreg = import_module("winreg")
    hive, _backslash, rest = key.partition("\\")
    roots = {
        "HKCU": winreg.HKEY_CURRENT_USER,
        "HKLM": winreg.HKEY_LOCAL_MACHINE,
        "HKCR": winreg.HKEY_CLASSES_ROOT,
    }
    try:
        opened = winreg.OpenKey(roots[hive], rest, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
    except OSError:
        yield winreg, None
        return
    with opened:
        yield winreg, opened


def _all(read: Any) -> list[str]:
    found: list[str] = []
    while True:
        try:
            found.append(str(read(len(found))))
        except OSError:
            return found


def drives() -> list[Mount]:
    """The drives that are folders of other computers."""
    if sys.platform != "win32":
        return []
    import ctypes

    letters = [f"{letter}:\\" for letter in string.ascii_uppercase]
    kind_of = ctypes.windll.kernel32.GetDriveTypeW
    return [Mount(letter, NETWORK) for letter in letters if kind_of(letter) == _DRIVE_REMOTE]
