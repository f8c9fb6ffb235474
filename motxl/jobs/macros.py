"""The buttons of motxl in Excel: in an add-in, or in a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from motxl.errors import MotxlError, UsageError
from motxl.files.note import Note
from motxl.files.present import is_file
from motxl.files.saving import write_new
from motxl.i18n import _
from motxl.macros import addins, building, launcher, removing
from motxl.macros.states import MacrosState, fits, state
from motxl.ooxml import Workbook

_HOLD_MACROS = (".xlsm", ".xltm")


class HoldsNoMacrosError(MotxlError):
    """The workbook is of a kind without macros: a copy of another kind has to be named."""


class Put(NamedTuple):
    """A workbook, or an add-in, with the macros in it."""

    path: Path
    """What was to be written"""
    changed: bool
    """Whether the macros, or the tab, were missing or older"""
    saved: bool
    """``False`` where the file holds just that already"""


class TakenOut(NamedTuple):
    """A workbook without motxl's macros and buttons."""

    path: Path
    saved: bool
    """``False`` where there was nothing of motxl's"""
    empty: bool
    """Whether no macro at all is left"""


def check(path: Path, *, addin: bool = False) -> MacrosState:
    """How the macros of a file differ from those that this motxl makes."""
    return state(Workbook.open(path), suffix=".xlam" if addin else path.suffix.lower())


def make_addin(path: Path, *, force: bool = False) -> Put:
    """Write the add-in, from nothing. Raises ``UsageError`` for a name that is no .xlam's, and
    ``MotxlError`` where a file is there, unless ``force``."""
    _refuse_name(path, ".xlam")
    data = addins.addin()
    is_same = is_file(path) and path.read_bytes() == data
    if not is_same:
        write_new(path, data, overwrite=force, force=force)
    launcher.note()
    return Put(path, not is_same, not is_same)


def put(path: Path, output: Path | None = None, *, force: bool = False) -> Put:
    """Put the macros into a workbook, or into a copy of it. Raises ``UsageError`` for an ``output``
    that is no .xlsm, ``HoldsNoMacrosError`` for a workbook of a kind without macros and no
    ``output``; other ``MotxlError`` where something of the staff's is in the way."""
    if output is not None:
        _refuse_name(output, ".xlsm")
    opened = Workbook.open(path)
    if output is None:
        _refuse_other_kind(opened, path)
    changed = building.put(opened, force=force)
    if output is not None and opened.is_template:
        opened.set_content_type_workbook()
    saved = opened.save(output, force=force, note=Note("macros", _("macros put in")))
    launcher.note()
    return Put(output or path, changed, saved)


def _refuse_name(path: Path, suffix: str) -> None:
    if path.suffix.lower() != suffix:
        raise UsageError(
            _("Excel would not open {path}: give it a name that ends with {suffix}.").format(
                path=path, suffix=suffix
            )
        )


def _refuse_other_kind(opened: Workbook, path: Path) -> None:
    """Excel refuses a template that is called .xlsm, and so on: written again, it still would."""
    if path.suffix.lower() not in _HOLD_MACROS:
        raise HoldsNoMacrosError(_("{path} cannot contain macros.").format(path=path))
    if not fits(path.suffix.lower(), building.kind_with_macros(opened)):
        raise MotxlError(
            _(
                "The content of {file} is not of the kind that its name indicates, and Excel "
                "does not open it: give the file its former name, or use -o to write a "
                "workbook."
            ).format(file=path)
        )


def remove(path: Path, output: Path | None = None, *, force: bool = False) -> TakenOut:
    """Take motxl's macros and buttons out of a workbook, or of a copy of it; what is the staff's
    stays. ``UsageError`` for an ``output`` that is no .xlsm."""
    if output is not None:
        _refuse_name(output, ".xlsm")
    opened = Workbook.open(path)
    removed = removing.remove(opened, force=force)
    if removed.changed:
        opened.save(output, force=force, note=Note("macros --remove", _("macros taken out")))
    return TakenOut(output or path, removed.changed, removed.empty)
