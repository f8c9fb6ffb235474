"""What was not checked stands beside what was found, in each form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.cli.validate import _tell
from motxl.jobs.check import check
from motxl.validation.outcome import CheckOptions, Result
from tests.cli.making import SHIPPED, shown
from tests.cli.test_validate import foreign

SHEETS = "Not checked: the sheet “B”, which contains rows with codes too (choose it with --sheet)."
REST = "Not checked: Type, Réf., members, dates, jetons (this workbook has none)."
HEAD: list[object] = ["Axe", "Programme de travail"]
ROWS: list[list[object]] = [HEAD, ["1", "A"], ["1.1", "B"], ["1.1.1", "C"]]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A programme of two columns, in which all is well, and a second one beside it."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    path = foreign(tmp_path / "p.xlsx", ROWS, sheet="A")
    both = openpyxl.load_workbook(path)
    page = both.create_sheet("B")
    for row in (HEAD, ["2", "A"], ["2.1", "B"], ["2.1.1", "C"], ["2.1.3", "D"]):
        page.append(row)
    both.save(path)
    return path


def test_as_text(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del book
    text = shown(capsys, "p.xlsx", code=0)
    assert text == (
        "p.xlsx · 3 rows\n\nIn what was checked, all is well.\n"
        "Not checked: the sheet “B”, which contains rows with codes too (choose it with\n  "
        "--sheet).\n"
        f"{REST}\n"
    )


def test_a_column_that_was_checked_is_not_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[list[object]] = [[*HEAD, "Type"], ["1", "A", "Axe"], ["1.1", "B", "Objectif"]]
    path = foreign(tmp_path / "p.xlsx", [*rows, ["1.1.1", "C", "Actoin"]])
    text = shown(capsys, str(path), code=1)
    assert "“Actoin” is not one of the values of “Type”." in text
    assert "Not checked: Réf., members, dates, jetons (this workbook has none)." in text


def test_where_everything_was_checked_nothing_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for form in ("text", "json", "sarif", "github", "csv"):
        text = shown(capsys, str(SHIPPED), "--format", form, code=1).casefold()
        assert "not checked" not in text
        assert "not_checked" not in text


def test_as_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(shown(capsys, str(book), "--format", "json", code=0))
    assert document["version"] == 1
    assert document["workbooks"][0]["not_checked"] == [
        {"kind": "sheet", "sheet": None, "message": SHEETS},
        {"kind": "tables", "sheet": None, "message": REST},
    ]


def test_as_sarif(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(shown(capsys, str(book), "--format", "sarif", code=0))
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"]
    notes = invocation["toolExecutionNotifications"]
    assert [(n["level"], n["message"]["text"]) for n in notes] == [("note", SHEETS), ("note", REST)]


def test_for_github(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, str(book), "--format", "github", code=0).splitlines()
    assert lines[0] == f"::notice file=p.xlsx,title=not checked::{SHEETS}"


@pytest.mark.parametrize("form", ["json", "sarif", "github", "csv"])
def test_scripts_know_which_rules_they_left_out(
    form: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every = shown(capsys, str(book), "--format", form, code=0)
    assert shown(capsys, str(book), "--format", form, "--ignore", "NUM001", code=0) == every


def test_as_csv(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, str(book), "--format", "csv", code=0).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["Severity"], row["Rule"], row["Finding"]) for row in rows] == [
        ("Not checked", "", SHEETS),
        ("Not checked", "", REST),
    ]


def test_counted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, str(book), "--statistics", code=0)
    assert text.startswith("In what was checked, all is well.\nNot checked: the sheet “B”")


def test_in_french(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, str(book), "--lang", "fr", code=0)
    assert "Dans ce qui a été vérifié, tout va bien." in text
    assert "Non vérifié\u00a0: la feuille «\u00a0B\u00a0»" in text


@pytest.mark.parametrize(
    ("rows", "ending"),
    [
        (ROWS, "In what was checked, all is well. · 2 items were not checked"),
        ([*ROWS, ["1.1.3", "D"]], "To check: 1 · 2 items were not checked"),
    ],
)
def test_in_the_application_one_sentence(
    rows: list[list[object]], ending: str, tmp_path: Path
) -> None:
    path = foreign(tmp_path / "p.xlsx", rows)
    outcome = check(path, CheckOptions(columns="A,B"))
    assert isinstance(outcome, Result)
    outcome = outcome._replace(unchecked=[*outcome.unchecked, *outcome.unchecked])
    told: list[str] = []
    _tell(SimpleNamespace(say=told.append), outcome)  # type: ignore[arg-type]
    assert told == [ending]


@pytest.mark.parametrize(
    "command", [["references"], ["colour", "--check"], ["renumber", "--check"]]
)
def test_other_commands_say_what_they_left_aside(
    command: list[str], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run([*command, str(book)])
    assert "motxl did not read the sheet “B”" in capsys.readouterr().err
