"""One workbook before and after a change of its rows, as LibreOffice calculates it.

First oracle: a formula has the value that it had, whatever its text says now. Where rows go, the
value is the one that it has once these rows are empty. Second oracle: where LibreOffice can do the
same by its own hand, formulas and all other places read as they do then.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from motxl.ooxml import Workbook
from motxl.ooxml.errors import CellRefusedError
from tests.judges import libreoffice as lo
from tests.recalculation.changes import Change
from tests.recalculation.expressions import FOLLOWS_PLACES
from tests.recalculation.twice import disagreements

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
# An array of many cells that reads many rows: what stands in each follows places, not cells.
_DOWN = re.compile(r"\{=[^(]*?\$?[A-Z]+\$?([0-9]+):\$?[A-Z]+\$?(?!\1\b)[0-9]+")

Value = float | str | None


class Difference(NamedTuple):
    kind: str
    """``value``, of before; ``formula`` and ``value there``, against LibreOffice's own change; or
    what the place is"""
    where: str
    expected: str
    found: str
    values: tuple[Value, Value, Value] = (None, None, None)
    """Before, after LibreOffice's own change, and after ours"""
    before: str = ""
    """What a formula said, as LibreOffice writes it"""

    def __str__(self) -> str:
        where = f" at {self.where}" if self.where else ""
        return f"{self.kind}{where}: due is {self.expected!r}, and found {self.found!r}"


class Compared(NamedTuple):
    refused: str | None
    """What motxl said, where it refused"""
    values: int = 0
    """Formulas whose value had to stay"""
    texts: int = 0
    """Formulas and places that LibreOffice's own change was asked about"""
    differences: tuple[Difference, ...] = ()


class Due(NamedTuple):
    """What LibreOffice says of a workbook, for whoever changes its rows."""

    path: Path
    change: Change
    before: lo.Seen
    """With the rows empty that go"""
    theirs: lo.Seen | None
    """After its own change; ``None`` where it has no such command, or refuses"""

    @classmethod
    def of(cls, path: Path, change: Change, office: lo.LibreOffice) -> Due:
        edits = change.by_libreoffice()
        before, theirs = office.changed(path, change.emptied(), edits)
        if before is None:
            raise lo.LibreOfficeError(f"{path.name} cannot be changed: {change}")
        return cls(path, change, before, theirs if edits else None)


def compare(path: Path, change: Change, out: Path, office: lo.LibreOffice) -> Compared:
    """The change made by motxl (to ``out``), judged by both oracles."""
    workbook = Workbook.open(path)
    try:
        change.apply(workbook)
    except CellRefusedError as refused:
        return Compared(str(refused))
    out.write_bytes(workbook.to_bytes())
    return judge(Due.of(path, change, office), out, office)


def judge(due: Due, out: Path, office: lo.LibreOffice) -> Compared:
    """The same for a change that some editor has made."""
    _path, change, before, theirs = due
    ours = office.recalculated(out)
    kept = list(_values(change, before, ours))
    values = sum(one is not None for one in kept)
    wrong = [one for one in kept if isinstance(one, Difference)]
    wrong += [Difference(*one) for one in disagreements(out)]
    if theirs is None:
        return Compared(None, values, 0, tuple(wrong))
    alike = list(_texts(change, before, theirs, ours))
    other = [one for one in alike if one is not None]
    if other:
        # What its interface says of a document that it has just edited is now and then out of
        # date: a difference is one that is there as well when it opens what it saved.
        saved = out.with_suffix(".ods")
        office.edit(due.path, saved, change.by_libreoffice(), lo.ODS)
        again = set(_texts(change, before, office.recalculated(saved), ours))
        other = [one for one in other if one in again]
    return Compared(None, values, len(alike), (*wrong, *other))


def _values(change: Change, before: lo.Seen, after: lo.Seen) -> Iterator[Difference | bool | None]:
    """For each formula of before, what differs; ``True`` when it is as it should be, ``None``
    when Excel would not keep its value either."""
    for sheet, formulas in before.formulas.items():
        left = dict(after.formulas[sheet])
        many = Counter(text for text, _value in formulas.values())
        for cell, (text, value) in formulas.items():
            place = moved(cell, change) if sheet == change.sheet else cell
            if place is None:
                continue
            new = left.pop(place, None)
            where = f"{sheet}!{cell}"
            if new is None:
                yield Difference("value", where, f"{text} {value}", f"nothing in {place}")
            elif FOLLOWS_PLACES.search(text) or (_DOWN.match(text) and many[text] > 1):
                yield None
            elif same(value, new[1]):
                yield True
            else:
                yield Difference("value", where, f"{text} {value}", f"{new[0]} {new[1]} in {place}")
        for cell, (text, _value) in left.items():
            if not (sheet == change.sheet and _row(cell) in change.filled):
                yield Difference("value", f"{sheet}!{cell}", "nothing", text)


def _texts(
    change: Change, before: lo.Seen, theirs: lo.Seen, ours: lo.Seen
) -> Iterator[Difference | None]:
    for sheet, formulas in theirs.formulas.items():
        former = {
            moved(cell, change) if sheet == change.sheet else cell: seen
            for cell, seen in before.formulas[sheet].items()
        }
        for cell, (text, value) in formulas.items():
            found, new = ours.formulas[sheet].get(cell, ("nothing", ""))
            said, had = former.get(cell, ("", None))
            where, values = f"{sheet}!{cell}", (had, value, new)
            if found != text:
                yield Difference("formula", where, text, found, values, said)
            elif not same(value, new):
                yield Difference("value there", where, f"{text} {value}", f"{new}", values)
            else:
                yield None
    for what in sorted(theirs.places.keys() | ours.places.keys()):
        one, other = Counter(theirs.places.get(what, ())), Counter(ours.places.get(what, ()))
        yield from [None] * (one & other).total()
        gone, new = sorted((one - other).elements()), sorted((other - one).elements())
        for pair in zip_longest(gone, new, fillvalue="nothing"):
            yield Difference(what, "", *pair)


def moved(cell: str, change: Change) -> str | None:
    """Where a cell of the changed sheet lies after."""
    match = _CELL.fullmatch(cell)
    assert match is not None
    row = change.row(int(match[2]))
    return None if row is None else f"{match[1]}{row}"


def _row(cell: str) -> int:
    match = _CELL.fullmatch(cell)
    assert match is not None
    return int(match[2])


def same(one: Value, other: Value) -> bool:
    """Numbers to nine digits: moved rows are added up in another order."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other
