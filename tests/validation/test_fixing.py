"""Fixes on the real workbook: all the safe ones are made, nothing else changes, twice is once."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motxl.book.file.filebook import FileBook, open_book
from motxl.book.protocol import Book
from motxl.jobs.fix import fix
from motxl.ooxml import Workbook
from motxl.programme.model import AXE, LABEL, ORDRE, REF, TYPE, Programme
from motxl.template.shipped import template_path
from motxl.validation.engine import validate
from motxl.validation.fixes import is_fixable
from motxl.validation.rules import CODES
from tests.judges import own

SHIPPED = template_path("programme-2025")
CLEAN = open_book(SHIPPED).programme
ROWS = [entry.row for entry in CLEAN.entries]


def fresh() -> Workbook:
    return Workbook.open(SHIPPED)


def corrected(workbook: Workbook, *, unsafe: bool = False, codes: tuple[str, ...] = CODES) -> Book:
    book = FileBook.read(workbook)
    outcome = fix(book, codes, unsafe=unsafe)
    assert outcome.refused == []
    left = [d for d in outcome.left if is_fixable(d, unsafe=unsafe)]
    assert left == []
    return book


def codes_of(programme: Programme) -> list[str]:
    return [entry.code_text for entry in programme.entries]


def table_of(workbook: Workbook):  # type: ignore[no-untyped-def]
    table = workbook.table("tblProgramme")
    assert table is not None
    return table


# What each defect does to a cell of the sheet Programme, by the rule that mends it.
def spaced(workbook: Workbook, row: int) -> None:
    cell = workbook.sheet("Programme").cell((row, 1))
    workbook.sheet("Programme").set_value((row, 1), f"\u00a0{cell.text}. ")


def unreferenced(workbook: Workbook, row: int) -> None:
    workbook.sheet("Programme").set_value((row, CLEAN.columns[REF]), None)


def decoloured(workbook: Workbook, row: int) -> None:
    label = CLEAN.entry_of_row[row].label
    workbook.sheet("Programme").set_colour((row, 2), 0, len(label), None)


def stray(workbook: Workbook, row: int) -> None:
    workbook.sheet("Programme").set_colour((row, 2), 0, 1, "ED7D31")


def blank_above(workbook: Workbook, row: int) -> None:
    table_of(workbook).insert_rows(row, [[None] * 17])


def header_above(workbook: Workbook, row: int) -> None:
    cells = ["Axe", "PROGRAMME DE TRAVAIL DE LA MOT 2025", *[None] * 15]
    table_of(workbook).insert_rows(row, [cells])


def copied(workbook: Workbook, row: int) -> None:
    values = [None if v == "" else v for v in CLEAN.entry_of_row[row].values]
    table_of(workbook).insert_rows(row + 1, [values])


DEFECTS: list[Callable[[Workbook, int], None]] = [
    *(spaced, unreferenced, decoloured, stray, blank_above, header_above, copied)
]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEFECTS), st.sampled_from(ROWS)), max_size=6))
def test_no_safe_fix_is_left_and_a_second_time_changes_nothing(
    defects: list[tuple[Callable[[Workbook, int], None], int]],
) -> None:
    workbook = fresh()
    # From below, so that rows that come in do not move those that are still to be hurt.
    for defect, row in sorted(defects, key=lambda d: (-d[1], DEFECTS.index(d[0]))):
        defect(workbook, row)
    corrected(workbook)
    once = workbook.to_bytes()
    again = Workbook(once)
    assert fix(FileBook.read(again), CODES).fixed == []
    assert again.to_bytes() == once


def test_a_code_that_excel_converted_is_text_again(tmp_path: Path) -> None:
    workbook = fresh()
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    row = next(e.row for e in CLEAN.entries if e.code_text == "1.1.3")
    sheet.set_value((row, 1), date(2003, 1, 1))
    sheet.set_style((row, 1), workbook.styles.with_number_format(sheet.style_of((row, 1)), 14))
    book = corrected(workbook)
    assert codes_of(book.programme) == codes_of(CLEAN)
    cell = sheet.cell((row, 1))
    assert cell is not None
    assert cell.kind == "text"
    assert workbook.styles.format(cell.style).number_format == 49
    workbook.save(tmp_path / "p.xlsx")
    assert own.problems(tmp_path / "p.xlsx") == []


def test_a_row_that_was_typed_gets_its_code_ref_type_and_order() -> None:
    workbook = fresh()
    row = next(e.row for e in CLEAN.entries if e.code_text == "2.1.1" and e.type == "Action")
    values = [None] * 17
    values[1] = "Une action de plus"
    table_of(workbook).insert_rows(row + 1, [values])
    entry = corrected(workbook).programme.entry_of_row[row + 1]
    assert [entry.value(c) for c in (AXE, TYPE, REF)] == [None] * 3  # it may be a note
    book = corrected(workbook, unsafe=True)
    entry = book.programme.entry_of_row[row + 1]
    assert [entry.value(c) for c in (AXE, TYPE, REF)] == ["2.1.1", "Action", "2025-139"]
    orders = [e.value(ORDRE) for e in book.programme.entries]
    assert orders == sorted(orders)
    assert book.programme.highest_ref == 139
    others = {e.ref: e.value(ORDRE) for e in book.programme.entries if e is not entry}
    assert others == {e.ref: e.value(ORDRE) for e in CLEAN.entries}


def test_a_copied_row_gets_a_ref_and_an_order_of_its_own() -> None:
    workbook = fresh()
    copied(workbook, 20)
    book = corrected(workbook)
    assert book.programme.entry_of_row[21].ref == "2025-139"
    orders = [e.value(ORDRE) for e in book.programme.entries]
    assert orders == sorted(set(orders))  # type: ignore[type-var]


def test_a_sorted_table_gets_its_order_back() -> None:
    workbook = fresh()
    order = list(ROWS)
    random.Random(8).shuffle(order)
    table_of(workbook).arrange_rows(order)
    found = validate(FileBook.read(workbook).programme)
    known = {(d.rule, d.ref) for d in validate(CLEAN)}
    assert [d.rule for d in found if (d.rule, d.ref) not in known] == ["NUM017"]
    book = corrected(workbook, unsafe=True, codes=("NUM017",))
    assert [e.ref for e in book.programme.entries] == [e.ref for e in CLEAN.entries]


def test_rows_that_were_moved_go_back() -> None:
    workbook = fresh()
    table_of(workbook).move_rows(20, 1, 60)
    book = corrected(workbook, unsafe=True, codes=("NUM006", "NUM007", "NUM016"))
    assert sorted(e.ref for e in book.programme.entries) == sorted(e.ref for e in CLEAN.entries)
    assert codes_of(book.programme) == codes_of(CLEAN)
    orders = [e.value(ORDRE) for e in book.programme.entries]
    assert orders == sorted(set(orders))  # type: ignore[type-var]


def test_rows_that_were_moved_with_their_codes_keep_the_order_that_they_came_from() -> None:
    workbook = fresh()
    table_of(workbook).move_rows(43, 54, 3)  # the second axis to the beginning
    workbook.sheet("Programme").set_value((108, 1), "3.1.3a")
    programme = corrected(workbook).programme
    assert programme.entry_of_row[108].code_text == "3.1.3"
    by_order = sorted(programme.entries, key=lambda entry: float(str(entry.value(ORDRE))))
    assert [entry.ref for entry in by_order] == [entry.ref for entry in CLEAN.entries]


def test_rows_below_the_table_come_in() -> None:
    workbook = fresh()
    table = table_of(workbook)
    end = table.last_data_row
    for row, text in ((end + 1, "Une action de plus"), (end + 3, "Et une autre")):
        table.sheet.set_value((row, 1), "3.4.2")
        table.sheet.set_value((row, 2), text)
    book = corrected(workbook)
    assert [e.label for e in book.programme.entries[-2:]] == ["Une action de plus", "Et une autre"]
    assert [e.ref for e in book.programme.entries[-2:]] == ["2025-139", "2025-140"]
    assert table_of(workbook).last_data_row == end + 2  # the blank row between is gone


def test_what_a_formula_computes_is_left_and_said(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(SHIPPED, rich_text=True)
    workbook["Programme"]["D10"] = '=""'
    workbook.save(tmp_path / "p.xlsx")
    book = open_book(tmp_path / "p.xlsx")
    before = book.workbook.to_bytes()
    outcome = fix(book, ("NUM014",), unsafe=True)
    assert [(r.diagnostic.cell, "D10" in r.why) for r in outcome.refused] == [("D10", True)]
    assert outcome.fixed == []
    assert book.workbook.to_bytes() == before


def test_an_accepted_finding_is_not_fixed() -> None:
    workbook = fresh()
    book = FileBook.read(workbook)
    spelling = next(d for d in validate(book.programme) if d.rule == "REF102")
    book.programme.accepted = frozenset({spelling.fingerprint})
    assert fix(book, ("REF102",)).fixed == []


@pytest.mark.parametrize("unsafe", [False, True])
def test_only_what_is_corrected_changes(unsafe: bool) -> None:
    workbook = fresh()
    book = corrected(workbook, unsafe=unsafe)
    after = {e.ref: e for e in book.programme.entries}
    for entry in CLEAN.entries:
        for column in CLEAN.columns:
            if column not in (LABEL, "Frontière"):
                assert after[entry.ref].value(column) == entry.value(column)
    changed = [e.ref for e in CLEAN.entries if after[e.ref].label != e.label]
    assert changed == (["2025-105", "2025-121"] if unsafe else ["2025-105"])


@pytest.mark.parametrize("times", [2, 9, 14])
def test_however_often_a_text_repeats_a_reference_one_is_left_at_once(times: int) -> None:
    reference = "cf. thème transversal Montagne"
    workbook = fresh()
    page = workbook.sheet("Programme")
    page.set_value((10, 2), "Voir " + " et ".join([reference] * times))
    book = corrected(workbook, unsafe=True, codes=("REF107",))
    assert book.programme.entry_of_row[10].label == f"Voir {reference}"
