"""How a programme numbers its rows: one value that reads, writes and compares codes.

What is particular to one organisation is in the table ``tblNiveaux`` of its workbook; ``MOT`` is
what holds where there is none. A code is the numbers of the levels from the top down to the row's
own, whatever they look like: ``B.2`` is ``(2, 2)`` where the first level counts in letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from motxl.programme.codes import Code
from motxl.text.normalise import INVISIBLE, normalise

MOST_LEVELS = 8
"""How many levels a scheme may have"""

Numbering = Literal["1", "01", "001", "A", "a", "I", "i", "—"]
"""What a level counts in: figures, padded figures, letters, Roman numbers; ``—`` is none"""
NUMBERINGS: tuple[Numbering, ...] = ("1", "01", "001", "A", "a", "I", "i", "—")

Counting = Literal["parent", "programme", "heading"]
"""Where a level's numbers go on: inside the heading above, where they begin anew; through the whole
programme; ``heading`` is no number of its own, but that of the heading above"""

# Five digits are no longer a number of a code, nor are more than sixteen parts: what looks at each
# level would take the square of their number.
_MOST, _DEEPEST = 9999, 16
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PATTERNS: dict[Numbering, str] = {
    "1": r"(?:0|[1-9][0-9]{0,3})",
    "01": r"(?:[0-9]{2}|[1-9][0-9]{2,3})",
    "001": r"(?:[0-9]{3}|[1-9][0-9]{3})",
    "A": r"[A-Z]{1,2}",
    "a": r"[a-z]{1,2}",
    "I": r"[IVXLCDM]{1,9}",
    "i": r"[ivxlcdm]{1,9}",
}


def write_number(number: int, numbering: Numbering) -> str:
    """A number as a level writes it. ``ValueError`` for what cannot be: no letter is a 0."""
    if numbering in ("1", "01", "001"):
        return f"{number:0{len(numbering)}d}"
    if number < 1 or numbering == "—":
        raise ValueError(f"{number} cannot be written as {numbering}")
    if numbering in ("A", "a"):
        text = ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(ord("a") + rest) + text
    else:
        text = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            text += sign * count
    return text.upper() if numbering in ("A", "I") else text


@lru_cache(maxsize=4096)
def read_number(text: str, numbering: Numbering) -> int | None:
    """The number that ``text`` is, exactly as ``write_number`` writes it; ``None`` for others."""
    pattern = _PATTERNS.get(numbering)
    if pattern is None or re.fullmatch(pattern, text) is None:
        return None
    if text.isdigit():
        return int(text)
    number = 0
    if numbering in ("A", "a"):
        for letter in text.lower():
            number = number * 26 + ord(letter) - ord("a") + 1
        return number
    values = [next(value for value, sign in _ROMAN if sign == one) for one in text.lower()]
    for value, following in zip(values, (*values[1:], 0), strict=True):
        number += -value if value < following else value
    return number if number > 0 and write_number(number, numbering) == text else None


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

    @property
    def is_numbered(self) -> bool:
        """Whether a row of this level has a number of its own."""
        return self.counting != "heading" and self.numbering != "—"


class Reading(NamedTuple):
    """What a written code says by itself: the numbers of the last levels down to its own."""

    level: int
    """1 for the highest"""
    numbers: Code

    @property
    def is_whole(self) -> bool:
        return len(self.numbers) == self.level


@dataclass(frozen=True)
class Scheme:
    """The levels of a programme, top first. At least one of them is numbered."""

    levels: tuple[SchemeLevel, ...]
    is_stable: bool = False
    """Gaps and retired codes are intended: no rule speaks of them, and nothing is renumbered"""
    _read: dict[str, tuple[Reading, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if not 1 <= len(self.levels) <= MOST_LEVELS or not self.levels[0].is_numbered:
            raise ValueError("a scheme has one to eight levels, and the first one is numbered")

    @cached_property
    def headings(self) -> tuple[SchemeLevel, ...]:
        """The levels that have numbers of their own; the number of parts of a code is the place
        in it, counted from 1."""
        return tuple(level for level in self.levels if level.is_numbered)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The values of Type."""
        return tuple(level.name for level in self.levels)

    @property
    def depth(self) -> int:
        """How many parts a code has at most."""
        return len(self.headings)

    @cached_property
    def leaf(self) -> SchemeLevel | None:
        """The level whose rows carry the code of the heading above, or none at all; ``None`` where
        each row has a number of its own."""
        return next((level for level in self.levels if not level.is_numbered), None)

    def level_called(self, name: str) -> int | None:
        """The place of a Type among ``levels``, from 0, however it is written."""
        wanted = normalise(name)
        return next((n for n, one in enumerate(self.names) if normalise(one) == wanted), None)

    def write(self, code: Code) -> str:
        """The code as it is written. ``ValueError`` where a level cannot write a number."""
        level = self._heading(len(code))
        return level.prefix + self._body(code)

    def _heading(self, depth: int) -> SchemeLevel:
        # Deeper than the programme is, a code goes on as its last level does: NUM010 quotes it.
        return self.headings[min(depth, self.depth) - 1]

    def _body(self, code: Code) -> str:
        level = self._heading(len(code))
        own = write_number(code[-1], level.numbering)
        if len(code) == 1 or level.separator is None:
            return own
        return self._body(code[:-1]) + level.separator + own

    def readings(self, text: str) -> tuple[Reading, ...]:
        """What ``text`` may be, exactly as the scheme writes it; nothing where it is no code.

        More than one only where two levels are written alike. A code may be deeper than the
        programme.
        """
        found = self._read.get(text)
        if found is None:
            if len(self._read) > 65_536:
                self._read.clear()
            found = self._read[text] = tuple(self._readings(text))
        return found

    def _readings(self, text: str) -> Iterator[Reading]:
        for depth, pattern in enumerate(self._patterns, 1):
            match = pattern.fullmatch(text)
            if match is None:
                continue
            parts = match.groups()
            first = depth - len(parts) + 1
            numbers = tuple(
                read_number(part, self._heading(n).numbering) for n, part in enumerate(parts, first)
            )
            if None not in numbers:
                yield Reading(depth, tuple(n for n in numbers if n is not None))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """By the number of parts of a code, from 1: how it is written, a group for each part."""
        found = []
        body = ""
        last = self.headings[-1]
        deepest = _DEEPEST if last.separator else self.depth
        for depth in range(1, deepest + 1):
            level = self._heading(depth)
            own = f"({_PATTERNS[level.numbering]})"
            is_first = depth == 1 or level.separator is None
            body = own if is_first else body + re.escape(level.separator or "") + own
            found.append(re.compile(re.escape(level.prefix) + body))
        return tuple(found)

    def read(self, text: str, above: Code = ()) -> Code | None:
        """The code that ``text`` is; ``None`` when it is none, or may be two.

        ``above`` is the code of the nearest row above that has one: it says the headings of a code
        that does not repeat them. ``None``, too, where they cannot be told from it.
        """
        codes = {code for one in self.readings(text) if (code := self.place(one, above))}
        return codes.pop() if len(codes) == 1 else None

    def place(self, reading: Reading, above: Code) -> Code | None:
        """The whole code of a reading that stands below ``above``; ``None`` where it has none."""
        missing = reading.level - len(reading.numbers)
        return above[:missing] + reading.numbers if missing <= len(above) else None

    def read_column(self, texts: Iterable[str]) -> list[Code | None]:
        """The codes of the rows of a programme, in their order."""
        found: list[Code | None] = []
        above: Code = ()
        for text in texts:
            code = self.read(text, above) if text else None
            above = code or above
            found.append(code)
        return found

    def tidy(self, text: str) -> str:
        """``text`` without what a hand adds to a code: spaces (no-break ones too) at its ends and
        beside a separator, a separator at its ends, the prefix in another case."""
        plain = text.translate(_UNSEEN).strip()
        for separator in self._separators:
            mark = re.escape(separator)
            plain = re.sub(rf"\s*{mark}\s*", separator, plain)
            plain = re.sub(rf"\A(?:{mark})+|(?:{mark})+\Z", "", plain)
        if self.readings(plain):
            return plain
        for prefix in self._prefixes:
            bare = prefix.strip()
            if plain.casefold().startswith(bare.casefold()):
                written = prefix + plain[len(bare) :].lstrip()
                if self.readings(written):
                    return written
        return plain

    @cached_property
    def _separators(self) -> tuple[str, ...]:
        found = (level.separator for level in self.headings[1:])
        return tuple(dict.fromkeys(one for one in found if one and one.strip()))

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        found = dict.fromkeys(level.prefix for level in self.headings if level.prefix)
        return tuple(sorted(found, key=len, reverse=True))

    def follows(self, code: Code, previous: Code | None) -> bool:
        """Whether ``code`` is the next of its level after ``previous``, the last one of that level
        that counts together with it, or begins it where there is none."""
        return code[-1] == (previous[-1] + 1 if previous else 1)


MOT = Scheme(
    (
        SchemeLevel("Axe"),
        SchemeLevel("Objectif"),
        SchemeLevel("Sous-objectif"),
        SchemeLevel("Action", "—", counting="heading"),
    )
)
"""The numbering of the MOT's programme: ``2``, ``2.1``, ``2.1.3``; an action carries the code of
the heading that it stands under"""
