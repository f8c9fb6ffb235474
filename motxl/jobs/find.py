"""Where in a workbook a programme seems to be, and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from motxl.a1 import column_letters
from motxl.book.file.filebook import open_source
from motxl.book.reading.searching import find_programme
from motxl.book.reading.told import option_for, scheme_in_words
from motxl.programme.found import FoundPart, FoundProgramme, Searched
from motxl.template.layout import PROGRAMME


class TablePlace(NamedTuple):
    """Where ``tblProgramme`` stands: nothing else is looked for where it is."""

    sheet: str
    cells: str


class SearchedWorkbook(NamedTuple):
    """What was found in one workbook."""

    path: str
    table: TablePlace | None
    searched: Searched

    @property
    def is_decided(self) -> bool:
        """Whether commands read a programme there without being told where."""
        return self.table is not None or self.searched.chosen is not None

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
        }


def find(path: Path) -> SearchedWorkbook:
    """Look for the programme of a workbook. Raises ``MotxlError`` where it cannot be read."""
    source, values = open_source(path)
    table = source.find_table(PROGRAMME.name)
    place = None if table is None else TablePlace(table.sheet.name, str(table.ref))
    sheets = None if table is None else ()
    return SearchedWorkbook(str(path), place, find_programme(source, values, sheets))


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
