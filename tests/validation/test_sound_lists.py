"""A list of somebody else that is sound has nothing wrong; a fault in it is told."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import openpyxl
import pytest

from motxl.api import open_programme, renumber, validate
from motxl.jobs.renumber import NotRenumberedError
from motxl.programme.surroundings import Surroundings
from motxl.validation.diagnostics import Severity
from motxl.validation.unchecked import unchecked

Row = list[object]


def rows(*, repeated: bool, headings: bool, between: int, word: str) -> list[Row]:
    """Codes alone, one column for each level, and their text further on."""
    found: list[Row] = []
    for axis in range(1, 5):
        top = f"{word}{axis}"
        if headings:
            found.append([top, None, *[None] * between, f"Relier le réseau {axis}"])
        found += (
            [
                top if repeated or not (headings or number > 1) else None,
                f"{axis}.{number}",
                *["Ville"] * between,
                f"Ouvrir un atelier {axis}-{number}",
            ]
            for number in range(1, 4)
        )
    return found


def blocking(path: Path, lines: list[Row], merged: str = "") -> list[str]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    if merged:
        sheet.merge_cells(merged)
    book.save(path)
    found = validate(open_programme(path))
    return [one.rule for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("repeated", "headings", "between", "word"),
    list(product((False, True), (False, True), (0, 1, 2), ("", "Axe "))),
)
def test_codes_alone_in_a_column_for_each_level_share_the_texts_further_on(
    tmp_path: Path, repeated: bool, headings: bool, between: int, word: str
) -> None:
    lines = rows(repeated=repeated, headings=headings, between=between, word=word)
    assert blocking(tmp_path / "book.xlsx", lines) == []


def test_a_code_that_stands_twice_in_such_a_list_is_told(tmp_path: Path) -> None:
    lines = rows(repeated=False, headings=True, between=1, word="")
    lines[3][1] = lines[2][1]
    assert blocking(tmp_path / "book.xlsx", lines)


def test_a_heading_merged_over_its_own_row_hides_nothing(tmp_path: Path) -> None:
    lines: list[Row] = []
    for axis in range(1, 4):
        lines.append([f"OS.{axis}. Relier le réseau {axis}", None, None])
        lines += [[f"A.{axis}.{n}. Ouvrir un atelier {n}", "Ville", "2025"] for n in (1, 2, 3)]
    assert blocking(tmp_path / "book.xlsx", lines, "A5:C5") == []


def in_words(*codes: str) -> list[Row]:
    lines: list[Row] = [["Code", "Intitulé"]]
    lines += [[code, f"Relier la gare {n}"] for n, code in enumerate(codes)]
    return lines


@pytest.mark.parametrize(
    "first",
    ["premier", "1er", "PREMIER", "first", "erster", "primero", "1º"],
)
@pytest.mark.parametrize("title", ["I", "Ier", "premier"])
def test_a_first_number_that_is_said_in_words_is_a_1(
    tmp_path: Path, first: str, title: str
) -> None:
    lines = in_words(
        f"Titre {title}", f"Article {first}", "Article 2", "Titre II", "Article 3", "Article 4"
    )
    assert blocking(tmp_path / "book.xlsx", lines) == []
    assert not renumber(tmp_path / "book.xlsx", write=False).found.edits
    lines[3][0] = f"Article {first}"
    assert blocking(tmp_path / "book.xlsx", lines) == ["NUM008"]


@pytest.mark.parametrize("sections", [(0, 2, 2), (2, 0, 2), (2, 2, 0), (0, 2, 0, 0), (2, 0, 0)])
@pytest.mark.parametrize("section", ["Section {n}", "Section {letter}", "SECTION {n}"])
def test_some_titles_have_sections_and_some_have_none(
    tmp_path: Path, sections: tuple[int, ...], section: str
) -> None:
    codes, article = [], 0
    for title, number in enumerate(sections):
        codes.append(f"Titre {('I', 'II', 'III', 'IV')[title]}")
        for n in range(max(number, 1)):
            codes += [section.format(n=n + 1, letter="AB"[n])] * bool(number)
            codes += [f"Article {article + 1}", f"Article {article + 2}"]
            article += 2
    path = tmp_path / "book.xlsx"
    assert blocking(path, in_words(*codes)) == []
    assert not renumber(path, write=False).found.edits
    last = codes.index(f"Article {article}")
    codes[last] = codes[last - 1]
    assert blocking(path, in_words(*codes)) == ["NUM008"]


def test_numbers_with_an_ordinal_sign_are_numbers(tmp_path: Path) -> None:
    chapters = (("I", range(1, 4)), ("II", range(4, 10)), ("III", range(10, 13)))
    codes = [
        code
        for chapter, articles in chapters
        for code in (f"Capítulo {chapter}", *(f"Art. {n}{'º' * (n < 10)}" for n in articles))
    ]
    assert blocking(tmp_path / "book.xlsx", in_words(*codes)) == []


@pytest.mark.parametrize("tops", [("A", "B", "C", "D"), ("I", "II", "III", "IV")])
@pytest.mark.parametrize("is_filled", [False, True])
def test_letters_and_roman_numbers_count_in_a_column_of_their_own(
    tmp_path: Path, tops: tuple[str, ...], is_filled: bool
) -> None:
    lines: list[Row] = [["Code", "N°", "Intitulé"]]
    for top in tops:
        lines.append([top, None, f"Relier {top}"])
        lines += [[top if is_filled else None, f"{top}.{n}", f"Ouvrir {top}{n}"] for n in (1, 2, 3)]
    assert blocking(tmp_path / "book.xlsx", lines) == []
    lines[7][1] = lines[6][1]
    assert blocking(tmp_path / "book.xlsx", lines)


def test_a_note_below_does_not_hide_a_level(tmp_path: Path) -> None:
    lines: list[Row] = [["Code", None, None, None, "Action"]]
    lines += [["01", None, None, None, "Relier"], [None, "01.01", None, None, "Ouvrir"]]
    lines += [[None, None, "01.01.01", None, "Former"]]
    lines += [[None, None, None, f"01.01.01.0{n}", f"Publier {n}"] for n in (1, 2)]
    lines += [[], [None, "Source : comité"]]
    assert blocking(tmp_path / "book.xlsx", lines) == []


@pytest.mark.parametrize("tops", [("A", "B", "C", "D"), ("I", "II", "III", "IV")])
def test_a_letter_before_a_text_is_a_code_where_the_codes_below_go_on_from_it(
    tmp_path: Path, tops: tuple[str, ...]
) -> None:
    lines: list[Row] = []
    for top in tops:
        lines.append([f"{top} Relier le réseau {top}"])
        lines += [[f"{top}.{n} Ouvrir un atelier {top}{n}"] for n in (1, 2, 3)]
    assert blocking(tmp_path / "book.xlsx", lines) == []
    lines[5][0] = lines[6][0]
    assert blocking(tmp_path / "book.xlsx", lines) == ["NUM008"]


@pytest.mark.parametrize("odd", ["Article 3 bis", "Annexe A"])
@pytest.mark.parametrize("in_labels", [False, True])
def test_what_is_put_between_or_added_is_of_another_kind(
    tmp_path: Path, odd: str, in_labels: bool
) -> None:
    codes = ["Titre I", "Article 1", "Article 2", "Article 3", "Titre II", "Article 4", "Article 5"]
    codes += [f"Article {n}" for n in range(6, 10)]
    codes[4:4] = [odd]
    codes += ["Annexe B", "Article 9 ter"][: 1 + (odd != "Annexe A")]
    lines = in_words(*codes)
    if in_labels:
        lines = [[f"{code} - {label} k"] for code, label in lines]
    assert blocking(tmp_path / "book.xlsx", lines) == []


def by_priority() -> list[Row]:
    """A list whose rows stand in an order that their codes do not say."""
    codes = [f"{axis}.{n}" for axis in range(1, 6) for n in (1, 3, 2, 4, 5, 6)]
    return [["Plan d'action"], *in_words(*codes)]


def test_where_many_rows_do_not_fit_the_reading_is_wrong_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert blocking(path, by_priority()) == []
    programme = open_programme(path)
    assert programme.misfit is not None
    told = [one.sentence for one in unchecked(programme, Surroundings()) if one.kind == "numbering"]
    assert [sentence.split(", as ")[0] for sentence in told] == ["Not checked: the numbering"]
    with pytest.raises(NotRenumberedError, match="validate"):
        renumber(path, write=False)


def test_one_slip_in_a_regular_series_is_told_at_its_row_however_many_rows_it_breaks(
    tmp_path: Path,
) -> None:
    codes = [
        code
        for axis in range(1, 6)
        for code in (f"Axe {axis}", *(f"Action {n}" for n in range(1, 5)))
    ]
    codes[5] = "Axe 1"  # its four actions are those of axis 1 again
    assert blocking(tmp_path / "book.xlsx", in_words(*codes)) == ["NUM007", "NUM008"]


def test_a_list_with_which_nobody_finds_fault_is_not_renumbered(tmp_path: Path) -> None:
    """Some titles have no section, and nobody said that they need none."""
    path = tmp_path / "book.xlsx"
    codes = ["Titre I", "Section 1", "Article 1", "Article 2", "Titre II", "Article 3", "Titre III"]
    codes += ["Section 1", "Article 4", "Article 5"]
    assert blocking(path, in_words(*codes)) == []
    planned = renumber(path, write=False)
    assert (planned.counts, list(planned.found.edits)) == ((0, 0), [])
    assert blocking(path, in_words(*codes, "Article 5")) != []
    with pytest.raises(NotRenumberedError, match="not all on the same levels"):
        renumber(path, write=False)


def test_what_hinders_motxl_in_a_list_of_others_is_to_check(tmp_path: Path) -> None:
    """Codes that are numbers, and rows without a code: they may be meant."""
    path = tmp_path / "book.xlsx"
    lines: list[Row] = [[n / 10, f"Mesure {n}"] for n in range(11, 17)]
    assert (
        blocking(path, [["N°", "Mesure"], *lines[:3], [None, "Une note sans code"], *lines[3:]])
        == []
    )


def test_no_rule_of_the_numbering_alone_finds_all_well_where_it_is_not_known(
    tmp_path: Path,
) -> None:
    """NUM001 looks at a row alone, and is silent too where the reading is wrong."""
    path = tmp_path / "book.xlsx"
    blocking(path, by_priority())
    programme = open_programme(path)
    told = [one.kind for one in unchecked(programme, Surroundings(), ["NUM001"])]
    assert told == ["numbering", "rules"]
