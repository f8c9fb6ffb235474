"""A programme of somebody else's workbook becomes a workbook of ours, and nothing of it
vanishes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import openpyxl.chart
import openpyxl.styles
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.jobs.import_ import NotImportedError
from motxl.validation.engine import validate
from tests.importers.making import (
    FIRST,
    GREEN,
    PURPLE,
    ROWS,
    followed,
    imported,
    rows_of,
    table_of,
)
from tests.judges import own


def test_columns_go_where_their_headers_say(tmp_path: Path) -> None:
    made, workbook = imported(followed(tmp_path / "suivi.xlsx"))
    rows = rows_of(workbook)
    assert [(row["Axe"], row["Programme de travail"]) for row in rows] == [r[:2] for r in ROWS]
    assert [row["Type"] for row in rows[:3]] == ["Axe", "Objectif", "Objectif"]
    bus = rows[1]
    assert (bus["Pilote"], bus["Calendrier"]) == ("Anne", date(2026, 6, 30))
    assert (bus["État d'avancement"], bus["Commentaire"]) == ("En cours", "à voir")
    assert (bus["Budget (k€)"], bus["Partenaires"]) == (12.5, "Ville;\nOrtenau")
    assert bus["Début"] == date(2026, 1, 5)
    assert rows[2]["Colonne I"] == "?"
    assert [one.column for one in made.columns if one.is_own] == [
        "Budget (k€)", "Partenaires", "Début", "Colonne I",
    ]  # fmt: skip
    assert [row["Pilotes"] for row in rows_of(workbook, "tblPilotes")] == ["Anne", "Bruno"]


def test_the_title_of_any_wording_and_its_year(tmp_path: Path) -> None:
    _made, workbook = imported(followed(tmp_path / "suivi.xlsx"))
    place = workbook.named_cell("titre")
    assert place is not None
    assert place.sheet[(place.row, place.column)].value == "Plan d'action 2026 de l'Eurodistrict"
    assert rows_of(workbook)[0]["Réf."] == "2026-001"


def test_levels_families_themes_and_colours_are_those_of_the_source(tmp_path: Path) -> None:
    source = followed(tmp_path / "suivi.xlsx")
    made, workbook = imported(source)
    levels = [(row["Nom"], row["Numérotation"]) for row in rows_of(workbook, "tblNiveaux")]
    assert levels == [("Axe", "A"), ("Objectif", "1")]
    themes = [(row["Famille"], row["Intitulé"]) for row in rows_of(workbook, "tblThemes")]
    assert themes == [
        ("ODD", "Eau propre"), ("ODD", "Villes durables"),
        ("Thème transversal", "Montagne"), ("Thème transversal", "Forêt"),
    ]  # fmt: skip
    programme = open_book(made.path).programme
    odd = programme.themes.families.named("ODD")
    assert odd is not None
    assert odd.colour == PURPLE
    assert [row.get("ODD") for row in rows_of(workbook)][1] == "ODD 11"
    texts = {cell.row: cell.runs for cell in workbook["Programme"].runs({2})}
    assert ("cf. ODD 11", PURPLE) in texts[4]
    assert ("cyclables", GREEN) in texts[5]
    found = [one for one in validate(programme) if one.severity.name == "ERROR"]
    assert not found


def test_each_cell_of_the_source_is_placed_or_listed(tmp_path: Path) -> None:
    """Canaries: each cell gets a text that no other has, which is in the new workbook, or listed
    with its cell."""
    source = followed(tmp_path / "suivi.xlsx")
    book = openpyxl.load_workbook(source)
    marks: dict[str, str] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                column, number = cell.column or 0, cell.row or 0
                is_label = sheet.title == "Suivi" and column == 2 and number >= FIRST
                is_beside = sheet.title == "Suivi" and column > 5
                if cell.value is None or not (is_label or is_beside or sheet.title == "Budget"):
                    continue
                mark = f"Marque{len(marks):03}x"
                marks[mark] = f"{sheet.title}!{cell.coordinate}"
                cell.value = mark
    book.save(source)
    made, workbook = imported(source, year=2026)
    there = {str(v) for sheet in workbook for c in sheet.cells() if (v := c.text)}
    headers = {one.header for one in made.columns}
    listed = {f"{one.sheet}!{one.cell}": one.text for one in made.unplaced}
    lost = [
        place
        for mark, place in marks.items()
        if not any(mark in text for text in there | headers) and listed.get(place) != mark
    ]
    assert len(marks) > 25
    assert lost == []


def test_what_has_no_place_is_listed_with_its_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = followed(tmp_path / "suivi.xlsx")
    assert run(["import", str(source), "-o", str(tmp_path / "p.xlsx")]) == 1
    told = capsys.readouterr().err
    for place in ("F1: Document de travail", "B16: Total", "F16: 1515.5", "A24: Note : à relire",
                  "A1: Poste", "B2: 5"):  # fmt: skip
        assert f"  {place}\n" in told
    assert "5 cells" not in told
    assert "2 cells of the sheet “Budget”" in told
    assert "“Échéance” → Calendrier" in told


def test_what_is_made_is_a_whole_workbook(tmp_path: Path, sdk: object) -> None:
    made, _workbook = imported(followed(tmp_path / "suivi.xlsx"))
    assert sdk(made.path) == []  # type: ignore[operator]
    assert own.problems(made.path) == []


def test_a_column_of_the_source_that_bears_one_of_our_names_and_holds_other_things(
    tmp_path: Path,
) -> None:
    rows: list[list[object]] = [
        ["Axe", "Programme de travail 2026", "Réf.", "Type", "Ordre", "Jetons", "Frontière"],
        ["1", "Un", "R1", "Chantier", 9, "12", "FR-DE"],
        ["1.1", "Deux", "R2", "Chantier", 8, "", None],
        ["1.1.1", "Trois", "R3", "Étude", 7, "3"],
        ["1.1.1", "Quatre", None, "Étude", 6],
        ["2", "Cinq", None, None, 5],
    ]
    _made, workbook = imported(table_of(rows, tmp_path / "s.xlsx"))
    first = rows_of(workbook)[0]
    assert (first["Réf."], first["Type"], first["Ordre"]) == ("2026-001", "Axe", 1)
    assert (first["Réf. (source)"], first["Type (source)"], first["Ordre (source)"]) == (
        "R1", "Chantier", 9,
    )  # fmt: skip
    assert (first["Jetons (source)"], first["Frontière"]) == ("12", "FR-DE")


def test_known_refs_and_types_are_kept(tmp_path: Path) -> None:
    rows = [
        ["Axe", "Programme de travail 2026", "Réf.", "Type"],
        *(["1", "Un", "2025-007", "Axe"], ["1.1", "Deux", "2025-003", "Objectif"]),
        *(["1.1.1", "Trois", "2025-001", "Sous-objectif"], ["1.1.1", "Q", "2026-009", "Action"]),
    ]
    _made, workbook = imported(table_of(rows, tmp_path / "s.xlsx"))
    assert [row["Réf."] for row in rows_of(workbook)] == [row[2] for row in rows[1:]]
    parameters = {row["Clé"]: row.get("Valeur") for row in rows_of(workbook, "tblParametres")}
    assert parameters["dernier numéro de Réf."] == 9


def test_numbers_that_may_have_been_other_codes_stay_numbers(tmp_path: Path) -> None:
    """1.10 is 1.1 as a number: which of the two it was is for whoever checks to say."""
    rows: list[list[object]] = [["Axe", "Programme de travail 2026"], ["1", "Un"]]
    rows += [[f"1.{n}", f"Ligne {n}"] for n in range(1, 10)]
    rows += [[1.1, "Ligne 10"], ["2", "Deux"], [2.1, "Ligne 11"]]
    _made, workbook = imported(table_of(rows, tmp_path / "s.xlsx"))
    codes = [row["Axe"] for row in rows_of(workbook)]
    assert codes[10] == 1.1
    assert codes[12] == "2.1"


def test_codes_inside_the_labels_get_their_column(tmp_path: Path) -> None:
    texts = ("1 - Donner un cadre", "1.1 Dialoguer", "1.1.1 Échanger", "1.1.2 Relations",
             "2 - Appuyer", "2.1 Former")  # fmt: skip
    rows = [["Programme de travail 2026"], *([text] for text in texts)]
    _made, workbook = imported(table_of(rows, tmp_path / "s.xlsx"))
    found = [(row["Axe"], row["Programme de travail"]) for row in rows_of(workbook)]
    assert found == [
        ("1", "Donner un cadre"), ("1.1", "Dialoguer"), ("1.1.1", "Échanger"),
        ("1.1.2", "Relations"), ("2", "Appuyer"), ("2.1", "Former"),
    ]  # fmt: skip


def test_without_a_legend_there_are_no_themes_and_it_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Axe", "Programme de travail 2026"], ["1", "Un (cf. Cross-border Deal thème 44)"],
            ["1.1", "Deux (cf. thème transversal Lune)"],
            ["1.1.1", "Trois"], ["1.1.1", "Q"]]  # fmt: skip
    source, output = table_of(rows, tmp_path / "s.xlsx"), tmp_path / "p.xlsx"
    assert run(["import", str(source), "-o", str(output)]) == 0
    assert capsys.readouterr().err.count("no legend") == 1
    programme = open_book(output).programme
    assert not programme.themes.all
    assert not [one for one in validate(programme) if one.rule in {"REF101", "REF104"}]
    assert run(["validate", str(output)]) == 0
    assert capsys.readouterr().out.count("Thèmes") == 1


def test_a_title_with_several_years_asks_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Axe", "Programme de travail 2026-2028"], ["1", "Un"], ["1.1", "Deux"],
            ["1.1.1", "Trois"]]  # fmt: skip
    source, output = table_of(rows, tmp_path / "s.xlsx"), tmp_path / "p.xlsx"
    assert run(["import", str(source), "-o", str(output)]) == 2
    assert "2026, 2028" in capsys.readouterr().err
    assert not output.exists()
    assert run(["import", str(source), "-o", str(output), "--year", "2026"]) == 0


def test_two_programmes_are_named_and_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    for year in (2025, 2026):
        sheet = book.create_sheet(f"Programme {year}")
        for row in (["Axe", f"Programme de travail {year}"], ["1", f"Un {year}"], ["1.1", "Deux"],
                    ["1.1.1", "Trois"], ["2", "Quatre"]):  # fmt: skip
            sheet.append(row)
    source, output = tmp_path / "s.xlsx", tmp_path / "p.xlsx"
    book.save(source)
    assert run(["import", str(source), "-o", str(output)]) == 2
    told = capsys.readouterr().err
    assert "Programme 2025" in told
    assert "Programme 2026" in told
    assert "--sheet" in told
    assert not output.exists()
    asked = ["--sheet", "Programme 2026", "--format", "json"]
    assert run(["import", str(source), "-o", str(output), *asked]) == 1
    assert '"text": "Un 2025"' in capsys.readouterr().out


def test_the_source_is_never_written_over(tmp_path: Path) -> None:
    source = followed(tmp_path / "suivi.xlsx")
    before = source.read_bytes()
    assert run(["import", str(source), "-o", str(source), "--force"]) == 2
    assert source.read_bytes() == before
    imported(source, sheet="Suivi")
    with pytest.raises(NotImportedError):
        imported(source, sheet="Suivi")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 90])
def test_what_is_no_workbook_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "s.xlsx"
    source.write_bytes(content)
    with pytest.raises(MotxlError, match=r"s\.xlsx"):
        imported(source, year=2026)


def test_hidden_rows_errors_and_comments_are_told(tmp_path: Path) -> None:
    source = followed(tmp_path / "suivi.xlsx")
    book = openpyxl.load_workbook(source)
    sheet = book["Suivi"]
    sheet.row_dimensions[6].hidden = True
    sheet["F8"] = "=1/0"
    sheet["C5"].comment = Comment("entre nous", "Anne")
    book.save(source)
    made, _workbook = imported(source)
    assert any("hidden" in sentence for sentence in made.said)
    assert any("Suivi!C5" in sentence for sentence in made.said)
    assert "F8" in {one.cell for one in made.unplaced}


def test_looks_that_are_lost_are_told_once_each(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(followed(tmp_path / "suivi.xlsx"))
    sheet = book["Suivi"]
    assert isinstance(sheet, Worksheet)
    plain, _workbook = imported(tmp_path / "suivi.xlsx")
    words = ("Number formats", "Bold, italics", "Pictures, shapes")
    told = [sum(said.startswith(one) for said in plain.said) for one in words]
    sheet.cell(FIRST + 1, 6).number_format = '0.0" k€"'
    sheet.cell(FIRST + 2, 2).font = openpyxl.styles.Font(italic=True)
    sheet.cell(FIRST + 5, 2).font = openpyxl.styles.Font(bold=True)
    chart = openpyxl.chart.BarChart()
    chart.anchor = "M2"
    sheet.add_chart(chart)
    book.save(tmp_path / "autre.xlsx")
    made, _workbook = imported(tmp_path / "autre.xlsx")
    assert told == [0, 0, 0]
    assert [[said for said in made.said if said.startswith(one)] for one in words] == [
        [f"Number formats are not taken over (the first one is in Suivi!F{FIRST + 1})."],
        [
            "Bold, italics and underlining are not taken over: the new workbook shows headings and "
            f"actions in its own way (the first cell is Suivi!B{FIRST + 2})."
        ],
        ["Pictures, shapes and charts are not taken over (the first one is on the sheet Suivi)."],
    ]


def test_one_of_ours_is_no_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, _workbook = imported(followed(tmp_path / "suivi.xlsx"))
    assert run(["import", str(made.path), "-o", str(tmp_path / "again.xlsx")]) == 2
    told = capsys.readouterr().err
    assert "is a workbook of motxl already" in " ".join(told.split())
    assert "motxl new" in told
    assert not (tmp_path / "again.xlsx").exists()
