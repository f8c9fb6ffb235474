"""The forms in which ``validate`` shows its findings to programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.workbook.shipped import template_path

SHIPPED = template_path("programme-2025")


def output(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> str:
    assert run(["validate", *arguments]) == code
    return capsys.readouterr().out


@pytest.fixture
def odd_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A relative path with a space, accents, a comma and a percent sign."""
    monkeypatch.chdir(tmp_path)
    path = Path("dossier été") / "a, 100 %.xlsx"
    path.parent.mkdir()
    path.write_bytes(SHIPPED.read_bytes())
    return path


def test_sarif_is_valid(odd_name: Path, capsys: pytest.CaptureFixture[str], shared: Path) -> None:
    import jsonschema

    report = json.loads(output(capsys, str(odd_name), "--format", "sarif"))
    (one,) = report["runs"]
    rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in one["results"])
    spelling = next(result for result in one["results"] if result["ruleId"] == "REF102")
    place = spelling["locations"][0]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "dossier%20%C3%A9t%C3%A9/a%2C%20100%20%25.xlsx"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "Programme!B107"
    schema = shared / "data" / "schemas" / "sarif-schema-2.1.0.json"
    jsonschema.validate(report, json.loads(schema.read_text("utf-8")))


def test_sarif_of_nothing_is_valid_too(capsys: pytest.CaptureFixture[str], shared: Path) -> None:
    import jsonschema

    text = output(capsys, str(SHIPPED), "--format", "sarif", "--select", "COL", code=0)
    schema = shared / "data" / "schemas" / "sarif-schema-2.1.0.json"
    jsonschema.validate(json.loads(text), json.loads(schema.read_text("utf-8")))


def test_github_commands_are_escaped(odd_name: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = output(capsys, str(odd_name), "--format", "github").splitlines()
    assert all(line.startswith(("::warning ", "::notice ")) for line in lines)
    spelling = next(line for line in lines if "REF102" in line)
    assert "file=dossier été/a%2C 100 %25.xlsx,title=REF102 reference-spelling::" in spelling
    assert "Programme!B107" in spelling


def test_csv_opens_in_a_french_excel(odd_name: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = output(capsys, str(odd_name), "--format", "csv", "--lang", "fr")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[0][:5] == ["Classeur", "Gravité", "Règle", "Feuille", "Cellule"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert ["À vérifier", "REF102", "Programme", "B107"] in [row[1:5] for row in rows]


def test_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    text = output(capsys, str(SHIPPED), "--statistics")
    assert text.splitlines()[0].split()[:2] == ["12", "MEM505"]
    assert "1 safe to correct" in text
    report = json.loads(output(capsys, str(SHIPPED), "--statistics", "--format", "json"))
    assert report["statistics"][0]["findings"] == 12
    assert sum(one["fixable"] for one in report["statistics"]) == 1
    rows = output(capsys, str(SHIPPED), "--statistics", "--format", "csv").splitlines()
    assert len(rows) == 8


def test_several_workbooks_end_in_a_total(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(SHIPPED.read_bytes())
    text = output(capsys, str(tmp_path))
    assert text.rstrip().splitlines()[-1] == "2 workbooks checked, 2 need a look."
