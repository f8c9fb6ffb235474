"""Two programmes that were edited apart since a common one become one: what each changed is taken,
and what both changed otherwise is listed, with OURS kept until somebody decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing.colours import colours_beside_own
from motxl.programme.comparing.comparison import ComparedProgrammes, compare
from motxl.programme.comparing.differences import is_same
from motxl.programme.model import LABEL, ORDRE, REF, ColouredRun, Entry, Programme

ClashKind = Literal["cell", "colour", "removed", "moved", "ref"]
"""Both changed one cell; one its text and the other its colours, or both these; one removed a row
that the other edited; both moved it; both gave one Réf. to two new rows"""
MergeSide = Literal["ours", "theirs"]


class MergeClash(NamedTuple):
    """What both sides changed, and not in the same way. The merged rows hold what OURS has."""

    kind: ClashKind
    ref: str
    code: str
    text: str
    """The label of the row"""
    column: str | None
    """``None`` where it is of the whole row"""
    base: CellValue
    ours: CellValue
    """Of a row that moved, what names the row above it; ``None`` for one that was removed"""
    theirs: CellValue
    row: int | None = None
    """Of the sheet of OURS; ``None`` for a row that it does not have"""
    table: str = ""
    """The table, by its name; empty for the programme's own"""

    @property
    def key(self) -> str:
        """By which the clash is known again when the same workbooks are merged once more."""
        values = () if self.kind == "moved" else (self.base, self.ours, self.theirs)
        told = (self.kind, self.table, self.ref or self.text, self.column, *values)
        return "merge-" + sha256(repr(told).encode()).hexdigest()[:16]

    @property
    def is_open(self) -> bool:
        """Whether one of both sides can be chosen."""
        return self.kind != "ref" and not (self.kind == "removed" and self.column is not None)


class MergedRow(NamedTuple):
    """A row of the merged programme. The places are those in the lists of entries, from 0."""

    values: Mapping[str, CellValue]
    """Of the cells that hold something, by column; without Ordre"""
    runs: tuple[ColouredRun, ...]
    """Of its label; nothing where that shows in the colour of other text"""
    base: int | None = None
    ours: int | None = None
    """``None`` for a row that THEIRS put in"""
    theirs: int | None = None


class Merged(NamedTuple):
    """Three programmes as one."""

    rows: tuple[MergedRow, ...]
    clashes: tuple[MergeClash, ...]
    ours: ComparedProgrammes
    """What OURS changed since BASE"""
    theirs: ComparedProgrammes
    palette: Collection[str]
    """The colours of references in any of the three"""


def merge(
    base: Programme,
    ours: Programme,
    theirs: Programme,
    choices: Mapping[str, MergeSide] | None = None,
    commented: Collection[int] = (),
) -> Merged:
    """Merge what ``ours`` and ``theirs`` changed since ``base``. Nothing of either is lost: each
    value that one of them has is in the rows, or among the clashes.

    ``choices`` settles clashes, by their keys: they are not among those of the result. Rows of the
    sheet of ``ours`` that are ``commented`` count as edited: with them more than cells would go.
    """
    return _Merger(base, ours, theirs, choices or {}, commented).merged()


class _Cells(NamedTuple):
    """What a row holds."""

    values: Mapping[str, CellValue]
    runs: tuple[ColouredRun, ...]


_ABSENT = _Cells({}, ())


_Known = tuple[str, int]
"""A row of the merged programme: ``ours`` or ``theirs``, and its place there"""


class _Order:
    """Rows in an order in which one is put below another at once, however many there are."""

    def __init__(self, rows: Iterable[_Known]) -> None:
        self._below: dict[_Known | None, _Known | None] = {None: None}
        self._above: dict[_Known | None, _Known | None] = {}
        last: _Known | None = None
        for one in rows:
            self.put(one, last)
            last = one

    def __contains__(self, one: _Known) -> bool:
        return one in self._below

    def __iter__(self) -> Iterator[_Known]:
        one = self._below[None]
        while one is not None:
            yield one
            one = self._below[one]

    def below(self, one: _Known | None) -> _Known | None:
        """What stands below a row, ``None`` for nothing; the first row below ``None``."""
        return self._below[one]

    def put(self, one: _Known, above: _Known | None) -> None:
        """Put a row below another one, or at the top."""
        below = self._below[above]
        self._below[above], self._below[one] = one, below
        self._above[one], self._above[below] = above, one

    def take_out(self, one: _Known) -> None:
        above, below = self._above.pop(one), self._below.pop(one)
        self._below[above], self._above[below] = below, above


class _Merger:
    def __init__(
        self,
        base: Programme,
        ours: Programme,
        theirs: Programme,
        choices: Mapping[str, MergeSide],
        commented: Collection[int],
    ) -> None:
        self.choices, self.commented = choices, commented
        self.has_colours = all(one.shows_colours for one in (base, ours, theirs))
        self.palette = {*base.palette.ours, *ours.palette.ours, *theirs.palette.ours}
        self.base, self.ours, self.theirs = base.entries, ours.entries, theirs.entries
        self.by_ours, self.by_theirs = compare(base, ours), compare(base, theirs)
        self.our_base = self.by_ours.matching.mates
        self.their_base = self.by_theirs.matching.mates
        self.of_base_ours = {i: j for j, i in enumerate(self.our_base) if i is not None}
        self.of_base_theirs = {i: k for k, i in enumerate(self.their_base) if i is not None}
        self.our_moves, self.their_moves = map(_moved, (self.by_ours, self.by_theirs))
        self.put_in_twice = self._put_in_twice()
        self.twice = {j: k for k, j in self.put_in_twice.items()}
        self.clashes: list[MergeClash] = []
        self.put_back: set[int] = set()
        both = self.of_base_ours.keys() & self.of_base_theirs.keys()
        self.common_ours = {self.of_base_ours[i] for i in both} | self.twice.keys()
        self.common_theirs = {self.of_base_theirs[i] for i in both} | self.put_in_twice.keys()

    def merged(self) -> Merged:
        order = _Order(
            ("ours", j)
            for j, i in enumerate(self.our_base)
            if i is None or not self._is_taken_out(i, j)
        )
        self._lost_to_ours()
        self._put_in_theirs(order)
        rows = tuple(self._row(side, place) for side, place in order)
        self._refs_given_twice(rows)
        return Merged(rows, tuple(self.clashes), self.by_ours, self.by_theirs, self.palette)

    # Rows

    def _put_in_twice(self) -> Mapping[int, int]:
        """New rows of THEIRS that are new in OURS as well: with the same code, text and Réf., or
        where one of them has no Réf. yet."""
        known: dict[tuple[str, str], list[int]] = {}
        for j, entry in enumerate(self.ours):
            if self.our_base[j] is None and entry.key:
                known.setdefault((entry.code_text, entry.key), []).append(j)
        found = {}
        for k, entry in enumerate(self.theirs):
            if self.their_base[k] is not None:
                continue
            same = known.get((entry.code_text, entry.key), [])
            refs = ({entry.ref, self.ours[j].ref} - {""} for j in same)
            place = next((n for n, both in enumerate(refs) if len(both) < 2), None)
            if place is not None:
                found[k] = same.pop(place)
        return found

    def _is_taken_out(self, i: int, j: int) -> bool:
        """Whether THEIRS removed a row that OURS left as it was."""
        if i in self.of_base_theirs:
            return False
        entry = self.ours[j]
        is_commented = entry.row in self.commented
        if self._cells(entry) == self._cells(self.base[i]) and not is_commented:
            return True
        return self._clash("removed", entry, None, self.base[i].label, entry.label, None)

    def _lost_to_ours(self) -> None:
        """The rows that OURS removed and THEIRS edited."""
        for i, entry in enumerate(self.base):
            k = self.of_base_theirs.get(i)
            if i in self.of_base_ours or k is None:
                continue
            was, now = self._cells(entry), self._cells(self.theirs[k])
            if was == now:
                continue
            other = self.theirs[k]
            listed = len(self.clashes)
            if self._clash("removed", other, None, entry.label, None, other.label, in_ours=False):
                self.put_back.add(k)
            if len(self.clashes) == listed:
                continue  # it was decided
            for column in _columns(was, now):
                old, new = was.values.get(column), now.values.get(column)
                if not is_same(old, new):
                    self._clash("removed", other, column, old, None, new, in_ours=False)
            if was.runs != now.runs:
                colours = _in_text(now.runs)
                self._clash("removed", other, LABEL, None, None, colours, in_ours=False)

    def _put_in_theirs(self, order: _Order) -> None:
        """Put the rows that THEIRS put in, or moved, where they stand there: below the same row."""
        for k, i in enumerate(self.their_base):
            if i is None or k in self.put_back:
                if k not in self.put_in_twice:
                    order.put(("theirs", k), self._above(order, k))
            elif k in self.their_moves and i in self.of_base_ours:
                own = ("ours", self.of_base_ours[i])
                stays = own[1] in self.our_moves and not self._both_moved(i, own[1], k)
                if not stays and own in order and not self._is_there(order, own, k):
                    order.take_out(own)
                    order.put(own, self._above(order, k))

    def _above(self, order: _Order, k: int) -> _Known | None:
        """The nearest row above that is there, or the last one of those that OURS put in below it;
        ``None`` for the top."""
        found = self._anchor(order, k)
        while (below := order.below(found)) is not None and self._is_ours_alone(below):
            found = below
        return found

    def _anchor(self, order: _Order, k: int) -> _Known | None:
        """The nearest row above that is there; ``None`` for the top."""
        owns = (self._own(above) for above in range(k - 1, -1, -1))
        return next((own for own in owns if own in order), None)

    def _is_there(self, order: _Order, own: _Known, k: int) -> bool:
        """Whether a row stands below the nearest row above, with rows between them at most that
        OURS put in: taken out and put in again it might change places with these."""
        below = order.below(self._anchor(order, k))
        while below is not None and self._is_ours_alone(below):
            below = order.below(below)
        return below == own

    def _is_ours_alone(self, known: _Known) -> bool:
        side, place = known
        return side == "ours" and self.our_base[place] is None and place not in self.twice

    def _own(self, k: int) -> _Known:
        """By what a row of THEIRS is known in the merged order."""
        i = self.their_base[k]
        if i is not None and i in self.of_base_ours:
            return "ours", self.of_base_ours[i]
        if k in self.put_in_twice:
            return "ours", self.put_in_twice[k]
        return "theirs", k

    def _both_moved(self, i: int, j: int, k: int) -> bool:
        """Whether the row is to stand where THEIRS moved it."""
        above = self.ours[j - 1] if j else None
        other = self.theirs[k - 1] if k else None
        same = (above is None and other is None) or (k and self._own(k - 1) == ("ours", j - 1))
        if same or self._stands_alike(j, k):
            return False
        was = self.base[i - 1] if i else None
        return self._clash("moved", self.ours[j], None, _name(was), _name(above), _name(other))

    def _stands_alike(self, j: int, k: int) -> bool:
        """Whether the nearest rows above that both have are the same, on either side of rows that
        one of them alone has."""
        own = next((one for one in range(j - 1, -1, -1) if one in self.common_ours), None)
        other = next((one for one in range(k - 1, -1, -1) if one in self.common_theirs), None)
        if own is None or other is None:
            return own is other
        return self._own(other) == ("ours", own)

    # Cells

    def _row(self, side: str, place: int) -> MergedRow:
        if side == "theirs":
            cells = self._cells(self.theirs[place])
            return MergedRow(cells.values, cells.runs, theirs=place)
        i = self.our_base[place]
        k = self.twice.get(place) if i is None else self.of_base_theirs.get(i)
        own = self._cells(self.ours[place])
        if k is None:
            return MergedRow(own.values, own.runs, i, place)
        was = _ABSENT if i is None else self._cells(self.base[i])
        return self._of_both(was, own, self._cells(self.theirs[k]), (i, place, k))

    def _of_both(
        self, was: _Cells, own: _Cells, other: _Cells, places: tuple[int | None, int, int]
    ) -> MergedRow:
        i, j, k = places
        values: dict[str, CellValue] = {}
        runs = own.runs
        for column in _columns(was, own, other):
            b, o, t = (one.values.get(column) for one in (was, own, other))
            if is_same(o, b) or is_same(o, t):
                values[column] = t
            else:
                values[column] = o
                if not is_same(t, b):
                    listed = len(self.clashes)
                    if self._clash("cell", self.ours[j], column, b, o, t):
                        values[column] = t
                    if column == LABEL and len(self.clashes) == listed:
                        # It was decided, and the colours go with the text.
                        runs = own.runs if values[column] == o else other.runs
                        continue
            if column == LABEL:
                runs = self._runs((b, o, t), was, own, other, self.ours[j])
        kept = {name: value for name, value in values.items() if value is not None}
        return MergedRow(kept, runs, i, j, k)

    def _runs(
        self,
        labels: tuple[CellValue, CellValue, CellValue],
        was: _Cells,
        own: _Cells,
        other: _Cells,
        entry: Entry,
    ) -> tuple[ColouredRun, ...]:
        """The colours of a label: those of the side whose text it has."""
        b, o, t = labels
        if is_same(o, t):
            if other.runs in {own.runs, was.runs}:
                return own.runs
            if own.runs == was.runs:
                return other.runs
        elif is_same(o, b):
            if own.runs != was.runs:
                self._clash("colour", entry, LABEL, *_colours(was, own, other))
            return other.runs
        elif other.runs == was.runs:
            return own.runs
        is_theirs = self._clash("colour", entry, LABEL, *_colours(was, own, other))
        return other.runs if is_theirs and is_same(o, t) else own.runs

    def _refs_given_twice(self, rows: Sequence[MergedRow]) -> None:
        """New rows of both sides that were given one Réf.: both stay, and one is to get another."""
        given: dict[CellValue, MergedRow] = {}
        for row in rows:
            ref = row.values.get(REF)
            if ref is None or row.base is not None:
                continue
            first = given.setdefault(ref, row)
            if first is not row and (first.ours is None) != (row.ours is None):
                own, other = (first, row) if first.ours is not None else (row, first)
                assert own.ours is not None
                texts = own.values.get(LABEL), other.values.get(LABEL)
                self._clash("ref", self.ours[own.ours], REF, None, *texts)

    def _clash(
        self,
        kind: ClashKind,
        entry: Entry,
        column: str | None,
        base: CellValue,
        ours: CellValue,
        theirs: CellValue,
        *,
        in_ours: bool = True,
    ) -> bool:
        """List a clash that nobody has decided; whether THEIRS was chosen."""
        code = entry.code_text.strip()
        row = entry.row if in_ours else None
        found = MergeClash(kind, entry.ref, code, entry.label, column, base, ours, theirs, row)
        choice = self.choices.get(found.key) if found.is_open else None
        if choice is None:
            self.clashes.append(found)
        return choice == "theirs"

    def _cells(self, entry: Entry) -> _Cells:
        values = {name: entry.value(name) for name in entry.columns if name != ORDRE}
        runs = _runs_of(entry, self.palette) if self.has_colours else ()
        return _Cells({name: value for name, value in values.items() if value is not None}, runs)


def _runs_of(entry: Entry, ours: Collection[str]) -> tuple[ColouredRun, ...]:
    """The colours of a label; nothing where all of it shows in that of other text."""
    if entry.label_format is None:
        return ()
    colours = colours_beside_own(entry.label_format, len(entry.label), ours)
    characters = zip(entry.label, colours, strict=True)
    runs = [
        ColouredRun("".join(one for one, _colour in group), colour)
        for colour, group in groupby(characters, itemgetter(1))
    ]
    return tuple(runs) if any(colours) else ()


def _moved(comparison: ComparedProgrammes) -> set[int]:
    """The places of the rows that moved, in the newer programme."""
    places = {entry.row: place for place, entry in enumerate(comparison.new.entries)}
    found = set()
    for one in comparison.differences:
        if one.kind == "moved" and one.new_row is not None:
            assert isinstance(one.new_row.record, Entry)
            found.add(places[one.new_row.record.row])
    return found


def _columns(*cells: _Cells) -> Iterator[str]:
    return iter(dict.fromkeys(name for one in cells for name in one.values))


def _name(entry: Entry | None) -> str | None:
    """What names a row in a clash; ``None`` where there is none."""
    return (entry.ref or entry.code_text or entry.label) if entry else None


def _colours(*cells: _Cells) -> list[str | None]:
    return [_in_text(one.runs) for one in cells]


def _in_text(runs: Sequence[ColouredRun]) -> str | None:
    """Which characters of a label have which colour."""
    told = [f"{run.properties}: {run.text}" for run in runs if run.properties is not None]
    return "; ".join(told) or None
