"""Lists as people lay them out: what counts, what stands around it, and what is not known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from motxl.api import check, find
from motxl.book.reading.told import scheme_in_words
from motxl.errors import MotxlError
from motxl.programme.codeplace import CodePlace
from tests.validation.lists import LABELS, Row, Told, listed, told

SOUND: tuple[list[str], list[str]] = ([], [])


def scheme(path: Path) -> str:
    chosen = find(path).searched.chosen
    assert chosen is not None
    return scheme_in_words(chosen.scheme)


def blamed(found: Told) -> tuple[list[str], list[str]]:
    return found.blocking, found.to_check


def coded(codes: str) -> list[Row]:
    return listed(*codes.split("|"))


# How levels count


@pytest.mark.parametrize(
    ("codes", "counts"),
    [
        ("A|1|1.1|1.2|2|2.1|B|3|3.1|3.2|4|4.1|C|5|5.1", "A › 1 › 1.1"),
        ("I.|1.|1.1.|1.2.|2.|2.1.|II.|1.|1.1.|2.|2.1.|2.2.|III.|1.|1.1.", "I › 1 › 1.1"),
        ("Axe I|1.|a)|b)|2.|a)|b)|c)|Axe II|1.|a)|b)|2.|a)|Axe III|1.|a)|b)", "Axe I › 1 › a"),
        ("I|I-1|I-2|II|II-3|II-4|II-5|III|III-6|III-7", "I › I-1"),
        ("Critère 1|1|2|3|Critère 2|4|5|6|7|Critère 3|8|9", "Critère 1 › 1"),
        ("WP1|T1.1|T1.2|D1.1|WP2|T2.1|T2.2|T2.3|D2.1|WP3|T3.1|T3.2", "WP1 › T1.1"),
        (
            "Phase 1|01-01|01-02|01-03|01-04|Phase 2|02-01|02-02|02-03|02-04|Phase 3|03-01|03-02",
            "01 › 01-01",
        ),
    ],
)
def test_levels_that_are_written_each_in_its_own_way(
    codes: str, counts: str, tmp_path: Path
) -> None:
    path = tmp_path / "liste.xlsx"
    assert blamed(told(path, coded(codes))) == SOUND
    assert scheme(path) == counts


@pytest.mark.parametrize(
    ("codes", "rule"),
    [
        ("A|1|1.1|1.2|2|2.1|B|3|3.1|3.1|4|4.1|C|5|5.1", "NUM008"),
        ("I|I-1|I-2|II|II-3|II-4|II-4|III|III-6|III-7", "NUM008"),
        ("a|a.1|a.2|a3|a.4|b|b.1|b.2|b.3", "NUM001"),
        ("WP1|T1.1|T1.2|D1.1|WP2|T2.1|T2.1|T2.3|D2.1|WP3|T3.1|T3.2", "NUM008"),
    ],
)
def test_a_slip_in_them_is_told(codes: str, rule: str, tmp_path: Path) -> None:
    assert rule in told(tmp_path / "liste.xlsx", coded(codes)).blocking


def test_whole_numbers_are_codes_and_padded_ones_lost_their_zero(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    assert blamed(told(path, listed(1, "1A", "1B", 2, "2A", "2B", 3, "3A"))) == SOUND
    assert (
        "NUM002"
        in told(path, listed("01", "01.1", "01.2", 2, "02.1", "02.2", "03", "03.1")).to_check
    )


def test_a_dot_behind_the_codes_of_one_level_is_how_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    assert blamed(told(path, coded("1.|1.1|1.2|2.|2.1|2.2|2.3|3.|3.1|3.2"))) == SOUND
    found = told(path, coded("1|1.1|1.2|2.|2.1|2.2|2.3|3|3.1|3.2"))
    assert found.to_check == ["NUM012"]


# What only names its rows


NAMES = "EAU-03|EAU-06|EAU-09|AIR-02|AIR-04|AIR-05|SOL-01|SOL-07|SOL-12|SOL-14|SOL-15|SOL-20"


def test_names_of_actions_are_found_and_their_numbering_is_not_checked(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    found = told(path, coded(NAMES))
    assert blamed(found) == SOUND
    assert any("numbering" in one or "numérotation" in one for one in found.not_checked)


def test_one_of_them_that_stands_twice_is_told(tmp_path: Path) -> None:
    found = told(tmp_path / "liste.xlsx", coded(NAMES.replace("AIR-04", "EAU-06")))
    assert blamed(found) == ([], ["NUM008"])
    assert found.not_checked


def test_names_of_things_are_no_programme(tmp_path: Path) -> None:
    path = tmp_path / "stock.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Réf.", "Désignation", "Fournisseur"])
    for n, name in enumerate(NAMES.split("|")):
        sheet.append([name, f"Vis à bois {n}x", "Ville"])
    book.save(path)
    with pytest.raises(MotxlError):
        check(path)


# What stands around a list


def test_actions_that_are_only_numbered_are_a_programme_where_the_titles_say_so(
    tmp_path: Path,
) -> None:
    rows: list[Row] = [["N°", "Thème", "Engagement", "Échéance"]]
    rows += [[n, "Eau", f"{LABELS[n % 4]} {n}x", datetime(2026, 5, n)] for n in range(1, 12)]
    path = tmp_path / "liste.xlsx"
    assert blamed(told(path, rows)) == SOUND
    rows[6][0] = 5
    assert told(path, rows).blocking == ["NUM008"]


def test_a_list_beside_the_plan_is_not_the_plan(tmp_path: Path) -> None:
    plan = coded("WP1|T1.1|D1.1|T1.2|M1|WP2|T2.1|D2.1|T2.2|M2|WP3|T3.1|M3|T3.2|D3.1")
    results: list[Row] = [["No.", "Name", "Due"]]
    results += [[f"D{n}.1", f"Report {n}x", f"M{6 * n}"] for n in range(1, 4)]
    results += [[f"D{n}.2", f"Data {n}x", f"M{6 * n}"] for n in range(1, 4)]
    results[1:] = sorted(results[1:], key=lambda row: str(row[0]))
    path = tmp_path / "plan.xlsx"
    told(path, plan, Deliverables=results)
    chosen = find(path).searched.chosen
    assert chosen is not None
    assert [part.sheet for part in chosen.parts] == ["Liste"]


def test_titles_of_columns_in_two_lines_above_the_title_of_a_section(tmp_path: Path) -> None:
    lines: list[Row] = [["Plan"], [], ["Ref", "Action", "Delivery", None, "When"]]
    lines += [[None, None, "Output", "Lead team", None], ["Focus One: Leading"]]
    codes = ["1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "1.2.2", "2.1", "2.1.1", "2.1.2"]
    lines += [[code, f"{LABELS[n % 4]} {n}x", "Report", "Ville"] for n, code in enumerate(codes)]
    found = told(tmp_path / "plan.xlsx", lines)
    assert found.left_out["header"] == (3, 4)
    assert blamed(found) == SOUND


def test_a_row_of_years_below_the_titles_is_of_them(tmp_path: Path) -> None:
    lines: list[Row] = [["N°", "Action", "Pilote", "Budget"], [None, None, None, 2024, 2025]]
    codes = ["1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "3", "3.1"]
    lines += [[code, f"{LABELS[n % 4]} {n}x", "Ville", 100 + n] for n, code in enumerate(codes)]
    found = told(tmp_path / "plan.xlsx", lines)
    assert found.left_out["header"] == (1, 2)
    assert blamed(found) == SOUND


def test_a_title_that_ends_in_a_number_is_no_code(tmp_path: Path) -> None:
    lines: list[Row] = [["AGENDA 21"], [], ["Action", "Pilote"], ["FINALITÉ 1 – L'eau"]]
    lines += [[f"Action n° {n} : {LABELS[n % 4]} {n}x", "Ville"] for n in (1, 2, 3, 4)]
    lines += [["FINALITÉ 2 – L'air"]]
    lines += [[f"Action n° {n} : {LABELS[n % 4]} {n}x", "Ville"] for n in (5, 6, 7)]
    path = tmp_path / "plan.xlsx"
    assert blamed(told(path, lines)) == SOUND
    assert scheme(path).startswith("FINALITÉ 1 › Action n° 1")


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Lead", "Partner {}"),
        ("Calendrier", "T{} 2026"),
        ("Inizio", "202{}"),
        ("Fonte", "pag. 1{}"),
    ],
)
def test_people_days_and_pages_are_no_level(title: str, cell: str, tmp_path: Path) -> None:
    codes = ["1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.2", "4", "4.1"]
    lines: list[Row] = [["Code", "Action", title]]
    lines += [
        [code, f"{LABELS[n % 4]} {n}x", cell.format(1 + n % 3)] for n, code in enumerate(codes)
    ]
    path = tmp_path / "plan.xlsx"
    assert blamed(told(path, lines)) == SOUND
    chosen = find(path).searched.chosen
    assert chosen is not None
    assert chosen.parts[0].place is CodePlace.COLUMN


def test_totals_between_levels_in_columns_are_no_rows(tmp_path: Path) -> None:
    lines: list[Row] = [["Speerpunt", "Nr.", "Actie", "Trekker"]]
    for letter in "ABC":
        lines += [[f"{letter}. Energie {letter}" if n == 1 else None, f"{letter}.{n}",
                   f"{LABELS[n % 4]} {letter}{n}x", "Ville"] for n in (1, 2, 3)]  # fmt: skip
        lines += [[None, None, "Subtotaal", None]]
    assert blamed(told(tmp_path / "plan.xlsx", lines)) == SOUND


def test_a_slip_of_another_sheet_parts_no_programme(tmp_path: Path) -> None:
    def sheet(axis: int, *, slip: str = "") -> list[Row]:
        codes = [f"{axis}.{n}.{m}" if m else f"{axis}.{n}" for n in (1, 2, 3) for m in range(4)]
        if slip:
            codes[2] = slip
        return listed(*codes)

    path = tmp_path / "plan.xlsx"
    found = told(path, sheet(1), Deux=sheet(2), Trois=sheet(3, slip="2.1.2"))
    chosen = find(path).searched.chosen
    assert chosen is not None
    assert [part.sheet for part in chosen.parts] == ["Liste", "Deux", "Trois"]
    assert found.blocking


def test_where_more_rows_are_wrong_than_hands_slip_in_the_reading_is(tmp_path: Path) -> None:
    codes = [f"1.{n}" for n in range(1, 40) if n % 4]
    path = tmp_path / "liste.xlsx"
    assert blamed(told(path, listed("1", *codes))) == SOUND
    few = [f"1.{n}" for n in range(1, 40) if n not in {7, 20}]
    assert told(path, listed("1", *few)).to_check == ["NUM005"] * 2


@pytest.mark.parametrize(
    "text",
    ["see 3.9.1", "siehe Maßnahme 3.9.1", "véase 3.9.1", "vedi 3.9.1", "zie 3.9.1", "voir 3.9.1"],
)
def test_a_row_that_is_named_and_not_there_is_told_in_other_languages(
    text: str, tmp_path: Path
) -> None:
    codes = ["1", "1.1", "1.1.1", "1.1.2", "2", "2.1", "2.1.1", "3", "3.1", "3.1.1", "3.1.2"]
    lines: list[Row] = [["Code", "Action", "Bemerkung"]]
    lines += [[code, f"{LABELS[n % 4]} {n}x", None] for n, code in enumerate(codes)]
    lines[4][2] = text
    lines[5][2] = text.replace("3.9.1", "3.1.2")
    assert blamed(told(tmp_path / "plan.xlsx", lines)) == ([], ["REF109"])


def test_a_row_on_which_another_depends_and_that_is_not_there_is_told(tmp_path: Path) -> None:
    codes = ["WP1", "T1.1", "T1.2", "WP2", "T2.1", "T2.2", "T2.3", "WP3", "T3.1", "T3.2"]
    lines: list[Row] = [["No.", "Task", "Depends on / note"]]
    lines += [[code, f"{LABELS[n % 4]} {n}x", None] for n, code in enumerate(codes)]
    lines[5][2], lines[6][2], lines[9][2] = "T1.1, T1.2", "T2.7", "12 months"
    assert blamed(told(tmp_path / "plan.xlsx", lines)) == ([], ["REF109"])


def test_a_table_beside_the_list_is_none_of_it(tmp_path: Path) -> None:
    lines: list[Row] = [["N° fiche", "Intitulé de l'action", "Montant", None, "Axe", "Part"]]
    for axis in (0, 1, 2, 3):
        lines += [[f"AXE {axis} – Titre", None, None, None, f"Axe {axis}", 0.25]]
        lines += [[f"{axis}-{n}", f"{LABELS[n]} {axis}{n}x", 100 * n] for n in (1, 2, 3)]
    path = tmp_path / "plan.xlsx"
    assert blamed(told(path, lines)) == SOUND
    assert scheme(path) == "1 › 1-1"


def test_two_titles_between_the_header_and_the_first_row(tmp_path: Path) -> None:
    lines: list[Row] = [
        ["Ref", "Requirement", "Owner"],
        ["Standard 1: Safety"],
        ["Outcome 1.1 – Identity"],
    ]
    lines += [[f"1.1.{n}", f"{LABELS[n % 4]} {n}x", "Ville"] for n in (1, 2, 3, 4)]
    lines += [["Outcome 1.2 – Choice"]]
    lines += [[f"1.2.{n}", f"{LABELS[n % 4]} 1{n}x", "Ville"] for n in (1, 2, 3, 4)]
    found = told(tmp_path / "plan.xlsx", lines)
    assert found.left_out["header"] == (1,)
    assert blamed(found) == SOUND


def test_themes_of_a_list_of_others_are_not_those_that_are_shipped(tmp_path: Path) -> None:
    codes = ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1", "3.2"]
    lines: list[Row] = [["Code", "Action", "Qui"]]
    lines += [[code, f"{LABELS[n % 4]} {n}x", "Ville"] for n, code in enumerate(codes)]
    lines[3][1] = "Ouvrir un lieu (cf. thème transversal Culture)"
    found = told(tmp_path / "plan.xlsx", lines)
    assert [one for one in (*found.blocking, *found.to_check) if one.startswith("REF")] == []


def test_names_below_a_title_that_ends_in_a_year_are_found(tmp_path: Path) -> None:
    found = told(tmp_path / "plan.xlsx", [["Plan eau 2026"], [], *coded(NAMES)])
    assert found.left_out["titles"] == (1,)


def test_a_priority_that_is_called_as_an_average_is_is_none(tmp_path: Path) -> None:
    lines: list[Row] = [["Axe", "N°", "Priorité", "Action", "Pilote"]]
    for axis in (1, 2, 3):
        lines += [[f"Axe {axis} – Titre {axis}" if n == 1 else None, f"{axis}.{n}",
                   "Moyenne" if n == 2 else "Haute", f"{LABELS[n % 4]} {axis}{n}x", "Ville"]
                  for n in (1, 2, 3)]  # fmt: skip
    found = told(tmp_path / "plan.xlsx", lines)
    assert "total" not in found.left_out
    assert blamed(found) == SOUND
