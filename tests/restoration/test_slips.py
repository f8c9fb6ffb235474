"""Slips find their place, do what they say and nothing else, and leave a workbook that opens."""

from __future__ import annotations

import io
import random
import re
from collections import Counter

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from motxl.a1 import to_a1
from motxl.ooxml import Workbook
from tests.quick import one_in
from tests.restoration.furnished import furnished
from tests.restoration.hands import Emptied, Entry, Fault, Formula, Hands, Typed
from tests.restoration.slips import PARTS, SEEN, Slip
from tests.restoration.slips.plausible import PLAUSIBLE

SEEDS = range(5)
_CELL = re.compile(
    r"(?:^|; )((?:[^!;“”]+!)?[A-Z]{1,2}\d+) (?:“|\(empty\)|the (?:number|date)|=|#)", re.DOTALL
)


def made(slip: Slip, data: bytes, seed: int) -> tuple[str | None, bytes]:
    """What a slip says that it did, and the workbook after it."""
    workbook = Workbook(data)
    said = slip.make(Hands(workbook, random.Random(seed)))
    return said, workbook.to_bytes()


def cells(data: bytes) -> dict[tuple[str, str], object]:
    """The values of all cells, as another reader than ours sees them."""
    found: dict[tuple[str, str], object] = {}
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for down, row in enumerate(sheet.to_python(), top + 1):
            for right, value in enumerate(row, left + 1):
                if value != "":
                    found[name, to_a1(down, right)] = value
    return found


def told(said: str) -> set[tuple[str, str]] | None:
    """The cells that a slip names; ``None`` where it tells of rows, looks or the whole."""
    if "→" not in said or said.startswith("the "):
        return None
    found = (cell.rpartition("!") for cell in _CELL.findall(said))
    return {(sheet or "Programme", cell) for sheet, _mark, cell in found}


@pytest.fixture(scope="module")
def before() -> dict[tuple[str, str], object]:
    return cells(furnished())


def test_every_slip_has_its_own_name_and_a_part() -> None:
    assert [name for name, n in Counter(slip.name for slip in SEEN).items() if n > 1] == []
    assert {slip.part for slip in SEEN} == set(PARTS)
    assert any(slip.meant for slip in SEEN)


def test_what_is_called_plausible_is_a_slip_and_none_that_was_meant() -> None:
    assert set(PLAUSIBLE) <= {slip.name for slip in SEEN if not slip.meant}


@pytest.mark.parametrize(
    "slip", one_in(15, SEEN, kind=lambda slip: slip.part), ids=lambda slip: slip.name
)
def test_a_slip_finds_a_place_and_changes_what_it_says(
    slip: Slip, before: dict[tuple[str, str], object]
) -> None:
    applied = 0
    for seed in SEEDS:
        said, data = made(slip, furnished(), seed)
        applied += said is not None
        assert (said is None) == (data == furnished())
        if said is None or applied > 1 or (cells_told := told(said)) is None:
            continue
        after = cells(data)
        changed = {place for place in before | after if before.get(place) != after.get(place)}
        # A formula gives the text that was there; the other reader shows errors as nothing.
        hidden = " → =" in said or " → #" in said
        assert changed <= cells_told if hidden else changed == cells_told
    assert applied >= len(SEEDS) * 2 // 5


def test_the_same_chance_makes_the_same_slip() -> None:
    for slip in SEEN[::25]:
        assert made(slip, furnished(), 3) == made(slip, furnished(), 3)


@pytest.mark.slow
def test_a_workbook_opens_after_a_slip() -> None:
    for slip in [slip for slip in SEEN if slip.part in ("rows", "workbook")][::4]:
        said, data = made(slip, furnished(), 1)
        assert said is None or openpyxl.load_workbook(io.BytesIO(data)).sheetnames


def two_columns() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Axe", "Programme de travail 2026"])
    for code in ("1", "1.1", "1.1.1", "1.1.1", "1.1.1", "1.1.2", "1.1.2", "2", "2.1"):
        sheet.append([code, f"Appui aux territoires {code}"])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_in_a_book_of_two_columns_what_is_not_there_is_no_place() -> None:
    data = two_columns()
    applied = Counter(slip.part for slip in SEEN if made(slip, data, 1)[0] is not None)
    assert applied["table"] == 0
    assert applied["action code"] > 40
    assert applied["heading code"] > 40
    assert applied["rows"] > 10


def hands(data: bytes | None = None) -> Hands:
    return Hands(Workbook(data or furnished()), random.Random(1))


def test_hands_find_the_headings_of_a_book_that_has_no_types() -> None:
    found = hands(two_columns())
    assert [row.code for row in found.headings] == ["1", "1.1", "1.1.1", "1.1.2", "2", "2.1"]
    assert [row.number for row in found.actions] == [5, 6, 8]
    assert [row.code for row in found.under(found.headings[1])][-1] == "1.1.2"


@pytest.mark.parametrize(
    ("entry", "kind", "text"),
    [
        ("1.2", "text", "1.2"),
        (Typed(1.2, 0), "number", "1.2"),
        (Typed(1.2, '0.00" €"'), "number", "1.2"),
        (Formula("A4", "1.1"), "text", "1.1"),
        (Fault("#REF!"), "error", "#REF!"),
        (Emptied(), "empty", None),
    ],
)
def test_an_entry_is_stored_as_excel_stores_it(entry: Entry, kind: str, text: str | None) -> None:
    work = hands()
    assert work.write(5, "Axe", entry) is not None
    table = Workbook(work.workbook.to_bytes()).table("tblProgramme")
    assert table is not None
    cell = table.sheet.cell("A5")
    assert cell is not None
    assert (cell.kind, cell.text) == (kind, text)


def test_characters_typed_into_a_label_leave_the_looks_around_them() -> None:
    work = hands()
    row = next(row for row in work.rows if "(cf. " in row.label)
    assert work.sheet is not None
    before = [run.properties for run in work.sheet.looks((row.number, 2))]
    work.retype(row.number, 0, 1, "Zz")
    after = work.sheet.looks((row.number, 2))
    assert [run.properties for run in after] == before
    assert after[0].text.startswith("Zz")


def test_a_sort_takes_whole_rows_along() -> None:
    work = hands()
    pairs = {(row.code, row.label, row.ref) for row in work.rows}
    assert work.sort(lambda row: row.label)
    sorted_rows = hands(work.workbook.to_bytes()).rows
    assert {(row.code, row.label, row.ref) for row in sorted_rows} == pairs
    assert [row.label for row in sorted_rows] == sorted(row.label for row in work.rows)
