"""Two programmes that were edited apart since a common one become one: what each changed is taken,
and what both changed otherwise is listed, with OURS kept until somebody decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing.colours import colours_beside_own
from motxl.programme.comparing.comparison import ComparedProgrammes, compare
from motxl.programme.comparing.differences import is_same
from motxl.programme.comparing.mergingorder import merged_order
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


_Known = tuple[Literal["ours", "theirs"], int]
"""A row of the merged programme: the side that has it, and its place there"""


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
        self.put_in_twice = self._put_in_twice()
        self.twice = {j: k for k, j in self.put_in_twice.items()}
        self.clashes: list[MergeClash] = []
        self.put_back: set[int] = set()

    def merged(self) -> Merged:
        own = [j for j, i in enumerate(self.our_base) if i is None or not self._is_taken_out(i, j)]
        self._lost_to_ours()
        rows = tuple(self._row(side, place) for side, place in self._order(own))
        self._refs_given_twice(rows)
        return Merged(rows, tuple(self.clashes), self.by_ours, self.by_theirs, self.palette)

    # Rows

    def _put_in_twice(self) -> Mapping[int, int]:
        """New rows of THEIRS that are new in OURS as well: with the same code, text and Réf., or
        where one of them has no Réf. yet."""
        known: dict[tuple[str, str], list[int]] = {}
        for j, entry in enumerate(self.ours):
            if self.our_base[j] is None:
                known.setdefault(self._text(entry), []).append(j)
        found: dict[int, int] = {}
        for is_sure in (True, False):  # first those that have the same Réf., or none
            for k, entry in enumerate(self.theirs):
                if self.their_base[k] is not None or k in found:
                    continue
                same = known.get(self._text(entry), [])
                for place, j in enumerate(same):
                    ref = self.ours[j].ref
                    if ref == entry.ref if is_sure else not (ref and entry.ref):
                        found[k] = same.pop(place)
                        break
        return found

    def _text(self, entry: Entry) -> tuple[str, str]:
        """Its code and text; of a row without a label all that it holds."""
        return entry.code_text, entry.key or repr(sorted(self._cells(entry).values.items()))

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

    def _order(self, own: Sequence[int]) -> Iterator[_Known]:
        """The rows of the result: those of OURS that stay, and those that THEIRS put in."""
        known: dict[int, _Known] = {i: ("ours", j) for i, j in self.of_base_ours.items()}
        ours: list[_Known] = [("ours", j) for j in own]
        theirs: dict[_Known, int] = {}
        for k, i in enumerate(self.their_base):
            if i is not None and i in known:
                theirs[known[i]] = k
            elif k in self.put_in_twice:
                theirs["ours", self.put_in_twice[k]] = k
            elif i is None or k in self.put_back:
                theirs["theirs", k] = k
                if i is not None:
                    known[i] = ("theirs", k)
        base = [known[i] for i in range(len(self.base)) if i in known]
        levels = {one: self.ours[one[1]].level or 0 for one in ours}
        levels |= {one: self.theirs[k].level or 0 for one, k in theirs.items()}
        levels |= {one: self.base[i].level or 0 for i, one in known.items()}

        def chosen(row: _Known) -> bool | None:
            choice = self.choices.get(self._moved_apart(row, theirs[row]).key)
            return None if choice is None else choice == "theirs"

        def told(row: _Known) -> None:
            self.clashes.append(self._moved_apart(row, theirs[row]))

        return iter(merged_order(base, ours, list(theirs), levels, chosen, told))

    def _moved_apart(self, row: _Known, k: int) -> MergeClash:
        """The clash of a row that both moved, each to another place."""
        j = row[1]
        entry, i = self.ours[j], self.our_base[j]
        was, own, other = (
            _name(rows[at - 1]) if at else None
            for rows, at in ((self.base, i), (self.ours, j), (self.theirs, k))
        )
        code = entry.code_text.strip()
        told = (entry.ref, code, entry.label, None, was, own, other, entry.row)
        return MergeClash("moved", *told)

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
        """New rows of both sides that were given one Réf.: both stay, and one is to get another.
        Of a Réf. that one side gave twice, its findings tell."""
        own: dict[CellValue, MergedRow] = {}
        for row in rows:
            if row.base is None and row.theirs is None:
                own.setdefault(row.values.get(REF), row)
        for row in rows:
            first = own.get(row.values.get(REF))
            if row.base is None and row.ours is None and first and REF in row.values:
                assert first.ours is not None
                texts = first.values.get(LABEL), row.values.get(LABEL)
                self._clash("ref", self.ours[first.ours], REF, None, *texts)

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
