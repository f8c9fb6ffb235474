"""A workbook as the hands of those who write in it know it: cells, rows, headers, colours.

Nothing here knows what is right. The programme is found in the table that has it, or, in a workbook
of somebody else's, under the header "Axe"; columns and tables that are not there give ``None``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple, TypeVar

from motxl.a1 import column_letters, to_a1
from motxl.ooxml import Table, Workbook
from motxl.ooxml.cells import newcells
from motxl.ooxml.cells.cells import RowBytes, cell_element
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.looks.rich import RawRun, RichText
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.values import Value
from motxl.template import layout
from motxl.template.layout import ProgrammeColumn
from motxl.text.runs import change

PROGRAMME = layout.PROGRAMME.name
_CODE = re.compile(r"\s*\d{1,2}(\.\d{1,2}){0,3}\.?\s*\Z")
_PLAIN = re.compile(r"\d+(\.\d+)*\Z")
_HEADINGS = ("Axe", "Objectif", "Sous-objectif")

T = TypeVar("T")
Place = tuple[int, int]


class Row(NamedTuple):
    """A row of the programme as it was before any slip."""

    number: int
    """Row of the sheet, 1-based"""
    code: str
    label: str
    type: str
    """Empty where the workbook has no such column"""
    ref: str
    heading: bool

    @property
    def parts(self) -> list[str]:
        """The numbers of its code."""
        return self.code.split(".")

    @property
    def level(self) -> int:
        return len(self.parts)


class Typed(NamedTuple):
    """A value and the number format in which it shows: an index (18.8.30), or a format code."""

    value: Value
    number_format: int | str


class Formula(NamedTuple):
    """A formula and the text that it gives."""

    text: str
    result: str


class Fault(NamedTuple):
    """An error value: ``#REF!``."""

    code: str


class Emptied(NamedTuple):
    """What ``Delete`` leaves."""


Entry = Value | Typed | Formula | Fault | Emptied


class Copied(NamedTuple):
    """What a cell holds, as ``Ctrl-C`` takes it."""

    kind: str | None
    content: bytes
    style: int
    text: str | None


class Hands:
    """Hands at a workbook. Which place they take is left to ``chance``."""

    def __init__(self, workbook: Workbook, chance: random.Random) -> None:
        self.workbook = workbook
        self.chance = chance
        self._find_programme()
        self.rows = tuple(self._read_rows())

    # Finding

    def _find_programme(self) -> None:
        found = self.workbook.find_table(PROGRAMME)
        self._own = found is not None
        if found is not None:
            self.sheet: Sheet | None = found.sheet
            self._columns = {
                name: found.ref.first_column + at for at, name in enumerate(found.columns)
            }
            self._span = (found.first_data_row, found.last_data_row)
        else:
            self.sheet, self._columns, self._span = self._foreign()

    def _foreign(self) -> tuple[Sheet | None, dict[str, int], tuple[int, int]]:
        for sheet in self.workbook.sheets:
            if not sheet.is_worksheet:
                continue
            cells = [cell for cell in sheet.cells() if cell.text]
            header = next(
                (c for c in cells if c.row < 40 and (c.text or "").strip() == "Axe"), None
            )
            codes = [cell for cell in cells if _CODE.match(cell.text or "")]
            if header is None and len(codes) < 3:
                continue
            first = header or codes[0]
            columns = {ProgrammeColumn.AXE: first.column, ProgrammeColumn.LABEL: first.column + 1}
            if header is not None:
                for cell in cells:
                    if cell.row == header.row and cell.column > header.column + 1:
                        columns[cell.text or ""] = cell.column
            top = first.row + (header is not None)
            return sheet, columns, (top, max(cell.row for cell in cells))
        return None, {}, (1, 0)

    def _read_rows(self) -> Iterable[Row]:
        sheet = self.sheet
        if sheet is None:
            return
        wanted = [
            self._columns.get(name)
            for name in (
                ProgrammeColumn.AXE,
                ProgrammeColumn.LABEL,
                ProgrammeColumn.TYPE,
                ProgrammeColumn.REF,
            )
        ]
        texts = {
            (cell.row, cell.column): cell.text or ""
            for cell in sheet.cells([at for at in wanted if at], *self._span)
        }
        seen: set[str] = set()
        for number in range(self._span[0], self._span[1] + 1):
            code, label, kind, ref = (texts.get((number, at), "") if at else "" for at in wanted)
            if not code and not label:
                continue
            heading = kind in _HEADINGS if kind else bool(code) and code not in seen
            seen.add(code)
            yield Row(number, code, label, kind, ref, heading)

    @property
    def headings(self) -> list[Row]:
        """Those whose code is numbers and dots."""
        return [row for row in self.rows if row.heading and _PLAIN.match(row.code)]

    @property
    def actions(self) -> list[Row]:
        return [row for row in self.rows if not row.heading and _PLAIN.match(row.code)]

    def under(self, heading: Row) -> list[Row]:
        """A heading and all that stands under it, to the next one of its level or a higher one."""
        start = self.rows.index(heading)
        end = start + 1
        while end < len(self.rows):
            row = self.rows[end]
            if row.heading and row.level <= heading.level:
                break
            end += 1
        return list(self.rows[start:end])

    def table(self, name: str = PROGRAMME) -> Table | None:
        return self.workbook.find_table(name)

    def column(self, name: str, table: str = PROGRAMME) -> int | None:
        """The sheet's column, 1-based."""
        if table == PROGRAMME:
            return self._columns.get(name)
        found = self.table(table)
        return None if found is None else found.find_column(name)

    def sheet_of(self, table: str = PROGRAMME) -> Sheet | None:
        if table == PROGRAMME:
            return self.sheet
        found = self.table(table)
        return None if found is None else found.sheet

    def numbers(self, table: str = PROGRAMME) -> list[int]:
        """The rows of a table that hold anything."""
        if table == PROGRAMME:
            return [row.number for row in self.rows]
        found = self.table(table)
        if found is None:
            return []
        columns = range(found.ref.first_column, found.ref.last_column + 1)
        cells = found.sheet.cells(columns, found.first_data_row, found.last_data_row)
        return sorted({cell.row for cell in cells if cell.text})

    def pick(self, things: Sequence[T]) -> T | None:
        return self.chance.choice(things) if things else None

    def mixed(self, things: Iterable[T]) -> list[T]:
        found = list(things)
        self.chance.shuffle(found)
        return found

    # Cells

    def read(self, row: int, column: str, table: str = PROGRAMME) -> str | None:
        """What a cell holds, as stored; ``None`` when it is empty or not there."""
        sheet, at = self.sheet_of(table), self.column(column, table)
        if sheet is None or at is None:
            return None
        cell = sheet.cell((row, at))
        return None if cell is None else cell.text or None

    def write(self, row: int, column: str, entry: Entry, table: str = PROGRAMME) -> str | None:
        """Put it in a cell; says what was done, ``None`` where there is no such cell or change."""
        sheet, at = self.sheet_of(table), self.column(column, table)
        if sheet is None or at is None:
            return None
        return self.put(sheet, (row, at), entry)

    def put(self, sheet: Sheet, place: Place, entry: Entry) -> str | None:
        """The same for any cell of a sheet."""
        before = sheet.cell(place)
        old = before.text if before is not None else None
        if isinstance(entry, Typed):
            style = self._style_with(sheet.style_of(place), entry.number_format)
            sheet.set_value(place, entry.value)
            sheet.set_style(place, style)
        elif isinstance(entry, Formula):
            text = _escaped(entry.result)
            inner = b"<f>%b</f><v>%b</v>" % (_escaped(entry.text), text)
            self._put_raw(sheet, place, "str", inner, None)
        elif isinstance(entry, Fault):
            self._put_raw(sheet, place, "e", b"<v>%b</v>" % _escaped(entry.code), None)
        elif isinstance(entry, Emptied):
            if not sheet.set_value(place, None):
                return None
        elif entry == old and before is not None and before.kind == "text":
            return None
        else:
            sheet.set_value(place, entry)
        return said(self.name_of(sheet, place), old, entry)

    def name_of(self, sheet: Sheet, place: Place) -> str:
        return to_a1(*place) if sheet is self.sheet else f"{sheet.name}!{to_a1(*place)}"

    def _style_with(self, style: int, number_format: int | str) -> int:
        if isinstance(number_format, str):
            number_format = self._format_index(number_format)
        return self.workbook.styles.with_number_format(style, number_format)

    def _format_index(self, code: str) -> int:
        """``numFmtId`` of a format code, which is added to the styles where it is missing."""
        self.workbook.flush()
        name = self.workbook.package.related(self.workbook.part_name, "styles")[0]
        data = self.workbook.part(name)
        raw = _escaped(code).replace(b'"', b"&quot;")
        known = re.search(rb'numFmtId="(\d+)" formatCode="%b"' % re.escape(raw), data)
        if known:
            return int(known[1])
        taken = [int(number) for number in re.findall(rb'<numFmt [^>]*numFmtId="(\d+)"', data)]
        index = max([163, *taken]) + 1
        new = b'<numFmt numFmtId="%d" formatCode="%b"/>' % (index, raw)
        if b"</numFmts>" in data:
            data = data.replace(b"</numFmts>", new + b"</numFmts>")
            data = re.sub(rb"<numFmts[^>]*>", b"<numFmts>", data, count=1)
        else:
            start = re.search(rb"<styleSheet[^>]*>", data)
            assert start is not None
            added = b'<numFmts count="1">%b</numFmts>' % new
            data = data[: start.end()] + added + data[start.end() :]
        self.workbook.replace_part(name, data)
        return index

    def _put_raw(
        self, sheet: Sheet, place: Place, kind: str | None, content: bytes, style: int | None
    ) -> None:
        """A cell as its bytes: what ``Sheet.set_value`` has no words for."""
        row, column = place
        if style is None:
            style = sheet.style_of(place)
        with suppress(CellRefusedError):  # a formula goes as well
            sheet.set_value(place, None)
        part = sheet.part
        opened = part.row(row) or RowBytes.new(row, part.prefix)
        found = opened.find(column)
        attributes = f' r="{to_a1(row, column)}" s="{style}"'.encode()
        element = cell_element(part.prefix, row, column, attributes, kind, content)
        if found is None:
            opened.widen_spans(column)
            part.extend(row, column)
        part.rows.put(row, opened.with_cell(column, element))

    def copy(self, sheet: Sheet, place: Place) -> Copied:
        """A cell with its value, its look and the looks of its characters."""
        cell = sheet.cell(place)
        style = sheet.style_of(place)
        if cell is None or cell.text is None:
            return Copied(None, b"", style, None)
        if cell.kind == "text":
            rich = self._rich(sheet, place)
            return Copied("inlineStr", rich, style, cell.text)
        kind = {"boolean": "b", "error": "e", "date": "d"}.get(cell.kind)
        return Copied(kind, b"<v>%b</v>" % _escaped(cell.text), style, cell.text)

    def paste(self, sheet: Sheet, place: Place, copied: Copied, *, look: bool = True) -> None:
        style = copied.style if look else None
        self._put_raw(sheet, place, copied.kind, copied.content, style)

    def shift(self, sheet: Sheet, column: int, places: Sequence[tuple[int, int]]) -> None:
        """Cells of one column go to other rows, all at once: ``(from, to)``. 0 is an empty cell."""
        taken = [(to, self.copy(sheet, (row, column)) if row else None) for row, to in places]
        for to, copied in taken:
            if copied is None:
                sheet.set_value((to, column), None)
            else:
                self.paste(sheet, (to, column), copied)

    # Text with looks

    def _runs(self, sheet: Sheet, place: Place) -> tuple[tuple[RawRun, ...], bytes]:
        raw = self._rich(sheet, place)
        prefix = sheet.part.prefix
        inner = RichText.parse(raw, (prefix,))
        return inner.runs, prefix

    def _rich(self, sheet: Sheet, place: Place) -> bytes:
        """The ``<is>`` that says the same as the cell."""
        part = sheet.part
        opened = part.row(place[0])
        found = opened.find(place[1]) if opened else None
        assert opened is not None
        assert found is not None
        prefix = part.prefix
        if found.get("t") == "inlineStr":
            inline = opened.child(found, "is")
            assert inline is not None
            return opened.data[inline.start : inline.end]
        cell = sheet.cell(place)
        assert cell is not None
        value = opened.child(found, "v")
        strings = self.workbook.strings
        if found.get("t") != "s" or value is None or strings is None:
            return newcells.string_element(sheet.opened, cell.text or "", b"is", cell.style)
        index = int(opened.data[value.inner_start : value.inner_end])
        runs = strings.rich(index).runs
        return RichText(b"<%bis>" % prefix, (), b"", b"</%bis>" % prefix, prefix).with_runs(runs)

    def retype(self, row: int, start: int, end: int, text: str) -> str | None:
        """Other characters in a label: what stands around them keeps its looks."""
        at = self.column(ProgrammeColumn.LABEL)
        if self.sheet is None or at is None:
            return None
        cell = self.sheet.cell((row, at))
        if cell is None or cell.kind != "text" or cell.text is None:
            return None
        if not self.sheet.replace_text((row, at), start, end, text):
            return None
        after = self.sheet.cell((row, at))
        return said(to_a1(row, at), cell.text, after.text if after else None)

    def restyle(
        self, row: int, start: int, end: int, element: bytes, column: str = ProgrammeColumn.LABEL
    ) -> str | None:
        """Characters get a property (``<b/>``, ``<i/>``, ``<strike/>``), as with Ctrl-B."""
        at = self.column(column)
        if self.sheet is None or at is None or not self.read(row, column):
            return None
        place = (row, at)
        runs, prefix = self._runs(self.sheet, place)
        font = self.workbook.styles.font(self.sheet.style_of(place)).run_properties(prefix)

        def styled(properties: bytes | None) -> bytes:
            own = properties if properties is not None else font
            name = element[1:].split(b"/")[0].split(b" ")[0]
            cleared = re.sub(rb"<%b(?: [^>]*)?/>" % re.escape(name), b"", own)
            return cleared.replace(b"<rPr>", b"<rPr>" + element, 1)

        new = change(runs, start, end, styled)
        content = RichText(b"<is>", (), b"", b"</is>", prefix).with_runs(new)
        self._put_raw(self.sheet, place, "inlineStr", content, None)
        text = self.read(row, column) or ""
        return f"{to_a1(*place)} “{text[start:end]}” with {element.decode()}"

    def colour(
        self, row: int, start: int, end: int, rgb: str | None, column: str = ProgrammeColumn.LABEL
    ) -> str | None:
        """Characters get a colour, ``RRGGBB``, or that of the cell's font again."""
        at = self.column(column)
        text = self.read(row, column)
        if self.sheet is None or at is None or not text:
            return None
        if not self.sheet.set_colour((row, at), start, end, rgb):
            return None
        return f"{to_a1(row, at)} “{text[start:end]}” in {rgb or 'the colour of the cell'}"

    def fill(self, row: int, column: str, rgb: str, table: str = PROGRAMME) -> str | None:
        """The paint bucket."""
        sheet, at = self.sheet_of(table), self.column(column, table)
        return None if sheet is None or at is None else self.fill_cell(sheet, (row, at), rgb)

    def fill_cell(self, sheet: Sheet, place: Place, rgb: str) -> str | None:
        self.workbook.flush()
        name = self.workbook.package.related(self.workbook.part_name, "styles")[0]
        data = self.workbook.part(name)
        fills = re.search(rb"<fills[^>]*>(.*?)</fills>", data, re.DOTALL)
        if fills is None:
            return None
        index = len(re.findall(rb"<fill>|<fill ", fills[1]))
        new = (
            b'<fill><patternFill patternType="solid"><fgColor rgb="FF%b"/>'
            b'<bgColor indexed="64"/></patternFill></fill>' % rgb.encode()
        )
        data = data[: fills.start()] + b"<fills>" + fills[1] + new + data[fills.end() - 8 :]
        style = sheet.style_of(place)
        formats = re.search(rb"<cellXfs[^>]*>(.*?)</cellXfs>", data, re.DOTALL)
        assert formats is not None
        known = re.findall(rb"<xf [^>]*/>|<xf [^>]*>.*?</xf>", formats[1], re.DOTALL)
        raw = re.sub(rb'fillId="\d+"', b'fillId="%d"' % index, known[style], count=1)
        if b"applyFill" not in raw:
            raw = raw.replace(b"<xf ", b'<xf applyFill="1" ', 1)
        whole = b"<cellXfs>" + formats[1] + raw + b"</cellXfs>"
        data = data[: formats.start()] + whole + data[formats.end() :]
        self.workbook.replace_part(name, data)
        sheet.set_style(place, len(known))
        return f"{self.name_of(sheet, place)} filled with {rgb}"

    # Rows

    def width(self, table: str = PROGRAMME) -> list[int]:
        """The columns of a table, 1-based."""
        found = self.table(table)
        if found is not None:
            return list(range(found.ref.first_column, found.ref.last_column + 1))
        return sorted(self._columns.values()) if table == PROGRAMME else []

    def insert(
        self,
        before: int,
        values: Mapping[str, Entry],
        table: str = PROGRAMME,
        *,
        like: int | None = None,
    ) -> bool:
        """A new row of the sheet before another one, with these values by column."""
        sheet = self.sheet_of(table)
        if sheet is None:
            return False
        found = self.table(table)
        if found is not None:
            blank: list[Value] = [None] * len(found.columns)
            found.insert_rows(before, [blank], like=like)
        else:
            last = max(self._span[1], before)
            RowShift(
                self.workbook, sheet.opened, RowMap.insert(before, 1, (self._span[0], last))
            ).apply()
            part = sheet.part
            if part.rows.get(before) is None:
                part.rows.put(before, b'<%brow r="%d"/>' % (part.prefix, before))
        for column, entry in values.items():
            self.write(before, column, entry, table)
        return True

    def copy_row(self, row: int, before: int, table: str = PROGRAMME) -> bool:
        """Ctrl-C on a row, then "Insert copied cells" before another one."""
        sheet = self.sheet_of(table)
        if sheet is None:
            return False
        taken = [self.copy(sheet, (row, column)) for column in self.width(table)]
        if not self.insert(before, {}, table):
            return False
        for column, copied in zip(self.width(table), taken, strict=True):
            self.paste(sheet, (before, column), copied)
        return True

    def paste_row(self, row: int, over: int, table: str = PROGRAMME) -> bool:
        """Ctrl-C on a row, Ctrl-V on another: what was there is gone."""
        sheet = self.sheet_of(table)
        if sheet is None:
            return False
        for column in self.width(table):
            self.paste(sheet, (over, column), self.copy(sheet, (row, column)))
        return True

    def delete(self, first: int, count: int = 1, table: str = PROGRAMME) -> bool:
        sheet, found = self.sheet_of(table), self.table(table)
        if sheet is None:
            return False
        try:
            if found is not None:
                found.delete_rows(first, count)
            else:
                top, bottom = self._span
                order = [*range(top, first), *range(first + count, bottom + 1)]
                sheet.arrange_rows(order, top, bottom)
        except CellRefusedError:
            return False
        return True

    def move(self, first: int, count: int, before: int) -> bool:
        """Rows cut and inserted before another one (numbers are those of before)."""
        top, bottom = self._span
        order = [row for row in range(top, bottom + 1) if not first <= row < first + count]
        at = order.index(before) if before in order else len(order)
        order[at:at] = range(first, first + count)
        return self.arrange(order)

    def arrange(self, order: Sequence[int], table: str = PROGRAMME) -> bool:
        """Whole rows in another order, as a sort of all columns leaves them."""
        sheet, found = self.sheet_of(table), self.table(table)
        if sheet is None:
            return False
        try:
            if found is not None:
                if list(order) == list(range(found.first_data_row, found.last_data_row + 1)):
                    return False
                found.arrange_rows(order)
            else:
                sheet.arrange_rows(order, *self._span)
        except CellRefusedError:
            return False
        return True

    def sort(self, key: Callable[[Row], object], rows: Sequence[Row] | None = None) -> bool:
        """Sort rows of the programme, all of them or some that stand together."""
        some = list(rows or self.rows)
        order = list(range(self._span[0], self._span[1] + 1))
        wanted = [row.number for row in sorted(some, key=key)]  # type: ignore[arg-type]
        for row, number in zip(some, wanted, strict=True):
            order[row.number - self._span[0]] = number
        if order == sorted(order):
            return False
        return self.arrange(order)

    def hide(self, rows: Sequence[int]) -> bool:
        sheet = self.sheet
        if sheet is None or not rows:
            return False
        for row in rows:
            data = sheet.part.rows.get(row)
            if data is None:
                return False
            if b" hidden=" not in data.split(b">", 1)[0]:
                sheet.part.rows.put(
                    row, re.sub(rb"<([\w:]*row)\b", rb'<\1 hidden="1"', data, count=1)
                )
        return True

    def make_higher(self, row: int, points: float) -> bool:
        """The row's lower edge dragged down."""
        sheet = self.sheet
        data = sheet.part.rows.get(row) if sheet else None
        if sheet is None or data is None:
            return False
        end = data.index(b">")
        tag = re.sub(rb' (?:ht|customHeight)="[^"]*"', b"", data[:end])
        name = re.match(rb"<[\w:]*row\b", tag)
        assert name is not None
        height = b' ht="%b" customHeight="1"' % str(points).encode()
        sheet.part.rows.put(row, name[0] + height + tag[name.end() :] + data[end:])
        return True

    # Headers, sheets, the whole

    def rename_header(self, old: str, new: str, table: str = PROGRAMME) -> str | None:
        """A header typed over: the table's part and the cell say the new name, as Excel does."""
        sheet, at, found = self.sheet_of(table), self.column(old, table), self.table(table)
        if sheet is None or at is None or new == old:
            return None
        if found is None:
            header = self._span[0] - 1
            cell = sheet.cell((header, at)) if header else None
            if cell is None or not cell.text:
                return None
            return self.put(sheet, (header, at), new)
        part = self.workbook.part(found.part_name)
        name = b' name="%b"' % _attribute(old)
        if part.count(name) != 1 or found.header_row is None:
            return None
        row = found.header_row
        self.workbook.replace_part(
            found.part_name, part.replace(name, b' name="%b"' % _attribute(new, table=True))
        )
        self._follow(f"{found.name}[{_in_brackets(old)}]", f"{found.name}[{_in_brackets(new)}]")
        self.refresh()
        self.type_header(sheet, (row, at), new)
        return said(self.name_of(sheet, (row, at)), old, new)

    def _follow(self, old: str, new: str) -> None:
        """Names and formulas of the whole workbook say it another way, as Excel makes them."""
        before, after = _escaped(old), _escaped(new)
        worksheets = [sheet for sheet in self.workbook.sheets if sheet.is_worksheet]
        for part in (self.workbook.part_name, *(sheet.part_name for sheet in worksheets)):
            data = self.workbook.part(part)
            if before in data:
                self.workbook.replace_part(part, data.replace(before, after))
                for sheet in worksheets:
                    if sheet.part_name == part:
                        sheet.forget()

    def refresh(self) -> None:
        """Find the programme's columns again after its table was changed."""
        self.workbook.reread()
        self._find_programme()

    def type_header(self, sheet: Sheet, place: Place, text: str) -> None:
        """The text of a header cell, whatever the table's part says."""
        row, column = place
        part = sheet.part
        rich = newcells.string_element(sheet.opened, text, b"is", sheet.style_of(place))
        opened = part.row(row)
        assert opened is not None
        style = sheet.style_of(place)
        attributes = f' r="{to_a1(row, column)}" s="{style}"'.encode()
        element = cell_element(part.prefix, row, column, attributes, "inlineStr", rich)
        part.rows.put(row, opened.with_cell(column, element))

    def rename_sheet(self, old: str, new: str) -> str | None:
        """The tab typed over. Formulas and names follow, as in Excel."""
        if self.workbook.find_sheet(old) is None or self.workbook.find_sheet(new) is not None:
            return None
        name = self.workbook.part_name
        data = self.workbook.part(name)
        tag = b'name="%b"' % _attribute(old)
        if tag not in data:
            return None
        data = data.replace(tag, b'name="%b"' % _attribute(new), 1)
        quoted = new.replace("'", "''")
        for written in (f"'{old}'!", f"{old}!"):
            data = data.replace(_escaped(written), _escaped(f"'{quoted}'!"))
        self.workbook.replace_part(name, data)
        self.sheet = None
        self._find_programme()
        return f"the sheet “{old}” → “{new}”"

    def rewrite(self, part: str, pattern: bytes, new: bytes) -> bool:
        """One place of a part, as bytes; ``False`` where the pattern is not found."""
        data, count = re.subn(pattern, new, self.workbook.part(part), count=1, flags=re.DOTALL)
        if count:
            self.workbook.replace_part(part, data)
            for sheet in self.workbook.sheets:
                if sheet.part_name == part:
                    sheet.forget()
        return bool(count)

    def forget_table(self, name: str) -> str | None:
        """ "Convert to range": the cells stay, the table goes."""
        found = self.table(name)
        if found is None:
            return None
        sheet = found.sheet
        for at, column in enumerate(found.columns, found.ref.first_column):
            letters = column_letters(at)
            area = f"${letters}${found.first_data_row}:${letters}${found.last_data_row}"
            self._follow(f"{found.name}[{_in_brackets(column)}]", f"'{sheet.name}'!{area}")
        self.workbook.remove_part(found.part_name)
        data = self.workbook.part(sheet.part_name)
        parts = re.search(rb"<tableParts[^>]*>(.*?)</tableParts>", data, re.DOTALL)
        if parts is not None:
            links = {link.id for link in self.workbook.package.relationships(sheet.part_name)}
            kept = [
                tag
                for tag in re.findall(rb"<tablePart [^>]*/>", parts[1])
                if (match := re.search(rb'r:id="([^"]+)"', tag)) and match[1].decode() in links
            ]
            new = b""
            if kept:
                new = b'<tableParts count="%d">%b</tableParts>' % (len(kept), b"".join(kept))
            data = data[: parts.start()] + new + data[parts.end() :]
            self.workbook.replace_part(sheet.part_name, data)
            sheet.forget()
        self.workbook.reread()
        return f"the table {name} made an ordinary range"

    def letters(self, column: str, table: str = PROGRAMME) -> str:
        return column_letters(self.column(column, table) or 1)


def said(place: str, before: object, after: object) -> str:
    """What was done, in words: ``A30 “1.2.1” → “1.21”``."""
    return f"{place} {_shown(before)} → {_shown(after)}"


def _shown(value: object) -> str:
    if value is None or isinstance(value, Emptied):
        return "(empty)"
    if isinstance(value, Typed):
        return f"{_shown(value.value)} in format {value.number_format}"
    if isinstance(value, Formula):
        return f"={value.text} (“{value.result}”)"
    if isinstance(value, Fault):
        return value.code
    if isinstance(value, date):
        return f"the date {value.isoformat()}"
    if isinstance(value, str):
        return f"“{value}”"
    return f"the number {value}"


def _in_brackets(column: str) -> str:
    """A column's name in a structured reference (18.17.6.8)."""
    return re.sub(r"(['#\[\]@])", r"'\1", column)


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _attribute(text: str, *, table: bool = False) -> bytes:
    raw = _escaped(text).replace(b'"', b"&quot;")
    return raw.replace(b"\n", b"_x000a_") if table else raw.replace(b"\n", b"&#10;")


__all__ = [
    "PROGRAMME",
    "Copied",
    "Emptied",
    "Entry",
    "Fault",
    "Formula",
    "Hands",
    "Row",
    "Typed",
    "said",
]
