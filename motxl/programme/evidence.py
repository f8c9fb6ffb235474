"""What a workbook says of each row's code, in one place: what the row itself holds, its Type, the
headings above and below, the codes under it, Ordre, and the axis that a label names.

Where the rows are as they should be, each carries what is written. Around anything else the rows
are looked at together (``labelling``), and what comes out is as sure as the next best reading is
far.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from motxl.programme.codes import MAX_DEPTH, Code, misread_codes, parse_code, tidy_code
from motxl.programme.labelling import ANY, NO_HEADING, Label, Row, label, step
from motxl.programme.mistyped import close_reading
from motxl.programme.model import ACTION, LEVELS, ORDRE, TYPE, Entry, Programme
from motxl.programme.sequences import in_every_longest_ascending
from motxl.richtext.normalise import normalise

_AXIS = re.compile(r"axe ([0-9]{1,3})(?![0-9])")
_DIGITS = re.compile("[0-9]+")
_SURE = 0.6
_UNDECIDED = 0.15
# How far what is wrong may reach: headings before and after that are looked at, too.
_HEADINGS_BEFORE = 4
_HEADINGS_AFTER = 2
_ROWS_AFTER = 4
# More cells than these that are no codes are another way to write codes, not slips.
_FEW, _SHARE = 5, 0.1
_BLANK_SHARE = 1 / 3


class Reading(NamedTuple):
    """What the code of a row must be, as far as the workbook says."""

    code: Code | None
    """``None`` where nothing says it"""
    is_certain: bool = True
    """Whether nothing else can be meant"""
    is_likely: bool = True
    """Whether nothing else is as probable"""
    is_heading: bool = False
    """A heading of its own, or an action of the one above"""
    was_moved: bool = False
    """Whether its code is right where Ordre says that it stood"""
    others: tuple[Code, ...] = ()
    """Other codes that it may be, nearest first"""


def written_code(entry: Entry) -> Code | None:
    """The code that a row carries, stray spaces aside."""
    return entry.code or parse_code(tidy_code(entry.code_text))


def is_within(code: Code | None) -> bool:
    """Whether it is a code of a level that the programme has."""
    return code is not None and len(code) <= MAX_DEPTH


def named_axis(entry: Entry) -> int | None:
    """The axis that a label announces: 3 of ``AXE 3 - …``."""
    if entry.label[:1] not in "aA\u00a0 " or not entry.label:
        return None
    found = _AXIS.match(normalise(entry.label))
    return int(found[1]) if found else None


class Evidence:
    """The readings of the rows of a programme, given in its order."""

    def __init__(self, programme: Programme, entries: Sequence[Entry]) -> None:
        self.programme = programme
        self.entries = entries
        self._typed = programme.has(TYPE) and any(e.type is not None for e in entries)

    def of(self, entry: Entry) -> Reading:
        """What the code of a row must be."""
        found = self.doubtful.get(entry.row)
        return found if found is not None else Reading(written_code(entry))

    def possible(self, entry: Entry) -> frozenset[Code]:
        """The codes that a row may be meant to carry; one where nothing else can be meant."""
        reading = self.of(entry)
        codes = {reading.code}
        if not reading.is_certain:
            codes |= {written_code(entry), *reading.others}
        return frozenset(code for code in codes if code is not None)

    @cached_property
    def codes(self) -> dict[int, Code]:
        """The code of each row that has one, by its number: as written, or as it is meant."""
        found: dict[int, Code] = {}
        for entry in self.entries:
            reading = self.doubtful.get(entry.row)
            code = written_code(entry) if reading is None else reading.code
            if code is not None:
                found[entry.row] = code
        return found

    def readings_of(self, entry: Entry) -> tuple[Code, ...]:
        """What a cell that holds a number or a date may have been, most likely first."""
        if isinstance(entry.code_value, str):
            return ()
        return misread_codes(entry.code_value, date1904=self.programme.date1904)

    @cached_property
    def is_of_headings_only(self) -> bool:
        """Whether codes stand on headings only, or on the first row of each code: then a row
        without one is an action of the heading above."""
        if self.programme.table is not None and self.programme.has(TYPE):
            return False
        blank = sum(1 for entry in self.entries if not str(entry.code_value or "").strip())
        return blank > _FEW and blank >= _BLANK_SHARE * len(self.entries)

    @cached_property
    def is_of_another_scheme(self) -> bool:
        """Whether codes are written in another way than numbers joined by dots."""
        unread = [
            entry.code_text.strip()
            for entry in self.entries
            if entry.code_text.strip() and not is_within(written_code(entry))
        ]
        if self.programme.table is None:  # two that look the same are no slips
            shapes = {_DIGITS.sub("0", text) for text in unread}
            return len(shapes) < len(unread)
        return len(unread) > _FEW and len(unread) > _SHARE * len(self.entries)

    @cached_property
    def doubtful(self) -> dict[int, Reading]:
        """The readings of rows that do not say their code plainly, or around which something is
        wrong; by row."""
        found: dict[int, Reading] = {}
        rows = self._rows
        for start, end in self._windows(rows):
            before = self._state_before(start)
            after = rows[end : end + _ROWS_AFTER]
            labels = label(rows[start:end], before, after)
            for at, one in enumerate(labels, start):
                reading = self._reading(at, one)
                if reading is not None:
                    found[self.entries[at].row] = reading
        return found

    @cached_property
    def _rows(self) -> list[Row]:
        gone, moved = self._ordres
        rows = []
        for index, entry in enumerate(self.entries):
            code = written_code(entry)
            value = entry.code_value
            readings = self.readings_of(entry)
            if code is not None and len(code) > MAX_DEPTH:
                code, readings = None, (code[:MAX_DEPTH],)
            rows.append(
                Row(
                    "" if value is None else str(value).strip(),
                    code,
                    readings,
                    self._level(entry),
                    index in moved,
                    index in gone,
                    named_axis(entry),
                )
            )
        return rows

    def _level(self, entry: Entry) -> int:
        if not self._typed or entry.type is None:
            if self.is_of_headings_only and not str(entry.code_value or "").strip():
                return NO_HEADING
            return ANY
        return NO_HEADING if entry.type == ACTION else LEVELS.index(entry.type) + 1

    @cached_property
    def _ordres(self) -> tuple[frozenset[int], frozenset[int]]:
        """Rows (by their place) before which one is gone, and rows that may have been moved,
        as Ordre says."""
        values = [_number(entry.value(ORDRE)) for entry in self.entries]
        known = [value for value in values if value is not None]
        gone = frozenset(
            at
            for at, (one, other) in enumerate(pairwise(values), 1)
            if one is not None and other is not None and 1 < other - one <= 2
        )
        if all(one < other for one, other in pairwise(known)):
            return gone, frozenset()
        kept = set(in_every_longest_ascending(values))
        moved = frozenset(
            at for at, value in enumerate(values) if value is not None and at not in kept
        )
        return gone, moved

    def _windows(self, rows: Sequence[Row]) -> list[tuple[int, int]]:
        """The stretches of rows that are looked at together, 0-based, end exclusive."""
        starts = [0]
        windows: list[tuple[int, int]] = []
        state: Code | None = None
        open_since: int | None = None
        calm = 0
        for index, row in enumerate(rows):
            if self._is_plain(row, state, index):
                if row.code != state:
                    starts.append(index)
                    calm += 1
            else:
                calm = 0
                if open_since is None:
                    back = starts[-_HEADINGS_BEFORE] if len(starts) >= _HEADINGS_BEFORE else 0
                    if windows and back <= windows[-1][1]:
                        back = windows.pop()[0]
                    open_since = back
                if row.code is not None and row.level != NO_HEADING and row.code != state:
                    starts.append(index)
            if row.code is not None and row.level != NO_HEADING:
                state = row.code
            if open_since is not None and calm > _HEADINGS_AFTER:
                windows.append((open_since, index))
                open_since = None
        if open_since is not None:
            windows.append((open_since, len(rows)))
        return windows

    def _is_plain(self, row: Row, state: Code | None, index: int) -> bool:
        """Whether a row is as it should be after another one."""
        if row.code is None:
            return False
        if row.axis is not None and len(row.code) == 1 and row.axis != row.code[0]:
            return row.level in {ANY, NO_HEADING} and row.code == state
        if row.level == NO_HEADING:
            return row.code == state
        if row.level == ANY:
            return row.code == state or step(state, row.code) == 0
        return row.level == len(row.code) and step(state, row.code) == 0

    def _state_before(self, start: int) -> Code | None:
        return self._rows[start - 1].code if start else None

    def _reading(self, at: int, found: Label) -> Reading | None:
        """What is said of a row; nothing where it is as it should be."""
        entry, row = self.entries[at], self._rows[at]
        written = written_code(entry)
        if found.stands_elsewhere:
            return Reading(written, was_moved=True, is_heading=row.level > 0)
        likely = found.margin >= _UNDECIDED and found.code is not None
        if row.code is not None and row.code == found.code:
            contradicts = row.level > 0 and row.level != len(row.code)
            contradicts = contradicts or (row.level == NO_HEADING and found.is_heading)
            if contradicts or (row.level > 0 and not found.is_heading):
                return Reading(written, False, likely, found.is_heading, others=found.others)
            return None
        if (not likely and row.code is not None) or (row.level > 0 and not found.is_heading):
            # Several codes are as probable; or there is none for a heading that was put between.
            return Reading(written, False, False, others=found.others)
        certain = found.margin >= _SURE
        if certain and found.is_heading:
            certain = self._is_told(at, found)
        usual = not self._is_strange(row)
        return Reading(
            found.code,
            certain and likely and usual,
            likely and usual,
            found.is_heading,
            others=found.others,
        )

    def _is_strange(self, row: Row) -> bool:
        """Whether a cell is no slip, but written as others of another scheme."""
        return self.is_of_another_scheme and row.code is None and bool(row.text)

    def _is_told(self, at: int, found: Label) -> bool:
        """Whether more than the order of headings says a heading's code: the cell itself, what
        stands under it, or the next heading that leaves no other place."""
        code, row = found.code, self._rows[at]
        assert code is not None
        if code in row.readings or (row.text and close_reading(row.text) == code):
            return True
        for other in self._rows[at + 1 : at + 6]:
            if other.code is not None:
                if other.code[: len(code)] == code:
                    return True
                return other.code == (*code[:-1], code[-1] + 1)
        return False


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


__all__ = ["Evidence", "Reading", "is_within", "named_axis", "written_code"]
