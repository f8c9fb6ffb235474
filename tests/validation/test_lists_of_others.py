"""What stands between the rows of somebody else's list, and headings that no row of it is, are no
faults of it; a slip among them is told all the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from motxl.api import check, find, import_programme, renumber
from motxl.jobs.find import HeaderPlace
from motxl.jobs.renumber import NotRenumberedError
from motxl.programme.found import Confidence
from motxl.validation.diagnostics import Severity
from tests.validation.lists import LABELS, Row, Told, listed, told

# Headings that no row has


@pytest.mark.parametrize(
    ("codes", "to_check"),
    [
        ("1.1 1.2 2.1 2.2 2.4 3.1", ["NUM005"]),
        ("1.1 1.2 1.3 1.5 2.1 2.2 2.3 3.1 3.2", ["NUM005"]),
        ("1.1.1 1.1.2 1.2.1 1.2.4 2.1.1 2.1.2 2.2.1", ["NUM005"]),
        ("1.1 1.2 1.3 2.1 2.2 3.1 3.2", []),
    ],
)
def test_where_no_row_is_a_heading_a_number_that_is_left_out_is_a_gap(
    tmp_path: Path, codes: str, to_check: list[str]
) -> None:
    found = told(tmp_path / "book.xlsx", listed(*codes.split()))
    assert (found.blocking, found.to_check) == ([], to_check)


@pytest.mark.parametrize(
    ("codes", "blocking"),
    [
        ("1.1 1.2 1.3 1.3 1.4 2.1 2.2 3.1 3.2", ["NUM008"]),
        ("1.1 1.2 1.4 1.3 1.5 2.1 2.2 3.1 3.2", ["NUM006"]),
    ],
)
def test_a_slip_in_such_a_list_is_told(tmp_path: Path, codes: str, blocking: list[str]) -> None:
    assert told(tmp_path / "book.xlsx", listed(*codes.split())).blocking == blocking


def test_a_number_is_first_taken_for_the_code_that_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert not told(path, listed(1.1, 1.4, 2.1, 2.2, 3.1, 3.2, 3.4, 4.1)).blocking
    gaps = [one.message for one in check(path).diagnostics if one.rule == "NUM005"]
    assert [message.split(" comes")[0] for message in gaps] == ["1.4", "3.4"]


# Titles, notes and totals between the rows


def with_titles() -> list[Row]:
    lines: list[Row] = [["Libellé", "Exigence", "Code critère"]]
    for objective in range(1, 5):
        lines.append([f"Objectif 1.{objective} – Thème {objective}", None, None])
        lines += [
            [f"{LABELS[n % 4]} {objective}{n}x", f"Ville {n}", f"1.{objective}-{n:02d}"]
            for n in range(1, 7)
        ]
    return lines


def test_a_title_beside_which_nothing_stands_is_no_row_without_a_code(tmp_path: Path) -> None:
    found = told(tmp_path / "book.xlsx", with_titles())
    assert found[:2] == ([], [])
    assert found.left_out["banner"] == (2, 9, 16, 23)
    assert not found.not_checked


def test_a_row_that_lost_its_code_has_more_to_say_and_is_told(tmp_path: Path) -> None:
    lines = with_titles()
    lines[10][2] = None
    assert told(tmp_path / "book.xlsx", lines).to_check == ["NUM003"]
    lines[10][2] = lines[9][2]
    assert told(tmp_path / "book.xlsx", lines).blocking == ["NUM008"]


def test_notes_and_page_feet_between_the_rows_are_left_out(tmp_path: Path) -> None:
    lines = listed(*["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3"])
    lines.insert(6, [None, "Voir aussi le volet nappes", None])
    lines.insert(4, [None, 34, "Page"])
    lines.append([None, "Actions due: 10", None])
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert sorted(found.left_out["banner"] + found.left_out["note"]) == [5, 8, 14]
    assert not renumber(tmp_path / "book.xlsx", write=False).found.edits


def test_actions_without_a_code_are_no_notes(tmp_path: Path) -> None:
    lines: list[Row] = [["Code", "Action", "Pilote"]]
    for axis in range(1, 4):
        lines.append([f"{axis}", f"Axe {axis}", "Ville"])
        lines.append([f"{axis}.1", f"{LABELS[axis]} {axis}x", "Ville"])
        lines += [[None, f"{LABELS[n]} {axis}{n}", None] for n in range(3)]
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert "banner" not in found.left_out


@pytest.mark.parametrize("total", [6, "6"])
def test_the_number_of_a_total_is_no_code(tmp_path: Path, total: object) -> None:
    lines: list[Row] = [["Thème", "N°", "Critère"]]
    lines += [
        ["Eau" if number == 1 else None, f"{axis}.{number}", f"{LABELS[number]} {axis}x"]
        for axis in range(1, 4)
        for number in range(1, 3)
    ]
    lines.append(["Total", total, "critères"])
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert found.left_out["total"] == (8,)


def test_subtotals_between_the_rows_are_left_out(tmp_path: Path) -> None:
    lines: list[Row] = [["OLT", "Code", "Action", "Jours"]]
    for axis in range(1, 4):
        lines += [
            [None, f"{axis}.{number}", f"{LABELS[number]} {axis}x", 4] for number in range(1, 4)
        ]
        lines.append([f"Sous-total OLT {axis}", None, None, 12])
        lines.append([])
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert found.left_out["total"] == (5, 10, 15)


def test_blank_rows_part_the_sections_of_a_list(tmp_path: Path) -> None:
    lines = listed(*["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"])
    lines.insert(4, [])
    assert told(tmp_path / "book.xlsx", lines)[:2] == ([], [])


# What may count in two ways


def codes(text: str) -> list[Row]:
    return listed(*text.split(", "))


@pytest.mark.parametrize(
    "text",
    [
        "CS 01, SP 01, IP 01, MS 01, CS 02, SP 02, MS 02, IP 02",
        "CS 01, CS 02, SP 01, CS 03, CS 05, SP 02, CS 06, SP 03, CS 04, CS 07, SP 04",
        "S1.01, S1.02, S1.03, R1.01, R1.02, R1.03, R1.04, P1.01",
        "1.1, 1.2, 1.21, 1.22, 1.3, 1.4, 2.1, 2.2, 2.3",
    ],
)
def test_codes_that_may_count_in_two_ways_are_not_checked_and_that_is_said(
    tmp_path: Path, text: str
) -> None:
    found = told(tmp_path / "book.xlsx", codes(text))
    assert found[:2] == ([], [])
    assert any("not certain how the codes count" in one for one in found.not_checked)
    with pytest.raises(NotRenumberedError):
        renumber(tmp_path / "book.xlsx", write=False)


@pytest.mark.parametrize(
    ("text", "blocking"),
    [
        # Signs of levels, which count anew under each heading
        ("OS 1, OO 1, OO 2, OS 2, OO 1, OO 2, OO 2, OS 3, OO 1", ["NUM008"]),
        # Letters that were changed for one another
        ("A, A.1, A.2, C, C.1, B, B.1, B.2, D, D.1", ["NUM006"]),
        # Sorted as texts are
        ("1.1, 1.10, 1.11, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.1, 2.2", ["NUM006"]),
        # A figure that was typed twice
        ("1.1, 1.2, 1.33, 1.4, 1.5, 2.1, 2.2, 2.3", ["NUM006"]),
    ],
)
def test_what_is_a_slip_and_no_other_way_to_count_is_told(
    tmp_path: Path, text: str, blocking: list[str]
) -> None:
    assert told(tmp_path / "book.xlsx", codes(text)).blocking == blocking


def test_a_heading_may_repeat_the_number_above_and_its_rows_count_on(tmp_path: Path) -> None:
    path, lines = (
        tmp_path / "book.xlsx",
        codes(
            "Axe 1, OS 1.1, Fiche 1, Fiche 2, OS 1.2, Fiche 3, Fiche 4, "
            "Axe 2, OS 2.1, Fiche 5, Fiche 6, OS 2.2, Fiche 7"
        ),
    )
    assert told(path, lines) == Told([], [], {"header": (1,)}, [])
    assert not renumber(path, write=False).found.edits
    lines[7][0] = "Fiche 3"
    assert told(path, lines).blocking == ["NUM008"]
    lines[7][0], lines[5][0] = "Fiche 4", "OS 1.3"
    assert told(path, lines)[:2] == ([], ["NUM005"])


def in_sections(*sections: str) -> list[Row]:
    lines: list[Row] = [["Code", "Action", "Pilote"]]
    for name, section in enumerate(sections):
        lines.append([["Base", "Standard", "Renforcé"][name], None, None])
        lines += [[code, f"{label} {name}", who] for code, label, who in codes(section)[1:]]
    return lines


@pytest.mark.parametrize(
    "sections",
    [
        ("1.1, 1.2, 1.3, 1.9, 2.1, 2.2", "1.4, 1.5, 1.6, 2.3, 2.4", "1.7, 1.8, 2.5, 2.6, 2.7"),
        ("1.1, 1.2, 1.3, 1.9", "1.4, 1.5, 1.6, 1.7, 1.8, 1.10, 1.11", "2.1, 2.2, 2.3, 2.4"),
    ],
)
def test_sections_that_are_made_by_something_else_are_no_disorder(
    tmp_path: Path, sections: tuple[str, ...]
) -> None:
    found = told(tmp_path / "book.xlsx", in_sections(*sections))
    assert found[:2] == ([], [])
    assert any("the numbering" in one for one in found.not_checked)


@pytest.mark.parametrize(
    "sections",
    [
        ("1.1, 1.2, 1.4, 1.3, 1.5", "2.1, 2.2, 2.3, 2.4", "3.1, 3.2, 3.3"),
        ("1.1, 1.2, 1.4", "1.3, 1.5, 1.6, 2.1, 2.2, 2.3", "3.1, 3.2, 3.3"),
    ],
)
def test_rows_of_sections_that_changed_places_are_told(
    tmp_path: Path, sections: tuple[str, ...]
) -> None:
    assert told(tmp_path / "book.xlsx", in_sections(*sections)).blocking == ["NUM006"]


# What is said of other sheets, and by which command


def test_a_sheet_below_the_same_titles_is_named_where_it_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    other: list[Row] = [["Titre du trimestre"], ["Code", "Action", "Pilote"]]
    other += [
        [f"{word} {n}", f"Former {word} {n}", "Ville"] for word in ("R&I", "É-C") for n in (1, 4)
    ]
    lines: list[Row] = [["Trimestre"], *codes("1.1, 1.2, 1.3, 2.1, 2.2, 2.3")]
    found = told(path, lines, Suite=other, Notes=[["Code", "Sens"], ["R&I", "recherche"]])
    assert len(found.not_checked) == 1
    assert "“Suite”, which has the same column titles" in found.not_checked[0]
    assert list(find(path).not_checked) == [f"Not checked: {found.not_checked[0]}."]


def test_find_is_as_sure_of_a_numbering_as_validate(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    lines = in_sections("1.1, 1.2, 1.3, 1.9, 2.1", "1.4, 1.5, 1.6, 2.2", "1.7, 1.8, 2.3, 2.4")
    not_checked = told(path, lines).not_checked
    found = find(path)
    assert [f"Not checked: {one}." for one in not_checked] == list(found.not_checked)
    assert found.searched.chosen is not None
    assert found.searched.chosen.confidence is Confidence.LIKELY
    assert check(path).searched == found.searched
    told(path, codes("1.1, 1.2, 1.3, 2.1, 2.2, 2.3"))
    sound = find(path)
    assert sound.not_checked == ()
    assert sound.searched.chosen is not None
    assert sound.searched.chosen.confidence is Confidence.SURE


def test_columns_alone_name_those_of_the_programme_that_is_found(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    told(path, [["Mode d'emploi"], ["Lire les lignes"]], Plan=codes("1, 1.1, 1.2, 2, 2.1"))
    found = check(path, columns="A,B")
    assert found.programme.sheet == "Plan"
    assert not [one.rule for one in found.diagnostics if one.severity > Severity.INFO]
    assert check(path, sheet="Liste", columns="A,B").programme.sheet == "Liste"


def test_a_number_twice_is_not_taken_for_one_that_lost_a_zero(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    found = told(path, listed(12, 12.1, 12.2, 12.3, 12.4, 12.4, 13, 13.1, 13.2))
    assert "NUM005" not in found.to_check
    assert [one.cell for one in check(path).diagnostics if one.severity > Severity.INFO] == [
        "A3",
        "A7",
    ]


def depth(path: Path) -> int:
    """How many levels the programme of a workbook seems to have."""
    chosen = find(path).searched.chosen
    assert chosen is not None
    assert chosen.scheme is not None
    return chosen.scheme.depth


def test_a_letter_that_is_the_same_in_all_codes_is_no_level(tmp_path: Path) -> None:
    path, text = (
        tmp_path / "book.xlsx",
        "ORP.1.A1, ORP.1.A2, ORP.1.A3, ORP.2.A1, ORP.2.A2, ORP.2.A3",
    )
    assert told(path, codes(text)) == Told([], [], {"header": (1,)}, [])
    assert depth(path) == 2
    lines = codes(text)
    lines[3][0] = "ORP.1.A2"
    assert told(path, lines).blocking == ["NUM008"]


def test_a_letter_among_figures_is_a_slip_and_no_level_more(tmp_path: Path) -> None:
    lines = codes(
        ", ".join(f"{axis}.{n}-{m:02d}" for axis in (1, 2) for n in (1, 2) for m in range(1, 5))
    )
    lines[4][0] = "1.1-O4"
    assert told(tmp_path / "book.xlsx", lines)[:2] == (["NUM001"], [])
    assert depth(tmp_path / "book.xlsx") == 3


def test_a_small_l_for_a_capital_i_is_a_slip_and_no_other_kind(tmp_path: Path) -> None:
    lines: list[Row] = [["Axe", "Action", "Pilote"]]
    signs = ["T 1", "T 2", "T 3", "I 1", "I 2", "l 3", "I 4", "I 5"]
    lines += [[None, f"{sign} Former {n}x", "Ville"] for n, sign in enumerate(signs)]
    assert told(tmp_path / "book.xlsx", lines).blocking == ["NUM001"]


def test_a_column_of_dates_that_somebody_named_is_not_read_as_codes(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    lines: list[Row] = [["Axe", "N°", "Fiche"]]
    lines += [
        [f"Axe {axis}" if month == 1 else None, date(2016, month, axis), f"Former {axis}{month}x"]
        for axis in range(1, 4)
        for month in range(1, 4)
    ]
    told(path, lines)
    found = check(path, sheet="Liste", columns="B,C")
    assert not [one.rule for one in found.diagnostics if one.severity > Severity.INFO]
    assert [one.kind for one in found.unchecked] == ["numbering", "tables"]


def test_what_nobody_knows_how_to_count_hinders_motxl_and_nobody_else(tmp_path: Path) -> None:
    """Columns that somebody named, whose codes say nothing of how they count."""
    path = tmp_path / "book.xlsx"
    told(path, codes("1.1, 1.2, 2.1, 2.2"), Suite=[
        ["N°", "Mesure"], ["Vers l'inclusion", None], [12.4, "Former x"], [3.1, "Relier y"],
        ["Vers le logement", None], [7, "Ouvrir z"],
    ])  # fmt: skip
    found = check(path, sheet="Suite", columns="A,B")
    assert not [one.rule for one in found.diagnostics if one.severity is Severity.ERROR]


def test_find_reads_below_a_header_of_ours_as_validate_does(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ["Axe", "Programme de travail"],
        ["x1", "Former"],
        ["y", "Relier"],
        ["z 3", "Lire"],
    ):
        book.worksheets[0].append(row)
    book.save(path)
    found = find(path)
    assert found.is_decided
    assert found.header == HeaderPlace("Sheet", 1)
    said = [one.sentence for one in check(path).unchecked if one.kind == "numbering"]
    assert list(found.not_checked) == said != []


def test_numbers_that_were_kept_are_not_given_to_other_rows(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    kept = "1, 1.1, 1.2, 1.4, 1.5, 1.6, 2, 2.1, 2.3, 2.4, 2.5, 3, 3.1, 3.2, 3.4, 3.5, 3.6"
    assert told(path, codes(kept))[:2] == ([], ["NUM005"] * 3)
    with pytest.raises(NotRenumberedError, match="several places"):
        renumber(path, write=False)
    told(path, codes("1, 1.1, 1.2, 1.4, 2, 2.1, 2.2, 2.3"))
    assert len(renumber(path, write=False).found.edits) == 1


def test_a_dot_behind_nearly_all_codes_is_how_they_are_written(tmp_path: Path) -> None:
    codes = ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1.", "2.", "2.1.", "2.1.1.", "2.1.2"]
    found = told(tmp_path / "liste.xlsx", listed(*codes))
    assert "NUM012" not in found.to_check
    plain = [code.rstrip(".") for code in codes[:-1]]
    assert "NUM012" in told(tmp_path / "points.xlsx", listed(*plain, "2.1.2.")).to_check


def test_titles_of_columns_below_the_title_of_the_list_are_no_row(tmp_path: Path) -> None:
    lines: list[Row] = [["Hoofdstuk 5"], [], ["Nummer", "Maatregel", "Wie"]]
    lines += [["5.01", "Beleid", "CISO"]]
    lines += [[f"5.01.{n:02}", f"Regel {chr(64 + n)}", "Beheer"] for n in range(1, 9)]
    found = told(tmp_path / "lijst.xlsx", lines)
    assert found.left_out["header"] == (3,)
    assert found.blocking == []


def test_a_code_in_the_other_case_is_a_slip_and_its_row_is_there(tmp_path: Path) -> None:
    codes = ["A", "A1", "A2", "A3", "B", "B1", "B2", "C", "C1", "c2", "C3", "C4"]
    found = told(tmp_path / "liste.xlsx", listed(*codes))
    assert "other-kind" not in found.left_out
    assert found.blocking + found.to_check == ["NUM001"]


def test_a_label_in_quotation_marks_is_parted_from_its_code(tmp_path: Path) -> None:
    labels = ["1 Musée", "1.1 Salles", "1.1.1 « Terres cuites »", "1.1.2 Bronzes", "1.2 Jardin"]
    labels += ["1.2.1 “Roses”", "1.2.2 Arbres", "2 École", "2.1 Ateliers", "2.1.1 Argile"]
    lines: list[Row] = [["Action", "Qui"]]
    lines += [[one, "Ville"] for one in labels]
    found = told(tmp_path / "liste.xlsx", lines)
    assert found.blocking + found.to_check == []


def test_what_a_list_has_wrong_is_wrong_in_the_workbook_that_is_made_of_it(tmp_path: Path) -> None:
    codes = ["1", "1.1", "1.1.1", "1.1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1", "2.1.1", "2.1.2"]
    found = told(tmp_path / "liste.xlsx", listed(*codes))
    assert found.blocking == ["NUM008"]
    import_programme(tmp_path / "liste.xlsx", tmp_path / "programme.xlsx", year=2026)
    rules = [one.rule for one in check(tmp_path / "programme.xlsx").diagnostics]
    assert "NUM008" in rules
