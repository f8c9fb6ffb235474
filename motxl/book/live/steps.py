"""What a job changes, step by step, to be done again in the application.

Cells of a step are those after the steps before it. ``expected`` is what a cell held before: what
somebody else wrote there in the meantime is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from motxl.a1 import CellRange
from motxl.ooxml.looks.looks import Look
from motxl.programme.cellvalue import CellValue
from motxl.text.runs import Run


class Colour(NamedTuple):
    """The colour of characters, counted in UTF-16 units; ``None`` is automatic."""

    start: int
    end: int
    rgb: str | None


class ColourCell(NamedTuple):
    sheet: str
    row: int
    column: int
    expected: CellValue
    colours: tuple[Colour, ...]


class RewriteCell(NamedTuple):
    """Another text, with the look of each piece."""

    sheet: str
    row: int
    column: int
    expected: CellValue
    runs: tuple[Run[Look], ...]


class SetCell(NamedTuple):
    sheet: str
    row: int
    column: int
    expected: CellValue
    value: str | int | float | date | time | None
    number_format: str | None


class SetFormula(NamedTuple):
    sheet: str
    row: int
    column: int
    expected: CellValue
    formula: str
    """As ``AppWorkbook.typed`` gives it"""


class Arrange(NamedTuple):
    """The rows ``first`` to ``last`` in another order; those that it lacks go."""

    sheet: str
    table: str | None
    area: CellRange
    """The rows before, in the columns that move"""
    order: tuple[int, ...]
    labels: int
    """The column by whose values the rows are known"""
    expected: tuple[CellValue, ...]
    """What that column holds before, row by row"""
    rewritten: frozenset[int]
    """Rows whose label a step before writes"""
    after: CellRange | None
    """Where the table stands afterwards, headers and totals included"""

    @property
    def moves_rows(self) -> bool:
        return self.order != tuple(range(self.area.first_row, self.area.last_row + 1))


class FillTable(NamedTuple):
    """All rows of a table anew."""

    sheet: str
    table: str
    before: CellRange
    """Where it stood, headers included"""
    first_row: int
    """Of its data"""
    expected: tuple[tuple[CellValue, ...], ...]
    """Its rows before"""
    rows: tuple[tuple[CellValue, ...], ...]
    links: tuple[str | None, ...] | None
    link_column: int | None


# 18.18.11 ST_CellType ``e``, and the newer ones.
_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
    | {"#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!"}
)

CellStep = ColourCell | RewriteCell | SetCell | SetFormula
Step = CellStep | Arrange | FillTable


def moved_by(steps: Iterable[Step]) -> set[str]:
    """The sheets on which cells stand elsewhere after the steps."""
    return {
        step.sheet
        for step in steps
        if isinstance(step, FillTable) or (isinstance(step, Arrange) and step.moves_rows)
    }


def utf16(text: str, position: int) -> int:
    """A place in a text, counted as applications count: characters beyond U+FFFF are two units."""
    return position + sum(character > "\uffff" for character in text[:position])


def is_same(live: object, read: CellValue) -> bool:
    """Whether a value of the application is the one that was read from the copy."""
    if isinstance(read, str) and read in _ERRORS:
        read = None  # applications give an error no value
    if live in {None, ""} or read in {None, ""}:
        return live in {None, ""} and read in {None, ""}
    if isinstance(live, str) and isinstance(read, str):
        return live.replace("\r\n", "\n") == read.replace("\r\n", "\n")
    if isinstance(live, bool) or isinstance(read, bool):
        return live is read
    if isinstance(live, int | float) and isinstance(read, int | float):
        return float(live) == float(read)
    if isinstance(live, date) and isinstance(read, date):
        return _moment(live) == _moment(read)
    return type(live) is type(read) and live == read


def _moment(day: date) -> datetime:
    if isinstance(day, datetime):
        return day.replace(tzinfo=None, microsecond=0)
    return datetime.combine(day, time())


def moves(rows: Sequence[int], order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Row after row, ``(from, to)``: the row that stands at ``from`` goes before the one at ``to``.

    As few as can be: the longest run of rows that are in order stays. ``rows`` are the numbers of
    the places; ``order`` holds the same numbers.
    """
    staying = _longest_increasing(order)
    present = list(rows)
    # From the end: what is behind a row is in its place already.
    following: int | None = None
    for row in reversed(order):
        if row not in staying:
            start = present.index(row)
            end = len(present) if following is None else present.index(following)
            yield rows[0] + start, rows[0] + end
            present.insert(end, row)
            present.pop(start if end > start else start + 1)
        following = row


def _longest_increasing(order: Sequence[int]) -> set[int]:
    """The members of one longest increasing subsequence."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = [-1] * len(order)
    for place, value in enumerate(order):
        at = bisect_left(tails, value)
        if at == len(tails):
            tails.append(value)
            places.append(place)
        else:
            tails[at] = value
            places[at] = place
        before[place] = places[at - 1] if at else -1
    found: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        found.add(order[place])
        place = before[place]
    return found
