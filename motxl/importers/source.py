"""What was found in a source, whatever its format: the rows of a programme, its legend, and what
could not be placed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.cellvalue import CellValue
from motxl.programme.dates import MONTHS, date_readings
from motxl.programme.families import ColourName, Family
from motxl.programme.found import FoundProgramme, Searched
from motxl.programme.scheme import MOT, Scheme
from motxl.programme.themes import Theme
from motxl.text.normalise import normalise


class NotAProgrammeError(MotxlError):
    """The source holds no programme of work."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A row of the programme as the source has it. ``number`` is the source's line, from 1."""

    number: int
    code: CellValue
    """A text; a number or a date where a program made that of it, and nobody can tell of what"""
    label: str
    columns: Mapping[str, CellValue] = field(default_factory=dict)
    """What else stands in the row, by the columns that it gets"""


class SourceCell(NamedTuple):
    """A cell of the source, or a line of text, that has no place in the new workbook."""

    sheet: str
    """Empty for a line of text"""
    cell: str
    """In A1; empty for a whole sheet"""
    text: str
    line: int = 0
    """Of a text, the line on which the row of the cell begins, from 1; else 0"""


class MappedColumn(NamedTuple):
    """A column of the source, and the one of the new workbook that its cells are put into."""

    header: str
    column: str
    is_own: bool
    """Whether the template has no such column: the table gets one more"""


@dataclass
class SourceProgramme:
    """What was found in a source."""

    title: str = ""
    year: int | None = None
    date: date | None = None
    lines: list[SourceLine] = field(default_factory=list)
    scheme: Scheme = MOT
    themes: list[Theme] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    """Those that the legend says and a workbook without ``tblFamilles`` does not know"""
    colours: dict[str, ColourName] = field(default_factory=dict)
    """``RRGGBB`` that the legend shows, by the names of families"""
    worded_colours: dict[str, str] = field(default_factory=dict)
    """What it says of colours in words alone, by the names of families"""
    legend: list[str] = field(default_factory=list)
    unread_legend: list[str] = field(default_factory=list)
    """Lines that seem to be of a legend, and that could not be read"""
    notes: list[tuple[int, str]] = field(default_factory=list)
    """Lines that could not be placed, or only with a doubt: number and sentence"""
    unplaced: list[SourceCell] = field(default_factory=list)
    columns: list[MappedColumn] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Sentences about the whole source that are no fault of it"""
    found: FoundProgramme | None = None
    """Where it stands, if neither a table of ours nor options say it"""
    searched: Searched | None = None

    @property
    def own_columns(self) -> list[str]:
        return [one.column for one in self.columns if one.is_own]


_MONTH = "|".join(MONTHS)
_DAY = rf"[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}|[0-9]{{1,2}}(?:er)? (?:{_MONTH}) [0-9]{{4}}"
_VERSIONS = tuple(
    re.compile(rf"\b(?:{words}) (?P<day>{_DAY})(?![\w/])")
    for words in ("au", "(?:version|projet|etat|edition|document)(?: de travail)? (?:du|le)|le|du")
)
"""How a title gives the day of its version: what says it most clearly first"""
_DATE = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def years_in(title: str) -> list[int]:
    """The years that a title names, each once, in its order; those of dates are not counted where
    others stand beside them."""
    bare = _DATE.sub(" ", title)
    found = _YEAR.findall(bare) or _YEAR.findall(title)
    return [int(year) for year in dict.fromkeys(found)]


def read_title(source: SourceProgramme, title: str, number: int) -> None:
    """Take a title over, with the one year and the date that it names; what is no date is noted
    with the line's ``number``."""
    source.title = title
    found = [
        {one["day"]: one[0] for one in words.finditer(normalise(title))} for words in _VERSIONS
    ]
    versions = next(filter(None, found), {})
    if len(versions) == 1:  # of several, nobody knows which it is
        ((day, text),) = versions.items()
        readings = date_readings(day)
        source.date = readings[0] if readings else None
        if not readings:
            source.notes.append((number, _("“{text}” is not a date").format(text=text)))
    elif versions:
        text = _(
            "the title names several dates: write that of the version in the sheets Versions and "
            "Paramètres"
        )
        source.notes.append((number, text))
    years = years_in(title)
    source.year = years[0] if len(years) == 1 else None
