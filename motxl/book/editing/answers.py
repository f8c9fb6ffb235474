"""Answers of members written into a workbook: ``tblReponses``, and their jetons in Suivi jetons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from motxl.book.editing.fitting import fit_rows
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Table, Workbook
from motxl.ooxml.values import Value
from motxl.template import layout
from motxl.template.layout.reponses import REPONSES, SHEET, ReponseColumn
from motxl.template.shipped import answers_workbook

_R = ReponseColumn


class KeptAnswer(NamedTuple):
    """A row of ``tblReponses``; ``row`` is the sheet's, 1-based."""

    row: int
    key: str
    ref: str
    column: str
    text: str
    received: datetime | None
    state: str


def kept_answers(workbook: Workbook) -> list[KeptAnswer]:
    """What members answered before; nothing where there is no such table. Raises ``MotxlError``
    where it lacks one of its columns."""
    table = workbook.find_table(REPONSES.name)
    if table is None:
        return []
    _check(table, workbook.label)
    return [
        KeptAnswer(
            row,
            _text(record[_R.ADHERENT]),
            _text(record[_R.REF]),
            _text(record[_R.COLONNE]),
            _text(record[_R.REPONSE]),
            _moment(record[_R.RECU_LE]),
            _text(record[_R.ETAT]),
        )
        for row, record in enumerate(table.rows, table.first_data_row)
        if any(value is not None for value in record.values())
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _check(table: Table, label: str) -> None:
    missing = [name for name in REPONSES.columns if name not in table.columns]
    if missing:
        raise MotxlError(
            _(
                "{file}: the table {table} no longer has the column {column}. Give the column "
                "this name again, or run motxl undo {file}."
            ).format(file=label, table=REPONSES.name, column=missing[0])
        )


def _moment(value: object) -> datetime | None:
    """To the second: a cell holds fractions of a day."""
    if not isinstance(value, datetime):
        return None
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


def add_answers(workbook: Workbook, rows: Iterable[Mapping[str, Value]]) -> None:
    """Append rows to ``tblReponses``, by the names of its columns; a workbook without it gets the
    sheet."""
    table = workbook.find_table(REPONSES.name)
    if table is None:
        workbook.add_sheet(answers_workbook(workbook), SHEET)
        table = workbook.table(REPONSES.name)
    _append(table, rows)


def set_states(workbook: Workbook, states: Mapping[int, str]) -> None:
    """Give rows of ``tblReponses`` another État, by their rows in the sheet."""
    table = workbook.table(REPONSES.name)
    for row, state in states.items():
        table.sheet.set_value((row, table.column(_R.ETAT)), state)


def add_requests(workbook: Workbook, rows: Iterable[Mapping[str, Value]]) -> None:
    """Append rows to ``tblSuiviJetons``, of the columns that it has."""
    table = workbook.table(layout.SUIVI_JETONS.name)
    known = set(table.columns)
    _append(table, [{one: row[one] for one in row if one in known} for row in rows])


def _append(table: Table, rows: Iterable[Mapping[str, Value]]) -> None:
    first = None
    for row in rows:
        table.append(row)
        first = first or table.last_data_row
    if first is not None:
        fit_rows(table, first)
