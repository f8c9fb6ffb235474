"""One sheet of a workbook: what ``sheetreading`` reads, edited in place."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date

from motxl.a1 import CellRange, to_a1
from motxl.i18n import _
from motxl.ooxml.attempt import whole
from motxl.ooxml.cells import reading
from motxl.ooxml.cells.cells import Cell, CellSpan, RowBytes, cell_element, value_element
from motxl.ooxml.dates import to_serial
from motxl.ooxml.errors import CellRefusedError, FormulaRefusedError
from motxl.ooxml.looks import colouring
from motxl.ooxml.looks.colouring import ColourSpan, spans_of
from motxl.ooxml.looks.rich import RawRun, RichText, replaced
from motxl.ooxml.sheetreading import Ref, SheetContents, place_of
from motxl.ooxml.values import ColouredText, Value
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part
from motxl.ooxml.xml.text import MAX_TEXT, encode_text, is_too_long, text_element
from motxl.text.runs import Run, text_of

_RGB = re.compile(r"[0-9A-Fa-f]{6}\Z")


class Sheet(SheetContents):
    """A worksheet to read and to edit. Edits stay in memory until the workbook is saved."""

    @names_its_part
    def set_value(self, ref: Ref, value: Value) -> bool:
        """Give a cell a value; ``False`` when it had it. The style stays.

        ``None`` clears the cell. Dates become serial numbers: give the cell a date format. Text is
        text, whatever it begins with; text that is the same keeps its runs, a ``ColouredText``
        gives it its colours. Refused in formulas.
        """
        if isinstance(value, ColouredText):
            return self._set_coloured(ref, value)
        kind: str | None
        row, column = place_of(ref)
        opened, found = self._open(row, column)
        if found is None and value is None:
            return False
        current = self._cell_in(opened, found) if found is not None else None
        if current is not None and self.holds(current, value):
            return False
        self._refuse_header(row, column, value)
        if isinstance(value, str):
            self.check_text(value, row, column)
            kind, content = self._text_content(opened, found, value)
        else:
            kind, content = self._plain_content(value, row, column)
            self._release(opened, found)
        attributes = found.attributes if found else self._new_attributes(opened, row, column)
        for metadata in ("vm", "cm"):  # 18.3.1.4: they describe the value that goes
            if scan.attribute(attributes, metadata) is not None:
                attributes = scan.with_attribute(attributes, metadata, None)
        texts = (value, None if current is None else current.text)
        resized = any(isinstance(text, str) and self._may_wrap(text, column) for text in texts)
        self._put(opened, column, attributes, kind, content, resized=resized)
        return True

    @whole
    @names_its_part
    def set_formula(self, ref: Ref, formula: str, value: Value = None) -> bool:
        """Give a cell a formula, in English as files hold it; ``False`` when it had it.

        ``value`` is what it gives; without it, Excel computes when it opens the workbook. Refused
        in header cells and where other cells depend on the cell's own formula. ``ValueError``: it
        is empty, or longer than Excel takes.
        """
        from motxl.ooxml.cells.computing import compute_when_opened, fills_others, formula_element

        row, column = place_of(ref)
        element = formula_element(self.part.prefix, formula)
        opened, found = self._look(row, column)
        if fills_others(opened, found) or self._array_formulas.contains(row, column):
            raise self.formula_refused(row, column)
        self._refuse_header(row, column)
        kind: str | None = "str"
        if isinstance(value, str):
            content = value_element(self.part.prefix, encode_text(value))
        else:
            kind, content = self._plain_content(value, row, column)
        same = found is not None and opened.inner(found) == element + content
        if found is not None and same and found.get("t") == kind:
            return False
        self._release(opened, found)
        attributes = found.attributes if found else self._new_attributes(opened, row, column)
        self._put(opened, column, attributes, kind, element + content, resized=False)
        compute_when_opened(self._workbook, all_values=value is None)
        return True

    def _cell_in(self, opened: RowBytes, found: CellSpan) -> Cell:
        try:
            return self._cell_of(reading.raw_of(opened, found))
        except (ValueError, IndexError):
            raise self.damaged() from None

    def _set_coloured(self, ref: Ref, value: ColouredText) -> bool:
        changed = self.set_value(ref, str(value))
        return self.set_colours(ref, spans_of(value)) or changed

    @names_its_part
    def replace_text(self, ref: Ref, start: int, end: int, text: str) -> bool:
        """Put ``text`` in the place of some characters of a text cell; ``False`` if the same.

        Offsets are 0-based, in Unicode characters, end exclusive. The new characters take the
        properties of the first one replaced (of the one before, when none is).
        """
        return self.replace_texts(ref, [(start, end, text)])

    @names_its_part
    def replace_texts(self, ref: Ref, texts: Sequence[tuple[int, int, str]]) -> bool:
        """The same for several places of a cell, from left to right; no two begin at one."""
        row, column = place_of(ref)
        opened, found = self._open(row, column)
        rich = self._rich(opened, found, row, column)
        whole = rich.text
        for start, end, _text in texts:
            if not 0 <= start <= end <= len(whole):
                raise self._outside(row, column, start, end, len(whole))
        texts = [one for one in texts if whole[one[0] : one[1]] != one[2]]
        if not texts:
            return False
        self._refuse_header(row, column)
        runs = replaced(rich.runs, texts)
        self.check_text(text_of(runs), row, column)
        guide = rich.phonetic_before(texts[0][0])
        self._put_rich(opened, found, rich.with_runs(runs, guide), resized=True)
        return True

    @names_its_part
    def set_colour(self, ref: Ref, start: int, end: int, rgb: str | None) -> bool:
        """Show characters of a text cell in ``RRGGBB``; ``False`` when they do already.

        Offsets are 0-based, in Unicode characters, end exclusive. ``None`` gives the colour of the
        cell's own font back. Nothing but the colour of these characters changes.
        """
        return self.set_colours(ref, [(start, end, rgb)])

    @names_its_part
    def set_colours(self, ref: Ref, spans: Sequence[ColourSpan]) -> bool:
        """The same for several spans of a cell, which do not overlap and are in their order."""
        for _start, _end, rgb in spans:
            if rgb is not None and not _RGB.match(rgb):
                raise ValueError(rgb)
        row, column = place_of(ref)
        opened, found = self._open(row, column)
        rich = self._rich(opened, found, row, column)
        length = len(rich.text)
        for start, end, _rgb in spans:
            if not 0 <= start <= end <= length:
                raise self._outside(row, column, start, end, length)
        styles = self._workbook.styles
        font = styles.font(scan.whole(found.get("s") if found else None) or 0)
        runs = colouring.set_colours(rich.runs, spans, font, styles.palette, rich.prefix)
        if runs is None:
            return False
        self._put_rich(opened, found, rich.with_runs(runs), resized=False)
        return True

    @names_its_part
    def colour_column(self, column: int, spans: Mapping[int, Sequence[ColourSpan]]) -> bool:
        """The same for many cells of a column, by row, at once; ``False``, and nothing is done,
        where one of them is to be coloured by itself: a formula, or a text of its own."""
        colours = {rgb for several in spans.values() for _start, _end, rgb in several}
        known = all(rgb is None or _RGB.match(rgb) for rgb in colours)
        if not known or self._array_formulas:
            return False
        from motxl.ooxml.cells.colouringmany import colour_column  # few runs need it

        return colour_column(self._workbook, self, column, spans)

    @names_its_part
    def set_style(self, ref: Ref, style: int) -> bool:
        """Give a cell a format (index in ``cellXfs``); ``False`` when it had it."""
        row, column = place_of(ref)
        opened, found = self._look(row, column)
        if found is not None and scan.whole(found.get("s")) == style:
            return False
        attributes = found.attributes if found else self._new_attributes(opened, row, column)
        attributes = scan.with_attribute(attributes, "s", str(style))
        content = opened.inner(found) if found else b""
        kind = found.get("t") if found else None
        self._put(opened, column, attributes, kind, content, resized=False)
        return True

    @names_its_part
    def fit_row(self, row: int, points: float) -> bool:
        """Store the height that a row's text needs, as Excel does for a row that it fits.

        It is no height set by hand: Excel fits the row again when its text changes. A row that has
        one, and a row that does not exist, stay as they are: ``False``.
        """
        data = self.part.rows.get(row)
        if data is None:
            return False
        fitted = RowBytes(row, data, self.part.prefix, look=False).with_height(points)
        if fitted == data:
            return False
        self.part.rows.put(row, fitted)
        return True

    @names_its_part
    def set_links(self, area: CellRange, links: Mapping[str, str]) -> bool:
        """Give the cells of ``area`` these links and no others; ``False`` if they had them.

        ``links`` maps an A1 cell to a place in the workbook, such as ``'Feuille 1'!B3``. Links to
        the web stay.
        """
        from motxl.ooxml.cells.links import set_links

        return set_links(self.part, area, links)

    @whole
    def arrange_rows(self, order: Sequence[int], first: int, last: int) -> None:
        """Put whole rows ``first`` to ``last`` in another order; those not in ``order`` go.

        Every reference to them in the workbook follows. Refused, naming the place, when one
        cannot, and when the rows are a table's: see ``Table.arrange_rows``.
        """
        from motxl.ooxml.rows.arranging import arrange

        arrange(self._workbook, self, order, (first, last))

    def _refuse_header(self, row: int, column: int, value: Value = None) -> None:
        """A header cell says what the table's part says, and formulas call the column so."""
        for table in self._workbook.tables.values():
            if table.sheet is self and table.header_row == row and table.ref.contains(row, column):
                # A damaged table may say fewer columns than its range has.
                if value in table.columns[column - table.ref.first_column :][:1]:
                    return
                raise CellRefusedError(
                    _(
                        "Cell {cell} of sheet {sheet} names a column of table {table}: rename "
                        "it in Excel, where formulas follow."
                    ).format(cell=to_a1(row, column), sheet=self.name, table=table.name)
                )

    def _may_wrap(self, text: str, column: int) -> bool:
        """Whether a text may take more than a line of its column, and so change its row's height.

        A fifth of the width is left for fonts larger than the default one.
        """
        return "\n" in text or len(text) > self.part.column_width(column) * 0.8

    # What editing needs

    def _open(self, row: int, column: int) -> tuple[RowBytes, CellSpan | None]:
        """The row of a cell that is to be edited, and the cell; refuses formulas."""
        opened, found = self._look(row, column)
        if found is not None and opened.child(found, "f") is not None:
            raise self.formula_refused(row, column)
        if self._array_formulas.contains(row, column):
            raise self.formula_refused(row, column)
        return opened, found

    def _look(self, row: int, column: int) -> tuple[RowBytes, CellSpan | None]:
        """A row, new where the sheet has none, and a cell in it."""
        opened = self.part.row(row) or RowBytes.new(row, self.part.prefix)
        return opened, opened.find(column)

    def _rich(self, opened: RowBytes, found: CellSpan | None, row: int, column: int) -> RichText:
        """The text of a cell with its runs; refuses cells that hold none."""
        kind = found.get("t") if found else None
        try:
            if found is not None and kind == "inlineStr":
                inline = opened.child(found, "is")
                if inline is not None:
                    raw = opened.data[inline.start : inline.end]
                    return RichText.parse(raw, self.part.root.prefixes)
            shared = self._index(opened, found) if found is not None and kind == "s" else None
            if shared is not None and self._workbook.strings is not None:
                return self._workbook.strings.rich(shared)
        except (scan.XmlError, IndexError):
            raise self.damaged() from None
        raise CellRefusedError(
            _("Cell {cell} of sheet {sheet} holds no text: nothing to change there.").format(
                cell=to_a1(row, column), sheet=self.name
            )
        )

    def _index(self, opened: RowBytes, found: CellSpan) -> int | None:
        """The shared string of a cell of that type; ``None`` where its value is empty."""
        value = reading.value_of(reading.raw_of(opened, found), (opened.prefix,))
        index = scan.whole(value)
        if index is None and value is not None:
            raise scan.XmlError("v")
        return index

    def _put_rich(
        self, opened: RowBytes, found: CellSpan | None, element: bytes, *, resized: bool
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
            strings = self._workbook.strings
            assert strings is not None
            before = self._index(opened, found)
            assert before is not None  # it held the text that is written
            index = strings.replace(before, element)
            if index == before and not resized:
                return
            content = value_element(self.part.prefix, b"%d" % index)
        column, kind = found.column, found.get("t")
        self._put(opened, column, found.attributes, kind, content, resized=resized)

    def _put(
        self,
        opened: RowBytes,
        column: int,
        attributes: bytes,
        kind: str | None,
        content: bytes,
        *,
        resized: bool,
    ) -> None:
        row = opened.number
        element = cell_element(self.part.prefix, row, column, attributes, kind, content)
        if resized:
            opened.forget_height()
        if opened.find(column) is None:
            opened.widen_spans(column)
            self.part.extend(row, column)
        self.part.rows.put(row, opened.with_cell(column, element))

    def _new_attributes(self, opened: RowBytes, row: int, column: int) -> bytes:
        style = self.style_of((row, column))
        attributes = f' r="{to_a1(row, column)}"'
        return (attributes + (f' s="{style}"' if style else "")).encode()

    def holds(self, cell: Cell, value: Value) -> bool:
        """Whether a cell shows ``value`` already."""
        if value is None or cell.text is None:
            return value is None and cell.text is None
        if isinstance(value, str):
            return cell.kind == "text" and cell.text == value
        if isinstance(value, bool):
            return cell.kind == "boolean" and cell.text == str(int(value))
        if cell.kind != "number":
            return False
        try:
            return float(cell.text) == float(self._number(value, cell.row, cell.column))
        except ValueError:
            return False

    def _number(self, value: int | float | date, row: int, column: int) -> int | float:
        if isinstance(value, date):
            try:
                return to_serial(value, date1904=self._workbook.date1904)
            except ValueError:
                pass
        elif math.isfinite(value):
            return value
        raise CellRefusedError(
            _("Cell {cell} of sheet {sheet} cannot hold {value}: Excel has no such number.").format(
                cell=to_a1(row, column), sheet=self.name, value=value
            )
        )

    def _plain_content(self, value: Value, row: int, column: int) -> tuple[str | None, bytes]:
        """The type and content of a cell that holds anything but text."""
        if value is None:
            return None, b""
        if isinstance(value, bool):
            return "b", value_element(self.part.prefix, b"%d" % value)
        assert not isinstance(value, str)
        number = repr(self._number(value, row, column))
        return None, value_element(self.part.prefix, number.encode())

    def _text_content(
        self, opened: RowBytes, found: CellSpan | None, text: str
    ) -> tuple[str, bytes]:
        """The type and content of a cell that holds text: inline stays inline."""
        strings = self._workbook.strings
        prefix = self.part.prefix
        kind = found.get("t") if found else None
        if strings is None or kind == "inlineStr":
            element = text_element(text, prefix)
            return "inlineStr", b"<%bis>%b</%bis>" % (prefix, element, prefix)
        shared = self._index(opened, found) if found is not None and kind == "s" else None
        if shared is not None:
            index = strings.replace_text(shared, text)
        else:
            index = strings.acquire_text(text)
        return "s", value_element(prefix, b"%d" % index)

    def _release(self, opened: RowBytes, found: CellSpan | None) -> None:
        """The shared string of a cell that will hold something else loses a user."""
        strings = self._workbook.strings
        if found is None or strings is None or found.get("t") != "s":
            return
        shared = self._index(opened, found)
        if shared is not None:
            strings.release(shared)

    def new_content(
        self, value: Value, row: int, column: int, style: int = 0
    ) -> tuple[str | None, bytes]:
        """The type and content of a cell that did not exist."""
        if not isinstance(value, str):
            return self._plain_content(value, row, column)
        self.check_text(value, row, column)
        return "inlineStr", self.string_element(value, b"is", style)

    def string_element(self, text: str, name: bytes, style: int) -> bytes:
        """An ``<is>`` or ``<si>`` that says ``text``, with its colours in a cell of a format."""
        strings = self._workbook.strings
        prefix = self.part.prefix if name == b"is" or strings is None else strings.prefix
        rich = RichText(b"<%b%b>" % (prefix, name), (), b"", b"</%b%b>" % (prefix, name), prefix)
        if not isinstance(text, ColouredText):
            return rich.with_runs([Run(text, None)])
        styles = self._workbook.styles
        runs: tuple[RawRun, ...] = (Run(str(text), None),)
        spans = [span for span in spans_of(text) if span[2] is not None]
        found = colouring.set_colours(runs, spans, styles.font(style), styles.palette, prefix)
        return rich.with_runs(runs if found is None else found)

    def check_text(self, text: str, row: int, column: int) -> None:
        """Refuse a text that is longer than a cell can hold."""
        if is_too_long(text):
            raise CellRefusedError(
                _(
                    "Cell {cell} of sheet {sheet} would hold more than {limit} characters, "
                    "which Excel cannot: shorten the text."
                ).format(cell=to_a1(row, column), sheet=self.name, limit=MAX_TEXT)
            )

    def formula_refused(self, row: int, column: int) -> FormulaRefusedError:
        """The sentence for a cell whose formula would be lost."""
        return FormulaRefusedError(
            _(
                "Cell {cell} of sheet {sheet} holds a formula and is not overwritten: "
                "change it in Excel, or replace the formula by its value there."
            ).format(cell=to_a1(row, column), sheet=self.name)
        )

    def _outside(self, row: int, column: int, start: int, end: int, length: int) -> ValueError:
        cell = to_a1(row, column)
        return ValueError(f"{self.name}!{cell}: {start}-{end} outside {length} characters")
