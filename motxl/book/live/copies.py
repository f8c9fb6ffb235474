"""Copies of a workbook that is open, which the application writes (``SaveCopyAs``)."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.reading.values import SheetValues
from motxl.errors import MotxlError
from motxl.files.datafolder import private_folder
from motxl.i18n import _
from motxl.ooxml import Workbook
from motxl.programme.cellvalue import CellValue

_LEFT_OVER = 300.0
"""Seconds after which a copy is nobody's: it is there for a moment"""


def copy_of(port: AppWorkbook, path: Path) -> bytes:
    """The workbook as it stands in the application, as the bytes of an .xlsx or .xlsm file."""
    suffix = path.suffix if path.suffix.casefold() in {".xlsx", ".xlsm"} else ".xlsx"
    place = private_folder("live")
    _sweep(place)
    folder = Path(tempfile.mkdtemp(prefix="live-", dir=place))
    copy = folder / f"copy{suffix}"
    try:
        port.save_copy(copy)
        return copy.read_bytes()
    except OSError as error:
        raise MotxlError(
            _("{application} did not save a copy of {file}: {reason}.").format(
                application=port.application, file=port.name, reason=error.strerror or error
            )
        ) from None
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
            folder.rmdir()


def _sweep(place: Path) -> None:
    """Take away what a motxl that was killed has left: whole workbooks, with their addresses."""
    for folder in place.iterdir():
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_OVER:
                shutil.rmtree(folder)


def shown_by(port: AppWorkbook, path: Path) -> bytes:
    """The workbook as it is now: its file where that is the same, to the byte, as LibreOffice's
    copies lack what LibreOffice does not know."""
    copy = copy_of(port, path)
    with suppress(OSError, MotxlError):
        if port.is_saved:
            file = path.read_bytes()
            if _texts(file) == _texts(copy):
                return file
    return copy


def _texts(data: bytes) -> dict[str, list[list[CellValue]]]:
    """The values of all tables."""
    workbook = Workbook(data)
    values = SheetValues(workbook)
    return {
        table.name: [
            [cell for cell in row if isinstance(cell, str) and cell]
            for row in values.rows(table.sheet.name)[table.ref.first_row - 1 : table.ref.last_row]
        ]
        for table in workbook.tables.values()
        if table.sheet.is_worksheet
    }
