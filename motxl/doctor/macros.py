"""Whether Excel and LibreOffice run macros: what their trust settings say.

Names and values of the registry are those of Office's administrative templates: under the key
Security of each version, VBAWarnings is 1 (all run), 2 (Excel asks), 3 (signed ones only) or 4
(none); what an administrator sets, under Policies, comes first. None of it has been tried with the
registry of a real Windows.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from motxl.doctor import addin
from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.excel import excel_of
from motxl.i18n import _
from motxl.libreoffice import libreoffice_profile

_ALL, _ASKS, _SIGNED, _NONE = 1, 2, 3, 4
_POLICIES = (
    r"HKCU\Software\Policies\Microsoft\Cloud\Office",
    r"HKCU\Software\Policies\Microsoft\Office",
)
_OWN = r"HKCU\Software\Microsoft\Office"
# Excel for Mac: VisualBasicMacroExecutionState of com.microsoft.office
_MAC_STATES = {
    "DisabledWithWarnings": _ASKS,
    "DisabledWithoutWarnings": _NONE,
    "EnabledWithoutWarnings": _ALL,
}
_LEVEL = re.compile(
    r'oor:name="MacroSecurityLevel"[^>]*>\s*<value>(?P<level>\d)</value>', re.DOTALL
)
_LIBREOFFICE_DEFAULT = 2
_PLATFORMS = {"windows": "win32", "mac": "darwin", "linux": "linux"}
_SETTINGS = "user/registrymodifications.xcu"


class Setting(NamedTuple):
    value: int
    by_administrator: bool


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    excel = None if computer.system == "linux" else excel_of(computer)
    if excel is not None and computer.system == "windows":
        yield from _windows(computer, excel.office or "16.0")
    elif excel is not None:
        yield from _excel(computer, Setting(_mac_setting(computer), False), trusted=False)
    yield from _libreoffice(computer)


def _windows(computer: Computer, office: str) -> Checks:
    if _set(computer, office, "Common", "vbaoff").value == 1:
        yield Check(
            "excel-macros",
            "warning" if addin.installed(computer) else "note",
            _("Your administrator has switched all macros off."),
            _("Ask your administrator to allow macros, or use motxl from the command line."),
        )
        return
    file = addin.installed(computer)
    trusted = file is not None and _is_trusted(file.parent, computer, office)
    setting = _set(computer, office, r"Excel\Security", "VBAWarnings")
    yield from _excel(computer, setting, trusted=trusted)
    yield from _addins(computer, office)
    if _set(computer, office, r"Excel\Security", "blockcontentexecutionfrominternet").value == 1:
        said = _("Your administrator blocks the macros of files that were downloaded.")
        advice = _("Take the add-in from a folder of your organisation, or unblock its file first.")
        yield Check("excel-internet-macros", "note", said, advice)


def _excel(computer: Computer, setting: Setting, *, trusted: bool) -> Checks:
    """What becomes of the macros of the add-in and of workbooks."""
    needed = addin.installed(computer) is not None
    by = " " + _("Your administrator chose this setting.") if setting.by_administrator else ""
    if trusted:
        said = _("The add-in is in a folder that Excel trusts: its buttons work.")
        yield Check("excel-macros", "ok", said)
    elif setting.value == _ALL:
        said = _("Excel runs all macros without asking.") + by
        yield Check(
            "excel-macros", "note", said, _there(_("It is safer to let Excel ask first."), computer)
        )
    elif setting.value in (_SIGNED, _NONE):
        said = (
            _("Excel runs signed macros only.")
            if setting.value == _SIGNED
            else _("Excel runs no macros and does not tell you.")
        )
        advice = (
            _(
                "To use motxl's buttons, ask for the folder of the add-in to be made a trusted "
                "location."
            )
            if setting.by_administrator
            else _there(
                _("To use motxl's buttons, make the folder of the add-in a trusted location."),
                computer,
            )
        )
        yield Check("excel-macros", "warning" if needed else "note", said + by, advice)
    else:
        yield Check("excel-macros", "ok", _("Excel asks before it runs macros.") + by)


def _there(advice: str, computer: Computer) -> str:
    """An advice, and where its settings are."""
    where = (
        _("Excel → Preferences → Security.")
        if computer.system == "mac"
        else _("File → Options → Trust Center → Trust Center Settings.")
    )
    return f"{advice} {where}"


def _addins(computer: Computer, office: str) -> Checks:
    """Settings that hold for add-ins alone."""
    if addin.installed(computer) is None:
        return
    for name, said in (
        ("DisableAllAddins", _("Excel loads no add-ins.")),
        ("RequireAddinSig", _("Excel loads signed add-ins only.")),
    ):
        setting = _set(computer, office, r"Excel\Security", name)
        if setting.value == 1:
            by = (
                " " + _("Your administrator chose this setting.")
                if setting.by_administrator
                else ""
            )
            advice = _there(_("Change this on the page “Add-ins” of the Trust Center."), computer)
            yield Check("excel-add-ins", "warning", said + by, advice)


def _set(computer: Computer, office: str, key: str, name: str) -> Setting:
    """A setting: the administrator's, the user's own, or 0 where nobody has set it."""
    for root in (*_POLICIES, _OWN):
        value = computer.registry.value(rf"{root}\{office}\{key}", name)
        if isinstance(value, int):
            return Setting(value, root != _OWN)
    return Setting(0, False)


def _is_trusted(folder: Path, computer: Computer, office: str) -> bool:
    if _set(computer, office, r"Excel\Security\Trusted Locations", "AllLocationsDisabled").value:
        return False
    place = PureWindowsPath(str(folder).casefold())
    for trusted, below in _trusted(computer, office):
        known = PureWindowsPath(str(trusted).casefold())
        if place == known or (below and place.is_relative_to(known)):
            return True
    return False


def _trusted(computer: Computer, office: str) -> Iterator[tuple[PureWindowsPath, bool]]:
    """Excel's trusted folders, and whether those under them are trusted too."""
    read = computer.registry.value
    for root in (*_POLICIES, _OWN):
        key = rf"{root}\{office}\Excel\Security\Trusted Locations"
        for name in computer.registry.keys(key):
            path = str(read(rf"{key}\{name}", "Path") or "")
            if path:
                below = read(rf"{key}\{name}", "AllowSubfolders") == 1
                yield computer.expanded(path), below


def _mac_setting(computer: Computer) -> int:
    file = computer.home / "Library" / "Preferences" / "com.microsoft.office.plist"
    try:
        with file.open("rb") as stream:
            told = plistlib.load(stream)
    except (OSError, ValueError, plistlib.InvalidFileException):
        return _ASKS
    return _MAC_STATES.get(str(told.get("VisualBasicMacroExecutionState", "")), _ASKS)


def _libreoffice(computer: Computer) -> Checks:
    """Check the settings of LibreOffice; gives no line where this user never started it."""
    level = libreoffice_level(computer)
    if level is None:
        return
    if level < _LIBREOFFICE_DEFAULT:
        said = (
            _("LibreOffice asks before it runs macros.")
            if level
            else _("LibreOffice runs all macros without asking.")
        )
        yield Check("libreoffice-macros", "ok", said)
        return
    yield Check(
        "libreoffice-macros",
        "note",
        _("LibreOffice runs only macros that are signed, or that are in a trusted folder."),
        _(
            "To use motxl's macros in LibreOffice, go to Tools → Options → LibreOffice → "
            "Security → Macro Security."
        ),
    )


def libreoffice_level(computer: Computer) -> int | None:
    """0 runs all, 1 asks, 2 signed or trusted, 3 trusted; ``None`` without a profile."""
    folder = libreoffice_profile(_PLATFORMS[computer.system], computer.environ, computer.home)
    try:
        text = (folder / _SETTINGS).read_text("utf-8", "replace")
    except OSError:
        return None
    found = _LEVEL.search(text)
    return int(found["level"]) if found else _LIBREOFFICE_DEFAULT
