"""``motxl renumber``: codes follow the structure, texts follow the codes, Réf. stays."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run
from motxl.package import Workbook
from motxl.surfaces.file import open_book
from motxl.workbook.shipped import template_path

SHIPPED = template_path("programme-2025")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "p.xlsx"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def table_of(workbook: Workbook):  # type: ignore[no-untyped-def]
    table = workbook.table("tblProgramme")
    assert table is not None
    return table


def test_the_shipped_programme_is_numbered_as_it_should_be(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert run(["renumber", str(book), "--check"]) == 0
    assert run(["renumber", str(book)]) == 0
    assert "Nothing to change" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_an_objective_is_inserted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = Workbook.open(book)
    table = table_of(workbook)
    programme = open_book(book).programme
    at = next(e.row for e in programme.entries if e.code_text == "2.2")
    action = next(e.row for e in programme.entries if e.code_text == "1.1.2" and e.row > 12)
    values: list[Any] = [None] * 17
    values[1], values[2] = "UN NOUVEL OBJECTIF", "Objectif"
    text = "Voir 2.2.1 et l’objectif 2.2 ; version 2.2 du 2.2.25, AXE 2"
    table.sheet.set_value((action, 2), text)
    table.insert_rows(at, [values])
    workbook.save()
    assert run(["renumber", str(book), "--check"]) == 1
    assert run(["renumber", str(book)]) == 0
    assert "2.2 → 2.3" in capsys.readouterr().out
    after = open_book(book).programme
    assert after.entry_of_row[at].code_text == "2.2"
    assert after.entry_of_row[at + 1].code_text == "2.3"
    wanted = "Voir 2.3.1 et l’objectif 2.3 ; version 2.2 du 2.2.25, AXE 2"
    assert after.entry_of_row[action].label == wanted
    refs = [e.ref for e in after.entries if e.ref]
    assert refs == [e.ref for e in programme.entries]
    assert run(["renumber", str(book), "--check"]) == 0
    assert run(["undo", str(book)]) == 0


def test_a_sorted_table_is_refused(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = Workbook.open(book)
    table = table_of(workbook)
    order = list(range(table.first_data_row, table.last_data_row + 1))
    random.Random(1).shuffle(order)
    table.arrange_rows(order)
    workbook.save()
    assert run(["renumber", str(book)]) == 2
    assert "NUM017" in capsys.readouterr().err
