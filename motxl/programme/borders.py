"""Borders: ``FR-DE``, ``FR-IT-MC``, and those that are no list of countries.

Which countries have borders, which of them comes first and what a border is called is the
workbook's to say (``tblFrontieres``); ``USUAL`` is what a workbook without that table means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Literal, NamedTuple

from motxl.programme.countries import ALSO, ARE_WORDS, ISO
from motxl.text.normalise import normalise

Border = tuple[str, ...]
"""ISO 3166 codes, that of the country that comes first at the head: ``("FR", "IT", "MC")``; or the
name of what is no list of countries: ``("Outre-mer",)``"""

FIRST = "FR"
"""The country that comes first where a workbook does not say which does"""
# The countries that share a land border with France, its overseas ones included, and the
# neighbours that sit at the same tables (NL in Saint-Martin, LI and AT at Lake Constance).
_USUAL_COUNTRIES = frozenset(
    {"FR", "AD", "AT", "BE", "BR", "CH", "DE", "ES", "GB", "IE", "IT", "LI", "LU", "MC", "NL"}
    | {"SR", "SX", "UK"}
)
_IN_COMPANY = frozenset({"AT", "LI"})
"""Countries of Lake Constance, which have a part in borders of several countries only"""
_USUAL_FREE = ("Outre-mer", "Maritime")

_PREFIX = re.compile(r"([A-Z]{2}[A-Z-]+)\s*/\s")
_JOIN = r"(?:\s*[-/‐‑–—−]\s*|[\s\u00a0\u202f]+)"
_BEFORE, _AFTER = r"(?<![\w./@-])", r"(?![/-]\w)"

BorderFaultKind = Literal["code", "country", "twice", "others", "empty", "first", "alone"]
"""A code that is neither a list of countries nor a name; a country that is none; a border that
stands in a row above; other countries than those of the code; no code; a first country that is
none, or that is in no border of the table"""


class BorderFault(NamedTuple):
    """A cell that says something else of the borders than it should."""

    sheet: str
    row: int
    column: int
    header: str
    written: str
    why: BorderFaultKind
    known: str = ""
    """What is, or may be, meant"""


class ListedBorder(NamedTuple):
    """A row of the table of borders."""

    border: Border
    names: tuple[str, ...] = ()
    """What it is called, the name that extracts say first"""
    row: int = 0
    written: str = ""
    """The code as the cell holds it"""


class Borders:
    """What counts as a border in a workbook, and how it is written."""

    def __init__(
        self,
        listed: Sequence[ListedBorder] | None = None,
        first: str = FIRST,
        *,
        faults: Sequence[BorderFault] = (),
        sheet: str = "",
        columns: Mapping[str, int] | None = None,
        below: Sequence[int] = (),
    ) -> None:
        """``listed`` are the borders of the workbook's table; ``None`` where it has none. ``first``
        is the country that comes first in every border that it has a part in, or nothing.
        ``sheet``, ``columns`` and the rows right ``below`` it tell where the table stands."""
        self.listed = tuple(listed or ())
        self.first = first
        self.faults = tuple(faults)
        self.sheet = sheet
        self.columns = columns or {}
        self.below = below
        self.is_usual = listed is None
        free: tuple[str, ...] = _USUAL_FREE
        countries = set(_USUAL_COUNTRIES)
        if listed is not None:
            free = tuple(one.border[0] for one in listed if len(one.border) == 1)
            countries = {c for one in listed if len(one.border) > 1 for c in one.border}
        self.countries = frozenset(countries | {first} - {""})
        self._free = {_key(name): name for name in free}
        self._orders = {frozenset(o.border): o.border for o in self.listed if len(o.border) > 1}
        self._parsed: dict[str, Border | None] = {}
        self._read: dict[str, Border | None] = {}

    @property
    def are_there(self) -> bool:
        """Whether a workbook has borders at all: not where it has a table of none."""
        return self.is_usual or bool(self.listed or self.faults)

    # One border

    def parse(self, text: str) -> Border | None:
        """The border that ``text`` spells exactly, ``None`` when it does not."""
        if text not in self._parsed:
            border = self.read(text)
            is_exact = border is not None and format_border(border) == text
            self._parsed[text] = border if is_exact else None
        return self._parsed[text]

    def read(self, text: str) -> Border | None:
        """The border that ``text`` means, however it is spelled (``fr/de``, ``FR BE``, ``BE-FR``),
        or called in the table."""
        if text not in self._read:
            self._read[text] = self._meant(normalise(text))
        return self._read[text]

    def _meant(self, key: str) -> Border | None:
        if (name := self._free.get(_key(key))) is not None:
            return (name,)
        codes = [code.upper() for code in re.split(r"[ \-/,+]+", key) if code]
        codes = [code if code in self.countries else ALSO.get(code, code) for code in codes]
        if len(codes) >= 2 and len(set(codes)) == len(codes) and self.countries.issuperset(codes):
            border = self.in_order(codes)
            if border is not None:
                return border
        return self._called.get(key)

    def in_order(self, codes: Sequence[str]) -> Border | None:
        """A border of these countries: the one that comes first at its head, the others as they are
        given; without it only borders of the table, as they stand there."""
        if self.first in codes:
            return (self.first, *(code for code in codes if code != self.first))
        return self._orders.get(frozenset(codes))

    def pairs_of(self, border: Border) -> frozenset[Border]:
        """The two-country borders inside: FR-IT-MC is FR-IT and FR-MC. A free one is its own
        pair."""
        if len(border) == 1:
            return frozenset({border})
        if border[0] == self.first:
            return frozenset((border[0], other) for other in border[1:])
        pairs = combinations(border, 2)
        return frozenset(self._orders.get(frozenset(one), one) for one in map(_sorted, pairs))

    def strangers_in(self, border: Border) -> tuple[str, ...]:
        """The countries of a border that border none of its others."""
        if len(border) == 1:
            return ()
        return tuple(one for one in border if self._neighbours.get(one, set()).isdisjoint(border))

    def lacks_first(self, border: Border) -> bool:
        """Whether the country that comes first has no part in a border of countries."""
        return bool(self.first) and len(border) > 1 and border[0] != self.first

    def name_of(self, code: str) -> str:
        """What the table calls a border; nothing where it has no name for it."""
        return self._names.get(code, "")

    @property
    def example(self) -> str:
        """A border as it is written."""
        codes = [format_border(one.border) for one in self.listed if len(one.border) == 2]
        own = (code for code in codes if not self.first or code[:2] == self.first)
        if not self.is_usual:
            return next(own, codes[0] if codes else "FR-DE")
        return f"{self.first}-{'DE' if self.first != 'DE' else 'FR'}" if self.first else "FR-DE"

    # In texts

    def prefix_of(self, label: str) -> str | None:
        """The border that a label begins with (``FR-DE / …``), as it stands there."""
        match = _PREFIX.match(label)
        if match is None or self.parse(match[1]) is None:
            return None
        return match[1]

    def in_text(self, text: str) -> list[tuple[int, int, Border]]:
        """Spans (0-based, end exclusive) where codes of a border stand together, with the border:
        the first country and others, however they are joined, or a border of the table as it is
        written there."""
        found = []
        for match in self._in_text.finditer(text) if self._may_hold(text) else ():
            border = self.read(match[0])
            if border is not None:
                found.append((match.start(), match.end(), border))
        return found

    @property
    def names(self) -> list[tuple[str, Border]]:
        """What borders are called that have a name of their own."""
        return [(name, border) for name, border in self._called.items() if border is not None]

    def _may_hold(self, text: str) -> bool:
        return self.first.lower() in text.lower() or (bool(self._others) and "-" in text)

    @cached_property
    def _in_text(self) -> re.Pattern[str]:
        """In a label, the first country and known codes that stand together, however they are
        joined. Codes in lower case count only when a hyphen or a slash joins them: "fr es" may be
        words, "fr-es" is a border; where the first code is a word itself, only codes in capitals
        that are joined so. Not inside a web address or a longer chain."""
        ways = []
        if self.first:
            others = self.countries - {self.first}
            others |= {code for code, meant in ALSO.items() if meant in others}
            codes, first = "|".join(sorted(others)), self.first
            tight = rf"{first}(?:[-/‐‑–—−](?:{codes})(?!\w))+"
            ways.append(
                tight
                if first in ARE_WORDS
                else rf"{first}(?:{_JOIN}(?:{codes})(?!\w))+|(?i:{first}(?:[-/](?:{codes})(?!\w))+)"
            )
        ways += [rf"{re.escape(code)}(?!\w)" for code in self._others]
        return re.compile(rf"{_BEFORE}(?:{'|'.join(ways) or '(?!)'}){_AFTER}")

    @cached_property
    def _others(self) -> list[str]:
        """The borders of the table in which the first country has no part, the longest first."""
        codes = [format_border(one.border) for one in self.listed if len(one.border) > 1]
        return sorted((c for c in codes if not self.first or c[:2] != self.first), key=len)[::-1]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {format_border(one.border): one.names[0] for one in self.listed if one.names}

    @cached_property
    def _called(self) -> dict[str, Border | None]:
        """``None``: several borders are so called."""
        found: dict[str, Border | None] = {}
        for one in self.listed:
            for key in filter(None, map(normalise, one.names)):
                found[key] = one.border if found.get(key, one.border) == one.border else None
        return found

    @cached_property
    def _neighbours(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {country: set() for country in self.countries}
        if self.is_usual:
            direct = self.countries - _IN_COMPANY
            for country in direct - {self.first}:
                found[country] = {*self.countries} - {country}
            found.get(self.first, set()).update(direct - {self.first})
            for country in _IN_COMPANY & self.countries - {self.first}:
                found[country] = {*direct} - {self.first}
        for one in self.listed:
            for country in one.border if len(one.border) > 1 else ():
                found[country] |= {*one.border} - {country}
        return found


def _key(text: str) -> str:
    return normalise(text).replace(" ", "-")


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    one, other = sorted(pair)
    return one, other


NO_BORDERS = Borders((), "")
"""Of a workbook that has none, nor any place for them"""
USUAL = Borders()
"""The borders of a workbook that does not say its own: those of France"""


def codes_of(written: str) -> tuple[str, ...]:
    """The codes of countries that a code of a border is made of, in capitals, whether they are
    known or not; none where it is no such list."""
    codes = [code.upper() for code in re.split(r"[ \-/,;+]+", normalise(written)) if code]
    codes = [code if code in ISO else ALSO.get(code, code) for code in codes]
    return tuple(codes) if codes and all(re.fullmatch(r"[A-Z]{2}", c) for c in codes) else ()


def format_border(border: Border) -> str:
    return "-".join(border)


def border_prefix(label: str) -> str | None:
    """The border that a label of a workbook without a table of borders begins with, as it stands
    there."""
    return USUAL.prefix_of(label)


def split_values(text: str) -> list[str]:
    """The values of a cell that holds several, parted by ``;`` or line breaks, without blanks."""
    if not text:
        return []
    if ";" not in text and "\n" not in text and "\r" not in text:
        return [text.strip()] if text.strip() else []
    return [value for part in re.split(r"[;\n\r]+", text) if (value := part.strip())]
