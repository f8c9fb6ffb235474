"""The workbook is what its file name says: workbook or template, with macros or without.

Excel refuses to open it: "the file format or file extension is not valid".
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import Package

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ".xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ".xltm": "application/vnd.ms-excel.template.macroEnabled.main+xml",
    ".xlam": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}
_WITH_MACROS = {".xlsm", ".xltm", ".xlam"}


def check(package: Package) -> Iterator[str]:
    suffix = package.path.suffix.lower()
    if suffix not in _TYPES:
        yield f"{suffix or 'no suffix'} is no suffix of an Excel workbook"
        return
    found = package.content_type(package.workbook_part)
    if found.lower() != _TYPES[suffix].lower():
        yield f"a {suffix} file has the content type {found!r}"
    macros = package.related(package.workbook_part, "vbaProject")
    if macros and suffix not in _WITH_MACROS:
        yield f"a {suffix} file holds macros: {macros[0]}"
