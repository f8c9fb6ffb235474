"""``motxl validate --format`` for programs: SARIF, GitHub Actions, CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from motxl import controls
from motxl.validation import as_csv, as_github, as_sarif
from tests.cli.making import ROOT, SHIPPED, accepted_book, finding, result, shown
from tests.cli.test_validate import ROWS, foreign

# SARIF


def sarif(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> Any:
    log = json.loads(shown(capsys, *arguments, "--format", "sarif", code=code))
    (one,) = log["runs"]
    return log, one


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sarif_is_valid(
    language: str,
    shared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import jsonschema

    path = shared / "data" / "schemas" / "sarif-schema-2.1.0.json"
    schema = jsonschema.Draft4Validator(json.loads(path.read_text("utf-8")))
    monkeypatch.chdir(tmp_path)
    accepted_book(tmp_path / "accepté.xlsx")
    foreign(tmp_path / "suivi.xlsx", ROWS)
    (tmp_path / "abime.xlsx").write_bytes(b"PK\x03\x04")
    log, run_of = sarif(capsys, ".", "--lang", language, code=2)
    assert [error.message for error in schema.iter_errors(log)] == []
    assert run_of["language"] == language
    assert run_of["results"]
    notifications = run_of["invocations"][0]["toolExecutionNotifications"]
    assert sum("abime.xlsx" in one["message"]["text"] for one in notifications) == 1
    assert run_of["invocations"][0]["executionSuccessful"] is False


def test_sarif_places_a_finding_in_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "année 2025").mkdir()
    accepted_book(tmp_path / "année 2025" / "a:b#1.xlsx")
    log, run_of = sarif(capsys, "année 2025", code=1)
    assert log["version"] == "2.1.0"
    found = {one["ruleId"]: one for one in run_of["results"]}
    missing = found["NUM004"]
    (location,) = missing["locations"]
    physical = location["physicalLocation"]
    # Without the physical location GitHub refuses the log; a region would be of a text.
    uri = "ann%C3%A9e%202025/a%3Ab%231.xlsx"
    assert physical == {"artifactLocation": {"uri": uri, "index": 0}}
    assert run_of["artifacts"][0]["location"]["uri"] == uri
    (cell,) = location["logicalLocations"]
    assert cell["fullyQualifiedName"] == "Programme!A98"
    sheet = run_of["logicalLocations"][cell["parentIndex"]]
    assert (sheet["name"], sheet["kind"]) == ("Programme", "sheet")
    assert missing["level"] == "warning"
    assert found["NUM011"]["level"] == "note"
    assert missing["partialFingerprints"]["motxl/v1"]
    rules = run_of["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run_of["results"])
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    # What staff accepted is there, marked; the others say that they are not.
    suppressed = [one["ruleId"] for one in run_of["results"] if one["suppressions"]]
    assert suppressed == ["REF102"]


def test_sarif_names_a_file_outside_by_an_absolute_uri(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert as_sarif.relative_uri(str(tmp_path / "work" / "p.xlsx")) == "p.xlsx"
    assert as_sarif.relative_uri("../p é.xlsx") == (tmp_path / "work" / "../p é.xlsx").as_uri()


# GitHub


def test_github_escapes_what_would_end_a_command() -> None:
    message = "50 % of it\r\nis, this: that::error::x"
    line, *_not_checked = as_github.write([result("a,b:c%.xlsx", finding(message))])
    assert line == (
        "::warning file=a%2Cb%3Ac%25.xlsx,title=REF102 spelling of a reference%2C Programme!B2"
        "::50 %25 of it%0D%0Ais, this: that::error::x\n"
    )


def test_github_annotates_by_severity_and_leaves_out_what_was_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    accepted_book(tmp_path / "p.xlsx")
    lines = shown(capsys, "p.xlsx", "absent.xlsx", "--format", "github", code=2).splitlines()
    assert all(
        re.fullmatch(r"::(error|warning|notice) file=[^,]*,title=[^,]*::.+", x) for x in lines
    )
    assert [line.split()[0] for line in lines].count("::notice") == 24
    assert not any("REF102" in line for line in lines)
    assert lines[-1].startswith("::error file=absent.xlsx,")


# CSV


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_csv_is_as_french_excel_opens_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "motxl", "validate", str(SHIPPED), "--format", "csv"],
        cwd=ROOT, stdout=subprocess.PIPE, check=False,
        # Whatever the encoding of the terminal: the file is UTF-8 and says so.
        env={**os.environ, "MOTXL_LANG": "fr", "PYTHONIOENCODING": "latin-1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    assert done.stdout.count(b"\r\n") == done.stdout.count(b"\n") == 29
    header, *rows = rows_of(done.stdout.decode("utf-8"))
    assert len(header) == 11
    assert {len(row) for row in rows} == {11}
    few = [row for row in rows if row[5] not in ("BRD404", "MEM505")]
    assert [row[2] for row in few] == ["A37", "A98", "B107", "B123", "A6"]
    assert [row[9] != "" for row in few] == [False, False, True, True, False]


def test_no_cell_of_the_csv_is_a_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    foreign(tmp_path / "@suivi.xlsx", ROWS, sheet="=1+1")
    _, *rows = rows_of(shown(capsys, "@suivi.xlsx", "--format", "csv", code=1))
    # What was not checked is said of the workbook, not of a sheet.
    assert {(row[0], row[1]) for row in rows} == {("'@suivi.xlsx", "'=1+1"), ("'@suivi.xlsx", "")}
    for start in "=+-@\t\r\n":
        text = f'{start}HYPERLINK("http://example.org";"x")'
        _, row = rows_of("".join(as_csv.write([result("p.xlsx", finding(text))])))
        assert row[7] == f"'{controls.shown(text)}"
