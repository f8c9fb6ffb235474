"""Texts and numbers that the eye does not see.

In the colour of their ground, too small to read, or formatted away; by the cell's own format, by a
run's, or by a rule. Fills of a table's style are not looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from motxl.a1 import MAX_ROW, CellRange, to_a1
from motxl.inspection.colours import TINY
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.kinds.number_formats import number_in
from motxl.inspection.looks import Formats, colour_of, grounds
from motxl.inspection.numberformats import hides
from motxl.inspection.parts import Parts, local
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.xml.tree import TreeElement


def find(parts: Parts) -> Iterator[Finding]:
    formats = Formats(parts)
    for sheet in parts.workbook.sheets:
        if not parts.package.has(sheet.part_name) or sheet.kind != "worksheet":
            continue
        for search in (hidden_by_looks, hidden_by_rules):
            for row, column, text in search(parts, sheet, formats):
                yield Finding("hidden-text", f"{sheet.name}!{to_a1(row, column)}", quoted(text))


Hidden = tuple[int, int, str]
"""Row and column, 1-based, and what is not seen"""


def hidden_by_looks(
    parts: Parts,
    sheet: Sheet,
    formats: Formats,
    columns: Collection[int] | None = None,
    first: int = 1,
    last: int = MAX_ROW,
) -> Iterator[Hidden]:
    """The cells of a sheet whose text, or a part of it, is not seen: by the format of the cell, or
    of a run."""
    styles = parts.styles_in_use(sheet)
    looks = frozenset(formats.of_run(properties) for properties in parts.run_properties())
    tiny = any(small for _colour, small in looks)
    if not sheet.has_inline_texts() and not formats.may_hide(frozenset(styles), looks):
        return  # as a rule: then no cell needs to be read
    texts = {(text.row, text.column): text.runs for text in sheet.runs(columns, first, last)}
    for cell in sheet.cells(columns, first, last):
        if not cell.text or not cell.text.strip():
            continue
        found = formats.of(cell.style)
        value = number_in(cell.text) if cell.kind == "number" else None
        pieces = texts.get((cell.row, cell.column))
        if hides(found.code, value) or (found.tiny and (pieces is None or len(pieces) == 1)):
            hidden = cell.text
        elif pieces is None:
            hidden = cell.text if found.hides_colour(found.colour) else ""
        else:
            hidden = "".join(run.text for run in pieces if found.hides_colour(run.properties))
            if not hidden.strip() and (tiny or sheet.has_inline_texts()):
                sizes = sheet.looks((cell.row, cell.column))
                small = (run.text for run in sizes if (run.properties.size or 11) <= TINY)
                hidden = "".join(small)
        if hidden.strip():
            yield cell.row, cell.column, hidden


def hidden_by_rules(
    parts: Parts,
    sheet: Sheet,
    formats: Formats,
    columns: Collection[int] | None = None,
    first: int = 1,
    last: int = MAX_ROW,
) -> Iterator[Hidden]:
    """The first cell of a sheet that each rule would hide. Whether it applies is not worked out."""
    if b"conditionalFormatting" not in parts.xml(sheet.part_name):
        return
    for block in parts.tree(sheet.part_name).iter():
        if local(block) != "conditionalFormatting":
            continue
        areas = _areas(
            block.get("sqref") or "".join(e.text or "" for e in block if local(e) == "sqref")
        )
        for rule in block:
            hidden = _hidden_by(rule, formats)
            if local(rule) != "cfRule" or hidden is None:
                continue
            for cell in sheet.cells(columns, first, last):
                text = (cell.text or "").strip()
                if not text or not any(area.contains(cell.row, cell.column) for area in areas):
                    continue
                value = number_in(text) if cell.kind == "number" else None
                if hidden == "numbers" and value is None:
                    continue
                if hidden not in ("numbers", "colour") and not hides(hidden, value):
                    continue
                yield cell.row, cell.column, text
                break


def _hidden_by(rule: TreeElement, formats: Formats) -> str | None:
    """``colour``, ``numbers``, or the number format that a rule gives; ``None``: nothing hidden."""
    for element in rule.iter():
        if local(element) in ("dataBar", "iconSet") and element.get("showValue") in ("0", "false"):
            return "numbers"
    own = [e for e in rule if local(e) == "dxf"]
    number = rule.get("dxfId", "")
    if number.isdigit() and int(number) < len(formats.differential):
        own.append(formats.differential[int(number)])
    for dxf in own:
        code = next((e.get("formatCode", "") for e in dxf if local(e) == "numFmt"), "")
        if any(hides(code, sample) for sample in (None, 5.0, -5.0)):
            return code
        font = next((e for e in dxf if local(e) == "font"), ())
        colours = [colour_of(e, formats.palette) for e in font if local(e) == "color"]
        fill = next((e for e in dxf if local(e) == "fill"), None)
        found = grounds(fill, formats.palette, of_rule=True) if fill is not None else ()
        look = formats.of(0)._replace(grounds=found or ("FFFFFF",))
        if colours and colours[0] is not None and look.hides_colour(colours[0]):
            return "colour"
    return None


def _areas(sqref: str) -> list[CellRange]:
    found = []
    for one in sqref.split():
        try:
            found.append(CellRange.parse(one))
        except ValueError:
            continue
    return found
