"""Synthèse counts what members answered where the workbook asks them, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from motxl.ooxml.pivots.present import pivots
from motxl.summary.summary import summarise
from motxl.template.layout.synthese import ANSWERS_BAND, BANDS
from tests.returns.making import (
    answer,
    asking,
    book_of,
    collected,
    extract_of,
    extracts,
    set_parameter,
)
from tests.summary.making import problems

pytestmark = pytest.mark.slow


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Savoie has answered twice and commented once, Alsace has said what is no choice."""
    path = asking(tmp_path / "p.xlsx")
    folder = extracts(path, tmp_path / "e")
    given = {
        "SAV": {("2025-003", "Réponse"): "Ja", ("2025-005", "Réponse"): "Nein",
                ("2025-005", "Commentaire de l'adhérent"): "leider",
                ("2025-006", "Commentaire de l'adhérent"): "später"},
        "ALS": {("2025-005", "Réponse"): "peut-être"},
    }  # fmt: skip
    for key, answers in given.items():
        back = answer(extract_of(folder, key), tmp_path / f"{key}.xlsx", answers)
        assert collected(path, back).saved
    return path


def counted(path: Path) -> dict[tuple[str, str], float]:
    tables = summarise(book_of(path).programme).tables
    [frame] = [one.to_frame() for one in tables if one.band.key == ANSWERS_BAND.key]
    return {(member, said): n for member, said, n in frame.itertuples(index=False) if n}


EXPECTED = {
    ("Savoie", "Oui"): 1,
    ("Savoie", "Non"): 1,
    ("Savoie", "(autre)"): 1,
    ("Alsace", "(à vérifier)"): 1,
}


def test_each_row_that_was_answered_counts_once(book: Path) -> None:
    assert counted(book) == EXPECTED
    # A later answer stands in the place of the earlier one.
    back = answer(
        extract_of(book.parent / "e", "ALS"), book.parent / "later.xlsx",
        {("2025-005", "Réponse"): "Non"}, at=2_000_000_000,
    )  # fmt: skip
    collected(book, back)
    expected = {place: n for place, n in EXPECTED.items() if place[0] == "Savoie"}
    assert counted(book) == {**expected, ("Alsace", "Non"): 1}


def test_the_table_stands_in_synthese_and_on_the_page(
    book: Path, sdk: Callable[[Path], list[str]]
) -> None:
    page = book.parent / "page.html"
    assert run(["summary", str(book), "--html", str(page)]) == 0
    workbook = Workbook.open(book)
    [pivot] = [one for one in pivots(workbook) if one.name == ANSWERS_BAND.pivot]
    sheet = workbook.sheet("Synthèse")
    texts = {cell.text for cell in sheet.cells() if cell.column >= pivot.area.first_column}
    assert {"Réponses des adhérents", "Savoie", "Alsace", "Lille", "(à vérifier)"} <= texts
    assert "Réponses des adhérents" in page.read_text("utf-8")
    assert problems(book) == []
    assert sdk(book) == []
    once = book.read_bytes()
    assert run(["summary", str(book), "--check"]) == 0
    assert book.read_bytes() == once


def test_who_has_not_answered_is_shown_with_zeros(book: Path) -> None:
    tables = summarise(book_of(book).programme).tables
    [table] = [one for one in tables if one.band.key == ANSWERS_BAND.key]
    names = [table.crosstab.label("Adhérent", row[0]) for row in table.crosstab.rows]
    assert names == ["Savoie", "Alsace", "Lille"]


def test_a_workbook_that_does_not_ask_has_none(tmp_path: Path) -> None:
    path = set_parameter(asking(tmp_path / "p.xlsx"), "non")
    assert run(["summary", str(path)]) == 0
    workbook = Workbook.open(path)
    assert len(pivots(workbook)) == len(BANDS)
    assert workbook.find_sheet("Données réponses") is None
