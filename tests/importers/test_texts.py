"""Programmes in text: .csv as spreadsheets write it, and text copied from a sheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.importers.source import SourceProgramme, read_title
from tests.importers.making import imported, rows_of

HEADER = ["Code", "Mesure", "Responsable", "Échéance", "Coût", "Téléphone", "Livré le"]
ROWS = [
    ["1", "Mobilité, bus et vélo"],
    ["1.1", "Lignes ; dessertes\nphase 2", "Anne", "juin 2026", "12,5", "0388000000", "31/12/2026"],
    ["1.2", 'Le "grand" projet', "Zoé", "2026", "3", "0388000001", "01/02/2026"],
    ["1.10", "Été"],
    ["2", "Eau"],
    ["2.1", "Nappe", "", "", "7"],
]


def written(delimiter: str, *, first: str = "") -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([["", "Plan 2026"], HEADER, *ROWS])
    return first + text.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings(delimiter: str, encoding: str, tmp_path: Path) -> None:
    source = tmp_path / "plan.csv"
    source.write_bytes(written(delimiter).encode(encoding))
    made, workbook = imported(source)
    rows = rows_of(workbook)
    assert [(row["Axe"], row["Programme de travail"]) for row in rows] == [
        tuple(r[:2]) for r in ROWS
    ]
    assert (rows[1]["Pilote"], rows[1]["Calendrier"]) == ("Anne", "juin 2026")
    assert made.unplaced == []
    assert any("Windows-1252" in one for one in made.said) == (encoding == "cp1252")


def test_numbers_and_days_get_their_kind_where_that_is_sure(tmp_path: Path) -> None:
    source = tmp_path / "plan.csv"
    source.write_text(written(";"), "utf-8")
    _made, workbook = imported(source)
    rows = rows_of(workbook)
    assert [row.get("Coût") for row in rows] == [None, 12.5, 3, None, None, 7]
    assert rows[1]["Téléphone"] == "0388000000"
    assert rows[1]["Livré le"] == date(2026, 12, 31)


def test_days_that_may_be_months_stay_text(tmp_path: Path) -> None:
    source = tmp_path / "plan.csv"
    source.write_text(written(";").replace("31/12/2026", "03/12/2026"), "utf-8")
    _made, workbook = imported(source)
    assert rows_of(workbook)[1]["Livré le"] == "03/12/2026"


def test_excels_own_first_line_says_the_delimiter(tmp_path: Path) -> None:
    source = tmp_path / "plan.csv"
    source.write_text(written(";", first="sep=;\n"), "utf-8")
    made, workbook = imported(source)
    assert len(rows_of(workbook)) == len(ROWS)
    assert made.unplaced == []


def test_text_copied_from_a_sheet_has_columns(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(written("\t"), "utf-8")
    _made, workbook = imported(source)
    assert rows_of(workbook)[1]["Pilote"] == "Anne"
    assert rows_of(workbook)[1]["Programme de travail"] == ROWS[1][1]


def test_quotes_that_are_words_stay(tmp_path: Path) -> None:
    text = 'Axe\tPROGRAMME DE TRAVAIL 2026\n1\t"Europe" et nous\n1.1\tDeux "mots"\n1.1.1\t"x\n'
    source = tmp_path / "plan.txt"
    source.write_text(text, "utf-8")
    _made, workbook = imported(source)
    labels = [row["Programme de travail"] for row in rows_of(workbook)]
    assert labels == ['"Europe" et nous', 'Deux "mots"', '"x']


@pytest.mark.parametrize(
    "codes", [("A", "A.1", "A.2", "B", "B.1"), ("I", "I.1", "I.2", "II", "II.1"),
              ("WP1", "T1.1", "T1.2", "WP2", "T2.1"), ("1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2")],
)  # fmt: skip
def test_published_text_with_another_numbering(codes: tuple[str, ...], tmp_path: Path) -> None:
    lines = [f"{code}\tLigne {number}" for number, code in enumerate(codes)]
    source = tmp_path / "plan.txt"
    source.write_text("\n".join(["Axe\tPROGRAMME DE TRAVAIL 2026", *lines]), "utf-8")
    _made, workbook = imported(source)
    assert [row["Axe"] for row in rows_of(workbook)] == list(codes)
    assert run(["validate", str(workbook.path)]) == 0


def test_what_has_no_place_is_listed_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "plan.csv"
    source.write_text(written(";") + "\r\n;à relire;;\r\nTotal;;;;22,5\r\n", "utf-8")
    assert run(["import", str(source), "-o", str(tmp_path / "p.xlsx")]) == 1
    told = capsys.readouterr().err
    assert "line 12, E11: 22,5" in told


def test_a_letter_in_lines_is_no_programme(tmp_path: Path) -> None:
    source = tmp_path / "lettre.csv"
    source.write_text("Chère Madame;\nsans rien;d'un programme\n", "utf-8")
    assert run(["import", str(source), "-o", str(tmp_path / "p.xlsx")]) == 2
    assert not (tmp_path / "p.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("(au 22/01/2026)", date(2026, 1, 22)),
        ("(version du 22/01/2026)", date(2026, 1, 22)),
        ("(projet du 20 janvier 2026)", date(2026, 1, 20)),
        ("au 1er février 2026", date(2026, 2, 1)),
        ("du 05/01/2026 au 22/01/2026", date(2026, 1, 22)),
        ("(version du 20/01/2026, projet du 22/01/2026)", None),
        ("(version du 31 juin 2026)", None),
        ("", None),
    ],
)
def test_the_day_of_the_version_in_a_title(words: str, day: date | None) -> None:
    source = SourceProgramme()
    read_title(source, f"PROGRAMME DE TRAVAIL DE LA MOT 2026 {words}", 1)
    assert (source.date, source.year) == (day, 2026)
    assert bool(source.notes) == (day is None and bool(words))
