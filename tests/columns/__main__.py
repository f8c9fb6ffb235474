"""``python -m tests.columns [column …]``"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from motxl.a1 import to_a1
from motxl.book.reading.values import SheetValues
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.template import layout
from motxl.validation.engine import validate
from tests.columns.filled import CHOSEN, filled, made_of, put, read
from tests.columns.slips import Place, slips

TABLES = [
    *(layout.PROGRAMME, layout.EVENEMENTS, layout.THEMES, layout.TERRITOIRES, layout.JETONS),
    *(layout.SUIVI_JETONS, layout.ADHERENTS, layout.CONTACTS, layout.VERSIONS, layout.PARAMETRES),
]


def cells() -> Iterator[tuple[Place, Value, Value]]:
    """Places, what is right there, and what stands beside it."""
    workbook = Workbook(filled())
    values = SheetValues(workbook)
    for table in TABLES:
        found = workbook.table(table.name)
        assert found is not None
        first = found.first_data_row
        last = found.last_data_row
        rows = CHOSEN if table is layout.PROGRAMME else range(first, min(first + 2, last + 1))
        if table is layout.PARAMETRES:
            rows = range(first, last + 1)
        for column in found.columns:
            number = found.column(column)
            assert number is not None
            for row in rows:
                line = [*values.rows(found.sheet.name)[row - 1], *[""] * 20]
                one, other = (None if v == "" else v for v in line[number - 1 : number + 1])
                yield Place(table, column, row), one, other


class Judge:
    def __init__(self) -> None:
        right = read(filled())
        self.known = {(d.rule, d.sheet, d.cell, d.about) for d in validate(right)}
        self.made = made_of(right)

    def verdict(self, place: Place, wrong: Value) -> str:
        workbook = Workbook(filled())
        put(workbook, place.table.name, place.row, place.column, wrong)
        programme = read(workbook.to_bytes())
        told = {
            d.rule
            for d in validate(programme)
            if (d.rule, d.sheet, d.cell, d.about) not in self.known
        }
        if told:
            return " ".join(sorted(told))
        return "=" if made_of(programme) == self.made else "!"


def main(columns: Sequence[str]) -> None:
    judge = Judge()
    rows: dict[str, dict[str, str]] = {}
    counts: dict[str, int] = {}
    for place, right, beside in cells():
        name = f"{place.table.name[3:]}.{place.column}"
        if place.table is layout.PARAMETRES:
            name += f"{place.row}"
        if columns and not any(one in name for one in columns):
            continue
        for slip, wrong in slips(right, beside):
            try:
                said = judge.verdict(place, wrong)
            except Exception as error:
                said = f"ERROR {error!r}"
            rows.setdefault(name, {}).setdefault(said, "")
            rows[name][said] += f", {slip} {to_a1(place.row, 1)[1:]}"
            counts[said if said in "=!" else "told"] = (
                counts.get(said if said in "=!" else "told", 0) + 1
            )
        if name in rows:
            print(name, repr(right)[:40], flush=True)
    for name, told in rows.items():
        print(name)
        for said, names in told.items():
            print(f"    {said}: {names[2:]}")
    print(counts)


main(sys.argv[1:])
