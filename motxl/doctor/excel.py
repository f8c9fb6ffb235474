"""Excel: whether it is here, and which; without starting it."""

from __future__ import annotations

import plistlib
from typing import NamedTuple

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.i18n import _

_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_BITS = {"x64": 64, "x86": 32}
_MAC = "Applications/Microsoft Excel.app/Contents/Info.plist"


class Excel(NamedTuple):
    office: str
    """``16.0``: the name of its keys in the registry; empty where it is not known"""
    version: str
    bits: int | None
    place: str


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    if computer.system == "linux":
        yield Check(
            "excel",
            "not-here",
            _(
                "There is no Excel for Linux: motxl works on files, and --live works with "
                "LibreOffice."
            ),
        )
        return
    found = excel_of(computer)
    if found is None:
        yield Check(
            "excel",
            "missing",
            _("Excel was not found on this computer."),
            _(
                "Nothing needs to be done to work on files; for --live, LibreOffice will do as "
                "well."
            ),
        )
        return
    parts = [f"Microsoft Excel {found.version}".strip()]
    if found.bits:
        parts.append(_("{bits} bit").format(bits=found.bits))
    said = ", ".join(parts)
    yield Check("excel", "ok", f"{said} · {found.place}" if found.place else said)


def excel_of(computer: Computer) -> Excel | None:
    """``None`` where there is none."""
    return _on_mac(computer) if computer.system == "mac" else _on_windows(computer)


def _on_windows(computer: Computer) -> Excel | None:
    read = computer.registry.value
    # Excel.Application.16
    current = str(read(r"HKCR\Excel.Application\CurVer") or "")
    place = str(read(rf"HKCU\{_APP_PATHS}") or read(rf"HKLM\{_APP_PATHS}") or "").strip('"')
    number = current.rpartition(".")[2]
    if not number.isdigit() and not place:
        return None
    office = f"{number}.0" if number.isdigit() else ""
    version, platform = read(_CLICK_TO_RUN, "VersionToReport"), read(_CLICK_TO_RUN, "Platform")
    if not platform and office:  # installed from an .msi
        for software in (r"HKLM\SOFTWARE", r"HKLM\SOFTWARE\WOW6432Node"):
            key = rf"{software}\Microsoft\Office\{office}\Outlook"
            platform = platform or read(key, "Bitness")
    return Excel(office, str(version or office), _BITS.get(str(platform)), place)


def _on_mac(computer: Computer) -> Excel | None:
    try:
        with (computer.root / _MAC).open("rb") as file:
            told = plistlib.load(file)
    except OSError:
        return None
    except (ValueError, plistlib.InvalidFileException):
        told = {}
    version = str(told.get("CFBundleShortVersionString", ""))
    return Excel("16.0", version, 64, "/" + _MAC.partition("/Contents")[0])
