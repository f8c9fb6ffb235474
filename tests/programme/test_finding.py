"""Where a programme stands is found by what the sheets hold; what two places may be is asked."""

from __future__ import annotations

import sys

import pytest

from motxl.programme.cellvalue import CellValue
from motxl.programme.codeplace import CodePlace
from motxl.programme.finding import find
from motxl.programme.found import Confidence, FoundPart, Searched, SheetGrid
from motxl.programme.scheme import MOT

Rows = list[list[CellValue]]

LABELS = ("Relier les réseaux", "Former les équipes", "Ouvrir un atelier", "Publier un guide")


def coded(*codes: str) -> Rows:
    """Rows with a code and a label."""
    return [[code, f"{LABELS[n % 4]} {n}x"] for n, code in enumerate(codes)]


def searched(**sheets: Rows) -> Searched:
    return find(SheetGrid(name, rows) for name, rows in sheets.items())


def part_of(found: Searched) -> FoundPart:
    assert found.chosen is not None
    (part,) = found.chosen.parts
    return part


@pytest.mark.parametrize(
    "header",
    [
        ["N°", "Plan d'action 2026"],
        ["Axis", "Work programme 2026"],
        ["Nr.", "Maßnahme"],
        ["WBS", "Task"],
    ],
)
def test_header_words_of_three_languages_are_known(header: list[CellValue]) -> None:
    part = part_of(searched(Plan=[["Association"], [], header, *coded("1", "1.1", "1.1.3")]))
    assert (part.header_rows, part.first_row, part.last_row) == ((3,), 4, 6)
    assert part.confidence is Confidence.SURE


def test_a_second_header_row_is_one() -> None:
    rows: Rows = [["Axe", "Action", "Suivi", None], [None, None, "Pilote", "Échéance"]]
    rows += [[*row, "MOT", "mai"] for row in coded("1", "1.1", "1.2", "2")]
    part = part_of(searched(Plan=rows))
    assert part.header_rows == (1, 2)
    assert part.known == {"pilot": 3, "due": 4}


def test_titles_totals_notes_and_headers_again_are_left_aside() -> None:
    rows: Rows = [["Programme de travail 2026"], ["Code", "Action"], *coded("1", "1.1", "1.2")]
    rows += [["Deuxième partie du programme"], ["Code", "Action"], *coded("2", "2.1")]
    rows += [[None, "Total"], [], ["Source : comité"]]
    part = part_of(searched(Plan=rows))
    assert {one.why: one.rows for one in part.left_out} == {
        "titles": (1,), "header": (2,), "banner": (6,), "repeated": (7,),
        "total": (10,), "note": (12,),
    }  # fmt: skip
    assert part.skipped == {6, 7}
    assert (part.first_row, part.last_row) == (3, 9)


def test_codes_inside_the_labels_are_found_and_actions_have_none() -> None:
    rows: Rows = [["Feuille de route"]]
    rows += [[one] for one in ("Axe 1 - Relier", "Réunir", "Former", "Axe 2 - Ouvrir", "Publier")]
    rows += [["Axe 3 - Suivre"], ["Évaluer"]]
    part = part_of(searched(Plan=rows))
    assert part.place is CodePlace.LABELS
    assert part.leaf == "bare"


def test_a_column_for_each_level_is_found() -> None:
    rows: Rows = [["Axe", "Objectif", "Action", "Pilote"]]
    rows += [["1 Relier", "1.1 Réunir", "Ouvrir un atelier", "A"], [None, None, "Publier", "B"]]
    rows += [["2 Former", "2.1 Suivre", "Évaluer", "A"], [None, "2.2 Animer", "Recenser", "C"]]
    part = part_of(searched(Plan=rows))
    assert (part.place, part.code_columns, part.label_column) == (CodePlace.LEVELS, (1, 2), 3)


def test_one_axis_a_sheet_is_one_programme() -> None:
    header: Rows = [["Axe", "Programme de travail"]]
    found = searched(
        A=[*header, *coded("1", "1.1", "1.2")],
        B=[*header, *coded("2", "2.1", "2.2")],
        Notes=[["Lieu", "Salle"], ["Lyon", "Rhône"]],
    )
    assert found.chosen is not None
    assert [part.sheet for part in found.chosen.parts] == ["A", "B"]
    assert found.aside == ("Notes",)


def test_one_year_a_sheet_is_several_programmes_and_the_newest_is_not_guessed() -> None:
    header: Rows = [["Axe", "Programme de travail"]]
    rows = [*header, *coded("1", "1.1", "1.2", "2")]
    found = find([SheetGrid("2024", rows), SheetGrid("2025", rows)])
    assert found.chosen is None
    assert found.years == (2024, 2025)


def test_a_hidden_copy_does_not_compete_with_what_people_see() -> None:
    rows: Rows = [["Axe", "Programme de travail"], *coded("1", "1.1", "1.2", "2")]
    hidden = SheetGrid("Copie", rows, is_hidden=True)
    found = find([hidden, SheetGrid("Plan", rows)])
    assert found.chosen is not None
    assert found.chosen.parts[0].sheet == "Plan"


def test_two_columns_of_codes_alike_are_both_told_and_none_is_chosen() -> None:
    rows: Rows = [["A", "B", "Action"]]
    codes = ("1", "1.1", "1.2", "2", "2.1")
    rows += [[code, code, label] for code, label in coded(*codes)]
    found = searched(Plan=rows)
    assert found.chosen is None
    assert [one.parts[0].code_columns for one in found.programmes] == [(1,), (2,)]


@pytest.mark.parametrize(
    "header",
    [["Version", "Changements"], ["Montant (€)", "Poste"], ["Prédécesseurs", "Tâche"]],
)
def test_a_header_that_says_something_else_is_believed(header: list[CellValue]) -> None:
    assert searched(Plan=[header, *coded("1.0", "1.1", "1.2", "2.0", "2.1")]).programmes == ()


def test_rows_that_are_counted_are_only_proposed() -> None:
    rows: Rows = [["N°", "Nom", "Responsable"]]
    rows += [[number, f"{LABELS[number % 4]} {number}x", "A"] for number in range(1, 9)]
    found = searched(Plan=rows)
    assert found.chosen is None
    assert found.programmes[0].confidence is Confidence.DOUBTFUL


@pytest.mark.parametrize(
    ("codes", "is_usual"),
    [
        (("1", "1.1", "1.1.1", "1.1.1", "1.1.1", "1.1.2"), True),
        (("1", "1.1", "1.1.1", "", "", "1.1.2", "", ""), False),
        (("1", "1.1", "1.2", "2", "2.1"), False),
    ],
)
def test_the_last_level_is_what_the_rows_show(codes: tuple[str, ...], *, is_usual: bool) -> None:
    rows: Rows = [["Axe", "Programme de travail"], *coded(*codes)]
    found = searched(Plan=rows)
    assert found.chosen is not None
    assert (found.chosen.scheme == MOT) is is_usual


def test_labels_may_stand_before_the_codes_below_any_header() -> None:
    rows: Rows = [["Domaine suivi", "Code", "Montant"]]
    rows += [[label, code, 12] for code, label in coded("1", "1.1", "1.2", "2", "2.1")]
    part = part_of(searched(Plan=rows))
    assert (part.code_columns, part.label_column, part.first_row) == ((2,), 1, 2)


def test_a_date_in_a_title_is_no_code_of_a_level() -> None:
    rows: Rows = [["Visite du 04/02/2025"], ["Axe", "But", "Fait"]]
    for axe in (1, 2):
        rows += [[f"{axe}. Relier", f"{axe}.{n} Former", f"{axe}.{n}.1 Ouvrir"] for n in (1, 2)]
    part = part_of(searched(Plan=rows))
    assert (part.place, part.code_columns, part.first_row) == (CodePlace.LEVELS, (1, 2, 3), 3)


def test_the_title_of_the_first_section_does_not_hide_the_header() -> None:
    rows: Rows = [["Liste"], ["N°", "Mesure"], ["Partie une"], *coded("1.1", "1.2", "1.3")]
    rows += [["Partie deux"], *coded("2.1", "2.2")]
    part = part_of(searched(Plan=rows))
    assert (part.header_rows, part.first_row) == ((2,), 4)
    assert ("banner", (3, 7)) in part.left_out


def test_a_list_of_codes_without_headings_does_not_compete_with_the_programme() -> None:
    work: Rows = [["N°", "Action"], *coded("WP1", "T1.1", "T1.2", "WP2", "T2.1", "T2.2")]
    products: Rows = [["N°", "Action"], *coded("D1.1", "D1.2", "D2.1", "D2.2")]
    assert part_of(searched(Work=work, Products=products)).sheet == "Work"
    again: Rows = [["N°", "Action"], *coded("WP1", "T1.1", "T1.2", "WP2", "T2.1", "T2.2")]
    assert searched(Work=work, Copy=again).chosen is None


def test_a_level_may_share_its_column_with_the_one_above() -> None:
    rows: Rows = [["Buts", "Mesures"]]
    for one in (1, 2, 3):
        rows += [[f"{one}. Relier {one}x", None]]
        rows += [[f"{one}.{n} Former {n}x", f"{one}.{n}.1 Ouvrir {n}x"] for n in (1, 2)]
    assert part_of(searched(Plan=rows)).code_columns == (1, 2)


def test_a_column_between_the_levels_may_hold_anything() -> None:
    rows: Rows = [["a", "b", "c", "d", "e"]]
    rows += [
        [f"V{a}", f"V{a}.{b}", f"S {a * b}", f"V{a}.{b}.{c}", f"Relier {a}{b}{c}x"]
        for a in (1, 2)
        for b in (1, 2)
        for c in (1, 2, 3)
    ]
    assert part_of(searched(Plan=rows)).code_columns == (1, 2, 4)


def test_rows_that_are_only_counted_are_not_offered_where_a_header_says_so() -> None:
    rows: Rows = [["Ligne", "Texte"]]
    rows += [[n, f"Relier {n}x"] for n in range(1, 12)]
    assert searched(Plan=rows).programmes == ()


def test_codes_that_nobody_can_read_are_never_sure() -> None:
    codes = ("1", "1.1", "1.2", "1.a", "1.b", "2", "2.1", "2.a", "2.b", "3", "3.1", "3.a", "3.2")
    found = searched(Plan=[["Code", "Action"], *coded(*codes)])
    assert found.programmes[0].scheme is None
    assert found.programmes[0].confidence is Confidence.LIKELY


@pytest.mark.parametrize("sections", [(0, 2, 2), (2, 0, 2), (2, 2, 0), (0, 2, 0)])
def test_a_level_that_not_every_heading_has_is_left_out_where_it_is_not(
    sections: tuple[int, ...],
) -> None:
    codes, article = [], 0
    for title, number in enumerate(sections):
        codes.append(f"Titre {'I' * (title + 1)}")
        for section in range(max(number, 1)):
            if number:
                codes.append(f"Partie {section + 1}")
            codes += [f"Mesure {article + 1}", f"Mesure {article + 2}"]
            article += 2
    found = searched(Plan=coded(*codes)).programmes[0]
    assert found.scheme is not None
    assert [level.name for level in found.scheme.levels] == ["Titre", "Partie", "Mesure"]
    assert found.scheme.read_column(codes)[-1] == (3, sections[-1], article)


def test_little_is_done_for_each_row_of_many_sheets() -> None:
    """Counted in calls, as time is another on each machine: 56 for a row, where there were 202."""
    grids = [SheetGrid(f"Axe {axis}", _long_axis(axis)) for axis in range(1, 9)]
    calls = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = find(grids)
    finally:
        sys.setprofile(before)
    assert found.chosen is not None
    assert len(found.chosen.parts) == 8
    assert calls < 90 * sum(len(grid.rows) for grid in grids)


def _long_axis(axis: int) -> Rows:
    rows: Rows = [["Code", "Intitulé", "Pilote"]]
    for objective in range(1, 21):
        rows.append([f"{axis}.{objective}", "Former les équipes", ""])
        for action in range(1, 50):
            label = f"Relier la gare de {chr(97 + action % 26) * 3} à {'xyz'[action % 3]}"
            rows.append([f"{axis}.{objective}.{action}", label, "Ville"])
    return rows
