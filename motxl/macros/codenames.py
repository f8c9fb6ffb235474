"""Code names: what VBA calls the workbook and its sheets.

They are attributes of ``workbookPr`` and ``sheetPr`` (ECMA-376 part 1, 18.2.28 and 18.3.1.82).
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.macros.project import Document
from motxl.package import scan

if TYPE_CHECKING:
    from motxl.package import Workbook

_PREFIXES = {"worksheet": "Sheet", "chartsheet": "Chart"}


def given(book: Workbook) -> tuple[str, list[Document]]:
    """The code names of a workbook and its sheets; those without one get it, as Excel does."""
    book.flush()
    for sheet in book.sheets:
        if sheet.kind not in _PREFIXES:
            raise MotxlError(
                _(
                    "{file} has a sheet of an old kind ({sheet}) that macros are not added "
                    "beside: use the add-in (motxl macros --addin motxl.xlam)."
                ).format(file=book.label, sheet=sheet.name)
            )
    workbook = _of_workbook(book) or "ThisWorkbook"
    known = [_of_sheet(book, sheet.part_name) for sheet in book.sheets]
    taken = {name.casefold() for name in (workbook, *known) if name}
    documents: list[Document] = []
    for place, (sheet, name) in enumerate(zip(book.sheets, known, strict=True), 1):
        documents.append(Document(name or _free(_PREFIXES[sheet.kind], place, taken), sheet.kind))
        if not name:
            _name_sheet(book, sheet.part_name, documents[-1].code_name)
    if not _of_workbook(book):
        _name_workbook(book, workbook)
    return workbook, documents


def _free(prefix: str, place: int, taken: set[str]) -> str:
    name = next(f"{prefix}{n}" for n in count(place) if f"{prefix}{n}".casefold() not in taken)
    taken.add(name.casefold())
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
