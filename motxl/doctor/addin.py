"""The add-in with motxl's buttons: whether it is in Excel's folders, and switched on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PureWindowsPath

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.downloaded import checked
from motxl.doctor.excel import excel_of
from motxl.errors import MotxlError
from motxl.i18n import _

NAME = "motxl.xlam"
_OPEN = re.compile(r"OPEN\d*", re.IGNORECASE)
_SWITCHES = re.compile(r"^\s*(?:/\w+\s+)+")
# Where Excel for Mac keeps them, in its sandbox.
_MAC = "Library/Group Containers/UBF8T346G9.Office/User Content.localized"


def look(computer: Computer, asked: Asked) -> Checks:
    """Check the add-in; gives no line where there is no Excel."""
    del asked
    excel = None if computer.system == "linux" else excel_of(computer)
    if excel is None:
        return
    ticked = list(_ticked(computer))
    if ticked and not ticked[0].is_file():
        said = _("Excel is set to load an add-in that does not exist: {file}")
        advice = _(
            "In Excel, choose File → Options → Add-ins → Go…, then untick motxl; to load "
            "another file, choose Browse…"
        )
        yield Check("add-in", "warning", said.format(file=ticked[0]), advice)
        return
    found = installed(computer)
    if found is None:
        said = _("The add-in with motxl's buttons, {name}, is in none of Excel's folders.")
        advice = _("To install the buttons, see motxl macros --help.")
        yield Check("add-in", "missing", said.format(name=NAME), advice)
        return
    if is_started(found) or computer.system == "mac" or found in ticked:
        yield Check("add-in", "ok", _("The add-in: {file}").format(file=found))
    else:
        yield Check(
            "add-in",
            "warning",
            _("The add-in is there, but not switched on: {file}").format(file=found),
            _("In Excel, choose File → Options → Add-ins → Go…, then tick motxl."),
        )
    yield _compared(found)
    yield from checked(computer, found, "add-in-blocked")


def installed(computer: Computer) -> Path | None:
    """The add-in's file: the one that Excel loads, or one in its folders."""
    places = [*_ticked(computer), *(folder / NAME for folder in folders(computer))]
    return next((file for file in places if file.is_file()), None)


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


def _ticked(computer: Computer) -> Iterator[Path]:
    """What Excel loads: add-ins that are ticked are the values OPEN, OPEN1… of its options.

    A value is a path in quotes, after switches such as /R, or the bare name of a file in the folder
    of add-ins.
    """
    excel = excel_of(computer) if computer.system == "windows" else None
    if excel is None:
        return
    key = rf"HKCU\Software\Microsoft\Office\{excel.office or '16.0'}\Excel\Options"
    for name in computer.registry.names(key):
        if not _OPEN.fullmatch(name):
            continue
        text = _SWITCHES.sub("", str(computer.registry.value(key, name) or "")).strip(' "')
        if PureWindowsPath(text).name.casefold() != NAME:
            continue
        if text.casefold() == NAME:
            yield from (folder / NAME for folder in islice(folders(computer), 1))
        else:
            # One of Windows' own, but for variables, is left as it is written.
            yield Path(str(computer.expanded(text))) if "%" in text else Path(text)


def _compared(file: Path) -> Check:
    """Whether the add-in is the one that this motxl makes."""
    from motxl.macros.states import state
    from motxl.ooxml import Workbook

    advice = _(
        "Close Excel, then make the add-in again in the same place: run motxl macros "
        "--addin FILE --force"
    )
    try:
        found = state(Workbook.open(file), suffix=file.suffix.lower())
    except MotxlError as error:
        return Check("add-in-current", "warning", str(error), advice)
    if found.current:
        return Check("add-in-current", "ok", _("The add-in matches this version of motxl"))
    if found.foreign:
        return Check("add-in-current", "warning", found.foreign[0], advice)
    said = _("The add-in does not match this version of motxl.")
    return Check("add-in-current", "warning", said, advice)
