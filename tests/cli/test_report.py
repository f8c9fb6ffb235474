"""What ``motxl validate`` shows to people, over several workbooks, and counted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from motxl.__main__ import run
from motxl.cli import report
from motxl.cli.common import as_typed
from motxl.output import door
from motxl.validation.outcome import Unreadable
from motxl.validation.rules import CODES
from tests.cli.making import ROOT, SAFE, SHIPPED, UNSAFE, accepted_book, finding, result, shown
from tests.cli.test_validate import ROWS, foreign

# Text


def width_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [50, 80])
@pytest.mark.parametrize("option", ["--format=text", "--statistics"])
def test_text_fits_the_terminal(
    option: str,
    width: int,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(tmp_path)
    shutil.copy(SHIPPED, tmp_path / "un-long-nom-de-classeur-de-travail.xlsx")
    foreign(tmp_path / "suivi.xlsx", ROWS)
    text = shown(capsys, ".", option, "--lang", language, code=1)
    # Commands are not broken: they are there to be copied.
    lines = [line for line in text.splitlines() if not line.startswith("  motxl validate ")]
    assert [line for line in lines if width_of(line) > width] == []


def on_a_terminal(*arguments: str, **environment: str) -> bytes:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    try:
        subprocess.run(
            [sys.executable, "-m", "motxl", "validate", str(SHIPPED), *arguments],
            cwd=ROOT, stdout=follower, stderr=follower, check=False,
            env={**os.environ, "TERM": "xterm", **environment},
        )  # fmt: skip
        return os.read(leader, 65536)
    finally:
        os.close(follower)
        os.close(leader)


def test_colours_are_for_terminals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert b"\x1b[" in on_a_terminal("--select", "BRD")
    assert b"\x1b[" not in on_a_terminal("--select", "BRD", NO_COLOR="1")
    assert b"\x1b[" not in on_a_terminal("--select", "BRD", NO_COLOR="1", FORCE_COLOR="1")
    assert b"\x1b[" in on_a_terminal("--select", "BRD", NO_COLOR="")
    assert "\x1b[" not in shown(capsys, str(SHIPPED), code=1)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in shown(capsys, str(SHIPPED), code=1)
    assert "\x1b[" not in shown(capsys, str(SHIPPED), "--format", "csv", code=1)


@pytest.fixture
def _with_fix() -> Iterator[None]:
    """A command that has the option ``--fix``."""
    command = click.Command("validate", params=[click.Option(["--fix"], is_flag=True)])
    with click.Context(command) as ctx:
        ctx.params = {"sheet": "Feuil 1", "columns": None, "select": ("REF", "NUM"), "ignore": ()}
        yield


@pytest.mark.usefixtures("_with_fix")
def test_the_end_says_what_to_type_for_the_corrections() -> None:
    book = result("mon programme.xlsx", finding("a", fix=SAFE), finding("b", fix=UNSAFE),
                  finding("c", fix=SAFE, accepted=True), finding("d"))  # fmt: skip
    text = "".join(report.write([book]))
    options = '--sheet "Feuil 1" --select REF --select NUM'
    command = 'motxl validate "mon programme.xlsx"'
    assert f"1 finding can be corrected without risk:\n  {command} --fix {options}\n" in text
    assert (
        f"1 finding has a correction to be read first:\n  {command} --unsafe-fixes --diff {options}"
        in text
    )
    assert "--fix" not in "".join(report.write([result("p.xlsx", finding("b", fix=UNSAFE))]))


@pytest.mark.skipif(os.name == "nt", reason="the quotes of other shells")
@pytest.mark.parametrize(
    "path", ["p.xlsx", "mon programme.xlsx", "l'été & l'hiver.xlsx", 'a"b.xlsx', "$HOME (2).xlsx"]
)
def test_a_path_is_quoted_as_a_shell_reads_it(path: str) -> None:
    said = subprocess.run(
        ["sh", "-c", f"printf %s {as_typed(path)}"], stdout=subprocess.PIPE, check=True
    )
    assert said.stdout.decode() == path
    assert (as_typed(path) == path) == (path == "p.xlsx")


# Several workbooks


def test_totals_over_several_workbooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SHIPPED, "a.xlsx")
    foreign(
        tmp_path / "b.xlsx",
        [["Axe", "Programme de travail"], ["1", "A"], ["1.1", "B"], ["1.1", "C"]],
    )
    (tmp_path / "vide").mkdir()
    assert run(["validate", "vide", "a.xlsx", "b.xlsx", "absent.xlsx", "./a.xlsx"]) == 2
    said = capsys.readouterr()
    assert said.out.endswith(
        "2 workbooks: 0 blocking findings, 4 to check, 24 for information.\n1 of them was not "
        "fully "
        "checked: run motxl validate BOOK to see what is missing.\n2 workbooks could not be read.\n"
        "To learn more about a rule, run: motxl explain CODE\n"
    )
    assert said.out.count("a.xlsx ·") == 1
    first, second = said.err.splitlines()
    assert "vide is a folder without a workbook" in first
    assert "absent.xlsx does not exist" in second


def test_several_workbooks_that_are_all_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        foreign(tmp_path / name, [["Axe", "Programme de travail"], ["1", "A"]])
    text = shown(capsys, str(tmp_path), "--select", "REF102", code=0)
    assert text.endswith(
        "\n\n2 workbooks: in what was checked, all is well.\n2 of them were not fully checked: "
        "run motxl validate BOOK to see what is\nmissing.\n"
    )


def test_a_sheet_that_one_workbook_lacks_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = foreign(tmp_path / "a.xlsx", ROWS, sheet="Suivi")
    two = foreign(tmp_path / "b.xlsx", ROWS, sheet="Plan")
    assert run(["validate", str(one), str(two), "--sheet", "Plan"]) == 2
    said = capsys.readouterr()
    assert "b.xlsx" in said.out
    assert len(said.err.splitlines()) == 1


def test_wrong_columns_are_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        foreign(tmp_path / name, ROWS)
    assert run(["validate", str(tmp_path), "--columns", "1"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_pattern_that_the_shell_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(SHIPPED, tmp_path / "a.xlsx")
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    assert "a.xlsx" in shown(capsys, str(tmp_path / "*.xlsx"), code=1)
    assert run(["validate", str(tmp_path / "z*.xlsx")]) == 2


# Statistics


def test_statistics_as_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = shown(capsys, str(SHIPPED), "--statistics", code=1).splitlines()
    assert lines[0].split() == ["Found", "Fixable", "Rule"]
    assert [line for line in lines if line.split()[:3] == ["1", "1", "REF102"]]
    assert "0 blocking findings, 4 to check, 24 for information." in lines


def test_statistics_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted_book(tmp_path / "a.xlsx")
    shutil.copy(SHIPPED, tmp_path / "b.xlsx")
    document = json.loads(shown(capsys, str(tmp_path), "--statistics", "--format", "json", code=1))
    rows = {row["rule"]: row for row in document["statistics"]}
    assert rows["REF102"] == {
        "rule": "REF102", "name": "reference-spelling", "severity": "warning",
        "count": 1, "fixable": 1, "unsafe_fixable": 0, "accepted": 1,
    }  # fmt: skip
    assert rows["BRD402"]["unsafe_fixable"] == 2
    assert len(document["workbooks"]) == 2


def test_statistics_have_no_other_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(SHIPPED), "--statistics", "--format", "sarif"]) == 2
    assert "--statistics" in capsys.readouterr().err


def test_of_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = foreign(tmp_path / "b.xlsx", [["Axe", "Programme de travail"], ["1", "A"]])
    select = ("--select", "REF102")
    assert shown(capsys, str(book), "--statistics", *select, code=0) == (
        "In what was checked, all is well.\n"
        f"Not checked: {len(CODES) - 1} rules of {len(CODES)}, left out by --select or --ignore.\n"
    )
    assert shown(capsys, str(book), "--format", "github", *select, code=0) == ""
    assert shown(capsys, str(book), "--format", "csv", *select, code=0).count("\n") == 1


# Progress


def test_a_person_who_waits_sees_what_is_being_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from motxl.cli import progress

    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    line = progress.ProgressLine(3)
    with door(), line.at(2, "p.xlsx"):
        deadline = 100
        while not line._drawn and deadline:
            deadline -= 1
            time.sleep(0.02)
    said = capsys.readouterr()
    assert "Checking p.xlsx… (2 of 3)" in said.err
    assert said.err.endswith(" \r"), "nothing of it stays"
    assert said.out == ""


def test_where_nobody_looks_nothing_is_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from motxl.cli import progress

    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert run(["validate", str(SHIPPED)]) == 1
    assert capsys.readouterr().err == ""


# Loading


def test_a_form_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "import sys\nfrom motxl.__main__ import run\n"
        f"run(['validate', {str(SHIPPED)!r}])\n"
        "others = {'json', 'csv', 'difflib', 'signal', 'rich', 'motxl.cli.watch',"
        " 'motxl.validation.as_sarif', 'motxl.validation.as_json', 'motxl.validation.as_csv',"
        # A table of ours stands there: nothing is searched.
        " 'motxl.book.reading.searching', 'motxl.book.reading.told', 'motxl.programme.finding',"
        " 'motxl.programme.found', 'motxl.programme.joining', 'motxl.programme.recognising'}\n"
        "sys.exit(str(sorted(others & set(sys.modules))) if others & set(sys.modules) else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_unreadable_workbook_is_in_no_json(tmp_path: Path) -> None:
    from motxl.validation import as_json

    (text,) = as_json.write([Unreadable("p.xlsx", "p.xlsx is damaged.")])
    assert json.loads(text) == {"version": 1, "workbooks": []}
