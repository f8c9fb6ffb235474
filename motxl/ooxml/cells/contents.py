"""Reading the cells of one sheet: values, runs, looks, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat
from typing import cast

from motxl.a1 import MAX_ROW, CellRange
from motxl.ooxml.cells import partranges, reading, usualcells
from motxl.ooxml.cells.cells import Cell
from motxl.ooxml.cells.opensheet import OpenSheet, Ref, place_of
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.showntexts import OfColour, ShownTexts
from motxl.ooxml.cells.usualvalues import Convert, Grid, day_of, refuse
from motxl.ooxml.cells.usualvalues import usual_values as values_at_once
from motxl.ooxml.looks.looks import Look, look_of, look_of_font
from motxl.ooxml.looks.rich import RichText
from motxl.ooxml.looks.textcells import Colours, TextCell, Texts
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part
from motxl.text.runs import Run, merge

_RICH = ("s", "inlineStr")

_STYLE = re.compile(rb"\s(?:s|style)=[\"']([0-9]{1,9})[\"']")

_CELL = cast("Callable[[tuple[object, ...]], Cell]", partial(tuple.__new__, Cell))
"""As ``Cell._make``, which is twice as slow"""
_TEXT_CELL = cast("Callable[[tuple[object, ...]], TextCell]", partial(tuple.__new__, TextCell))


def cells(
    sheet: OpenSheet,
    columns: Collection[int] | None = None,
    first_row: int = 1,
    last_row: int = MAX_ROW,
) -> Iterator[Cell]:
    """The cells that exist in some columns (``None``: all), in the order of the sheet."""
    try:
        part = sheet.settled()
        if not reading.is_regular(part):
            raws = reading.raw_cells(part, columns, first_row, last_row)
            yield from map(partial(cell_of, sheet), raws)
        elif columns is None or columns:
            yield from _usual_cells(sheet, part, columns, first_row, last_row)
    except (scan.XmlError, ValueError, IndexError):
        raise sheet.damaged() from None


def _usual_cells(
    sheet: OpenSheet, part: SheetPart, columns: Collection[int] | None, first: int, last: int
) -> Iterator[Cell]:
    strings = sheet.shared.strings
    if strings is not None and columns is None and (first, last) == (1, MAX_ROW):
        strings.read_all()
    text_of = Texts(strings)
    for found in usualcells.cells_of(part, columns, first, last):
        if isinstance(found, usualcells.Bytes):
            raws = reading.cells_between(part, columns, (first, last), *found)
            yield from map(partial(cell_of, sheet), raws)
            continue
        values = found.values
        kinds: Sequence[str]
        styles, types, kinds = zip(*found.looks, strict=True)
        said: list[str | None] = [
            text_of[value] if type_ == "s" else value
            for type_, value in zip(types, values, strict=True)
        ]
        if "" in values:
            kinds = [k if value else "empty" for k, value in zip(kinds, values, strict=True)]
            said = [text if value else None for text, value in zip(said, values, strict=True)]
        fields = zip(found.rows, found.columns, kinds, said, styles, repeat(False))
        yield from map(_CELL, fields)


def cell_of(sheet: OpenSheet, raw: reading.RawCell) -> Cell:
    """A cell as it was found, with the text that it says."""
    row, column, style, kind, value, content = raw
    prefixes = sheet.part.root.prefixes
    strings = sheet.shared.strings
    text: str | None
    if kind == "inlineStr":
        text = _inline(sheet, raw).text
    elif value and kind != "str":
        text = value.decode() if b"&" not in value else reading.value_of(raw, prefixes)
    else:
        text = reading.value_of(raw, prefixes)
    if kind == "s" and text is not None and strings is not None:
        text = strings.text(int(text))
    known = "empty" if text is None else reading.KINDS.get(kind, "number")
    formula = bool(content) and reading.has_formula(raw, prefixes)
    return Cell(row, column, known, text, style, formula)


def usual_values(sheet: OpenSheet, most_cells: int, most_text: int) -> Grid | None:
    """All values at once; ``None`` for a sheet with times, formulas or the like in it, and for
    one with more cells or characters than that."""
    strings = sheet.shared.strings
    if strings is not None:
        strings.read_all()
    text_of = Texts(strings).__getitem__
    return values_at_once(
        sheet.settled(), text_of, partial(_number_of, sheet), most_cells, most_text
    )


def _number_of(sheet: OpenSheet, style: int) -> Convert:
    """What makes a value of a number in a format."""
    styles = sheet.shared.styles
    if not styles.shows_date(style):
        return float
    return (
        refuse if styles.shows_elapsed(style) else partial(day_of, date1904=sheet.shared.date1904)
    )


def has_inline_texts(sheet: OpenSheet) -> bool:
    """Whether texts stand in the sheet itself rather than in the shared strings."""
    return b"inlineStr" in sheet.part.to_bytes()


def formula_cells(
    sheet: OpenSheet, columns: Collection[int], first_row: int = 1, last_row: int = MAX_ROW
) -> list[tuple[int, int]]:
    """Row and column of the cells that are computed, in the order of the sheet."""
    part = sheet.part
    tag = b"<" + part.prefix + b"f"
    if not part.edited_rows and tag + b">" not in part.masked and tag + b" " not in part.masked:
        return []
    found = cells(sheet, columns, first_row, last_row)
    return [(one.row, one.column) for one in found if one.formula]


def valueless_cells(
    sheet: OpenSheet, columns: Collection[int], first_row: int = 1, last_row: int = MAX_ROW
) -> list[tuple[int, int]]:
    """Row and column of the cells that show an error, and of formulas whose result is not
    stored, in the order of the sheet."""
    part = sheet.part
    tag = b"<" + part.prefix + b"f"
    marks = (tag + b">", tag + b" ", b't="e"', b"t='e'")
    if not part.edited_rows and not any(mark in part.masked for mark in marks):
        return []
    return [
        (cell.row, cell.column)
        for cell in cells(sheet, columns, first_row, last_row)
        if cell.kind == "error"
        or (cell.formula and cell.kind in {"number", "empty"} and not cell.text)
    ]


def cell(sheet: OpenSheet, ref: Ref) -> Cell | None:
    """One cell; ``None`` where the sheet has none."""
    try:
        raw = reading.raw_cell(sheet.part, *place_of(ref))
        return None if raw is None else cell_of(sheet, raw)
    except (scan.XmlError, ValueError, IndexError):
        raise sheet.damaged() from None


@names_its_part
def formula(sheet: OpenSheet, ref: Ref) -> str | None:
    """The formula of a cell as the file holds it (English, without ``=``); ``None`` where it
    has none of its own. A shared one reads as it does in this cell."""
    from motxl.ooxml.cells.computing import formula_of  # few runs need it

    return formula_of(sheet.part, *place_of(ref))


def runs(
    sheet: OpenSheet,
    columns: Collection[int] | None = None,
    first_row: int = 1,
    last_row: int = MAX_ROW,
    left_out: OfColour | None = None,
) -> Iterator[TextCell]:
    """The text cells of some columns, with the resolved colour of each run.

    The cell font's colour applies to runs without properties of their own. Texts that show in it
    alone are left out where ``left_out`` says so of the colour; those of formulas are not.
    """
    part = sheet.settled()
    shown = ShownTexts(sheet.shared.strings, Colours(sheet.shared.styles), left_out)
    try:
        if not reading.is_regular(part):
            raws = reading.raw_cells(part, columns, first_row, last_row)
            yield from _runs_of(sheet, raws, shown)
        elif columns is None or columns:
            for found in usualcells.cells_of(part, columns, first_row, last_row):
                if isinstance(found, usualcells.Cells):
                    yield from _usual_runs(found, shown)
                else:
                    rows = (first_row, last_row)
                    raws = reading.cells_between(part, columns, rows, *found)
                    yield from _runs_of(sheet, raws, shown)
    except (scan.XmlError, ValueError, IndexError):
        raise sheet.damaged() from None


def _usual_runs(found: usualcells.Cells, texts: ShownTexts) -> Iterator[TextCell]:
    shown = map(texts.__getitem__, zip(found.values, found.looks, strict=True))
    for row, column, text in zip(found.rows, found.columns, shown, strict=True):
        if text is not None:
            yield _TEXT_CELL((row, column, *text))


def _runs_of(
    sheet: OpenSheet, raws: Iterable[reading.RawCell], texts: ShownTexts
) -> Iterator[TextCell]:
    prefixes = sheet.part.root.prefixes
    for raw in raws:
        row, column, style, kind, _value, _content = raw
        if kind not in ("s", "str", "inlineStr"):
            continue
        own = texts.colours[style]
        if kind == "str":
            text = reading.value_of(raw, prefixes)
            formula = bool(text) and reading.has_formula(raw, prefixes)
            if text and (formula or not texts.left_out(own)):
                yield TextCell(row, column, text, (Run(text, own),), formula, own)
            continue
        rich = _rich_of(sheet, raw)
        shown = None if rich is None else texts.of_rich(rich, own)
        if shown is not None:
            yield TextCell(row, column, *shown)


def looks(sheet: OpenSheet, ref: Ref) -> tuple[Run[Look], ...]:
    """The text of a cell, cut where its look changes; nothing for one that holds no text."""
    try:
        raw = reading.raw_cell(sheet.part, *place_of(ref))
        rich = _rich_of(sheet, raw) if raw is not None and raw.type in _RICH else None
        if raw is None or rich is None:
            return ()
        styles = sheet.shared.styles
        own = look_of_font(styles.font(raw.style))
        return merge(
            Run(run.text, look_of(run.properties, styles.palette) if run.properties else own)
            for run in rich.runs
        )
    except (scan.XmlError, ValueError, IndexError):
        raise sheet.damaged() from None


def _rich_of(sheet: OpenSheet, raw: reading.RawCell) -> RichText | None:
    """The string of a text cell; ``None`` where it refers to none."""
    if raw.type == "inlineStr":
        return _inline(sheet, raw)
    value = reading.value_of(raw, sheet.part.root.prefixes)
    strings = sheet.shared.strings
    return None if value is None or strings is None else strings.rich(int(value))


def _inline(sheet: OpenSheet, raw: reading.RawCell) -> RichText:
    prefixes = sheet.part.root.prefixes
    element = reading.inline_string(raw, prefixes)
    return RichText.parse(element or b"<is/>", prefixes)


@names_its_part
def style_of(sheet: OpenSheet, ref: Ref) -> int:
    """The format in which a cell shows, whether it exists or not (index in ``cellXfs``)."""
    row, column = place_of(ref)
    opened = sheet.part.row(row)
    found = opened.find(column) if opened is not None else None
    if opened is not None:
        if found is not None:
            return scan.whole(found.get("s")) or 0
        if scan.attribute(opened.attributes, "customFormat") in ("1", "true"):
            return scan.whole(scan.attribute(opened.attributes, "s")) or 0
    return sheet.part.column_style(column)


@names_its_part
def extent(sheet: OpenSheet) -> CellRange | None:
    """The rectangle around the cells that exist; ``None`` for an empty sheet.

    To be asked before reading a sheet into a grid: two cells may lie a million rows apart.
    """
    rows = columns = None
    for raw in reading.raw_cells(sheet.settled(), None):
        rows = (min(rows[0], raw.row), max(rows[1], raw.row)) if rows else (raw.row, raw.row)
        columns = (
            (min(columns[0], raw.column), max(columns[1], raw.column))
            if columns
            else (raw.column, raw.column)
        )
    if rows is None or columns is None:
        return None
    return CellRange(rows[0], columns[0], rows[1], columns[1])


@names_its_part
def is_bounded(sheet: OpenSheet, most_cells: int, most_text: int) -> bool:
    """Whether a copy of all cells from A1 on takes no more cells and bytes of text than that.

    To be asked before giving the sheet to a reader that copies each shared string for each
    cell, and makes room for all that lies between two cells.
    """
    part, strings = sheet.settled(), sheet.shared.strings
    if not reading.fits_a_grid(part, most_cells):
        return False
    if strings is None:
        return True
    return strings.fit(sheet.string_indices(), most_text, part.working.count(b'="s"'))


@names_its_part
def links(sheet: OpenSheet) -> tuple[tuple[str, str], ...]:
    """The links to places of the same workbook: the first cell of each, in A1, and where it
    leads, such as ``'Feuille 1'!B3`` (ECMA-376 part 1, 18.3.1.47)."""
    return partranges.links(sheet.part)


@names_its_part
def hidden_rows(sheet: OpenSheet) -> frozenset[int]:
    """Numbers of the rows that are hidden, by hand or by a filter."""
    return partranges.hidden_rows(sheet.part)


def styles_in(working: bytes) -> set[int]:
    """The formats (indices in ``cellXfs``) of cells, rows and columns, and the default one."""
    return {0, *map(int, _STYLE.findall(working))}
