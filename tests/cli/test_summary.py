"""``motxl summary`` as staff run it: again and again, beside what they made themselves."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from motxl.ooxml.pivots.present import pivots
from motxl.template.layout import synthese
from motxl.template.shipped import template_path
from tests.judges import own
from tests.judges.libreoffice import ODS, LibreOffice
from tests.summary.making import AXES, action, problems
from tests.summary.making import book as made

STATE_OF_AN_ACTION = "J138"
CHARTED = [band for band in synthese.BANDS if band.chart]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "programme-2025.xlsx"
    path.write_bytes(template_path("programme-2025").read_bytes())
    return path


def parts(path: Path) -> dict[str, bytes]:
    workbook = Workbook.open(path)
    return {name: workbook.part(name) for name in workbook.package.names()}


def sheet_part(path: Path, name: str) -> str:
    sheet = Workbook.open(path).sheet(name)
    assert sheet is not None
    return sheet.part_name


def set_cell(path: Path, sheet_name: str, cell: str, value: str | None) -> None:
    workbook = Workbook.open(path)
    sheet = workbook.sheet(sheet_name)
    assert sheet is not None
    sheet.set_value(cell, value)
    workbook.save()


def test_a_second_run_changes_no_byte(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["summary", str(book)]) == 0
    after = book.read_bytes()
    assert run(["summary", str(book), "--check"]) == 0
    assert run(["summary", str(book)]) == 0
    assert book.read_bytes() == after
    assert "was not written" in capsys.readouterr().err


def test_check_writes_nothing_and_says_so(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = book.read_bytes()
    assert run(["summary", str(book), "--check"]) == 1
    assert book.read_bytes() == before
    assert "not up to date" in capsys.readouterr().err


def test_programme_and_the_other_sheets_keep_their_bytes(book: Path) -> None:
    before, ours = parts(book), {sheet_part(book, name) for name in ("Synthèse", "Données")}
    run(["summary", str(book)])
    after = parts(book)
    kept = [name for name in before if name.startswith("xl/worksheets/sheet") and name not in ours]
    assert len(kept) == 12
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert before.keys() <= after.keys()


def test_undo_gives_the_workbook_back(book: Path) -> None:
    before = book.read_bytes()
    run(["summary", str(book)])
    run(["undo", str(book)])
    assert book.read_bytes() == before


def test_charts_follow_their_pivot_tables(book: Path) -> None:
    run(["summary", str(book)])
    charts = [data.decode() for name, data in parts(book).items() if name.startswith("xl/charts/")]
    sources = {match for chart in charts for match in re.findall("<c:name>(.*?)</c:name>", chart)}
    assert sources == {f"[]Synthèse!{band.pivot}" for band in CHARTED}
    assert all("<a:t>Nombre d" in chart for chart in charts)


def test_a_chart_has_each_look_that_a_refresh_asks_for(book: Path) -> None:
    """Excel builds the series anew: ``chartFormat`` says which ``pivotFmt`` each has."""
    run(["summary", str(book)])
    made = parts(book)
    pivots = [data.decode() for name, data in made.items() if "pivotTables/pivotTable" in name]
    asked = {
        re.findall(' name="(motxl_[^"]*)"', one)[0]: re.findall(' format="([0-9]+)" series', one)
        for one in pivots
        if "<chartFormats" in one
    }
    charts = [data.decode() for name, data in made.items() if name.startswith("xl/charts/")]
    assert len(charts) == len(asked) == len(CHARTED)
    for chart in charts:
        name = re.findall("<c:name>.*?!(.*?)</c:name>", chart)[0]
        looks = re.findall('<c:pivotFmt><c:idx val="([0-9]+)"/>(<c:spPr>.*?</c:spPr>)', chart)
        series = re.findall('<c:ser><c:idx val="([0-9]+)"/>.*?(<c:spPr>.*?</c:spPr>)', chart)
        assert [number for number, _look in looks] == asked[name]
        assert looks == series


def test_a_change_is_followed_in_place(book: Path) -> None:
    run(["summary", str(book)])
    names = parts(book).keys()
    set_cell(book, "Programme", STATE_OF_AN_ACTION, "Réalisé")
    assert run(["summary", str(book)]) == 0
    assert parts(book).keys() == names
    assert own.problems(book) == []
    sheet = Workbook.open(book).sheet("Synthèse")
    assert sheet is not None
    assert [cell.text for cell in sheet.cells([2, 3], 31, 31)] == ["Réalisé", "(sans état)"]


def test_what_staff_put_beside_it_stays(book: Path) -> None:
    run(["summary", str(book)])
    set_cell(book, "Synthèse", "B45", "À relire en comité")
    set_cell(book, "Programme", STATE_OF_AN_ACTION, "Réalisé")
    run(["summary", str(book)])
    sheet = Workbook.open(book).sheet("Synthèse")
    assert sheet is not None
    cell = sheet.cell("B45")
    assert cell is not None
    assert cell.text == "À relire en comité"


def test_it_writes_over_nothing(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_cell(book, "Synthèse", "A31", "À relire en comité")
    before = book.read_bytes()
    assert run(["summary", str(book)]) == 2
    assert book.read_bytes() == before
    said = capsys.readouterr().err
    assert "motxl_axes_etats needs the cells A30:C35 of sheet Synthèse" in said
    assert "A31 is occupied by" in said


def test_a_chart_that_staff_moved_stays_there(book: Path) -> None:
    run(["summary", str(book)])
    workbook = Workbook.open(book)
    (drawing,) = [
        name
        for name in workbook.package.names()
        if "drawings/drawing" in name and "rels" not in name
    ]
    moved = workbook.part(drawing).replace(b"<xdr:row>6</xdr:row>", b"<xdr:row>60</xdr:row>")
    workbook.replace_part(drawing, moved)
    workbook.save()
    set_cell(book, "Programme", STATE_OF_AN_ACTION, "Réalisé")
    run(["summary", str(book)])
    assert Workbook.open(book).part(drawing) == moved


def test_a_workbook_without_the_sheets_gets_them(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "suivi.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Feuil1"
    for code, label in (("1", "AXE 1 - Un"), ("1.1", "A"), ("1.1", "FR-DE / x"), ("1.1", "y")):
        sheet.append([code, label])
    workbook.save(path)
    assert run(["summary", str(path), "--sheet", "Feuil1", "--columns", "A,B"]) == 0
    assert [s.name for s in Workbook.open(path).sheets] == ["Feuil1", "Synthèse", "Données"]
    assert len(pivots(Workbook.open(path))) == len(synthese.BANDS)
    assert own.problems(path) == []
    before = path.read_bytes()
    assert run(["summary", str(path), "--sheet", "Feuil1", "--columns", "A,B"]) == 0
    assert path.read_bytes() == before


def test_sources_that_were_changed_by_hand_are_named(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = Workbook.open(book)
    table = workbook.table("tblDonneesEntrees")
    assert table is not None
    part = workbook.part(table.part_name).replace(b'name="Pilote"', b'name="Qui"')
    workbook.replace_part(table.part_name, part)
    workbook.save()
    assert run(["summary", str(book)]) == 2
    assert "tblDonneesEntrees lacks Pilote" in capsys.readouterr().err


def test_many_axes_leave_no_table_over_another(tmp_path: Path) -> None:
    rows = [
        {"Axe": f"{n}", "Programme de travail": f"AXE {n} - x", "Type": "Axe"} if kind else
        action(f"A{n} (cf. Cross-border Deal thème 4)", Axe=f"{n}", Frontière="FR-DE")
        for n in range(1, 25)
        for kind in (True, False)
    ]  # fmt: skip
    path = made(tmp_path / "book.xlsx", rows)
    assert run(["summary", str(path)]) == 0
    assert problems(path) == []
    before = path.read_bytes()
    assert run(["summary", str(path)]) == 0
    assert path.read_bytes() == before


def test_json_gives_the_numbers(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["summary", str(book), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert data["programme"] == {"year": 2025, "date": "2025-01-29", "entries": 138}
    tables = {table["name"]: table for table in data["tables"]}
    themes = tables["motxl_themes_axes"]
    assert themes["columns"] == [["Axe 1"], ["Axe 2"], ["Axe 3"]]
    assert themes["rows"][-1] == {"items": ["Montagne"], "values": [[1], [2], [2]], "total": [5]}
    assert "totals" not in themes
    assert tables["motxl_axes_etats"]["total"] == [103]
    assert tables["motxl_frontieres_axes"]["rows"][-1]["values"] == [None, [1]]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        known = dict(attrs)
        self.addresses += [known[a] or "" for a in ("href", "src") if a in known]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_holds_everything_and_fetches_nothing(book: Path, tmp_path: Path) -> None:
    html = tmp_path / "synthese.html"
    assert run(["summary", str(book), "--html", str(html)]) == 0
    text = html.read_text("utf-8")
    page = Page(text)
    assert page.open == []
    assert page.tags.count("table") == len(synthese.BANDS)
    assert page.tags.count("figure") == len(CHARTED)
    assert all(address.startswith("#s") for address in page.addresses)
    assert not re.search(r"@import|url\(|<script|<link|<img", text)
    assert "Version du 29 janvier 2025" in text
    assert "Montagne" in text


def test_the_page_of_a_programme_with_markup_in_it(tmp_path: Path) -> None:
    rows = [*AXES, action("x", Pilote="<script>alert(1)</script>")]
    path, html = made(tmp_path / "book.xlsx", rows), tmp_path / "page.html"
    assert run(["summary", str(path), "--html", str(html)]) == 0
    assert "<script" not in html.read_text("utf-8")


def test_a_page_that_exists_is_kept(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = book.with_name("page.html")
    html.write_text("à moi")
    before = book.read_bytes()
    assert run(["summary", str(book), "--html", str(html)]) == 2
    assert (html.read_text(), book.read_bytes()) == ("à moi", before)
    assert "already exists" in capsys.readouterr().err
    assert run(["summary", str(book), "--html", str(html), "--force"]) == 0
    assert html.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_page_of_motxls_is_replaced(book: Path) -> None:
    """Else the old one is there beside new messages and figures, and is taken for theirs."""
    html = book.with_name("page.html")
    assert run(["summary", str(book), "--html", str(html)]) == 0
    whole = html.read_bytes()
    html.write_bytes(whole.replace(b"</body>", b"<p>old</p></body>"))
    assert run(["summary", str(book), "--html", str(html)]) == 0
    assert html.read_bytes() == whole


def test_a_workbook_that_can_only_be_read(
    libreoffice: LibreOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, html = tmp_path / "programme.ods", tmp_path / "page.html"
    libreoffice.convert(template_path("programme-2025"), path, ODS)
    assert run(["summary", str(path)]) == 2
    assert "OpenDocument" in capsys.readouterr().err
    assert run(["summary", str(path), "--check", "--html", str(html)]) == 0
    assert "Montagne" in html.read_text("utf-8")
