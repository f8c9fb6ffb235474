"""Whether the codes of a list, which a scheme reads, may as well count in another way: which of
them is wrong is then not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from motxl.programme.codes import Code
from motxl.programme.scheme import Scheme

Ambiguity = Literal["", "leaps", "families", "split", "identifiers"]
"""``leaps``: codes in words stand two levels or more below the one above, and not only rarely:
``Article 1`` right under ``Chapitre I``, where others stand under ``Section 1``. ``families``: what
stands before the numbers may be a kind of rows, each with a count of its own, and no level:
``CS 01, SP 01, CS 02``, ``S1.01, R1.01, P1.01``. ``split``: what stands after a point may be its
figures one by one: 1.21 and 1.22 between 1.2 and 1.3. ``identifiers``: the codes are names that
count in no way that is known: ``L-EA-012``. Empty where nothing of this is so"""

_RARE = 12
# What stands for a kind of rows is a sign of a few capitals; a word says what the level is.
_LONGEST_SIGN = 4
# Where fewer of the numbers up to the highest are there, they are no count.
_COUNTED = 0.6
_TEN = 10


def ambiguity(scheme: Scheme, texts: Sequence[str], codes: Sequence[Code]) -> Ambiguity:
    """What makes it unsure how some texts count; ``codes`` are those that the scheme reads."""
    if all(level.separator is None for level in scheme.headings[1:]):
        levels = [len(code) - 1 for code in codes]
        if _leaps(scheme, levels):
            return "leaps"
        if scheme.depth > 1 and _are_signs(scheme) and _go_on(levels, codes):
            return "families"
        return ""
    if _has_letters_of_families(scheme, codes):
        return "families"
    return "split" if _is_split(codes) else ""


def _leaps(scheme: Scheme, levels: Sequence[int]) -> bool:
    """Whether a level is left out under some headings, where each has its own word: it may be one
    that not every heading has, and which word stands above which is then not sure."""
    above = Counter(levels)
    leaps = Counter(
        one
        for one, below in pairwise(levels)
        if not all(level.is_optional for level in scheme.headings[one + 1 : below])
    )
    return any(_RARE * n > above[one] for one, n in leaps.items())


def _are_signs(scheme: Scheme) -> bool:
    """Whether capitals stand before all numbers, and no words."""
    signs = [level.prefix.strip(" .°º-_") for level in scheme.headings]
    return all(sign.isupper() and len(sign) <= _LONGEST_SIGN for sign in signs)


def _go_on(levels: Sequence[int], codes: Sequence[Code]) -> bool:
    """Whether rows of one sign come again after others, and no count of theirs begins anew: nothing
    but the order in which the signs first come says which of them stands above which."""
    comes_again = sum(one != other for one, other in pairwise(levels)) >= len(set(levels))
    seen: set[int] = set()
    for code in codes:
        if len(code) > 1 and code[-1] == 1 and len(code) in seen:
            return False
        seen.add(len(code))
    return comes_again


def _has_letters_of_families(scheme: Scheme, codes: Sequence[Code]) -> bool:
    """Whether the letters of a level are neither in their order nor next to one another."""
    for depth, level in enumerate(scheme.headings, 1):
        if level.numbering not in {"A", "a"}:
            continue
        first: dict[Code, dict[int, None]] = {}
        for code in codes:
            if len(code) >= depth:
                first.setdefault(code[: depth - 1], {})[code[depth - 1]] = None
        for letters in first.values():
            are_in_order = all(one < other for one, other in pairwise(letters))
            if not are_in_order and max(letters) - min(letters) >= len(letters):
                return True
    return False


def _is_split(codes: Sequence[Code]) -> bool:
    """Whether after two numbers of one ten or more the next one is that of the ten that follows,
    and few of those between are there: 1.2, 1.21, 1.22, 1.3."""
    before: Code = ()
    for one, other in pairwise(codes):
        if len(one) == len(other) and one[:-1] == other[:-1] and other[-1] < one[-1]:
            ten = one[-1] // _TEN
            comes_next = ten > 0 and other[-1] == ten + 1
            if comes_next and before[:-1] == one[:-1] and before[-1] // _TEN == ten:
                there = {code[-1] for code in codes if code[:-1] == one[:-1]}
                if len(there) < _COUNTED * max(there):
                    return True
        before = one
    return False
