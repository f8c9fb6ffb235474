"""Every style, font, fill, border and differential format that is asked for exists.

Excel repairs the workbook ("Repaired Records: Format from /xl/styles.xml"), loses the formats, or
refuses it. The formats of conditional formats are the business of ``conditional_formats``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, Sheet, number

_OF_FORMAT = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


def check(package: Package) -> Iterator[str]:
    styles = package.of_workbook("styles")
    if styles is None:
        styles = etree.Element(f"{MAIN}styleSheet")
    yield from _styles(styles)
    formats = count(styles, "cellXfs") or 1  # without styles, all cells have format 0
    differential = count(styles, "dxfs")
    for sheet in package.sheets:
        for where, index in _used(sheet):
            if not 0 <= index < formats:
                yield f"{sheet}, {where}: format {index} of {formats}"
        for part, root in [
            (sheet.part, sheet.root),
            *((one.part, one.root) for one in sheet.tables + sheet.pivots),
        ]:
            yield from _dangling(part, root, differential)


def count(styles: etree._Element, collection: str) -> int:
    """How many there are; the ``count`` that is written may lie."""
    found = styles.find(f"{MAIN}{collection}")
    return 0 if found is None else sum(1 for _ in found.iterchildren("{*}*"))


def _styles(styles: etree._Element) -> Iterator[str]:
    named = count(styles, "cellStyleXfs")
    for collection in ("cellStyleXfs", "cellXfs"):
        for index, xf in enumerate(styles.iterfind(f"{MAIN}{collection}/{MAIN}xf")):
            where = f"format {index} of {collection}"
            for attribute, wanted in _OF_FORMAT.items():
                there = count(styles, wanted)
                if not 0 <= number(xf, attribute, 0) < max(there, 1):
                    yield f"{where}: {attribute} is {xf.get(attribute)}, and there are {there}"
            if collection == "cellXfs" and not 0 <= number(xf, "xfId", 0) < max(named, 1):
                yield f"{where}: xfId is {xf.get('xfId')}, and there are {named}"
    for style in styles.iterfind(f"{MAIN}cellStyles/{MAIN}cellStyle"):
        if not 0 <= number(style, "xfId", 0) < named:
            yield f"cell style {style.get('name')!r}: xfId is {style.get('xfId')} of {named}"
    holder = styles.find(f"{MAIN}tableStyles")
    if holder is not None:
        yield from _dangling("table styles", holder, count(styles, "dxfs"))


def _used(sheet: Sheet) -> Iterator[tuple[str, int]]:
    for cell in sheet.cells:
        if cell.element.get("s") is not None:
            yield cell.name, number(cell.element, "s", 0)
    for row in sheet.root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        yield f"row {row.get('r')}", number(row, "s", 0)
    for column in sheet.root.iterfind(f"{MAIN}cols/{MAIN}col"):
        yield f"columns {column.get('min')}:{column.get('max')}", number(column, "style", 0)


def _dangling(where: str, root: etree._Element, differential: int) -> Iterator[str]:
    for element in root.iter(f"{MAIN}*"):
        if element.tag == f"{MAIN}cfRule":
            continue
        for attribute in element.attrib:
            if not attribute.lower().endswith("dxfid"):
                continue
            if not 0 <= number(element, attribute, 0) < differential:
                wrong = f"{attribute} {element.get(attribute)} of {differential}"
                yield f"{where}: {etree.QName(element).localname} has the {wrong}"
