"""Cells with several values, parted in another way than by single semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from motxl.programme.borders import split_values
from motxl.programme.model import BORDER, MEMBERS, Entry, Programme
from motxl.programme.registers import Register
from motxl.template.layout import AdherentColumn, ProgrammeColumn, TerritoireColumn, ThemeColumn
from motxl.text.names import NameFinder
from motxl.text.normalise import normalise

_COLUMNS = (MEMBERS, BORDER, ProgrammeColumn.AUTRES_THEMES)
_TOO_MANY = re.compile(r"\A[\s;]*;|;\s*;|;[\s;]*\Z")
# A slash without spaces parts words; in what is shorter it may stand for anything, as in "c/o".
_PARTS = re.compile(r"\s*,\s+|\s+/\s+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")


def too_many_semicolons(programme: Programme) -> Iterator[tuple[Entry, str, str]]:
    """Cells of the programme with a semicolon that parts nothing: the row, the column and the
    values as they are parted otherwise."""
    for column in _COLUMNS:
        for entry in programme.filled(column) if programme.has(column) else ():
            written = entry.text(column)
            values = split_values(written)
            if ";" in written and values and _TOO_MANY.search(written):
                yield entry, column, "; ".join(values)


class Alias(NamedTuple):
    """A cell of Alias that may hold several, parted by commas or slashes."""

    register: Register[Any]
    row: int
    column: str
    written: str
    """The one that it is read as"""
    parts: Sequence[str]
    about: str


def parted_aliases(programme: Programme) -> Iterator[Alias]:
    """The aliases that no text of the programme holds as they are written, with a comma or a slash
    between words. One that is part of its row's name has its comma from there."""
    found = [
        Alias(register, row, column, alias, parts, about)
        for register, row, column, aliases, name, about in _aliases(programme)
        for alias in aliases
        if len(parts := _PARTS.split(alias)) > 1
        if all(map(normalise, parts)) and normalise(alias) not in normalise(name)
    ]
    if not found:
        return
    finder = NameFinder((one.written, normalise(one.written)) for one in found)
    used = {key for entry in programme.entries for key in finder.find(entry.key)}
    yield from (one for one in found if normalise(one.written) not in used)


_Aliases = tuple[Register[Any], int, str, tuple[str, ...], str, str]


def _aliases(programme: Programme) -> Iterator[_Aliases]:
    members, territories = programme.registers.members, programme.registers.territories
    themes = programme.themes.misfiled
    for one in members or ():
        assert members is not None  # a row of it was looked at
        yield (members, one.row, AdherentColumn.ALIAS, one.aliases, one.name, one.key or one.name)
    for area in territories or ():
        assert territories is not None
        yield (territories, area.row, TerritoireColumn.ALIAS, area.aliases, area.name, area.name)
    for theme in programme.themes.of_sheet if themes is not None else ():
        assert themes is not None
        yield (themes, theme.row, ThemeColumn.ALIAS, theme.aliases, theme.label, theme.key)
