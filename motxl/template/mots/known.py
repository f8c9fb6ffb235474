"""The words of ours that ``tblMots`` has rows for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from motxl.template.layout.mots import LANGUE, MORE_COLUMNS, SAME_VALUES, WORDED_TABLES, OwnColumn
from motxl.template.mots.en import MOTS as ANY

COLUMNS: Mapping[str, tuple[str, ...]] = {
    one.name: (*one.columns, *MORE_COLUMNS.get(one.name, ())) for one in WORDED_TABLES
}
TABLES: Mapping[str, str] = {name.casefold(): name for name in COLUMNS}
"""By their names without case"""
SHEETS: Collection[str] = ANY.sheets.keys()


def _values() -> Mapping[OwnColumn, frozenset[str]]:
    found: dict[OwnColumn, frozenset[str]] = {}
    for place, others in SAME_VALUES.items():
        for one in (place, *others):
            found[one] = found.get(one, frozenset()) | ANY.values[place].keys()
    return found


VALUES = _values()
"""By table and column, also those of columns that take the values of a list"""


class GivenWords(NamedTuple):
    """What ``tblMots`` gives: the workbook's word for each of ours."""

    sheets: dict[str, str]
    columns: dict[str, dict[str, str]]
    """By table"""
    values: dict[OwnColumn, dict[str, str]]
    """By table and column"""


def doubtful(table: str, column: str, ours: str) -> tuple[int | None, Collection[str]]:
    """The place in a row of ``tblMots`` of what is none of ours, and what could stand there;
    ``None`` for a row that is known. ``table`` is one of ours, or blank."""
    if not table:
        if column:
            return (None if column == LANGUE else 1), (LANGUE,)
        return (None if ours in SHEETS else 2), SHEETS
    if not column:
        return (None if ours in COLUMNS[table] else 2), COLUMNS[table]
    if (table, column) not in VALUES:
        return 1, [name for of, name in VALUES if of == table]
    among = VALUES[table, column]
    return (None if ours in among else 2), sorted(among)
