"""A column of the programme that has lost all its values is told where the workbook says so."""

from __future__ import annotations

import pytest

from motxl.book.file.filebook import FileBook
from motxl.ooxml import Workbook
from motxl.programme.model import BORDER, TYPE
from motxl.template.layout import SUIVI_JETONS, ProgrammeColumn, SuiviJetonColumn
from motxl.validation.engine import validate
from tests.mutations.editing import set_value, table_of
from tests.restoration.books import right_book

PILOTE = ProgrammeColumn.PILOTE


def _emptied(workbook: Workbook, column: str) -> None:
    rows = FileBook.read(workbook).programme.entries
    for entry in rows:
        set_value(workbook, entry.row, column, None)


def _said(workbook: Workbook) -> list[str]:
    found = validate(FileBook.read(workbook).programme, ["STR709"])
    return [d.message for d in found if "all rows" in d.message]


@pytest.mark.parametrize("column", [TYPE, BORDER, PILOTE])
def test_a_column_that_lost_all_its_values_is_told_once(column: str) -> None:
    workbook = Workbook(right_book("programme-2025").data)
    assert _said(workbook) == []
    _emptied(workbook, column)
    (message,) = _said(workbook)
    assert message.startswith(f"The column {column} is empty")


def test_an_empty_pilote_is_told_only_where_requests_of_jetons_name_some() -> None:
    workbook = Workbook(right_book("programme-2025").data)
    _emptied(workbook, PILOTE)
    moves = FileBook.read(workbook).programme.registers.moves
    for move in moves or ():
        set_value(workbook, move.row, SuiviJetonColumn.PILOTE, None, table=SUIVI_JETONS.name)
    assert table_of(workbook).column(PILOTE)
    assert _said(workbook) == []
