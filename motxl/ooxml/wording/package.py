"""All parts of a package in other words: as they are read, or as they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from motxl.a1 import CellRange
from motxl.ooxml.cells import contents, reading
from motxl.ooxml.document import Document
from motxl.ooxml.pivots import present
from motxl.ooxml.pivots.cache import attribute_text
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.wording.cells import Change, StringPlaces, WordedArea, exchange
from motxl.ooxml.wording.formulas import FormulaWords
from motxl.ooxml.wording.words import Keyed, Wording
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import decode_escapes, encode_escapes, encode_markup
from motxl.text.normalise import normalise

_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?(?:f|formula[12]?|definedName|calculatedColumnFormula|totalsRowFormula)"
    rb"(?:\s[^<>]*)?>(?P<text>[^<]+)</"
)
"""Elements that hold a formula: in sheets, in their rules and lists, in names, tables, charts"""
_LOCATION = re.compile(rb"""<(?:[\w.-]+:)?hyperlink\s[^<>]*?\blocation="(?P<text>[^"<]*)\"""")
_LINKED = re.compile(rb"""\btextlink="(?P<text>[^"<]+)\"""")
_CACHED = re.compile(rb"<c:v>(?P<text>[^<]+)</c:v>")
_SOURCE_NAME = re.compile(rb"<c:pivotSource>\s*<c:name>(?P<text>[^<]+)</c:name>")
_ITEM = re.compile(rb"""<(?:[\w.-]+:)?s\s[^<>]*?\bv="(?P<text>[^"<]*)\"""")
_RECORD = re.compile(rb"(?<=<r>)(?:<[^<>]*/>)+(?=</r>)")
_VALUE = re.compile(rb"<[^<>]*/>")


class WrittenHeaders:
    """What the columns of a workbook's tables are called: ours, by table and as it writes them."""

    def __init__(self) -> None:
        self.written: dict[str, dict[str, str]] = {}

    def note(self, table: str, written: str, ours: str) -> None:
        self.written.setdefault(table.casefold(), {}).setdefault(ours, written)

    def find(self, table: str, ours: str) -> str | None:
        return self.written.get(table.casefold(), {}).get(ours)


class Rewording:
    """Puts one package into other words. Raises ``XmlError`` or ``ValueError`` for damaged
    parts."""

    def __init__(
        self,
        document: Document,
        words: Wording,
        headers: WrittenHeaders,
        places: StringPlaces,
        *,
        writing: bool,
    ) -> None:
        self._document = document
        self._package = document.package
        self._words = words
        self._headers = headers
        self._places = places
        self._writing = writing
        self._formulas = FormulaWords(words, writing=writing)

    def do(self) -> None:
        document = self._document
        tables = list(document.table_parts.values())
        renamed = {table.part_name: self._columns(table) for table in tables}
        pivots = [one for one in present.pivots(document) if one.cache is not None]
        fields = {cache: self._cache(cache) for cache in {one.cache for one in pivots} if cache}
        for sheet in document.open_sheets:
            if not sheet.is_worksheet or not self._package.has(sheet.part_name):
                continue
            self._formulas_in(sheet.part_name)
            self._put(sheet.part_name, _LOCATION, self._formulas.of, scan.escape_attribute)
            sheet.forget()
            areas: list[WordedArea] = []
            for one in pivots:
                if one.sheet is sheet and one.cache is not None:
                    areas += self._shown(one, *fields[one.cache])
            for table in tables:
                if table.sheet is sheet:
                    areas += self._areas(table, renamed[table.part_name])
            exchange(sheet, areas, self._places, writing=self._writing)
        document.flush()
        for table in tables:
            if renamed[table.part_name] != table.columns:
                table.set_columns(renamed[table.part_name])
            self._formulas_in(table.part_name)
        for name in self._package.names():
            if "/charts/chart" in name:
                self._chart(name)
            elif "/drawings/drawing" in name and name.endswith(".xml"):
                self._put(name, _LINKED, self._formulas.of, scan.escape_attribute)
        self._sheets()

    # Tables

    def _columns(self, table: TablePart) -> tuple[str, ...]:
        """The names of a table's columns in the other words."""
        exchange_ = self._words.columns(table.name)
        if exchange_ is None:
            return table.columns
        if self._writing:
            return tuple(
                self._headers.find(table.name, name) or exchange_.written(name)
                for name in table.columns
            )
        exact = {exchange_.read(name) for name in table.columns}
        found: list[str] = []
        for name in table.columns:
            ours = exchange_.read(name)
            if ours == name and (like := exchange_.like(name)) is not None and like not in exact:
                ours = like
            elif ours != name and name in exchange_.pairs and name not in exact:
                ours = name  # a column that is called as we call it, where none is called otherwise
            ours = name if ours in found else ours
            found.append(ours)
            self._headers.note(table.name, name, ours)
        return tuple(found)

    def _areas(self, table: TablePart, names: tuple[str, ...]) -> Iterator[WordedArea]:
        first, last = table.first_data_row, table.last_data_row
        if table.header_row is not None:
            pairs = zip(table.columns, names, strict=True)
            for column, (old, new) in enumerate(pairs, table.ref.first_column):
                if old != new:
                    cell = CellRange(table.header_row, column, table.header_row, column)
                    yield WordedArea(cell, _always(old, new))
        ours = table.columns if self._writing else names
        for column, name in enumerate(ours, table.ref.first_column):
            keyed = self._words.keyed(table.name, name)
            if keyed is not None:
                yield from self._areas_by_key(table, keyed, ours, column)
                continue
            change = self._change(table.name, name)
            if change is not None and first <= last:
                yield WordedArea(CellRange(first, column, last, column), change)

    def _areas_by_key(
        self, table: TablePart, keyed: Keyed, ours: tuple[str, ...], column: int
    ) -> Iterator[WordedArea]:
        """The cells of a column whose row has a key that takes a value."""
        if keyed.column not in ours:
            return
        of_key = table.ref.first_column + ours.index(keyed.column)
        words = self._words.values(table.name, keyed.column)
        by_key = {normalise(key): one for key, one in keyed.values.items()}
        part = table.sheet.part
        for number in part.rows.numbers(table.first_data_row, table.last_data_row):
            row = part.row(number)
            for cell in () if row is None else row.cells:
                if row is None or cell.column != of_key:
                    continue
                key = contents.cell_of(table.sheet, reading.raw_of(row, cell)).text or ""
                if words is not None and not self._writing:
                    key = words.read(key)
                if (exchange_ := by_key.get(normalise(key))) is not None:
                    change = exchange_.direction(writing=self._writing)
                    yield WordedArea(CellRange(number, column, number, column), change)

    def _change(self, table: str, column: str) -> Change | None:
        if self._words.names_places(table, column):
            return self._place
        found = self._words.values(table, column)
        return None if found is None else found.direction(writing=self._writing)

    def _place(self, text: str) -> str:
        """``Événements!B3`` in other words."""
        return self._formulas.of(text) if "!" in text else text

    # Pivot tables

    def _shown(
        self, pivot: present.PresentPivot, names: Change, items: Change
    ) -> Iterator[WordedArea]:
        """The cells of a pivot table: first those that show names of fields."""
        area = pivot.area
        masked = scan.mask(self._package.xml(pivot.part))
        location = scan.element(masked, scan.root(masked).prefixes, "location")
        found = None if location is None else location.tag
        below = scan.whole(found.get("firstDataRow") if found else None) or 1
        labels = scan.whole(found.get("firstDataCol") if found else None) or 0
        yield WordedArea(area._replace(last_row=area.first_row), names)
        if labels:
            head, last = area.first_row + below - 1, area.first_column + labels - 1
            yield WordedArea(CellRange(head, area.first_column, head, last), names)
        if pivot.pages:
            above, first = pivot.whole, area.first_column
            yield WordedArea(above._replace(last_row=area.first_row - 1, last_column=first), names)
        yield WordedArea(pivot.whole, items)

    def _cache(self, part: str) -> tuple[Change, Change]:
        """Put a cache into other words; what becomes of the names of its fields, and of the items
        that its tables show."""
        working = self._package.xml(part)
        masked = scan.mask(working)
        prefixes = scan.root(masked).prefixes
        source = scan.element(masked, prefixes, "worksheetSource")
        table = (source.tag.get("name") or "") if source is not None else ""
        pieces: list[bytes] = []
        position = 0
        if source is not None and (sheet := source.tag.get("sheet")) is not None:
            pieces += [
                working[: source.start],
                scan.element_with(
                    working[source.start : source.end], "sheet", self._formulas.sheet(sheet)
                ),
            ]
            position = source.end
        names: dict[str, str] = {}
        shown: dict[str, str] = {}
        changes: dict[int, Change] = {}
        for number, element in enumerate(scan.elements(masked, prefixes, "cacheField")):
            name = decode_escapes(element.tag.get("name") or "")
            new = self._column(table, name)
            values = self._change(table, name if self._writing else new)
            raw = working[element.start : element.end]
            if new != name:
                raw = scan.element_with(raw, "name", encode_escapes(new))
                names[name] = new
            if values is not None:
                changes[number] = _noted(values, shown)
                raw = _substituted(_ITEM, changes[number], raw, escape=attribute_text)
            pieces += [working[position : element.start], raw]
            position = element.end
        pieces.append(working[position:])
        self._package.replace_xml(part, b"".join(pieces))
        for records in self._package.related(part, "pivotCacheRecords") if changes else ():
            made = _RECORD.sub(lambda one: _record(one[0], changes), self._package.xml(records))
            self._package.replace_xml(records, made)
        return lambda text: names.get(text, text), lambda text: shown.get(text, text)

    def _column(self, table: str, name: str) -> str:
        exchange_ = self._words.columns(table)
        if exchange_ is None:
            return name
        if self._writing:
            return self._headers.find(table, name) or exchange_.written(name)
        return exchange_.read(name)

    # Charts, names, sheets

    def _chart(self, part: str) -> None:
        self._formulas_in(part)
        self._put(part, _SOURCE_NAME, self._source_name)
        self._put(part, _CACHED, self._words.anywhere.direction(writing=self._writing))

    def _source_name(self, text: str) -> str:
        """``[programme.xlsx]Synthèse!motxl_axes`` (21.2.2.147)."""
        book, bracket, rest = text.rpartition("]")
        sheet, mark, pivot = rest.rpartition("!")
        return f"{book}{bracket}{self._formulas.sheet(sheet)}{mark}{pivot}" if mark else text

    def _sheets(self) -> None:
        part = self._document.part_name
        self._formulas_in(part)
        working = self._package.xml(part)
        masked = scan.mask(working)
        prefixes = scan.root(masked).prefixes
        for element in reversed(list(scan.elements(masked, prefixes, "sheet"))):
            name = element.tag.get("name") or ""
            new = self._formulas.sheet(name)
            if new != name:
                raw = scan.element_with(working[element.start : element.end], "name", new)
                working = working[: element.start] + raw + working[element.end :]
        self._package.replace_xml(part, working)

    def _formulas_in(self, part: str) -> None:
        self._put(part, _FORMULA, self._formulas.of)

    def _put(
        self,
        part: str,
        pattern: re.Pattern[bytes],
        change: Change,
        escape: Callable[[str], bytes] = encode_markup,
    ) -> None:
        """Exchange the texts that a pattern finds in a part."""
        working = self._package.xml(part)
        made = _substituted(pattern, change, working, escape=escape)
        if made != working:
            self._package.replace_xml(part, made)


def _substituted(
    pattern: re.Pattern[bytes], change: Change, working: bytes, *, escape: Callable[[str], bytes]
) -> bytes:
    """Bytes of a part with other texts where the group ``text`` of a pattern is; a text that stays
    keeps its bytes."""

    def replaced(match: re.Match[bytes]) -> bytes:
        text = decode_escapes(scan.unescape(match["text"].decode()))
        new = change(text)
        if new == text:
            return match[0]
        start, end = (place - match.start() for place in match.span("text"))
        return match[0][:start] + escape(encode_escapes(new)) + match[0][end:]

    return pattern.sub(replaced, working)


def _noted(change: Change, shown: dict[str, str]) -> Change:
    """The same change, whose texts are remembered."""

    def noted(text: str) -> str:
        shown[text] = change(text)
        return shown[text]

    return noted


def _record(row: bytes, changes: Mapping[int, Change]) -> bytes:
    """The values of a row of a cache; those that are numbers of items stay."""
    values = _VALUE.findall(row)
    return b"".join(
        _substituted(_ITEM, changes[number], value, escape=attribute_text)
        if number in changes
        else value
        for number, value in enumerate(values)
    )


def _always(old: str, new: str) -> Change:
    return lambda text: new if text == old else text
