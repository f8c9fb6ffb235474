"""The tables beside the programme, read from a real workbook and checked there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from motxl.book.file.filebook import FileBook
from motxl.jobs.fix import fix
from motxl.ooxml import Workbook
from motxl.programme.addresses import is_address
from motxl.programme.dates import date_readings
from motxl.programme.model import LABEL, MEMBERS, Entry, Programme
from motxl.programme.registers import Member, Register, Registers
from motxl.template import layout
from motxl.template.shipped import template_path
from motxl.validation.engine import validate

SHIPPED = template_path("programme-2025")


def filled(table: layout.TableLayout, *rows: dict[str, object]) -> Workbook:
    """The shipped workbook with these rows in one of its tables."""
    workbook = Workbook.open(SHIPPED)
    found = workbook.table(table.name)
    assert found is not None
    found.replace_rows([[row.get(name) for name in found.columns] for row in rows])  # type: ignore[misc]
    return workbook


def test_the_shipped_registers() -> None:
    registers = FileBook.read(Workbook.open(SHIPPED)).programme.registers
    assert registers.members is not None
    assert len(registers.members) == 13
    savoie = registers.called("departement de la savoie").member
    assert savoie is not None
    assert (savoie.key, savoie.borders, savoie.active) == ("ADH-01", ("FR-IT",), True)
    assert savoie.themes == ("Montagne", "Deal 4")
    assert registers.contacts is not None
    assert all(contact.is_addressee for contact in registers.contacts)
    assert registers.services is not None
    assert len(registers.services) == 5
    assert registers.events is not None
    assert len(registers.events) == 16
    # A table that later work fills has one blank row, which is none.
    assert registers.moves is not None
    assert len(registers.moves) == 0


def test_a_date_that_was_typed_as_text_becomes_one(tmp_path: Path) -> None:
    workbook = filled(
        layout.EVENEMENTS,
        {"Réf.": "2025-010", "Début": "6 mars 2025", "Fin": date(2025, 3, 7), "Intitulé": "Forum"},
        {"Réf.": "2025-999", "Début": date(2024, 3, 7), "Intitulé": "Ailleurs"},
    )
    book = FileBook.read(workbook)
    found = [(d.rule, d.sheet, d.cell) for d in validate(book.programme) if d.rule[:3] == "DAT"]
    assert found == [
        ("DAT602", "Événements", "B5"),
        ("DAT603", "Événements", "A6"),
        ("DAT601", "Événements", "B6"),
    ]
    fix(book, ("DAT602",))
    workbook.save(tmp_path / "p.xlsx")
    events = FileBook.read(Workbook.open(tmp_path / "p.xlsx")).programme.registers.events
    assert events is not None
    assert events.rows[0].start == date(2025, 3, 6)


def test_a_column_that_staff_took_out_is_no_error() -> None:
    programme = Programme(
        "P",
        {LABEL: 1},
        [],
        registers=Registers(members=Register("Adhérents", {"Nom": 2}, [Member(5, "", "Savoie")])),
    )
    assert [d.rule for d in validate(programme) if d.rule[:3] == "MEM"] == []


def test_thousands_of_members_are_looked_for_in_thousands_of_texts() -> None:
    members = [
        Member(n, f"M{n}", f"Communauté de communes du Val numéro {n}") for n in range(5, 5005)
    ]
    columns = {LABEL: 1, MEMBERS: 2}
    text = "Appui à la communauté de communes du val numéro {} pour ses projets"
    entries = [Entry(n, columns, [text.format(n), None]) for n in range(5, 2005)]
    registers = Registers(members=Register("Adhérents", {"Nom": 2}, members))
    programme = Programme("P", columns, entries, registers=registers)
    assert len(validate(programme, ["MEM505"])) == 2000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6 mars 2025", date(2025, 3, 6)),
        ("le jeudi 6 mars 2025", date(2025, 3, 6)),
        ("1er juillet 2025", date(2025, 7, 1)),
        ("1ER AOÛT 2025", date(2025, 8, 1)),
        ("3 févr. 2025", date(2025, 2, 3)),
        ("06/03/2025", date(2025, 3, 6)),
        ("6.3.25", date(2025, 3, 6)),
        ("2025-03-06", date(2025, 3, 6)),
        ("03/25/2025", date(2025, 3, 25)),
        ("6 mars", date(2026, 3, 6)),
        ("31/02/2025", None),
        ("mars 2025", None),
        ("6 et 7 mars 2025", None),
        ("", None),
    ],
)
def test_dates_as_they_are_written_in_french(text: str, found: date | None) -> None:
    assert date_readings(text, 2026) == ([] if found is None else [found])


def test_addresses() -> None:
    assert is_address("o'neil+mot@sous.exemple-1.example.org")
    for wrong in (
        *("a@b", "a b@example.org", "@example.org", "a@-x.org", "a.@example.org", "a@exam_ple.org"),
        *("a@example.org,b@example.org", "a@example.o", "é@example.org"),
    ):
        assert not is_address(wrong), wrong
    assert not is_address("a" * 65 + "@example.org")
