"""``motxl find`` says where a programme stands, and commands that read it there say so too."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from motxl import find
from motxl.__main__ import run
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
    assert "+ A2: «\u00a0WBS\u00a0» annonce des codes" in told
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
