"""Applying a ``RowMap`` to a whole workbook: first everything is worked out, then it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from motxl.a1 import MAX_ROW, CellRange, to_a1
from motxl.i18n import N_, _
from motxl.ooxml.cells import reading
from motxl.ooxml.cells.formulas import DeletedReferenceError, SeveralSheetsError, UnmappableError
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.document import Document
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.opc.owned import owned
from motxl.ooxml.rows.anchors import (
    drawing_followed,
    draws_nothing,
    vml_followed,
    vml_formulas_followed,
)
from motxl.ooxml.rows.calcchain import chain_followed
from motxl.ooxml.rows.drawn import drawn_parts
from motxl.ooxml.rows.following import Following
from motxl.ooxml.rows.names import is_used
from motxl.ooxml.rows.places import WORDS
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.sheetdata import SheetData
from motxl.ooxml.rows.sheetranges import Followed, StuckError, followed
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.xml import scan

# Parts by the last step of the type of the relationship that leads to them (part 1, 12 and 14;
# [MS-XLSX] 2.1.54 and 2.1.60).
_COMMENTS = ("comments", "threadedComment")
_OF_SHEET = (*_COMMENTS, "tableSingleCells", "pivotTable", "namedSheetView")
_OF_WORKBOOK = ("pivotCacheDefinition", "connections")
# What names rows in ways that are not followed here: a workbook with them is refused.
_REFUSED = {
    "revisionHeaders": N_(
        "the changes of the workbook are tracked in Excel's old way. Stop sharing the "
        "workbook in Excel (Review, Unshare), then try again."
    ),
    "volatileDependencies": N_(
        "formulas of the workbook ask other programs for values (RTD). Replace these formulas "
        "by their values, then try again."
    ),
}


class RowShift:
    """Rows of one sheet that go elsewhere, and every reference to them in the workbook."""

    def __init__(
        self, document: Document, sheet: OpenSheet, rows: RowMap, table: TablePart | None = None
    ) -> None:
        """``table`` is the one whose rows they are: it grows and shrinks with them."""
        self._document = document
        self._sheet = sheet
        self._table = table
        self._rows = rows
        order = [other.name for other in document.open_sheets]
        self._following = Following(rows, sheet.name, order, partial(filled_rows, sheet))
        self._unlinked: dict[str, frozenset[str]] = {}

    def apply(self) -> None:
        """Move the rows. Raises ``CellRefusedError``, which names the place, when something could
        not follow."""
        package = self._document.package
        try:
            self._refuse_what_is_torn()
            sheets = {sheet: SheetPart(data, changed=True) for sheet, data in self._sheets()}
            parts = dict(self._parts())
        except (scan.XmlError, ValueError, IndexError):
            raise package.damaged(self._sheet.part_name) from None
        for sheet, part in sheets.items():
            package.check_xml(sheet.part_name, part.working)
        for name, content in parts.items():
            if content is not None and not name.endswith(".vml"):
                package.check_xml(name, content)
        # Nothing is written before this line, so that a refusal leaves all as it was.
        for sheet, part in sheets.items():
            sheet.forget()
            sheet.part = part
        for name, content in parts.items():
            if content is None:
                self._document.remove_part(name)
            elif name.endswith(".vml"):
                package.replace(name, content)
            else:
                package.replace_xml(name, content)
        for name, links in self._unlinked.items():
            package.remove_relationships(name, links)
        self._document.forget_names()
        for table in self._document.table_parts.values():
            table.reread()

    # What forbids it

    def _refuse_what_is_torn(self) -> None:
        sheet, rows = self._sheet, self._rows
        gained = rows.inserted[1] - rows.inserted[0] + 1 if rows.inserted else 0
        pushed_off = sheet.part.last_row_with_cells(MAX_ROW - gained)
        if pushed_off is not None:
            raise self._refused(
                _(
                    "row {row} is not empty and would be pushed beyond the last row of the "
                    "sheet. Delete the rows that are not needed below the data, or move them "
                    "up, then try again."
                ).format(row=pushed_off)
            )
        for name, area in self._blocks():
            if rows.shift(area.first_row, area.last_row) is None:
                raise self._refused(
                    _(
                        "{what} at {cell} of sheet {sheet} would be torn apart. "
                        "Move it elsewhere in Excel, then try again."
                    ).format(what=name, cell=area, sheet=sheet.name)
                )
        package = self._document.package
        for kind, why in _REFUSED.items():
            if package.related(self._document.part_name, kind):
                raise self._refused(_(why))

    def _blocks(self) -> Iterator[tuple[str, CellRange]]:
        """What must move as a whole: the other tables of the sheet, and its pivot tables."""
        own = self._table.part_name if self._table is not None else ""
        for table in self._document.table_parts.values():
            if table.sheet is self._sheet and table.part_name != own:
                yield _("table {name}").format(name=table.name), table.ref
        package = self._document.package
        for part in package.related(self._sheet.part_name, "pivotTable"):
            masked = scan.mask(package.xml(part))
            place = scan.element(masked, scan.root(masked).prefixes, "location")
            if place is not None:
                yield _("a pivot table"), CellRange.parse(place.tag.get("ref") or "A1")

    def _refused(self, why: str) -> CellRefusedError:
        return CellRefusedError(
            _("Rows of sheet {sheet} cannot be inserted, deleted or moved: {why}").format(
                sheet=self._sheet.name, why=why
            )
        )

    def _names_them(self, what: str, cell: str, sheet: str, error: UnmappableError) -> Exception:
        """The refusal for something that names rows which go, or are no longer together."""
        place = (
            _("{what} at {cell} of sheet {sheet}").format(what=what, cell=cell, sheet=sheet)
            if cell
            else _("{what} of sheet {sheet}").format(what=what, sheet=sheet)
        )
        if isinstance(error, SeveralSheetsError):
            why = _(
                "the reference to {cells} in {place} covers several sheets at once; after "
                "this change it would point to the wrong cells of sheet {sheet}. In Excel, "
                "name each of these sheets separately in the reference, then try again."
            ).format(place=place, cells=error, sheet=self._sheet.name)
        elif str(error) == cell:
            why = _(
                "this would delete or split {place}. Move or delete it in Excel, then try again."
            ).format(place=place)
        else:
            why = _(
                "the reference to {cells} in {place} would become wrong, because these cells "
                "would disappear or be torn apart. Change or delete the reference in Excel, "
                "then try again."
            ).format(place=place, cells=error)
        return self._refused(why)

    def _stuck(self, error: StuckError, sheet: str, place: str = "") -> Exception:
        cause = error.cause
        if error.element == b"definedName" and isinstance(cause, SeveralSheetsError):
            return self._refused(
                _(
                    "the name {name} refers to {cells}, on several sheets at once, and would "
                    "refer to other cells of sheet {sheet}. Name each of these sheets "
                    "separately in Excel (Formulas, Name Manager), then try again."
                ).format(name=error.place, cells=cause, sheet=self._sheet.name)
            )
        if error.element == b"definedName":
            return self._refused(
                _(
                    "the name {name} refers to {cells}, but these cells would disappear or be "
                    "torn apart. Change or delete the name in Excel (Formulas, Name Manager), "
                    "then try again."
                ).format(name=error.place, cells=error)
            )
        what = WORDS.get(error.element, N_("a reference"))
        return self._names_them(_(what), place or error.place, sheet, cause)

    # Sheets

    def _sheets(self) -> Iterator[tuple[OpenSheet, bytes]]:
        for sheet in self._document.open_sheets:
            if sheet is self._sheet or self._mentions(sheet.part_name):
                new = self._of_sheet(sheet)
                if new is not None:
                    yield sheet, new

    def _mentions(self, part: str) -> bool:
        """Whether a part may refer to the sheet by its name."""
        name = self._sheet.name
        if any(character in name for character in "&<>\"'"):
            return True  # written in more than one way
        return name.casefold().encode() in self._document.package.part(part).lower()

    def _of_sheet(self, sheet: OpenSheet) -> bytes | None:
        if not sheet.is_worksheet:
            if sheet.kind.endswith("acrosheet"):
                raise self._refused(
                    _(
                        "sheet {sheet} holds macros of Excel 4, which may refer to these "
                        "rows. Remove this sheet in Excel, then try again."
                    ).format(sheet=sheet.name)
                )
            return None

        def refuse(row: int, column: int, error: UnmappableError) -> Exception:
            return self._names_them(_("a formula"), to_a1(row, column), sheet.name, error)

        part = sheet.part
        data = SheetData(part, sheet.name, self._following, refuse).rewritten()
        around = SheetPart(part.to_bytes() if data is None else data)
        head, of_head = self._followed(around.head, sheet.name, sheet.name)
        tail, of_tail = self._followed(around.tail, sheet.name, sheet.name)
        tail = self._without_lost_notes(tail, sheet, part.root.prefixes)
        gone = {link for link in of_head | of_tail if not _mentioned(link, head + tail)}
        if gone:
            self._unlinked[sheet.part_name] = frozenset(gone)
        if data is None and (head, tail) == (around.head, around.tail):
            return None
        around.head, around.tail = head, tail
        return around.to_bytes()

    def _followed(self, data: bytes, own: str | None, sheet: str, place: str = "") -> Followed:
        try:
            return followed(data, own, self._following)
        except StuckError as error:
            raise self._stuck(error, sheet, place) from None

    # Other parts

    def _parts(self) -> Iterator[tuple[str, bytes | None]]:
        """Every other part that changes; ``None`` for one that goes."""
        package = self._document.package
        book = self._document.part_name
        yield from self._if_changed(book, self._of_workbook)
        for part in package.related(book, "calcChain"):
            chain = chain_followed(package.xml(part), self._sheet.sheet_id, self._rows)
            if chain is None or chain != package.xml(part):
                yield part, chain
        for kind in _OF_WORKBOOK:
            for part in package.related(book, kind):
                yield from self._if_changed(part, partial(self._of_part, own=None))
        for sheet in self._document.open_sheets:
            yield from self._parts_of(sheet)

    def _of_workbook(self, data: bytes) -> bytes:
        """Defined names: one that nothing uses may come to say ``#REF!``, as in Excel."""
        while True:
            try:
                return followed(data, None, self._following).data
            except StuckError as error:
                name = error.place.casefold()
                lost = self._following.lost
                gone = isinstance(error.cause, DeletedReferenceError)
                if not gone or name in lost or is_used(self._document, error.place):
                    raise self._stuck(error, self._sheet.name) from None
                lost.add(name)

    def _parts_of(self, sheet: OpenSheet) -> Iterator[tuple[str, bytes | None]]:
        package = self._document.package
        moves = sheet is self._sheet
        for kind in (*_OF_SHEET, "table") if moves else ("table",):
            for part in package.related(sheet.part_name, kind):
                changed = self._if_changed(part, partial(self._of_part, own=sheet.name))
                for name, new in changed:
                    lost = kind in _COMMENTS and not _has_comments(new)
                    yield name, None if lost else new
        for part, vml in self._vml_of(sheet).items():
            if not vml:
                yield from ((other, None) for other in (*owned(package, part), part))
            elif vml != package.part(part):
                yield part, vml
        drawings = package.related(sheet.part_name, "drawing")
        # Shapes and controls name no sheet where it is their own; charts always do.
        owned_by = {*drawings, *package.related(sheet.part_name, "ctrlProp")}
        for part, place in drawn_parts(package, sheet.part_name).items():
            own = sheet.name if part in owned_by else None
            drawn = partial(self._of_part, own=own, place=place, sheet=sheet)
            anchored = moves and part in drawings
            yield from self._if_changed(part, partial(self._anchored, drawn) if anchored else drawn)

    def _of_part(
        self, data: bytes, own: str | None, place: str = "", sheet: OpenSheet | None = None
    ) -> bytes:
        return self._followed(data, own, (sheet or self._sheet).name, place).data

    def _anchored(self, drawn: Callable[[bytes], bytes], data: bytes) -> bytes:
        return drawing_followed(drawn(data), self._following)

    def _vml_of(self, sheet: OpenSheet) -> dict[str, bytes]:
        """The VML of a sheet as it will be; empty where its last note goes."""
        package = self._document.package
        found: dict[str, bytes] = {}
        for kind in ("vmlDrawing", "legacyDrawing"):
            for part in package.related(sheet.part_name, kind):
                old = package.part(part)
                new = self._of_vml(old, sheet)
                found[part] = b"" if new != old and draws_nothing(new) else new
        return found

    def _without_lost_notes(
        self, tail: bytes, sheet: OpenSheet, prefixes: tuple[bytes, ...]
    ) -> bytes:
        """What stands behind the cells, without the ``legacyDrawing`` (18.3.1.51) whose last note
        goes."""
        if sheet is not self._sheet or b"legacyDrawing" not in tail:
            return tail
        lost = {part for part, vml in self._vml_of(sheet).items() if not vml}
        links = self._document.package.relationships(sheet.part_name)
        gone = {link.id for link in links if link.target in lost}
        for element in reversed(list(scan.elements(scan.mask(tail), prefixes, "legacyDrawing"))):
            if gone & set(scan.attributes_of(element.tag).values()):
                tail = tail[: element.start] + tail[element.end :]
        return tail

    def _of_vml(self, data: bytes, sheet: OpenSheet) -> bytes:
        try:
            data = vml_formulas_followed(data, sheet.name, self._following)
        except UnmappableError as error:
            raise self._names_them(_("a control"), "", sheet.name, error) from None
        if sheet is not self._sheet:
            return data
        try:
            return vml_followed(data, self._following)
        except UnmappableError as error:
            raise self._names_them(_("a comment"), str(error), sheet.name, error) from None

    def _if_changed(
        self, part: str, change: Callable[[bytes], bytes]
    ) -> Iterator[tuple[str, bytes]]:
        data = self._document.package.xml(part)
        try:
            new = change(data)
        except scan.XmlError:
            raise self._document.package.damaged(part) from None
        if new != data:
            yield part, new


def filled_rows(sheet: OpenSheet, first: int, last: int) -> Iterator[int]:
    """The rows of a sheet that have a value or a formula between two columns."""
    for cell in reading.raw_cells(sheet.part, range(first, last + 1)):
        if cell.value is not None or cell.content:
            yield cell.row


def _has_comments(data: bytes) -> bool:
    """Whether a part of comments holds any."""
    tags = (tag.name.rpartition(b":")[2] for tag in scan.tags(scan.mask(data)))
    return any(name in (b"comment", b"threadedComment") for name in tags)


def _mentioned(link: str, data: bytes) -> bool:
    """Whether something still uses a relationship."""
    return f'"{link}"'.encode() in data or f"'{link}'".encode() in data
