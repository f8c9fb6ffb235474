"""Names under Pilote that may be a slip of another one. Pure: nothing is changed by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from motxl.controls import on_one_line
from motxl.i18n import _
from motxl.importers.tables import Row
from motxl.programme.borders import split_values
from motxl.programme.cellvalue import as_text
from motxl.programme.model import REF
from motxl.template.layout import ProgrammeColumn
from motxl.text.closest import slip_of
from motxl.text.normalise import normalise

_MANY = 3
"""Cells in which a name stands that another one, in a single cell, may be meant for"""


def told_of_pilots(rows: Iterable[Row], former: Iterable[str] = ()) -> Iterator[str]:
    """A sentence on each name of a single cell that differs by one letter from one in many cells,
    or from one that last year's workbook has and the rows have, too. Both stay: they may be two
    people."""
    cells = [
        (name, as_text(row.get(REF)))
        for row in rows
        for name in split_values(as_text(row.get(ProgrammeColumn.PILOTE)))
    ]
    count = Counter(name for name, _ref in cells)
    known = set(map(normalise, former))
    usual = [n for n, cells_of in count.items() if cells_of >= _MANY or normalise(n) in known]
    for name, ref in cells:
        if count[name] > 1 or normalise(name) in known:
            continue
        meant = slip_of(name, [one for one in usual if one != name])
        if meant is not None and normalise(meant) != normalise(name):
            yield _(
                "Under {column}, “{written}” ({ref}) is nearly “{text}”, and both are in the list "
                "of Pilotes: if it is a slip, correct the cell and delete it from the list."
            ).format(
                column=ProgrammeColumn.PILOTE,
                written=on_one_line(name),
                ref=ref,
                text=on_one_line(meant),
            )
