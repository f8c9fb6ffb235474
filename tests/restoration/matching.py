"""Which row of one state is which row of another: by what it holds, never by where it stands.

Rows have no name that a slip cannot hit: a Réf. may be mistyped, copied or emptied, a label too.
So the same row is the one that holds the same; of what is left, the one that shares most of what
is rare. A row that was sorted, moved or renumbered is found again; a copy that was changed is the
row that is new, and its original the one that was there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from motxl.programme.model import LABEL, ORDRE, REF
from tests.restoration.state import Area, Row

# Labels that share so much are one label, typed over.
_ALIKE = 0.6
# Rows compared two by two, at most: beyond, a whole table was changed, and rare cells decide.
_FEW = 60


def columns_matched(old: Area, new: Area) -> dict[str, str]:
    """For each column of ``old`` the one of ``new`` that it is, under another name perhaps."""
    found = {name: name for name in old.columns if name in new.columns}
    missing = [name for name in old.columns if name not in found]
    free = [name for name in new.columns if name not in found]
    for name in missing:
        values = Counter(row.cells[name] for row in old.rows if name in row.cells)
        best, score = None, 0.0
        for other in free:
            theirs = Counter(row.cells[other] for row in new.rows if other in row.cells)
            alike = (values & theirs).total() / max(values.total(), theirs.total(), 1)
            if not values and not theirs:
                # Both are empty: the one that stands where the other stood.
                alike = 0.1 if old.columns[name] == new.columns[other] else 0.0
            if alike > score:
                best, score = other, alike
        if best is not None and (score >= 0.5 or not values):
            found[name] = best
            free.remove(best)
    return found


def renamed(rows: Sequence[Row], names: Mapping[str, str]) -> list[dict[str, object]]:
    """The cells of rows, their columns called as in the other state."""
    return [{names.get(k, k): value for k, value in row.cells.items()} for row in rows]


def rows_matched(old: Area, new: Area) -> dict[int, int]:
    """For each row of ``old``, by its place in ``rows``, the row of ``new`` that it is."""
    names = {theirs: ours for ours, theirs in columns_matched(old, new).items()}
    ours = [row.cells for row in old.rows]
    theirs = renamed(new.rows, names)
    found: dict[int, int] = {}
    taken: set[int] = set()

    def match(pairs: Iterator[tuple[int, int]]) -> None:
        for one, other in pairs:
            if one not in found and other not in taken:
                found[one] = other
                taken.add(other)

    match(_twins(ours, theirs))
    free = [[n for n in range(len(ours)) if n not in found]]
    free.append([n for n in range(len(theirs)) if n not in taken])
    match(_same(ours, theirs, free))
    for columns in ((REF, LABEL), (LABEL,)):
        free = [[n for n in range(len(ours)) if n not in found]]
        free.append([n for n in range(len(theirs)) if n not in taken])
        match(_unique(ours, theirs, columns, free))
    match(_exchanged(ours, theirs, found, taken))
    match(_alike(ours, theirs, found, taken))
    return found


Cells = Mapping[str, object]


def _content(cells: Cells) -> object:
    return frozenset((name, value) for name, value in cells.items() if name != ORDRE)


def _twins(ours: Sequence[Cells], theirs: Sequence[Cells]) -> Iterator[tuple[int, int]]:
    """Rows whose label stands twice, told apart by their neighbours: a copy, and its original."""
    places = [defaultdict(list), defaultdict(list)]  # type: list[dict[object, list[int]]]
    for found, rows in zip(places, (ours, theirs), strict=True):
        for place, cells in enumerate(rows):
            if cells.get(LABEL) is not None:
                found[cells[LABEL]].append(place)

    def beside(rows: Sequence[Cells], place: int, step: int) -> object:
        at = place + step
        return rows[at].get(LABEL) if 0 <= at < len(rows) else None

    for label, here in places[0].items():
        there = places[1].get(label, [])
        if not there or len(here) == len(there) == 1:
            continue
        scored = []
        for one in here:
            for other in there:
                near = sum(beside(ours, one, s) == beside(theirs, other, s) for s in (-1, 1))
                alike = len(ours[one].items() & theirs[other].items())
                if near:
                    scored.append((-near, -alike, abs(one - other), one, other))
        for *_rank, one, other in sorted(scored):
            yield one, other


def _same(
    ours: Sequence[Cells], theirs: Sequence[Cells], free: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    places: dict[object, list[int]] = defaultdict(list)
    for place in free[1]:
        places[_content(theirs[place])].append(place)
    for place in free[0]:
        same = places.get(_content(ours[place]))
        if same:
            # Of several that hold the same, the one with the same order, else the first one.
            order = ours[place].get(ORDRE)
            at = next((n for n, p in enumerate(same) if theirs[p].get(ORDRE) == order), 0)
            yield place, same.pop(at)


def _unique(
    ours: Sequence[Cells],
    theirs: Sequence[Cells],
    columns: Sequence[str],
    free: Sequence[Sequence[int]],
) -> Iterator[tuple[int, int]]:
    """Rows that alone hold these values, in both."""

    def by_key(rows: Sequence[Cells], places: Sequence[int]) -> dict[object, list[int]]:
        found: dict[object, list[int]] = defaultdict(list)
        for place in places:
            key = tuple(rows[place].get(column) for column in columns)
            if None not in key:
                found[key].append(place)
        return found

    others = by_key(theirs, free[1])
    for key, places in by_key(ours, free[0]).items():
        if len(places) == 1 and len(others.get(key, ())) == 1:
            yield places[0], others[key][0]


def _exchanged(
    ours: Sequence[Cells], theirs: Sequence[Cells], found: Mapping[int, int], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """Rows that alone hold the same values, in whatever columns: cells that changed places."""

    def by_values(rows: Sequence[Cells], done: Collection[int]) -> dict[object, list[int]]:
        groups: dict[object, list[int]] = defaultdict(list)
        for place, cells in enumerate(rows):
            held = frozenset(value for name, value in cells.items() if name != ORDRE)
            if place not in done and len(held) > 1:
                groups[held].append(place)
        return groups

    others = by_values(theirs, taken)
    for held, places in by_values(ours, found).items():
        if len(places) == len(others.get(held, ())) == 1:
            yield places[0], others[held][0]


def _alike(
    ours: Sequence[Cells], theirs: Sequence[Cells], found: Mapping[int, int], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """What is left, the most alike first: a shared value counts the more the rarer it is."""
    left = [n for n in range(len(ours)) if n not in found]
    right = [n for n in range(len(theirs)) if n not in taken]
    if not left or not right:
        return
    count = Counter(item for cells in (*ours, *theirs) for item in cells.items())
    holders: dict[object, list[int]] = defaultdict(list)
    for place in right:
        for item in theirs[place].items():
            holders[item].append(place)
    score: Counter[tuple[int, int]] = Counter()
    for place in left:
        for item in ours[place].items():
            for other in holders.get(item, ()):
                score[place, other] += 2000 // count[item]
    if len(left) <= _FEW and len(right) <= _FEW:
        for place in left:
            for other in right:
                if _labels_alike(ours[place].get(LABEL), theirs[other].get(LABEL)):
                    score[place, other] += 1500
    least = 500  # two rows that share nothing but common values are not one
    pairs = sorted(
        ((value, -abs(a - b), a, b) for (a, b), value in score.items() if value >= least),
        reverse=True,
    )
    for _value, _near, place, other in pairs:
        yield place, other


def _labels_alike(one: object, other: object) -> bool:
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return False
    return matcher.ratio() >= _ALIKE
