"""A workbook that was not made from the template is read where its programme is found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from motxl import check, colour, open_programme, references, renumber, validate
from motxl.book.file.filebook import open_book
from motxl.book.reading.locate import NoProgrammeError
from motxl.book.reading.placed import UndecidedError
from motxl.errors import MotxlError

Rows = Sequence[Sequence[object]]


def made(tmp_path: Path, merged: Sequence[str] = (), /, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    path = tmp_path / "suivi.xlsx"
    book.save(path)
    return path


def told(path: Path) -> list[tuple[str, str | None, str]]:
    """The findings about the numbering, each with its sheet and cell."""
    found = check(path, select="NUM", ignore="NUM013").diagnostics
    return [(one.sheet, one.cell, one.rule) for one in found]


LABELLED: Rows = [
    ["Feuille de route 2026"],
    [],
    ["1 Relier les réseaux"],
    ["1.1 Réunir (cf. Cross-border Deal thème 3)"],
    ["1.1.1 Former"],
    ["1.1.3 Publier"],
    ["2 Ouvrir"],
]
LEVELS: Rows = [
    ["Axe", "Objectif", "Sous-objectif", "Action", "Pilote"],
    ["1 Relier", "1.1 Réunir", "1.1.1 Former", "Ouvrir un atelier", "A"],
    [None, None, None, "Publier un guide", "B"],
    [None, None, "1.1.3 Suivre", "Animer (cf. Cross-border Deal thème 3)", "A"],
    ["2 Évaluer", "2.2 Recenser", "2.2.1 Mesurer", "Partager", "C"],
]


def axis(number: int, *last: int) -> Rows:
    rows: list[list[object]] = [
        ["Axe", "Programme de travail"],
        [f"{number}", "Relier"],
        [f"{number}.1", "Former"],
    ]
    return [*rows, *([f"{number}.1.{one}", f"Publier le guide {one}x"] for one in last)]


def test_codes_inside_the_labels_are_checked_where_they_stand(tmp_path: Path) -> None:
    path = made(tmp_path, Plan=LABELLED)
    assert told(path) == [("Plan", "A6", "NUM005")]
    (reference,) = references(open_programme(path))
    assert (reference.cell, reference.text) == ("A4", "cf. Cross-border Deal thème 3")


def test_a_label_with_a_code_in_it_is_never_written_over(tmp_path: Path) -> None:
    """The cell of the code is that of the label: a code that is written there would replace it."""
    path = made(tmp_path, Plan=LABELLED)
    with pytest.raises(MotxlError, match="inside the labels"):
        renumber(path)
    spaced = made(tmp_path, Plan=[*LABELLED[:5], ["1.1 .2 Publier"], *LABELLED[6:]])
    before = spaced.read_bytes()
    result = check(spaced, select="NUM", fix=True, unsafe=True)
    assert [(one.rule, one.cell, one.fix) for one in result.diagnostics][:1] == [
        ("NUM012", "A6", None)
    ]
    assert spaced.read_bytes() == before


def test_labels_with_codes_are_coloured_where_the_reference_is(tmp_path: Path) -> None:
    path = made(tmp_path, Plan=LABELLED)
    colour(path)
    sheet = openpyxl.load_workbook(path, rich_text=True)["Plan"]
    assert str(sheet["A4"].value) == LABELLED[3][0]
    assert not told(path)[1:]


def test_a_column_for_each_level_is_checked_cell_by_cell(tmp_path: Path) -> None:
    path = made(tmp_path, ["A2:A4", "B2:B4", "C2:C3"], Plan=LEVELS)
    assert told(path) == [("Plan", "C4", "NUM005"), ("Plan", "B5", "NUM005")]
    (reference,) = references(open_programme(path))
    assert (reference.sheet, reference.cell) == ("Plan", "D4")


def test_headings_that_each_row_repeats_are_one_heading(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Axe", "Objectif", "Action"]]
    rows += [
        [f"{axe} Relier {axe}x", f"{axe}.{goal} Former {goal}x", f"Publier {axe}{goal}{n}x"]
        for axe in (1, 2)
        for goal in (1, 2)
        for n in (1, 2)
    ]
    path = made(tmp_path, Plan=rows)
    assert told(path) == []
    assert len(open_programme(path).entries) == 2 + 4 + 8


def test_several_sheets_are_checked_as_one_programme(tmp_path: Path) -> None:
    path = made(tmp_path, A=axis(1, 1, 3), B=axis(3, 1, 2))
    assert told(path) == [("A", "A5", "NUM005"), ("B", "A2", "NUM005")]


def test_a_message_names_the_cells_of_the_sheets(tmp_path: Path) -> None:
    rows = [*axis(2, 1, 2), ["2.1.2", "Ouvrir"], ["2.1.1", "Fermer"]]
    path = made(tmp_path, A=axis(1, 1, 2), B=rows)
    found = check(path, select="NUM").diagnostics
    assert found
    texts = " ".join(one.full_message for one in found)
    assert not any(len(word.strip(".,")) > 8 and word[1:6].isdigit() for word in texts.split())


def test_what_is_spread_is_not_written(tmp_path: Path) -> None:
    path = made(tmp_path, A=axis(1, 1, 2), B=axis(2, 1, 2))
    before = path.read_bytes()
    for job in (colour, renumber):
        with pytest.raises(MotxlError, match="--sheet"):
            job(path)
    assert path.read_bytes() == before


def test_a_sheet_that_goes_on_from_another_is_not_numbered_from_one(tmp_path: Path) -> None:
    path = made(tmp_path, A=axis(1, 1, 2), B=axis(2, 1, 2))
    for columns in (None, "A,B"):
        with pytest.raises(MotxlError, match="continues that of other sheets"):
            renumber(path, sheet="B", columns=columns)


def test_the_rows_of_a_spread_programme_are_told_by_sheet_and_row(tmp_path: Path) -> None:
    path = made(tmp_path, A=axis(1, 1), B=axis(2, 1))
    frame = open_programme(path).to_frame()
    assert list(frame.index[:2]) == [("A", 2), ("A", 3)]
    assert frame.index[-1] == ("B", 4)


def test_programmes_of_several_years_are_asked_about(tmp_path: Path) -> None:
    path = made(tmp_path, **{"2024": axis(1, 1, 2), "2025": axis(1, 1, 2)})
    with pytest.raises(UndecidedError, match="2024, 2025") as told_why:
        open_book(path)
    assert "--sheet 2025 --columns A,B" in str(told_why.value)
    assert open_book(path, sheet="2025").programme.sheet == "2025"


def test_what_is_no_programme_is_none(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Année", "Ville"],
        *([2000 + n, f"Ville {n}x"] for n in range(20, 30)),
    ]
    with pytest.raises(NoProgrammeError, match="contains no programme"):
        open_book(made(tmp_path, Villes=rows))


def test_lists_of_another_house_are_not_checked_by_ours(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Code", "Action", "Type", "État d'avancement"]]
    rows += [[code, f"Publier {code}x", "GKNV", "60 %"] for code in ("1", "1.1", "1.2", "2")]
    path = made(tmp_path, Plan=rows)
    assert not [one for one in validate(open_programme(path)) if one.rule == "STR709"]


def test_a_numbering_that_no_scheme_says_is_not_checked(tmp_path: Path) -> None:
    codes = ["1", "1.1", "1.1.1", "1.2", "1.a", "1.a.1", "1.b", "2", "2.1", "2.a", "2.b"]
    rows: Rows = [["Code", "Title"], *([code, f"Publier {code}x"] for code in codes)]
    path = made(tmp_path, Goals=rows)
    assert told(path) == []
    with pytest.raises(MotxlError, match="not certain how"):
        renumber(path)


COUNTED: Rows = [
    ["Liste de suivi 2026", None, None],
    ["Rang", "Domaine", "État"],
    *([code, f"Relier {code}x", "fait"] for code in ("1", "1.1", "1.2", "2", "2.1", "2.2")),
    [None, "Total", 6],
    ["Source : comité"],
]


@pytest.mark.parametrize("columns", ["A,B", "a;b"])
def test_columns_that_are_named_choose_among_what_is_found(tmp_path: Path, columns: str) -> None:
    path = made(tmp_path, ("A1:C1",), Plan=COUNTED)
    asked = check(path, sheet="Plan", columns=columns)
    assert [one for one in asked.diagnostics if one.rule != "NUM014"] == []
    rows = [entry.row for entry in open_programme(path, sheet="Plan", columns=columns).entries]
    assert rows == [3, 4, 5, 6, 7, 8]


def test_nothing_above_the_first_code_is_a_row_or_corrected(tmp_path: Path) -> None:
    rows: Rows = [
        ["Dépenses", None], ["par fonction", "en euros"], ["Domaine", "Rubrique"],
        *([f"Relier {code}x", code] for code in ("01", "01.1", "01.4", "02", "02.1", "02.2")),
    ]  # fmt: skip
    path = made(tmp_path, Plan=rows)
    before = path.read_bytes()
    result = check(path, columns="B,A", fix=True)
    assert [(one.rule, one.cell) for one in result.diagnostics] == [("NUM005", "B6")]
    assert path.read_bytes() == before


def test_above_codes_that_nobody_can_count_are_titles_all_the_same(tmp_path: Path) -> None:
    rows: Rows = [["Classement", None], ["Code", "Texte"], ["X9.4", "Un"], ["X2.1", "Deux"]]
    entries = open_programme(made(tmp_path, Plan=rows), columns="A,B").entries
    assert [entry.row for entry in entries] == [3, 4]


def test_where_the_numbering_is_not_read_nothing_is_well(tmp_path: Path) -> None:
    codes = ("1", "1.1", "1.2", "1.a", "1.b", "2", "2.1", "2.a", "2.b", "3", "3.1", "3.a", "3.2")
    path = made(tmp_path, Plan=[["Code", "Action"], *([one, f"Relier {one}x"] for one in codes)])
    result = check(path)
    assert result.diagnostics == []
    assert result.is_numbering_unread
    assert not result.is_well
    assert check(path, select="COL").is_well  # of which nobody asked


def test_a_letter_before_all_codes_hides_no_fault(tmp_path: Path) -> None:
    codes = ("B.4", "B.4.1", "B.4.1.1", "B.4.1.1", "B.5", "B.5.1", "B.5.1.1")
    rows = [["Code", "Action"], *([one, f"Relier {n}x"] for n, one in enumerate(codes))]
    assert told(made(tmp_path, Plan=rows)) == [("Plan", "A5", "NUM008")]


def test_one_code_with_another_zero_is_the_finding(tmp_path: Path) -> None:
    codes = ("WP1.1", "WP1.2", "WP02.1", "WP2.2", "WP3.1", "WP3.2")
    rows = [["Code", "Action"], *([one, f"Relier {one}x"] for one in codes)]
    assert told(made(tmp_path, Plan=rows)) == [("Plan", "A4", "NUM001")]


def test_the_text_of_a_heading_stands_beside_its_number(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ID", "Task Name", "Duration", "Predecessor"]]
    for one in (1, 2):
        rows += [[one, f"Step {one}x", "1 week", "None"]]
        rows += [[None, f"{one}.{n} Do {n}x", "3 days", "None"] for n in (1, 2)]
    path = made(tmp_path, Plan=rows)
    assert [entry.label for entry in open_programme(path).entries][:2] == ["Step 1x", "1.1 Do 1x"]
    # A whole number as the code of a heading has lost nothing.
    assert check(path, ignore="NUM013").diagnostics == []


def test_a_heading_that_is_filled_down_is_one_heading(tmp_path: Path) -> None:
    rows: list[list[object]] = [["WP", "Task", "Title"]]
    for one in (1, 2):
        rows += [[f"WP{one} — Relier {one}x", None, None]]
        rows += [[f"WP{one}", f"T{one}.{n}", f"Former {one}{n}x"] for n in (1, 2, 3)]
    path = made(tmp_path, Plan=rows)
    assert told(path) == []
    assert len(open_programme(path).entries) == 2 + 6


def test_a_level_on_which_no_row_has_a_text_has_none(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b", "c", "d"]]
    rows += [
        [f"V{one}", None, f"V{one}.{n}", f"Relier {one}{n}x"] for one in (1, 2, 3) for n in (1, 2)
    ]
    path = made(tmp_path, Plan=rows)
    assert len(open_programme(path).entries) == 3 + 6
    assert told(path) == []
    rows[5][3] = None
    assert [one[2] for one in told(made(tmp_path, Plan=rows))] == ["NUM019"]


def test_what_is_left_out_is_not_checked(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Code", "Action", "Pilote"]]
    rows += [["R-01", "Relier", "A"], ["R-02", "Former", "A"], ["Seconde partie", None, None]]
    rows += [["R-03", "Ouvrir", "A"], ["R-04", "Publier", "A"], ["R-04.1", "Animer", "B"]]
    path = made(tmp_path, ("A4:C4",), Plan=rows)
    assert check(path).diagnostics == []  # nor that three of four have nothing under them
    path = made(tmp_path, ("A4:C4", "B2:B3"), Plan=rows)
    assert [one.rule for one in check(path).diagnostics if one.cell == "B2"] == ["STR704"]


def test_sheets_may_be_the_headings(tmp_path: Path) -> None:
    sheets = {
        f"Axe {one}": [[f"Axe {one} – Relier"], ["Code", "Action"],
                       *([f"{one}.{n}", f"Former {one}{n}x"] for n in (1, 2, 3))]
        for one in (1, 2, 3)
    }  # fmt: skip
    assert told(made(tmp_path, **sheets)) == []
    sheets["Axe 2"].append(["2.4.1", "Ouvrir"])
    assert told(made(tmp_path, **sheets)) == [("Axe 2", "A6", "NUM004")]


def test_many_gaps_are_one_sentence(tmp_path: Path) -> None:
    numbers = ("1.02", "1.09", "1.15", "1.21", "2.05", "2.11", "2.30", "3.07", "3.08")
    rows = [["Codice", "Descrizione"], *([f"ACT{one}", f"Relier {one}x"] for one in numbers)]
    (found,) = check(made(tmp_path, Plan=rows)).diagnostics
    assert (found.rule, found.severity.word) == ("NUM005", "info")


def test_a_code_with_a_place_of_its_own_is_moved_or_corrected(tmp_path: Path) -> None:
    codes = ("R1", "R1.1", "R2", "R3.1", "R3", "R3.2", "R4", "R4.1", "R5", "R5.1")
    rows = [["Code", "Action"], *([one, f"Relier {one}x"] for one in codes)]
    found = check(made(tmp_path, Plan=rows), select="NUM006").diagnostics
    assert [one.cell for one in found] == ["A5"]
    assert "R2.1" not in (found[0].suggestion or "")
    assert found[0].fix is None
