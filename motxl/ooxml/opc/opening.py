"""Reading a file from disk and saying what it is when it is no workbook."""

from __future__ import annotations

import errno
from pathlib import Path

from motxl.errors import system_reason
from motxl.files.regular import MAX_FILE_SIZE, TooLongError, regular_bytes
from motxl.i18n import _
from motxl.ooxml.errors import NotAWorkbookError, OtherFormatError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_LOCKED_BY_SYSTEM = 32  # Windows: ERROR_SHARING_VIOLATION


def read_file(path: Path) -> bytes:
    """The bytes of a file; one sentence where it cannot be read or cannot be a workbook."""
    return possible(read_bytes(path), str(path))


def possible(data: bytes, name: str) -> bytes:
    """``data``, the bytes of a file called ``name``; one sentence where they cannot be a
    workbook."""
    _refuse_other_formats(data, name)
    return data


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, whatever it is; one sentence where it cannot be read."""
    name = str(path)
    try:
        data = regular_bytes(path, MAX_FILE_SIZE)
    except IsADirectoryError:
        raise NotAWorkbookError(
            _("{file} is a folder, not a workbook: choose a file in it.").format(file=name)
        ) from None
    except TooLongError:
        raise NotAWorkbookError(
            _("{file} is larger than a gigabyte and is not read: is it a workbook?").format(
                file=name
            )
        ) from None
    except FileNotFoundError:
        raise NotAWorkbookError(
            _("{file} does not exist: check its name and folder.").format(file=name)
        ) from None
    except OSError as error:
        raise _unreadable(name, error) from None
    return data


def _unreadable(name: str, error: OSError) -> NotAWorkbookError:
    if getattr(error, "winerror", None) == _LOCKED_BY_SYSTEM:
        return NotAWorkbookError(
            _("{file} is locked by another program: close it there, then try again.").format(
                file=name
            )
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return NotAWorkbookError(
            _("You do not have permission to read {file}: ask for it.").format(file=name)
        )
    return NotAWorkbookError(
        _("{file} cannot be read ({reason}): check the disk or the network.").format(
            file=name, reason=system_reason(error)
        )
    )


def _refuse_other_formats(data: bytes, name: str) -> None:
    if not data:
        raise NotAWorkbookError(
            _("{file} is empty: fetch it again, or go back to a backup.").format(file=name)
        )
    if data.startswith(_OLE):
        # The name of the stream that holds an encrypted package ([MS-OFFCRYPTO] 2.3.4.4).
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise NotAWorkbookError(
                _(
                    "{file} is protected by a password: remove it in Excel "
                    "(File > Info > Protect Workbook), then try again."
                ).format(file=name)
            )
        raise NotAWorkbookError(
            _(
                "{file} is in the old format of Excel 97-2003 (.xls): "
                "open it in Excel and save it as .xlsx."
            ).format(file=name)
        )
    if not data.startswith(_ZIP_STARTS) and name.lower().endswith(_TEXTS):
        # The values of one with columns may be read.
        is_table = name.lower().endswith(TABLES_IN_TEXT)
        kind = OtherFormatError if is_table else NotAWorkbookError
        raise kind(
            _(
                "{file} is a text file, not an Excel workbook: make a workbook of it with “motxl "
                "import”, or open it in Excel and save it as .xlsx."
            ).format(file=name)
        )
    if not data.startswith(_ZIP_STARTS):
        raise NotAWorkbookError(
            _(
                "{file} is not an Excel workbook, whatever its name says: open it in Excel and "
                "save it as .xlsx."
            ).format(file=name)
        )


TABLES_IN_TEXT = (".csv", ".tsv")
_TEXTS = (".txt", *TABLES_IN_TEXT)


def other_package(names: list[str], mimetype: bytes, name: str) -> NotAWorkbookError:
    """What a package without a workbook in it is."""
    if mimetype.decode("latin-1").startswith(_OPEN_DOCUMENT):
        return OtherFormatError(
            _(
                "{file} is in the OpenDocument format (.ods): "
                "open it in Excel or LibreOffice and save it as .xlsx."
            ).format(file=name)
        )
    if any(part.startswith("word/") for part in names):
        return NotAWorkbookError(
            _("{file} is a Word document, not a workbook: choose an .xlsx file.").format(file=name)
        )
    if any(part.startswith("ppt/") for part in names):
        return NotAWorkbookError(
            _("{file} is a presentation, not a workbook: choose an .xlsx file.").format(file=name)
        )
    return NotAWorkbookError(
        _("{file} is a zip archive without a workbook in it: choose an .xlsx file.").format(
            file=name
        )
    )


def binary_workbook(name: str) -> NotAWorkbookError:
    """The refusal of .xlsb, a workbook whose parts are not XML."""
    return NotAWorkbookError(
        _(
            "{file} is a binary workbook (.xlsb): open it in Excel and save it as .xlsx or .xlsm."
        ).format(file=name)
    )
