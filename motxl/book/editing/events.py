"""Adding events to ``tblEvenements``, and remembering which were proposed."""

from __future__ import annotations

from collections.abc import Sequence

from motxl.book.reading.values import Values, as_text
from motxl.ooxml import Table, Workbook
from motxl.ooxml.values import Value
from motxl.programme.events import Proposal
from motxl.template import layout
from motxl.template.layout import EvenementColumn, Parametre
from motxl.template.shipped import template_workbook

# Excel takes 32,767 characters in a cell; a mark takes nine.
_MARKS_IN_A_CELL = 3_500


def marks(values: Values, workbook: Workbook) -> set[str]:
    """The marks of the events that were proposed before."""
    return {mark for _row, text in _kept(values, workbook) for mark in text.split()}


def add_events(
    workbook: Workbook,
    values: Values,
    proposals: Sequence[Proposal],
) -> None:
    """Append the proposals to the table, Confirmé empty, and remember them.

    A workbook without the sheet gets the template's.
    """
    if not proposals:
        return
    table = workbook.table(layout.EVENEMENTS.name)
    if table is None:
        workbook.add_sheet(template_workbook(), layout.EVENEMENTS.sheet)
        table = workbook.table(layout.EVENEMENTS.name)
        assert table is not None  # the template has it
    rows = [_row(table, one) for one in proposals]
    if _is_blank(table):
        first, *rows = rows
        for column, value in enumerate(first, table.ref.first_column):
            table.sheet.set_value((table.first_data_row, column), value)
    table.insert_rows(table.last_data_row + 1, rows)
    _remember(workbook, values, proposals)


def _is_blank(table: Table) -> bool:
    """Whether the table holds nothing but the one blank row that every table keeps."""
    if table.first_data_row != table.last_data_row:
        return False
    columns = range(table.ref.first_column, table.ref.last_column + 1)
    cells = table.sheet.cells(columns, table.first_data_row, table.last_data_row)
    return not any(cell.text for cell in cells)


def _row(table: Table, one: Proposal) -> list[Value]:
    known: dict[str, Value] = {
        EvenementColumn.REF: one.ref,
        EvenementColumn.DEBUT: one.start,
        EvenementColumn.FIN: one.end,
        EvenementColumn.PRECISION: one.precision,
        EvenementColumn.INTITULE: one.title,
        EvenementColumn.LIEU: one.place or None,
    }
    return [known.get(name) for name in table.columns]


def _kept(values: Values, workbook: Workbook) -> list[tuple[int, str]]:
    """The rows of Paramètres that keep the marks, and what each holds: a cell has its limit."""
    table = workbook.table(layout.PARAMETRES.name)
    if table is None:
        return []
    ref = table.ref
    area = ref._replace(first_row=table.first_data_row, last_row=table.last_data_row)
    return [
        (row, as_text(record.get("Valeur")))
        for row, record in values.numbered_records(table.sheet.name, table.columns, area)
        if as_text(record.get("Clé")) == Parametre.EVENEMENTS
    ]


def _remember(workbook: Workbook, values: Values, proposals: Sequence[Proposal]) -> None:
    table = workbook.table(layout.PARAMETRES.name)
    if table is None:
        return
    key_at, value_at = table.column("Clé"), table.column("Valeur")
    if key_at is None or value_at is None:
        return
    kept = _kept(values, workbook)
    before = [mark for _row, text in kept for mark in text.split()]
    known = list(dict.fromkeys([*before, *(one.mark for one in proposals)]))
    texts = [
        " ".join(known[start : start + _MARKS_IN_A_CELL])
        for start in range(0, len(known), _MARKS_IN_A_CELL)
    ]
    rows = [row for row, _text in kept]
    for text, row in zip(texts, rows, strict=False):
        table.sheet.set_value((row, value_at), text)
    for text in texts[len(rows) :]:
        # The table takes one more row in: other tables stand beside it.
        row = table.last_data_row + 1
        for column, value in ((key_at, Parametre.EVENEMENTS), (value_at, text)):
            table.sheet.set_value((row, column), value)
            table.sheet.set_style((row, column), table.sheet.style_of((row - 1, column)))
        table.extend_to(row)
