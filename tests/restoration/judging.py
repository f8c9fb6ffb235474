"""What became of a slip: the right workbook, the slipped one and the one in the end, compared.

The definitions stand in the docstring of the package.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from motxl.programme.codes import Code, parse_code
from motxl.programme.model import (
    AXE,
    DEAL_COLUMN,
    JETON_COLUMN,
    LABEL,
    ORDRE,
    REF,
    TRANSVERSAL_COLUMN,
    TYPE,
)
from motxl.programme.rows import is_header, is_legend
from motxl.programme.scheme import MOT
from motxl.programme.sequences import longest_ascending
from tests.restoration.matching import columns_matched, rows_matched
from tests.restoration.state import BELOW, HIDDEN, MERGED, PROGRAMME, Area, Row, State, shown

LEVELS = MOT.names[:3]
ACTION = MOT.names[3]

_NUMBER = re.compile(r"\d{4}-(\d+)\Z")

Allowed = Callable[[Row, str, object], bool]
"""Whether a value in a column of a row of the right programme is as right as what it held"""


def nothing_else(_row: Row, _column: str, _value: object) -> bool:
    return False


class Verdict(NamedTuple):
    """What corrections made of a slipped workbook."""

    restored: bool
    third: tuple[str, ...] = ()
    """Places that are neither right nor slipped, in words"""
    left: tuple[str, ...] = ()
    """Places that are as slipped as before"""
    mended: int = 0
    """Places that are right again"""
    vanished: tuple[str, ...] = ()
    colours: bool = True
    """Whether the labels that are right again, or still, have the right colours"""
    odd_colours: tuple[str, ...] = ()
    """Labels whose characters are neither in the right nor in the slipped colours"""

    @property
    def mixed(self) -> bool:
        """Some of the slip was put right, some was not."""
        return bool(self.left and self.mended)


class Touched(NamedTuple):
    """What a slip changed, to judge whether a finding is about it."""

    rows: frozenset[tuple[str, int]]
    """Sheet and 1-based row in the slipped workbook; a row that is gone touches its neighbours"""
    sheets: frozenset[str]
    """Sheets on which a column, or a good part of the rows, is another"""
    values: frozenset[str]
    """What cells held before or hold now, as texts"""
    places: frozenset[tuple[str, object, str]]
    """Table, row and column of each"""


class _Line(NamedTuple):
    """One row in the three states; ``None`` where a state has it not."""

    right: Row | None
    slipped: Row | None
    end: Row | None


class Comparison:
    """Rows and columns of one table in the right, the slipped and the last state."""

    def __init__(self, right: Area | None, slipped: Area | None, end: Area | None) -> None:
        empty = Area("", {}, ())
        self.areas = (right or empty, slipped or empty, end or empty)
        right, slipped, end = self.areas
        to_slipped, to_end = rows_matched(right, slipped), rows_matched(slipped, end)
        of_slipped = {s: r for r, s in to_slipped.items()}
        self.lines: list[_Line] = []
        taken = set(to_end.values())
        for place, row in enumerate(slipped.rows):
            origin, last = of_slipped.get(place), to_end.get(place)
            self.lines.append(
                _Line(
                    right.rows[origin] if origin is not None else None,
                    row,
                    end.rows[last] if last is not None else None,
                )
            )
        gone = [n for n in range(len(right.rows)) if n not in to_slipped]
        new = [n for n in range(len(end.rows)) if n not in taken]
        back = rows_matched(
            right._replace(rows=[right.rows[n] for n in gone]),
            end._replace(rows=[end.rows[n] for n in new]),
        )
        for at, number in enumerate(gone):
            again = end.rows[new[back[at]]] if at in back else None
            self.lines.append(_Line(right.rows[number], None, again))
        given = set(back.values())
        self.lines += [
            _Line(None, None, end.rows[n]) for at, n in enumerate(new) if at not in given
        ]
        self.columns = list(_columns(right, slipped, end))


def _columns(right: Area, slipped: Area, end: Area) -> Iterator[tuple[str, str, str]]:
    """The name of each column in the three states; empty where a state has it not."""
    forward, onward = columns_matched(right, slipped), columns_matched(slipped, end)
    backward = {theirs: ours for ours, theirs in forward.items()}
    used: set[str] = set()
    for name in slipped.columns:
        used.add(onward.get(name, ""))
        yield backward.get(name, ""), name, onward.get(name, "")
    for name in right.columns:
        if name not in forward:
            used.add(name)
            yield name, "", name if name in end.columns else ""
    yield from (("", "", name) for name in end.columns if name not in used)
    beside = {key for a in (right, slipped, end) for row in a.rows for key in row.cells}
    for name in sorted(beside):
        if not any(name in area.columns for area in (right, slipped, end)):
            yield name, name, name


def touched(right: State, slipped: State) -> Touched:
    """What is another thing in the slipped state."""
    rows: set[tuple[str, int]] = set()
    sheets: set[str] = set()
    values: set[str] = set()
    places: set[tuple[str, object, str]] = set()
    for name in {**right.areas, **slipped.areas}:
        one, other = right.areas.get(name), slipped.areas.get(name)
        if one is not None and other is not None and _same_area(one, other):
            continue
        sheet = (other or one or Area("", {}, ())).sheet
        compared = Comparison(one, other, other)
        before = len(rows)
        for ours, theirs, _end in compared.columns:
            if ours != theirs:
                sheets.add(sheet)
                values.update(filter(None, (ours, theirs)))
                places.add((name, "header", ours or theirs))
            elif _holds(compared.areas[0], ours) and not _holds(compared.areas[1], theirs):
                sheets.add(sheet)  # all that the column held is gone
        orders = _orders(compared.lines)
        moved = _moved(orders[0], orders[1])
        if len(moved) > 2:  # a sort: all that stands between is in another place, or may be
            places_moved = [at for at, n in enumerate(orders[1]) if n in moved]
            moved |= set(orders[1][places_moved[0] : places_moved[-1] + 1])
        for at, line in enumerate(compared.lines):
            _touch(line, at, compared, sheet, name, rows, values, places, at in moved)
        if one is None or other is None or len(rows) - before > max(5, len(one.rows) // 4):
            sheets.add(sheet)
    for key in right.loose.keys() | slipped.loose.keys():
        before_value, now = right.loose.get(key), slipped.loose.get(key)
        if before_value != now:
            sheets.add(key[0])
            values |= {shown(v) for v in (before_value, now) if v is not None}
            places.add(("", *key))
    return Touched(frozenset(rows), frozenset(sheets), frozenset(values), frozenset(places))


def _holds(area: Area, column: str) -> bool:
    return any(row.cells.get(column) is not None for row in area.rows)


def carried(change: Touched, then: State, now: State) -> Touched:
    """The same change, its rows as they are numbered after later slips."""
    numbers: dict[tuple[str, int], int] = {}
    for name, area in then.areas.items():
        later = now.areas.get(name)
        if later is not None and not _same_area(area, later):
            for one, other in rows_matched(area, later).items():
                numbers[area.sheet, area.rows[one].number] = later.rows[other].number
    rows = {(sheet, numbers.get((sheet, row), row)) for sheet, row in change.rows}
    return change._replace(rows=frozenset(rows))


def _same_area(one: Area, other: Area) -> bool:
    if one.columns != other.columns or len(one.rows) != len(other.rows):
        return False
    return all(
        a.cells == b.cells and a.colours == b.colours
        for a, b in zip(one.rows, other.rows, strict=True)
    )


# What a row of any table is called by elsewhere, and what motxl derives from a label.
_NAMES = (REF, AXE, "Clé", "Nom", "Adhérent", "Prestation")
_DERIVED = (DEAL_COLUMN, TRANSVERSAL_COLUMN, JETON_COLUMN)


def _touch(
    line: _Line, at: int, compared: Comparison, sheet: str, name: str,
    rows: set[tuple[str, int]], values: set[str], places: set[tuple[str, object, str]],
    moved: bool,
) -> None:  # fmt: skip
    was, now = line.right, line.slipped
    identity = ("new", at) if was is None else was.number
    changed = [
        (ours or theirs, old, new)
        for ours, theirs, _end in compared.columns
        if ORDRE not in (ours, theirs) and (old := _cell(was, ours)) != (new := _cell(now, theirs))
    ]
    recoloured = was is not None and now is not None and was.colours != now.colours
    if not changed and not moved and not recoloured:
        return
    for column, old, new in changed:
        places.add((name, identity, column))
        values.update(shown(value) for value in (old, new) if value is not None)
    if moved:
        places.add((name, identity, "(order)"))
    if recoloured and not changed:
        places.add((name, identity, "(colours)"))
    here = [row for row in (was, now) if row is not None]
    for row in here:
        # What the row is known by, and what hangs on it.
        values.update(filter(None, map(row.text, _NAMES)))
        values.update(part.strip() for name in _DERIVED for part in row.text(name).split(";"))
    if now is not None:
        rows.add((sheet, now.number))
    elif was is not None and all(s.number != was.number for s in compared.areas[1].rows if s.cells):
        rows.add((sheet, was.number))  # emptied where it stands
    if (was is None or now is None or moved) and was is not None:
        # The rows around the place that it left.
        numbers = {
            r.number: s.number for r, s, _e in compared.lines if r is not None and s is not None
        }
        above = [n for n in numbers if n < was.number]
        below = [n for n in numbers if n > was.number]
        if above:
            rows.add((sheet, numbers[max(above)]))
        if below:
            rows.add((sheet, numbers[min(below)]))


def _is_as_good(right: object, slipped: object, end: object) -> bool:
    """The right words, in other capitals than before."""
    texts = isinstance(right, str) and isinstance(end, str)
    return texts and end != slipped and str(end).casefold() == str(right).casefold()


def _parts_of_colours(
    right: Row, slipped: Row, end: Row
) -> Iterator[tuple[object, object, object]]:
    """The colours, character by character: a correction may put one reference right in a text that
    was coloured as a whole."""
    three = (right.colours, slipped.colours, end.colours)
    if len({len(one) for one in three}) > 1:
        yield three
        return
    yield from dict.fromkeys(zip(*three, strict=True))


def _says_no_less(right: object, slipped: object, end: object) -> bool:
    """The slipped text in its usual form, where the slip was that it names more themes than the
    right one: each word and number that it says stands there still, in the same order.

    Told by the words alone: the grammar that reads references is what is judged here.
    """
    if not (isinstance(right, str) and isinstance(slipped, str) and isinstance(end, str)):
        return False
    said = _telling(slipped)
    return said == _telling(end) and said != _telling(right) and _is_within(_telling(right), said)


def _telling(text: str) -> list[str]:
    """The words and numbers of a text without those that only lead to a theme or join two."""
    return [word for word in _WORD.findall(text.casefold()) if word not in _GLUE]


def _is_within(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Whether all of ``fewer`` stand in ``more``, in this order."""
    rest = iter(more)
    return all(one in rest for one in fewer)


_WORD = re.compile(r"\w+")
_GLUE = frozenset(
    (
        *("cf", "theme", "themes", "thème", "thèmes", "transversal", "transversaux"),
        *("cross", "border", "deal", "et"),
    )
)


def _cell(row: Row | None, column: str) -> object:
    return None if row is None or not column else row.cells.get(column)


def _orders(lines: Sequence[_Line]) -> tuple[list[int], list[int], list[int]]:
    """The lines, by their place in ``lines``, in the order of each state; blank rows left out."""

    def order(state: int) -> list[int]:
        found = [(row.number, at) for at, line in enumerate(lines) if (row := line[state])]
        return [at for _number, at in sorted(found) if not _is_nothing(lines[at])]

    return order(0), order(1), order(2)


def _is_nothing(line: _Line) -> bool:
    return all(row is None or row.is_blank for row in line)


def _common(one: Sequence[int], other: Sequence[int]) -> tuple[list[int], list[int]]:
    both = set(one) & set(other)
    return [n for n in one if n in both], [n for n in other if n in both]


def _moved(before: Sequence[int], after: Sequence[int]) -> set[int]:
    """The lines that stand elsewhere: those that no longest common order holds."""
    one, other = _common(before, after)
    if one == other:
        return set()
    place = {n: at for at, n in enumerate(one)}
    kept = longest_ascending([float(place[n]) for n in other])
    return set(other) - {other[at] for at in kept}


class _Judge:
    """Goes through all places of the three states, and remembers what it meets."""

    def __init__(
        self, states: Sequence[State], allowed: Allowed, *, meant: bool, several: bool
    ) -> None:
        self.right, self.slipped, self.end = states
        self._allowed = allowed
        self._meant = meant
        self._several = several
        self.third: list[str] = []
        self.left: list[str] = []
        self.vanished: list[str] = []
        self.mended = 0
        self.colours = True
        self.odd_colours: list[str] = []
        self._refs = {
            row.text(REF) for state in (self.right, self.slipped) for row in state.programme
        }
        self._slipped_refs = Counter(row.text(REF) for row in self.slipped.programme)
        self._end_refs = {row.text(REF).strip() for row in self.end.programme}

    def verdict(self) -> Verdict:
        for name in {**self.right.areas, **self.slipped.areas, **self.end.areas}:
            areas = [state.areas.get(name) for state in (self.right, self.slipped, self.end)]
            if all(area is not None and _same_area(areas[0] or area, area) for area in areas):
                continue
            self._table(name, Comparison(*areas))
        for key in self.right.loose.keys() | self.slipped.loose.keys() | self.end.loose.keys():
            values = [state.loose.get(key) for state in (self.right, self.slipped, self.end)]
            self._place(f"{key[0]} {key[1]}", *values)
        if self.end.highest_ref < self.right.highest_ref:
            self.third.append(f"highest Réf. {self.right.highest_ref} → {self.end.highest_ref}")
        restored = not (self.third or self.left or self.vanished)
        if self._meant:
            restored = not (self.third or self.vanished)
        return Verdict(
            restored, tuple(self.third), tuple(self.left), self.mended, tuple(self.vanished),
            self.colours, tuple(self.odd_colours),
        )  # fmt: skip

    def _place(self, where: str, right: object, slipped: object, end: object) -> None:
        if self._meant:
            right = slipped
        if end == right or _is_as_good(right, slipped, end):
            self.mended += right != slipped
        elif end == slipped or _says_no_less(right, slipped, end):
            self.left.append(f"{where}: {_said(end)} (right: {_said(right)})")
        else:
            slip = "" if right == slipped else f", slipped {_said(slipped)}"
            self.third.append(f"{where}: {_said(end)} (right: {_said(right)}{slip})")

    def _table(self, name: str, compared: Comparison) -> None:
        for ours, theirs, last in compared.columns:
            if not (ours == theirs == last):
                self._place(f"{name} column", ours or None, theirs or None, last or None)
        lines = compared.lines
        codes = _codes_above(lines, meant=self._meant) if name == PROGRAMME else {}
        for at, line in enumerate(lines):
            self._line(name, line, compared.columns, codes.get(at))
        self._order(name, lines)

    def _line(
        self, name: str, line: _Line, columns: Sequence[tuple[str, str, str]],
        expected: str | None,
    ) -> None:  # fmt: skip
        right, slipped, end = line
        if slipped is None and end is None:
            return  # the slip took it away, and it did not come back
        if end is None:
            assert slipped is not None
            if right is None and is_no_row(slipped):
                self.mended += 1
                return
            if not slipped.is_blank and not self._is_right_there(name, slipped.number):
                self.vanished.append(f"{name} row {slipped.number}: {_row_said(slipped)}")
            return
        if slipped is None and right is None:
            if not end.is_blank:
                self.third.append(f"{name} row {end.number} is new: {_row_said(end)}")
            return
        if right is None and slipped is not None and is_no_row(slipped):
            self.left.append(f"{name} row {end.number}: {_row_said(end)} (right: no such row)")
            return
        if right is None and slipped is not None and self._is_copy(name, slipped):
            self.left.append(f"{name} row {end.number}: a copy of another row")
            return
        self._lost(name, line)
        for ours, theirs, last in columns:
            if ORDRE in (ours, theirs, last):
                continue
            values = [_cell(right, ours), _cell(slipped, theirs), _cell(end, last)]
            column = ours or theirs or last
            where = f"{name} row {end.number} {column}"
            if slipped is not None and (right is None or self._meant):
                values[0] = values[1]
                if column == BELOW and values[2] is None:  # taken into the table (STR708)
                    self.mended += values[1] is not None
                    continue
                if self._is_due(line, column, values[2], expected):
                    self.mended += values[2] != values[1]
                    continue
                if right is None and column == AXE and expected is not None:
                    values[0] = expected
                if right is None and column == REF and self._slipped_refs[slipped.text(REF)] > 1:
                    values[0] = "(one of its own)"
            if (
                right is not None
                and values[2] != values[0]
                and self._allowed(right, column, values[2])
            ):
                continue
            self._place(where, *values)
        if right is not None and slipped is not None:
            self._colour(f"{name} row {end.number}", right, slipped, end)

    def _is_right_there(self, name: str, number: int) -> bool:
        """Whether a row stands in the end as it stood in the right state: one with a single value,
        put right, shares nothing with what it was by a slip."""
        areas = (self.right.areas.get(name), self.end.areas.get(name))
        found = [{r.number: r.content for r in area.rows} for area in areas if area is not None]
        return len(found) == len(areas) and found[0].get(number, "") == found[1].get(number)

    def _is_copy(self, name: str, row: Row) -> bool:
        """Whether a row of a register was only copied: nothing says that two are meant."""
        area = self.right.areas.get(name)
        others = area.rows if area is not None and name != PROGRAMME and not self._meant else ()
        return any(other.content == row.content for other in others)

    def _is_due(self, line: _Line, column: str, value: object, expected: str | None) -> bool:
        """Whether a row that a slip added, or that was meant, may hold this now."""
        if value is None:
            return False
        if column == REF and line.slipped is not None:
            number = _NUMBER.match(shown(value))
            wanted = not line.slipped.text(REF) or self._slipped_refs[line.slipped.text(REF)] > 1
            return (
                wanted and number is not None and shown(value) not in self._refs
                and int(number[1]) > self.right.highest_ref
            )  # fmt: skip
        if column == AXE:
            return expected is not None and value == expected
        return False

    def _lost(self, name: str, line: _Line) -> None:
        """A label or a Réf. that is nowhere any more."""
        right, slipped, end = line
        if slipped is None or end is None or name != PROGRAMME:
            return
        if slipped.text(LABEL).strip() and not end.text(LABEL).strip():
            self.vanished.append(f"label of row {slipped.number}: {_row_said(slipped)}")
        ref = slipped.text(REF).strip()
        if not ref or ref in self._end_refs:
            return
        if right is None or right.text(REF) != end.text(REF):
            self.vanished.append(f"Réf. {ref} of row {slipped.number}")

    def _colour(self, where: str, right: Row, slipped: Row, end: Row) -> None:
        if right.text(LABEL) == slipped.text(LABEL) and right.colours != slipped.colours:
            if not self._meant:  # a slip in colours: they are what is to be put right
                for part in _parts_of_colours(right, slipped, end):
                    self._place(f"{where} colours", *part)
            return
        if end.text(LABEL) != right.text(LABEL) or end.colours == right.colours:
            return
        self.colours = False
        if end.colours != slipped.colours or slipped.text(LABEL) != end.text(LABEL):
            self.odd_colours.append(where)

    def _order(self, name: str, lines: Sequence[_Line]) -> None:
        right, slipped, end = _orders(lines)
        as_right = _equal(*_common(right, end), lines)
        as_slipped = _equal(*_common(slipped, end), lines)
        was_right = _equal(*_common(right, slipped), lines)
        if self._meant and as_slipped:
            return
        if not self._meant and as_right:
            self.mended += not was_right
        elif as_slipped:
            self.left.append(f"{name}: the order of rows")
        elif self._several and not self._meant and _is_supported(end, right, slipped):
            self.left.append(f"{name}: the order of rows, in part")
        else:
            self.third.append(f"{name}: an order of rows that is neither")
        self.third += [
            f"{name} row {lines[at].end.number}: moved away from where it was put"
            for at in _strayed(lines, slipped, end)
        ]
        if name == PROGRAMME:
            self._ordre(lines, as_right)

    def _ordre(self, lines: Sequence[_Line], as_right: bool) -> None:
        """Ordre gave the right order back, and gives it no more."""
        right, slipped, _end = _orders(lines)
        before, after = _by_ordre(lines, 1), _by_ordre(lines, 2)
        sorted_away = len(_moved(right, slipped)) > max(2, len(right) // 4)
        if as_right or not sorted_away or not _equal(*_common(right, before), lines):
            return
        if not _equal(*_common(right, after), lines):
            self.third.append("Ordre no longer gives the right order back")


def _by_ordre(lines: Sequence[_Line], state: int) -> list[int]:
    found = []
    for at, line in enumerate(lines):
        row = line[state]
        value = row.cells.get(ORDRE) if row is not None else None
        if isinstance(value, float) and not _is_nothing(line):
            found.append((value, at))
    return [at for _value, at in sorted(found)]


def _equal(one: Sequence[int], other: Sequence[int], lines: Sequence[_Line]) -> bool:
    """The same order; two rows that hold the same may change places."""
    if one == other:
        return True

    def content(at: int) -> object:
        row = lines[at].end or lines[at].slipped or lines[at].right
        return row.content if row is not None else None

    return len(one) == len(other) and all(
        a == b or content(a) == content(b) for a, b in zip(one, other, strict=True)
    )


def _strayed(lines: Sequence[_Line], slipped: Sequence[int], end: Sequence[int]) -> list[int]:
    """The rows that a slip added and that stand beside other rows in the end."""

    def beside(order: Sequence[int]) -> dict[int, tuple[int | None, int | None]]:
        old = [n for n in order if lines[n].right is not None]
        place = {n: at for at, n in enumerate(old)}
        found: dict[int, tuple[int | None, int | None]] = {}
        above: int | None = None
        for n in order:
            if n in place:
                above = n
            else:
                after = place[above] + 1 if above is not None else 0
                found[n] = above, old[after] if after < len(old) else None
        return found

    before, after = beside(slipped), beside(end)
    return [
        n
        for n, (above, below) in before.items()
        if n in after and above != after[n][0] and below != after[n][1]
    ]


def _is_supported(end: Sequence[int], right: Sequence[int], slipped: Sequence[int]) -> bool:
    """Whether each row comes after the one before it in the right or in the slipped order."""
    orders = [{n: at for at, n in enumerate(order)} for order in (right, slipped)]
    return all(
        any(a in order and b in order and order[a] < order[b] for order in orders)
        or not any(a in order and b in order for order in orders)
        for a, b in pairwise(end)
    )


def is_no_row(row: Row) -> bool:
    """A blank row, or the page's header or legend pasted again: nothing of the programme's."""
    cells = {k: v for k, v in row.cells.items() if k not in (HIDDEN, MERGED, BELOW, ORDRE)}
    code, label = cells.get(AXE), cells.get(LABEL)
    texts = [v for v in cells.values() if not (isinstance(v, str) and not v.strip())]
    if not texts:
        return True
    header = is_header(code, label) or is_legend(code, label)  # type: ignore[arg-type]
    return header and all(v in cells or v in (code, label) for v in texts)


def _codes_above(lines: Sequence[_Line], *, meant: bool) -> dict[int, str]:
    """The code that a row which the slip added (or that was meant) has by its place in the end."""
    ordered = [(line.end.number, at) for at, line in enumerate(lines) if line.end is not None]
    found: dict[int, str] = {}
    current: Code | None = None
    used = {
        code
        for line in lines
        if line.end is not None and line.right is not None and line.right.text(TYPE) in LEVELS
        and (code := parse_code(line.right.text(AXE)))
    }  # fmt: skip
    for _number, at in sorted(ordered):
        line = lines[at]
        row = line.end
        assert row is not None
        kind = row.text(TYPE)
        added = line.right is None
        if kind in LEVELS:
            own = parse_code((line.right or row).text(AXE))
            level = LEVELS.index(kind) + 1
            if added and (own is None or own in used):
                own = _next_heading(current, level, used)
                # Between two others nobody knows its code before they are numbered anew.
                found[at] = ".".join(map(str, own)) if own else "(one of its own)"
            if own is not None:
                used.add(own)
            current = own
        elif (added or meant) and kind == ACTION and current is not None:
            found[at] = ".".join(map(str, current))
    return found


def _next_heading(above: Code | None, level: int, used: set[Code]) -> Code | None:
    """The code of a heading that was added, where it is the last of its parent's."""
    if above is None or len(above) < level - 1:
        return None
    code = (*above, 1)
    if len(above) >= level:
        code = (*above[: level - 1], above[level - 1] + 1)
    return code if len(code) == level and code not in used else None


def _said(value: object) -> str:
    if value is None:
        return "(empty)"
    text = shown(value)
    text = text if len(text) <= 60 else text[:57] + "…"
    return f"“{text}”" if isinstance(value, str) else f"{type(value).__name__} {text}"


def _row_said(row: Row) -> str:
    parts = (row.text(REF), row.text(AXE), row.text(LABEL)[:40])
    return " ".join(filter(None, parts)) or " ".join(map(shown, list(row.cells.values())[:3]))


def judge(
    right: State,
    slipped: State,
    end: State,
    allowed: Allowed = nothing_else,
    *,
    meant: bool = False,
    several: bool = False,
) -> Verdict:
    """Compare the three. ``meant``: the slipped state is the right one. ``several`` slips may be
    put right one without the other."""
    return _Judge((right, slipped, end), allowed, meant=meant, several=several).verdict()


__all__ = ["Allowed", "Mapping", "Touched", "Verdict", "carried", "is_no_row", "judge", "touched"]
