"""A frozen copy of a workbook: its row of ``tblVersions``, and what makes it one for reading."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.book.editing.appending import append_rows, table_of
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.ooxml.xml import scan
from motxl.template.layout import VERSIONS


def add_version(workbook: Workbook, row: Mapping[str, Value]) -> None:
    """Add a row to ``tblVersions`` (in memory); a workbook without the table, or without a column
    of it that the row fills, gets it. Raises ``MotxlError`` where something is in its place."""
    table = table_of(workbook, VERSIONS)
    lacking = [
        name for name, value in row.items() if value is not None and table.find_column(name) is None
    ]
    table.add_columns(lacking, like=table.columns[-1])
    append_rows(table, [row])


def for_reading(data: bytes, label: str) -> bytes:
    """The workbook ``data``, whose programs recommend to open it read-only (ECMA-376 part 1,
    18.2.12 ``fileSharing``). A password that it asks of those who write it stays."""
    workbook = Workbook(data, label=label)
    part = workbook.part_name
    working = workbook.package.xml(part)
    masked = scan.mask(working)
    top = scan.root(masked)
    found = scan.element(masked, top.prefixes, "fileSharing")
    if found is not None:
        raw = scan.element_with(working[found.start : found.end], "readOnlyRecommended", "1")
        working = working[: found.start] + raw + working[found.end :]
    else:
        version = scan.element(masked, top.prefixes, "fileVersion")
        place = version.end if version is not None else top.tag.end
        new = b'<%bfileSharing readOnlyRecommended="1"/>' % top.prefix
        working = working[:place] + new + working[place:]
    workbook.package.replace_xml(part, working)
    return workbook.to_bytes()


def with_one_sheet(data: bytes, label: str, sheet: str) -> bytes:
    """The workbook ``data`` in which only one sheet is shown: what is printed of it is its text,
    and no address of anybody."""
    workbook = Workbook(data, label=label)
    part = workbook.part_name
    working = workbook.package.xml(part)
    masked = scan.mask(working)
    prefixes = scan.root(masked).prefixes
    sheets = list(scan.elements(masked, prefixes, "sheet"))
    names = [scan.attributes_of(one.tag)["name"] for one in sheets]
    for one, name in reversed(list(zip(sheets, names, strict=True))):
        state = None if name == sheet else "hidden"
        raw = scan.element_with(working[one.start : one.end], "state", state)
        working = working[: one.start] + raw + working[one.end :]
    own = str(names.index(sheet))
    # LibreOffice prints a hidden sheet that has an area to print.
    for area in reversed(list(scan.elements(scan.mask(working), prefixes, "definedName"))):
        told = scan.attributes_of(area.tag)
        if told.get("name", "").startswith("_xlnm.Print") and told.get("localSheetId") != own:
            working = working[: area.start] + working[area.end :]
    view = scan.element(scan.mask(working), prefixes, "workbookView")
    if view is not None:
        raw = scan.element_with(working[view.start : view.end], "activeTab", own)
        raw = scan.element_with(raw, "firstSheet", None)
        working = working[: view.start] + raw + working[view.end :]
    workbook.package.replace_xml(part, working)
    return workbook.to_bytes()
