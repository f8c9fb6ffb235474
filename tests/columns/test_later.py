"""A column that motxl has had only since workbooks were in use is nobody's mistake where it is
absent, and staff may have had one of that name."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.book.file.filebook import FileBook, open_book
from motxl.ooxml import Workbook
from motxl.template import layout
from motxl.template.layout.tables import FORMER, LATER
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from tests.book.opendocument_building import row, sheet, write
from tests.columns.filled import filled, put

PROGRAMME = layout.PROGRAMME
NEW = "Commentaire"


@pytest.fixture
def _new(monkeypatch: pytest.MonkeyPatch) -> None:
    """A motxl that had no such column before."""
    monkeypatch.setitem(LATER, PROGRAMME.name, frozenset({NEW}))


def told(workbook: Workbook) -> list[Diagnostic]:
    return validate(FileBook.read(Workbook(workbook.to_bytes())).programme, ["STR701"])


def renamed(names: dict[str, str]) -> Workbook:
    workbook = Workbook(filled())
    workbook.table(PROGRAMME.name).rename_columns(names)
    return workbook


def opendocument(path: Path, columns: tuple[str, ...]) -> Path:
    cells = {"Axe": "1", "Programme de travail": "AXE 1", "Type": "Axe"}
    return write(
        path / "p.ods",
        sheet("Programme", row(*columns), row(*(cells.get(name, "") for name in columns))),
        sheet("Paramètres", row("Clé", "Valeur"), row("année", "2025")),
    )


def missing_in(path: Path) -> list[str]:
    return [d.about for d in validate(open_book(path).programme, ["STR701"])]


def test_a_column_that_every_workbook_has_is_missing_where_it_alone_is_absent(
    tmp_path: Path,
) -> None:
    columns = tuple(name for name in PROGRAMME.columns if name != NEW)
    assert missing_in(opendocument(tmp_path, columns)) == [NEW]


@pytest.mark.usefixtures("_new")
def test_a_later_one_is_not(tmp_path: Path) -> None:
    columns = tuple(name for name in PROGRAMME.columns if name != NEW)
    assert missing_in(opendocument(tmp_path, columns)) == []


@pytest.mark.usefixtures("_new")
def test_nor_does_it_hide_another_that_is(tmp_path: Path) -> None:
    columns = tuple(name for name in PROGRAMME.columns if name not in {NEW, "Calendrier"})
    assert missing_in(opendocument(tmp_path, columns)) == ["Calendrier"]


@pytest.mark.usefixtures("_new")
def test_a_column_of_staff_s_in_its_place_is_theirs() -> None:
    assert told(renamed({NEW: "Colonne1"})) == []


@pytest.mark.usefixtures("_new")
def test_a_renamed_column_beside_it_is_known_again() -> None:
    """The place between its neighbours counts the columns that the workbook can have."""
    (found,) = told(renamed({NEW: "Autre chose", "Bilan": "Colonne1"}))
    assert found.about == "Bilan"


def test_a_header_row_is_found_by_the_columns_that_every_workbook_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    themes = layout.THEMES
    of_all = ("Clé", "Intitulé")
    path = write(
        tmp_path / "p.ods",
        sheet("Programme", row("Axe", "Programme de travail"), row("1", "AXE 1")),
        sheet("Thèmes", row(*of_all), row("M", "Montagne")),
    )
    assert open_book(path).programme.themes_sheet is None
    monkeypatch.setitem(LATER, themes.name, frozenset(themes.columns).difference(of_all))
    assert open_book(path).programme.themes_sheet == "Thèmes"


def test_staff_s_own_column_of_that_name_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "Portée"
    workbook = Workbook(filled())
    table = workbook.table(PROGRAMME.name)
    for number in range(table.first_data_row, table.last_data_row + 1):
        put(workbook, PROGRAMME.name, number, name, "locale")
    assert told(workbook) == []
    monkeypatch.setitem(LATER, PROGRAMME.name, frozenset({name}))
    (found,) = told(workbook)
    assert (found.severity, found.cell, found.fix) == (Severity.WARNING, "E2", None)
    assert "Portée" in found.message
    assert told(Workbook(filled())) == []


def list_renamed(name: str, types: tuple[str, ...] = ()) -> Workbook:
    """The list of kinds of members, under another header, and holding others."""
    types_of = layout.TYPES_ADHERENT
    workbook = Workbook(filled())
    for value, other in zip(types_of.values, types, strict=False):
        cells = workbook.table(types_of.table)
        row_ = cells.first_data_row + types_of.values.index(value)
        put(workbook, types_of.table, row_, types_of.column, other)
    workbook.table(types_of.table).rename_columns({types_of.column: name})
    return workbook


@pytest.mark.parametrize("name", ["Types de membre", "types de  membre"])
def test_what_motxl_called_a_column_before_is_that_column(name: str) -> None:
    workbook = list_renamed(name, ("Canton",))
    assert told(workbook) == []
    read = FileBook.read(Workbook(workbook.to_bytes())).programme.lists
    assert read["tblTypesAdherent"][0] == "Canton"


def test_any_other_name_is_told() -> None:
    (found,) = told(list_renamed("Types de partenaires"))
    assert "Types d’adhérent" in found.message


def test_a_former_name_of_a_column_of_the_programme_is_read_as_the_column(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(FORMER, PROGRAMME.name, {"Remarque": NEW})
    workbook = renamed({NEW: "Remarque"})
    assert told(workbook) == []
    assert FileBook.read(Workbook(workbook.to_bytes())).programme.has(NEW)


def test_a_former_name_beside_the_one_of_today_is_staff_s_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(FORMER, PROGRAMME.name, {"Bilan": NEW})
    workbook = Workbook(filled())
    place = workbook.table(PROGRAMME.name).columns.index(NEW)
    read = FileBook.read(workbook).programme
    assert read.columns[NEW] == workbook.table(PROGRAMME.name).ref.first_column + place
