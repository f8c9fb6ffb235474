"""``motxl validate``: what it says of the shipped workbook, of foreign ones, and to scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.template.shipped import template_path

SHIPPED = template_path("programme-2025")


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> Any:
    assert run(["validate", *arguments, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def test_the_shipped_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    report = as_json(capsys, str(SHIPPED))
    (book,) = report["workbooks"]
    assert report["version"] == 1
    assert book["programme"] == {"year": 2025, "date": "2025-01-29", "entries": 138}
    found = [(d["rule"], d["sheet"], d["cell"]) for d in book["diagnostics"]]
    # Eleven rows name a territory or a border that they lack: true, and for people to decide.
    assert [cell for rule, _sheet, cell in found if rule == "BRD404"] == [
        *("F35", "F51", "F73", "F115", "F119", "F120"),
        *("F123", "F131", "F132", "F135", "F137"),
    ]
    # Twelve name a member that is not under Adhérents concernés.
    assert sum(rule == "MEM505" for rule, _sheet, _cell in found) == 12
    assert [one for one in found if one[0] not in ("BRD404", "MEM505")] == [
        ("NUM011", "Programme", "A37"),
        ("NUM004", "Programme", "A98"),
        ("REF102", "Programme", "B107"),
        ("BRD402", "Programme", "B123"),
        ("REF103", "Thèmes", "A6"),
    ]
    assert book["counts"] == {"error": 0, "warning": 4, "info": 24}
    spelling = next(d for d in book["diagnostics"] if d["rule"] == "REF102")
    assert spelling["ref"] == "2025-105"
    assert spelling["fix"] == {
        "safe": True,
        "edits": [
            {"op": "replace-text", "sheet": "Programme", "cell": "B107", "start": 100, "end": 102,
             "text": "cf."}
        ],
    }  # fmt: skip
    keys = {"rule", "name", "severity", "sheet", "cell", "ref", "message", "suggestion",
            "fingerprint", "accepted", "fix"}  # fmt: skip
    assert all(set(d) == keys for d in book["diagnostics"])


def test_as_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["validate", str(SHIPPED)]) == 1
    text = capsys.readouterr().out
    assert "B107" in text
    assert "0 blocking findings, 4 to check, 24 for information." in text
    # A path may be longer than the terminal; everything else fits.
    lines = [line for line in text.splitlines() if str(SHIPPED) not in line]
    assert [line for line in lines if len(line) > 80] == []


def test_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(SHIPPED), "--lang", "fr"]) == 1
    text = capsys.readouterr().out
    assert "À vérifier" in text
    assert "« cf Cross-border deal thème 8 »".replace(" »", "\u00a0»") in text.replace(
        "« ", "« "
    ).replace("«\u00a0", "« ")


def test_select_and_ignore(capsys: pytest.CaptureFixture[str]) -> None:
    def rules(*options: str, code: int) -> list[str]:
        (book,) = as_json(capsys, str(SHIPPED), *options, code=code)["workbooks"]
        return [diagnostic["rule"] for diagnostic in book["diagnostics"]]

    assert rules("--select", "REF", code=1) == ["REF102", "REF103"]
    assert rules("--select", "num011", code=0) == ["NUM011"]
    assert rules("--select", "NUM,BRD402", "--ignore", "NUM004", code=1) == ["NUM011", "BRD402"]
    assert rules("--ignore", "NUM,REF,BRD,MEM", code=0) == []
    assert run(["validate", str(SHIPPED), "--select", "XYZ9"]) == 2
    assert "XYZ9" in capsys.readouterr().err


def foreign(path: Path, rows: list[list[object]], sheet: str = "Feuil1") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)
    return path


ROWS: list[list[object]] = [
    ["Programme de travail 2026"],
    [],
    ["Pilote", "Axe", "PROGRAMME DE TRAVAIL DE LA MOT 2026"],
    ["A", "1", "AXE 1"],
    ["B", "1.1", "Premier objectif"],
    ["C", "1.1.x", "Une action (cf Cross-border deal thème 3)"],
]


def test_a_foreign_workbook_is_found_by_its_header(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = foreign(tmp_path / "suivi.xlsx", ROWS)
    (book,) = as_json(capsys, str(path), "--ignore", "REF103")["workbooks"]
    assert book["programme"]["entries"] == 3
    assert book["programme"]["year"] == 2026
    found = {(d["rule"], d["cell"]) for d in book["diagnostics"]}
    assert found == {("NUM001", "B6"), ("REF102", "C6"), ("COL301", "C6"), ("NUM013", "B5")}


def test_a_foreign_workbook_by_sheet_and_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = foreign(tmp_path / "suivi.xlsx", ROWS)
    (book,) = as_json(capsys, str(path), "--sheet", "feuil1", "--columns", "C", "--select", "COL")[
        "workbooks"
    ]
    assert [(d["rule"], d["cell"]) for d in book["diagnostics"]] == [("COL301", "C6")]
    assert book["programme"]["entries"] == 4  # every text of the column, its header too
    assert run(["validate", str(path), "--sheet", "Absente"]) == 2
    assert "Feuil1" in capsys.readouterr().err
    for wrong in ("1", "A,B,C", "A,A", "AAAA", ""):
        assert run(["validate", str(path), "--columns", wrong]) == 2


def test_a_code_that_excel_converted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import datetime

    rows: list[list[object]] = [
        ["Axe", "Programme de travail 2026"],
        ["1", "AXE 1"],
        ["1.1", "A"],
        ["1.1.1", "B"],
        ["1.1.2", "C"],
        [datetime(2003, 1, 1), "D"],
        ["1.1.4", "E"],
    ]
    path = foreign(tmp_path / "p.xlsx", rows)
    (book,) = as_json(capsys, str(path), "--select", "NUM")["workbooks"]
    assert [(d["rule"], d["cell"]) for d in book["diagnostics"]] == [("NUM002", "A6")]
    assert "1.1.3" in book["diagnostics"][0]["suggestion"]


def test_several_and_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").mkdir()
    clean: list[list[object]] = [["Axe", "Programme de travail"], ["1", "A"], ["1.1", "B"],
                                 ["1.1", "C"]]  # fmt: skip
    foreign(tmp_path / "a" / "un.xlsx", clean)
    foreign(tmp_path / "a" / "deux.xlsx", clean)
    (tmp_path / "a" / "~$deux.xlsx").write_bytes(b"x")
    (tmp_path / "a" / "note.txt").write_text("x")
    report = as_json(capsys, str(tmp_path / "a"), code=0)
    assert [Path(b["path"]).name for b in report["workbooks"]] == ["deux.xlsx", "un.xlsx"]
    (tmp_path / "a" / "abime.xlsx").write_bytes(b"PK\x03\x04")
    report = as_json(capsys, str(tmp_path / "a"), code=2)
    assert len(report["workbooks"]) == 2
    (tmp_path / "vide").mkdir()
    assert run(["validate", str(tmp_path / "vide")]) == 2


def test_an_accepted_finding_does_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book,) = as_json(capsys, str(SHIPPED))["workbooks"]
    path = tmp_path / "p.xlsx"
    workbook = openpyxl.load_workbook(SHIPPED, rich_text=True)
    sheet = workbook["Contrôle"]
    table = sheet.tables["tblControle"]
    first = int("".join(filter(str.isdigit, table.ref.split(":")[0]))) + 1
    names = [column.name for column in table.tableColumns]
    for row, diagnostic in enumerate(book["diagnostics"], first):
        sheet.cell(row, names.index("Ignorer") + 1, "oui")
        sheet.cell(row, names.index("Empreinte") + 1, diagnostic["fingerprint"])
    table.ref = table.ref[: table.ref.index(":") + 1] + f"G{first + len(book['diagnostics']) - 1}"
    table.autoFilter.ref = table.ref
    workbook.save(path)
    (book,) = as_json(capsys, str(path), code=0)["workbooks"]
    assert all(diagnostic["accepted"] for diagnostic in book["diagnostics"])
    assert book["counts"] == {"error": 0, "warning": 0, "info": 0}
