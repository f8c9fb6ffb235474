"""Adding events to ``tblEvenements``, and remembering which were proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.book.editing.appending import append_rows, table_of
from motxl.book.editing.parametres import set_texts
from motxl.book.reading.parametres import read_parameters
from motxl.book.reading.values import Values
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.cellvalue import as_text
from motxl.programme.events import Proposal
from motxl.template import layout
from motxl.template.layout import EvenementColumn, Parametre

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
    append_rows(table_of(workbook, layout.EVENEMENTS), [_row(one) for one in proposals])
    _remember(workbook, values, proposals)


def _row(one: Proposal) -> dict[str, Value]:
    return {
        EvenementColumn.REF: one.ref,
        EvenementColumn.DEBUT: one.start,
        EvenementColumn.FIN: one.end,
        EvenementColumn.PRECISION: one.precision,
        EvenementColumn.INTITULE: one.title,
        EvenementColumn.LIEU: one.place or None,
    }


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
