"""Editing cells of one sheet in place: values, formulas, texts, colours, formats.

What a caller is told of each stands in ``Sheet``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from motxl.a1 import to_a1
from motxl.i18n import _
from motxl.ooxml.cells import contents, newcells, reading
from motxl.ooxml.cells.cells import Cell, CellSpan, RowBytes, cell_element, value_element
from motxl.ooxml.cells.opensheet import OpenSheet, Ref, place_of
from motxl.ooxml.document import Document
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.looks import colouring
from motxl.ooxml.looks.colouring import ColourSpan, spans_of
from motxl.ooxml.looks.rich import RichText, replaced
from motxl.ooxml.values import ColouredText, Value
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part
from motxl.ooxml.xml.text import encode_text, text_element
from motxl.text.runs import text_of

_RGB = re.compile(r"[0-9A-Fa-f]{6}\Z")


@names_its_part
def set_value(sheet: OpenSheet, document: Document, ref: Ref, value: Value) -> bool:
    """Give a cell a value; ``False`` when it had it. The style stays.

    ``None`` clears the cell. Dates become serial numbers: give the cell a date format. Text is
    text, whatever it begins with; text that is the same keeps its runs, a ``ColouredText`` gives it
    its colours. Raises ``FormulaRefusedError`` for a cell that holds a formula.
    """
    if isinstance(value, ColouredText):
        return _set_coloured(sheet, document, ref, value)
    kind: str | None
    row, column = place_of(ref)
    opened, found = _open(sheet, row, column)
    if found is None and value is None:
        return False
    current = _cell_in(sheet, opened, found) if found is not None else None
    if current is not None and newcells.holds(sheet, current, value):
        return False
    _refuse_header(sheet, document, row, column, value)
    if isinstance(value, str):
        newcells.check_text(sheet, value, row, column)
        kind, content = _text_content(sheet, opened, found, value)
    else:
        kind, content = newcells.plain_content(sheet, value, row, column)
        _release(sheet, opened, found)
    attributes = found.attributes if found else _new_attributes(sheet, opened, row, column)
    for metadata in ("vm", "cm"):  # 18.3.1.4: they describe the value that goes
        if scan.attribute(attributes, metadata) is not None:
            attributes = scan.with_attribute(attributes, metadata, None)
    texts = (value, None if current is None else current.text)
    resized = any(isinstance(text, str) and _may_wrap(sheet, text, column) for text in texts)
    _put(sheet, opened, column, attributes, kind, content, resized=resized)
    return True


@names_its_part
def set_formula(
    sheet: OpenSheet, document: Document, ref: Ref, formula: str, value: Value = None
) -> bool:
    """Give a cell a formula, in English as files hold it; ``False`` when it had it.

    ``value`` is its result; without it, Excel computes one when it opens the workbook. Raises
    ``CellRefusedError`` in header cells and where other cells depend on the cell's own formula.
    Raises ``ValueError`` when it is empty, or longer than Excel takes.
    """
    from motxl.ooxml.cells.computing import fills_others, formula_element  # few runs need it

    row, column = place_of(ref)
    element = formula_element(sheet.part.prefix, formula)
    opened, found = _look(sheet, row, column)
    if fills_others(opened, found) or sheet.array_formulas.contains(row, column):
        raise sheet.formula_refused(row, column)
    _refuse_header(sheet, document, row, column)
    kind: str | None = "str"
    if isinstance(value, str):
        content = value_element(sheet.part.prefix, encode_text(value))
    else:
        kind, content = newcells.plain_content(sheet, value, row, column)
    same = found is not None and opened.inner(found) == element + content
    if found is not None and same and found.get("t") == kind:
        return False
    _release(sheet, opened, found)
    attributes = found.attributes if found else _new_attributes(sheet, opened, row, column)
    _put(sheet, opened, column, attributes, kind, element + content, resized=False)
    document.compute_when_opened(all_values=value is None)
    return True


def _cell_in(sheet: OpenSheet, opened: RowBytes, found: CellSpan) -> Cell:
    try:
        return contents.cell_of(sheet, reading.raw_of(opened, found))
    except (ValueError, IndexError):
        raise sheet.damaged() from None


def _set_coloured(sheet: OpenSheet, document: Document, ref: Ref, value: ColouredText) -> bool:
    changed = set_value(sheet, document, ref, str(value))
    return set_colours(sheet, ref, spans_of(value)) or changed


@names_its_part
def replace_texts(
    sheet: OpenSheet, document: Document, ref: Ref, texts: Sequence[tuple[int, int, str]]
) -> bool:
    """Put texts in the places of some characters of a text cell, from left to right; no two begin
    at one. ``False`` if they are the same."""
    row, column = place_of(ref)
    opened, found = _open(sheet, row, column)
    rich = _rich(sheet, opened, found, row, column)
    whole = rich.text
    for start, end, _text in texts:
        if not 0 <= start <= end <= len(whole):
            raise _outside(sheet, row, column, start, end, len(whole))
    texts = [one for one in texts if whole[one[0] : one[1]] != one[2]]
    if not texts:
        return False
    _refuse_header(sheet, document, row, column)
    runs = replaced(rich.runs, texts)
    newcells.check_text(sheet, text_of(runs), row, column)
    guide = rich.phonetic_before(texts[0][0])
    _put_rich(sheet, opened, found, rich.with_runs(runs, guide), resized=True)
    return True


@names_its_part
def set_colours(sheet: OpenSheet, ref: Ref, spans: Sequence[ColourSpan]) -> bool:
    """Show spans of a text cell, which do not overlap and are in their order, in ``RRGGBB``;
    ``None`` gives the colour of the cell's own font back. ``False`` when they show so already."""
    for _start, _end, rgb in spans:
        if rgb is not None and not _RGB.match(rgb):
            raise ValueError(rgb)
    row, column = place_of(ref)
    opened, found = _open(sheet, row, column)
    rich = _rich(sheet, opened, found, row, column)
    length = len(rich.text)
    for start, end, _rgb in spans:
        if not 0 <= start <= end <= length:
            raise _outside(sheet, row, column, start, end, length)
    styles = sheet.shared.styles
    font = styles.font(scan.whole(found.get("s") if found else None) or 0)
    runs = colouring.set_colours(rich.runs, spans, font, styles.palette, rich.prefix)
    if runs is None:
        return False
    _put_rich(sheet, opened, found, rich.with_runs(runs), resized=False)
    return True


@names_its_part
def set_style(sheet: OpenSheet, ref: Ref, style: int) -> bool:
    """Give a cell a format (index in ``cellXfs``); ``False`` when it had it."""
    row, column = place_of(ref)
    opened, found = _look(sheet, row, column)
    if found is not None and scan.whole(found.get("s")) == style:
        return False
    attributes = found.attributes if found else _new_attributes(sheet, opened, row, column)
    attributes = scan.with_attribute(attributes, "s", str(style))
    content = opened.inner(found) if found else b""
    kind = found.get("t") if found else None
    _put(sheet, opened, column, attributes, kind, content, resized=False)
    return True


@names_its_part
def fit_row(sheet: OpenSheet, row: int, points: float) -> bool:
    """Store the height that a row's text needs, as Excel does for a row that it fits.

    It is no height set by hand: Excel fits the row again when its text changes. A row that has
    one, and a row that does not exist, stay as they are: ``False``.
    """
    data = sheet.part.rows.get(row)
    if data is None:
        return False
    fitted = RowBytes(row, data, sheet.part.prefix, look=False).with_height(points)
    if fitted == data:
        return False
    sheet.part.rows.put(row, fitted)
    return True


def _refuse_header(
    sheet: OpenSheet, document: Document, row: int, column: int, value: Value = None
) -> None:
    """A header cell says what the table's part says, and formulas call the column so."""
    for table in document.table_parts.values():
        if table.sheet is sheet and table.header_row == row and table.ref.contains(row, column):
            # A damaged table may say fewer columns than its range has.
            if value in table.columns[column - table.ref.first_column :][:1]:
                return
            raise CellRefusedError(
                _(
                    "Cell {cell} of sheet {sheet} holds the name of a column of table "
                    "{table}: rename this column in Excel, where formulas follow the change."
                ).format(cell=to_a1(row, column), sheet=sheet.name, table=table.name)
            )


def _may_wrap(sheet: OpenSheet, text: str, column: int) -> bool:
    """Whether a text may take more than a line of its column, and so change its row's height.

    A fifth of the width is left for fonts larger than the default one.
    """
    return "\n" in text or len(text) > sheet.part.column_width(column) * 0.8


def _open(sheet: OpenSheet, row: int, column: int) -> tuple[RowBytes, CellSpan | None]:
    """The row of a cell that is to be edited, and the cell; refuses formulas."""
    opened, found = _look(sheet, row, column)
    if found is not None and opened.child(found, "f") is not None:
        raise sheet.formula_refused(row, column)
    if sheet.array_formulas.contains(row, column):
        raise sheet.formula_refused(row, column)
    return opened, found


def _look(sheet: OpenSheet, row: int, column: int) -> tuple[RowBytes, CellSpan | None]:
    """A row, new where the sheet has none, and a cell in it."""
    opened = sheet.part.row(row) or RowBytes.new(row, sheet.part.prefix)
    return opened, opened.find(column)


def _rich(
    sheet: OpenSheet, opened: RowBytes, found: CellSpan | None, row: int, column: int
) -> RichText:
    """The text of a cell with its runs; refuses cells that hold none."""
    kind = found.get("t") if found else None
    try:
        if found is not None and kind == "inlineStr":
            inline = opened.child(found, "is")
            if inline is not None:
                raw = opened.data[inline.start : inline.end]
                return RichText.parse(raw, sheet.part.root.prefixes)
        shared = _index(sheet, opened, found) if found is not None and kind == "s" else None
        if shared is not None and sheet.shared.strings is not None:
            return sheet.shared.strings.rich(shared)
    except (scan.XmlError, IndexError):
        raise sheet.damaged() from None
    raise CellRefusedError(
        _("Cell {cell} of sheet {sheet} holds no text: there is nothing to change in it.").format(
            cell=to_a1(row, column), sheet=sheet.name
        )
    )


def _index(sheet: OpenSheet, opened: RowBytes, found: CellSpan) -> int | None:
    """The shared string of a cell of that type; ``None`` where its value is empty."""
    value = reading.value_of(reading.raw_of(opened, found), (opened.prefix,))
    index = scan.whole(value)
    if index is None and value is not None:
        raise scan.XmlError("v")
    return index


def _put_rich(
    sheet: OpenSheet, opened: RowBytes, found: CellSpan | None, element: bytes, *, resized: bool
) -> None:
    """Write a cell's string back to where it came from: the shared strings, or inline."""
    assert found is not None
    if found.get("t") == "inlineStr":
        inline = opened.child(found, "is")
        assert inline is not None
        inner = opened.inner(found)
        start = inline.start - found.inner_start
        end = inline.end - found.inner_start
        content = inner[:start] + element + inner[end:]
    else:
        strings = sheet.shared.strings
        assert strings is not None
        before = _index(sheet, opened, found)
        assert before is not None  # it held the text that is written
        index = strings.replace(before, element)
        if index == before and not resized:
            return
        content = value_element(sheet.part.prefix, b"%d" % index)
    column, kind = found.column, found.get("t")
    _put(sheet, opened, column, found.attributes, kind, content, resized=resized)


def _put(
    sheet: OpenSheet,
    opened: RowBytes,
    column: int,
    attributes: bytes,
    kind: str | None,
    content: bytes,
    *,
    resized: bool,
) -> None:
    row = opened.number
    element = cell_element(sheet.part.prefix, row, column, attributes, kind, content)
    if resized:
        opened.forget_height()
    if opened.find(column) is None:
        opened.widen_spans(column)
        sheet.part.extend(row, column)
    sheet.part.rows.put(row, opened.with_cell(column, element))


def _new_attributes(sheet: OpenSheet, opened: RowBytes, row: int, column: int) -> bytes:
    style = contents.style_of(sheet, (row, column))
    attributes = f' r="{to_a1(row, column)}"'
    return (attributes + (f' s="{style}"' if style else "")).encode()


def _text_content(
    sheet: OpenSheet, opened: RowBytes, found: CellSpan | None, text: str
) -> tuple[str, bytes]:
    """The type and content of a cell that holds text: inline stays inline."""
    strings = sheet.shared.strings
    prefix = sheet.part.prefix
    kind = found.get("t") if found else None
    if strings is None or kind == "inlineStr":
        element = text_element(text, prefix)
        return "inlineStr", b"<%bis>%b</%bis>" % (prefix, element, prefix)
    held = _index(sheet, opened, found) if found is not None and kind == "s" else None
    index = strings.acquire_text(text) if held is None else strings.replace_text(held, text)
    return "s", value_element(prefix, b"%d" % index)


def _release(sheet: OpenSheet, opened: RowBytes, found: CellSpan | None) -> None:
    """The shared string of a cell that will hold something else loses a user."""
    strings = sheet.shared.strings
    if found is None or strings is None or found.get("t") != "s":
        return
    shared = _index(sheet, opened, found)
    if shared is not None:
        strings.release(shared)


def _outside(
    sheet: OpenSheet, row: int, column: int, start: int, end: int, length: int
) -> ValueError:
    cell = to_a1(row, column)
    return ValueError(f"{sheet.name}!{cell}: {start}-{end} outside {length} characters")
