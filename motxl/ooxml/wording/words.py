"""Words and what stands for them in one workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from motxl.text.normalise import normalise

MARK = "\u2060"
"""Behind a word of the workbook that is one of ours, and does not stand for it there: it counts as
nothing where words are compared, so that it is understood, and as one that is spelt otherwise"""


class SameWordError(ValueError):
    """One word would stand for two."""

    def __init__(self, written: str, ours: tuple[str, str]) -> None:
        super().__init__(written)
        self.written = written
        self.ours = ours


class Exchange:
    """Pairs of words. Each text is read as another one, from which ``written`` gives it back."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        """``pairs`` give what is written for each word of ours. Raises ``SameWordError``."""
        self.pairs = pairs
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

    @cached_property
    def _loosely(self) -> dict[str, str]:
        return {normalise(written): ours for ours, written in self.pairs.items()}

    def read(self, text: str) -> str:
        """What a text of the workbook is to its readers."""
        found = self._ours.get(text)
        if found is not None:
            return found
        return text + MARK if text.endswith(MARK) or text in self._written else text

    def written(self, text: str) -> str:
        """How the workbook writes what its readers call so."""
        found = self._written.get(text)
        if found is not None:
            return found
        return text.removesuffix(MARK) if text.endswith(MARK) else text

    def direction(self, *, writing: bool) -> Callable[[str], str]:
        """``written`` or ``read``."""
        return self.written if writing else self.read

    def like(self, text: str) -> str | None:
        """The word of ours that a text stands for whose case, accents and blanks may differ."""
        return self._loosely.get(normalise(text))


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
            (table.casefold(), column): Exchange(pairs) for (table, column), pairs in values.items()
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

    def names_places(self, table: str, column: str) -> bool:
        return (table.casefold(), column) in self._places

    def values_of(self, table: str) -> Exchange:
        """The values of all columns of a table, as far as they mean the same in each."""
        wanted = table.casefold()
        return Exchange(_agreed(one for (name, _c), one in self._values.items() if name == wanted))

    @cached_property
    def anywhere(self) -> Exchange:
        """The values of all tables, as far as they mean the same in each."""
        return Exchange(_agreed(self._values.values()))

    @cached_property
    def said_values(self) -> Mapping[str, str]:
        """What the workbook writes for all values, those of the first list before those of
        others."""
        return dict(reversed(list(_pairs(self._values.values()))))

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
