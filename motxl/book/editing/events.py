"""Adding events to ``tblEvenements``, and remembering which were proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.book.editing.fitting import fit_rows
from motxl.book.editing.parametres import set_texts
from motxl.book.reading.parametres import read_parameters
from motxl.book.reading.values import Values
from motxl.ooxml import Table, Workbook
from motxl.ooxml.values import Value
from motxl.programme.cellvalue import as_text
from motxl.programme.events import Proposal
from motxl.template import layout
from motxl.template.layout import EvenementColumn, Parametre
from motxl.template.shipped import template_workbook

# Excel takes 32,767 characters in a cell; a mark takes nine.
_MARKS_IN_A_CELL = 3_500


def marks(values: Values, workbook: Workbook) -> set[str]:
    """The marks of the events that were proposed before."""
    return set(_marks(values, workbook))


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
    table = workbook.find_table(layout.EVENEMENTS.name)
    if table is None:
        workbook.add_sheet(template_workbook(), layout.EVENEMENTS.sheet)
        table = workbook.find_table(layout.EVENEMENTS.name)
        assert table is not None  # the template has it
    rows = [_row(table, one) for one in proposals]
    blank = _is_blank(table)
    first_new = table.first_data_row if blank else table.last_data_row + 1
    if blank:
        first, *rows = rows
        for column, value in enumerate(first, table.ref.first_column):
            table.sheet.set_value((table.first_data_row, column), value)
    table.insert_rows(table.last_data_row + 1, rows)
    fit_rows(table, first_new)
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


def _remember(workbook: Workbook, values: Values, proposals: Sequence[Proposal]) -> None:
    before = list(_marks(values, workbook))
    known = list(dict.fromkeys([*before, *(one.mark for one in proposals)]))
    texts = [
        " ".join(known[start : start + _MARKS_IN_A_CELL])
        for start in range(0, len(known), _MARKS_IN_A_CELL)
    ]
    set_texts(workbook, values, Parametre.EVENEMENTS, texts)


def _marks(values: Values, workbook: Workbook) -> Iterator[str]:
    """A cell has its limit: they may stand in several."""
    for _row, text in read_parameters(workbook, values).of(Parametre.EVENEMENTS):
        yield from as_text(text).split()
