"""Last year's themes as this year's list has them. Pure.

A number may mean another theme each year: what a member's cell means is the title that the number
had, and it is looked for among this year's titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from motxl.programme.borders import split_values
from motxl.programme.themes import Theme, Themes
from motxl.text.normalise import normalise


class MeantTheme(NamedTuple):
    """A theme of a member that stands in its cell in another way than last year, or that is not
    surely one of this year's."""

    member: str
    written: str
    """As last year's workbook has it"""
    title: str
    """What it meant there; empty where it was no theme"""
    now: str
    """What stands in the cell"""
    now_title: str
    """The title of this year's theme; empty where none is surely meant"""


class Meaning:
    """What last year's words for themes mean in this year's list."""

    def __init__(self, former: Themes, now: Themes) -> None:
        self.former = former
        self.now = now

    def of_cell(self, text: str) -> Iterator[tuple[str, MeantTheme | None]]:
        """Each value of a member's cell as it is to stand, and what is to be told of it. The member
        is not named there."""
        for value in split_values(text):
            for one in self._parts(value):
                yield self._of_value(one)

    def _parts(self, value: str) -> list[str]:
        """What a comma parts, where each part was a theme and the whole was none."""
        if self.former.called(value) is None:
            parts = [part for one in value.split(",") if (part := one.strip())]
            if len(parts) > 1 and all(self.former.called(part) for part in parts):
                return parts
        return [value]

    def _of_value(self, value: str) -> tuple[str, MeantTheme | None]:
        meant, seems = self.former.called(value), self.now.called(value)
        if meant is None:
            if seems is None:
                return value, None  # it was no theme, and is none: validation says so
            return value, MeantTheme("", value, "", value, "")
        title = meant.label or meant.key
        same = self._same(meant)
        if same is None:
            # A title says by itself what it means; a number would mean another theme, if any.
            kept = " ".join(title.replace(";", ",").split())
            if self.now.called(kept) is not None:
                kept = f"{kept} ?"
            return kept, MeantTheme("", value, title, kept, "")
        if same is seems:
            return value, None
        return same.key, MeantTheme("", value, title, same.key, same.label)

    def _same(self, meant: Theme) -> Theme | None:
        """The theme of this year's that a theme of last year's surely is: of the same title, or of
        one that goes on, or stops, behind two words at least; no other of either year may be so."""
        for is_same in (_are_equal, _begins):
            found = [one for one in self.now if is_same(meant, one)]
            if found:
                back = [one for one in self.former if is_same(one, found[0])]
                return found[0] if len(found) == len(back) == 1 else None
        return None


def _are_equal(one: Theme, other: Theme) -> bool:
    names = {normalise(name) for name in (one.label or one.key, *one.aliases) if name}
    others = {normalise(name) for name in (other.label or other.key, *other.aliases) if name}
    return not names.isdisjoint(others) or _words(one) == _words(other) != []


_FEWEST = 2
"""Words that two titles begin with, where one goes on"""


def _begins(one: Theme, other: Theme) -> bool:
    short, long = sorted((_words(one), _words(other)), key=len)
    return len(short) >= _FEWEST and long[: len(short)] == short


def _words(theme: Theme) -> list[str]:
    """The words of a title that say something, in the singular."""
    words = re.findall(r"\w{4,}", normalise(theme.label))
    return [word.rstrip("sx") for word in words]
