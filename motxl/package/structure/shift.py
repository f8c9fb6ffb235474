"""Applying a ``RowMap`` to a whole workbook: first everything is worked out, then it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from motxl.a1 import MAX_ROW, CellRange, to_a1
from motxl.i18n import N_, _
from motxl.package import scan
from motxl.package.errors import CellRefusedError
from motxl.package.sheetpart import SheetPart
from motxl.package.structure.anchors import drawing_followed, vml_followed
from motxl.package.structure.calcchain import chain_followed
from motxl.package.structure.drawn import drawn_parts
from motxl.package.structure.following import Following
from motxl.package.structure.formulas import UnmappableError
from motxl.package.structure.rowmap import RowMap
from motxl.package.structure.sheetdata import SheetData
from motxl.package.structure.sheetranges import followed

if TYPE_CHECKING:
    from motxl.package.sheet import Sheet
    from motxl.package.tables import Table
    from motxl.package.workbook import Workbook

# Parts by the last step of the type of the relationship that leads to them (part 1, 12 and 14).
_OF_SHEET = {
    "comments": N_("a comment"),
    "threadedComment": N_("a comment"),
    "table": N_("a table"),
    "tableSingleCells": N_("a table"),
    "pivotTable": N_("a pivot table"),
}
# What names rows in ways that are not followed here: a workbook with them is refused.
_REFUSED = ("revisionHeaders", "volatileDependencies")


class RowShift:
    """Rows of one sheet that go elsewhere, and every reference to them in the workbook."""

    def __init__(
        self, workbook: Workbook, sheet: Sheet, rows: RowMap, table: Table | None = None
    ) -> None:
        """``table`` is the one whose rows they are: it grows and shrinks with them."""
        self._workbook = workbook
        self._sheet = sheet
        self._table = table
        self._rows = rows
        order = [other.name for other in workbook.sheets]
        self._following = Following(rows, sheet.name, order)

    def apply(self) -> None:
        """Do it. ``CellRefusedError``, naming the place, when something could not follow."""
        try:
            self._refuse_what_is_torn()
            sheets = dict(self._sheets())
            parts = dict(self._parts())
        except (scan.XmlError, ValueError, IndexError):
            raise self._workbook.package.damaged(self._sheet.part_name) from None
        # Nothing is written before this line, so that a refusal leaves all as it was.
        for sheet, data in sheets.items():
            sheet.part = SheetPart(data, changed=True)
        package = self._workbook.package
        for name, content in parts.items():
            if content is None:
                self._workbook.remove_part(name)
            elif name.endswith(".vml"):
                package.replace(name, content)
            else:
                package.replace_xml(name, content)
        self._workbook.reread_names()
        for table in self._workbook.tables.values():
            table.reread()

    # What forbids it

    def _refuse_what_is_torn(self) -> None:
        sheet, rows = self._sheet, self._rows
        last = max(sheet.part.rows.numbers(), default=1)
        gained = rows.inserted[1] - rows.inserted[0] + 1 if rows.inserted else 0
        if last + gained > MAX_ROW:
            raise self._refused(sheet.name, str(last), _("the last row of a sheet"))
        for name, area in self._blocks():
            if rows.shift(area.first_row, area.last_row) is None:
                raise self._refused(sheet.name, str(area), name)
        package = self._workbook.package
        for kind in _REFUSED:
            if package.related(self._workbook.part_name, kind):
                raise self._refused(sheet.name, "A1", _("a list of tracked changes"))

    def _blocks(self) -> Iterator[tuple[str, CellRange]]:
        """What must move as a whole: the other tables of the sheet, and its pivot tables."""
        for table in self._workbook.tables.values():
            if table.sheet is self._sheet and table is not self._table:
                yield _("table {name}").format(name=table.name), table.ref
        package = self._workbook.package
        for part in package.related(self._sheet.part_name, "pivotTable"):
            masked = scan.mask(package.xml(part))
            place = scan.element(masked, scan.root(masked).prefixes, "location")
            if place is not None:
                yield _("a pivot table"), CellRange.parse(place.tag.get("ref") or "A1")

    def _refused(self, sheet: str, cell: str, what: str) -> CellRefusedError:
        return CellRefusedError(
            _(
                "The rows of sheet {moved} cannot be inserted, deleted or moved: {what} at "
                "{cell} of sheet {sheet} could not follow. Change it in Excel, then try again."
            ).format(moved=self._sheet.name, what=what, cell=cell, sheet=sheet)
        )

    # Sheets

    def _sheets(self) -> Iterator[tuple[Sheet, bytes]]:
        for sheet in self._workbook.sheets:
            if sheet is self._sheet or self._mentions(sheet.part_name):
                new = self._of_sheet(sheet)
                if new is not None:
                    yield sheet, new

    def _mentions(self, part: str) -> bool:
        """Whether a part may refer to the sheet by its name."""
        name = self._sheet.name
        if any(character in name for character in "&<>\"'"):
            return True  # written in more than one way
        return name.casefold().encode() in self._workbook.package.part(part).lower()

    def _of_sheet(self, sheet: Sheet) -> bytes | None:
        if not sheet.is_worksheet:
            if sheet.kind.endswith("acrosheet"):
                raise self._refused(sheet.name, "A1", _("a macro sheet of Excel 4"))
            return None

        def refuse(row: int, column: int, _error: UnmappableError) -> Exception:
            return self._refused(sheet.name, to_a1(row, column), _("a formula"))

        part = sheet.part
        data = SheetData(part, sheet.name, self._following, refuse).rewritten()
        around = SheetPart(part.to_bytes() if data is None else data)
        head = self._followed(around.head, sheet.name, sheet.name)
        tail = self._followed(around.tail, sheet.name, sheet.name)
        if data is None and (head, tail) == (around.head, around.tail):
            return None
        around.head, around.tail = head, tail
        return around.to_bytes()

    def _followed(
        self, data: bytes, own: str | None, place: str, what: str = N_("something")
    ) -> bytes:
        try:
            return followed(data, own, self._following)
        except UnmappableError as error:
            raise self._refused(place, str(error), _(what)) from None

    # Other parts

    def _parts(self) -> Iterator[tuple[str, bytes | None]]:
        """Every other part that changes; ``None`` for one that goes."""
        package = self._workbook.package
        book = self._workbook.part_name
        yield from self._if_changed(book, lambda data: self._followed(data, None, book))
        for part in package.related(book, "calcChain"):
            chain = chain_followed(package.xml(part), self._sheet.sheet_id, self._rows)
            if chain is None or chain != package.xml(part):
                yield part, chain
        for part in package.related(book, "pivotCacheDefinition"):
            yield from self._if_changed(part, lambda data: self._followed(data, None, book))
        for sheet in self._workbook.sheets:
            yield from self._parts_of(sheet)

    def _parts_of(self, sheet: Sheet) -> Iterator[tuple[str, bytes | None]]:
        package = self._workbook.package
        moves = sheet is self._sheet
        for kind, what in _OF_SHEET.items():
            for part in package.related(sheet.part_name, kind):
                if moves or kind == "table":
                    yield from self._if_changed(
                        part, partial(self._of_part, sheet=sheet.name, what=what)
                    )
        for kind in ("vmlDrawing", "legacyDrawing") if moves else ():
            for part in package.related(sheet.part_name, kind):
                new = self._guarded(lambda data: vml_followed(data, self._following), part)
                if new != package.part(part):
                    yield part, new
        anchored = package.related(sheet.part_name, "drawing") if moves else []
        for part in drawn_parts(package, sheet.part_name):
            drawn = self._anchored if part in anchored else self._floating
            yield from self._if_changed(part, drawn)

    def _of_part(self, data: bytes, sheet: str, what: str) -> bytes:
        return self._followed(data, sheet, sheet, what)

    def _floating(self, data: bytes) -> bytes:
        return self._followed(data, None, self._sheet.name)

    def _anchored(self, data: bytes) -> bytes:
        return drawing_followed(self._floating(data), self._following)

    def _guarded(self, change: Callable[[bytes], bytes], part: str) -> bytes:
        try:
            return change(self._workbook.package.part(part))
        except UnmappableError as error:
            raise self._refused(self._sheet.name, f"{error}:{error}", _("a comment")) from None

    def _if_changed(
        self, part: str, change: Callable[[bytes], bytes]
    ) -> Iterator[tuple[str, bytes]]:
        data = self._workbook.package.xml(part)
        try:
            new = change(data)
        except scan.XmlError:
            raise self._workbook.package.damaged(part) from None
        if new != data:
            yield part, new
