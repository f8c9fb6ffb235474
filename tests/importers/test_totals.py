"""A row of totals or averages is none of the programme, calculated or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.jobs.import_ import Imported, import_source
from tests.importers.making import sheet_of

LABELS = ("Accueil", "Horaires affichés", "Livret remis", "Sécurité", "Registre tenu", "Exercice")
CODES = ("A", "A1", "A2", "B", "B1", "B2")


def imported(tmp_path: Path, last: str, value: object) -> tuple[Path, Imported]:
    book, sheet = sheet_of(tmp_path)
    sheet.append(["Référentiel qualité 2026"])
    sheet.append(["N°", "Critère", "Responsable", "Cotation"])
    for number, (code, label) in enumerate(zip(CODES, LABELS, strict=True)):
        sheet.append([code, label, "Claire", number])
    sheet.append([None, last, None, value])
    book.save(tmp_path / "liste.xlsx")
    path = tmp_path / "programme.xlsx"
    return path, import_source(tmp_path / "liste.xlsx", path)


@pytest.mark.parametrize("value", [2.5, "=AVERAGE(D4:D9)", None])
@pytest.mark.parametrize("last", ["Moyenne", "MOYENNE GÉNÉRALE", "Average", "Mittelwert", "Total"])
def test_it_is_left_aside_and_told(tmp_path: Path, last: str, value: object) -> None:
    path, made = imported(tmp_path, last, value)
    assert len(open_book(path).programme.entries) == len(CODES)
    assert last in [one.text for one in made.unplaced]


def test_an_action_that_begins_with_the_word_is_one(tmp_path: Path) -> None:
    path, _made = imported(tmp_path, "Moyenne montagne : baliser les sentiers", 3)
    assert len(open_book(path).programme.entries) == len(CODES) + 1
