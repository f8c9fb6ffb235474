"""What the rows of ``tblMots`` say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Table, Workbook
from motxl.ooxml.wording import Exchange, Keyed, SameWordError, Wording
from motxl.template.layout.mots import (
    LANGUE,
    MOTS,
    NAMES_OF_COLUMNS,
    PLACES,
    SAME_VALUES,
    VALUES_OF_KEYS,
)
from motxl.template.layout.parametres import ParametreColumn
from motxl.template.layout.tables import PARAMETRES
from motxl.template.mots import known
from motxl.template.mots.known import GivenWords
from motxl.template.mots.lacking import refuse_lacking
from motxl.template.texts import LANGUAGE
from motxl.text.closest import RENAMED, closest_of


class MotRead(NamedTuple):
    """A row: table, column, our word, the workbook's; and where it stands."""

    table: str
    column: str
    ours: str
    here: str
    row: int


def read_words(workbook: Workbook, table: Table) -> Wording:
    """The words of a workbook, which its table ``tblMots`` gives. Raises ``MotxlError`` where one
    means two things, is missing, or is none of motxl's."""
    language = LANGUAGE
    words = GivenWords({}, {}, {})
    label = workbook.label
    for one in _rows(workbook, table):
        if not one.table and one.column == LANGUE:
            language = one.here
        elif not one.table:
            _refuse_sheet(table, label, one, words.sheets)
            _put(table, label, words.sheets, one)
        elif not one.column:
            _put(table, label, words.columns.setdefault(one.table, {}), one)
        else:
            place = one.table, one.column
            for where in (place, *SAME_VALUES.get(place, ())):
                _put(table, label, words.values.setdefault(where, {}), one)
    refuse_lacking(workbook, table, words)
    for where, of in NAMES_OF_COLUMNS.items():
        words.values[where] = words.columns.get(of.name, {})
    try:
        of_settings = {
            key: Exchange(words.values.get(where, {})) for key, where in VALUES_OF_KEYS.items()
        }
        keyed = {(PARAMETRES.name, ParametreColumn.VALEUR): Keyed(ParametreColumn.CLE, of_settings)}
        return Wording(*words, places=PLACES, keyed=keyed, language=language)
    except SameWordError as error:
        one_word, other = error.ours
        raise MotxlError(
            _(
                "In {path}, the table {table} gives “{word}” for “{one}” and for “{other}”: give "
                "each its own word, in {table} and where it stands."
            ).format(path=label, table=MOTS.name, word=error.written, one=one_word, other=other)
        ) from None


def _put(table: Table, label: str, into: dict[str, str], one: MotRead) -> None:
    if into.setdefault(one.ours, one.here) != one.here:
        raise _lacking(table, label, one)


def _rows(workbook: Workbook, table: Table) -> Iterator[MotRead]:
    """The rows of words of ours, by place, as the headers are anybody's; names of tables are known
    in any case. Rows of tables that are not ours are left aside."""
    label = workbook.label
    if len(table.columns) < _WIDTH:
        raise MotxlError(
            _(
                "In {path}, the table {table} has fewer than four columns, so that motxl does not "
                "know what the workbook's words mean: restore its columns."
            ).format(path=label, table=MOTS.name)
        )
    for number, row in enumerate(table.rows, table.first_data_row):
        one = MotRead(*_texts(table, row), number)
        if not one.ours and not one.here:
            continue
        if one.table:
            ours = known.TABLES.get(one.table.casefold())
            if ours is None:
                like = closest_of(one.table, known.TABLES.values(), RENAMED)
                if like is not None and workbook.find_table(one.table) is None:
                    raise _unknown(table, label, one, 0, like)
                continue
            one = one._replace(table=ours)
        if not one.ours or not one.here:
            raise _lacking(table, label, one)
        at, among = known.doubtful(one.table, one.column, one.ours)
        if at is not None:
            raise _unknown(table, label, one, at, closest_of(str(one[at]), among))
        yield one


def _lacking(table: Table, label: str, one: MotRead) -> MotxlError:
    return MotxlError(
        _(
            "In {path}, the row of {cell} in the table {table} lacks a word, or gives "
            "another one for “{word}” than a row above: complete it, or delete it."
        ).format(path=label, table=MOTS.name, cell=_cell(table, one, 0), word=one.ours or one.here)
    )


def _unknown(table: Table, label: str, one: MotRead, at: int, like: str | None) -> MotxlError:
    """What stands at a place of a row is no name of ours."""
    if like is None:
        text = _(
            "In {path}, {cell} of the table {table} contains “{word}”, which motxl does not know "
            "there: correct it, or delete the row."
        )
    else:
        text = _(
            "In {path}, {cell} of the table {table} contains “{word}”, which motxl does not know "
            "there: write “{closest}”, or delete the row."
        )
    said = {"path": label, "table": MOTS.name, "cell": _cell(table, one, at)}
    return MotxlError(text.format(**said, word=one[at], closest=like))


def _refuse_sheet(table: Table, label: str, one: MotRead, sheets: Mapping[str, str]) -> None:
    """Raises ``MotxlError`` for a name that no sheet can have, or that another one has."""
    name = one.here
    taken = {other.casefold() for ours, other in sheets.items() if ours != one.ours}
    if name.casefold() in taken:
        text = _(
            "In {path}, {cell} of the table {table} contains “{word}”, the name of another sheet "
            "(capitals make no difference): give this sheet a name of its own, in {table} and "
            "where it stands."
        )
    elif len(name) > _LONGEST or name[0] == "'" or name[-1] == "'" or _NEVER.search(name):
        text = _(
            "In {path}, {cell} of the table {table} contains “{word}”, which cannot be the name of "
            "a sheet: at most 31 characters, none of {signs}, and no apostrophe at the beginning "
            "or the end. Write the name that the sheet has."
        )
    else:
        return
    raise MotxlError(
        text.format(
            path=label,
            table=MOTS.name,
            cell=_cell(table, one, _WIDTH - 1),
            word=name,
            signs="[ ] : * ? / \\",
        )
    )


_LONGEST = 31
_NEVER = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def _cell(table: Table, one: MotRead, at: int) -> str:
    return f"{table.sheet.name}!{to_a1(one.row, table.ref.first_column + at)}"


_WIDTH = 4


def _texts(table: Table, row: Mapping[str, object]) -> tuple[str, str, str, str]:
    found = [row.get(name) for name in table.columns[:_WIDTH]]
    where, column, ours, here = ("" if one is None else str(one).strip() for one in found)
    return where, column, ours, here
