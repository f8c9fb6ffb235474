"""``motxl events``, and what ``motxl import`` proposes of the 2025 programme."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.ooxml import Workbook
from motxl.template.shipped import source_path, template_path
from motxl.validation.engine import validate
from tests.judges import own


def test_the_2025_programme_has_its_events(tmp_path: Path) -> None:
    book = tmp_path / "p.xlsx"
    assert run(["import", str(source_path("programme-2025.txt")), "-o", str(book)]) == 0
    programme = open_book(book).programme
    events = programme.registers.events
    assert events is not None
    assert len(events) == 16
    first = events.rows[0]
    assert (first.ref, first.title, first.place) == (
        "2025-034",
        "Frontières maritimes : séminaire à Bastia",
        "Bastia",
    )
    assert (str(first.start), str(first.end), first.precision) == (
        "2025-03-06",
        "2025-03-07",
        "jour",
    )
    assert {event.confirmed for event in events} == {""}
    assert [d.rule for d in validate(programme) if d.rule.startswith("DAT")] == []
    assert own.problems(book) == []


def test_what_staff_deleted_does_not_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "p.xlsx"
    book.write_bytes(template_path("programme-2025").read_bytes())
    workbook = Workbook.open(book)
    table = workbook.table("tblEvenements")
    assert table is not None
    table.delete_rows(table.first_data_row, 3)
    workbook.save()
    saved = book.read_bytes()
    assert run(["events", str(book)]) == 0
    assert "No event to propose" in capsys.readouterr().err
    assert book.read_bytes() == saved


def test_a_new_text_is_proposed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "p.xlsx"
    book.write_bytes(template_path("programme-2025").read_bytes())
    workbook = Workbook.open(book)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    sheet.set_value("B10", "Forum des élus à Lille, 12 mai 2025")
    workbook.save()
    assert run(["events", str(book), "--check", "--format", "json"]) == 1
    (event,) = json.loads(capsys.readouterr().out)["events"]
    assert (event["start"], event["place"], event["title"]) == (
        "2025-05-12",
        "Lille",
        "Forum des élus à Lille",
    )
    assert run(["events", str(book)]) == 0
    events = open_book(book).programme.registers.events
    assert events is not None
    assert events.rows[-1].title == "Forum des élus à Lille"
    assert run(["events", str(book), "--check"]) == 0
    assert own.problems(book) == []


@pytest.mark.slow
def test_more_events_than_a_cell_can_keep(tmp_path: Path) -> None:
    book = tmp_path / "p.xlsx"
    book.write_bytes(template_path("programme-2025").read_bytes())
    workbook = Workbook.open(book)
    table = workbook.table("tblProgramme")
    assert table is not None
    rows = [
        ["1.1.1", f"Forum {n}, 6 mars 2025", "Action", f"2025-{n:04}", *[None] * 13]
        for n in range(1000, 9000)
    ]
    table.replace_rows(rows)
    workbook.save()
    assert run(["events", str(book)]) == 0
    events = open_book(book).programme.registers.events
    assert events is not None
    assert len(events) == 8016
    assert run(["events", str(book), "--check"]) == 0
    assert own.problems(book) == []
