"""A table takes in one column more, at its right end (ECMA-376 part 1, 18.5.1.2)."""

from __future__ import annotations

from motxl.a1 import MAX_COLUMN, CellRange
from motxl.i18n import _
from motxl.ooxml import editing
from motxl.ooxml.cells import reading
from motxl.ooxml.document import Document
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows import obstacles
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import encode_text


def add_column(document: Document, table: TablePart, name: str, width: float | None = None) -> int:
    """See ``Table.add_column``."""
    column = table.ref.last_column + 1
    area = CellRange(table.ref.first_row, column, table.ref.last_row, column)
    if column > MAX_COLUMN or _is_taken(document, table, area):
        raise CellRefusedError(
            _(
                "The table {table} has no room for a column more: something stands to its right. "
                "Move that in Excel, then try again."
            ).format(table=table.name)
        )
    document.flush()
    package = document.package
    working = package.xml(table.part_name)
    wider = str(table.ref._replace(last_column=column))
    narrow = f'"{table.ref}"'.encode()
    # The table's own range, and that of its filter where it covers all of it.
    working = working.replace(b"ref=" + narrow, f'ref="{wider}"'.encode())
    masked = scan.mask(working)
    prefixes = scan.root(masked).prefixes
    found = list(scan.elements(masked, prefixes, "tableColumn"))
    number = max((scan.whole(one.tag.get("id")) or 0 for one in found), default=0) + 1
    prefix = scan.root(masked).prefix
    written = encode_text(name).replace(b'"', b"&quot;")
    new = b'<%btableColumn id="%d" name="%b"/>' % (prefix, number, written)
    end = found[-1].end
    working = working[:end] + new + working[end:]
    columns = scan.element(scan.mask(working), prefixes, "tableColumns")
    assert columns is not None  # it holds those that were found
    raw = scan.element_with(working[columns.start : columns.end], "count", str(len(found) + 1))
    package.replace_xml(table.part_name, working[: columns.start] + raw + working[columns.end :])
    table.reread()
    if table.header_row is not None:
        editing.set_value(table.sheet, document, (table.header_row, column), name)
    if width is not None:
        table.sheet.part.widen(column, width)
    return column


def _is_taken(document: Document, table: TablePart, area: CellRange) -> bool:
    column = [area.first_column]
    for cell in reading.raw_cells(table.sheet.part, column, area.first_row, area.last_row):
        if cell.value is not None or cell.content:
            return True
    what = obstacles.not_for_a_table(document, table.sheet, area, table.part_name)
    return what is not None
