"""Which rows are not as they should be after what stands above them, and the stretches of rows that
have to be looked at together with them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise

from motxl.programme.codes import Code
from motxl.programme.labelling import ANY, RowEvidence, step
from motxl.programme.scheme import NO_HEADING, Scheme

# How far what is wrong may reach: headings before and after that are looked at, too.
_HEADINGS_BEFORE = 4
_HEADINGS_AFTER = 2


def windows(rows: Sequence[RowEvidence], wrong: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of rows that are looked at together around those that are wrong (places in
    ascending order): 0-based, end exclusive."""
    if not wrong:
        return []
    starts = [0, *(at for at, row in enumerate(rows) if at and _begins(row, rows[at - 1]))]
    windows: list[tuple[int, int]] = []
    for at in wrong:
        place = bisect_right(starts, at)
        first = starts[max(0, place - _HEADINGS_BEFORE)]
        last = place + _HEADINGS_AFTER
        end = starts[last] if last < len(starts) else len(rows)
        if windows and first <= windows[-1][1]:
            windows[-1] = windows[-1][0], max(end, windows[-1][1])
        else:
            windows.append((first, end))
    return windows


def _begins(row: RowEvidence, previous: RowEvidence) -> bool:
    """Whether a row is a heading, as far as can be seen without looking further."""
    return row.level > 0 or (row.level == ANY and row.code != previous.code)


def not_plain(rows: Iterable[RowEvidence], scheme: Scheme) -> Iterator[tuple[int, Code | None]]:
    """The rows that are not as they should be after what is written above, by their place, with
    the code that is written above."""
    state: Code | None = None
    for at, row in enumerate(rows):
        code, level = row.code, row.level
        if level == NO_HEADING and code == state and code is not None:
            continue  # an action under its heading, as nearly all rows are
        if not _is_plain(row, state, scheme):
            yield at, state
        if _says_the_state(row):
            state = code


def _is_plain(row: RowEvidence, state: Code | None, scheme: Scheme) -> bool:
    if row.code is None:
        return scheme.has_bare_rows and row.level == NO_HEADING and not row.text
    if row.level == NO_HEADING:
        return row.code == state
    if row.level == ANY and row.code == state:
        return not row.stands_alone
    if row.axis is not None and len(row.code) == 1 and row.axis != row.code[0]:
        return False
    if row.level not in {ANY, len(row.code)}:
        return False
    return step(state, row.code, scheme.is_stable, scheme.without_rows) == 0


def in_turn(rows: Sequence[RowEvidence], scheme: Scheme) -> list[int]:
    """The places of the rows in the order in which they are looked at: two neighbours that have
    each other's codes, with all that stands under them, change places. As they stand each is
    right but for its turn, and no code of theirs is in doubt."""
    order = list(range(len(rows)))
    for start, middle, end in _exchanged(rows, scheme):
        turned = [*order[middle:end], *order[start:middle]]
        # What stands above matters by its last heading alone: not all rows for each pair.
        above = start - 1
        while above >= 0 and not _says_the_state(rows[order[above]]):
            above -= 1
        head = order[above : above + 1] if above >= 0 else []
        looked_at = [*head, *turned, *order[end : end + 1]]
        wrong = not_plain((rows[at] for at in looked_at), scheme)
        if all(at < len(head) for at, _state in wrong):
            order[start:end] = turned
    return order


def _says_the_state(row: RowEvidence) -> bool:
    """Whether the rows below are judged by what is written in this one."""
    return row.code is not None and row.level != NO_HEADING


def _exchanged(rows: Sequence[RowEvidence], scheme: Scheme) -> Iterator[tuple[int, int, int]]:
    """Runs of rows under one heading, the second of which has the code before that of the first,
    where no other row has either: start, middle, end."""
    for depth in range(1, scheme.depth + 1):
        runs: list[tuple[Code, int, int]] = []
        for prefix, together in groupby(enumerate(rows), partial(_first_of_code, depth=depth)):
            places = [at for at, _row in together]
            runs.append((prefix, places[0], places[-1] + 1))
        often = Counter(prefix for prefix, _start, _end in runs)
        for (one, start, middle), (other, _middle, end) in pairwise(runs):
            if one and other and one == (*other[:-1], other[-1] + 1):
                were_moved = any(row.moved for row in rows[start:end])
                if often[one] == often[other] == 1 and not were_moved:
                    yield start, middle, end


def _first_of_code(placed: tuple[int, RowEvidence], depth: int) -> Code:
    """The part of a row's code that says under which heading of a level it stands."""
    code = placed[1].code
    return () if code is None or len(code) < depth else code[:depth]


def shifted(rows: Sequence[RowEvidence], first: int, shift: int) -> Iterator[RowEvidence]:
    """The rows, from ``first`` on with the codes of those that stand so many below."""
    yield from rows[:first]
    yield from map(_with_code, rows[first:], _from(rows, first + shift))


def _with_code(row: RowEvidence, other: RowEvidence) -> RowEvidence:
    return row._replace(text=other.text, code=other.code, readings=other.readings)


def _from(rows: Sequence[RowEvidence], first: int) -> list[RowEvidence]:
    """The rows from a place on, and rows that hold nothing before and after them."""
    nothing = RowEvidence("", None)
    return [*([nothing] if first < 0 else []), *rows[max(first, 0) :], nothing, nothing]
