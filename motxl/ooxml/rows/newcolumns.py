"""A table that gets more columns, to the right of those that it has."""

from __future__ import annotations

from collections.abc import Sequence

from motxl.a1 import MAX_COLUMN, CellRange, column_letters
from motxl.i18n import _
from motxl.ooxml import editing
from motxl.ooxml.cells import contents
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows import obstacles
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import encode_escapes


def add_columns(
    document: Document,
    table: TablePart,
    names: Sequence[str],
    like: int,
    width: float | None = None,
) -> None:
    """See ``Table.add_columns``; ``like`` is a column of the sheet."""
    if not names:
        return
    ref, sheet = table.ref, table.sheet
    all_names = [name.casefold() for name in (*table.columns, *names)]
    last = ref.last_column + len(names)
    if len(set(all_names)) < len(all_names) or not all(names) or last > MAX_COLUMN:
        raise CellRefusedError(
            _(
                "Table {table} cannot get the columns {names}: a name would appear twice, or "
                "the sheet has not enough columns left."
            ).format(table=table.name, names=", ".join(names))
        )
    area = CellRange(ref.first_row, ref.last_column + 1, ref.last_row, last)
    obstacle = obstacles.below(document, sheet, area, table.part_name)
    if obstacle is not None:
        raise CellRefusedError(
            _(
                "Table {table} of sheet {sheet} cannot get another column: {cell} is occupied by "
                "{what}. Free this place, then try again."
            ).format(table=table.name, sheet=sheet.name, cell=obstacle.area, what=_(obstacle.what))
        )
    width = sheet.part.column_width(like) if width is None else width
    styles = {
        row: contents.style_of(sheet, (row, like)) for row in range(ref.first_row, ref.last_row + 1)
    }
    document.flush()
    _write_part(document, table, names, last)
    _widen_formats(sheet, ref, last)
    for column, name in enumerate(names, ref.last_column + 1):
        sheet.part.set_column_width(column, width)
        for row, style in styles.items():
            if style:
                editing.set_style(sheet, (row, column), style)
        if table.header_row is not None:
            editing.set_value(sheet, document, (table.header_row, column), name)


def _write_part(
    document: Document, table: TablePart, names: Sequence[str], last_column: int
) -> None:
    working = document.package.xml(table.part_name)
    masked = scan.mask(working)
    prefixes = scan.root(masked).prefixes
    columns = list(scan.elements(masked, prefixes, "tableColumn"))
    ids = [scan.whole(one.tag.get("id")) or 0 for one in columns]
    tag = columns[-1].tag.name
    new = b"".join(
        b'<%b id="%d" name="%b"/>' % (tag, number, scan.escape_attribute(encode_escapes(name)))
        for number, name in enumerate(names, max(ids) + 1)
    )
    working = working[: columns[-1].end] + new + working[columns[-1].end :]
    outer = scan.element(masked, prefixes, "tableColumns")
    if outer is not None:
        raw = scan.element_with(working[outer.start :], "count", str(len(ids) + len(names)))
        working = working[: outer.start] + raw
    wider = table.ref._replace(last_column=last_column)
    found = scan.element(masked, prefixes, "autoFilter")
    if found is not None:  # it stands before the columns: its offsets are still right
        filtered = CellRange.parse(found.tag.get("ref") or "")._replace(last_column=last_column)
        raw = scan.element_with(working[found.start :], "ref", str(filtered))
        working = working[: found.start] + raw
    document.package.replace_xml(table.part_name, scan.root_with(working, "ref", str(wider)))
    table.reread()


def _widen_formats(sheet: OpenSheet, ref: CellRange, last_column: int) -> None:
    """Conditional formats of the last column go on over the new ones, as in Excel."""
    part = sheet.part
    edge = column_letters(ref.last_column)
    tail = part.tail
    tags = [one for one in scan.tags(scan.mask(tail)) if not one.closing]
    for tag in reversed(tags):
        if tag.name.rpartition(b":")[2] != b"conditionalFormatting":
            continue
        areas = (tag.get("sqref") or "").split()
        wider = [_wider(one, ref, edge, last_column) for one in areas]
        if wider != areas:
            tail = tail[: tag.start] + scan.element_with(
                tail[tag.start :], "sqref", " ".join(wider)
            )
    part.tail = tail


def _wider(area: str, ref: CellRange, edge: str, last_column: int) -> str:
    if edge not in area:
        return area
    try:
        known = CellRange.parse(area)
    except ValueError:
        return area  # a whole column or row
    is_data = known.first_row > ref.first_row and known.last_row == ref.last_row
    if not is_data or known.last_column != ref.last_column:
        return area
    return str(known._replace(last_column=last_column))
