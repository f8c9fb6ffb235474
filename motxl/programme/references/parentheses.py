"""Parentheses that stand alone around a reference."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from motxl.programme.references.reference import Misspelling, Reference

_PARENTHESIS = re.compile(r"[()]")
_BALANCED = re.compile(r"[^()]*+(?>(?:\([^()]*+\)[^()]*+)*)")
_CLOSES = re.compile(r"\s*+(?P<at>\))")


def lone_parenthesis(text: str, reference: Reference) -> str | None:
    """The parenthesis that stands alone around a reference: ``(``, ``)``, or ``None``.

    An opening one counts when nothing closes it and no other parenthesis stands between it and the
    reference; a closing one when it follows the reference directly: "a) …" is a list.
    """
    places, alone = _parentheses(text)
    before = bisect_left(places, reference.start) - 1
    if before >= 0 and places[before] in alone and text[places[before]] == "(":
        return "("
    closes = _CLOSES.match(text, reference.end)
    return ")" if closes and closes.start("at") in alone else None


def odd_brackets(text: str, reference: Reference) -> tuple[Misspelling, ...]:
    """What makes one pair of parentheses of those that stand directly around a reference: square
    ones, doubled ones, one too many."""
    start, end = reference.start, reference.end
    if text.startswith("[", max(start - 1, 0), start) and text.startswith("]", end):
        if reference.edits and reference.is_clause:
            return ()  # which has them already
        return Misspelling(start - 1, start, "("), Misspelling(end, end + 1, ")")
    if not (text.startswith("(", max(start - 1, 0), start) and text.startswith(")", end)):
        return ()
    before = start >= 2 and text[start - 2] == "("
    after = text.startswith(")", end + 1)
    _places, alone = _parentheses(text)
    if not (before and after) and not (before and start - 2 in alone) and end + 1 not in alone:
        return ()
    return (
        *((Misspelling(start - 2, start - 1, ""),) if before else ()),
        *((Misspelling(end + 1, end + 2, ""),) if after else ()),
    )


@lru_cache(maxsize=8)
def _parentheses(text: str) -> tuple[list[int], frozenset[int]]:
    """Where the parentheses of a text stand, and which of them have no other half; nothing where
    all of them have one."""
    if _BALANCED.fullmatch(text):
        return [], frozenset()
    places: list[int] = []
    unmatched: list[int] = []
    for match in _PARENTHESIS.finditer(text):
        places.append(match.start())
        if match[0] == ")" and unmatched and text[unmatched[-1]] == "(":
            unmatched.pop()
        else:
            unmatched.append(match.start())
    return places, frozenset(unmatched)
