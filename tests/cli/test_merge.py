"""``motxl merge``, as staff and scripts run it, on real workbooks."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from motxl.__main__ import run
from motxl.a1 import CellRange
from motxl.book.file.filebook import open_book
from motxl.jobs.diff import diff_files
from motxl.ooxml import Workbook
from motxl.ooxml.table import Table
from motxl.template.shipped import template_path
from tests.judges import own

pytestmark = pytest.mark.slow

SHIPPED = template_path("programme-2025")


def put_in(table: Table, at: int, ref: str, text: str) -> None:
    new = {"Axe": "1.1.2", "Programme de travail": text, "Type": "Action", "Réf.": ref}
    table.insert_rows(at, [[new.get(name) for name in table.columns]])


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    workbook = Workbook.open(SHIPPED)
    table = workbook.table("tblProgramme")
    table.sheet.set_value("F7", "FR-DE")
    table.sheet.set_value("H9", "Anne")
    put_in(table, 8, "2025-139", "Une action à nous")
    members = workbook.table("tblAdherents")
    members.append({"Clé": "NOUS", "Nom": "Notre membre"})
    workbook.save(tmp_path / "ours.xlsx", force=True)
    return tmp_path / "ours.xlsx"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    workbook = Workbook.open(SHIPPED)
    table = workbook.table("tblProgramme")
    sheet = table.sheet
    sheet.set_value("F7", "FR-IT")
    sheet.replace_text("B9", 0, 2, "ZZ")
    sheet.set_colour("B107", 0, 4, "0070C0")
    sheet.set_value("H42", "Zoé")
    put_in(table, 8, "2025-140", "Une action à eux")
    table.delete_rows(20, 1)
    table.move_rows(41, 4, 80)
    members = workbook.table("tblAdherents")
    members.append({"Clé": "EUX", "Nom": "Leur membre"})
    members.sheet.set_value((members.first_data_row, members.column("Nom")), "Un autre nom")
    workbook.save(tmp_path / "theirs.xlsx", force=True)
    return tmp_path / "theirs.xlsx"


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int) -> str:
    capsys.readouterr()
    assert run(["merge", *map(str, arguments)]) == code
    return capsys.readouterr().out


def rows(path: Path) -> dict[str, Any]:
    return {entry.ref: entry for entry in open_book(path).programme.entries}


def ref_at(row: int) -> str:
    """The Réf. of a row of the shipped workbook."""
    return open_book(SHIPPED).programme.entry_of_row[row].ref


def control(path: Path) -> list[dict[str, Any]]:
    table = Workbook.open(path).table("tblControle")
    return [one for one in table.rows if one.get("Règle") == "Fusion"]


def choose(path: Path, choice: str) -> None:
    workbook = Workbook.open(path)
    table = workbook.table("tblControle")
    for row, one in enumerate(table.rows, table.first_data_row):
        if one.get("Règle") == "Fusion":
            table.sheet.set_value((row, table.column("Choix")), choice)
    workbook.save(path, force=True)


def test_what_both_changed_is_in_the_result_and_conflicts_are_in_controle(
    ours: Path, theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in (SHIPPED, ours, theirs)]
    out = tmp_path / "out.xlsx"
    text = said(capsys, SHIPPED, ours, theirs, "-o", out, code=1)
    assert "1 conflict." in text
    assert max(len(line) for line in text.splitlines()[1:]) <= 80
    assert [path.read_bytes() for path in (SHIPPED, ours, theirs)] == before
    assert own.problems(out) == []
    found = open_book(out).programme.entries
    refs = [entry.ref for entry in found]
    at = refs.index("2025-139")
    assert refs[at + 1] == "2025-140"  # both new rows, in order
    assert ref_at(19) not in refs
    moved = ref_at(42)
    assert refs.index(moved) > refs.index(ref_at(60))
    assert rows(out)[moved].text("Pilote") == "Zoé"  # moved and edited
    assert rows(out)[ref_at(7)].text("Frontière") == "FR-DE"
    assert any(entry.text("Pilote") == "Anne" for entry in found)
    orders = [float(str(entry.value("Ordre"))) for entry in found]
    assert orders == sorted(orders)
    (line,) = control(out)
    assert (line["Avant"], line["Le nôtre"], line["Le leur"]) == (None, "FR-DE", "FR-IT")
    names = Workbook.open(out).table("tblAdherents")["Nom"]
    assert {"Notre membre", "Leur membre", "Un autre nom"} <= set(names)
    coloured = rows(out)[ref_at(107)].label_format
    assert coloured.runs[0].properties == "0070C0"


@pytest.mark.parametrize(("choice", "wanted"), [("le leur", "FR-IT"), ("Le nôtre", "FR-DE")])
def test_merged_again_the_choice_is_made_and_nothing_else_changes(
    choice: str,
    wanted: str,
    ours: Path,
    theirs: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, last = tmp_path / "first.xlsx", tmp_path / "last.xlsx"
    said(capsys, SHIPPED, ours, theirs, "-o", first, code=1)
    choose(first, choice)
    said(capsys, SHIPPED, first, theirs, "-o", last, code=0)
    assert rows(last)[ref_at(7)].text("Frontière") == wanted
    changed = diff_files(first, last).differences
    assert [(one.column, one.new) for one in changed] == (
        [("Frontière", "FR-IT")] if wanted == "FR-IT" else []
    )


def test_a_choice_is_made_from_a_list(
    ours: Path, theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the list is there once, over all the rows of Contrôle, however often it is merged."""
    paths = [tmp_path / f"{number}.xlsx" for number in range(3)]
    for source, path in zip((ours, *paths), paths, strict=False):
        said(capsys, SHIPPED, source, theirs, "-o", path, code=1)
        assert offered(path) == ['"le nôtre,le leur"']
    assert run(["validate", str(paths[2]), "--write"]) in {0, 1}
    assert offered(paths[2]) == ['"le nôtre,le leur"']
    for word in ("le nôtre", "le leur"):
        choose(paths[2], word)
        said(capsys, SHIPPED, paths[2], theirs, "--dry-run", code=0)


def offered(path: Path) -> list[str | None]:
    """The lists of the cells of Choix, as another program reads them."""
    table = Workbook.open(path).table("tblControle")
    column = table.column("Choix")
    cells = str(CellRange(table.first_data_row, column, table.last_data_row, column))
    rules = openpyxl.load_workbook(path)["Contrôle"].data_validations.dataValidation
    return [one.formula1 for one in rules if str(one.sqref) == cells]


def test_a_word_that_is_no_choice_is_told_and_nothing_is_decided(
    ours: Path, theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, last = tmp_path / "first.xlsx", tmp_path / "last.xlsx"
    said(capsys, SHIPPED, ours, theirs, "-o", first, code=1)
    choose(first, "peut-être")
    assert "peut-être" in said(capsys, SHIPPED, first, theirs, "-o", last, code=1)
    (line,) = control(last)
    assert line["Choix"] == "peut-être"


def test_what_is_to_be_decided_stays_when_the_findings_are_written(
    ours: Path, theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = tmp_path / "first.xlsx"
    said(capsys, SHIPPED, ours, theirs, "-o", first, code=1)
    before = control(first)
    assert run(["validate", str(first), "--write"]) in {0, 1}
    assert control(first) == before


def test_dry_run_writes_nothing_and_json_has_both_sides(
    ours: Path, theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(tmp_path.iterdir())
    text = said(capsys, SHIPPED, ours, theirs, "--dry-run", "--format", "json", code=1)
    assert sorted(tmp_path.iterdir()) == files
    found = json.loads(text)
    assert {one["side"] for one in found["changes"]} == {"ours", "theirs"}
    (clash,) = found["conflicts"]
    assert (clash["column"], clash["ours"], clash["theirs"]) == ("Frontière", "FR-DE", "FR-IT")


def test_the_output_is_never_an_input(
    ours: Path, theirs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (ours, theirs):
        before = path.read_bytes()
        said(capsys, SHIPPED, ours, theirs, "-o", path, "--force", code=2)
        assert path.read_bytes() == before


def test_the_parts_that_no_change_touches_keep_their_bytes(
    theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    said(capsys, SHIPPED, SHIPPED, theirs, "-o", out, code=0)
    assert diff_files(theirs, out).is_same
    old, new = (_parts(path) for path in (SHIPPED, out))
    assert old.keys() == new.keys()
    untouched = [name for name in old if old[name] == new[name]]
    assert len(untouched) > len(old) / 2
    assert "xl/theme/theme1.xml" in untouched


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_both_come_from_may_be_a_kept_state(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs, out = (tmp_path / f"{name}.xlsx" for name in ("ours", "theirs", "out"))
    for path in (ours, theirs):
        path.write_bytes(SHIPPED.read_bytes())
    for path, cell, value in ((ours, "H9", "Anne"), (theirs, "H10", "Zoé")):
        workbook = Workbook.open(path)
        workbook.sheet("Programme").set_value(cell, value)
        workbook.save(force=True)
    said(capsys, ours, theirs, "--base-state", 1, "-o", out, code=0)
    pilots = [entry.text("Pilote") for entry in open_book(out).programme.entries]
    assert {"Anne", "Zoé"} <= set(pilots)


def test_words_of_one_and_colours_of_the_other_are_merged_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What our other runs say is the colour of the cell itself, as those of theirs do not."""
    ours, theirs = (tmp_path / f"{name}.xlsx" for name in ("ours", "theirs"))
    workbook = Workbook.open(SHIPPED)
    workbook.sheet("Programme").set_colour("B9", 7, 13, "0070C0")
    workbook.save(ours, force=True)
    workbook = Workbook.open(SHIPPED)
    workbook.sheet("Programme").replace_text("B9", 8, 12, "")
    workbook.save(theirs, force=True)
    for number, (own_, other) in enumerate(((ours, theirs), (theirs, ours))):
        out = tmp_path / f"out{number}.xlsx"
        said(capsys, SHIPPED, own_, other, "-o", out, code=1)
        assert diff_files(theirs, out).is_same
        (line,) = control(out)
        assert "colour" in str(line["Constat"])


def test_a_colour_that_was_taken_back_is_no_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though the runs say now in what colour the cell shows."""
    ours, theirs, out = (tmp_path / f"{name}.xlsx" for name in ("ours", "theirs", "out"))
    for path, colours in ((ours, []), (theirs, ["0070C0", None])):
        workbook = Workbook.open(SHIPPED)
        for colour in colours:
            workbook.sheet("Programme").set_colour("B9", 7, 13, colour)
        workbook.sheet("Programme").set_value("H9", "Anne")
        workbook.save(path, force=True)
    said(capsys, SHIPPED, ours, theirs, "-o", out, code=0)
    assert diff_files(ours, out).is_same


@pytest.mark.parametrize("colour", ["FFC00000", "FF000000"])
def test_the_colour_of_a_whole_cell_is_taken(
    colour: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, ours, theirs, out = (
        tmp_path / f"{one}.xlsx" for one in ("base", "ours", "theirs", "out")
    )
    for path, shown in ((base, "FFC00000"), (theirs, colour)):
        book = openpyxl.load_workbook(SHIPPED, rich_text=True)
        book["Programme"]["B9"].font = Font(color=shown)
        book.save(path)
    if colour == "FFC00000":
        base = SHIPPED
    workbook = Workbook.open(base)
    workbook.sheet("Programme").set_value("H9", "Anne")
    workbook.save(ours, force=True)
    said(capsys, base, ours, theirs, "-o", out, code=0)
    assert [one.column for one in diff_files(theirs, out).differences] == ["Pilote"]


def test_a_row_with_a_comment_is_kept_until_somebody_decides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs, out = (tmp_path / f"{name}.xlsx" for name in ("ours", "theirs", "out"))
    book = openpyxl.load_workbook(SHIPPED, rich_text=True)
    book["Programme"]["H20"].comment = Comment("À garder", "Anne")
    book.save(ours)
    workbook = Workbook.open(SHIPPED)
    workbook.table("tblProgramme").delete_rows(20, 1)
    workbook.save(theirs, force=True)
    said(capsys, SHIPPED, ours, theirs, "-o", out, code=1)
    assert len(open_book(out).programme.entries) == len(open_book(SHIPPED).programme.entries)


def test_a_row_that_both_moved_is_told_with_both_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And merged once more, the rows are in the same order."""
    ours, theirs, out, again = (
        tmp_path / f"{name}.xlsx" for name in ("ours", "theirs", "out", "again")
    )
    for path, before in ((ours, 60), (theirs, 80)):
        workbook = Workbook.open(SHIPPED)
        workbook.table("tblProgramme").move_rows(30, 1, before)
        workbook.table("tblProgramme").move_rows(10, 1, before + 10)
        workbook.save(path, force=True)
    text = said(capsys, SHIPPED, ours, theirs, "-o", out, code=1)
    assert f"ours: below {ref_at(59)}" in text
    lines = control(out)
    assert [(one["Le nôtre"], one["Le leur"]) for one in lines] == [
        (f"below {ref_at(59)}", f"below {ref_at(79)}"),
        (f"below {ref_at(69)}", f"below {ref_at(89)}"),
    ]
    assert list(rows(out)) == list(rows(ours))
    said(capsys, SHIPPED, out, theirs, "-o", again, code=1)
    assert list(rows(again)) == list(rows(out))
