"""Where in a workbook a programme seems to be, and why; of a text, what an import finds in it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from motxl.a1 import column_letters
from motxl.book.file.filebook import open_source
from motxl.book.reading.placed import UndecidedError
from motxl.book.reading.placing import place_programme, read_placed, settled
from motxl.book.reading.surroundings import surroundings
from motxl.book.reading.told import option_for, scheme_in_words
from motxl.errors import MotxlError
from motxl.importers.filling import is_text, read_source
from motxl.importers.source import MappedColumn
from motxl.ooxml.opc.opening import TABLES_IN_TEXT
from motxl.programme.found import FoundPart, FoundProgramme, Searched
from motxl.template.layout import PROGRAMME
from motxl.validation.engine import validate
from motxl.validation.rules import CODES
from motxl.validation.unchecked import unchecked


class TablePlace(NamedTuple):
    """Where ``tblProgramme`` stands: nothing else is looked for where it is."""

    sheet: str
    cells: str


class HeaderPlace(NamedTuple):
    """Where a header of ours stands, below which nothing is searched for."""

    sheet: str
    row: int


class FoundText(NamedTuple):
    """What an import finds in a text."""

    rows: int
    themes: int
    title: str
    year: int | None
    columns: list[MappedColumn]
    """Where the values beside codes and labels go"""
    not_placed: int
    """Lines or cells that an import tells of"""

    def as_json(self) -> dict[str, Any]:
        """The fields by their names."""
        return self._asdict() | {"columns": [one._asdict() for one in self.columns]}


class SearchedWorkbook(NamedTuple):
    """What was found in one workbook, or in a text that an import makes one of."""

    path: str
    table: TablePlace | None
    searched: Searched
    text: FoundText | None = None
    """Of a text, what an import finds in it"""
    not_checked: tuple[str, ...] = ()
    """What ``motxl validate`` would say that it did not check of the numbering, and of other
    sheets: a sentence each"""
    header: HeaderPlace | None = None
    """Where commands read the rows below a header of ours, whatever was found there"""

    @property
    def is_decided(self) -> bool:
        """Whether commands read a programme there without being told where; of a text, whether an
        import does."""
        return bool(self.table or self.text or self.header) or self.searched.chosen is not None

    def as_json(self) -> dict[str, Any]:
        """As ``motxl find --format json`` shows it."""
        found = self.searched
        chosen = found.chosen
        return {
            "path": self.path,
            "table": None if self.table is None else self.table._asdict(),
            "chosen": None if chosen is None else found.programmes.index(chosen),
            "programmes": [_programme(one) for one in found.programmes],
            "years": list(found.years),
            "aside": list(found.aside),
            "unread": list(found.unread),
            "not_checked": list(self.not_checked),
            "header": None if self.header is None else self.header._asdict(),
            "text": None if self.text is None else self.text.as_json(),
        }


def find(path: Path) -> SearchedWorkbook:
    """Look for the programme of a workbook, or of a text that can be imported. Raises
    ``MotxlError`` where it cannot be read, or a text holds no programme."""
    if not _is_text(path):
        return _find(path)
    if path.suffix.lower() not in TABLES_IN_TEXT:
        return SearchedWorkbook(str(path), None, Searched(()), _found_text(path))
    searched = _find(path)
    try:
        return searched._replace(text=_found_text(path))
    except MotxlError:
        return searched  # the columns say what is there, and what is not


def _find(path: Path) -> SearchedWorkbook:
    source, values = open_source(path)
    table = source.find_table(PROGRAMME.name)
    place = None if table is None else TablePlace(table.sheet.name, str(table.ref))
    if place is not None:
        return SearchedWorkbook(str(path), place, Searched())
    try:
        placed = place_programme(source, values, None, None)
    except UndecidedError as error:
        return SearchedWorkbook(str(path), None, error.searched)
    # As other commands read it: that may show that its numbering is not what it seemed to be.
    programme = read_placed(source, placed, values, shows_colours=False)
    validate(programme, [code for code in CODES if code.startswith("NUM")])
    placed = settled(placed, programme)
    searched, (first, *_others) = placed.searched, placed.places
    assert searched is not None  # there is no table of ours
    header = None
    if searched.chosen is None and first.header_row is not None:
        header = HeaderPlace(first.sheet, first.header_row)
    return SearchedWorkbook(
        str(path),
        None,
        searched,
        header=header,
        not_checked=tuple(
            one.sentence
            for one in unchecked(programme, surroundings(source, values, programme, placed.found))
            if one.kind in {"numbering", "sheet"}
        ),
    )


def _is_text(path: Path) -> bool:
    try:
        return is_text(path)
    except OSError:
        return False  # who opens it as a workbook says why it cannot be


def _found_text(path: Path) -> FoundText:
    read = read_source(path)
    places = len(read.notes) + len(read.unplaced)
    rows, themes = len(read.lines), len(read.themes)
    return FoundText(rows, themes, read.title, read.year, read.columns, places)


def _programme(found: FoundProgramme) -> dict[str, Any]:
    levels = found.scheme.levels if found.scheme is not None else ()
    return {
        "confidence": found.confidence.name.lower(),
        "numbering": None if found.scheme is None else scheme_in_words(found.scheme),
        "levels": [asdict(level) for level in levels],
        "option": option_for(found),
        "parts": [_part(part) for part in found.parts],
    }


def _part(part: FoundPart) -> dict[str, Any]:
    return {
        "sheet": part.sheet,
        "place": part.place.value,
        "header_rows": list(part.header_rows),
        "first_row": part.first_row,
        "last_row": part.last_row,
        "code_columns": [column_letters(column) for column in part.code_columns],
        "label_column": column_letters(part.label_column),
        "columns": {kind: column_letters(column) for kind, column in part.known.items()},
        "examples": list(part.recognised[0].examples),
        "readings": len(part.recognised),
        "read": part.recognised[0].read,
        "texts": part.recognised[0].texts,
        "left_out": [{"why": one.why, "rows": list(one.rows)} for one in part.left_out],
        "reasons": [one._asdict() for one in part.reasons],
    }
