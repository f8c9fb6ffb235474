"""What the rows of ``tblMots`` say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Table
from motxl.ooxml.wording import SameWordError, Wording
from motxl.template.layout.mots import LANGUE, MOTS, NAMES_OF_COLUMNS, PLACES, SAME_VALUES
from motxl.template.texts import LANGUAGE


def read_words(table: Table, label: str) -> Wording:
    """The words of a workbook called ``label``. Raises ``MotxlError`` where one means two things,
    or is missing."""
    language = LANGUAGE
    sheets: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    values: dict[tuple[str, str], dict[str, str]] = {}
    for where, column, ours, here in _rows(table, label):
        if not where and column == LANGUE:
            language = here
        elif not where:
            sheets[ours] = here
        elif not column:
            columns.setdefault(where, {})[ours] = here
        else:
            for one in ((where, column), *SAME_VALUES.get((where, column), ())):
                values.setdefault(one, {})[ours] = here
    for one, of in NAMES_OF_COLUMNS.items():
        values[one] = columns.get(of.name, {})
    try:
        return Wording(sheets, columns, values, places=PLACES, language=language)
    except SameWordError as error:
        one_word, other = error.ours
        raise MotxlError(
            _(
                "In {path}, the table {table} gives “{word}” for “{one}” and for “{other}”: give "
                "each its own word, in {table} and where it stands."
            ).format(path=label, table=MOTS.name, word=error.written, one=one_word, other=other)
        ) from None


def _rows(table: Table, label: str) -> Iterator[tuple[str, str, str, str]]:
    """Table, column, our word, the workbook's; by place, as the headers are anybody's."""
    if len(table.columns) < _WIDTH:
        raise MotxlError(
            _(
                "In {path}, the table {table} has fewer than four columns, so that motxl does not "
                "know what the workbook's words mean: restore its columns."
            ).format(path=label, table=MOTS.name)
        )
    seen: dict[tuple[str, str, str], str] = {}
    for number, row in enumerate(table.rows, table.first_data_row):
        where, column, ours, here = _texts(table, row)
        if not ours and not here:
            continue
        key = (where, column, ours)
        if not ours or not here or seen.get(key, here) != here:
            cell = to_a1(number, table.ref.first_column)
            raise MotxlError(
                _(
                    "In {path}, the row of {cell} in the table {table} lacks a word, or gives "
                    "another one for “{word}” than a row above: complete it, or delete it."
                ).format(
                    path=label,
                    table=MOTS.name,
                    cell=f"{table.sheet.name}!{cell}",
                    word=ours or here,
                )
            )
        seen[key] = here
        yield where, column, ours, here


_WIDTH = 4


def _texts(table: Table, row: Mapping[str, object]) -> tuple[str, str, str, str]:
    found = [row.get(name) for name in table.columns[:_WIDTH]]
    where, column, ours, here = ("" if one is None else str(one).strip() for one in found)
    return where, column, ours, here
