"""Reading a programme whose codes have no column of their own: they stand at the beginning of the
labels, or each level has its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from motxl.book.reading.locate import Location
from motxl.book.reading.palette import palette_shown
from motxl.book.reading.reader import ProgrammeReader
from motxl.book.reading.values import Values
from motxl.programme.cellvalue import CellValue
from motxl.programme.codeplace import CodePlace
from motxl.programme.codetoken import codes_at_start
from motxl.programme.joining import with_levels
from motxl.programme.model import AXE, LABEL, LabelFormat, Programme, Structure
from motxl.programme.recognising import code_at_start, text_of
from motxl.programme.rows import SortedRows, sort_rows
from motxl.programme.scheme import Scheme
from motxl.programme.spread import Spread, spread_row

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook


def read_elsewhere(
    workbook: ReadableWorkbook, place: Location, values: Values, scheme: Scheme | None
) -> Programme:
    """The programme that stands at ``place``, where no column holds its codes and nothing else."""
    if place.code_place is CodePlace.LABELS:
        reader: ProgrammeReader = _LabelsReader(workbook, place, values, scheme)
        programme = reader.programme()
    else:
        reader = levels = _LevelsReader(workbook, place, values, scheme)
        programme = levels.programme()
        programme = with_levels(programme, Spread((place.sheet,), levels.own))
    programme.code_place = place.code_place
    programme.palette = palette_shown(programme, is_orange_said=reader.colours.is_orange_said)
    return programme


class _LabelsReader(ProgrammeReader):
    """The code of a row is that with which its label begins."""

    def _rows(self) -> SortedRows:
        cells, columns = self.values.rows(self.place.sheet), self.place.columns
        label_at = columns[LABEL] - 1
        last = min(self.place.last_row or len(cells), len(cells))
        formats = self._formats([label_at + 1], self.place.first_row, last)
        width = max(map(len, cells), default=0)

        def rows() -> Iterator[tuple[int, Sequence[CellValue]]]:
            numbers = range(self.place.first_row, last + 1)
            labels = (self._cell(number, label_at + 1) for number in numbers)
            codes = codes_at_start([one if isinstance(one, str) else "" for one in labels])
            for number, code in zip(numbers, codes, strict=True):
                if number in self.place.skipped:
                    continue
                row = cells[number - 1]
                yield number, [*row, *[None] * (width - len(row)), code]

        return sort_rows(
            rows(),
            {**columns, AXE: width + 1},
            lambda row: formats.get((row, label_at + 1)),
            self.scheme,
        )

    def _cell(self, number: int, column: int) -> CellValue:
        row = self.values.rows(self.place.sheet)[number - 1]
        value = row[column - 1] if column <= len(row) else None
        return None if isinstance(value, str) and not value.strip() else value

    def _formats(
        self, columns: Sequence[int], first: int, last: int
    ) -> dict[tuple[int, int], LabelFormat]:
        """What is remembered of the colours of texts, by row and column."""
        cells = self.values.rows(self.place.sheet)
        left_out = self._is_unremarkable if self.values.are_verbatim(self.place.sheet) else None
        formats: dict[tuple[int, int], LabelFormat] = {}
        for label in self.sheet.runs(columns, first, last, left_out):
            row = cells[label.row - 1]
            if label.column <= len(row):
                row[label.column - 1] = label.text  # exactly the characters of its runs
            if self._is_coloured(label):
                formats[label.row, label.column] = self._format(label)
        return formats


class _LevelsReader(_LabelsReader):
    """Each level has a column: a row of the sheet may begin several headings, and hold an action
    beside them."""

    own: dict[int, dict[int, int]]
    """By the rows of entries, in which columns their code and label stand"""
    _last: dict[int, str]
    """By the level, from 0: the last code that began there"""

    def _rows(self) -> SortedRows:
        place = self.place
        cells = self.values.rows(place.sheet)
        last = min(place.last_row or len(cells), len(cells))
        width = max(map(len, cells), default=0)
        labels = range(place.code_columns[0], width + 1)
        self.own, self._last = {}, {}
        self._formatted = self._formats(labels, place.first_row, last)
        numbers = [n for n in range(place.first_row, last + 1) if n not in place.skipped]
        rows = [one for number in numbers for one in self._entries(number)]
        return sort_rows(rows, {AXE: 1, LABEL: 2}, self._format_of, self.scheme)

    def _format_of(self, row: int) -> LabelFormat | None:
        place = self.own[row]
        real = Spread(("",)).at(row, 1).row
        return self._formatted.get((real, place[self.place.columns[LABEL]]))

    def _entries(self, number: int) -> Iterator[tuple[int, Sequence[CellValue]]]:
        """The entries of a row of the sheet, with their code and their label."""
        columns = self.place.code_columns
        beside: set[int] = set()
        for level, column in enumerate(columns):
            value = self._cell(number, column)
            if column in beside:
                continue  # the text of the level before
            label_column = self._label_of(number, column)
            beside.add(label_column)
            if value is None or (number > self.place.first_row and self._is_again(number, level)):
                continue
            self._last[level] = _code_of(value)
            code = self._last[level] if isinstance(value, str) else value
            bare = column not in self._with_texts and self._is_bare(number, level, label_column)
            yield self._entry(number, level, column, label_column, code, has_label=not bare)
        action = self.place.columns[LABEL]
        if action not in {*columns, *beside} and self._cell(number, action) is not None:
            yield self._entry(number, len(columns), columns[-1], action, "")

    def _entry(
        self,
        number: int,
        level: int,
        code_column: int,
        label_column: int,
        code: CellValue,
        *,
        has_label: bool = True,
    ) -> tuple[int, Sequence[CellValue]]:
        row = spread_row(0, number, level)
        columns = self.place.columns
        self.own[row] = {columns[AXE]: code_column, columns[LABEL]: label_column}
        return row, [code, self._cell(number, label_column) if has_label else None]

    def _label_of(self, number: int, column: int) -> int:
        """Where the label of a level stands: with the code, or in the next column."""
        value = self._cell(number, column)
        if column in self._with_texts:
            return column
        following = column + 1
        if value is None:
            return column
        columns = self.place.code_columns
        if column == columns[-1]:
            return self.place.columns[LABEL]
        if following not in columns:
            return following
        # The next column holds codes in its texts; beside a number it may hold a text alone.
        text = self._cell(number, following)
        is_text = isinstance(text, str) and not self._is_coded(text)
        if is_text and following in self._with_texts:
            return following
        # Codes alone, level beside level: all have their text in one column further on.
        return column if columns[-1] in self._with_texts else self.place.columns[LABEL]

    def _is_bare(self, number: int, level: int, label_column: int) -> bool:
        """Whether the text in a column is that of a deeper level: a heading beside it has none."""
        columns = self.place.code_columns
        is_shared = label_column == self.place.columns[LABEL]
        if level >= len(columns) - 1:
            return False
        deeper = [(one, self._cell(number, one)) for one in columns[level + 1 :]]
        return label_column == columns[level] or (
            is_shared
            and any(
                value is not None
                and (one != label_column or (isinstance(value, str) and self._is_coded(value)))
                for one, value in deeper
            )
        )

    def _is_coded(self, text: str) -> bool:
        """Whether a text is a code of the programme, or begins with one."""
        scheme = self.scheme
        return any(scheme.readings(scheme.tidy(one)) for one in (code_at_start(text), text) if one)

    @cached_property
    def _with_texts(self) -> frozenset[int]:
        """The columns whose cells hold code and label."""
        place = self.place
        rows = self.values.rows(place.sheet)[place.first_row - 1 : place.last_row][:200]
        return frozenset(
            column
            for column in place.code_columns
            if any(
                isinstance(value, str) and code_at_start(value)
                for row in rows
                for value in row[column - 1 : column]
            )
        )

    def _is_again(self, number: int, level: int) -> bool:
        """Whether a heading is that of the row above, written again."""
        columns = self.place.code_columns[: level + 1]
        is_last = level == len(self.place.code_columns) - 1
        # Without an action beside it, a row of the last level is one of its own.
        if is_last and self.place.columns[LABEL] == self._label_of(number, columns[-1]):
            return False
        if all(
            self._cell(number, column) in {None, self._cell(number - 1, column)}
            for column in columns
        ):
            return True
        # Filled down: the code of a heading, beside each of its rows.
        below = self.place.code_columns[level + 1 :]
        again = _code_of(self._cell(number, columns[-1])) == self._last.get(level)
        return again and any(self._cell(number, column) is not None for column in below)

    def _structure(self, rows: SortedRows) -> Structure:
        return Structure()


def _code_of(value: CellValue) -> str:
    """The code with which a cell begins, or that it is."""
    code = code_at_start(value) if isinstance(value, str) else ""
    return code or text_of(value)
