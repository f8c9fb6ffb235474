"""What a reference is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

ReferenceKind = Literal["deal", "transversal", "jeton", "family", "clause", "autre", "unread"]

_READ = frozenset({"deal", "transversal", "jeton", "family", "clause"})
_CLAUSES = frozenset({"jeton", "clause"})


class Misspelling(NamedTuple):
    """Characters of an entry's text to replace, so that a reference reads as it should."""

    start: int
    end: int
    replacement: str


class Reference(NamedTuple):
    """One reference. ``start`` and ``end`` count Unicode characters, 0-based, end exclusive.

    ``keys`` has one item per theme named, ``None`` for a theme that is unknown: ``thèmes 3 et 12``
    gives ``("Deal 3", None)``. A jeton reference, and any other clause, is looked up by its entry,
    so it has none here.

    ``family`` and ``clause`` are references of a family that the workbook itself describes.
    ``unread`` are words that look like a reference, and are read as none: they have several
    readings, or one that is not sure.
    """

    kind: ReferenceKind
    start: int
    end: int
    text: str
    keys: tuple[str | None, ...] = ()
    numbers: tuple[int, ...] = ()
    """For one to numbers, those that are written, one per key"""
    label: str = ""
    """For one to a single title, this as written"""
    readings: tuple[str, ...] = ()
    """How it is usually written, where it is written otherwise. What is unread may have several,
    or none"""
    edits: tuple[Misspelling, ...] = ()
    """What brings the text to the one reading that it has"""

    in_other_words: bool = False
    """Whether the name of the Deal is not where it usually is: it is then written as elsewhere in
    the workbook"""

    family: str = ""
    """The name of its family, or of the one that it looks like, where the workbook describes it"""

    @property
    def is_read(self) -> bool:
        """Whether it is one of a family, and known as such."""
        return self.kind in _READ

    @property
    def is_clause(self) -> bool:
        """Whether it is a clause in parentheses, which may hold others."""
        return self.kind in _CLAUSES


def rewritten(text: str, start: int, end: int, usual: str) -> tuple[Misspelling, ...]:
    """What turns the characters ``start`` to ``end`` of a text into ``usual``, and leaves alone
    what is the same at both ends."""
    written = text[start:end]
    most = min(len(written), len(usual))
    before = next((n for n in range(most) if written[n] != usual[n]), most)
    most -= before
    after = next((n for n in range(most) if written[-1 - n] != usual[-1 - n]), most)
    replacement = usual[before : len(usual) - after]
    return (Misspelling(start + before, end - after, replacement),)


_DEAL_NAME = re.compile("cross-border deal", re.IGNORECASE)


def deal_name(reference: Reference) -> str | None:
    """The name of the Deal as a usual reference writes it."""
    match = _DEAL_NAME.search(reference.text) if reference.is_read else None
    return match[0] if match and not reference.edits else None


def as_elsewhere(reference: Reference, text: str, name: str | None) -> Reference:
    """A reference of a text whose usual form has the name of the Deal in the letters that stand in
    it, or, where it does not, as the workbook writes it elsewhere, if it does."""
    if own := _DEAL_NAME.search(text, reference.start, reference.end):
        name = own[0]
    if name is None or not reference.in_other_words:
        return reference
    usual = _DEAL_NAME.sub(name, reference.readings[0])
    edits = rewritten(text, reference.start, reference.end, usual)
    return reference._replace(readings=(usual,), edits=edits)


def applied(text: str, start: int, end: int, edits: Iterable[Misspelling]) -> str:
    """The characters ``start`` to ``end`` of a text once the edits, which do not meet, are made,
    with what they put around them."""
    pieces: list[str] = []
    position = start
    for edit in sorted(edits):
        pieces += [text[position : edit.start], edit.replacement]
        position = max(position, edit.end)
    return "".join([*pieces, text[position:end]])
