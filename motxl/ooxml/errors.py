"""What the package floor refuses, so that callers can tell the kinds apart."""

from __future__ import annotations

from motxl.errors import MotxlError


class NotAWorkbookError(MotxlError):
    """The file is missing, or is no workbook that can be edited here."""


class OtherFormatError(NotAWorkbookError):
    """A workbook in a format that is not edited here; its values may be read."""


class DamagedError(MotxlError):
    """The package or one of its parts breaks the format's rules."""


class TooLargeError(MotxlError):
    """A part would inflate beyond what a workbook can reasonably hold."""


class SheetRefusedError(MotxlError):
    """A sheet cannot be brought into a workbook: its name is taken, or what it holds."""


class CellRefusedError(MotxlError):
    """A cell or a range that cannot be edited without losing something."""


class FormulaRefusedError(CellRefusedError):
    """A cell that is to be edited holds a formula, which would be lost."""


class InUseError(MotxlError):
    """Another program has the workbook open; ``force`` passes it."""


class ChangedOnDiskError(MotxlError):
    """The file is no longer what was read."""


class SignedError(MotxlError):
    """A digital signature would be broken; ``force`` passes it."""


class WriteError(MotxlError):
    """The system refused the writing: rights, space, a read-only folder."""
