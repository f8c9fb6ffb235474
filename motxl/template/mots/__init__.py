"""The words of workbooks that motxl makes in another language than French."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from motxl.template.layout.mots import LANGUE, MORE_COLUMNS, SAME_VALUES, WORDED_TABLES, OwnColumn

_OURS = "fr"


class Mots(NamedTuple):
    """The words of a language, by ours."""

    language: str

    sheets: Mapping[str, str]
    columns: Mapping[str, str]
    """Of all tables"""
    values: Mapping[OwnColumn, Mapping[str, str]]
    """By table and column"""


def mots_of(language: str) -> Mots | None:
    """``None`` for French, in which our words are. Raises ``ImportError`` for a language without
    words."""
    if language == _OURS:
        return None
    found = import_module(f"{__name__}.{language}").MOTS
    assert isinstance(found, Mots)
    return found


MotRow = tuple[str | None, str | None, str, str]


def rows_of(mots: Mots) -> Iterator[MotRow]:
    """The rows of ``tblMots``: of sheets, of columns, of values."""
    yield None, LANGUE, _OURS, mots.language
    for ours, here in mots.sheets.items():
        yield None, None, ours, here
    for table in WORDED_TABLES:
        for ours in (*table.columns, *MORE_COLUMNS.get(table.name, ())):
            yield table.name, None, ours, mots.columns[ours]
    for table_name, column in SAME_VALUES:
        for ours, here in mots.values[table_name, column].items():
            yield table_name, column, ours, here
