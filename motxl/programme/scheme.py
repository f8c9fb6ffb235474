"""How a programme numbers its rows: one value that reads, writes and compares codes.

What is particular to one organisation is in the table ``tblNiveaux`` of its workbook; ``MOT`` is
what holds where there is none. A code is the numbers of the levels from the top down to the row's
own, whatever they look like: ``B.2`` is ``(2, 2)`` where the first level counts in letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from motxl.programme.codes import Code, parse_code, parse_new_code, tidy_code
from motxl.programme.numberings import (
    FIGURES,
    NUMBERINGS,
    PATTERNS,
    Numbering,
    read_number,
    write_number,
)
from motxl.programme.schemelevel import (
    NO_HEADING,
    Counting,
    MeantType,
    MeantTypes,
    SchemeLevel,
    pattern_of,
)
from motxl.text.normalise import INVISIBLE, normalise

MOST_LEVELS = 8
"""How many levels a scheme may have"""

# Five digits are no longer a number of a code, nor are more than sixteen parts: what looks at each
# level would take the square of their number.
_MOST, _DEEPEST = 9999, 16
_MOST_KEPT = 65_536
_TELLING = (1, 2, 5, 9, 11, 22, 111)
"""Numbers with which levels are told apart: letters among them that are Roman numbers, too"""
_APART = r"[\s.,;:/\\_·-]+"
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


class CodeReading(NamedTuple):
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
    without_rows: frozenset[int] = frozenset()
    """The levels, from 1 for the highest, that a list has in its codes alone: nobody misses a row
    of theirs"""
    reads_numbers: bool = field(default=False, compare=False)
    """Whether a whole number in a cell is a code as it stands: a list of somebody else counts its
    rows in numbers, and none of them lost anything"""
    _read: dict[str, tuple[CodeReading, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    whole: dict[str, Code] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The codes that were read so far and say all of their headings themselves, by their texts"""
    _written: dict[Code, str] = field(
        default_factory=lambda: {(): ""}, init=False, repr=False, compare=False
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
    def work_depth(self) -> int:
        """From how many parts on the code of a heading may have nothing under it, which is the work
        itself then: where no rows stand under the last level, a level above may be so, too."""
        return self.depth if self.leaf is not None else min(2, self.depth)

    @cached_property
    def is_usual(self) -> bool:
        """Whether the levels are those of a workbook that says nothing of them."""
        return self.levels == MOT.levels

    @cached_property
    def is_figures(self) -> bool:
        """Whether each code is figures joined by dots, which spreadsheets take for dates."""
        return not any(level.prefix or level.numbering != "1" for level in self.headings) and all(
            level.separator == "." for level in self.headings[1:]
        )

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.levels, self.is_stable, self.without_rows))

    @cached_property
    def is_nested(self) -> bool:
        """Whether each code holds that of the heading above, under which its level counts from 1:
        a code then says by itself what may come next."""
        return all(
            level.separator is not None and level.counting == "parent"
            for level in self.headings[1:]
        )

    @cached_property
    def leaf(self) -> SchemeLevel | None:
        """The highest level whose rows have no number of their own; ``None`` where each has one."""
        return next((level for level in self.levels if not level.is_numbered), None)

    @cached_property
    def has_shared_codes(self) -> bool:
        """Whether rows carry the code of the heading above as their own."""
        return any(level.counting == "heading" for level in self.levels)

    @cached_property
    def has_bare_rows(self) -> bool:
        """Whether rows carry no code at all, and are not to."""
        return any(level.numbering == "—" and level.counting != "heading" for level in self.levels)

    @cached_property
    def types(self) -> Mapping[str, MeantType]:
        """What is meant by what stands in the column Type, however it is written: any text has a
        value."""
        return MeantTypes(self.levels)

    @cached_property
    def first_name(self) -> str:
        """The name of the first level, normalised, where it counts in figures; else empty."""
        first = self.levels[0]
        return normalise(first.name) if first.numbering in FIGURES else ""

    @cached_property
    def before_first_name(self) -> frozenset[str]:
        """What a label that begins with that name may begin with."""
        name = self.levels[0].name
        if not self.first_name:
            return frozenset()
        return frozenset((name[0].lower(), name[0].upper(), "\u00a0", " "))

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """A code of each of the first three levels: ``2``, ``2.1``, ``2.1.3``."""
        return tuple(self.write((2, 1, 3)[:n]) for n in range(1, min(self.depth, 3) + 1))

    def title(self, code: Code) -> str:
        """A code with the name of its level, where it has no sign of it: ``Axe 3``, ``WP2``."""
        level = self._heading(len(code))
        return self.write(code) if level.prefix else f"{level.name} {self.write(code)}"

    def is_within(self, code: Code | None) -> bool:
        """Whether it is a code of a level that the programme has."""
        return code is not None and len(code) <= self.depth

    def confusable(self) -> tuple[int, int] | None:
        """Two levels, by their places among ``headings`` from 0, of which one code is written as
        one of the other, so that nobody can tell them apart; the lower one last."""
        for depth in range(2, self.depth + 1):
            for place in range(depth):
                for number in _TELLING:
                    code = tuple(number if n == place else 1 for n in range(depth))
                    for one in self.readings(self.write(code)):
                        if one.level != depth:
                            return min(one.level, depth) - 1, max(one.level, depth) - 1
                        if one.numbers != code[-len(one.numbers) :]:
                            return depth - 2, depth - 1  # where the one ends, nobody knows
        return None

    def may_be(self, code: Code) -> bool:
        """Whether each level can write its number: no letter is a 0."""
        return all(
            number > 0 or self._heading(n).numbering in FIGURES for n, number in enumerate(code, 1)
        )

    def write(self, code: Code) -> str:
        """The code as it is written; none for ``()``. ``ValueError`` where a level cannot write a
        number."""
        written = self._written.get(code)
        if written is None:
            if len(self._written) > _MOST_KEPT:
                self._written.clear()
                self._written[()] = ""
            written = self._heading(len(code)).prefix + self._body(code)
            self._written[code] = written
        return written

    def _heading(self, depth: int) -> SchemeLevel:
        # Deeper than the programme is, a code goes on as its last level does: NUM010 quotes it.
        return self.headings[min(depth, self.depth) - 1]

    def _body(self, code: Code) -> str:
        level = self._heading(len(code))
        own = write_number(code[-1], level.numbering)
        if len(code) == 1 or level.separator is None:
            return own
        return self._body(code[:-1]) + level.separator + own

    def readings(self, text: str) -> tuple[CodeReading, ...]:
        """What ``text`` may be, exactly as the scheme writes it; nothing where it is no code.

        More than one only where two levels are written alike. A code may be deeper than the
        programme.
        """
        found = self._read.get(text)
        if found is None:
            if len(self._read) > _MOST_KEPT:
                self._read.clear()
            found = self._read[text] = tuple(self._readings(text))
        return found

    def is_plainly(self, text: str) -> bool:
        """Whether ``text`` is exactly a code, where that is seen at once; ``readings`` says it of
        all others."""
        return self._plain is not None and self._plain.fullmatch(text) is not None

    @cached_property
    def _plain(self) -> re.Pattern[str] | None:
        # Not all letters that may make a Roman number do.
        if any(level.numbering in {"I", "i"} for level in self.headings):
            return None
        return re.compile(self.pattern(range(self.depth, 0, -1)))

    def _readings(self, text: str) -> Iterator[CodeReading]:
        if self.is_figures:
            if (code := parse_code(text)) is not None:
                yield CodeReading(len(code), code)
            return
        for depth, shortest in enumerate(self._shortest, 1):
            match = self._pattern(depth).fullmatch(text) if shortest <= len(text) else None
            if match is None:
                continue
            parts = match.groups()
            first = depth - len(parts) + 1
            numbers = tuple(self._heading(n).read(part) for n, part in enumerate(parts, first))
            if None not in numbers:
                yield CodeReading(depth, tuple(n for n in numbers if n is not None))

    @cached_property
    def _as_written(self) -> tuple[tuple[str, str, str | None], ...]:
        return tuple((level.prefix, level.pattern, level.separator) for level in self.headings)

    def _pattern(self, depth: int) -> re.Pattern[str]:
        """How a code of so many parts is written, a group for each part."""
        return pattern_of(self._as_written, depth)

    @cached_property
    def _shortest(self) -> tuple[int, ...]:
        """By the number of parts of a code, from 1, the fewest characters that it may have."""
        deepest = _DEEPEST if self.headings[-1].separator else self.depth
        found: list[int] = []
        body = 0
        for depth in range(1, deepest + 1):
            level = self._heading(depth)
            is_first = depth == 1 or level.separator is None
            body = 1 if is_first else body + len(level.separator or "") + 1
            found.append(len(level.prefix) + body)
        return tuple(found)

    @cached_property
    def has_whole_codes(self) -> bool:
        """Whether each code repeats that of the heading above."""
        return all(level.separator is not None for level in self.headings[1:])

    def pattern(self, depths: Iterable[int]) -> str:
        """A regular expression, without groups, for codes of so many parts; where one may go on as
        another does, give the longer first."""
        if self.is_figures:
            number, counts = PATTERNS["1"], sorted(depths)
            return rf"{number}(?:\.{number}){{{counts[0] - 1},{counts[-1] - 1}}}"
        capturing = r"(?<!\\)\((?!\?)"
        found = (re.sub(capturing, "(?:", self._pattern(depth).pattern) for depth in depths)
        return "(?:" + "|".join(found) + ")"

    def read(self, text: str, above: Code = ()) -> Code | None:
        """The code that ``text`` is; ``None`` when it is none, or may be two.

        ``above`` is the code of the nearest row above that has one: it says the headings of a code
        that does not repeat them. ``None``, too, where they cannot be told from it.
        """
        code = self.whole.get(text)
        if code is not None:
            return code
        if self.is_figures:
            if (code := parse_code(text)) is not None:
                self._keep(text, code)
            return code
        readings = self.readings(text)
        if len(readings) == 1 and readings[0].is_whole:
            self._keep(text, readings[0].numbers)
            return readings[0].numbers
        codes = {code for one in readings if (code := self.place(one, above))}
        return codes.pop() if len(codes) == 1 else None

    def _keep(self, text: str, code: Code) -> None:
        if len(self.whole) > _MOST_KEPT:
            self.whole.clear()
        self.whole[text] = code

    def place(self, reading: CodeReading, above: Code) -> Code | None:
        """The whole code of a reading that stands below ``above``; ``None`` where it has none."""
        missing = reading.level - len(reading.numbers)
        left_out = missing - len(above)
        if left_out <= 0:
            return above[:missing] + reading.numbers
        if above and all(level.is_optional for level in self.headings[len(above) : missing]):
            return above + (0,) * left_out + reading.numbers
        return None

    def is_left_out(self, code: Code) -> bool:
        """Whether a code stands for a heading that is not there, and need not be."""
        return code[-1] == 0 and self._heading(len(code)).is_optional

    def read_column(self, texts: Iterable[str], *, tidied: bool = False) -> list[Code | None]:
        """The codes of the rows of a programme, in their order; ``tidied``: also of those that are
        codes only without what a hand adds (``tidy``)."""
        found: list[Code | None] = []
        above: Code = ()
        whole, read = self.whole, _parsed if self.is_figures else self.read
        for text in texts:
            code = (whole.get(text) or read(text, above)) if text else None
            if code is None and text and tidied and (self.is_figures or not self.readings(text)):
                code = self.read(self.tidy(text), above)
            above = code or above
            found.append(code)
        return found

    def tidy(self, text: str) -> str:
        """``text`` without what a hand adds to a code: spaces (no-break ones too) at its ends and
        beside a separator, a separator at its ends, what closes it, the prefix in another case."""
        if self.is_figures:
            return tidy_code(text)
        plain = text.translate(_UNSEEN).strip()
        for separator in self._separators:
            mark = re.escape(separator)
            plain = re.sub(rf"\s*{mark}\s*", separator, plain)
            plain = re.sub(rf"\A(?:{mark})+|(?:{mark})+\Z", "", plain)
        # "1.", "a)", "Axe 1 :": what closes a number.
        plain = next((one for one in (plain, plain.rstrip(" .):")) if self.readings(one)), plain)
        if self.readings(plain):
            return plain
        for prefix in self._prefixes:
            bare = prefix.strip()
            if plain.casefold().startswith(bare.casefold()):
                written = prefix + plain[len(bare) :].lstrip()
                if self.readings(written):
                    return written
        return plain

    def close(self, text: str) -> Code | None:
        """The whole code that ``text`` is in another case, or with other separators; ``None`` where
        it is none, or several."""
        plain = self.tidy(text)
        found = {one.numbers for one in self._close_readings(plain) if one.is_whole}
        return found.pop() if len(found) == 1 else None

    def _close_readings(self, plain: str) -> Iterator[CodeReading]:
        for one in dict.fromkeys((plain, plain.upper(), plain.lower())):
            yield from self.readings(one)
            for separator in self._separators:
                yield from self.readings(self.tidy(re.sub(_APART, separator, one)))

    @cached_property
    def _separators(self) -> tuple[str, ...]:
        found = (level.separator for level in self.headings[1:])
        return tuple(dict.fromkeys(one for one in found if one and one.strip()))

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        found = dict.fromkeys(level.prefix for level in self.headings if level.prefix)
        return tuple(sorted(found, key=len, reverse=True))


def _parsed(text: str, _above: Code) -> Code | None:
    return parse_new_code(text)


SchemeFaultKind = Literal["choice", "name", "twice", "first", "alike", "many"]
"""None of the values that are known; no name; the name of another level; a first level without
numbers; a code that may be one of another level; more levels than there can be"""


class SchemeFault(NamedTuple):
    """A cell of ``tblNiveaux`` that keeps the scheme from being read."""

    sheet: str
    row: int
    column: int
    header: str
    written: str
    why: SchemeFaultKind
    known: tuple[str, ...] = ()


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

__all__ = [
    "MOST_LEVELS",
    "MOT",
    "NO_HEADING",
    "NUMBERINGS",
    "CodeReading",
    "Counting",
    "MeantType",
    "Numbering",
    "Scheme",
    "SchemeFault",
    "SchemeFaultKind",
    "SchemeLevel",
    "read_number",
    "write_number",
]
