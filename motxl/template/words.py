"""Workbooks as staff write them: those that have words of their own are read in ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Workbook
from motxl.ooxml.opc import opening

if TYPE_CHECKING:
    from motxl.ooxml.wording import Wording
    from motxl.text.ownnames import OwnNames

TABLE = "tblMots"
_FRENCH = "fr"


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
    from motxl.template.mots.reading import read_words

    return WordedWorkbook(data, read_words(table, workbook.label), path, label)


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
    return in_own_words(data, read_words(workbook.table(TABLE), workbook.label))


def words_of(workbook: object) -> Wording | None:
    """The words of a workbook that has words of its own."""
    return getattr(workbook, "words", None)


def language_of(workbook: object) -> str:
    """The language of the texts that motxl writes into a workbook: one that it has texts in. Where
    a workbook has words of its own in another language, that is English."""
    words = words_of(workbook)
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
    from motxl.text.ownnames import OwnNames

    return OwnNames(words.names, words.sheets.pairs, words.said_values, MARK)
