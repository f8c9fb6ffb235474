"""The header of a table whose columns are not all there: which of the others may be the ones that
are missing, by their names, by where they stand and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.text.closest import RENAMED, closest_of
from motxl.text.normalise import normalise


class Holding(NamedTuple):
    """What the values of a column are."""

    is_one: Callable[[CellValue], bool]
    is_telling: bool = True
    """Whether they are hardly to be found in another column: not numbers or dates"""


class Header(NamedTuple):
    """The header of a table of ours that lacks a column, or writes one otherwise."""

    table: str
    sheet: str
    row: int | None
    """``None`` where the header is switched off"""
    first_column: int
    names: tuple[str, ...]
    """What stands there, left to right; columns of ours by their names in the design"""
    design: tuple[str, ...]
    """The columns of ours that are expected there, in their order"""
    held: Mapping[str, tuple[CellValue, ...]] = {}
    """What the columns that are none of ours hold, and the later ones; blank cells left out"""
    written: tuple[str, ...] = ()
    """The names as they are written there"""
    later: frozenset[str] = frozenset()
    """Those that workbooks may lack that were made before: staff may have had one of that name"""

    @property
    def lacking(self) -> list[str]:
        return [name for name in self.design if name not in self.names]

    @property
    def respelt(self) -> list[tuple[str, str]]:
        """Columns of ours that differ from their names by case, accents or spaces, or by a year
        after the title: as they are written, and as they are called."""
        if self.written == self.names:
            return []
        pairs = zip(self.written, self.names, strict=False)
        return [(written, name) for written, name in pairs if written != name]

    @property
    def strangers(self) -> list[str]:
        return [name for name in self.names if name not in self.design]

    def foreign(self, holds: Mapping[str, Holding]) -> list[str]:
        """The later columns that hold something else than ours do: staff's own, of that name."""
        return [
            name
            for name in self.names
            if name in self.later
            and name in holds
            and (values := self.held.get(name, ()))
            and not _fit(values, holds[name])
        ]

    def column(self, name: str) -> int:
        """The 1-based column of the sheet; the first one for a name that is not there."""
        return self.first_column + (self.names.index(name) if name in self.names else 0)


class Renamed(NamedTuple):
    """A column that is missing, and those that it may be: the first is the likeliest."""

    name: str
    candidates: tuple[str, ...]
    is_sure: bool
    """Whether one of them is likelier than all the others"""


# Name, content and place, each alone, may be enough; what contradicts the content never is.
_SAME_NAME, _SAME_WORDS, _SHARED_WORD = 4, 3, 1
_SAME_CONTENT, _LIKE_CONTENT, _OTHER_CONTENT = 2, 1, -3
_SAME_PLACE = 2
_ENOUGH = 2
# Of ten values one may be wrong itself.
_MOST = 0.9
_WORD = re.compile(r"\w{3,}")


def renamed(header: Header, holds: Mapping[str, Holding]) -> dict[str, Renamed]:
    """For each column that a header lacks, by name, the others that it may be now.

    ``holds`` says what a value of a column is, where that can be told from other values.
    """
    strangers = header.strangers
    if not strangers:
        return {}
    places = _places(header)
    scores = {
        (name, stranger): score
        for name in header.lacking
        for stranger in strangers
        if (score := _score(header, name, stranger, holds.get(name), places)) >= _ENOUGH
    }
    found: dict[str, Renamed] = {}
    taken: set[str] = set()
    for name, _stranger in sorted(scores, key=lambda pair: -scores[pair]):
        if name in found:
            continue
        own = [s for s in strangers if (name, s) in scores and s not in taken]
        own.sort(key=lambda stranger: -scores[name, stranger])
        if not own:
            continue
        best = [scores[name, stranger] for stranger in own]
        rivals = [
            other
            for other in header.lacking
            if other != name and scores.get((other, own[0]), 0) >= best[0] and other not in found
        ]
        is_sure = not rivals and best[1:2] != best[:1]
        found[name] = Renamed(name, tuple(own), is_sure)
        if is_sure:
            taken.add(own[0])
    return found


def _score(
    header: Header, name: str, stranger: str, holds: Holding | None, places: Mapping[str, str]
) -> int:
    score = _likeness(name, stranger)
    if places.get(stranger) == name:
        score += _SAME_PLACE
    values = header.held.get(stranger, ())
    if holds is not None and values:
        alike = _SAME_CONTENT if holds.is_telling else _LIKE_CONTENT
        score += alike if _fit(values, holds) else _OTHER_CONTENT
    return score


def _fit(values: Sequence[CellValue], holds: Holding) -> bool:
    return sum(map(holds.is_one, values)) >= _MOST * len(values)


def _likeness(name: str, other: str) -> int:
    if closest_of(name, [other], enough=RENAMED):
        return _SAME_NAME
    one, two = _words(name), _words(other)
    if one and two and (one <= two or two <= one):
        return _SAME_WORDS
    return _SHARED_WORD if one & two else 0


def _words(name: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(normalise(name))}


def _places(header: Header) -> dict[str, str]:
    """The column in whose place each stranger stands: between two columns of ours, as many
    strangers as the design has columns there that are missing, stand for them in their order."""
    found: dict[str, str] = {}
    design = header.design
    at = {name: place for place, name in enumerate(design)}
    before = -1
    runs: list[tuple[int, list[str]]] = []
    for is_ours, group in groupby(header.names, key=lambda name: name in at):
        names = list(group)
        if is_ours:
            before = at[names[-1]]
        else:
            runs.append((before, names))
    for start, strangers in runs:
        after = _next_known(header.names, strangers[-1], at, len(design))
        missing: Sequence[str] = design[start + 1 : after]
        if len(missing) == len(strangers) and not set(missing) & set(header.names):
            found.update(zip(strangers, missing, strict=True))
    return found


def _next_known(names: Sequence[str], name: str, at: Mapping[str, int], end: int) -> int:
    following = names[names.index(name) + 1 :]
    return next((at[one] for one in following if one in at), end)
