"""What is written in Paramètres and not read is said: by ``validate``, and before extracts."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.ooxml import Workbook
from motxl.programme.common_part import KEY, common_part_of
from motxl.template import layout
from motxl.template.shipped import template_path
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate

TABLE = layout.PARAMETRES.name


def workbook() -> Workbook:
    return Workbook.open(template_path("programme-2025"))


def saved(book: Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "p.xlsx"
    path.write_bytes(book.to_bytes())
    return path


def with_key(tmp_path: Path, key: str, written: str, value: str | None = None) -> Path:
    """The shipped workbook, a key of which is written otherwise, and perhaps has another value."""
    book = workbook()
    sheet = book.table(TABLE).sheet
    (row,) = [cell.row for cell in sheet.cells([1]) if cell.text == key]
    sheet.set_value((row, 1), written)
    if value is not None:
        sheet.set_value((row, 2), value)
    return saved(book, tmp_path)


def told(path: Path, rule: str) -> list[Diagnostic]:
    found = validate(open_book(path).programme, [rule])
    return [one for one in found if one.sheet == layout.PARAMETRES.sheet]


def extract(path: Path) -> int:
    return run(["extract", str(path), "-o", str(path.parent / "out"), "--lang", "en"])


@pytest.mark.parametrize(
    "written",
    [
        *("ligne commune", "lignes-communes", "lignes_communes", "lignes communes :"),
        *("Ligne_Commune", "lignescommunes", "lignes comunes"),
    ],
)
def test_a_key_that_is_nearly_lignes_communes_is_told_and_refused(
    tmp_path: Path, written: str
) -> None:
    path = with_key(tmp_path, KEY, written, "aucune")
    (found,) = told(path, "STR709")
    assert found.severity == Severity.ERROR
    assert found.cell == "A17"
    with pytest.raises(MotxlError, match=written):
        common_part_of(open_book(path).programme)
    assert extract(path) == 2
    run(["validate", str(path), "--fix"])
    assert common_part_of(open_book(path).programme) == "none"


@pytest.mark.parametrize("written", ["LANGUE", "langue :", "langues", "langeu"])
def test_any_other_key_of_ours_is_told_too(tmp_path: Path, written: str) -> None:
    (found,) = told(with_key(tmp_path, "langue", written), "STR709")
    assert found.fix is not None
    assert found.fix.safe
    assert found.severity == (Severity.WARNING if written == "LANGUE" else Severity.ERROR)


def test_a_key_in_other_case_is_read_as_it_is_meant(tmp_path: Path) -> None:
    path = with_key(tmp_path, "expéditeur", "Expediteur ", "a@mot.test")
    assert open_book(path).programme.parameters["expéditeur"] == "a@mot.test"


def test_beside_the_key_itself_it_is_told_and_left(tmp_path: Path) -> None:
    (found,) = told(with_key(tmp_path, "répondre à", "langues"), "STR709")
    assert (found.severity, found.fix) == (Severity.WARNING, None)


@pytest.mark.parametrize("written", ["actions communes", "annexe", "contact", "langeu"])
def test_a_key_of_staff_s_own_is_theirs(tmp_path: Path, written: str) -> None:
    assert told(with_key(tmp_path, "répondre à", written), "STR709") == []


def below(tmp_path: Path, *cells: str) -> Path:
    book = workbook()
    table = book.table(TABLE)
    for column, value in enumerate(cells, 1):
        table.sheet.set_value((table.ref.last_row + 1, column), value)
    return saved(book, tmp_path)


def test_a_row_right_below_the_table_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = below(tmp_path, KEY, "aucune")
    (found,) = told(path, "STR708")
    assert found.cell == "A24"
    assert extract(path) == 2
    assert "Paramètres!B24 · " in capsys.readouterr().err


def test_a_single_cell_there_is_a_note(tmp_path: Path) -> None:
    assert told(below(tmp_path, "à revoir"), "STR708") == []


def without_table(tmp_path: Path, *, without_sheet: bool) -> Path:
    """The table becomes ordinary cells, or goes with its sheet."""
    import openpyxl

    path = tmp_path / "p.xlsx"
    book = openpyxl.load_workbook(template_path("programme-2025"), rich_text=True)
    sheet = book[layout.PARAMETRES.sheet]
    if without_sheet:
        book.remove(sheet)
    else:
        del sheet.tables[TABLE]
    book.save(path)
    return path


@pytest.mark.parametrize("without_sheet", [False, True])
def test_parameters_that_cannot_be_read_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, without_sheet: bool
) -> None:
    path = without_table(tmp_path, without_sheet=without_sheet)
    assert extract(path) == 1
    assert "tblParametres" in capsys.readouterr().err
    found = validate(open_book(path).programme, ["STR701"])
    assert [one.severity for one in found if one.about == TABLE] == [Severity.ERROR]


def test_nor_are_they_without_the_column_of_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = workbook()
    book.table(TABLE).rename_columns({"Valeur": "Choix"})
    path = saved(book, tmp_path)
    assert [one.about for one in told(path, "STR701")] == ["Paramètres Valeur"]
    assert extract(path) == 1
    assert "STR701" in capsys.readouterr().err


def test_of_a_hidden_row_it_is_said_that_it_is_hidden(tmp_path: Path) -> None:
    """Rows that motxl keeps for itself are hidden: nobody would find the cell."""
    (found,) = told(
        with_key(tmp_path, "dernier numéro de Réf.", "dernier numéro de Réf", "x"), "STR709"
    )
    assert found.suggestion is not None
    assert found.suggestion.endswith("Row 21 is hidden: show it first.")
    (found,) = told(with_key(tmp_path, "langue", "langue :"), "STR709")
    assert "hidden" not in (found.suggestion or "")
