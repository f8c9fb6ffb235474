"""``validate --fix``, ``--unsafe-fixes``, ``--diff`` and ``--write``, as staff run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.jobs.control import write
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from motxl.validation.rules import CODES

SHIPPED = template_path("programme-2025")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "p.xlsx"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def control(path: Path) -> list[dict[str, Any]]:
    """The rows of tblControle, by column."""
    sheet = openpyxl.load_workbook(path)["Contrôle"]
    table = sheet.tables["tblControle"]
    rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def accept(path: Path, rule: str) -> None:
    workbook = Workbook.open(path)
    table = workbook.table("tblControle")
    assert table is not None
    rules = table.sheet.cells([table.column("Règle")], table.first_data_row, table.last_data_row)
    row = next(cell.row for cell in rules if cell.text == rule)
    table.sheet.set_value((row, table.column("Ignorer") or 0), "oui")
    workbook.save()


def test_safe_fixes(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Workbook.open(book)
    assert run(["validate", str(book), "--fix"]) == 1
    text = capsys.readouterr()
    assert "1 correction made" in text.out
    assert "before: …de collectivités lauréates (cf Cross-border deal thème 8)\n" in text.out
    assert "after:  …de collectivités lauréates (cf[.] Cross-border deal thème 8)\n" in text.out
    assert "motxl undo" in text.err
    after = Workbook.open(book)
    changed = [name for name in before.package.names() if before.part(name) != after.part(name)]
    assert set(changed) <= {"xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"}
    assert run(["validate", str(book), "--fix"]) == 1
    assert "correction" not in capsys.readouterr().out.split("\n\n")[0]
    assert Workbook.open(book).to_bytes() == after.to_bytes()
    assert run(["undo", str(book)]) == 0
    assert Workbook.open(book).to_bytes() == before.to_bytes()


def test_diff_writes_nothing_and_says_what_would_come(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert run(["validate", str(book), "--diff", "--select", "REF102"]) == 1
    said = capsys.readouterr().out
    assert "1 correction, not written" in said
    assert "--fix" in said
    assert run(["validate", str(book), "--diff", "--select", "BRD402"]) == 1
    assert "FR-BE" not in capsys.readouterr().out.split("Sheet Programme")[0]
    assert run(["validate", str(book), "--diff", "--unsafe-fixes", "--select", "BRD402"]) == 1
    said = capsys.readouterr().out
    assert 'holders" FR[ ]BE' in said
    assert 'holders" FR[-]BE' in said
    assert book.read_bytes() == before
    assert run(["validate", str(book), "--diff", "--write"]) == 2


def test_fixed_ones_are_in_the_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", str(book), "--fix", "--format", "json"])
    (report,) = json.loads(capsys.readouterr().out)["workbooks"]
    assert [d["rule"] for d in report["fixed"]] == ["REF102"]
    assert report["not_fixed"] == []
    assert "REF102" not in {d["rule"] for d in report["diagnostics"]}


def test_an_open_workbook_is_not_corrected(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = book.read_bytes()
    (book.parent / "~$p.xlsx").write_bytes(b"\x05Paule" + b" " * 160)
    assert run(["validate", str(book), "--fix"]) == 2
    assert "Paule" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_write_fills_controle_most_serious_first_with_a_link_each(book: Path) -> None:
    assert run(["validate", str(book), "--write", "--lang", "fr"]) == 1
    rows = control(book)
    assert [row["Règle"] for row in rows[:5]] == ["NUM004", "REF102", "BRD402", "REF103", "BRD404"]
    assert rows[0]["Gravité"] == "À vérifier"
    assert rows[1]["Cellule"] == "Programme!B107"
    sheet = openpyxl.load_workbook(book)["Contrôle"]
    cells = (sheet.cell(row, 3) for row in range(1, sheet.max_row + 1))
    links = [cell.hyperlink.location for cell in cells if cell.hyperlink]
    assert links[:2] == ["'Programme'!A98", "'Programme'!B107"]
    assert len(links) == len(rows)
    saved = book.read_bytes()
    assert run(["validate", str(book), "--write", "--lang", "fr"]) == 1
    assert book.read_bytes() == saved


def test_ignorer_is_kept_through_rewrites_and_when_rows_move(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", str(book), "--write"])
    accept(book, "NUM004")
    workbook = Workbook.open(book)
    table = workbook.table("tblProgramme")
    assert table is not None
    row: list[Any] = ["1.1.1", "Une action de plus", "Action", "2025-900"]
    table.insert_rows(10, [row + [None] * 13])
    workbook.save()
    run(["validate", str(book), "--write"])
    kept = {row["Règle"]: row for row in control(book)}
    assert kept["NUM004"]["Ignorer"] == "oui"
    assert kept["NUM004"]["Cellule"] == "Programme!A99"
    assert kept["REF102"]["Ignorer"] is None
    run(["validate", str(book), "--write", "--select", "REF"])  # NUM was not asked
    assert {row["Règle"]: row["Ignorer"] for row in control(book)}["NUM004"] == "oui"
    capsys.readouterr()
    run(["validate", str(book), "--ignore", "BRD,REF"])
    assert "1 finding was accepted" in capsys.readouterr().out


def test_controle_follows_the_rows_that_a_correction_moves(book: Path) -> None:
    workbook = Workbook.open(book)
    table = workbook.table("tblProgramme")
    assert table is not None
    table.insert_rows(70, [[None] * len(table.columns)])
    workbook.save()
    run(["validate", str(book), "--write"])
    accept(book, "NUM004")
    before = {row["Règle"]: row for row in control(book)}
    assert before["NUM004"]["Cellule"] == "Programme!A99"
    run(["validate", str(book), "--fix", "--select", "STR703"])
    after = {row["Règle"]: row for row in control(book)}
    assert before.keys() - after.keys() == {"STR703"}
    assert after["NUM004"]["Cellule"] == "Programme!A98"
    assert after["NUM004"]["Ignorer"] == "oui"
    told = [(row["Règle"], row["Cellule"], row["Constat"]) for row in control(book)]
    run(["validate", str(book), "--write"])
    assert [(row["Règle"], row["Cellule"], row["Constat"]) for row in control(book)] == told
    sheet = openpyxl.load_workbook(book)["Contrôle"]
    links = {cell.value: cell.hyperlink.location for (cell,) in sheet["C5:C40"] if cell.hyperlink}
    assert links["Programme!A98"] == "'Programme'!A98"


def test_controle_keeps_another_fault_of_a_text_that_was_corrected(book: Path) -> None:
    workbook = Workbook.open(book)
    sheet = workbook.sheet("Programme")
    text = sheet.cell("B107").text
    sheet["B107"] = ""
    sheet["B107"] = text
    workbook.save()
    run(["validate", str(book), "--write"])
    run(["validate", str(book), "--fix", "--select", "REF102"])
    told = {row["Règle"]: row["Constat"] for row in control(book)}
    assert "REF102" not in told
    assert "“cf. Cross-border deal thème 8” is not in the right colour" in told["COL301"]


def test_columns_that_staff_added_to_controle_are_kept(book: Path) -> None:
    run(["validate", str(book), "--write"])
    workbook = openpyxl.load_workbook(book, rich_text=True)
    sheet = workbook["Contrôle"]
    table = sheet.tables["tblControle"]
    first, last = table.ref.split(":")
    sheet["H4"] = "Note"
    row = next(r for r in range(5, 40) if sheet.cell(r, 2).value == "REF103")
    sheet.cell(row, 8).value = "vu avec Paule"
    table.ref = f"{first}:H{last[1:]}"
    table.autoFilter.ref = table.ref
    from openpyxl.worksheet.table import TableColumn

    table.tableColumns.append(TableColumn(id=99, name="Note"))
    workbook.save(book)
    run(["validate", str(book), "--fix", "--write"])
    notes = {row["Règle"]: row["Note"] for row in control(book)}
    assert notes.pop("REF103") == "vu avec Paule"
    assert set(notes.values()) == {None}


def test_controle_has_one_blank_row_when_all_is_well(book: Path) -> None:
    run(["validate", str(book), "--write"])
    opened = open_book(book, editing=True)
    write(opened, [], CODES)
    opened.save()
    assert control(book) == [dict.fromkeys(control(book)[0])]


def test_controle_ends_with_what_was_not_checked(book: Path) -> None:
    assert run(["validate", str(book), "--write", "--select", "COL"]) == 0
    (row,) = control(book)
    assert row["Constat"] == (
        f"Not checked: {len(CODES) - 3} rules of {len(CODES)}, left out by --select or --ignore."
    )
    assert row["Gravité"] is None
    assert run(["validate", str(book), "--write"]) == 1
    assert not [row for row in control(book) if "Not checked" in str(row["Constat"])]


def test_a_workbook_without_controle_gets_the_sheet(tmp_path: Path) -> None:
    foreign = openpyxl.Workbook()
    page = foreign.active
    assert page is not None
    for line in (["Axe", "Programme de travail 2026"], ["1", "AXE 1"], ["1.1.x", "A"]):
        page.append(line)
    path = tmp_path / "suivi.xlsx"
    foreign.save(path)
    assert run(["validate", str(path), "--write"]) == 1
    assert "NUM001" in {row["Règle"] for row in control(path)}
    assert openpyxl.load_workbook(path).sheetnames == ["Sheet", "Contrôle"]


@pytest.mark.slow
def test_more_findings_than_anyone_reads(tmp_path: Path) -> None:
    foreign = openpyxl.Workbook()
    page = foreign.active
    assert page is not None
    page.append(["Axe", "Programme de travail 2026"])
    for number in range(10_500):
        page.append(["x", f"Ligne {number}"])
    path = tmp_path / "long.xlsx"
    foreign.save(path)
    assert run(["validate", str(path), "--write", "--select", "NUM001"]) == 1
    rows = control(path)
    assert len(rows) == 10_000
    assert "502" in rows[-2]["Constat"]
    assert "Not checked" in rows[-1]["Constat"]


def test_a_correction_on_another_sheet_names_it_as_only_takes_it(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = openpyxl.load_workbook(book, rich_text=True)
    workbook["Jetons"]["D5"] = "3 jetons"
    workbook["Suivi jetons"]["D5"] = "demandée"
    workbook.save(book)
    run(["--lang", "en", "validate", str(book), "--fix", "--diff", "--select", "JET204"])
    said = capsys.readouterr().out
    for place in ("Jetons!D5", "'Suivi jetons'!D5"):
        assert f"\n  {place} JET204" in said
        run(["validate", str(book), "--fix", "--diff", "--only", place])
        assert "1 correction" in capsys.readouterr().out


def test_a_blank_row_with_a_comment_is_not_deleted(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Programme"]
    for cell in sheet[60]:
        cell.value = None
    sheet["B60"].comment = openpyxl.comments.Comment("À reprendre en 2026", "Anne")
    workbook.save(book)
    before = book.read_bytes()
    assert run(["validate", str(book), "--fix", "--select", "STR703"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Row 60 of sheet Programme was not deleted: there is a comment at B60." in said
    assert book.read_bytes() == before
