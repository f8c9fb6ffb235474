"""``motxl renumber``: codes follow the structure, texts follow the codes, Réf. stays."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.__main__ import run
from motxl.package import Workbook
from motxl.programme.model import AXE, LABEL, TYPE, Entry, Programme
from motxl.programme.renumbering import mentions, renumber
from motxl.surfaces.file import open_book
from motxl.validation.engine import validate
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


def test_what_names_a_code() -> None:
    def named(text: str) -> list[str]:
        return [text[m.start : m.end] for m in mentions(text)]

    assert named("cf. 1.1.3, axes 2 et 3, objectif n° 2.1") == ["1.1.3", "2", "3", "2.1"]
    assert named("le 12.03.2025 à 10.30, version 2.1, 3.5 M€, 1.1.1.1") == []
    assert named("voir l'action 2.1.3 (10.1.4%)") == ["2.1.3"]
    assert named("sous-objectif 3.1 à 3.4") == ["3.1", "3.4"]


LEVELS = st.lists(
    st.sampled_from(["Objectif", "Sous-objectif", "Action", "Axe"]), min_size=1, max_size=40
)


@given(LEVELS, st.data())
def test_a_programme_numbered_anew_has_nothing_wrong_with_its_numbers(
    types: list[str], data: st.DataObject
) -> None:
    columns = {AXE: 1, LABEL: 2, TYPE: 3}

    def programme(codes: list[str]) -> Programme:
        rows = zip(codes, ["Axe", *types], strict=True)
        entries = [
            Entry(n, columns, [code, f"L{n}", kind]) for n, (code, kind) in enumerate(rows, 2)
        ]
        return Programme("Programme", columns, entries)

    written = data.draw(st.lists(st.sampled_from(["", "1", "1.1", "1.2.1", "x"]),
                                 min_size=len(types), max_size=len(types)))  # fmt: skip
    first = programme(["1", *written])
    codes = renumber(first).codes
    again = programme([".".join(map(str, codes[e.row])) for e in first.entries])
    assert renumber(again).edits == []
    wrong = {d.rule for d in validate(again)}
    assert wrong.isdisjoint({f"NUM{n:03}" for n in (1, 2, 3, 5, 6, 7, 8, 10, 12)})
