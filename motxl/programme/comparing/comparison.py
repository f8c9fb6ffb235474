"""Two programmes compared, row by row and column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from motxl.a1 import from_a1
from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing.colours import colour_shifts
from motxl.programme.comparing.differences import (
    ColourShift,
    Difference,
    DifferenceKind,
    RowSide,
    is_same,
)
from motxl.programme.comparing.matching import Matching, match
from motxl.programme.comparing.moves import moved_of
from motxl.programme.comparing.tables import ComparedTable, LoneTable, compare_tables, kind_of
from motxl.programme.joining import place_of
from motxl.programme.model import AXE, LABEL, ORDRE, ColouredRun, Entry, Programme
from motxl.text.typography import is_typography
from motxl.text.words import pieces_of


class Comparison(NamedTuple):
    """What changed between two programmes, and the tables beside them."""

    old: Programme
    new: Programme
    matching: Matching
    differences: tuple[Difference, ...]
    """In the order of the new programme, then of its tables; a row that went stands where it
    was"""
    lone_tables: tuple[LoneTable, ...] = ()
    """Tables that only one of the two workbooks has: their rows are not among the differences"""

    @property
    def shows_colours(self) -> bool:
        """Whether the colours of both are known."""
        return self.old.shows_colours and self.new.shows_colours


def compare(
    old: Programme,
    new: Programme,
    old_tables: Sequence[ComparedTable] = (),
    new_tables: Sequence[ComparedTable] = (),
) -> Comparison:
    """Compare two programmes, and the tables beside them. The same ones give the same differences.

    The column Ordre is left out: it is written anew when a row comes, and the order itself is
    compared.
    """
    matching = match(old.entries, new.entries)
    of_tables, lone = compare_tables(old_tables, new_tables)
    found = (*_Rows(old, new, matching).differences(), *of_tables)
    return Comparison(old, new, matching, found, tuple(lone))


class _Rows:
    """The rows of two programmes whose mates are known."""

    def __init__(self, old: Programme, new: Programme, matching: Matching) -> None:
        self.old, self.new = old, new
        self.matching = matching
        self.axes = _axes(old), _axes(new)
        self.columns = _columns(old, new)
        self.codes = _codes(old, new, matching)
        self.has_colours = old.shows_colours and new.shows_colours
        self.coloured = old.palette.ours | new.palette.ours
        same_place = all(old.columns.get(name) == new.columns.get(name) for name in self.columns)
        self._is_laid_alike = same_place and ORDRE not in new.columns

    def differences(self) -> Iterator[Difference]:
        mates, old, new = self.matching.mates, self.old.entries, self.new.entries
        pairs = [(j, i) for j, i in enumerate(mates) if i is not None]
        moved = {pairs[n][0] for n in moved_of([i for _j, i in pairs])}
        gone = self._gone()
        for first in gone.get(-1, ()):
            yield self._removed(first)
        for j, i in enumerate(mates):
            if i is None:
                side = self._new(j)
                label = side.text
                yield Difference("added", None, side, new_value=label, new_above=self._above(j))
            else:
                if j in moved:
                    above = self._old(i - 1) if i else None
                    yield Difference(
                        *("moved", self._old(i), self._new(j)),
                        old_above=above,
                        new_above=self._above(j),
                    )
                if not self._is_untouched(old[i], new[j]):
                    yield from self._changed(i, j)
            for one in gone.get(j, ()):
                yield self._removed(one)

    def _gone(self) -> Mapping[int, Sequence[int]]:
        """The rows that went, by the new row after which they stood; -1 for those above all."""
        mate_of = {i: j for j, i in enumerate(self.matching.mates) if i is not None}
        found: dict[int, list[int]] = {}
        last = -1
        for i in range(len(self.old.entries)):
            if i in mate_of:
                last = mate_of[i]
            else:
                found.setdefault(last, []).append(i)
        return found

    def _removed(self, i: int) -> Difference:
        side = self._old(i)
        above = self._old(i - 1) if i else None
        return Difference("removed", side, None, old_value=side.text, old_above=above)

    def _above(self, j: int) -> RowSide | None:
        return self._new(j - 1) if j else None

    def _is_untouched(self, old: Entry, new: Entry) -> bool:
        """Told at once, for most rows: the same cells in the same columns, no colours."""
        return (
            self._is_laid_alike
            and old.values == new.values
            and old.label_format == new.label_format
        )

    def _changed(self, i: int, j: int) -> Iterator[Difference]:
        old, new = self.old.entries[i], self.new.entries[j]
        sides: tuple[RowSide, RowSide] | None = None
        for column in self.columns:
            was, now = old.value(column), new.value(column)
            runs: tuple[ColouredRun, ...] = ()
            kinds: list[DifferenceKind] = []
            shifts: tuple[ColourShift, ...] = ()
            if not is_same(was, now):
                kinds.append(self._kind(column, was, now))
            if column == LABEL:
                runs = new.label_format.runs if new.label_format else ()
                if self.has_colours and (old.label_format or new.label_format):
                    shifts = colour_shifts(old, new, self.coloured)
                    kinds += ["colour"] if shifts else []
            if kinds and sides is None:
                sides = self._old(i), self._new(j)
            for kind in kinds:
                assert sides is not None
                told = shifts if kind == "colour" else ()
                yield Difference(
                    *(kind, *sides, column),
                    old_value=was, new_value=now, shifts=told, runs=runs,
                )  # fmt: skip

    def _kind(self, column: str, was: CellValue, now: CellValue) -> DifferenceKind:
        if column == AXE:
            is_code = isinstance(was, str | None) and isinstance(now, str | None)
            kind = kind_of(was, now)
            return "renumbered" if is_code and kind == "value" else kind
        if column != LABEL or not (isinstance(was, str) and isinstance(now, str)):
            return kind_of(was, now)
        if is_typography(was, now):
            return "typography"
        return "renumbered" if self._follows(was, now) else "reworded"

    def _follows(self, was: str, now: str) -> bool:
        """Whether a text differs by the codes that it names alone, each of which is now that of the
        row that had it."""
        changed = [one for one in pieces_of(was, now) if one.changed]
        return all(
            is_typography(one.old, one.new)
            or self.codes.get(one.old.strip(), one.old) == one.new.strip()
            for one in changed
        )

    def _old(self, i: int) -> RowSide:
        return _side(self.old, self.old.entries[i], self.axes[0][i])

    def _new(self, j: int) -> RowSide:
        return _side(self.new, self.new.entries[j], self.axes[1][j])


def _columns(old: Programme, new: Programme) -> list[str]:
    """The columns of both, in the order of the new ones; the codes and the labels first."""
    numbers = sorted(new.columns, key=new.columns.__getitem__)
    others = sorted(old.columns, key=old.columns.__getitem__)
    first = [name for name in (AXE, LABEL) if name in new.columns or name in old.columns]
    return [name for name in dict.fromkeys((*first, *numbers, *others)) if name != ORDRE]


def _axes(programme: Programme) -> list[str]:
    """For each row, the code of the first level under which it stands."""
    found: list[str] = []
    axis = ""
    for entry in programme.entries:
        if entry.code:
            axis = entry.scheme.write(entry.code[:1])
        found.append(axis)
    return found


def _codes(old: Programme, new: Programme, matching: Matching) -> Mapping[str, str]:
    """What became of each code, told by the first row that had it."""
    mate_of = {i: j for j, i in enumerate(matching.mates) if i is not None}
    found: dict[str, str] = {}
    for i, entry in enumerate(old.entries):
        if entry.code_text and i in mate_of:
            found.setdefault(entry.code_text, new.entries[mate_of[i]].code_text)
    return found


def _side(programme: Programme, entry: Entry, axis: str) -> RowSide:
    sheet, row, columns = programme.sheet, entry.row, programme.columns
    if programme.spread is not None and columns:
        places = {name: place_of(programme, entry, name) for name in columns}
        sheet = next(iter(places.values()))[0]
        row = from_a1(next(iter(places.values()))[1])[0]
        columns = {name: from_a1(cell)[1] for name, (_sheet, cell) in places.items()}
    code = entry.code_text.strip() or ("" if entry.code_value is None else str(entry.code_value))
    return RowSide(sheet, row, columns, entry, entry.ref, code, entry.label, axis)
