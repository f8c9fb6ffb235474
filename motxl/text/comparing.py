"""A text before and after changes, as pieces that a person can compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_CONTEXT = 28
"""Characters of the text that are shown beside a change, as long as no word is cut"""
_WORD = 16
"""As far as the end of a word is looked for"""
GAP = "…"


class Piece(NamedTuple):
    """A stretch of a text: what it was and what it becomes, the same where it does not change."""

    old: str
    new: str

    @property
    def changed(self) -> bool:
        return self.old != self.new


class Replacement(NamedTuple):
    """Other characters in place of ``start`` to ``end`` (0-based, end exclusive)."""

    start: int
    end: int
    text: str


def compared(
    text: str, replacements: Iterable[Replacement], wholes: Sequence[tuple[int, int]] = ()
) -> list[Piece]:
    """The text in pieces, changed and unchanged ones, shortened to what is beside the changes.

    ``wholes`` are spans (start, end) that are not cut where they hold a change: a reference, so
    that it is read as one. ``…`` stands where something was left out.
    """
    changes = [_narrowed(text, one) for one in sorted(replacements)]
    kept = _kept(text, changes, wholes)
    pieces: list[Piece] = []
    position = 0
    for change in changes:
        pieces += _unchanged(text, position, change.start, kept)
        if change.start < change.end or change.text:
            pieces.append(Piece(text[change.start : change.end], change.text))
        position = change.end
    pieces += _unchanged(text, position, len(text), kept)
    return pieces


def _narrowed(text: str, one: Replacement) -> Replacement:
    """Without what is the same at its ends."""
    start, end, new = one
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Replacement(start, end, new)


def _kept(
    text: str, changes: Sequence[Replacement], wholes: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The stretches of the text that are shown, in order, none touching another."""
    found: list[tuple[int, int]] = []
    for start, end, _new in changes:
        for first, last in wholes:
            if first <= end and start <= last:
                start, end = min(start, first), max(end, last)  # noqa: PLW2901 - it grows
        start, end = _at_a_word(text, start, end)  # noqa: PLW2901
        if found and start <= found[-1][1] + len(GAP):
            start, end = found[-1][0], max(end, found.pop()[1])  # noqa: PLW2901
        found.append((start, end))
    return found


def _at_a_word(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    if first > 0:
        blank = max(text.rfind(" ", max(first - _WORD, 0), first), -1)
        first = 0 if first <= _WORD else blank + 1 if blank >= 0 else first
    if last < len(text):
        blank = text.find(" ", last, last + _WORD)
        last = len(text) if last + _WORD >= len(text) else blank if blank >= 0 else last
    return first, last


def _unchanged(text: str, start: int, end: int, kept: Sequence[tuple[int, int]]) -> list[Piece]:
    """One piece of unchanged text, with what is left out of it as ``…``; none where it is empty."""
    shown: list[str] = []
    position = start
    for first, last in kept:
        first, last = max(first, start), min(last, end)  # noqa: PLW2901 - the part in here
        if first > last:
            continue
        if first > position:
            shown.append(GAP)
        shown.append(text[first:last])
        position = max(position, last)
    if position < end:
        shown.append(GAP)
    joined = "".join(shown)
    return [Piece(joined, joined)] if joined else []
