"""A column that says of each row what it is gives the levels their names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.jobs.import_ import import_source
from motxl.validation.engine import validate
from tests.importers.making import sheet_of

CODES = ("1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1", "2.1.1")


def imported(
    tmp_path: Path, words: Sequence[str | None], header: str = "Niveau"
) -> tuple[list[str], list[str], list[str]]:
    """The names of the levels, the Types of the rows, and where the columns are now."""
    book, sheet = sheet_of(tmp_path)
    sheet.append(["Plan d'action 2026"])
    sheet.append(["N°", header, "Libellé"])
    for code, word in zip(CODES, words, strict=True):
        sheet.append([code, word, f"Chantier {code.replace('.', ' et ')}"])
    book.save(tmp_path / "suivi.xlsx")
    path = tmp_path / "programme.xlsx"
    made = import_source(tmp_path / "suivi.xlsx", path)
    programme = open_book(path).programme
    assert not [one for one in validate(programme) if one.rule in {"STR709", "NUM016"}]
    types = [entry.text("Type") for entry in programme.entries]
    return list(programme.scheme.names), types, [one.column for one in made.columns]


def called(*names: str) -> list[str]:
    return [names[code.count(".")] for code in CODES]


@pytest.mark.parametrize("header", ["Niveau", "Level", "Ebene", "Type"])
def test_its_words_are_the_levels(tmp_path: Path, header: str) -> None:
    words = called("Axe", "Objectif", "Action")
    names, types, columns = imported(tmp_path, words, header)
    assert names == ["Axe", "Objectif", "Action"]
    assert types == words
    assert columns == ["Type"]


@pytest.mark.parametrize(
    "other",
    [
        {"Objectif": "Action", "at": 4},  # a row that is called as those of another level
        {"Objectif": "", "at": 4},
    ],
)
def test_where_it_does_not_fit_all_rows_it_is_a_column_of_its_own(
    tmp_path: Path, other: dict[str, str | int]
) -> None:
    words = called("Orientation", "Objectif", "Action")
    words[int(other["at"])] = str(other["Objectif"])
    names, types, columns = imported(tmp_path, words)
    assert names == ["Axe", "Objectif", "Sous-objectif"]
    assert types == called("Axe", "Objectif", "Sous-objectif")
    assert columns == ["Niveau"]


def test_figures_and_notes_name_no_level(tmp_path: Path) -> None:
    names, _types, columns = imported(tmp_path, called("1", "2", "3"))
    assert names == ["Axe", "Objectif", "Sous-objectif"]
    assert columns == ["Niveau"]
