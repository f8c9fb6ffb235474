"""A column of the staff's own bears its name in messages, also where motxl has a word for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from tests.importers.making import sheet_of


@pytest.fixture
def english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A workbook in English with two columns that are ours elsewhere, Début and Niveau."""
    book, sheet = sheet_of(tmp_path)
    sheet.append(["Plan d'action 2026"])
    sheet.append(["Code", "Action", "Niveau", "Début"])
    sheet.append(["1", "Chantiers de 2026", "haut", "lundi"])
    for number in range(1, 4):
        sheet.append([f"1.{number}", f"Séance {number}, le {number} mars 2026", "haut", "mardi"])
    book.save(tmp_path / "suivi.xlsx")
    path = tmp_path / "programme.xlsx"
    command = ["import", str(tmp_path / "suivi.xlsx"), "-o", str(path), "--headers", "en"]
    assert run([*command, "--lang", "en"]) in (0, 1)
    said = " ".join(capsys.readouterr().err.split())
    assert "“Niveau” as it is; “Début” as it is" in said
    return path


def asked(path: Path, capsys: pytest.CaptureFixture[str], *others: str) -> tuple[int, str]:
    command = ["new", "--from", str(path), "--year", "2027", "--lang", "en", *others]
    code = run(command)
    return code, " ".join(capsys.readouterr().err.split())


def test_new_names_own_columns_as_they_are_called(
    english: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = asked(english, capsys, "--dry-run")
    assert code == 0
    assert "your column Niveau" in said
    assert "your column Début" in said
    code, said = asked(english, capsys, "--clear", "Start")
    assert code == 2
    assert "“Start” is not a column of your own" in said
    assert said.endswith("your own columns are Début, Niveau.")


def test_a_column_is_cleared_by_the_name_that_is_said(
    english: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _said = asked(english, capsys, "--clear", "Début")
    assert code == 0
    rows = open_book(english.with_name("programme-2027.xlsx")).workbook.table("tblProgramme").rows
    assert {row["Début"] for row in rows} == {None}


def test_cells_are_named_with_the_workbook_s_sheets(
    english: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _code, said = asked(english, capsys, "--dry-run")
    assert "Events!A" in said
    assert "Home!" in said
    assert "Événements!" not in said
    assert "Accueil!" not in said
