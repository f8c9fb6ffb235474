"""A programme that stands in the cells of a workbook, wherever motxl finds it, as a source.

Each cell that holds something is placed, or listed: in a row of the programme or above it as a
header, as the title, in the legend; all others are ``unplaced``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from motxl.a1 import column_letters, to_a1
from motxl.book.reading.placed import PlacedProgramme
from motxl.book.reading.placing import place_programme, read_placed, settled
from motxl.book.reading.values import Values
from motxl.i18n import _
from motxl.importers.behind import left_behind, looks_lost, shown_again
from motxl.importers.coloured import coloured_texts, without_first
from motxl.importers.headers import (
    NOBODY,
    NamesOfLastYear,
    SourceColumn,
    map_columns,
    told_of_unsure,
    typed_column,
)
from motxl.importers.legend import LegendLine, paragraphs, read_legend
from motxl.importers.named_levels import named_by, says_levels
from motxl.importers.source import (
    SourceCell,
    SourceLine,
    SourceProgramme,
    read_title,
    years_in,
)
from motxl.importers.text import two_or_one
from motxl.programme.cellvalue import CellValue, Elapsed, as_text
from motxl.programme.codeplace import CodePlace
from motxl.programme.found import FoundPart
from motxl.programme.header_words import is_programme_title, kind_of_header
from motxl.programme.levels import scheme_to_make
from motxl.programme.model import AXE, LABEL, Entry, Programme
from motxl.programme.recognising import code_at_start, end_of_code, text_of
from motxl.programme.rows import NEW, is_legend
from motxl.programme.sampled import is_average
from motxl.programme.scheme import Scheme
from motxl.text.colours import is_saturated
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableSheet, ReadableWorkbook

Cell = tuple[str, int, int]
"""Sheet, row and column, the last two 1-based"""
_Column = tuple[SourceColumn, dict[Cell, CellValue]]
_TEXT_SHOWN = 200


class _Row(NamedTuple):
    """An entry, and where it stands."""

    entry: Entry
    sheet: str
    row: int
    code_column: int
    label_column: int
    is_last: bool
    """Whether the other cells of its row of the sheet are its own: of several entries in one row,
    they are the last one's"""


def read_cells(
    workbook: ReadableWorkbook,
    values: Values,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    known: NamesOfLastYear = NOBODY,
) -> SourceProgramme:
    """The programme of a workbook, on the sheet and in the columns that were asked for, or where it
    is found; ``known`` helps to recognise its other columns. Raises ``NoProgrammeError`` where
    there is none, or it is not sure which it is."""
    placed = place_programme(workbook, values, sheet, columns)
    programme = read_placed(workbook, placed, values, shows_colours=True)
    return _Reader(workbook, values, settled(placed, programme), programme, known).read()


class _Reader:
    def __init__(
        self,
        workbook: ReadableWorkbook,
        values: Values,
        placed: PlacedProgramme,
        programme: Programme,
        known: NamesOfLastYear,
    ) -> None:
        self.workbook = workbook
        self.known = known
        self.values = values
        self.where = placed
        self.programme = programme
        self.scheme: Scheme = scheme_to_make(programme)
        rows = _rows_of(programme)
        self.rows = [r for r in rows if r.entry.code_text.strip() or not is_average(r.entry.label)]
        self.sheets = list(dict.fromkeys(place.sheet for place in placed.places))
        self.done: set[Cell] = set()
        """The cells that have their place"""
        self.coloured = {
            name: coloured_texts(workbook.find_sheet(name), values.rows(name))
            for name in self.sheets
        }
        self.source = SourceProgramme(
            scheme=self.scheme, found=placed.found, searched=placed.searched
        )

    def read(self) -> SourceProgramme:
        source = self.source
        self._lines()
        self._title()
        self._legend()
        if not self.where.is_counted:
            source.notes.append(
                (self.rows[0].row if self.rows else 1,
                 _("the numbering of the rows is not certain; correct the table of levels in "
                   "the sheet Paramètres"))
            )  # fmt: skip
        source.unplaced = list(self._unplaced())
        source.said += shown_again(self.workbook, ((one.sheet, one.row) for one in self.rows))
        source.said += left_behind(self.workbook, self.sheets)
        source.said += looks_lost(self.workbook, self._taken())
        return source

    def _taken(self) -> dict[Cell, bool]:
        """The cells that rows of the programme were made of, and whether each holds a number."""
        own = {(one.sheet, one.row) for one in self.rows}
        cells = sorted(cell for cell in self.done if cell[:2] in own)
        return {cell: isinstance(self._held(cell), int | float) for cell in cells}

    def _held(self, cell: Cell) -> object:
        sheet, row, column = cell
        values = self.values.rows(sheet)[row - 1]
        return values[column - 1] if column <= len(values) else None

    # Rows

    def _lines(self) -> None:
        columns = self._other_columns()
        self._places_of_codes()
        coded = [self._code_and_label(one) for one in self.rows]
        codes = [code for code, _label in coded]
        self.scheme = named_by(self.scheme, codes, self._levels_named(columns))
        self.source.scheme = self.scheme
        mapped = self.source.columns = map_columns(
            [one for one, _cells in columns], self.scheme, len(self.rows), self.known
        )
        others = [one for one, _cells in columns]
        self.source.said += told_of_unsure(mapped, others, self.known)
        of_row: dict[tuple[str, int], dict[str, CellValue]] = {}
        for target, (_column, cells) in zip(mapped, columns, strict=True):
            for (sheet, row, column), value in cells.items():
                of_row.setdefault((sheet, row), {})[target.column] = value
                self.done.add((sheet, row, column))
        for one, (code, label) in zip(self.rows, coded, strict=True):
            beside = of_row.get((one.sheet, one.row), {}) if one.is_last else {}
            self.source.lines.append(SourceLine(one.row, code, label, beside))
            self.done |= {
                (one.sheet, one.row, one.code_column),
                (one.sheet, one.row, one.label_column),
            }

    def _levels_named(self, columns: Sequence[_Column]) -> Iterator[Sequence[str]]:
        """What each row is called, in each column that says it."""
        for column, cells in columns:
            if says_levels(column.header):
                words = {cell[:2]: as_text(value) for cell, value in cells.items()}
                yield [words.get((o.sheet, o.row), "") if o.is_last else "" for o in self.rows]

    def _places_of_codes(self) -> None:
        """Note where each code stands, by its text: its first and last row and how many it has."""
        self.places: dict[str, tuple[int, int, int]] = {}
        for number, one in enumerate(self.rows):
            text = text_of(one.entry.code_value)
            first, _last, count = self.places.get(text, (number, number, 0))
            self.places[text] = (first, number, count + 1)

    def _code_and_label(self, one: _Row) -> tuple[CellValue, str]:
        entry = one.entry
        label = self._text(one.sheet, one.row, one.label_column, entry.label)
        if self.programme.code_place is not CodePlace.COLUMN:
            start = end_of_code(label) if code_at_start(label) == entry.code_text else 0
            return entry.code_text or None, without_first(label, start)
        code = entry.code_value
        if isinstance(code, int | float) and not isinstance(code, bool):
            # 1.1 may have been 1.10, which would be the same code at two places.
            text = text_of(code)
            first, last, count = self.places[text]
            if last - first == count - 1 and self.scheme.readings(text):
                code = text
        return code, label

    def _other_columns(self) -> list[_Column]:
        """What stands beside codes and labels in rows of the programme, column by column: those of
        several sheets together where they have one header."""
        headers = {name: self._headers(name) for name in self.sheets}
        found: dict[tuple[str, int], dict[Cell, CellValue]] = {}
        used: dict[tuple[str, int], set[int]] = {}
        for one in self.rows:
            used.setdefault((one.sheet, one.row), set()).update((one.code_column, one.label_column))
        levels = {c for place in self.where.places for c in place.code_columns}
        is_levels = self.programme.code_place is CodePlace.LEVELS
        for (sheet, row), taken in used.items():
            for column, value in enumerate(self.values.rows(sheet)[row - 1], 1):
                if column in taken or (is_levels and column in levels) or _is_blank(value):
                    continue
                header = headers[sheet].get(column, "")
                key = (normalise(header), 0 if header else column)
                cells = found.setdefault(key, {})
                cells[sheet, row, column] = self._value(sheet, row, column, value)
        letters = {key: column_letters(next(iter(cells))[2]) for key, cells in found.items()}
        titles = {
            key: headers[next(iter(cells))[0]].get(next(iter(cells))[2], "")
            for key, cells in found.items()
        }
        order = sorted(found, key=lambda key: next(iter(found[key]))[2])
        columns: list[_Column] = []
        for key in order:
            cells = found[key]
            if not self._is_typed:
                typed = typed_column(dict(enumerate(cells.values())))
                cells = dict(zip(cells, typed.values(), strict=True))
            columns.append((SourceColumn(letters[key], titles[key], tuple(cells.values())), cells))
        return columns

    @property
    def _is_typed(self) -> bool:
        """Whether the cells of the source are numbers and dates, where they show some."""
        from motxl.book.reading.grid import GridWorkbook

        return not isinstance(self.workbook, GridWorkbook)

    def _headers(self, sheet: str) -> dict[int, str]:
        """What stands above each column, in the header rows of a sheet; these cells are done."""
        rows = self.values.rows(sheet)
        numbers = {one.header_row for one in self.where.places if one.sheet == sheet}
        for part in self._parts():
            numbers.update(part.header_rows if part.sheet == sheet else ())
        texts: dict[int, list[str]] = {}
        kept: dict[int, list[str]] = {}
        known = {c for one in self.rows for c in (one.code_column, one.label_column)}
        for number in sorted(one for one in numbers if one is not None):
            for column, value in enumerate(rows[number - 1], 1):
                if _is_blank(value):
                    continue
                texts.setdefault(column, []).append(as_text(value))
                # Above codes and labels nothing is kept: what may be more than a header is listed.
                if column not in known or kind_of_header(as_text(value)) is not None:
                    kept.setdefault(column, []).append(as_text(value))
                    self.done.add((sheet, number, column))
        headers = {column: " – ".join(dict.fromkeys(one)) for column, one in texts.items()}
        self._repeated(sheet, rows, kept)
        return headers

    def _repeated(
        self, sheet: str, rows: Sequence[Sequence[CellValue]], texts: Mapping[int, list[str]]
    ) -> None:
        """Rows that say nothing but the header again are done."""
        if not texts:
            return
        own = {one.row for one in self.rows if one.sheet == sheet}
        for number, row in enumerate(rows, 1):
            filled = [(c, as_text(v)) for c, v in enumerate(row, 1) if not _is_blank(v)]
            if (
                number not in own
                and len(filled) > 1
                and all(text in texts.get(column, ()) for column, text in filled)
            ):
                self.done |= {(sheet, number, column) for column, _text in filled}

    def _parts(self) -> tuple[FoundPart, ...]:
        searched = self.where.searched
        found = self.where.found or (searched.chosen if searched is not None else None)
        return found.parts if found is not None else ()

    # Around the rows

    def _title(self) -> None:
        """The title: above the rows, or over the labels, with a year or the words of one."""
        candidates = list(self._titles())
        named = [one for one in candidates if years_in(one[1])]
        worded = [one for one in candidates if is_programme_title(one[1])]
        both = [one for one in named if one in worded]
        best = next(iter(both or named or worded), None)
        if best is not None:
            cell, text = best
            read_title(self.source, text.strip(), cell[1])
            self.done.add(cell)
        years = {part.year for part in self._parts()}
        if self.source.year is None and len(years) == 1:
            self.source.year = years.pop()

    def _titles(self) -> Iterator[tuple[Cell, str]]:
        sheet = self.sheets[0]
        first = min((one.row for one in self.rows if one.sheet == sheet), default=1)
        for number, row in enumerate(self.values.rows(sheet)[: first - 1], 1):
            for column, value in enumerate(row, 1):
                if isinstance(value, str) and value.strip():
                    yield (sheet, number, column), value

    def _legend(self) -> None:
        cells: list[tuple[Cell, ...]] = []
        lines: list[LegendLine] = []
        for sheet in self.workbook.sheets:
            is_told = any(word in normalise(sheet.name) for word in _LEGENDS)
            if sheet.name not in self.sheets and not is_told:
                continue
            if is_told:
                lines.append(LegendLine(len(cells), sheet.name))
                cells.append(())
            shown = self._legend_colours(sheet)
            for own, line in self._loose(sheet.name):
                colour = next((shown[cell] for cell in own if cell in shown), None)
                lines.append(line._replace(number=len(cells), colour=colour))
                cells.append(own)
        labels = [line.label for line in self.source.lines]
        if self.programme.themes_sheet is not None:
            # A table of ours says them better.
            self.source.themes = list(self.programme.themes.of_sheet)
            self.source.families = list(self.programme.themes.families.all)
            return
        legend = read_legend(lines, labels)
        self.source.themes, self.source.families = legend.themes, legend.families
        self.source.colours, self.source.worded_colours = legend.colours, legend.worded
        self.source.unread_legend = [lines[n].text for n in legend.unread if cells[n]]
        for number in legend.placed:
            self.done.update(cells[number])
        texts = [
            lines[n].text for n in legend.placed if cells[n] and normalise(lines[n].text) not in NEW
        ]
        first, *others = texts or [""]
        self.source.legend = [text for text in (first, "\n".join(others)) if text]
        for number in legend.in_doubt:
            row = cells[number][0][1]
            self.source.notes.append((row, two_or_one(lines[number].text)))

    def _loose(self, sheet: str) -> Iterator[tuple[tuple[Cell, ...], LegendLine]]:
        """The texts of a sheet that have no place yet, line by line; a number and a title in two
        cells side by side are one."""
        for number, row in enumerate(self.values.rows(sheet), 1):
            cells = [
                ((sheet, number, column), as_text(value))
                for column, value in enumerate(row, 1)
                if not _is_blank(value) and (sheet, number, column) not in self.done
            ]
            places, texts = tuple(cell for cell, _text in cells), [text for _cell, text in cells]
            if len(texts) == 2 and texts[0][-1:].isdecimal() and len(texts[0]) < _LONGEST_NUMBER:
                yield places, LegendLine(0, " : ".join(texts))
                continue
            is_known = bool(texts) and is_legend(texts[0], texts[-1])
            is_new = is_known and normalise(texts[0]) in NEW
            if is_new:
                yield places[:1], LegendLine(0, texts[0], is_known=True)
            for cell, text in cells[1:] if is_new else cells:
                lines = paragraphs(text)
                if _LISTS_LINES.issubset(text):
                    lines = text.splitlines()
                for line in lines:
                    yield (cell,), LegendLine(0, line.strip(), is_new=is_new, is_known=is_known)

    def _legend_colours(self, sheet: ReadableSheet) -> dict[Cell, str]:
        """The colours of words in a sheet's texts: of each the first that is one."""
        found: dict[Cell, str] = {}
        width = max(map(len, self.values.rows(sheet.name)), default=0)
        last = len(self.values.rows(sheet.name))
        for one in sheet.runs(range(1, width + 1), 1, last):
            colours = [run.properties for run in one.runs if run.text.strip()]
            colour = next((c for c in colours if c is not None and is_saturated(c)), None)
            if colour is not None:
                found[sheet.name, one.row, one.column] = colour
        return found

    # Cells

    def _value(self, sheet: str, row: int, column: int, value: object) -> CellValue:
        if isinstance(value, str):
            return self._text(sheet, row, column, value)
        if isinstance(value, Elapsed):
            return str(value)
        if isinstance(value, time):
            return value.isoformat("minutes")
        if isinstance(value, datetime) and value.time() == time():
            return value.date()
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            return int(value)
        if isinstance(value, bool | int | float | date):
            return value
        return str(value)

    def _text(self, sheet: str, row: int, column: int, text: str) -> str:
        """A text with the colours that its pieces have in the source."""
        coloured = self.coloured[sheet].get((row, column))
        return coloured if coloured is not None and str(coloured) == text else text

    def _unplaced(self) -> Iterator[SourceCell]:
        searched = self.where.searched
        for sheet in self.workbook.sheets:
            if searched is not None and sheet.name in searched.unread:
                yield SourceCell(sheet.name, "", _("this sheet cannot be read"))
                continue
            rows = self.values.rows(sheet.name)
            shown: dict[tuple[int, int], str] = {
                (number, column): as_text(value)
                for number, row in enumerate(rows, 1)
                for column, value in enumerate(row, 1)
                if not _is_blank(value) and (sheet.name, number, column) not in self.done
            }
            width = max(map(len, rows), default=0)
            for place in sheet.valueless_cells(range(1, width + 1), 1, len(rows)):
                if (sheet.name, *place) not in self.done or sheet.name in self.sheets:
                    text = _("an error, or a formula without a result")
                    shown[place] = shown.get(place) or text
            for (row, column), text in sorted(shown.items()):
                shown_text = " ".join(text.split())[:_TEXT_SHOWN]
                yield SourceCell(sheet.name, to_a1(row, column), shown_text)


_LEGENDS = ("legende", "legend", "theme")
_LONGEST_NUMBER = 60
"""Characters of the words and the number that stand in a cell beside their title"""
_LISTS_LINES = frozenset("\n:")


def _rows_of(programme: Programme) -> Iterator[_Row]:
    code, label = programme.columns.get(AXE, 0), programme.columns[LABEL]
    found: list[tuple[Entry, str, int, int, int]] = []
    for entry in programme.entries:
        if programme.spread is None:
            found.append((entry, programme.sheet, entry.row, code, label))
            continue
        at_code = programme.spread.at(entry.row, code)
        at_label = programme.spread.at(entry.row, label)
        found.append((entry, at_label.sheet, at_label.row, at_code.column, at_label.column))
    for number, one in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        is_last = following is None or following[1:3] != one[1:3]
        yield _Row(*one, is_last)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
