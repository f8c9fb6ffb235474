"""What VBA calls the workbook and its sheets: each code name is one that VBA takes, used once, and
the project has a document of that name, with its module.

Where they disagree, Excel says that the macros are damaged, and opens the workbook without them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package

_IDENTIFIER = re.compile(r"[^\W\d_]\w{0,30}")  # [MS-VBAL] 3.3.5; a module has 31 characters at most
_DOCUMENT = re.compile(r"(?m)^Document=([^/\r\n]+)/")  # [MS-OVBA] 2.3.1.3
_CODE_PAGE = "cp1252"


def check(package: Package) -> Iterator[str]:
    projects = package.related(package.workbook_part, "vbaProject")
    if not projects:
        return
    if not _is_ole(package.data(projects[0])):
        yield f"{projects[0]} is no project of macros"
        return
    named = list(_named(package))
    seen: set[str] = set()
    for part, name in named:
        if not _IDENTIFIER.fullmatch(name):
            yield f"{part} has the code name {name!r}, which VBA does not take"
        if name.casefold() in seen:
            yield f"{part} has the code name {name!r}, which another one has"
        seen.add(name.casefold())
    documents, modules = _held(package.data(projects[0]))
    for part, name in named:
        if name.casefold() not in documents:
            yield f"{part} has the code name {name!r}, and the project no such document"
        elif name.casefold() not in modules:
            yield f"{part} has the code name {name!r}, and the project no such module"


def _named(package: Package) -> Iterator[tuple[str, str]]:
    """Excel itself names what has no name yet."""
    properties = package.workbook.find(f"{MAIN}workbookPr")
    if properties is not None and properties.get("codeName"):
        yield package.workbook_part, properties.get("codeName", "")
    for sheet in package.sheets:
        properties = sheet.root.find(f"{MAIN}sheetPr")
        if properties is not None and properties.get("codeName"):
            yield sheet.part, properties.get("codeName", "")


def _is_ole(data: bytes) -> bool:
    import olefile

    return bool(olefile.isOleFile(io.BytesIO(data)))


def _held(data: bytes) -> tuple[set[str], set[str]]:
    """The documents that a project lists, and its modules, in small letters."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as file:
        listed = file.openstream("PROJECT").read().decode(_CODE_PAGE, "replace")
        streams = {path[-1].casefold() for path in file.listdir() if path[0].casefold() == "vba"}
    return {name.casefold() for name in _DOCUMENT.findall(listed)}, streams
