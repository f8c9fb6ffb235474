"""Workbooks as staff write them: those that have words of their own are read in ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Workbook
from motxl.ooxml.opc import opening
from motxl.template.texts import LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from motxl.ooxml import Table
    from motxl.ooxml.wording import Wording
    from motxl.text.ownnames import OwnNames

TABLE = "tblMots"


def open_own(path: str | Path) -> Workbook:
    """As ``Workbook.open``, with the names that motxl knows. Raises ``MotxlError`` also where
    ``tblMots`` cannot be understood."""
    path = Path(path)
    return own_workbook(opening.read_file(path), path)


def own_workbook(data: bytes, path: Path | None = None, label: str | None = None) -> Workbook:
    """As ``Workbook``, with the names that motxl knows."""
    workbook = Workbook(data, path, label)
    table = workbook.find_table(TABLE)
    if table is None:
        return workbook
    from motxl.ooxml.wording import WordedWorkbook  # most workbooks are in French

    return WordedWorkbook(data, _words(table, workbook.label), path, label)


def refuse_words(workbook: Workbook) -> None:
    """Raises ``MotxlError`` for a workbook with words of its own that is open in an application:
    it is read and written there cell by cell."""
    if workbook.find_table(TABLE) is not None:
        raise MotxlError(
            _(
                "{file} has words of its own (the table {table}): motxl does not work in it while "
                "it is open. Save it, close it, and run motxl on the file."
            ).format(file=workbook.label, table=TABLE)
        )


def in_words_of(language: str, data: bytes) -> bytes:
    """A workbook with ``tblMots`` that is written in our words as one in those of a language; in
    French they are the same."""
    if language == LANGUAGE:
        return data
    from motxl.ooxml.wording import in_own_words

    workbook = Workbook(data)
    return in_own_words(data, _words(workbook.table(TABLE), workbook.label))


def words_of(workbook: object) -> Wording | None:
    """The words of a workbook that has words of its own."""
    return getattr(workbook, "words", None)


def language_of(workbook: object) -> str:
    """The language of the texts that motxl writes into a workbook: one that it has texts in. Where
    a workbook has words of its own in another language, that is English."""
    words = words_of(workbook)
    if words is None:
        return LANGUAGE
    return words.language if words.language in LANGUAGES else "en"


def called_in(workbook: object) -> OwnNames | None:
    """What a workbook calls things that has words of its own."""
    words = words_of(workbook)
    if words is None:
        return None
    from motxl.ooxml.wording import MARK
    from motxl.text.ownnames import OwnNames

    return OwnNames(words.names, words.sheets.pairs, words.said_values, MARK)


def _words(table: Table, label: str) -> Wording:
    from motxl.ooxml.wording import SameWordError, Wording
    from motxl.template.layout.mots import LANGUE, NAMES_OF_COLUMNS, PLACES, SAME_VALUES

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
            ).format(path=label, table=TABLE, word=error.written, one=one_word, other=other)
        ) from None


def _rows(table: Table, label: str) -> Iterator[tuple[str, str, str, str]]:
    """Table, column, our word, the workbook's; by place, as the headers are anybody's."""
    if len(table.columns) < _WIDTH:
        raise MotxlError(
            _(
                "In {path}, the table {table} has fewer than four columns, so that motxl does not "
                "know what the workbook's words mean: restore its columns."
            ).format(path=label, table=TABLE)
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
                    path=label, table=TABLE, cell=f"{table.sheet.name}!{cell}", word=ours or here
                )
            )
        seen[key] = here
        yield where, column, ours, here


_WIDTH = 4


def _texts(table: Table, row: Mapping[str, object]) -> tuple[str, str, str, str]:
    found = [row.get(name) for name in table.columns[:_WIDTH]]
    where, column, ours, here = ("" if one is None else str(one).strip() for one in found)
    return where, column, ours, here
