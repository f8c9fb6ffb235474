"""The add-in with motxl's buttons: whether it is in Excel's folders, and switched on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.downloaded import checked
from motxl.doctor.excel import Excel, excel_of
from motxl.i18n import _

NAME = "motxl.xlam"
# Where Excel for Mac keeps them, in its sandbox.
_MAC = "Library/Group Containers/UBF8T346G9.Office/User Content.localized"


def look(computer: Computer, asked: Asked) -> Checks:
    """Nothing where there is no Excel."""
    del asked
    excel = None if computer.system == "linux" else excel_of(computer)
    if excel is None:
        return
    found = installed(computer)
    if found is None:
        said = _("The add-in with motxl's buttons, {name}, is in none of Excel's folders.")
        advice = _("If you want the buttons: motxl macros --help says how.")
        yield Check("add-in", "missing", said.format(name=NAME), advice)
        return
    if is_started(found) or computer.system == "mac" or _is_on(computer, excel):
        yield Check("add-in", "ok", _("The add-in: {file}").format(file=found))
    else:
        yield Check(
            "add-in",
            "warning",
            _("The add-in is there and not switched on: {file}").format(file=found),
            _("In Excel: File → Options → Add-ins → Go…, then tick motxl."),
        )
    yield from checked(computer, found, "add-in-blocked")


def installed(computer: Computer) -> Path | None:
    """The add-in's file, in the folder of add-ins or the one of what starts with Excel."""
    return next((file for folder in folders(computer) if (file := folder / NAME).is_file()), None)


def folders(computer: Computer) -> Iterator[Path]:
    if computer.system == "mac":
        for name in ("Add-Ins.localized", "Startup.localized/Excel"):
            yield computer.home / _MAC / name
        return
    for names in (("Microsoft", "AddIns"), ("Microsoft", "Excel", "XLSTART")):
        folder = computer.folder("APPDATA", *names)
        if folder is not None:
            yield folder


def is_started(file: Path) -> bool:
    """Whether Excel opens a file by itself because of its folder."""
    return any(part.casefold() in ("xlstart", "startup.localized") for part in file.parts)


def _is_on(computer: Computer, excel: Excel) -> bool:
    """Add-ins that are ticked are the values OPEN, OPEN1… of Excel's options."""
    key = rf"HKCU\Software\Microsoft\Office\{excel.office or '16.0'}\Excel\Options"
    values = (
        str(computer.registry.value(key, name) or "")
        for name in computer.registry.names(key)
        if name.upper().startswith("OPEN")
    )
    return any(NAME in value.casefold() for value in values)
