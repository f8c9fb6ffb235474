"""The first rows of a sheet, column by column: what tells where a programme stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from motxl.programme.cellvalue import CellValue
from motxl.programme.codetoken import codes_at_start
from motxl.programme.found import SheetGrid
from motxl.programme.header_words import denies_codes, kind_of_header
from motxl.programme.recognising import looks_like_code, text_of
from motxl.text.normalise import normalise

# What tells one column from another is seen in the first rows.
SAMPLE_ROWS, MOST_COLUMNS = 1200, 60
WORD = re.compile(r"[^\W\d_]{3}")
"""What shows that a cell holds words"""
_LONG_HEADER = 80
# What has no more values than these, again and again, is a list to choose from.
_FEW_TEXTS = 12
TOTAL = re.compile(
    r"(?:(?:sous|sub|grand|sotto)[ -]?)?tota(?:l|ux|al|le|ale)\b|(?:gesamt|zwischen)?summe\b"
    r"|gesamt\b|sum\b|suma\b|razem\b"
)
"""How what begins a row of a total is written, normalised"""
_AVERAGE = re.compile(
    r"(?:moyennes?|average|mean|mittelwert|durchschnitt|promedio|media|gemiddelde)"
    r"(?: (?:generale|globale|ponderee|overall|gesamt|general))?[ :.]*\Z"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# Blank rows between the header and the first row.
_BLANK_BELOW = 2
_MOST_TITLES = 3
# The title of a section has its text in one cell, or its code and its text in two.
_TITLE_CELLS = 2


def is_year(text: str) -> bool:
    """Whether a text is a year, which no programme has as a code."""
    return _YEAR.fullmatch(text) is not None


def is_total(value: CellValue) -> bool:
    """Whether a cell names a total."""
    return isinstance(value, str) and TOTAL.match(normalise(value[:40])) is not None


def is_average(value: CellValue) -> bool:
    """Whether a cell names an average: by the word alone, with which an action's text may begin."""
    return isinstance(value, str) and _AVERAGE.match(normalise(value[:40])) is not None


class SampledColumn:
    """A column of a sheet, as far as its sample goes."""

    def __init__(self, sheet: SampledSheet, number: int) -> None:
        self.number = number
        at = number - 1
        self.values = [row[at] if at < len(row) else None for row in sheet.sample]

    @cached_property
    def texts(self) -> list[str]:
        return [
            value.strip() if type(value) is str and value.isascii() else text_of(value)
            for value in self.values
        ]

    @cached_property
    def filled(self) -> list[str]:
        return [text for text in self.texts if text]

    @cached_property
    def is_text(self) -> bool:
        """Whether most of its cells are texts, and not numbers."""
        texts = sum(isinstance(value, str) and bool(value.strip()) for value in self.values)
        return texts * 2 >= len(self.filled)

    @cached_property
    def starts(self) -> list[str]:
        """The codes with which its texts begin."""
        return codes_at_start([value if isinstance(value, str) else "" for value in self.values])

    def last_code(self, known: int) -> int:
        """The last row that holds a code, or begins with one, where it is below a row that is
        ``known``; else that one."""
        at = len(self.texts)
        while at > known and not (looks_like_code(self.texts[at - 1]) or self.starts[at - 1]):
            at -= 1
        return at

    @cached_property
    def has_words(self) -> list[bool]:
        """Whether each row holds words."""
        return [WORD.search(text) is not None for text in self.texts]

    def worded(self, rows: Sequence[int]) -> float:
        """How many of some rows hold words there, from 0 to 1; 0 where the same ones come again and
        again."""
        found = [self.texts[row - 1] for row in rows if self.has_words[row - 1]]
        if len(set(found)) < min(len(found) / 2, _FEW_TEXTS):
            return 0.0
        return len(found) / max(len(rows), 1)


class SampledSheet:
    """A sheet, column by column."""

    def __init__(self, grid: SheetGrid) -> None:
        self.grid = grid
        self.sample = grid.rows[:SAMPLE_ROWS]
        width = min(max(map(len, self.sample), default=0), MOST_COLUMNS)
        self.columns = [SampledColumn(self, number) for number in range(1, width + 1)]

    def column(self, number: int) -> SampledColumn:
        return self.columns[number - 1]

    def cell(self, row: int, column: int) -> CellValue:
        cells = self.grid.rows[row - 1]
        value = cells[column - 1] if column <= len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    def is_sum(self, row: int, column: int) -> bool:
        """Whether what stands in a cell is the number of a total, which is named to the left."""
        cells = self.grid.rows[row - 1]
        value = cells[column - 1] if column <= len(cells) else None
        is_number = isinstance(value, int | float) or str(value).strip().isdecimal()
        return is_number and any(map(is_total, cells[: column - 1]))

    def header_rows(self, first_row: int, code: int) -> tuple[int, ...]:
        """One or two rows of titles of columns above the first row; none of them has a code in the
        column of the codes."""
        row = first_row - 1
        while row > 0 and first_row - row <= _BLANK_BELOW and not self._filled(row):
            row -= 1
        # The titles of the first sections stand between their rows and the header.
        above = row
        while above > 1 and row - above < _MOST_TITLES and self._is_title(above):
            above -= 1
        if above < row and (self._is_of_titles(above, code) or self._is_of_years(above)):
            row = above
        if row > 1 and self._is_of_years(row) and self._is_header(row - 1, code):
            return (row - 1, row)
        if row < 1 or not self._is_header(row, code):
            return ()
        above = row - 1
        if above < 1 or not self._is_header(above, code) or len(self._filled(above)) < 2:
            return (row,)
        own = {column for column, _value in self._filled(row)}
        grouped = any(column not in own for column, _value in self._filled(above))
        knows_more = not self._kinds(row) or not self._kinds(above) <= self._kinds(row)
        return (above, row) if grouped or knows_more else (row,)

    def _is_title(self, row: int) -> bool:
        """Whether a row holds words in one cell, and no title of a column; what stands further to
        the right, after blank cells, is of another table."""
        filled = self._filled(row)
        if not filled or self._kinds(row):
            return False
        (column, value), *others = filled
        return isinstance(value, str) and all(other > column + 1 for other, _value in others[:1])

    def header_at(self, first_row: int, code: int) -> tuple[int, ...]:
        """The rows of titles of columns above the first row; or the one right below it, where the
        first row is the title of the first section alone."""
        above = self.header_rows(first_row, code)
        if above or len(self._filled(first_row)) > _TITLE_CELLS:
            return above
        below = range(first_row + 1, min(first_row + 1 + _BLANK_BELOW, len(self.grid.rows)) + 1)
        row = next((one for one in below if self._filled(one)), 0)
        is_header = row and len(self._filled(row)) > _TITLE_CELLS and self._is_header(row, code)
        return (row,) if is_header and len(self._kinds(row)) >= _TITLE_CELLS else ()

    def _is_of_titles(self, row: int, code: int) -> bool:
        """Whether a row is that of the titles of columns, or the lower one of two."""
        if len(self._filled(row)) < 2:
            return False
        is_lower = row > 1 and bool(self._kinds(row - 1)) and self._is_header(row, code)
        return bool(self._kinds(row)) or (is_lower and len(self._filled(row - 1)) > 1)

    def _is_of_years(self, row: int) -> bool:
        """Whether a row holds years alone, below the title of several columns: 2024, 2025."""
        years = [value for _column, value in self._filled(row)]
        return len(years) > 1 and all(
            (isinstance(one, int | float) and 1900 <= one < 2100 and one == int(one))
            or (isinstance(one, str) and is_year(one.strip()))
            for one in years
        )

    def _filled(self, row: int) -> list[tuple[int, CellValue]]:
        cells = self.grid.rows[row - 1][:MOST_COLUMNS]
        return [(n, v) for n, v in enumerate(cells, 1) if v is not None and v != ""]

    def is_filled(self, row: int) -> bool:
        return any(value is not None and value != "" for value in self.grid.rows[row - 1])

    def _kinds(self, row: int) -> set[str]:
        """What the titles of columns in a row say that these hold."""
        kinds = (kind_of_header(value) for _column, value in self._filled(row))
        return {kind for kind in kinds if kind is not None}

    def _is_header(self, row: int, code: int) -> bool:
        filled = self._filled(row)
        text = text_of(self.cell(row, code))
        is_code = any(map(str.isdecimal, text)) and looks_like_code(text)
        if is_code and kind_of_header(text) is None:
            return False
        texts = [v for _n, v in filled if isinstance(v, str) and len(v) <= _LONG_HEADER]
        if not texts or len(texts) * 2 < len(filled):
            return False
        return len(texts) > 1 or bool(self._kinds(row))

    def header(self, rows: Sequence[int], column: int) -> CellValue:
        """The title of a column: of two rows, the lower one that says something."""
        texts = [value for row in reversed(rows) if (value := self.cell(row, column)) is not None]
        known = (text for text in texts if kind_of_header(text) or denies_codes(text))
        return next(known, texts[0] if texts else None)

    def known(self, rows: Sequence[int]) -> dict[str, int]:
        """What columns hold by their titles, the first one of each kind."""
        found: dict[str, int] = {}
        for column in self.columns:
            kind = kind_of_header(self.header(rows, column.number))
            if kind is not None:
                found.setdefault(kind, column.number)
        return found
