"""From the rows of ``tblNiveaux`` to the scheme of codes, or to what cannot be read of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from motxl.programme.cellvalue import CellValue, Record, as_text
from motxl.programme.scheme import (
    MOST_LEVELS,
    MOT,
    NUMBERINGS,
    Counting,
    Numbering,
    Scheme,
    SchemeFault,
    SchemeFaultKind,
    SchemeLevel,
)
from motxl.template.layout import (
    REPREND_LE_CODE,
    SEPARATEUR_ESPACE,
    SEPARATEUR_RIEN,
    SUITES,
    NiveauColumn,
)
from motxl.text.normalise import normalise

_COUNTING: Mapping[str, Counting] = dict(
    zip(map(normalise, SUITES.values), ("parent", "programme", "heading"), strict=True)
)
_NUMBERINGS: Mapping[str, Numbering] = {
    **{one: one for one in NUMBERINGS},
    **dict.fromkeys(("-", "–"), "—"),
}
_IN_WORDS = {normalise(SEPARATEUR_ESPACE): " ", normalise(SEPARATEUR_RIEN): ""}


class Levels(NamedTuple):
    """What ``tblNiveaux`` says."""

    scheme: Scheme
    """That of a workbook without the table where it cannot be read"""
    faults: tuple[SchemeFault, ...] = ()


def read_levels(
    sheet: str,
    columns: Mapping[str, int],
    rows: Iterable[tuple[int, Record]],
    *,
    stable: bool = False,
) -> Levels:
    """The scheme of the levels in ``rows``, each given with its 1-based number; blank ones, and a
    table without names, say nothing. ``columns`` are those of the sheet, by their headers."""
    given = [
        _LevelRow(sheet, columns, row, record)
        for row, record in rows
        if any(as_text(record.get(name)).strip() for name in _SAYING)
    ]
    usual = Scheme(MOT.levels, is_stable=True) if stable else MOT
    if not given or NiveauColumn.NOM not in columns:
        return Levels(usual)
    faults = tuple(fault for one in given for fault in one.faults())
    faults = faults or tuple(_of_all(given))
    if faults:
        return Levels(usual, faults)
    levels = tuple(one.level() for one in given)
    # Above the first level there is no code that could be repeated.
    levels = (replace(levels[0], separator=MOT.levels[0].separator), *levels[1:])
    scheme = usual if levels == MOT.levels else Scheme(levels, is_stable=stable)
    alike = scheme.confusable()
    if alike is None:
        return Levels(scheme)
    numbered = [one for one in given if one.level().is_numbered]
    upper, lower = (numbered[place] for place in alike)
    return Levels(usual, (lower.fault(NiveauColumn.PREFIXE, "alike", (upper.name,)),))


def rows_of(scheme: Scheme) -> list[tuple[str | int | None, ...]]:
    """The rows of the table, in the order of its columns, that say a scheme."""
    words = {" ": SEPARATEUR_ESPACE, "": SEPARATEUR_RIEN, None: None}
    suites = {
        counting: suite for suite, counting in zip(SUITES.values, _COUNTING.values(), strict=True)
    }
    rows: list[tuple[str | int | None, ...]] = []
    for number, level in enumerate(scheme.levels, 1):
        separator = words.get(level.separator, level.separator)
        if number == 1 or not level.is_numbered:
            separator = None
        suite = suites[level.counting]
        numbering = level.numbering if level.is_numbered else "—"
        rows.append((number, level.name, numbering, level.prefix or None, separator, suite))
    return rows


_SAYING = (
    *(NiveauColumn.NOM, NiveauColumn.NUMEROTATION, NiveauColumn.PREFIXE),
    *(NiveauColumn.SEPARATEUR, NiveauColumn.SUITE),
)


class _LevelRow:
    """A row of the table, as it is written."""

    def __init__(
        self, sheet: str, columns: Mapping[str, int], row: int, record: Mapping[str, CellValue]
    ) -> None:
        c = NiveauColumn
        self.sheet, self.columns, self.row = sheet, columns, row
        self.name = as_text(record.get(c.NOM)).strip()
        self.numbering = as_text(record.get(c.NUMEROTATION)).strip().removesuffix(".0") or "1"
        # A space at its end is of the prefix.
        self.prefix = _characters(record.get(c.PREFIXE)).lstrip()
        self.separator = _characters(record.get(c.SEPARATEUR))
        self.counting = as_text(record.get(c.SUITE)).strip() or SUITES.values[0]

    def fault(self, header: str, why: SchemeFaultKind, known: tuple[str, ...] = ()) -> SchemeFault:
        column = self.columns.get(header) or self.columns[NiveauColumn.NOM]
        written = {
            NiveauColumn.NOM: self.name,
            NiveauColumn.NUMEROTATION: self.numbering,
            NiveauColumn.SUITE: self.counting,
        }.get(header, self.name)
        return SchemeFault(self.sheet, self.row, column, header, written, why, known)

    def faults(self) -> Iterator[SchemeFault]:
        """What is wrong with the row by itself."""
        if not normalise(self.name):
            yield self.fault(NiveauColumn.NOM, "name")
        if self.numbering not in _NUMBERINGS:
            yield self.fault(NiveauColumn.NUMEROTATION, "choice", NUMBERINGS)
        if normalise(self.counting) not in _COUNTING:
            yield self.fault(NiveauColumn.SUITE, "choice", SUITES.values)

    def level(self) -> SchemeLevel:
        """The level that a row without faults is."""
        counting = _COUNTING[normalise(self.counting)]
        numbering = _NUMBERINGS[self.numbering]
        if counting == "heading" or numbering == "—":  # it has no number of its own
            return SchemeLevel(
                self.name, "—", counting="heading" if counting == "heading" else "parent"
            )
        return SchemeLevel(self.name, numbering, self.prefix, self._separator(), counting=counting)

    def _separator(self) -> str | None:
        """``None`` where the code of the heading above is not repeated."""
        word = normalise(self.separator)
        if word in _IN_WORDS:
            return _IN_WORDS[word]
        return self.separator.strip() or (" " if self.separator else None)


def _characters(value: CellValue) -> str:
    return value if isinstance(value, str) else as_text(value)


def _of_all(given: Sequence[_LevelRow]) -> Iterator[SchemeFault]:
    """What is wrong with the levels together."""
    names: set[str] = set()
    for one in given:
        if normalise(one.name) in names:
            yield one.fault(NiveauColumn.NOM, "twice")
        names.add(normalise(one.name))
    if not given[0].level().is_numbered:
        header, known = NiveauColumn.NUMEROTATION, tuple[str, ...](NUMBERINGS[:-1])
        if normalise(given[0].counting) == normalise(REPREND_LE_CODE):
            header, known = NiveauColumn.SUITE, SUITES.values[:1]
        yield given[0].fault(header, "first", known)
    if len(given) > MOST_LEVELS:
        yield given[MOST_LEVELS].fault(NiveauColumn.NOM, "many", (str(MOST_LEVELS),))
