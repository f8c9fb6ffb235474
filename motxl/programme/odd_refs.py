"""Réf. that are not as they were given: written otherwise, of another year than the rows around, or
far beyond all others.

Numbers are given one after the other, whatever the year: between ``2025-018`` and ``2025-020``
stands ``2025-019``.
"""

from __future__ import annotations

from typing import NamedTuple

from motxl.programme.model import Entry, Programme
from motxl.programme.upkeep import is_ref, year_and_number
from motxl.text.normalise import normalise

_WIDTH = 3
_LIKE_FIGURES = str.maketrans("oil", "011")


class OddRef(NamedTuple):
    """A Réf. that was not given so."""

    entry: Entry
    meant: str | None
    """The one that no row has and that it can stand for"""
    is_sure: bool
    """Whether it is the same Réf., only written otherwise"""


def odd_refs(programme: Programme) -> list[OddRef]:
    """In the order of the rows; none where most rows have none like ours: other houses may have a
    way of theirs."""
    written = [entry for entry in programme.entries if entry.ref]
    strange = [entry for entry in written if not is_ref(entry.ref)]
    if 2 * len(strange) >= len(written):
        return []
    used = {entry.ref for entry in written}
    numbers = {n for e in written if (n := _number(e)) is not None}
    highest = programme.highest_ref or max(numbers, default=0)
    found = []
    for at, entry in enumerate(written):
        own = year_and_number(entry.ref)
        if own is None or len(entry.ref.partition("-")[2]) < _WIDTH:
            meant = _rewritten(entry.ref)
            is_free = meant is not None and meant not in used and _number_of(meant) <= highest
            if own is None or is_free:
                found.append(OddRef(entry, meant if is_free else None, is_free))
            continue
        around = [
            year_and_number(one.ref) for one in (*written[at - 1 : at], *written[at + 1 : at + 2])
        ]
        if len(around) < _SIDES or None in around:
            continue
        (year, low), (other, high) = (one for one in around if one is not None)
        meant = f"{year}-{low + 1:0{_WIDTH}}"
        if year != other or high != low + _SIDES or meant in used:
            continue
        if own == (own[0], low + 1) or own[1] > _FAR * max(numbers - {own[1]}, default=own[1]):
            found.append(OddRef(entry, meant, False))
    return found


_SIDES = 2
_FAR = 2
"""How many times as high as the next lower number a number is that was hardly counted"""


def _number(entry: Entry) -> int | None:
    found = year_and_number(entry.ref)
    return found[1] if found else None


def _number_of(ref: str) -> int:
    found = year_and_number(ref)
    return found[1] if found else 0


def _rewritten(written: str) -> str | None:
    """A text as a Réf.: letters that look like figures read as these, and zeros put before the
    number; or all seven figures of one; ``None`` where it is none."""
    key = normalise(written)
    read = key.translate(_LIKE_FIGURES).replace(" ", "")
    year, dash, number = read.partition("-")
    if dash and year.isdecimal() and number.isdecimal() and len(year) == len("2025"):
        ref = f"{year}-{int(number):0{_WIDTH}}"
    else:
        figures = "".join(one for one in key if one in "0123456789")
        if len(figures) != _FIGURES:
            return None
        ref = f"{figures[:4]}-{figures[4:]}"
    return ref if is_ref(ref) else None


_FIGURES = 7
