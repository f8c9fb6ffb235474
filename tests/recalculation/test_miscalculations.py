"""The oracles can fail: the writer is spoilt in one place, and another program finds it out.

Each miscalculation takes the place of one piece of ``motxl.ooxml``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from motxl.ooxml import Workbook
from motxl.ooxml.cells import formulas
from motxl.ooxml.cells.formulas import CellReference
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows import places, sheetdata, shift
from motxl.ooxml.rows.following import Following
from motxl.ooxml.rows.rowmap import RowMap
from tests.judges.libreoffice import LibreOffice
from tests.recalculation.changes import Change
from tests.recalculation.comparing import compare
from tests.recalculation.known import known
from tests.recalculation.making import made


class Miscalculation(NamedTuple):
    name: str
    target: Any
    attribute: str
    spoilt: Any
    kind: str
    """The kind of difference that is found, or how it begins"""


def without(table: dict[bytes, Any], name: bytes) -> dict[bytes, Any]:
    return {key: value for key, value in table.items() if key != name}


def first_end_only(following: Following, reference: CellReference) -> CellReference:
    moved = absolute(following, reference)
    return moved if reference.single else moved._replace(last=reference.last)


def never_fixed(text: str) -> formulas.Corner:
    return corner(text)._replace(row_fixed=False)


absolute, corner = Following._absolute, formulas._corner

MISCALCULATIONS = (
    Miscalculation(
        "formulas that do not follow", Following, "formula", lambda _, text, own: text, "value"
    ),
    Miscalculation(
        "ranges of which one end follows", Following, "_absolute", first_end_only, "value"
    ),
    Miscalculation(
        "formulas of other sheets that do not follow",
        shift.RowShift,
        "_mentions",
        lambda *_: False,
        "value",
    ),
    Miscalculation(
        "formulas that follow rows of other sheets",
        Following,
        "concerns",
        lambda _, reference, own: reference.first.row > 0,
        "value",
    ),
    Miscalculation(
        "ranges over part of a table that grow like those over all of it",
        RowMap,
        "_covers",
        lambda rows, first, last: first <= rows.at <= last + 1,
        "formula",
    ),
    Miscalculation(
        "a shared formula read without its dollars", formulas, "_corner", never_fixed, "value"
    ),
    Miscalculation(
        "a shared formula read one row too low",
        sheetdata,
        "translated",
        lambda text, rows, columns: formulas.translated(text, rows + 1, columns),
        "value",
    ),
    Miscalculation(
        "names that do not follow", Following, "name", lambda _, text, **__: text, "value"
    ),
    Miscalculation(
        "names that follow as if all were fixed",
        Following,
        "name",
        lambda following, text, **_: following.formula(text, following.sheet),
        "names",
    ),
    Miscalculation(
        "rules whose cells do not follow",
        Following,
        "cell_list",
        lambda _, text, **__: text,
        "rules of ",
    ),
    Miscalculation(
        "rules whose formulas do not follow",
        Following,
        "pattern",
        lambda _, text, *__: text,
        "rules of ",
    ),
    Miscalculation("charts that do not follow", shift, "drawn_parts", lambda *_: {}, "charts of "),
    Miscalculation(
        "controls whose shapes do not follow",
        shift,
        "vml_formulas_followed",
        lambda data, *_: data,
        "controls",
    ),
    Miscalculation(
        "controls whose parts do not follow",
        places,
        "FORMULA_ATTRIBUTES",
        without(places.FORMULA_ATTRIBUTES, b"formControlPr"),
        "controls",
    ),
    Miscalculation(
        "filters that do not follow",
        places,
        "GROWING",
        without(places.GROWING, b"autoFilter"),
        "filters",
    ),
    Miscalculation(
        "notes that do not follow",
        shift,
        "_OF_SHEET",
        tuple(kind for kind in shift._OF_SHEET if kind != "comments"),
        "notes of ",
    ),
)


@pytest.fixture(scope="module")
def right() -> dict[int, bytes | None]:
    """What the writer as it is makes of twelve generated workbooks, of which none has a finding."""
    return {seed: _changed(*made(seed)) for seed in range(12)}


def _changed(data: bytes, change: Change) -> bytes | None:
    workbook = Workbook(data)
    try:
        change.apply(workbook)
    except CellRefusedError:
        return None
    return workbook.to_bytes()


@pytest.mark.parametrize("one", MISCALCULATIONS, ids=lambda one: one.name)
def test_a_miscalculation_is_found(
    one: Miscalculation,
    right: dict[int, bytes | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    libreoffice: LibreOffice,
) -> None:
    monkeypatch.setattr(one.target, one.attribute, one.spoilt)
    for seed, bytes_due in right.items():
        data, change = made(seed)
        # LibreOffice is asked only where the miscalculation writes something else.
        if _changed(data, change) == bytes_due:
            continue
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(data)
        found = compare(path, change, tmp_path / "after.xlsx", libreoffice)
        kinds = [d.kind for d in found.differences if known(d, change) is None]
        if any(kind.startswith(one.kind) for kind in kinds):
            return
    pytest.fail(f"no difference in twelve workbooks is told as {one.kind!r}")
