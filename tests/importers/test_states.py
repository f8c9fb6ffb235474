"""The words of a source's column of states are the workbook's states: none is renamed, none is
guessed, and each is told once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.jobs.import_ import Imported, import_source
from motxl.jobs.new import NextYear, new_programme
from motxl.ooxml import Workbook
from motxl.programme.state_words import meaning_of
from motxl.template.layout import ETATS
from motxl.validation.diagnostics import Severity
from motxl.validation.engine import validate
from tests.importers.making import sheet_of


def followed(path: Path, states: Sequence[str | None], header: str = "Avancement") -> Path:
    """A workbook with an action in each of these states."""
    book, sheet = sheet_of(path)
    sheet.append(["Plan d'action 2026"])
    sheet.append(["Code", "Action", header])
    sheet.append(["1", "Chantiers"])
    for number, state in enumerate(states, 1):
        sheet.append([f"1.{number}", f"Chantier de la rue {number}", state])
    book.save(path)
    return path


def imported(
    tmp_path: Path, states: Sequence[str | None], header: str = "Avancement", **others: object
) -> tuple[Path, Imported]:
    source = followed(tmp_path / "suivi.xlsx", states, header)
    path = tmp_path / "programme.xlsx"
    return path, import_source(source, path, overwrite=True, **others)  # type: ignore[arg-type]


def in_list(path: Path) -> list[object]:
    return list(open_book(path).programme.lists["tblEtats"])


def blocking(path: Path) -> list[tuple[str, str | None]]:
    found = validate(open_book(path).programme)
    return [(one.rule, one.cell) for one in found if one.severity is Severity.ERROR]


TOWN = ["Terminé", "En cours", "Non commencé", "En retard", "Terminé", "Vert", None]


def test_its_words_are_states_of_the_workbook(tmp_path: Path) -> None:
    path, _made = imported(tmp_path, TOWN)
    assert in_list(path) == [
        *("Non commencé", "En cours", "Terminé", "Reporté", "Abandonné", "Permanent"),
        *("En retard", "Vert"),
    ]
    programme = open_book(path).programme
    assert [one.text("État d'avancement") for one in programme.entries[1:]] == [
        one or "" for one in TOWN
    ]
    assert blocking(path) == []


def test_each_word_is_told_once_and_what_is_not_known_of_it(tmp_path: Path) -> None:
    _path, made = imported(tmp_path, TOWN)
    told = [one for one in made.said if one.startswith("The state")]
    assert len(told) == 4
    assert "“Terminé” (2 cells, the first in 2026-002)" in told[0]
    assert "counts as finished" in told[0]
    assert "does not count as finished" in told[1]
    assert "not known" in told[3]
    assert "“Vert” (1 cell: 2026-007)" in told[3]


def test_next_year_takes_over_what_is_not_finished(tmp_path: Path) -> None:
    path, _made = imported(tmp_path, TOWN)
    made = new_programme(path, tmp_path / "2027.xlsx", NextYear(2027))
    assert made.left == {"Terminé": 2}
    assert made.went_on == {"En cours": 1, "Non commencé": 1, "En retard": 1, "Vert": 1, "": 1}
    assert in_list(tmp_path / "2027.xlsx") == in_list(path)


@pytest.mark.parametrize("word", ["en cours", "EN COURS", "realise"])
def test_a_word_of_ours_stays_as_the_source_writes_it(tmp_path: Path, word: str) -> None:
    path, made = imported(tmp_path, [word, word, "fait"])
    assert word in in_list(path)
    assert [one.rule for one in validate(open_book(path).programme, ["STR709"])] == []
    assert len([one for one in made.said if one.startswith("The state")]) == 1


def test_what_is_written_in_two_ways_is_told_by_validate(tmp_path: Path) -> None:
    path, _made = imported(tmp_path, ["en cours", "en cours", "En cours"])
    assert blocking(path) == [("STR709", "I6")]


def test_a_slip_and_a_remark_are_no_states(tmp_path: Path) -> None:
    remark = "Réunion avec le maire le 3 mars : à suivre"
    path, made = imported(tmp_path, ["Terminé", "Terminé", "En cour", remark, "En cours"])
    assert "En cour" not in in_list(path)
    assert remark not in in_list(path)
    assert blocking(path) == [("STR709", "I6"), ("STR709", "I7")]
    assert [one for one in made.said if "2 cells under" in one and "“En cour”" in one]


def test_a_column_of_known_words_is_one_of_states(tmp_path: Path) -> None:
    path, made = imported(tmp_path, ["Done", "To do", "Done"], header="Status")
    assert [one.column for one in made.columns] == ["État d'avancement"]
    assert in_list(path)[:3] == ["To do", "En cours", "Done"]
    _path, made = imported(tmp_path, ["Claire", "fait avec Jean", "Régie"], header="Suivi")
    assert [one.is_own for one in made.columns] == [True]


def test_in_a_workbook_in_english_its_own_words_are_known(tmp_path: Path) -> None:
    path, made = imported(tmp_path, ["Done", "done", "Réalisé", "Terminé"], headers="en")
    values = [row["Progress"] for row in Workbook.open(path).table("tblProgramme").rows]
    assert values[1:] == ["Done", "Done", "Done", "Terminé"]
    assert len([one for one in made.said if one.startswith("The state")]) == 1
    assert blocking(path) == []
    found = new_programme(path, tmp_path / "2027.xlsx", NextYear(2027))
    assert sum(found.left.values()) == 4


def test_last_year_s_states_come_along_with_their_meaning(tmp_path: Path) -> None:
    last, _made = imported(tmp_path, TOWN)
    last = last.rename(tmp_path / "2026.xlsx")
    path, made = imported(tmp_path, ["Terminé", "Soldé", "Vert"], year=2027, former=last)
    assert in_list(path) == [
        *("Non commencé", "En cours", "Terminé", "Soldé", "Reporté", "Abandonné", "Permanent"),
        *("En retard", "Vert"),
    ]
    assert len([one for one in made.said if one.startswith("The state")]) == 1
    found = new_programme(path, tmp_path / "2028.xlsx", NextYear(2028))
    assert found.left == {"Terminé": 1, "Soldé": 1}


def test_without_other_words_the_list_is_the_usual_one(tmp_path: Path) -> None:
    path, _made = imported(tmp_path, ["En cours", "Réalisé"])
    rows = Workbook.open(path).table("tblParametres").rows
    assert "état terminé" not in [row["Clé"] for row in rows]
    assert tuple(in_list(path)) == ETATS.values


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Terminée", "done"), ("terminés", "done"), ("abgeschlossen", "done"),
        ("À FAIRE", "to start"), ("Annulé", "given up"), ("en retard", "open"), ("OK", None),
        ("Vert", None), ("100 %", None), ("", None), ("ongoing", "open"),
    ],
)  # fmt: skip
def test_what_words_mean(word: str, meaning: str | None) -> None:
    assert meaning_of(word) == meaning
