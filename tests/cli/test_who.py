"""``motxl who`` and ``motxl jetons``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.extract.words import words_in
from motxl.programme.relevance import Reason
from motxl.template.layout import LANGUES
from motxl.template.shipped import template_path
from tests.summary.making import AXES, Rows, action
from tests.summary.making import book as made

SHIPPED = str(template_path("programme-2025"))


def test_who_says_whom_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["who", SHIPPED, "2025-127", "--lang", "fr"]) == 0
    said = capsys.readouterr()
    assert "Département de la Savoie · frontière franco-italienne" in said.out
    assert "Strasbourg" not in said.out
    assert "4 adhérents sont concernés, dont 4 directement." in said.err


def test_who_takes_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["who", SHIPPED, "3.4.1", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert [one["ref"] for one in data["entries"]] == [f"2025-{n}" for n in range(127, 131)]
    first = data["entries"][0]["members"][0]
    assert first["reasons"] == [{"kind": "border", "what": "FR-IT"}]


def test_who_is_short_about_everyone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    members: Rows = [{"Clé": f"M{n}", "Nom": f"Membre {n}"} for n in range(70)]
    members = [*members, {"Clé": "SAV", "Nom": "Savoie"}]
    entry = {**action(), "Portée": "Tous", "Adhérents concernés": "SAV"}
    path = str(made(tmp_path / "book.xlsx", [*AXES, entry], tblAdherents=members))
    assert run(["who", path, "2025-003", "--lang", "fr"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[2:] == [
        "  Savoie · nommé dans la ligne",
        "  et tous les autres\u00a0: 70 adhérents",
    ]
    assert said.err == "71 adhérents sont concernés, dont 1 directement.\n"
    assert run(["who", path, "2025-003", "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2 + 71


def test_who_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["who", SHIPPED, "2025-999"]) == 2
    assert "no row with the Réf. or the code 2025-999" in capsys.readouterr().err


@pytest.fixture
def book(tmp_path: Path) -> str:
    members: Rows = [
        {"Clé": "SAV", "Nom": "Savoie", "Alias": "CD73", "Jetons attribués": 3},
        {"Clé": "MAU", "Nom": "Maurienne"},
        {"Clé": "OLD", "Nom": "Parti", "Adhérent en cours": "non"},
    ]
    moves: Rows = [
        {"Adhérent": "CD73", "Prestation": "Note", "État": "demandé"},
        {"Adhérent": "SAV", "Prestation": "Note", "État": "réservé"},
        {"Adhérent": "SAV", "Jetons": 0.5, "État": "consommé"},
        {"Adhérent": "SAV", "Jetons": 7, "État": "refusé"},
        {"Adhérent": "Inconnu", "Jetons": 1, "État": "réservé"},
    ]
    services: Rows = [
        {"Clé": "J1", "Prestation": "Note", "Réf.": "2025-003", "Nombre de jetons": 2}
    ]
    tables = {"tblAdherents": members, "tblSuiviJetons": moves, "tblJetons": services}
    return str(made(tmp_path / "book.xlsx", [*AXES, action()], **tables))


def test_jetons_of_all(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["jetons", book]) == 1  # there are jetons of nobody
    said = capsys.readouterr()
    lines = [line.split() for line in said.out.splitlines()]
    assert lines[0] == ["allocated", "requested", "reserved", "spent", "left"]
    assert lines[1] == ["Savoie", "3", "2", "2", "0.5", "0.5"]
    assert lines[2] == ["Maurienne", "–", "0", "0", "0", "–"]
    assert lines[3] == ["(no", "member)", "–", "0", "1", "0", "–"]
    assert len(lines) == 4
    assert "Suivi jetons, row 9: “Inconnu” is not in the sheet Adhérents" in said.err


def test_jetons_of_one_with_its_moves(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["jetons", book, "cd73"]) == 0
    out = capsys.readouterr().out
    assert "Maurienne" not in out
    assert out.count("Note") == 2


def test_a_balance_below_zero_is_an_exit_code(tmp_path: Path) -> None:
    members: Rows = [{"Clé": "SAV", "Nom": "Savoie", "Jetons attribués": 1}]
    moves: Rows = [{"Adhérent": "SAV", "Jetons": 2, "État": "réservé"}]
    path = made(
        tmp_path / "book.xlsx", [*AXES, action()], tblAdherents=members, tblSuiviJetons=moves
    )
    assert run(["jetons", str(path)]) == 1


def test_jetons_as_json(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["jetons", book, "SAV", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["members"] == [
        {
            "key": "SAV",
            "name": "Savoie",
            "allocated": 3,
            "requested": 2,
            "reserved": 2,
            "spent": 0.5,
            "left": 0.5,
        }
    ]


def test_jetons_of_nobody_have_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    members: Rows = [
        {"Clé": "SAV", "Nom": "Savoie", "Alias": "CD", "Jetons attribués": 9},
        {"Clé": "AIN", "Nom": "Ain", "Alias": "CD", "Jetons attribués": 9},
    ]
    moves: Rows = [
        {"Adhérent": name, "Jetons": n, "État": "réservé"}
        for n, name in enumerate(["Savoi", "CD", None, "SAV"], 1)
    ]
    path = made(
        tmp_path / "book.xlsx", [*AXES, action()], tblAdherents=members, tblSuiviJetons=moves
    )
    assert run(["jetons", str(path)]) == 1
    told = capsys.readouterr()
    assert [line.split()[-3] for line in told.out.splitlines()[1:]] == ["4", "0", "6"]
    first, second, third = told.err.splitlines()
    assert "“Savoi” is not in the sheet Adhérents." in first
    assert first.endswith("Did you mean “Savoie”? Write SAV.")
    assert "“CD” stands for several members: SAV Savoie (row 5), AIN Ain (row 6)." in second
    assert third.endswith("This request names no member.")
    assert run(["jetons", str(path), "AIN", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["members"]) for one in data["unassigned"]] == [("CD", ["SAV", "AIN"])]


def test_a_member_who_is_not_there(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["jetons", book, "Savoi"]) == 2
    assert "Did you mean Savoie?" in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUES.values)
def test_each_language_has_all_words(language: str) -> None:
    words = words_in(language)
    assert words.adjectives.keys() == words_in("fr").adjectives.keys()
    for kind in ("named", "border", "theme", "jeton", "pilot"):
        said = words.reason(Reason(kind, "FR-DE"), "Montagne")
        assert said
        assert "{" not in said
    assert words.border_in_words("FR-XX") != words.border_in_words("FR-DE")


@pytest.mark.parametrize(
    ("asked", "given"), [("de", "de"), ("de-CH", "de"), ("NL", "nl"), ("", "fr"), ("pt", "fr")]
)
def test_an_unknown_language_is_french(asked: str, given: str) -> None:
    assert words_in(asked).language == given
