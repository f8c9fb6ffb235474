"""Code names: what VBA calls the workbook and its sheets.

They are attributes of ``workbookPr`` and ``sheetPr`` (ECMA-376 part 1, 18.2.28 and 18.3.1.82).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.macros.project import DocumentModule
from motxl.ooxml.xml import scan

if TYPE_CHECKING:
    from motxl.ooxml import Workbook

# A module's name has at most 31 characters.
_NAME = re.compile(r"[^\W\d_]\w{0,30}")
_PREFIXES = {"worksheet": "Sheet", "chartsheet": "Chart"}


def given(book: Workbook, taken: Iterable[str]) -> tuple[str, list[DocumentModule]]:
    """The code names of a workbook and its sheets, for a project that has modules called ``taken``.

    Those without one get it, as Excel does; so do those whose name no project can hold, or that
    have the name of another: while a workbook has no project, nothing goes by these names.
    """
    book.flush()
    for sheet in book.sheets:
        if sheet.kind not in _PREFIXES:
            raise MotxlError(
                _(
                    "{file} has a sheet of an old kind ({sheet}), and motxl adds no macros to "
                    "such a workbook: use the add-in (motxl macros --addin motxl.xlam)."
                ).format(file=book.label, sheet=sheet.name)
            )
    used = {name.casefold() for name in taken}
    workbook = _kept(_of_workbook(book), used)
    known = [_kept(_of_sheet(book, sheet.part_name), used) for sheet in book.sheets]
    if not workbook:
        workbook = _free("ThisWorkbook", ("", *range(1, len(used) + 2)), used)
        _name_workbook(book, workbook)
    documents: list[DocumentModule] = []
    for place, (sheet, kept) in enumerate(zip(book.sheets, known, strict=True), 1):
        name = kept or _free(_PREFIXES[sheet.kind], count(place), used)
        if not kept:
            _name_sheet(book, sheet.part_name, name)
        documents.append(DocumentModule(name, sheet.kind))
    return workbook, documents


def _kept(name: str, used: set[str]) -> str:
    """A code name that stays, noted as used; empty for one that has to be another."""
    if name.casefold() in used or not is_valid(name):
        return ""
    used.add(name.casefold())
    return name


def is_valid(name: str) -> bool:
    """Whether VBA takes a name for a module ([MS-VBAL] 3.3.5), in the code page of Western Europe,
    which is that of the projects made here."""
    from pyopenvba.vba import VBE_REFUSED_MODULE_NAMES

    if not _NAME.fullmatch(name) or name.casefold() in VBE_REFUSED_MODULE_NAMES:
        return False
    try:
        name.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _free(prefix: str, numbers: Iterable[int | str], used: set[str]) -> str:
    names = (f"{prefix}{number}" for number in numbers)
    name = next(name for name in names if name.casefold() not in used)
    used.add(name.casefold())
    return name


def _of_workbook(book: Workbook) -> str:
    return _code_name(book.package.xml(book.part_name), "workbookPr")


def _of_sheet(book: Workbook, part: str) -> str:
    return _code_name(book.package.xml(part), "sheetPr")


def _code_name(working: bytes, element: str) -> str:
    masked = scan.mask(working)
    found = scan.element(masked, scan.root(masked).prefixes, element)
    return (found.tag.get("codeName") or "") if found else ""


def _name_workbook(book: Workbook, name: str) -> None:
    """``workbookPr`` comes after the file's version and its sharing (18.2.27)."""
    working = book.package.xml(book.part_name)
    masked = scan.mask(working)
    top = scan.root(masked)
    place = top.tag.end
    for before in ("fileVersion", "fileSharing"):
        found = scan.element(masked, top.prefixes, before)
        place = found.end if found else place
    book.package.replace_xml(book.part_name, _named(working, "workbookPr", name, place))
    book.reread()


def _name_sheet(book: Workbook, part: str, name: str) -> None:
    """``sheetPr`` comes first (18.3.1.99)."""
    working = book.package.xml(part)
    place = scan.root(scan.mask(working)).tag.end
    book.package.replace_xml(part, _named(working, "sheetPr", name, place))


def _named(working: bytes, element: str, name: str, place: int) -> bytes:
    """A part with the code name on that element, which is put at ``place`` where it is missing."""
    masked = scan.mask(working)
    top = scan.root(masked)
    found = scan.element(masked, top.prefixes, element)
    if found:
        raw = scan.element_with(working[found.start : found.end], "codeName", name)
        return working[: found.start] + raw + working[found.end :]
    new = b'<%b%b codeName="%b"/>' % (top.prefix, element.encode(), scan.escape_attribute(name))
    return working[:place] + new + working[place:]
