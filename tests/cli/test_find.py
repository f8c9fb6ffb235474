"""``motxl find`` says where a programme stands, and commands that read it there say so too."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from motxl import find
from motxl.__main__ import run
from motxl.template.shipped import source_path
from tests.others import WORKBOOKS, needed

SHIPPED = Path(__file__).parents[2] / "workbooks" / "programme-2025.xlsx"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Work packages, as projects have them, with a milestone among them."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    for row in (
        ["Project"], ["WBS", "Task", "Owner"], ["WP1", "Management"], ["T1.1", "Coordination"],
        ["T1.2", "Reporting"], ["WP2", "Research"], ["T2.1", "Survey"], ["M4", "Milestone"],
        ["T2.2", "Report"], [], ["Note: as adopted"],
    ):  # fmt: skip
        sheet.append(row)
    book.create_sheet("Budget").append(["Amount", 12])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    return path


def test_two_lines_say_where_it_is_and_what_is_left_aside(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(plan.parent)
    assert run(["find", plan.name, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "plan.xlsx: sheet “Plan”, rows 3–9, codes in column A, labels in column B "
        "(WP1, T1.1); this is sure.",
        "  Left out: row 1 (titles); row 8 (codes of another kind); row 11 (notes); "
        "the sheet “Budget”.",
    ]


def test_each_reason_stands_with_its_cell(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["find", str(plan), "-v", "--lang", "fr"])
    told = capsys.readouterr().out
    assert "+ A2\u00a0: «\u00a0WBS\u00a0» annonce des codes" in told
    assert "Numérotation\u00a0: WP1 › T1.1" in told
    assert "--sheet Plan --columns A,B" in " ".join(told.split())


def test_scripts_get_the_same(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["find", str(plan), "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["workbooks"]
    assert found == find(plan).as_json()
    (programme,) = found["programmes"]
    assert (found["chosen"], programme["confidence"]) == (0, "sure")
    assert [level["prefix"] for level in programme["levels"]] == ["WP", "T"]
    assert programme["parts"][0]["left_out"][2] == {"why": "other-kind", "rows": [8]}


def test_other_commands_say_what_they_read(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["validate"], ["references"], ["colour", "--check"]):
        run([*command, str(plan), "--lang", "en"])
        told = capsys.readouterr().err
        assert "Programme found: sheet “Plan”, rows 3–9" in told, command
        assert "Left out: row 1 (titles)" in " ".join(told.split()), command


def test_what_has_a_table_or_a_header_of_ours_needs_no_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["find", str(SHIPPED), "--lang", "en"]) == 0
    assert "tblProgramme in the sheet" in capsys.readouterr().out
    run(["validate", str(SHIPPED), "--lang", "en"])
    assert "Programme found" not in capsys.readouterr().err


def test_what_is_not_sure_is_proposed_and_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["N°", "Action"])
    for number in range(1, 9):
        book.worksheets[0].append([number, f"Relier le réseau {number}x"])
    path = tmp_path / "liste.xlsx"
    book.save(path)
    assert run(["find", str(path), "--lang", "en"]) == 1
    assert run(["validate", str(path), "--lang", "en"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "--sheet Sheet --columns A,B" in told


@needed
@pytest.mark.slow
def test_workbooks_that_hold_no_programme_are_not_taken_for_one() -> None:
    assert [path.name for path in WORKBOOKS if find(path).is_decided] == []


def test_of_a_text_it_says_what_an_import_finds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    text = source_path("programme-2025.txt").read_text("utf-8")
    Path("programme 2025.txt").write_text(text, "utf-8")
    Path("plan.csv").write_text(
        "Code;Action;Pilote\n1;Un;\n1.1;Deux;Anne\n1.2;Trois;Zoé\n", "utf-8"
    )
    assert run(["find", "programme 2025.txt", "plan.csv", "--lang", "en"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "programme 2025.txt: a text that motxl can import: 138 rows, 12 themes.",
        "  Title: “PROGRAMME DE TRAVAIL DE LA MOT 2025 (au 29/01/2025)”",
        '  To make a workbook of it, run: motxl import "programme 2025.txt" -o '
        '"programme 2025.xlsx"',
        "plan.csv: sheet “plan”, rows 2–4, codes in column A, labels in column B (1, 1.1); this is "
        "sure.",
        "plan.csv: a text that motxl can import: 3 rows.",
        "  Columns: “Pilote” → Pilote.",
        "  To make a workbook of it, run: motxl import plan.csv -o plan.xlsx --year 2026",
    ]
    found = find("plan.csv")
    assert found.is_decided
    assert found.as_json()["text"]["rows"] == 3
    assert find(SHIPPED).as_json()["text"] is None


def test_a_text_that_is_no_programme_and_a_workbook_that_is_none_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lettre.txt").write_text("Chère collègue,\nvoici.\n", "utf-8")
    (tmp_path / "faux.xlsx").write_text("1.1.1\tDialogue\n", "utf-8")
    assert run(["find", str(tmp_path / "lettre.txt"), "--lang", "en"]) == 2
    assert "This is not a work programme" in capsys.readouterr().err
    assert run(["find", str(tmp_path / "faux.xlsx"), "--lang", "en"]) == 2
    assert "whatever its name says" in capsys.readouterr().err


def test_other_commands_say_that_a_text_is_to_be_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, text = tmp_path / "plan.csv", tmp_path / "plan.txt"
    for path in (plan, text):
        path.write_text("Code;Action\n1;Un\n1.1;Deux\n", "utf-8")
    for command in (["validate", text], ["references", text], ["colour", plan]):
        assert run([*map(str, command), "--lang", "en"]) == 2
        told = capsys.readouterr().err
        assert "motxl import" in told
        assert "whatever its name says" not in told


def test_a_csv_is_checked_as_it_stands_and_never_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.csv"
    rows = ["N°;Action;Pilote", "1;Accueil;Anne", "1.1;Un bureau;Zoé", "1.1;Un guide;Zoé", "2;Eau;"]
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    before = path.read_bytes()
    assert run(["validate", str(path), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "A4" in told
    assert "NUM008" in told
    assert run(["validate", str(path), "--fix", "--lang", "en"]) == 2
    assert path.read_bytes() == before


def test_what_it_says_in_french_is_written_as_french(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["find", str(plan), "-v", "--lang", "fr"]) == 0
    said = capsys.readouterr().out
    assert "“" not in said
    assert "«\u00a0Budget\u00a0»" in said
    assert not [one for one in said.split(str(plan))[1:] if "); " in one]
    assert not [line for line in said.splitlines() if line.lstrip().startswith("+ B2:")]
