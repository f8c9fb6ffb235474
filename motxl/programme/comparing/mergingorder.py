"""The order of rows that were arranged apart.

A row stands in a *section*: under the heading above it, among the rows of its own level. In each
section the rows that neither side moved are the *anchors*, and a row's *place* is its section with
the anchor above it. Places are merged as values are: what one side changed is taken, and what both
changed otherwise stays where OURS has it. Rows that come to one place are merged among themselves
in the same way.

Anchors are found in what THEIRS moved, which is always the same, and in the order that OURS gave
the others, which the result keeps. That is why an order that is merged once more has the same
anchors, and stays as it is.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from motxl.programme.comparing.moves import moved_of

Row = TypeVar("Row")
_Section = tuple[Row | None, int]
"""The heading and the level"""
_Place = tuple[_Section[Row], Row | None]
"""The section and the anchor; ``None`` for the top"""
_ACTION = 1_000
"""The level of a row that is no heading: below all others"""


def merged_order(
    base: Sequence[Row],
    ours: Sequence[Row],
    theirs: Sequence[Row],
    levels: Mapping[Row, int],
    chosen: Callable[[Row], bool | None],
    told: Callable[[Row], None],
) -> list[Row]:
    """All rows of ``ours`` and ``theirs``, once each, in the order of both. Rows that are not to be
    in the result are left out by whoever asks; of ``base`` it does not matter.

    ``levels`` has those of headings, from 1. ``chosen`` says of a row whether somebody chose the
    place of ``theirs``; ``None`` where nobody chose. ``told`` is called with each row that both
    moved to different places and of which nobody chose one; of rows that went together, the first.
    """
    return _Orders(levels, chosen, told).merged(base, ours, theirs)


class _Orders(Generic[Row]):
    def __init__(
        self,
        levels: Mapping[Row, int],
        chosen: Callable[[Row], bool | None],
        told: Callable[[Row], None],
    ) -> None:
        self.levels, self.chosen, self.told = levels, chosen, told
        self.known: set[Row] = set()

    def merged(self, base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> list[Row]:
        there = {*ours, *theirs}
        self.known = there.intersection(base)
        sides = [row for row in base if row in there], ours, theirs
        found = self._arranged(sides, [self._sections(rows) for rows in sides])
        by_heading: dict[Row | None, list[_Section[Row]]] = defaultdict(list)
        for section in sorted(found, key=lambda one: -one[1]):
            by_heading[section[0]].append(section)

        def below(heading: Row | None) -> Iterator[Row]:
            for section in by_heading[heading]:
                for row in found[section]:
                    yield row
                    if section[1] != _ACTION:
                        yield from below(row)

        return list(below(None))

    def _sections(self, rows: Sequence[Row]) -> Mapping[Row, _Section[Row]]:
        found: dict[Row, _Section[Row]] = {}
        above: list[tuple[int, Row]] = []
        for row in rows:
            level = self.levels.get(row) or _ACTION
            while above and above[-1][0] >= level:
                above.pop()
            found[row] = (above[-1][1] if above else None, level)
            if level != _ACTION:
                above.append((level, row))
        return found

    def _arranged(
        self, sides: Sequence[Sequence[Row]], sections: Sequence[Mapping[Row, _Section[Row]]]
    ) -> Mapping[_Section[Row], list[Row]]:
        """The rows of each section, in their order. ``sides`` are BASE, OURS and THEIRS."""
        anchors = self._anchors(sides, sections)
        places = [_places(rows, of, anchors) for rows, of in zip(sides, sections, strict=True)]
        goes, instead = self._goes(sides, places, anchors)
        along = self._along(sides, places, goes)
        own, other = places[1:]
        at: dict[_Place[Row], tuple[list[Row], list[Row], list[Row]]] = {}
        for side, rows in enumerate(sides):
            for row in rows:
                place = goes[row]
                if row in anchors or row in along:
                    continue
                is_both = row in own and other.get(row) == place
                if is_both or (side and places[side][row] == place):
                    at.setdefault(place, ([], [], []))[side].append(instead.get(row, row))
        below = {place: self._side_by_side(*rows) for place, rows in at.items()}
        found: dict[_Section[Row], list[Row]] = {
            section: list(rows) for (section, anchor), rows in below.items() if anchor is None
        }
        for row in sides[1]:
            if row in anchors:
                section = anchors[row]
                found.setdefault(section, []).extend((row, *below.get((section, row), ())))
        behind: dict[Row, list[Row]] = defaultdict(list)
        for row, lead in along.items():
            behind[lead].append(row)
        for section, rows in found.items() if along else ():
            found[section] = [one for row in rows for one in (row, *behind[row])]
        return found

    def _anchors(
        self, sides: Sequence[Sequence[Row]], sections: Sequence[Mapping[Row, _Section[Row]]]
    ) -> Mapping[Row, _Section[Row]]:
        """The rows that are in the same section on all sides, and that neither side moved there."""
        was, own, other = sections
        shared: dict[_Section[Row], list[Row]] = defaultdict(list)
        for row in sides[2]:
            if was.get(row) == own.get(row) == other[row]:
                shared[other[row]].append(row)
        left: set[Row] = set()
        places = {row: place for place, row in enumerate(sides[0])}
        for rows in shared.values():
            left.update(_unmoved(rows, places))
        own_rows: dict[_Section[Row], list[Row]] = defaultdict(list)
        for row in sides[1]:
            if row in left:
                own_rows[own[row]].append(row)
        return {
            row: section for section, rows in own_rows.items() for row in _unmoved(rows, places)
        }

    def _goes(
        self,
        sides: Sequence[Sequence[Row]],
        places: Sequence[Mapping[Row, _Place[Row]]],
        anchors: Mapping[Row, _Section[Row]],
    ) -> tuple[Mapping[Row, _Place[Row]], Mapping[Row, Row]]:
        """The place in which each row is to stand; and where OURS moved rows to one place together
        whose order THEIRS changed, which of them stands for which."""
        was, own, other = places
        found = {**other, **own}
        instead: dict[Row, Row] = {}
        together: dict[tuple[_Place[Row] | None, ...], list[Row]] = defaultdict(list)
        for row in sides[2]:
            if row in own and row not in anchors:
                together[was.get(row), own[row], other[row]].append(row)
        orders = [{row: place for place, row in enumerate(rows)} for rows in sides]
        leads = [_leads(rows, placed, own.keys() & other.keys() & self.known) for rows, placed in
                 zip(sides[1:], places[1:], strict=True)]  # fmt: skip
        for (before, mine, theirs), rows in together.items():
            if mine == theirs or before is None:
                continue
            if before in {mine, theirs}:
                old, new, now = (sorted(rows, key=one.__getitem__) for one in orders)
                if old in (new, now) or new == now:
                    # One side moved them, and one at most changed the order of these rows.
                    if before == theirs:
                        instead |= zip(new, now if old == new else new, strict=True)
                    else:
                        stay = {row for row in rows if self.chosen(row) is False}
                        found |= {row: other[row] for row in rows if row not in stay}
                    continue
            is_theirs: dict[Row, bool] = {}
            for row in rows:
                lead = leads[0][row]
                if lead in is_theirs and lead == leads[1][row]:
                    is_theirs[row] = is_theirs[lead]
                else:
                    is_theirs[row] = self._is_theirs(row)
                if is_theirs[row]:
                    found[row] = other[row]
        return found, instead

    def _along(
        self,
        sides: Sequence[Sequence[Row]],
        places: Sequence[Mapping[Row, _Place[Row]]],
        goes: Mapping[Row, _Place[Row]],
    ) -> Mapping[Row, Row]:
        """The rows of one side alone that come under another heading with those around them, and
        the row that each goes below: the other side put a heading above them."""
        found: dict[Row, Row] = {}
        both = {*sides[1]}.intersection(sides[2])
        for rows, placed in zip(sides[1:], places[1:], strict=True):
            there = {*rows}
            above, below = _leads(rows, placed, both), _leads(rows[::-1], placed, both)
            for row in rows:
                lead, after = above[row], below[row]
                if row in both or lead is None:
                    continue
                section = goes[lead][0]
                is_alike = section[0] not in there if after is None else goes[after][0] == section
                if section != placed[row][0] and is_alike:
                    found[row] = lead
        return found

    def _is_theirs(self, row: Row) -> bool:
        """Whether a row that both moved is to stand where THEIRS has it."""
        choice = self.chosen(row)
        if choice is None:
            self.told(row)
        return bool(choice)

    def _side_by_side(self, base: list[Row], ours: list[Row], theirs: list[Row]) -> list[Row]:
        """The order of rows between two anchors."""
        if base:
            section: _Section[Row] = (None, _ACTION)
            sides = base, ours, theirs
            return self._arranged(sides, [dict.fromkeys(rows, section) for rows in sides])[section]
        rank = {row: place for place, row in enumerate(theirs)}
        there = {*ours}
        coming = deque(row for row in theirs if row not in there)
        found: list[Row] = []
        lowest = -1
        for row in ours:
            if rank.get(row, -1) > lowest:
                lowest = rank[row]
                while coming and rank[coming[0]] < lowest:
                    found.append(coming.popleft())
            found.append(row)
        return [*found, *coming]


def _unmoved(rows: Sequence[Row], places: Mapping[Row, int]) -> Iterator[Row]:
    moved = moved_of([places[row] for row in rows])
    return (row for n, row in enumerate(rows) if n not in moved)


def _places(
    rows: Sequence[Row],
    sections: Mapping[Row, _Section[Row]],
    anchors: Mapping[Row, _Section[Row]],
) -> Mapping[Row, _Place[Row]]:
    found: dict[Row, _Place[Row]] = {}
    above: dict[_Section[Row], Row] = {}
    for row in rows:
        section = sections[row]
        found[row] = (section, above.get(section))
        if row in anchors:
            above[section] = row
    return found


def _leads(
    rows: Sequence[Row], places: Mapping[Row, _Place[Row]], among: set[Row]
) -> Mapping[Row, Row | None]:
    """For each row the next one above it in its section that both sides have."""
    found: dict[Row, Row | None] = {}
    above: dict[_Section[Row], Row] = {}
    for row in rows:
        section = places[row][0]
        found[row] = above.get(section)
        if row in among:
            above[section] = row
    return found
