"""What blocks sending, and whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.book.file.filebook import FileBook, open_book
from motxl.book.protocol import Book
from motxl.jobs.control import write
from motxl.ooxml import Workbook
from motxl.programme.model import Programme
from motxl.template.shipped import template_path
from motxl.validation.about_whom import about_whom
from motxl.validation.engine import validate
from tests.mutations.editing import rename_column
from tests.summary.making import AXES, Rows, action, book

MEMBERS: Rows = [
    {"Clé": "SAV", "Nom": "Savoie", "Alias": "CD", "Frontières": "FR-IT", "Thèmes": "Montagne"},
    {"Clé": "AIN", "Nom": "Ain", "Alias": "CD", "Frontières": "FR-CH"},
    {"Clé": "LOT", "Nom": "Lot"},
]
ANYBODY = None


def blocking(programme: Programme) -> list[tuple[str, list[str] | None]]:
    return [
        (one.diagnostic.rule, None if one.members is None else [m.key for m in one.members])
        for one in about_whom(programme)
    ]


def found(path: Path, entries: Rows = (), **tables: Rows) -> list[tuple[str, list[str] | None]]:
    tables = {"tblAdherents": MEMBERS, "tblContacts": (), **tables}
    return blocking(open_book(book(path / "book.xlsx", [*AXES, *entries], **tables)).programme)


def test_the_shipped_workbook_is_sure() -> None:
    assert blocking(FileBook.read(Workbook.open(template_path("programme-2025"))).programme) == []


def contact(name: str | None, **values: str) -> Rows:
    return [{"Adhérent": name, "E-mail": "a@example.org", "Envoi": "À", **values}]


@pytest.mark.parametrize(
    ("rows", "rule", "whom"),
    [
        (contact("Savoy"), "MEM501", ["SAV"]),
        (contact("Zanzibar"), "MEM501", []),
        (contact("cd"), "MEM508", ["SAV", "AIN"]),
        (contact("lot", **{"E-mail": "a@example"}), "MEM503", ["LOT"]),
        (contact("lot", Envoi="B"), "MEM507", ["LOT"]),
        (contact("CD", Envoi="B"), "MEM507", ["SAV", "AIN"]),
    ],
)
def test_a_contact_concerns_whom_its_name_may_mean(
    tmp_path: Path, rows: Rows, rule: str, whom: list[str]
) -> None:
    assert (rule, whom) in found(tmp_path, tblContacts=rows)


@pytest.mark.parametrize(
    ("values", "rule", "whom"),
    [
        ({"Portée": "certains"}, "STR709", ANYBODY),
        ({"Adhérents concernés": "Savoy"}, "MEM501", ANYBODY),
        ({"Adhérents concernés": "cd; LOT"}, "MEM508", ["SAV", "AIN"]),
        ({"Frontière": "FR-XX"}, "BRD401", ANYBODY),
        ({"Frontière": "FR-XX", "Portée": "Ciblée"}, "BRD401", ["SAV", "AIN"]),
        ({"Frontière": "Massif", "Portée": "Ciblée"}, "BRD401", ["SAV"]),
    ],
)
def test_a_row_of_the_programme(
    tmp_path: Path, values: dict[str, str], rule: str, whom: list[str] | None
) -> None:
    territories: Rows = [
        {"Nom": "Massif", "Frontières": "FR-IT"},
        {"Nom": "massif", "Frontières": "FR-ES"},
    ]
    assert found(tmp_path, [action(**values)], tblTerritoires=territories) == [(rule, whom)]


def test_the_directory(tmp_path: Path) -> None:
    members: Rows = [
        *MEMBERS,
        {"Clé": "SAV", "Nom": "Autre"},
        {"Clé": "JUR", "Nom": "Jura", "Adhérent en cours": "nno"},
        {"Clé": "DBS", "Nom": "Doubs", "Frontières": "Alpes"},
    ]
    assert found(tmp_path, tblAdherents=members) == [
        ("MEM502", ["SAV", "SAV"]),
        ("MEM507", ["JUR"]),
        ("MEM507", ["DBS"]),
    ]


def test_jetons_and_themes(tmp_path: Path) -> None:
    moves: Rows = [
        {"Adhérent": "Savoy", "Prestation": "J1", "État": "réservé"},
        {"Adhérent": "LOT", "Prestation": "J1", "État": "promis"},
        {"Adhérent": "CD", "Prestation": "J1", "État": "réservé"},
    ]
    services: Rows = [{"Clé": "J1", "Prestation": "Note", "Ouverte à": "CD"}]
    themes: Rows = [
        {"Clé": "Eau", "Famille": "Thème transversal", "Intitulé": "Eau"},
        {"Clé": "Forêt", "Famille": "Autre", "Intitulé": "Forêt"},
    ]
    members: Rows = [{**MEMBERS[0], "Thèmes": "Forêt"}, *MEMBERS[1:]]
    told = found(
        tmp_path,
        tblAdherents=members,
        tblSuiviJetons=moves,
        tblJetons=services,
        tblThemes=themes,
    )
    assert sorted(told, key=str) == [
        ("JET203", ["SAV"]),
        ("JET204", ["LOT"]),
        ("MEM508", ["SAV", "AIN"]),
        ("MEM508", ["SAV", "AIN"]),
        ("STR709", ["SAV"]),
    ]


def test_what_is_not_read_as_it_is_written(tmp_path: Path) -> None:
    """A theme, a text, a number, a border or a name that is none concerns whom it may concern."""
    members: Rows = [{**MEMBERS[0], "Thèmes": "Forêt; Montagne"}, *MEMBERS[1:]]
    assert found(tmp_path, tblAdherents=members) == [("REF110", ["SAV"])]
    themes = [action(**{"Autres thèmes": "Montagn"})]
    assert found(tmp_path, themes, tblAdherents=MEMBERS) == [("REF110", ["SAV"])]
    empty = [{**action(), "Programme de travail": None}]
    assert found(tmp_path, empty, tblAdherents=MEMBERS) == [("NUM019", ANYBODY)]
    territories: Rows = [{"Nom": "Massif", "Frontières": "FR-XX"}]
    told = found(tmp_path, tblAdherents=MEMBERS, tblTerritoires=territories)
    assert told == [("BRD401", ["SAV", "AIN"])]
    moves: Rows = [
        {"Adhérent": "LOT", "Prestation": "J1", "État": "réservé", "Date": "au printemps"}
    ]
    services: Rows = [{"Clé": "J1", "Prestation": "Note", "Nombre de jetons": "gratuit"}]
    told = found(tmp_path, tblAdherents=MEMBERS, tblSuiviJetons=moves, tblJetons=services)
    assert told == [("JET204", ["LOT"])]
    services = [{"Clé": "J1", "Prestation": "Note", "Ouverte à": "Savoy"}]
    assert found(tmp_path, tblAdherents=MEMBERS, tblJetons=services) == [("MEM501", ["SAV"])]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("tblProgramme", "Portée"), ("tblProgramme", "Frontière")),
        *(("tblAdherents", "Adhérent en cours"), ("tblContacts", "Envoi")),
    ],
)
def test_a_column_that_decides_is_missing(tmp_path: Path, table: str, column: str) -> None:
    opened = open_book(book(tmp_path / "book.xlsx", AXES, tblAdherents=MEMBERS, tblContacts=()))
    rename_column(opened.workbook, column, "Autre chose", table)
    opened.reread()
    assert blocking(opened.programme) == [("STR701", ANYBODY)]


@pytest.mark.parametrize(
    "hurt",
    [
        lambda book: rename_column(book.workbook, "Bilan", "Bilans"),
        lambda book: rename_column(book.workbook, "Civilité", "Civilités", "tblContacts"),
    ],
)
def test_what_decides_nothing_blocks_nothing(hurt: Callable[[Book], None]) -> None:
    opened = FileBook.read(Workbook.open(template_path("programme-2025")))
    hurt(opened)
    opened.reread()
    assert validate(opened.programme, ["STR701"])
    assert blocking(opened.programme) == []


def test_a_state_that_is_none_blocks_nothing(tmp_path: Path) -> None:
    rows = [action(**{"État d'avancement": "fait", "Adhérents concernés": "SAV"})]
    assert [d for d, _whom in found(tmp_path, rows, tblAdherents=MEMBERS[:1])] == []


def test_what_was_accepted_is_decided(tmp_path: Path) -> None:
    rows = [action(Portée="certains")]
    opened = open_book(book(tmp_path / "book.xlsx", [*AXES, *rows], tblAdherents=MEMBERS[:1]))
    assert "STR709" in dict(blocking(opened.programme))
    accepted = [d._replace(accepted=True) for d in validate(opened.programme)]
    write(opened, accepted, [])
    opened.reread()
    assert "STR709" not in dict(blocking(opened.programme))


def test_members_have_themes_that_no_list_holds(tmp_path: Path) -> None:
    assert found(tmp_path, tblThemes=()) == [("REF110", ["SAV"])]
    theme = {"Clé": "Montagne", "Famille": "Thème transversal", "Intitulé": "Montagne"}
    assert found(tmp_path, tblThemes=[theme]) == []
    without = [{**one, "Thèmes": ""} for one in MEMBERS]
    assert found(tmp_path, tblThemes=(), tblAdherents=without) == []
