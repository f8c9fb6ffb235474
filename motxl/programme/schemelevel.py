"""One level of a scheme, and what the column Type calls its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from motxl.programme.numberings import (
    FIRST,
    ORDINAL,
    PATTERNS,
    Numbering,
    number_in_words,
    read_number,
)
from motxl.text.normalise import normalise

Counting = Literal["parent", "programme", "heading"]
"""Where a level's numbers go on: inside the heading above, where they begin anew; through the whole
programme; ``heading`` is no number of its own, but that of the heading above"""


@dataclass(frozen=True)
class SchemeLevel:
    """A level of a scheme: a row of ``tblNiveaux``."""

    name: str
    """What the column Type calls a row of this level: Axe, Objectif, Action…"""
    numbering: Numbering = "1"
    prefix: str = ""
    """What stands before the code: ``WP``, ``Axe ``"""
    separator: str | None = "."
    """What stands between the code of the heading above (without its prefix) and the number;
    ``None`` where the code of the heading above is not repeated: ``Fiche 3``"""
    counting: Counting = "parent"
    is_optional: bool = False
    """Whether headings above may have none of this level, and rows of the level below right under
    them: ``Article 4`` under ``Titre II``, where others stand under ``Section 1``. In a code, 0
    stands for it"""

    @property
    def is_numbered(self) -> bool:
        """Whether a row of this level has a number of its own."""
        return self.counting != "heading" and self.numbering != "—"

    @property
    def is_in_words(self) -> bool:
        """Whether a word stands before the number, and a space between: ``Article 1``."""
        return self.prefix.endswith((" ", "\u00a0")) and any(map(str.isalpha, self.prefix))

    def read(self, text: str) -> int | None:
        """The number that ``text`` is; ``None`` where it is none."""
        number = read_number(text, self.numbering)
        return number_in_words(text) if number is None and self.is_in_words else number

    @property
    def pattern(self) -> str:
        """How a number of this level is written, as a regular expression without groups that
        capture."""
        own = PATTERNS[self.numbering]
        return f"(?i:{FIRST})|{ORDINAL}|{own}" if self.is_in_words else own


@lru_cache(maxsize=256)
def pattern_of(levels: tuple[tuple[str, str, str | None], ...], depth: int) -> re.Pattern[str]:
    """How codes of so many parts are written, by the prefix, number and separator of each level;
    what is deeper goes on as the last one."""
    body = ""
    for at in range(depth):
        prefix, number, separator = levels[min(at, len(levels) - 1)]
        is_first = at == 0 or separator is None
        body = f"({number})" if is_first else f"{body}{re.escape(separator or '')}({number})"
    return re.compile(re.escape(prefix) + body)


NO_HEADING = 0
"""The level of what Type says is no heading: an action"""


class MeantType(NamedTuple):
    """What is meant by what stands in the column Type."""

    name: str | None
    """The name of a level; ``None`` where it is none"""
    level: int | None
    """From 1, for a heading; ``NO_HEADING`` for a level without numbers of its own"""


_NO_TYPE = MeantType(None, None)


class MeantTypes(dict[str, MeantType]):
    """By what is written, in whatever case, worked out once for each spelling."""

    def __init__(self, levels: Iterable[SchemeLevel]) -> None:
        self._known: dict[str, MeantType] = {}
        number = 0
        for level in levels:
            number += level.is_numbered
            meant = MeantType(level.name, number if level.is_numbered else NO_HEADING)
            self._known.setdefault(normalise(level.name), meant)

    def __missing__(self, written: str) -> MeantType:
        meant = self[written] = self._known.get(normalise(written), _NO_TYPE)
        return meant
