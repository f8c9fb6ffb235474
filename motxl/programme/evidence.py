"""What a workbook says of each row's code, in one place: what the row itself holds, its Type, the
headings above and below, the codes under it, Ordre, and the axis that a label names.

Where the rows are as they should be, each carries what is written. Around anything else the rows
are looked at together (``labelling``), and what comes out is as sure as the next best reading is
far.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import islice, pairwise
from typing import NamedTuple, cast

from motxl.programme.codes import Code, misread_codes
from motxl.programme.codes_in_labels import code_in_label, named_axis
from motxl.programme.labelling import (
    ANY,
    Label,
    RowEvidence,
    label,
    stand_as_written,
    step,
)
from motxl.programme.mistyped import close_reading
from motxl.programme.model import ORDRE, TYPE, Entry, Programme
from motxl.programme.scheme import NO_HEADING
from motxl.programme.sequences import in_every_longest_ascending
from motxl.programme.shape import shape_of
from motxl.programme.stretches import in_turn, not_plain, shifted, windows

_DIGITS = re.compile("[0-9]+")
_SURE = 0.6
_UNDECIDED = 0.15
# Rows that follow, and are looked at, too.
_ROWS_AFTER = 4
# More cells than these that are no codes are another way to write codes, not slips.
_FEW, _SHARE = 5, 0.1
_PART = 1 / 4
_SELDOM = 10
_ROWS_BELOW = 40
# With more wrong codes than these, there is no order to tell them by.
_MANY, _MUCH = 20, 0.25
_FEW_SHIFTED = 6


_Row = Callable[[tuple[object, ...]], RowEvidence]
_ROW_EVIDENCE = cast("_Row", partial(tuple.__new__, RowEvidence))
"""As ``RowEvidence._make``, which is twice as slow"""
_NO_READINGS: tuple[Code, ...] = ()


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


class Evidence:
    """The readings of the rows of a programme, given in its order."""

    def __init__(self, programme: Programme, entries: Sequence[Entry]) -> None:
        self.programme = programme
        self.entries = entries
        self.scheme = programme.scheme
        self._typed = programme.has(TYPE) and any(e.level is not None for e in entries)
        if programme.is_guessed:
            self.scheme = replace(self.scheme, without_rows=self._without_rows())

    def _without_rows(self) -> frozenset[int]:
        """The levels above others of which no row has a code."""
        written = [e.written_code or next(iter(self.readings_of(e)), ()) for e in self.entries]
        depths = set(map(len, written))
        return frozenset(range(1, max(depths, default=1))) - depths

    def of(self, entry: Entry) -> Reading:
        """What the code of a row must be."""
        found = self.doubtful.get(entry.row)
        return found if found is not None else Reading(entry.written_code)

    def possible(self, entry: Entry) -> frozenset[Code]:
        """The codes that a row may be meant to carry; one where nothing else can be meant."""
        reading = self.of(entry)
        codes = {reading.code}
        if not reading.is_certain:
            codes |= {entry.written_code, *reading.others}
        return frozenset(code for code in codes if code is not None)

    @cached_property
    def codes(self) -> dict[int, Code]:
        """The code of each row that has one, by its number: as written, or as it is meant."""
        found: dict[int, Code] = {}
        doubtful, has_bare = self.doubtful, self.scheme.has_bare_rows
        above: Code | None = None
        for entry in self.entries:
            reading = doubtful.get(entry.row)
            code = entry.written_code if reading is None else reading.code
            if code is None and reading is None and has_bare and self._is_bare(entry):
                code = above  # it has none of its own, and stands under that heading
            if code is not None:
                found[entry.row] = above = code
        return found

    def readings_of(self, entry: Entry) -> tuple[Code, ...]:
        """What a cell that holds a number or a date may have been, most likely first."""
        if isinstance(entry.code_value, str) or not self.scheme.is_figures:
            return ()
        return misread_codes(entry.code_value, date1904=self.programme.date1904)

    @cached_property
    def written_above(self) -> dict[int, Code]:
        """For each action, by row, the code of the heading that it stands under, as written."""
        found: dict[int, Code] = {}
        above: Code | None = None
        for entry in self.entries:
            if entry.level:
                above = entry.written_code
            elif entry.level == NO_HEADING and above is not None:
                found[entry.row] = above
        return found

    @cached_property
    def is_of_headings_only(self) -> bool:
        """Whether codes stand on headings only, or on the first row of each code: then a row
        without one is an action of the heading above."""
        return self.scheme.has_bare_rows or shape_of(self.programme).on_headings_only

    @cached_property
    def standing_alone(self) -> frozenset[int]:
        """The rows with a code, by number, where each code stands once: all of them are headings,
        and a code that stands there again is a slip."""
        if self._typed:
            return frozenset()
        rows = {entry.row for entry in self.entries if str(entry.code_value or "").strip()}
        if not self.scheme.is_usual:
            return frozenset() if self.scheme.has_shared_codes else frozenset(rows)
        codes = [code for entry in self.entries if (code := entry.written_code) is not None]
        unread, again = len(rows) - len(codes), len(codes) - len(set(codes))
        is_so = len(codes) > (unread + again) * _SELDOM and len(codes) >= _SELDOM
        return frozenset(rows) if is_so else frozenset()

    @cached_property
    def has_many_blanks(self) -> bool:
        """Whether so many rows carry no code that this may be how its actions are written."""
        blanks = sum(not str(entry.code_value or "").strip() for entry in self.entries)
        return blanks >= _SELDOM and blanks * _SELDOM > len(self.entries)

    @cached_property
    def is_of_another_scheme(self) -> bool:
        """Whether codes are written in another way than numbers joined by dots."""
        unread = [
            entry.code_text.strip()
            for entry in self.entries
            if entry.code_text.strip() and not self.scheme.is_within(entry.written_code)
        ]
        if self.programme.table is None:  # two that look the same are no slips
            shapes = {_DIGITS.sub("0", text) for text in unread}
            many = not self._typed and len(unread) > _PART * len(self.entries)
            return many or len(shapes) < len(unread)
        return len(unread) > _FEW and len(unread) > _SHARE * len(self.entries)

    @cached_property
    def doubtful(self) -> dict[int, Reading]:
        """The readings of rows that do not say their code plainly, or around which something is
        wrong; by row."""
        if not self.scheme.is_nested:
            return {
                entry.row: Reading(None, False, False)
                for entry in self.entries
                if not self._says_its_code(entry)
            }
        if self._is_all_plain:
            return {}
        found: dict[int, Reading] = {}
        is_as_written = self._rows is self._written
        order = in_turn(self._rows, self.scheme)
        rows = [self._rows[at] for at in order]
        wrong = [at for at, _state in not_plain(rows, self.scheme)]
        for start, end in windows(rows, wrong):
            before = rows[start - 1].code if start else None
            after = rows[end : end + _ROWS_AFTER]
            if stand_as_written((*rows[start:end], *after), before, self.scheme):
                continue
            labels = label(rows[start:end], before, after, self.scheme)
            for at, one in enumerate(labels, start):
                reading = self._reading(order[at], one)
                if reading is not None:
                    found[self.entries[order[at]].row] = reading
        if not is_as_written:  # the codes stand a row too high or too low
            for entry, row, written in zip(self.entries, self._rows, self._written, strict=True):
                if entry.row not in found and row.code != written.code:
                    found[entry.row] = Reading(row.code, False, True, row.level > 0)
        elif self._is_disorder(found):
            found = {
                row: reading._replace(is_certain=False, is_likely=False)
                for row, reading in found.items()
            }
        return found

    def _says_its_code(self, entry: Entry) -> bool:
        """Whether a row carries a code, or is one of those that carry none."""
        code = entry.written_code
        if code is not None:
            return self.scheme.is_within(code)
        return self._is_bare(entry)

    def _is_bare(self, entry: Entry) -> bool:
        """Whether a row has no code, and the scheme has such rows."""
        is_blank = not str(entry.code_value or "").strip()
        return is_blank and not entry.level and self.scheme.has_bare_rows

    @property
    def _is_all_plain(self) -> bool:
        """Whether every row is as it should be: seen at once, as nearly all programmes are."""
        state: Code | None = None
        most, stable = self.scheme.depth, self.scheme.is_stable
        without_rows = self.scheme.without_rows
        for entry in self.entries:
            code = entry.code
            if code is None and self._is_bare(entry):
                continue
            if code is None or len(code) > most:
                return False
            level = entry.level if self._typed else None
            if level == NO_HEADING or (level is None and code == state):
                if code != state or entry.row in self.standing_alone:
                    return False
                continue
            if level is not None and level != len(code):
                return False
            if step(state, code, stable, without_rows) > 0:
                return False
            if len(code) == 1 and named_axis(entry) not in {None, code[0]}:
                return False
            state = code
        return True

    def _is_disorder(self, found: Mapping[int, Reading]) -> bool:
        """Whether so many codes contradict the others that nothing is known of any."""
        wrong = sum(
            1
            for entry in self.entries
            if (reading := found.get(entry.row)) is not None
            and not reading.was_moved
            and entry.written_code not in {None, reading.code}
        )
        return wrong > _MANY and wrong > _MUCH * len(self.entries)

    @cached_property
    def _rows(self) -> list[RowEvidence]:
        """What is looked at: as written or, where that puts all in order, the codes a row further
        down or up, as after a cell was deleted or put in above them."""
        written, wrong = self._written, self._wrong
        if len(wrong) < _FEW_SHIFTED:
            return written
        first = wrong[0]
        for shift in (-1, 1):
            # Nearly always this is told by the first rows.
            few = len(wrong) // _FEW_SHIFTED
            too_many = islice(not_plain(shifted(written, first, shift), self.scheme), few, None)
            if next(too_many, None) is None:
                return list(shifted(written, first, shift))
        return written

    @cached_property
    def _wrong(self) -> list[int]:
        """The places of the rows that are not as they should be, as they are written."""
        return [at for at, _state in not_plain(self._written, self.scheme)]

    @cached_property
    def _written(self) -> list[RowEvidence]:
        gone, moved = self._ordres
        alone = self.standing_alone
        rows, most = [], self.scheme.depth
        for at, entry in enumerate(self.entries):
            text, code, readings = entry.code_text, entry.code, _NO_READINGS
            if code is None or len(code) > most:
                text, code, readings = self._oddly_written(entry)
            level = entry.level if self._typed else None
            level = self._level_without_type(entry) if level is None else level
            axis, by_itself = named_axis(entry), entry.row in alone
            row = (text, code, readings, level, at in moved, at in gone, by_itself, axis)
            rows.append(_ROW_EVIDENCE(row))
        return rows

    def _oddly_written(self, entry: Entry) -> tuple[str, Code | None, tuple[Code, ...]]:
        """The text, the code and the readings of a row whose code is not written as it should
        be."""
        code, value, readings = entry.written_code, entry.code_value, _NO_READINGS
        if not isinstance(value, str):
            readings = self.readings_of(entry)
        elif code is not None and len(code) > self.scheme.depth:
            readings, code = (code[: self.scheme.depth],), None
        text = "" if value is None else str(value).strip()
        if code is None and (found := code_in_label(entry)) is not None:
            text = self.scheme.write(found.code)
        return text, code, readings

    def _level_without_type(self, entry: Entry) -> int:
        blank = not str(entry.code_value or "").strip()
        if self.is_of_headings_only and blank and code_in_label(entry) is None:
            return NO_HEADING
        return ANY

    @cached_property
    def _ordres(self) -> tuple[frozenset[int], frozenset[int]]:
        """Rows (by their place) before which one is gone, and rows that may have been moved,
        as Ordre says."""
        if not self.programme.has(ORDRE):
            return frozenset(), frozenset()
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

    def _reading(self, at: int, found: Label) -> Reading | None:
        """What is said of a row; nothing where it is as it should be."""
        entry, row = self.entries[at], self._rows[at]
        written = entry.written_code
        if found.stands_elsewhere:
            return Reading(written, was_moved=True, is_heading=row.level > 0)
        if self._is_bare(entry) and not found.is_heading:
            return None
        likely = found.margin >= _UNDECIDED and found.code is not None
        if row.code is not None and row.code == found.code:
            contradicts = row.level > 0 and row.level != len(row.code)
            contradicts = contradicts or (row.level == NO_HEADING and found.is_heading)
            if contradicts or (row.level > 0 and not found.is_heading):
                likely = likely and not row.after_gap  # else its heading was deleted
                return Reading(written, False, likely, found.is_heading, others=found.others)
            return None
        if (not likely and (row.code is not None or row.level > 0)) or (
            row.level > 0 and not found.is_heading
        ):
            # Several codes are as probable; or there is none for a heading that was put between.
            return Reading(written, False, False, others=found.others)
        # A row with neither code nor Type, where others have both, may be a note or a total.
        note = self._typed and row.level == ANY and not row.text
        certain = found.margin >= _SURE and not note
        if certain and found.is_heading:
            certain = self._is_told(at, found)
        if self._is_strange(row, found.code):
            return Reading(None, False, False)
        if self.scheme.is_stable and found.is_heading and not self._is_its_own(row, found.code):
            return Reading(written, False, False)  # a code that is free may be a retired one
        if row.level == ANY and written is not None and len(written) > self.scheme.depth:
            return Reading(found.code, False, False)  # perhaps a level that this programme has
        return Reading(
            found.code,
            certain and likely,
            likely,
            found.is_heading,
            others=found.others,
        )

    def _is_strange(self, row: RowEvidence, code: Code | None) -> bool:
        """Whether a cell is no slip, but written as others of another scheme, or a note. In a
        workbook of ours the scheme is known, and commas for all dots are slips all the same."""
        if row.code is not None or not row.text or row.readings:
            return False
        if self._typed and row.level == ANY and close_reading(row.text, self.scheme) is None:
            return True  # words in a row that nothing makes one of the programme
        unlike = close_reading(row.text, self.scheme) != code
        if self.programme.table is None and row.level == ANY:
            return unlike or self.is_of_another_scheme
        return unlike and self.is_of_another_scheme

    def _is_its_own(self, row: RowEvidence, code: Code | None) -> bool:
        """Whether the cell itself says a code, in other signs."""
        return code in row.readings or (
            bool(row.text) and close_reading(row.text, self.scheme) == code
        )

    def _is_told(self, at: int, found: Label) -> bool:
        """Whether more than the order of headings says a heading's code: the cell itself, what
        stands under it, or the next heading that leaves no other place."""
        code, row = found.code, self._rows[at]
        assert code is not None
        if self._is_its_own(row, code):
            return True
        for other in self._rows[at + 1 : at + 1 + _ROWS_BELOW]:
            if other.code is not None:
                if other.code[: len(code)] == code:
                    return True
                return other.code == (*code[:-1], code[-1] + 1)
        return False


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


__all__ = ["Evidence", "Reading"]
