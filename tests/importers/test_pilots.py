"""Who leads an action is read under any of its usual headers, and a name that may be a slip of
another one is told, never put right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.jobs.import_ import Imported, import_source
from tests.importers.making import sheet_of

NAMES = ("Mobilités", "Voirie", "Mobilités", "Mobilitées", "Mobilités", "Mobilités")


def imported(tmp_path: Path, **columns: Sequence[object]) -> tuple[Path, Imported]:
    tmp_path.mkdir(exist_ok=True)
    book, sheet = sheet_of(tmp_path)
    sheet.append(["Plan d'action 2026"])
    sheet.append(["N°", "Action", *(name.replace("_", " ") for name in columns)])
    sheet.append(["1", "Chantiers"])
    for number, cells in enumerate(zip(*columns.values(), strict=True), 1):
        sheet.append([f"1.{number}", f"Chantier de la rue {number}", *cells])
    book.save(tmp_path / "suivi.xlsx")
    path = tmp_path / "programme.xlsx"
    return path, import_source(tmp_path / "suivi.xlsx", path)


@pytest.mark.parametrize(
    "header",
    ["Service_pilote", "Direction", "Lead", "Responsible", "Zuständig", "Person_in_charge"],
)
def test_other_words_for_pilote_are_known(tmp_path: Path, header: str) -> None:
    path, made = imported(tmp_path, **{header: NAMES})
    assert [one.column for one in made.columns] == ["Pilote"]
    assert open_book(path).programme.lists["tblPilotes"] == ("Mobilités", "Voirie", "Mobilitées")


def test_a_department_is_the_pilote_only_where_nothing_else_is(tmp_path: Path) -> None:
    _path, made = imported(tmp_path, Direction=NAMES, Responsable=NAMES)
    assert [one.column for one in made.columns] == ["Direction", "Pilote"]
    _path, made = imported(tmp_path / "two", Direction=NAMES, Service=NAMES)
    assert [one.column for one in made.columns] == ["Direction", "Service"]
    _path, made = imported(tmp_path / "three", Service=(1, 2, 3, 4, 5, 6))
    assert [one.column for one in made.columns] == ["Service"]


def test_a_name_that_is_nearly_another_one_is_told_and_stays(tmp_path: Path) -> None:
    path, made = imported(tmp_path, Pilote=NAMES)
    (said,) = [one for one in made.said if "Mobilitées" in one]
    assert "2026-005" in said
    assert "nearly “Mobilités”" in said
    assert open_book(path).programme.entries[4].text("Pilote") == "Mobilitées"


def test_names_that_are_two_are_not_told(tmp_path: Path) -> None:
    names = ("Anne", "Annie", "Anne", "Annie", "Jean", "Anne")
    _path, made = imported(tmp_path, Pilote=names)
    assert not [one for one in made.said if "nearly" in one]
