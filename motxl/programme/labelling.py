"""The least that can be wrong: which codes rows in an order must carry, and how sure that is.

A right outline is a walk: a heading's code is the first child, the next sibling or the next of an
ancestor of the heading before, and an action carries the code of the heading above it. Whatever is
written costs by how far it is from such a walk and by how easily a hand makes it; the cheapest walk
says what was meant, and what another code for a row would cost at the least says how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from motxl.programme.codes import NEAR, Code
from motxl.programme.mistyped import close_reading, distance
from motxl.programme.scheme import MOT, NO_HEADING, Scheme

ANY = -1
"""What Type says of a row's level, beside ``NO_HEADING`` and numbers from 1: nothing"""

# What a hand does most easily costs least. The unit is one readable code that is another one.
_OTHER_CODE = 1.0
_CONVERTED = 0.1
_ZERO_LOST = 0.1  # beside a number that may have lost nothing
_CLOSE = 0.2
_UNREADABLE = 0.4
_BLANK = 0.5
_BY_DISTANCE = 0.6
_AGAIN = 0.3  # the same slip in the next row, as a factor
_AGAIN_BELOW = 0.15  # another row with the same number replaced by the same
_GAP = 0.8
_NO_PARENT = 0.8
_ZERO_PARENT = 0.3
_BACKWARDS = 4.0
_OTHER_TYPE = 1.2
_NO_HEADING = 1.4  # what Type says is one
_ZERO = 0.5
_HEADING_GONE = 1.4
_HEADING_GONE_FOR_SURE = 0.4
_HEADING_WITHOUT_TYPE = 0.3
_MOVED, _MOVED_TOO = 0.3, 0.05
_OTHER_AXIS = 1.5
_WIDTH = 16  # states that are looked at for each row
_FEW = 2  # and to find a walk that is not dear
_AHEAD = 3
_TIE = 1e-6


class RowEvidence(NamedTuple):
    """What a row says of its code."""

    text: str
    """The code as written, spaces at its ends aside; empty where there is none"""
    code: Code | None
    """The code that it is, to the levels that the programme has"""
    readings: tuple[Code, ...] = ()
    """What a number or a date may have been"""
    level: int = ANY
    moved: bool = False
    """Whether Ordre says that it stood elsewhere"""
    after_gap: bool = False
    """Whether Ordre says that a row before it is gone"""
    stands_alone: bool = False
    """Whether it can only be a heading, of whatever level, as no code there is an action's"""
    axis: int | None = None
    """The axis that the label names: ``AXE 3 - …``"""


class Label(NamedTuple):
    """What the cheapest walk says of a row."""

    code: Code | None
    is_heading: bool
    stands_elsewhere: bool
    """Moved from where its code belongs"""
    margin: float
    """What another code would cost more, at the least; infinite where that is more than one
    readable code that is another one"""
    others: tuple[Code, ...]
    """Other codes that cost little more, nearest first"""


class _Edge(NamedTuple):
    source: Code | None
    cost: float
    is_heading: bool
    aside: bool


@lru_cache(maxsize=65536)
def step(
    previous: Code | None,
    code: Code,
    stable: bool = False,
    without_rows: frozenset[int] = frozenset(),
) -> float:
    """What it costs that the heading ``code`` comes after the heading ``previous``: a gap nothing
    where the numbering is ``stable``, a heading that is missing nothing where its level has none
    (``Scheme.without_rows``)."""
    if previous is None:
        return 0.0
    if code <= previous:
        return _BACKWARDS
    same = 0
    while same < len(previous) and previous[same] == code[same]:
        same += 1
    cost = 0.0
    gap = 0.0 if stable else _GAP
    first = 1 if same == len(previous) else previous[same] + 1
    if code[same] > first:
        cost += gap
    below = code[same + 1 :]
    missing = range(same + 1, len(code))
    if below and not without_rows.issuperset(missing):  # levels without a heading of their own
        zero = same == len(previous) and code[same] == 0
        cost += _ZERO_PARENT if zero and len(below) == 1 else _NO_PARENT
    if any(number > 1 for number in below):
        cost += gap / 2
    return cost


def stand_as_written(
    rows: Iterable[RowEvidence], before: Code | None, scheme: Scheme = MOT
) -> bool:
    """Whether what is written is the cheapest walk for sure, as where only a heading is missing.

    The first row that is to carry another code than the one that it holds costs ``_OTHER_CODE`` at
    the least: a walk of the codes as they are that costs less has none beside it. Of one that Ordre
    says was moved, and of one that contradicts itself, nothing is said here.
    """
    state, cost = before, 0.0
    for row in rows:
        code = row.code
        if code is None or row.moved or row.stands_alone:
            return False
        if code == state:
            if row.level > 0:
                return False
            continue
        if row.level not in {ANY, len(code)}:
            return False
        cost += _as_heading(row, state, code, scheme)
        if cost >= _OTHER_CODE:
            return False
        state = code
    return True


def label(
    rows: Sequence[RowEvidence],
    before: Code | None,
    after: Sequence[RowEvidence],
    scheme: Scheme = MOT,
) -> list[Label]:
    """What each row's code must be; ``before`` is the code of the row before the first, ``after``
    are rows that follow the last and are as they should be. Each code of ``scheme`` says by itself
    what may come next (``Scheme.is_nested``)."""
    every = [*rows, *after]
    # A walk that is found by looking less far says how much the cheapest costs at the most.
    few, _edges = _walks(every, before, scheme, _FEW, float("inf"))
    known = min(few[-1].values()) + _TIE
    forward, edges = _walks(every, before, scheme, _WIDTH, known + _OTHER_CODE)
    if min(forward[-1].values(), default=float("inf")) > known:
        # Among more walks that one was lost on the way, as may happen to one that begins dear.
        forward, edges = _walks(every, before, scheme, _WIDTH, float("inf"))
    return _read(rows, forward, edges)


def _walks(
    every: Sequence[RowEvidence], before: Code | None, scheme: Scheme, width: int, most: float
) -> tuple[list[dict[Code | None, float]], list[dict[Code | None, list[_Edge]]]]:
    """The cheapest codes, so many at a time, that walks may have come to before each row and after
    the last, with what each costs, ``most`` at the most; and the steps between them."""
    forward: list[dict[Code | None, float]] = [{before: 0.0}]
    edges: list[dict[Code | None, list[_Edge]]] = []
    for index in range(len(every)):
        states = forward[-1]
        incoming: dict[Code | None, list[_Edge]] = {}
        best: dict[Code | None, float] = {}
        hints = tuple(_hints(every, index, scheme))
        for state, so_far in states.items():
            for code, cost, is_heading, aside in _options(every, index, state, hints, scheme):
                total = so_far + cost
                if total > most:
                    continue
                incoming.setdefault(code, []).append(_Edge(state, cost, is_heading, aside))
                if total < best.get(code, total + 1):
                    best[code] = total
        if len(best) > width:
            kept = sorted(best, key=lambda code: (best[code], code or ()))[:width]
            best = {code: best[code] for code in kept}
        forward.append(best)
        edges.append(incoming)
    return forward, edges


def _read(
    rows: Sequence[RowEvidence],
    forward: list[dict[Code | None, float]],
    edges: list[dict[Code | None, list[_Edge]]],
) -> list[Label]:
    backward: dict[Code | None, float] = dict.fromkeys(forward[-1], 0.0)
    totals: list[dict[Code | None, float]] = []
    for index in range(len(edges) - 1, -1, -1):
        here = forward[index + 1]
        totals.append({state: here[state] + backward[state] for state in here})
        earlier: dict[Code | None, float] = {}
        for state in here:
            for edge in edges[index][state]:
                if edge.source not in forward[index]:
                    continue
                cost = edge.cost + backward[state]
                if cost < earlier.get(edge.source, cost + 1):
                    earlier[edge.source] = cost
        backward = {state: earlier.get(state, float("inf")) for state in forward[index]}
    totals.reverse()
    # The way of the cheapest walk, from its end.
    state = min(forward[-1], key=lambda code: (forward[-1][code], code or ()))
    least = forward[-1][state]
    labels: list[Label] = []
    for index in range(len(edges) - 1, -1, -1):
        due = forward[index + 1][state]
        edge = min(
            (edge for edge in edges[index][state] if edge.source in forward[index]),
            key=lambda edge: (forward[index][edge.source] + edge.cost - due, edge.is_heading),
        )
        if index < len(rows):
            row = rows[index]
            total = sorted(
                (cost, code or ()) for code, cost in totals[index].items() if code != state
            )
            others = tuple(code for cost, code in total if cost - least < _OTHER_CODE and code)
            margin = total[0][0] - least if total else float("inf")
            code = row.code if edge.aside else state
            labels.append(Label(code, edge.is_heading, edge.aside, margin, others))
        state = edge.source
    return labels[::-1]


def _options(
    rows: Sequence[RowEvidence],
    index: int,
    state: Code | None,
    hints: tuple[Code, ...],
    scheme: Scheme,
) -> Iterator[tuple[Code | None, float, bool, bool]]:
    """What a row may be after a state: the state then, the cost, heading or not, aside or not."""
    row = rows[index]
    previous = rows[index - 1] if index else None
    if row.moved:
        goes_on = previous is not None and previous.moved
        yield state, _MOVED_TOO if goes_on else _MOVED, False, True
    # What stands before the first heading is no action either.
    cost = _written(row, state, previous, state, scheme)
    if row.level > 0 or row.stands_alone:
        cost += _NO_HEADING
    elif state is None or (row.level == ANY and _announces_an_axis(row) and row.code != state):
        cost += _OTHER_TYPE
    yield state, cost, False, False
    candidates = set(hints)
    if row.level == NO_HEADING:
        if row.code is None or row.code == state:
            return
        gone = _HEADING_GONE_FOR_SURE if row.after_gap else _HEADING_GONE
        yield (
            row.code,
            step(state, row.code, scheme.is_stable, scheme.without_rows) + gone,
            True,
            False,
        )
        return
    if state is not None:
        candidates.update(_next(state, row.level, scheme))
    for code in candidates:
        if len(code) in scheme.without_rows:
            continue
        cost = _as_heading(row, state, code, scheme)
        cost += _written(row, code, previous, state, scheme)
        if row.readings and state is not None and _leaps_to_zero(row.readings, state, code):
            cost += _OTHER_CODE
        yield code, cost, True, False


def _as_heading(row: RowEvidence, state: Code | None, code: Code, scheme: Scheme) -> float:
    """What it costs that a row is the heading ``code``, whatever is written in it."""
    cost = _ZERO if code[-1] == 0 else 0.0
    if row.axis is not None and len(code) == 1 and code[0] != row.axis:
        cost = _OTHER_AXIS
    if row.level == ANY:
        if row.code is None:
            cost += _HEADING_WITHOUT_TYPE
        if row.axis is not None and len(code) > 1:
            cost += _OTHER_TYPE
    elif row.level != len(code):
        cost += _OTHER_TYPE
    return cost + step(state, code, scheme.is_stable, scheme.without_rows)


def _announces_an_axis(row: RowEvidence) -> bool:
    return row.axis is not None and row.code is not None and len(row.code) == 1


def _hints(rows: Sequence[RowEvidence], index: int, scheme: Scheme) -> Iterator[Code]:
    """Codes that a heading may have: what it says itself, and what stands under it says."""
    row = rows[index]
    if row.code is not None:
        yield row.code
    yield from row.readings
    if row.axis is not None:
        yield (row.axis,)
    if row.text and row.code is None and (close := close_reading(row.text, scheme)) is not None:
        yield close[: scheme.depth]
    if row.level == NO_HEADING:
        return
    levels = range(1, scheme.depth + 1) if row.level == ANY else (row.level,)
    below = (one for one in rows[index + 1 :] if one.text or one.level != NO_HEADING)
    for other in islice(below, _AHEAD):
        if other.level != NO_HEADING and other.level == row.level != ANY:
            break
        if other.code is not None:
            for level in levels:
                if level <= len(other.code):
                    yield other.code[:level]


def _next(state: Code, level: int, scheme: Scheme) -> Iterator[Code]:
    """The headings that may come after another one, at a level where Type gives one. None is
    numbered 0 but those that say so themselves, or under which others stand."""
    found = [(*state[: depth - 1], state[depth - 1] + 1) for depth in range(1, len(state) + 1)]
    if len(state) < scheme.depth:
        found.append((*state, 1))
    if len(state) == 1 and scheme.depth > 2 and scheme.may_be(skipped := (*state, 0, 1)):
        found.append(skipped)
    return (code for code in found if level in {ANY, len(code)})


def _written(
    row: RowEvidence,
    code: Code | None,
    previous: RowEvidence | None,
    previous_code: Code | None,
    scheme: Scheme,
) -> float:
    """What it costs that a row which is to carry a code says what it says."""
    if row.code is not None:
        if row.code == code:
            return 0.0
        cost = _OTHER_CODE + _BY_DISTANCE * (distance(row.text, scheme.write(code)) if code else 1)
    elif row.readings:
        if code not in row.readings:
            return _OTHER_CODE + _CONVERTED
        return _CONVERTED + _ZERO_LOST * _has_lost_zero(row.readings, code)
    elif not row.text:
        cost = _BLANK
    elif code is None:
        cost = _UNREADABLE + _BY_DISTANCE
    elif close_reading(row.text, scheme) == code:
        cost = _CLOSE
    else:
        cost = _UNREADABLE + _BY_DISTANCE * distance(row.text, scheme.write(code))
    if previous is None or code is None or previous_code is None:
        return cost
    if previous_code == code and previous.text == row.text and previous.code != code:
        return cost * _AGAIN
    if previous.code is not None and row.code is not None and previous.code != previous_code:
        one, other = _difference(previous.code, previous_code), _difference(row.code, code)
        if one is not None and one == other:
            return cost * _AGAIN_BELOW
    return cost


def _has_lost_zero(readings: Sequence[Code], code: Code) -> bool:
    """Whether of the readings of a number, 1.1 and 1.10, a code is the second."""
    first = readings[0]
    return len(first) == 2 and code == (first[0], first[1] * 10) != first


def _leaps_to_zero(readings: Sequence[Code], state: Code, code: Code) -> bool:
    """Whether a number is far behind the one before only if it has lost a zero: 1.40 after 1.4."""
    is_far = code[:-1] == state[:-1] and code[-1] > state[-1] + NEAR
    return is_far and _has_lost_zero(readings, code)


@lru_cache(maxsize=16384)
def _difference(written: Code, code: Code) -> tuple[int, int, int] | None:
    """The one place in which two codes differ, and how: what find and replace does to a branch."""
    if len(written) != len(code):
        return None
    places = [at for at, (one, two) in enumerate(zip(written, code, strict=True)) if one != two]
    if len(places) != 1:
        return None
    return places[0], written[places[0]], code[places[0]]


__all__ = ["ANY", "NO_HEADING", "Label", "RowEvidence", "label", "stand_as_written", "step"]
