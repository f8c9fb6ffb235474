"""What ``motxl.ooxml`` refuses, in one tree; all are ``MotxlError``.

MotxlError
├── NotAWorkbookError          missing, or no workbook that can be edited here
│   └── OtherFormatError       .ods, .xlsb…: its values may be read
├── DamagedError               the package or a part breaks the format's rules
├── TooLargeError              a part would inflate beyond reason
├── NotThereError              no sheet, table or column of that name; a KeyError, too
├── SheetRefusedError          a sheet cannot be brought in
├── CellRefusedError           an edit would lose something; names the cell
│   └── FormulaRefusedError    the cell holds a formula
├── SignedError                a digital signature would be broken
└── those of ``motxl.files.errors``, when a workbook is written:
    WriteError, InUseError, ChangedOnDiskError
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from motxl.errors import MotxlError
from motxl.files.errors import ChangedOnDiskError, InUseError, WriteError
from motxl.i18n import N_, _

__all__ = [
    "CellRefusedError",
    "ChangedOnDiskError",
    "DamagedError",
    "FormulaRefusedError",
    "InUseError",
    "MotxlError",
    "NotAWorkbookError",
    "NotThereError",
    "OtherFormatError",
    "SheetRefusedError",
    "SignatureWouldBreakError",
    "SignedError",
    "TooLargeError",
    "WriteError",
]


class NotAWorkbookError(MotxlError):
    """The file is missing, or is no workbook that can be edited here."""


class OtherFormatError(NotAWorkbookError):
    """A workbook in a format that is not edited here; its values may be read."""


class DamagedError(MotxlError):
    """The package or one of its parts breaks the format's rules."""


class TooLargeError(MotxlError):
    """A part would inflate beyond what a workbook can reasonably hold."""


class NotThereError(MotxlError, KeyError):
    """No sheet, table or column has that name. A ``KeyError`` as well."""

    def __init__(self, kind: str, name: str, names: Iterable[str], place: str) -> None:
        """``kind`` is ``sheet``, ``table`` or ``column``; ``place`` is where it was looked for, and
        ``names`` are those that are there."""
        self.name = name
        self.closest = _closest(name, names)
        """The name that is meant, it seems; ``None`` where none is like it"""
        sentence = _(_NOT_THERE[kind]).format(place=place, name=name)
        if self.closest is not None:
            sentence += " " + _("Did you mean “{name}”?").format(name=self.closest)
        super().__init__(sentence)


_NOT_THERE = {
    "sheet": N_("{place} has no sheet “{name}”."),
    "table": N_("{place} has no table “{name}”."),
    "column": N_("{place} has no column “{name}”."),
}


def _closest(name: str, names: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # few names are not there

    known = {one.casefold(): one for one in names}
    found = get_close_matches(name.casefold(), known, n=1)
    return known[found[0]] if found else None


class SheetRefusedError(MotxlError):
    """A sheet cannot be brought into a workbook: its name is taken, or what it holds."""


class CellRefusedError(MotxlError):
    """A cell or a range that cannot be edited without losing something."""


class FormulaRefusedError(CellRefusedError):
    """A cell that is to be edited holds a formula, which would be lost."""


class SignedError(MotxlError):
    """A digital signature would be broken; ``force`` passes it."""


class SignatureWouldBreakError(SignedError):
    """The workbook at ``path`` is signed, and was to be written with a change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            _("{file} is digitally signed, and any change breaks the signature.").format(file=path)
        )
