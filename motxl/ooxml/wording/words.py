"""Words and what stands for them in one workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from motxl.controls import MARK
from motxl.text.normalise import normalise


class SameWordError(ValueError):
    """One word would stand for two."""

    def __init__(self, written: str, ours: tuple[str, str]) -> None:
        super().__init__(written)
        self.written = written
        self.ours = ours


class Exchange:
    """Pairs of words. Each text is read as another one, from which ``written`` gives it back."""

    def __init__(self, pairs: Mapping[str, str], *, loosely: bool = False) -> None:
        """``pairs`` give what is written for each word of ours; ``loosely``: also where its case,
        accents or blanks are others. Raises ``SameWordError``."""
        self.pairs = pairs
        self._is_loose = loosely
        self._ours: dict[str, str] = {}
        for ours, written in pairs.items():
            other = self._ours.setdefault(written, ours)
            if other != ours:
                raise SameWordError(written, (other, ours))
        self._written = dict(pairs)
        for ours, written in pairs.items():
            for cased in (str.lower, str.upper, _capital):
                one, other = cased(ours), cased(written)
                if one not in self._written and other not in self._ours:
                    self._written[one], self._ours[other] = other, one
        self._shown: dict[str, str] = {}
        self.spelt: dict[str, str] = {}
        """What the workbook writes that spells one of its words, or one of ours, in its own way,
        by what it is read as: it comes back as it was"""
        self.plain: dict[str, str] = {}
        """What of these is meant for whoever does not ask how it is spelt, by what it is read as"""

    @cached_property
    def _loosely(self) -> dict[str, str]:
        return _by_key((written, ours) for ours, written in self.pairs.items())

    @cached_property
    def _loosely_written(self) -> dict[str, str]:
        return _by_key((ours, written) for ours, written in self.pairs.items())

    def read(self, text: str) -> str:
        """What a text of the workbook is to its readers."""
        found = self._ours.get(text)
        if found is not None:
            return found
        if self._is_loose:
            return self._read_loosely(text)
        return text + MARK if text.endswith(MARK) or text in self._written else text

    def _read_loosely(self, text: str) -> str:
        shown = self._shown.get(text)
        if shown is not None:
            return shown
        key = normalise(text)
        ours = self._loosely.get(key)
        if ours is not None:
            start, core, end = _parted(text)
            shown = plain = start + self._ours.get(core, ours) + end
        elif key in self._loosely_written or text.endswith(MARK):
            plain, shown = text, text + MARK
        else:
            return text
        while shown in self.spelt or shown in self._written:
            shown += MARK
        self._shown[text], self.spelt[shown], self.plain[shown] = shown, text, plain
        return shown

    def written(self, text: str) -> str:
        """How the workbook writes what its readers call so."""
        found = self._written.get(text) or self.spelt.get(text)
        if found is not None:
            return found
        start, core, end = _parted(text.rstrip(MARK) if self._is_loose else "")
        if core in self._written:
            return start + self._written[core] + end
        return text.removesuffix(MARK) if text.endswith(MARK) else text

    def direction(self, *, writing: bool) -> Callable[[str], str]:
        """``written`` or ``read``."""
        return self.written if writing else self.read

    def like(self, text: str) -> str | None:
        """The word of ours that a text stands for whose case, accents and blanks may differ."""
        return self._loosely.get(normalise(text))


def _by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Words by what they are compared as, without those that are compared as the same."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(normalise(one), set()).add(other)
    return {key: next(iter(words)) for key, words in found.items() if key and len(words) == 1}


def _parted(text: str) -> tuple[str, str, str]:
    """A text between the blanks around it."""
    core = text.strip()
    start = text.index(core)
    return text[:start], core, text[start + len(core) :]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Keyed(NamedTuple):
    """What the cells of a column hold, by the key in their row."""

    column: str
    """Of the keys"""
    values: Mapping[str, Exchange]
    """By key; the value of any other is a text"""


class Wording:
    """What a workbook calls its sheets, the columns of its tables, and values in them."""

    def __init__(
        self,
        sheets: Mapping[str, str],
        columns: Mapping[str, Mapping[str, str]],
        values: Mapping[tuple[str, str], Mapping[str, str]],
        *,
        places: Collection[tuple[str, str]] = (),
        keyed: Mapping[tuple[str, str], Keyed] | None = None,
        language: str = "",
    ) -> None:
        """Each maps words of ours to those of the workbook: ``columns`` by table, ``values`` by
        table and our name of the column. The cells of ``places`` name cells of other sheets;
        those of ``keyed`` columns hold a value or a text, as the key in their row says.
        ``language`` is that of the texts beside them. Raises ``SameWordError``."""
        self.language = language
        self.sheets = Exchange(sheets)
        self._columns = {name.casefold(): Exchange(pairs) for name, pairs in columns.items()}
        self._values = {
            (table.casefold(), column): Exchange(pairs, loosely=True)
            for (table, column), pairs in values.items()
        }
        self._keyed = {
            (table.casefold(), column): one for (table, column), one in (keyed or {}).items()
        }
        self._places = {(table.casefold(), column) for table, column in places}

    def columns(self, table: str) -> Exchange | None:
        return self._columns.get(table.casefold())

    def values(self, table: str, column: str) -> Exchange | None:
        """``column`` as we call it."""
        return self._values.get((table.casefold(), column))

    def keyed(self, table: str, column: str) -> Keyed | None:
        """Where the row says whether a column holds a value: ``column`` as we call it."""
        return self._keyed.get((table.casefold(), column))

    def in_cell(self, text: str, table: str, column: str, row: Mapping[str, object] | None) -> str:
        """What the cells of a column write for a text of ours: ``row`` is what the row holds, by
        our columns, of which one may say what the cell is."""
        found = self.values(table, column)
        keyed = self.keyed(table, column)
        if keyed is not None:
            key = normalise(str((row or {}).get(keyed.column) or ""))
            found = next((one for of, one in keyed.values.items() if normalise(of) == key), None)
        return text if found is None else found.written(text)

    def names_places(self, table: str, column: str) -> bool:
        return (table.casefold(), column) in self._places

    def values_of(self, table: str) -> Exchange:
        """The values of all columns of a table, as far as they mean the same in each."""
        wanted = table.casefold()
        here = (one for (name, _column), one in self._values.items() if name == wanted)
        return Exchange(_agreed(here), loosely=True)

    @cached_property
    def anywhere(self) -> Exchange:
        """The values of all tables, as far as they mean the same in each."""
        return Exchange(_agreed(self._values.values()), loosely=True)

    @cached_property
    def said_values(self) -> Mapping[str, str]:
        """What the workbook writes for all values, those of the first list before those of
        others; and for what its cells spell in their own way."""
        spelt = [pair for one in self._values.values() for pair in one.spelt.items()]
        bare = {shown.strip(): text.strip() for shown, text in spelt}
        return bare | dict(spelt) | dict(reversed(list(_pairs(self._values.values()))))

    @property
    def plain(self) -> Mapping[str, str]:
        """What goes out of the workbook for what its cells spell in their own way, by what it is
        read as."""
        return {shown: text for one in self._values.values() for shown, text in one.plain.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What the workbook writes for all that has a name: columns, those of the first table
        before those of others, sheets, values."""
        named = (*self._columns.values(), self.sheets, *self._values.values())
        return dict(reversed(list(_pairs(named))))


def _agreed(exchanges: Iterable[Exchange]) -> dict[str, str]:
    """The pairs that agree with each other in both directions."""
    written: dict[str, set[str]] = {}
    ours: dict[str, set[str]] = {}
    for one, other in _pairs(exchanges):
        written.setdefault(one, set()).add(other)
        ours.setdefault(other, set()).add(one)
    return {
        one: next(iter(others))
        for one, others in written.items()
        if len(others) == 1 and len(ours[next(iter(others))]) == 1
    }


def _pairs(exchanges: Iterable[Exchange]) -> Iterator[tuple[str, str]]:
    for exchange in exchanges:
        yield from exchange.pairs.items()
