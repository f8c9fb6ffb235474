"""``motxl import`` on the published programme: the counts and texts of the design's section 1."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from motxl.__main__ import run
from motxl.template.shipped import source_path

Row = dict[str, object]


def table_rows(path: Path, name: str) -> list[Row]:
    """The rows of a table that hold something, read back by another library."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        if name in sheet.tables:
            rows = [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]
            header = [str(value) for value in rows[0]]
            return [dict(zip(header, row, strict=True)) for row in rows[1:] if any(row)]
    raise AssertionError(name)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("import") / "programme-2025.xlsx"
    assert run(["import", str(source_path("programme-2025.txt")), "-o", str(path)]) == 0
    return path


def source_lines() -> list[tuple[str, str]]:
    """Codes and labels, taken from the source by other means than the importer's."""
    text = source_path("programme-2025.txt").read_text("utf-8")
    pairs = [line.split("\t") for line in text.splitlines() if "\t" in line]
    return [(code, label) for code, label in pairs if code[:1].isdigit()]


def test_every_row_and_every_character_is_there(book: Path) -> None:
    rows = table_rows(book, "tblProgramme")
    assert [(r["Axe"], r["Programme de travail"]) for r in rows] == source_lines()
    assert len(rows) == 138
    assert all(isinstance(row["Axe"], str) for row in rows)


def test_headings_and_actions(book: Path) -> None:
    rows = table_rows(book, "tblProgramme")
    assert Counter(row["Type"] for row in rows) == {
        "Axe": 3, "Objectif": 10, "Sous-objectif": 25, "Action": 100,
    }  # fmt: skip
    headings = [row["Axe"] for row in rows if row["Type"] != "Action"]
    assert len(set(headings)) == 38


def test_each_row_has_its_ref_and_its_place(book: Path) -> None:
    rows = table_rows(book, "tblProgramme")
    assert [row["Réf."] for row in rows] == [f"2025-{n:03}" for n in range(1, 139)]
    assert [row["Ordre"] for row in rows] == list(range(1, 139))


def test_borders_are_in_their_column(book: Path) -> None:
    rows = table_rows(book, "tblProgramme")
    found = Counter(row["Frontière"] for row in rows if row["Frontière"])
    assert found == {
        "FR-DE": 2, "FR-IT": 2, "FR-BE": 2, "FR-ES": 1, "FR-LU": 1, "FR-CH": 1, "FR-IT-MC": 1,
    }  # fmt: skip
    prefixed = [r for r in rows if str(r["Programme de travail"]).startswith("FR-")]
    assert [r["Frontière"] for r in prefixed] == [
        str(r["Programme de travail"]).split(" / ")[0] for r in prefixed
    ]
    assert {r["Portée"] for r in prefixed} == {"Ciblée"}
    assert {r["Portée"] for r in rows if r not in prefixed} == {"Tous"}


def test_themes_services_territories_versions(book: Path) -> None:
    themes = table_rows(book, "tblThemes")
    assert Counter(row["Famille"] for row in themes) == {
        "Cross-border Deal": 9,
        "Thème transversal": 3,
    }
    assert [row["N°"] for row in themes[:9]] == list(range(1, 10))
    assert {row["Nouveau"] for row in themes} == {"oui"}
    assert themes[1]["Intitulé"] == "Culture vecteur de citoyenneté transfrontalière"
    services = table_rows(book, "tblJetons")
    assert [row["Clé"] for row in services] == ["J1", "J2", "J3", "J4", "J5"]
    refs = {row["Réf."]: row["Axe"] for row in table_rows(book, "tblProgramme")}
    assert [refs[row["Réf."]] for row in services] == ["2.1.1", "2.1.2", "3.0.1", "3.0.2", "3.4.1"]
    assert {row["Nombre de jetons"] for row in services} == {None}
    named = {row["Nom"]: row["Frontières"] for row in table_rows(book, "tblTerritoires")}
    assert named["Grande Région"] == "FR-DE-LU-BE"
    assert {"Espace Mont-Blanc", "ALCOTRA", "Pyrénées Ouest", "POCTEFA"} <= set(named)
    (version,) = table_rows(book, "tblVersions")
    day = version["Date"]
    assert isinstance(day, datetime)
    assert day.date() == date(2025, 1, 29)
    assert (version["État"], version["Fichier"]) == ("publié", "programme-2025.txt")
    assert version["Empreinte"] is None


def test_the_derived_columns(book: Path) -> None:
    rows = table_rows(book, "tblProgramme")
    deal = Counter(
        key for row in rows if row["Thèmes Deal"] for key in str(row["Thèmes Deal"]).split("; ")
    )
    assert deal == {
        "Deal 1": 1, "Deal 3": 3, "Deal 4": 2, "Deal 5": 1, "Deal 6": 2, "Deal 7": 1, "Deal 8": 1,
        "Deal 9": 1,
    }  # fmt: skip
    assert sum(bool(row["Thèmes transversaux"]) for row in rows) == 7
    assert [row["Jetons"] for row in rows if row["Jetons"]] == ["J1", "J2", "J3", "J4", "J5"]


def test_names_parameters_and_legend(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)

    def named(name: str) -> object:
        sheet, cell = workbook.defined_names[name].attr_text.replace("$", "").split("!")
        return workbook[sheet.strip("'")][cell].value

    assert named("titre") == "PROGRAMME DE TRAVAIL DE LA MOT 2025 (au 29/01/2025)"
    assert named("annee") == 2025
    assert str(named("legende_1")).startswith("Nouvelles approches et initiatives du programme")
    assert "Thème 9 - Solidarité financière transfrontalière" in str(named("legende_2"))
    assert "Thème transversal - Montagne" in str(named("legende_3"))
    assert str(named("legende_4")).startswith("Références aux jetons de l'offre modulable")
    assert "<p>" not in "".join(str(named(f"legende_{n}")) for n in range(1, 5))
    parameters = {r["Clé"]: r["Valeur"] for r in table_rows(book, "tblParametres")}
    assert parameters["année"] == 2025
    assert parameters["dernier numéro de Réf."] == 138


def test_the_template_is_left_for_staff_and_theirs_is_used(tmp_path: Path) -> None:
    source = source_path("programme-2025.txt")
    assert run(["import", str(source), "-o", str(tmp_path / "a.xlsx")]) == 0
    copy = tmp_path / "modeles" / "programme.xltx"
    assert copy.is_file()
    restyled = openpyxl.load_workbook(copy)
    restyled["Accueil"]["A60"] = "Notre mention"
    restyled.save(copy)
    theirs = copy.read_bytes()
    assert run(["import", str(source), "-o", str(tmp_path / "b.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["Accueil"]["A60"].value == "Notre mention"
    assert copy.read_bytes() == theirs


HEADER = "Axe\tPROGRAMME DE TRAVAIL DE LA MOT 2026\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\tAXE 1\n1.1\tA\nune ligne perdue\n", "line 4"),
        ("1\tAXE 1\n\tsans code\n", "line 3"),
        ("1\tAXE 1\n1.x\tA\n", "line 3"),
        ("1\tAXE 1\nNEW\t<p>Cross-border Deal (suivi)</p><p>Autre chose</p>\n", "line 3"),
    ],
)
def test_what_cannot_be_placed_is_said_with_its_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "programme.txt"
    source.write_text(HEADER + text, "utf-8")
    assert run(["import", str(source), "-o", str(tmp_path / "p.xlsx")]) == 1
    assert said in capsys.readouterr().err
    assert (tmp_path / "p.xlsx").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_that_windows_writes(encoding: str, newline: str, tmp_path: Path) -> None:
    text = HEADER + "1\tAXE 1 - Été\n1.1\tMise en œuvre\n"
    source = tmp_path / "programme.txt"
    source.write_bytes(text.replace("\n", newline).encode(encoding))
    assert run(["import", str(source), "-o", str(tmp_path / "p.xlsx")]) == 0
    labels = [r["Programme de travail"] for r in table_rows(tmp_path / "p.xlsx", "tblProgramme")]
    assert labels == ["AXE 1 - Été", "Mise en œuvre"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Une lettre,\nsans rien d'un programme.\n",
        b"1\tpommes\n2\tpoires\n",
        b"PK\x03\x04\x00\x00\x00\x00",
        bytes(range(256)),
        b"\xff\xfe\x00",
    ],
)
def test_a_source_that_is_no_programme_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "lettre.txt"
    source.write_bytes(content)
    assert run(["import", str(source), "-o", str(tmp_path / "p.xlsx")]) == 2
    error = capsys.readouterr().err
    assert "lettre.txt" in error
    assert "Traceback" not in error
    assert not (tmp_path / "p.xlsx").exists()


def test_nothing_is_overwritten_unasked(book: Path, tmp_path: Path) -> None:
    there = tmp_path / "p.xlsx"
    there.write_bytes(b"mine")
    source = str(source_path("programme-2025.txt"))
    assert run(["import", source, "-o", str(there)]) == 2
    assert there.read_bytes() == b"mine"
    assert run(["import", source, "-o", str(there), "--force"]) == 0
    assert there.read_bytes() == book.read_bytes()
