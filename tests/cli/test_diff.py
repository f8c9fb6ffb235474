"""``motxl diff``, as staff and scripts run it, on real workbooks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.errors import UsageError
from motxl.jobs.states import moment_of
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.judges import libreoffice as lo
from tests.judges import own

SHIPPED = template_path("programme-2025")


def edited(path: Path) -> Path:
    """The shipped workbook with a change of each kind."""
    workbook = Workbook.open(SHIPPED)
    table = workbook.table("tblProgramme")
    sheet = table.sheet
    sheet.replace_text("B7", 0, len("Mise en place"), "Mise en œuvre")
    sheet.set_value("F7", "FR-DE")
    text = str(sheet["B22"].value)
    sheet.set_value("B22", text.replace("'", "’"))
    for row in range(60, 64):
        sheet.set_value(f"A{row}", "2.9.9")
    sheet.set_colour("B107", 0, 4, "0070C0")
    new = {"Axe": "1.1.2", "Programme de travail": "Une action nouvelle", "Type": "Action"}
    new["Réf."] = "2025-139"
    table.insert_rows(6, [[new.get(name) for name in table.columns]])
    table.delete_rows(12, 1)
    table.move_rows(40, 4, 80)
    members = workbook.table("tblAdherents")
    members.sheet.set_value((members.first_data_row, members.column("Nom")), "Un autre nom")
    members.append({"Clé": "NOUVEAU", "Nom": "Nouveau membre"})
    workbook.save(path, force=True)
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return edited(tmp_path / "new.xlsx")


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    capsys.readouterr()
    assert run(["diff", *map(str, arguments)]) == code
    return capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    return json.loads(said(capsys, *arguments, "--format", "json"))


def test_the_number_comes_first_and_what_was_not_compared_last(
    new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, SHIPPED, new).splitlines()
    told = " ".join(lines[1:4])
    for part in ("2 rows added", "1 row removed", "4 rows moved", "4 codes changed"):
        assert part in told
    assert lines.index("Labels reworded (1)")
    assert [line for line in lines if line.startswith("Not compared: ")]
    assert "charts and pictures." in " ".join(" ".join(lines[-2:]).split())
    assert max(map(len, lines[1:])) <= 80


def test_two_readings_of_one_workbook_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing has changed in what was compared." in said(capsys, SHIPPED, SHIPPED, "--check")


def test_check_ends_with_one_where_anything_changed(
    new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, SHIPPED, new)
    said(capsys, SHIPPED, new, "--check", code=1)


def test_json_has_one_item_for_each_entry_and_column(
    new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = as_json(capsys, SHIPPED, new)
    assert found["version"] == 1
    assert sum(found["counts"].values()) == len(found["changes"])
    keys = [(one["table"], one["kind"], one["row"], one["column"]) for one in found["changes"]]
    assert len(keys) == len(set(keys))
    by_kind = {one["kind"]: one for one in found["changes"] if not one["table"]}
    assert set(by_kind) == {
        "added", "removed", "moved", "renumbered", "reworded", "typography", "colour", "value"
    }  # fmt: skip
    assert by_kind["value"] | {"text": ""} == {
        "kind": "value", "ref": "2025-005", "code": "1.1.1", "table": None, "column": "Frontière",
        "old": None, "new": "FR-DE", "text": "", "sheet": "Programme", "row": 8, "old_row": 7,
        "old_cell": "F7", "new_cell": "F8",
    }  # fmt: skip
    assert (by_kind["removed"]["new"], by_kind["added"]["old"]) == (None, None)
    assert by_kind["colour"]["colours"] == [{"start": 0, "end": 4, "old": None, "new": "0070C0"}]
    (member,) = [one for one in found["changes"] if one["table"] and one["kind"] == "value"]
    assert (member["column"], member["new"]) == ("Nom", "Un autre nom")
    assert found["not_compared"] == []


def test_a_sheet_of_the_staff_that_differs_is_named(
    new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("a.xlsx", 1), ("b.xlsx", 2)):
        book = openpyxl.load_workbook(SHIPPED)
        book.create_sheet("Budget")["A1"] = value
        book.create_sheet("Vide")
        book.create_sheet("Pareil")["A1"] = "x"
        book.save(tmp_path / name)
    found = as_json(capsys, tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert found["not_compared"] == [{"sheet": "Budget", "why": "differs"}]
    found = as_json(capsys, SHIPPED, tmp_path / "b.xlsx")
    assert found["not_compared"] == [
        {"sheet": "Budget", "why": "new"},
        {"sheet": "Pareil", "why": "new"},
    ]
    assert "“Budget”, “Pareil”, which only the new workbook has" in re.sub(
        r"\s+", " ", said(capsys, SHIPPED, tmp_path / "b.xlsx")
    )


def test_rows_that_were_not_read_are_named_with_their_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(SHIPPED)
    sheet = book.create_sheet("Ancien")
    for one in open_book(SHIPPED).programme.entries:
        sheet.append([one.code_text, one.label])
    book.save(tmp_path / "b.xlsx")
    assert run(["diff", str(SHIPPED), str(tmp_path / "b.xlsx")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == str(tmp_path / "b.xlsx")
    assert "did not read the sheet “Ancien”" in lines[1]


def test_a_column_that_was_filled_as_a_whole_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = Workbook.open(SHIPPED)
    table = workbook.table("tblProgramme")
    for row in range(table.first_data_row, table.last_data_row + 1):
        table.sheet.set_value((row, table.column("Pilote")), "Anne")
    workbook.save(tmp_path / "filled.xlsx")
    lines = said(capsys, SHIPPED, tmp_path / "filled.xlsx").splitlines()
    assert "    Pilote: filled in on 138 rows" in lines
    assert len(lines) < 12


# Kept states


def test_a_state_that_is_kept_is_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "b.xlsx"
    book.write_bytes(SHIPPED.read_bytes())
    run(["validate", str(book), "--fix"])
    run(["validate", str(book), "--unsafe-fixes"])
    first, last = as_json(capsys, book, "--state", 2), as_json(capsys, book, "--state", 1)
    assert len(first["changes"]) > len(last["changes"]) > 0
    assert first == {**as_json(capsys, book, "--since", "hier"), "old": first["old"]}
    assert re.search(r"b\.xlsx before \d\d/\d\d/\d{4}", first["old"])
    by_files = as_json(capsys, SHIPPED, book)
    assert by_files["changes"] == first["changes"]


def test_states_that_are_not_there_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "b.xlsx"
    book.write_bytes(SHIPPED.read_bytes())
    assert run(["diff", str(book), "--state", "1"]) == 2
    assert "No previous state" in capsys.readouterr().err
    run(["validate", str(book), "--fix"])
    capsys.readouterr()
    assert run(["diff", str(book), "--state", "2"]) == 2
    assert "choose 1" in capsys.readouterr().err
    assert run(["diff", str(book), "--since", "01/01/2999"]) == 2
    assert "has not changed" in capsys.readouterr().err
    for wrong in (["--since", "bientôt"], [str(book)], ["--state", "1", "--since", "hier"], []):
        more = [*wrong] if str(book) not in wrong else [str(book), "--state", "1"]
        assert run(["diff", str(book), *more]) == 2


NOW = datetime(2025, 3, 5, 16, 20, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("hier", "2025-03-04 00:00"),
        ("Aujourd’hui", "2025-03-05 00:00"),
        ("avant-hier", "2025-03-03 00:00"),
        ("lundi", "2025-03-03 00:00"),
        ("mercredi", "2025-02-26 00:00"),
        ("Friday", "2025-02-28 00:00"),
        ("29/01/2025", "2025-01-29 00:00"),
        ("2025-01-29", "2025-01-29 00:00"),
        ("29/01/2025 14:30", "2025-01-29 14:30"),
        ("2025-01-29T08:05:10", "2025-01-29 08:05"),
        ("hier 14h", "2025-03-04 14:00"),
        ("9:15", "2025-03-05 09:15"),
        ("il y a 3 jours", "2025-03-02 00:00"),
        ("2 heures", "2025-03-05 14:20"),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, moment: str) -> None:
    assert f"{moment_of(text, NOW):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("text", ["", "demain", "31/02/2025", "hier 25:00", "12", "lundi soir"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        moment_of(text, NOW)


def test_undo_shows_what_it_would_restore_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "b.xlsx"
    book.write_bytes(SHIPPED.read_bytes())
    run(["validate", str(book), "--fix"])
    before = book.read_bytes()
    capsys.readouterr()
    assert run(["undo", str(book), "--diff"]) == 0
    shown = capsys.readouterr().out
    assert "after:  …cf[ ] Cross" in shown or "label reworded" in shown
    assert book.read_bytes() == before
    run(["undo", str(book)])
    capsys.readouterr()
    assert run(["undo", str(book), "--redo", "--diff"]) == 0
    assert "label reworded" in capsys.readouterr().out
    assert book.read_bytes() == SHIPPED.read_bytes()
    assert run(["undo", str(book), "--diff"]) == 2


# The workbook with the sheet Modifications


def test_the_sheet_marks_what_went_and_what_came_and_keeps_references(
    new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "m.xlsx"
    said(capsys, SHIPPED, new, "--xlsx", made)
    assert own.problems(made) == []
    sheet = openpyxl.load_workbook(made, rich_text=True)["Modifications"]
    table = sheet.tables["tblModifications"]
    names = [column.name for column in table.tableColumns]
    assert names == [
        "Axe", "Réf.", "Modification", "Colonne", "Intitulé", "Avant", "Maintenant"
    ]  # fmt: skip
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(7, 40, values_only=True)]
    (reworded,) = [one for one in rows if one["Modification"] == "Intitulé reformulé"]
    marked = {}
    for side in ("Avant", "Maintenant"):
        assert isinstance(reworded[side], CellRichText)
        marked[side] = [
            (block.text, bool(block.font.strike), block.font.u, block.font.color.rgb)
            for block in reworded[side]
            if isinstance(block, TextBlock) and (block.font.strike or block.font.u)
        ]
    assert marked == {
        "Avant": [("place", True, None, "FFB00020")],
        "Maintenant": [("œuvre", False, "single", "FF0B6B1E")],
    }
    (coloured,) = [one for one in rows if one["Modification"] == "Autres couleurs"]
    assert _colours(coloured["Avant"]) == {"FFC04F00"}
    assert _colours(coloured["Maintenant"]) == {"FFC04F00", "FF0070C0"}
    again = tmp_path / "again.xlsx"
    said(capsys, SHIPPED, new, "--xlsx", again)
    assert again.read_bytes() == made.read_bytes()
    assert run(["diff", str(SHIPPED), str(new), "--xlsx", str(made)]) == 2


def test_rows_that_moved_together_are_one_row_of_the_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, made = tmp_path / "new.xlsx", tmp_path / "m.xlsx"
    workbook = Workbook.open(SHIPPED)
    table = workbook.table("tblProgramme")
    texts = [str(row["Programme de travail"]) for row in table.rows]
    first = table.first_data_row
    table.move_rows(41, 4, 80)
    table.move_rows(9, 1, 13)
    workbook.save(new, force=True)
    said(capsys, SHIPPED, new, "--xlsx", made)
    sheet = openpyxl.load_workbook(made)["Modifications"]
    moved = [row for row in sheet.iter_rows(7, 40, values_only=True) if row[2] == "Ligne déplacée"]
    (_alone, now), (_first, of_block) = [(str(row[4]), str(row[6])) for row in moved]
    assert "\n" not in now
    last = " ".join(texts[44 - first].split())
    assert of_block.endswith(f"avec ce qui suit, jusqu’à «\u00a02.1 {last}\u00a0»")


def _colours(text: CellRichText) -> set[str]:
    """Of the pieces that are not in the colour of text."""
    colours = [block.font.color for block in text if isinstance(block, TextBlock)]
    return {one.rgb for one in colours if one.type == "rgb"}


def test_pieces_of_one_text_keep_the_marks_that_each_row_gives_them(tmp_path: Path) -> None:
    """Two rows may hold the same texts, marked otherwise; one may hold more than a cell can."""
    from motxl.template.modifications import (
        MarkedPiece,
        ModificationRow,
        filled_modifications,
    )

    plain, deleted = MarkedPiece("ab"), [MarkedPiece("a"), MarkedPiece("b", "deleted")]
    long = [MarkedPiece("x" * 20_000, "inserted"), MarkedPiece("\U0001f600" * 10_000)]
    rows = [
        ModificationRow("1", "", "k", "c", "l", before, [MarkedPiece("now")])
        for before in ([plain], deleted, long)
    ]
    path = tmp_path / "m.xlsx"
    path.write_bytes(filled_modifications(rows, ("{{new}} & <b>.xlsx", "b\u202e.xlsx")))
    assert own.problems(path) == []
    sheet = openpyxl.load_workbook(path, rich_text=True)["Modifications"]
    assert sheet["A2"].value == "De {{new}} & <b>.xlsx à b\\u202e.xlsx"
    assert sheet["F7"].value == "ab"
    assert [str(one) for one in sheet["F8"].value] == ["a", "b"]
    assert sheet["F8"].value[1].font.strike
    assert [len(str(one)) for one in sheet["F9"].value] == [20_000, 1]


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    from motxl.jobs.diff import diff_files, write_sheet

    workbook = Workbook.open(SHIPPED)
    workbook.sheet("Programme").set_value("B7", "=1+1")
    workbook.save(tmp_path / "old.xlsx")
    workbook.sheet("Programme").set_value("P7", '=HYPERLINK("http://example.org")')
    workbook.sheet("Programme").set_value("P8", "\u202eà l'envers")
    workbook.save(tmp_path / "new.xlsx")
    write_sheet(diff_files(tmp_path / "old.xlsx", tmp_path / "new.xlsx"), tmp_path / "m.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["Modifications"]
    (cells,) = list(sheet.iter_rows(7, 7))
    assert cells[-1].value == '=HYPERLINK("http://example.org")'
    assert {cells[-1].data_type, cells[4].data_type} == {"s"}
    assert cells[4].value == "=1+1"
    assert Workbook.open(tmp_path / "m.xlsx").sheet("Modifications").formula("G7") is None


def test_what_is_made_is_right_for_the_sdk(new: Path, tmp_path: Path, sdk: Any) -> None:
    from motxl.jobs.diff import diff_files, write_sheet

    write_sheet(diff_files(SHIPPED, new), tmp_path / "m.xlsx")
    assert sdk(tmp_path / "m.xlsx") == []
    write_sheet(diff_files(SHIPPED, SHIPPED), tmp_path / "none.xlsx")
    assert sdk(tmp_path / "none.xlsx") == []


# The page


def test_the_page_holds_all_that_is_told_and_allows_nothing_from_elsewhere(
    new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "m.html"
    said(capsys, SHIPPED, new, "--html", page)
    text = page.read_text("utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy
    assert not re.findall(r"""(?:src|href|action)\s*=""", text)
    place = ("place", "œuvre")
    assert all(re.search(rf"<(?:del|ins)><span[^>]*>[^<]*</span>{one}<", text) for one in place)
    total = sum(map(int, re.findall(r'data-rows="(\d+)"', text)))
    assert f'data-total="{total}"' in text
    said(capsys, SHIPPED, new, "--html", page)  # a page of ours is written over
    page.write_text("mine", "utf-8")
    assert run(["diff", str(SHIPPED), str(new), "--html", str(page)]) == 2
    assert page.read_text("utf-8") == "mine"


def test_texts_of_a_workbook_are_no_markup(tmp_path: Path) -> None:
    from motxl.jobs.diff import diff_files, write_page

    workbook = Workbook.open(SHIPPED)
    workbook.sheet("Programme").set_value("B7", "<script>alert(1)</script> & <b>")
    workbook.save(tmp_path / "new.xlsx")
    write_page(diff_files(SHIPPED, tmp_path / "new.xlsx"), tmp_path / "m.html")
    text = (tmp_path / "m.html").read_text("utf-8")
    assert text.count("<script>") == 1
    assert "&lt;script&gt;" in text


# git


def test_git_shows_workbooks_as_lines_and_by_the_driver(new: Path, tmp_path: Path) -> None:
    repository = tmp_path / "depot"
    repository.mkdir()
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "MOTXL_LANG": "en",
    }  # fmt: skip

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
            cwd=repository, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    git("init", "-q")
    (repository / ".gitattributes").write_text("*.xlsx diff=motxl\n")
    (repository / "programme.xlsx").write_bytes(SHIPPED.read_bytes())
    git("add", "-A")
    git("commit", "-qm", "first")
    (repository / "programme.xlsx").write_bytes(new.read_bytes())
    motxl = f'"{sys.executable}" -m motxl'
    git("config", "diff.motxl.textconv", f"{motxl} diff --textconv")
    lines = git("diff").splitlines()
    assert "+2025-005   Frontière: FR-DE" in lines
    assert any(line.startswith("-2025-005 1.1.1 Mise en place") for line in lines)
    git("config", "diff.motxl.command", f"{motxl} diff --git")
    shown = git("diff", "--ext-diff")
    assert "motxl diff programme.xlsx" in shown
    assert "1 label reworded" in re.sub(r"\s+", " ", shown)
    git("rm", "-q", "--cached", "programme.xlsx")
    assert "The workbook was deleted." in git("diff", "--cached", "--ext-diff")


# Other workbooks


def test_an_ods_is_compared_by_its_values_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], libreoffice: Any
) -> None:
    book = libreoffice.convert(SHIPPED, tmp_path / "p.ods", lo.ODS)
    shown = re.sub(r"\s+", " ", said(capsys, SHIPPED, book))
    assert "Not compared:" in shown
    assert "colours (an .ods is compared by its values alone)" in shown
    assert "reworded" not in shown


def test_a_foreign_workbook_is_compared_by_text_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = open_book(SHIPPED).programme.entries
    for name in ("a.xlsx", "b.xlsx"):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["Axe", "Programme de travail 2025"])
        rows = [[one.code_text, one.label] for one in entries]
        if name == "b.xlsx":
            rows[20][1] += " et au-delà"
            rows.insert(50, [rows[49][0], "Une action à laquelle personne n’avait pensé"])
            del rows[80]
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / name)
    found = as_json(capsys, tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert {kind: n for kind, n in found["counts"].items() if n} == {
        "added": 1, "removed": 1, "reworded": 1
    }  # fmt: skip


def test_codes_inside_the_labels_are_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = open_book(SHIPPED).programme.entries
    for name in ("a.xlsx", "b.xlsx"):
        book = openpyxl.Workbook()
        for one in entries:
            code = one.code_text
            if name == "b.xlsx" and code.startswith("1.2"):
                code = f"1.9{code[3:]}"
            book.active.append([f"{code} {one.label}", "x"])
        book.save(tmp_path / name)
    found = as_json(capsys, tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert {kind: n for kind, n in found["counts"].items() if n} == {"renumbered": 12}
