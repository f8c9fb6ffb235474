"""Workbooks as staff write them: those that have words of their own are read in ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Workbook
from motxl.ooxml.opc import opening
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.ooxml.wording import Wording
    from motxl.text.ownnames import OwnNames

TABLE = "tblMots"
_FRENCH = "fr"
_TELLING = 3
"""As many headers in a language are no chance"""


def open_own(path: str | Path) -> Workbook:
    """As ``Workbook.open``, with the names that motxl knows. Raises ``MotxlError`` also where
    ``tblMots`` cannot be understood."""
    path = Path(path)
    return own_workbook(opening.read_file(path), path)


def own_workbook(data: bytes, path: Path | None = None, label: str | None = None) -> Workbook:
    """As ``Workbook``, with the names that motxl knows. Raises ``MotxlError`` as ``open_own``."""
    workbook = Workbook(data, path, label)
    table = workbook.find_table(TABLE)
    if table is None:
        _refuse_lost_words(workbook)
        return workbook
    from motxl.ooxml.wording import WordedWorkbook  # most workbooks are in French
    from motxl.template.mots.reading import read_words

    return WordedWorkbook(data, read_words(workbook, table), path, label)


def _refuse_lost_words(workbook: Workbook) -> None:
    """Raises ``MotxlError`` for a workbook that motxl made in another language, without the table
    that says so: all that is in it would be unknown."""
    from motxl.template.layout.tables import PROGRAMME

    table = workbook.find_table(PROGRAMME.name)
    if table is None:
        return
    headers = set(map(normalise, table.columns))
    if 2 * len(headers & set(map(normalise, PROGRAMME.columns))) > len(headers):
        return
    from motxl.template.mots import mots_of
    from motxl.template.texts import LANGUAGES

    for language in LANGUAGES[1:]:
        mots = mots_of(language)
        assert mots is not None
        pairs = ((normalise(one), normalise(mots.columns[one])) for one in PROGRAMME.columns)
        changed = [(ours, here) for ours, here in pairs if ours != here]
        ours, here = (len(headers & set(of)) for of in zip(*changed, strict=True))
        if here >= _TELLING and here > ours:
            cell = to_a1(table.header_row or table.ref.first_row, table.ref.first_column)
            raise MotxlError(
                _(
                    "{path} has lost the table {table}, which says what its words mean: the "
                    "headers of {of} (from {cell}) are not in French. Take {table} from an "
                    "earlier version of the workbook, or give sheets, columns and values their "
                    "French names."
                ).format(
                    path=workbook.label,
                    table=TABLE,
                    of=PROGRAMME.name,
                    cell=f"{table.sheet.name}!{cell}",
                )
            )


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
    if language == _FRENCH:
        return data
    from motxl.ooxml.wording import in_own_words
    from motxl.template.mots.reading import read_words

    workbook = Workbook(data)
    return in_own_words(data, read_words(workbook, workbook.table(TABLE)))


def words_of(workbook: object) -> Wording | None:
    """The words of a workbook that has words of its own."""
    return getattr(workbook, "words", None)


def language_of(workbook: object) -> str:
    """The language of the texts that motxl writes into a workbook: one that it has texts in. Where
    a workbook has words of its own in another language, that is English."""
    return language_with(words_of(workbook))


def language_with(words: Wording | None) -> str:
    """The language of the texts beside these words, as ``language_of`` says it."""
    if words is None:
        return _FRENCH
    from motxl.template.texts import LANGUAGES

    return words.language if words.language in LANGUAGES else "en"


def called_in(workbook: object) -> OwnNames | None:
    """What a workbook calls things that has words of its own."""
    words = words_of(workbook)
    if words is None:
        return None
    from motxl.ooxml.wording import MARK
    from motxl.template.layout.tables import PROGRAMME
    from motxl.text.ownnames import OwnNames

    def in_cell(text: str, table: str, column: str, row: Mapping[str, object] | None) -> str:
        return words.in_cell(text, table or PROGRAMME.name, column, row)

    return OwnNames(words.names, words.sheets.pairs, words.said_values, MARK, in_cell)
