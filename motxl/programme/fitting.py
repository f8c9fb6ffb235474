"""Whether the way in which a list of somebody else seems to be numbered is the right one.

Nobody said how such a list counts: it was read from its codes. Where a row here and there is not
as it should be, the row is wrong; where many are, in many places, it is the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from motxl.programme.codes import Code
from motxl.programme.misfit import Misfit
from motxl.programme.model import Entry, Programme
from motxl.programme.outline import Outline

# A hand slips here and there. Rows that are wrong in so many places, and are more than one in so
# many, are read wrongly.
_FEWEST_PLACES, _RARE = 3, 10
# Nor does one slip put so many of all rows into the wrong place.
_MOST = 0.5


def misfit(programme: Programme) -> Misfit | None:
    """What shows that the numbering of a programme is read wrongly; ``None`` where nothing does,
    and where the workbook itself says how it is numbered."""
    if not (programme.is_guessed and programme.entries):
        return None
    outline = Outline(programme)
    if not outline.shape.is_readable:
        return None
    if dates := _dates(outline.entries):
        return Misfit(len(dates), dates[0].row)
    if breaks := _breaks_between_sections(outline):
        return Misfit(len(breaks), breaks[0].row)
    wrong = {entry.row: entry for entry in _wrong(outline)}
    # Rows without a code say less of the numbering than those that have one.
    telling = (_coded(outline.entries) + len(outline.entries)) // 2
    if len(wrong) < _FEWEST_PLACES or len(wrong) * _RARE <= telling:
        return None
    places = [at for at, entry in enumerate(outline.entries) if entry.row in wrong]
    stretches = 1 + sum(below > at + 1 for at, below in pairwise(places))
    if stretches < _FEWEST_PLACES and len(wrong) <= _MOST * len(programme.entries):
        return None
    return Misfit(len(wrong), outline.entries[places[0]].row)


def _coded(entries: Sequence[Entry]) -> int:
    """How many rows have something in the place of their code."""
    return sum(bool(str(entry.code_value or "").strip()) for entry in entries)


def _dates(entries: Sequence[Entry]) -> list[Entry]:
    """The rows with a date for a code, where most are so: day, month and year can be read in any
    order, and no other code tells which is meant."""
    dates = [entry for entry in entries if isinstance(entry.code_value, date)]
    coded = _coded(entries)
    return dates if len(dates) >= _FEWEST_PLACES and 2 * len(dates) > coded else []


def _breaks_between_sections(outline: Outline) -> list[Entry]:
    """The first rows of sections that begin with a lower code than the section before ends with,
    where the codes of each section rise: the sections are made by something else than codes, as by
    what is basic and what is not. None where two rows at the border of sections may have changed
    places."""
    breaks: list[Entry] = []
    before: Entry | None = None
    last: Code | None = None
    is_far = False
    programme = outline.programme
    for entry in outline.entries:
        code = entry.written_code
        if code is not None and last is not None and before is not None and code < last:
            if _follows(programme, entry, before):
                return []
            breaks.append(entry)
            is_far |= code[:-1] != last[:-1] or last[-1] - code[-1] > 1
        before, last = entry, code or last
    return breaks if len(breaks) > 1 or is_far else []


def _follows(programme: Programme, entry: Entry, before: Entry) -> bool:
    """Whether no other row of the sheet stands between two rows."""
    if programme.spread is not None:
        return programme.spread.follows(entry.row, before.row)
    return entry.row == before.row + 1


def _wrong(outline: Outline) -> Iterator[Entry]:
    """The rows of which a rule would say that they stand in the wrong place, or that they have the
    wrong code or none. What a program made of a code, a date or a number, is none of them."""
    evidence = outline.evidence
    for entry in outline.entries:
        if entry.row in evidence.doubtful and _is_wrong(entry, outline):
            yield entry
    for group in outline.misplaced:
        yield group[0].entries[0]
    for code in outline.backwards:
        first = outline.first_entry(code)
        if first is not None:
            yield first
    for _first, *others in outline.typed_headings.values():
        yield from others


def _is_wrong(entry: Entry, outline: Outline) -> bool:
    value, code = entry.code_value, entry.written_code
    if value is None or not str(value).strip():
        return bool(entry.level) or not outline.evidence.is_of_headings_only
    if not isinstance(value, str):
        return False
    return code is None or outline.evidence.of(entry).code != code
