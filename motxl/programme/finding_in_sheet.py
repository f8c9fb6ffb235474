"""Where on one sheet the rows of a programme seem to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from motxl.a1 import to_a1
from motxl.programme import header_words
from motxl.programme.cellvalue import CellValue
from motxl.programme.codes import CodePlace
from motxl.programme.found import LeftOut, Part, Reason, SheetGrid
from motxl.programme.header_words import denies_codes, is_programme_title, kind_of_header
from motxl.programme.recognising import (
    Recognised,
    code_at_start,
    is_other_kind,
    looks_like_code,
    recognise,
    text_of,
)
from motxl.text.normalise import normalise

# What tells one column from another is seen in the first rows.
SAMPLE_ROWS, MOST_COLUMNS = 1200, 60
_HEADER_ROWS = 200
_FEWEST_CODES = 3
_FEWEST_BARE = 2
_MANY_CODES = 8
_LONG_HEADER = 80
# Blank rows between the header and the first row.
_BLANK_BELOW_HEADER = 2
_WORD = re.compile(r"[^\W\d_]{3}")
_TOTAL = re.compile(r"(?:sous-|grand |sub)?totaux?\b|(?:gesamt|zwischen)?summe\b|total\b|sum\b")
_NOTE = re.compile(
    r"(?:notes?|nb|n\.b\.|sources?|legende?|remarques?|remarks?|anmerkung(?:en)?|hinweis|quelle)\b"
    r"|\*|\(\*|[0-9]\) "
)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


class _Column:
    """A column of a sheet, as far as its sample goes."""

    def __init__(self, sheet: _Sheet, number: int) -> None:
        self.number = number
        at = number - 1
        self.values = [row[at] if at < len(row) else None for row in sheet.sample]

    @cached_property
    def texts(self) -> list[str]:
        return [text_of(value) for value in self.values]

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
        return [
            code_at_start(value) if isinstance(value, str) and value else ""
            for value in self.values
        ]

    def worded(self, rows: Sequence[int]) -> float:
        """How many of some rows hold words there, from 0 to 1; 0 where the same ones come again and
        again."""
        found = [self.texts[row - 1] for row in rows if _WORD.search(self.texts[row - 1])]
        if len(set(found)) * 2 < len(found):
            return 0.0
        return len(found) / max(len(rows), 1)


class _Sheet:
    """A sheet, column by column."""

    def __init__(self, grid: SheetGrid) -> None:
        self.grid = grid
        self.sample = grid.rows[:SAMPLE_ROWS]
        width = min(max(map(len, self.sample), default=0), MOST_COLUMNS)
        self.columns = [_Column(self, number) for number in range(1, width + 1)]

    def column(self, number: int) -> _Column:
        return self.columns[number - 1]

    def cell(self, row: int, column: int) -> CellValue:
        cells = self.grid.rows[row - 1]
        value = cells[column - 1] if column <= len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    def header_rows(self, first_row: int) -> tuple[int, ...]:
        """One or two rows of titles of columns above the first row."""
        row = first_row - 1
        while row > 0 and first_row - row <= _BLANK_BELOW_HEADER and not self._filled(row):
            row -= 1
        if row < 1 or not self._is_header(row):
            return ()
        above = row - 1
        if above < 1 or not self._is_header(above) or len(self._filled(above)) < 2:
            return (row,)
        own = {column for column, _value in self._filled(row)}
        grouped = any(column not in own for column, _value in self._filled(above))
        knows_more = self._kinds(above) > self._kinds(row) or not self._kinds(row)
        return (above, row) if grouped or knows_more else (row,)

    def _filled(self, row: int) -> list[tuple[int, CellValue]]:
        cells = self.grid.rows[row - 1][:MOST_COLUMNS]
        return [(n, v) for n, v in enumerate(cells, 1) if v is not None and v != ""]

    def is_filled(self, row: int) -> bool:
        return any(value is not None and value != "" for value in self.grid.rows[row - 1])

    def _kinds(self, row: int) -> int:
        return sum(kind_of_header(value) is not None for _column, value in self._filled(row))

    def _is_header(self, row: int) -> bool:
        filled = self._filled(row)
        texts = [v for _n, v in filled if isinstance(v, str) and len(v) <= _LONG_HEADER]
        if not texts or len(texts) * 2 < len(filled):
            return False
        return len(texts) > 1 or self._kinds(row) > 0

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


def find_in(grid: SheetGrid) -> list[Part]:
    """The places on a sheet where the rows of a programme may stand, the surest first; several of
    one surety are several readings."""
    sheet = _Sheet(grid)
    found = [part for column in sheet.columns if (part := _in_column(sheet, column)) is not None]
    levels = _in_levels(sheet)
    if levels is not None:
        inside = set(levels.code_columns)
        most = max((len(_codes(part)) for part in found), default=0)
        if len(_codes(levels)) > most or inside >= {part.code_columns[0] for part in found}:
            return [levels]
    if not found:
        found = [part for column in sheet.columns if (part := _in_labels(sheet, column))]
    return _best(found)


def _codes(part: Part) -> set[object]:
    return {code for code in part.recognised[0].codes if code}


def _best(found: list[Part]) -> list[Part]:
    """The best readings of a sheet: those that cannot be told from the best one, and no others."""
    if not found:
        return []
    ranked = sorted(found, key=_rank, reverse=True)
    first = _rank(ranked[0])
    return [part for part in ranked if _rank(part) == first]


def _rank(part: Part) -> tuple[int, int, int]:
    codes = part.recognised[0]
    return (part.confidence, part.points, codes.distinct // 2)


# A column of codes


def _in_column(sheet: _Sheet, column: _Column) -> Part | None:
    looking = sum(map(looks_like_code, column.filled))
    if looking < _FEWEST_CODES or looking * 5 < 2 * len(column.filled):
        return None
    start = next(n for n, text in enumerate(column.texts) if text and looks_like_code(text))
    recognised = recognise(column.texts[start:])
    if not recognised:
        return None
    codes = recognised[0].codes
    first_row = start + 1 + next(n for n, code in enumerate(codes) if code)
    headers = sheet.header_rows(first_row)
    title = sheet.header(headers, column.number)
    if denies_codes(title):
        return None
    rows = [start + 1 + n for n, code in enumerate(codes) if code]
    label = _label_column(sheet, column, headers, rows)
    if label is None:
        return None
    texts = column.texts[first_row - 1 :]
    return _part(sheet, CodePlace.COLUMN, (column,), label, recognised, texts, headers, first_row)


def _label_column(
    sheet: _Sheet, code: _Column, headers: Sequence[int], rows: Sequence[int]
) -> _Column | None:
    """The column of the texts that belong to codes: called so, else the next one with words."""
    fit = [c for c in sheet.columns if c is not code and c.worded(rows) >= _WORDED]
    kinds = {c.number: kind_of_header(sheet.header(headers, c.number)) for c in fit}
    right = [c for c in fit if c.number > code.number]
    called = [c for c in right if kinds[c.number] == header_words.LABEL]
    called += [c for c in fit if c not in called and kinds[c.number] == header_words.LABEL]
    free = [c for c in right if kinds[c.number] is None]
    return next(iter(called or free or right), None)


_WORDED = 0.6


# Codes inside the labels


def _in_labels(sheet: _Sheet, column: _Column) -> Part | None:
    coded = sum(map(bool, column.starts))
    if coded < _FEWEST_CODES or coded * 4 < len(column.filled):
        return None
    start = next(n for n, text in enumerate(column.starts) if text)
    recognised = recognise(column.starts[start:])
    if not recognised or (recognised[0].is_flat and not recognised[0].scheme.levels[0].prefix):
        return None
    first_row = start + 1 + next(n for n, code in enumerate(recognised[0].codes) if code)
    headers = sheet.header_rows(first_row)
    texts = column.starts[first_row - 1 :]
    return _part(sheet, CodePlace.LABELS, (column,), column, recognised, texts, headers, first_row)


# One column per level


def _in_levels(sheet: _Sheet) -> Part | None:
    """Codes of which each level stands in a column of its own, with its text or beside it."""
    columns: list[_Column] = []
    for column in sheet.columns:
        texts = [s or t for s, t in zip(column.starts, column.texts, strict=True)]
        below = [text for text in texts[1:] if text]
        if below and sum(map(looks_like_code, below)) * 5 >= 3 * len(below):
            columns.append(column)
    for last in range(len(columns), 1, -1):
        found = _levels_of(sheet, columns[:last])
        if found is not None:
            return found
    return None


def _levels_of(sheet: _Sheet, columns: Sequence[_Column]) -> Part | None:
    texts: list[str] = []
    cells: list[tuple[int, int]] = []
    before = [""] * len(columns)
    for row in range(len(sheet.sample)):
        for place, column in enumerate(columns):
            text = column.starts[row] or column.texts[row]
            if text and text != before[place] and looks_like_code(text):
                texts.append(text)
                cells.append((row + 1, place))
                before[place] = text
    recognised = recognise(texts)
    if not recognised or recognised[0].scheme.depth < 2:
        return None
    depths: dict[int, set[int]] = {}
    for (_row, place), code in zip(cells, recognised[0].codes, strict=True):
        if code is not None:
            depths.setdefault(place, set()).add(len(code))
    in_order = [depths.get(place) for place in range(len(columns))]
    if any(one is None or len(one) != 1 for one in in_order):
        return None
    own = [min(one) for one in in_order if one]
    if own != sorted(set(own)):
        return None
    first_row = next(
        row for (row, _place), code in zip(cells, recognised[0].codes, strict=True) if code
    )
    headers = sheet.header_rows(first_row)
    rows = range(first_row, len(sheet.sample) + 1)
    last = columns[-1]
    fit = [c for c in sheet.columns if c.number > last.number and c.worded(rows) > 0]
    beside = next(iter(fit), None)
    label = last if any(last.starts) and beside is None else (beside or last)
    return _part(
        sheet, CodePlace.LEVELS, tuple(columns), label, recognised, texts, headers, first_row
    )


# What is around


def _part(
    sheet: _Sheet,
    place: CodePlace,
    codes: tuple[_Column, ...],
    label: _Column,
    recognised: tuple[Recognised, ...],
    texts: Sequence[str],
    headers: tuple[int, ...],
    first_row: int,
) -> Part:
    found = Part(
        sheet.grid.name, place, tuple(column.number for column in codes), label.number,
        recognised, headers, first_row, first_row, is_hidden=sheet.grid.is_hidden,
        texts=tuple(texts), year=_year(sheet, first_row),
    )  # fmt: skip
    last_row = _last_row(sheet, found)
    known = sheet.known(headers)
    taken = {*found.code_columns, label.number}
    others = {
        kind: column
        for kind, column in known.items()
        if column not in taken and kind not in {header_words.CODE, header_words.LABEL}
    }
    found = found._replace(last_row=last_row, known=others)
    return found._replace(
        left_out=tuple(_left_out(sheet, found)),
        leaf=_leaf(sheet, found),
        reasons=tuple(_reasons(sheet, found, codes)),
    )


def _year(sheet: _Sheet, first_row: int) -> int | None:
    """The year that the sheet's name, or else its titles, name; ``None`` if they name several."""
    above = [value for row in sheet.grid.rows[: first_row - 1][-_HEADER_ROWS:] for value in row]
    titles = [value for value in above if isinstance(value, str) and is_programme_title(value)]
    for texts in ([sheet.grid.name], titles):
        if found := {int(year) for text in texts for year in _YEAR.findall(text)}:
            return found.pop() if len(found) == 1 else None
    return None


def _last_row(sheet: _Sheet, part: Part) -> int:
    """The last row with a code, and those that follow it closely."""
    rows = sheet.grid.rows
    last = len(rows)
    while last > part.first_row and not _has_code(sheet, part, last):
        last -= 1
    while last < len(rows):
        label = sheet.cell(last + 1, part.label_column)
        if not isinstance(label, str) or _is_beside(sheet, part, last + 1):
            break
        last += 1
    return last


def _has_code(sheet: _Sheet, part: Part, row: int) -> bool:
    scheme = part.recognised[0].scheme
    for column in part.code_columns:
        value = sheet.cell(row, column)
        text = text_of(value)
        if part.place is not CodePlace.COLUMN and isinstance(value, str):
            text = code_at_start(value) or text
        if text and scheme.readings(scheme.tidy(text)):
            return True
    return False


def _is_beside(sheet: _Sheet, part: Part, row: int) -> bool:
    """Whether a row without a code is a total, or a note."""
    for column in (*part.code_columns, part.label_column):
        value = sheet.cell(row, column)
        if isinstance(value, str):
            key = normalise(value[:40])
            if _TOTAL.match(key) or _NOTE.match(key):
                return True
    return False


def _left_out(sheet: _Sheet, part: Part) -> Iterator[LeftOut]:
    top = part.header_rows[0] if part.header_rows else part.first_row
    titles = tuple(
        n for n in range(1, top) if any(v not in {None, ""} for v in sheet.grid.rows[n - 1])
    )
    if titles:
        yield LeftOut("titles", titles)
    if part.header_rows:
        yield LeftOut("header", part.header_rows)
    found: dict[str, list[int]] = {}
    if part.place is CodePlace.COLUMN:
        for row, why in _inside(sheet, part):
            found.setdefault(why, []).append(row)
    for why, rows in found.items():
        yield LeftOut(why, tuple(rows))
    below = range(part.last_row + 1, len(sheet.grid.rows) + 1)
    notes = [n for n in below if sheet.is_filled(n)]
    totals = tuple(n for n in notes if _is_total(sheet, part, n))
    if totals:
        yield LeftOut("total", totals)
    if rest := tuple(n for n in notes if n not in totals):
        yield LeftOut("note", rest)


def _is_total(sheet: _Sheet, part: Part, row: int) -> bool:
    cells = (sheet.cell(row, c) for c in range(1, part.label_column + 1))
    return any(isinstance(v, str) and _TOTAL.match(normalise(v[:40])) for v in cells)


def _inside(sheet: _Sheet, part: Part) -> Iterator[tuple[int, str]]:
    """Rows between the first and the last that are none of the programme's."""
    scheme = part.recognised[0].scheme
    usual = tuple({level.prefix[:1] or "0123456789" for level in scheme.headings if level.prefix})
    figures = not usual and scheme.headings[0].numbering in {"1", "01", "001"}
    code_at, label_at = part.code_columns[0] - 1, part.label_column - 1
    header = part.header_rows[-1] if part.header_rows else 0
    titles = tuple(sheet.cell(header, c + 1) for c in (code_at, label_at)) if header else ()
    rows = sheet.grid.rows
    for number in range(part.first_row, part.last_row + 1):
        row = rows[number - 1]
        code = row[code_at] if code_at < len(row) else None
        label = row[label_at] if label_at < len(row) else None
        if isinstance(code, str) and code:
            if label and ((figures and code[0].isdecimal()) or (usual and code.startswith(usual))):
                continue  # as nearly all rows
            text = text_of(code)
            if titles == (code, label):
                yield number, "repeated"
            elif scheme.readings(scheme.tidy(text)):
                continue
            elif _TOTAL.match(normalise(text[:40])):
                yield number, "total"
            elif is_other_kind(scheme, text):
                yield number, "other-kind"
            elif not label and _WORD.search(text):
                yield number, "banner"
        elif not code and isinstance(label, str) and _TOTAL.match(normalise(label[:40])):
            yield number, "total"


def _leaf(sheet: _Sheet, part: Part) -> str:
    """Whether rows carry the code of their heading again, or none."""
    last = min(part.last_row, len(sheet.sample))
    skipped = part.skipped
    again = bare = filled = 0
    before = ""
    code, label = sheet.column(part.code_columns[0]), sheet.column(part.label_column)
    of_code = code.starts if part.place is CodePlace.LABELS else code.texts
    if part.place is CodePlace.LEVELS:
        return "bare" if part.label_column not in part.code_columns else ""
    for row in range(part.first_row, last + 1):
        if row in skipped:
            continue
        text = of_code[row - 1]
        filled += bool(text or label.texts[row - 1])
        again += bool(text) and text == before
        bare += not text and bool(label.texts[row - 1])
        before = text or before
    if again >= _FEWEST_BARE and again * 10 >= filled:
        return "carried"
    return "bare" if bare >= _FEWEST_BARE and bare * 10 >= 2 * filled else ""


def _reasons(sheet: _Sheet, part: Part, codes: Sequence[_Column]) -> Iterator[Reason]:
    one = part.recognised[0]
    first = to_a1(part.first_row, part.code_columns[0])
    yield Reason("codes", 3 if one.followed >= 0.8 else 2, first, ", ".join(one.examples))
    if one.is_flat:
        # "Fiche 3", "Action 3": what else is counted one by one may be anything.
        named = kind_of_header(one.scheme.levels[0].prefix.strip(" °")) is not None
        yield Reason("flat", -2 if named else -6, first, one.examples[0])
    if one.distinct >= _MANY_CODES:
        yield Reason("many", 1, first, str(one.distinct))
    if not all(column.is_text for column in codes):
        yield Reason("numbers", -2, first)
    if len(part.recognised) > 1:
        yield Reason("two-schemes", 0, first)
    if not one.is_whole:
        yield Reason("irregular", -1, first, str(one.irregular))
    for column, kind in ((part.code_columns[0], header_words.CODE),
                         (part.label_column, header_words.LABEL)):  # fmt: skip
        title = sheet.header(part.header_rows, column)
        if part.place is CodePlace.LABELS and kind == header_words.CODE:
            continue
        wanted = {kind, header_words.CODE, header_words.LABEL} if len(codes) > 1 else {kind}
        if kind_of_header(title) in wanted:
            row = next(r for r in reversed(part.header_rows) if sheet.cell(r, column) == title)
            yield Reason(f"{kind}-header", 2, to_a1(row, column), str(title))
    for column in list(part.known.values())[:1]:
        title = sheet.header(part.header_rows, column)
        row = next(r for r in reversed(part.header_rows) if sheet.cell(r, column) == title)
        yield Reason("other-header", 1, to_a1(row, column), str(title))
    top = part.header_rows[-1] if part.header_rows else part.first_row - 1
    for row in range(1, min(top, _HEADER_ROWS) + 1):
        for column, value in enumerate(sheet.grid.rows[row - 1][:MOST_COLUMNS], 1):
            if isinstance(value, str) and is_programme_title(value[:200]):
                yield Reason("title", 1, to_a1(row, column), value.strip())
                return
    if is_programme_title(sheet.grid.name):
        yield Reason("title", 1, "", sheet.grid.name)
