"""Workbooks that once went wrong when rows came or went: whatever is done, the judges find nothing
new, and the open workbook can go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from tests import others
from tests.judges import own
from tests.ooxml.test_structure_judged import kinds

CASES = sorted((others.SHARED / "cases" / "rows").glob("*.xlsx"))
Sdk = Callable[[Path], list[str]]


@others.needed
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_rows_come_and_go(case: Path, tmp_path: Path, sdk: Sdk) -> None:
    workbook = Workbook.open(case)
    done, said = 0, list[str]()
    for sheet in workbook.sheets:
        table = next((t for t in workbook.tables.values() if t.sheet is sheet), None)
        first = table.first_data_row if table is not None else 2
        for row in range(first, first + 3):
            extent = sheet.extent
            if extent is None:
                continue
            try:
                if table is not None:
                    table.insert_rows(row, [[None] * len(table.columns)])
                    table.delete_rows(row)
                else:
                    RowShift(workbook, sheet.opened, RowMap.insert(row, 1, (0, 0))).apply()
                    rest = [n for n in range(1, extent.last_row + 2) if n != row + 1]
                    sheet.arrange_rows(rest, 1, extent.last_row + 1)
                done += 1
            except CellRefusedError as error:
                said.append(str(error))
    assert all("of sheet" in one or "the name" in one for one in said)
    assert done
    after = tmp_path / case.name
    after.write_bytes(workbook.to_bytes())
    # A string that lost its user is left empty where it stands: nothing is renumbered.
    new = Counter(own.problems(after)) - Counter(own.problems(case))
    assert [one for one in new if not one.endswith(": ''")] == []
    found = kinds(sdk(after))
    assert not found or not found - kinds(sdk(case))
