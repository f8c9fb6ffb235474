"""``validate --only``, ``--ask`` and ``--accept``: what is corrected or accepted is chosen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.cli.terminal import CTRL_C, CTRL_D, typed
from tests.cli.test_fix import control

SHIPPED = template_path("programme-2025")
NEEDS_PTY = pytest.mark.skipif(shutil.which("stty") is None, reason="no terminals here")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "p.xlsx"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def change(path: Path, **cells: Any) -> None:
    """Type into cells of the sheet Programme."""
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    for cell, value in cells.items():
        sheet.set_value(cell, value)
    path.write_bytes(workbook.to_bytes())


def held(path: Path, *cells: str) -> list[Any]:
    sheet = openpyxl.load_workbook(path)["Programme"]
    return [sheet[cell].value for cell in cells]


def foreign(path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Axe", "Programme de travail"], ["1", "Un axe"], ["1.1 ", "Un objectif"]):
        sheet.append(row)
    workbook.save(path)


# --only


def test_only_the_cells_that_are_named_are_corrected(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(book), "--unsafe-fixes", "--only", "F35, B123"]) == 0
    said = capsys.readouterr().out
    assert "2 corrections made" in said
    assert "At F35, B123 only: all is well." in said
    assert held(book, "F35", "F51") == ["Outre-mer; FR-BR-SR", None]
    assert "FR-BE" in held(book, "B123")[0]
    assert "(cf Cross" in held(book, "B107")[0]


@pytest.mark.parametrize("places", ["107", "B100:C110", "Programme!B107", "'Programme'!$B$107"])
def test_rows_ranges_and_sheets_name_cells_too(places: str, book: Path) -> None:
    run(["validate", str(book), "--fix", "--only", places])
    assert "(cf. Cross" in held(book, "B107")[0]


def test_without_a_correction_only_shows_what_stands_there(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(book), "--only", "B107"]) == 1
    said = capsys.readouterr().out
    assert "REF102" in said
    assert "BRD402" not in said
    assert "At B107 only: 0 blocking findings, 1 to check" in said
    assert "--fix --only B107" in said
    assert book.read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ("B107,Z1", "Nothing was found at Z1"),
        ("B107,nonsense", "“nonsense” is not a place"),
        ("Nowhere!B107", "Nothing was found at Nowhere!B107"),
        (",", "The option --only gives no cell"),
        ("!B107", "“!B107” is not a place"),
        ("XFE1", "is not a place"),
        ("A0", "is not a place"),
    ],
)
def test_a_place_that_matches_nothing_is_told_and_nothing_is_done(
    places: str, sentence: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(book), "--fix", "--only", places]) == 2
    assert sentence in capsys.readouterr().err
    assert book.read_bytes() == SHIPPED.read_bytes()


def test_a_cell_with_findings_on_two_sheets_wants_the_name_of_its_sheet(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = Workbook.open(book)
    for sheet, cell in (("Programme", "F6"), ("Adhérents", "F6")):
        found = workbook.sheet(sheet)
        assert found is not None
        found.set_value(cell, "fr-de, FR-XX")
    book.write_bytes(workbook.to_bytes())
    found_at = {(one.sheet, one.cell) for one in _found(book) if one.cell == "F6"}
    assert len(found_at) == 2
    assert run(["validate", str(book), "--only", "F6"]) == 2
    assert "indicate the sheet, as in Adhérents!F6, Programme!F6" in capsys.readouterr().err
    assert run(["validate", str(book), "--only", "Adhérents!F6"]) == 1


def _found(path: Path) -> list[Any]:
    from motxl.validation.engine import validate

    return validate(open_book(path).programme)


def test_what_a_correction_brings_to_light_in_the_same_cell_is_corrected_too(book: Path) -> None:
    """The blanks around the code hide what it is."""
    change(book, A22=" 1.1.3 ", B22="Sans point (cf Cross-border deal thème 8 et FR BE")
    run(["validate", str(book), "--unsafe-fixes", "--only", "22"])
    assert held(book, "A22") == ["1.1.3"]
    assert "(cf. Cross" in held(book, "B22")[0]
    assert "(cf Cross" in held(book, "B107")[0]


@pytest.mark.parametrize("option", [["--only", "B107"], ["--ask"]])
def test_one_workbook_at_a_time_where_something_is_chosen(
    option: list[str], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for books in ([str(book), str(book)], [str(book.parent)]):
        assert run(["validate", *books, *option]) == 2
        assert "accepts only one workbook" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--ask", "--diff"],
        ["--ask", "--format", "json"],
        ["--ask", "--watch"],
        ["--ask"],  # nobody is there
        ["--accept", "x", "--diff"],
        ["--accept", "x", "--watch"],
        ["--only", "B107", "--watch"],
        ["--accept", "non"],
        ["--accept", "Non "],
        ["--accept", "0"],
        ["--accept", "  "],
        ["--accept", "long " * 101],
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_together_is_said(
    options: list[str], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(book), *options]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("motxl: ")
    assert shown.out == ""
    assert book.read_bytes() == SHIPPED.read_bytes()


# --ask

ASKED = 13
"""Corrections that the shipped workbook has, safe ones and others"""


@NEEDS_PTY
def test_each_correction_is_asked_about_and_only_the_wanted_ones_are_made(book: Path) -> None:
    said = typed(book.parent, ["validate", "p.xlsx", "--ask"], "y", "n", *["n"] * (ASKED - 2))
    assert said.code == 1
    assert f"Correction {ASKED} of {ASKED}" in said.text
    assert "1 correction made" in said.text
    assert f"{ASKED - 1} corrections were declined" in said.text
    assert held(book, "F35", "F51") == ["Outre-mer; FR-BR-SR", None]
    assert "(cf Cross" in held(book, "B107")[0]


@NEEDS_PTY
def test_what_differs_is_underlined_on_a_terminal(book: Path) -> None:
    said = typed(book.parent, ["validate", "p.xlsx", "--ask", "--fix"], "q")
    assert re.search(r"\(cf\x1b\[1m\x1b\[4m\.\x1b\[0m Cross-border deal thème 8\)", said.text)
    plain = typed(book.parent, ["validate", "p.xlsx", "--ask", "--fix"], "q", NO_COLOR="1")
    assert "(cf[.] Cross-border deal thème 8)" in plain.text


@NEEDS_PTY
def test_fix_asks_about_the_safe_ones_alone(book: Path) -> None:
    said = typed(book.parent, ["validate", "p.xlsx", "--ask", "--fix"], "oui")
    assert "Correction 1 of 1" in said.text
    assert "(cf. Cross" in held(book, "B107")[0]


@pytest.mark.slow
@NEEDS_PTY
def test_all_that_follow_and_none_that_follow(book: Path) -> None:
    said = typed(book.parent, ["validate", "p.xlsx", "--ask"], "n", "?", "a")
    assert "Ctrl-C: write nothing at all" in said.text
    assert f"{ASKED - 1} corrections made" in said.text
    assert held(book, "F35", "F51") == [None, "FR-CH"]
    book.write_bytes(SHIPPED.read_bytes())
    said = typed(book.parent, ["validate", "p.xlsx", "--ask", "--lang", "fr"], "o", "q")
    assert "1 correction faite" in said.text
    assert held(book, "F35", "F51") == ["Outre-mer; FR-BR-SR", None]


@NEEDS_PTY
@pytest.mark.parametrize("end", [CTRL_C, CTRL_D])
def test_nothing_is_written_when_it_is_interrupted(end: str, book: Path) -> None:
    said = typed(book.parent, ["validate", "p.xlsx", "--ask"], "y", "y", end)
    assert said.code == 130
    assert "nothing more was written" in said.text
    assert book.read_bytes() == SHIPPED.read_bytes()
    assert list(book.parent.iterdir()) == [book]


@NEEDS_PTY
def test_with_nothing_to_correct_nothing_is_asked(book: Path) -> None:
    run(["validate", str(book), "--unsafe-fixes"])
    before = book.read_bytes()
    said = typed(book.parent, ["validate", "p.xlsx", "--ask"])
    assert "Make this correction?" not in said.text
    assert book.read_bytes() == before


@NEEDS_PTY
def test_two_hundred_corrections_are_asked_about_once_each(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Axe", "Programme de travail"])
    for number in range(1, 201):
        sheet.append([f"{number} ", f"Axe numéro {number}"])
    workbook.save(tmp_path / "p.xlsx")
    answers = ["n" if number % 2 else "y" for number in range(200)]
    said = typed(tmp_path, ["validate", "p.xlsx", "--ask"], *answers)
    assert "Correction 200 of 200" in said.text
    assert "100 corrections made" in said.text
    assert "100 corrections were declined" in said.text
    after = openpyxl.load_workbook(tmp_path / "p.xlsx").active
    assert after is not None
    codes = [after.cell(row, 1).value for row in range(2, 202)]
    assert codes == [f"{number} " if (number - 1) % 2 else f"{number}" for number in range(1, 201)]


@NEEDS_PTY
@pytest.mark.parametrize("answers", [("y", "y"), ("y", "n"), ("n", "y"), ("n", "n")])
def test_corrections_of_the_same_characters_are_asked_about_one_after_the_other(
    answers: tuple[str, str], book: Path
) -> None:
    """The text of a reference and its colour: neither keeps the other from being asked about."""
    change(book, B22="Un texte (cf Cross-border deal thème 8)")
    command = ["validate", "p.xlsx", "--ask", "--only", "22", "--select", "REF102,COL301"]
    # The colour of a text that is another one now is asked about again.
    said = typed(book.parent, command, *answers, "n")
    assert "Correction 1 of 2" in said.text
    assert "Correction 2 of 2" in said.text
    found = {one.rule for one in _found(book) if one.cell == "B22"}
    assert len(found & {"REF102", "COL301"}) == answers.count("n")


# --accept


def test_all_that_stands_is_accepted_with_the_reason(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(_found(book))
    assert run(["validate", str(book), "--accept", "  voté ainsi\nle 29/01 "]) == 0
    shown = capsys.readouterr()
    assert f"{before} findings were accepted in Contrôle: voté ainsi le 29/01" in shown.err
    assert "All is well." in shown.out
    assert {row["Ignorer"] for row in control(book)} == {"voté ainsi le 29/01"}
    assert len(control(book)) == before
    assert run(["validate", str(book)]) == 0
    written = book.read_bytes()
    assert run(["validate", str(book), "--accept", "again"]) == 0
    assert "There is nothing to accept" in capsys.readouterr().err
    assert book.read_bytes() == written


def test_accepting_some_leaves_the_others_in_controle(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", str(book), "--write"])
    every = len(control(book))
    assert run(["validate", str(book), "--accept", "=1+1", "--select", "NUM,BRD402"]) == 0
    assert len(control(book)) == every
    reasons = {row["Règle"]: row["Ignorer"] for row in control(book)}
    assert reasons["NUM004"] == reasons["BRD402"] == "=1+1"
    assert reasons["REF102"] is None
    assert openpyxl.load_workbook(book)["Contrôle"]["F5"].data_type != "f"
    assert run(["validate", str(book), "--accept", "une seule", "--only", "B107"]) == 0
    assert "1 finding was accepted" in capsys.readouterr().err
    by_cell = {row["Cellule"]: row["Ignorer"] for row in control(book)}
    assert by_cell["Programme!B107"] == "une seule"
    assert by_cell["Thèmes!A6"] is None


def test_corrections_come_before_what_is_left_is_accepted(book: Path) -> None:
    assert run(["validate", str(book), "--fix", "--accept", "le reste"]) == 0
    assert "(cf. Cross" in held(book, "B107")[0]
    assert "REF102" not in {row["Règle"] for row in control(book)}


@pytest.mark.slow
def test_what_was_accepted_and_is_no_longer_found_is_told_before_it_goes(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", str(book), "--accept", "décidé par Paule"])
    change(book, B107="Un texte sans renvoi")
    capsys.readouterr()
    before = book.read_bytes()
    for _time in range(2):
        run(["validate", str(book)])
        told = " ".join(capsys.readouterr().err.split())
        assert "1 finding accepted in Contrôle no longer occurs" in told
        assert "REF102 Programme!B107" in told
        assert "(décidé par Paule)" in told
    assert book.read_bytes() == before
    run(["validate", str(book), "--write", "--select", "NUM"])  # REF102 has not looked
    assert "no longer occurs" not in capsys.readouterr().err
    run(["validate", str(book), "--write"])
    told = " ".join(capsys.readouterr().err.split())
    assert "no longer occurs, and is taken out of Contrôle" in told
    assert "(décidé par Paule)" in told
    assert "Programme!B107" not in {row["Cellule"] for row in control(book)}
    run(["validate", str(book)])
    assert "no longer occurs" not in capsys.readouterr().err


def test_a_workbook_without_controle_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    foreign(path)
    assert run(["validate", str(path), "--accept", "tel quel"]) == 0
    assert {row["Ignorer"] for row in control(path) if row["Règle"]} == {"tel quel"}
    assert run(["validate", str(path)]) == 0


def test_nothing_is_accepted_in_a_workbook_that_is_open(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book.parent / "~$p.xlsx").write_bytes(b"\x05Paule" + b" " * 160)
    assert run(["validate", str(book), "--accept", "x"]) == 2
    shown = capsys.readouterr()
    assert "Paule" in shown.err
    assert "accepted in Contrôle" not in shown.err
    assert book.read_bytes() == SHIPPED.read_bytes()
