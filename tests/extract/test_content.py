"""What an extract holds, and that nothing else is in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.extract.content import Content, Contents, reasons_in_words
from motxl.extract.words import words_in
from motxl.programme.relevance import Relevance
from tests.summary.making import AXES, Rows, action, book

INTERNAL = ("Pilote", "Bilan", "Commentaire")
TRACKED = {"Frontière": "FR-IT", "Calendrier": "mars", "État d'avancement": "En cours"}
MEMBERS: Rows = [
    {"Clé": "SAV", "Nom": "Savoie", "Alias": "zzAliasS", "Frontières": "FR-IT", "Langue": "de",
     "Jetons attribués": 4},
    {"Clé": "ALS", "Nom": "zzAlsace", "Alias": "zzAliasA", "Frontières": "FR-DE", "Type": "Région"},
]  # fmt: skip


def contents(path: Path) -> dict[str, Content]:
    entries = [
        action("Savoie only", **TRACKED, **{column: f"zz{column}" for column in INTERNAL}),
        action("zzAlsace only", **{"Adhérents concernés": "ALS"}),
        action("for all (cf. Cross-border Deal thème 4)", Portée="Tous"),
    ]  # fmt: skip
    moves: Rows = [
        {"Adhérent": "SAV", "État": "réservé", "Jetons": 1, "Note": "zzNote"},
        {"Adhérent": "ALS", "État": "réservé", "Jetons": 77, "Note": "zzNote"},
    ]
    services: Rows = [
        {"Clé": "J1", "Prestation": "Étude"},
        {"Clé": "J2", "Prestation": "Région", "Ouverte à": "Région"},
        {"Clé": "J3", "Prestation": "Savoie", "Ouverte à": "zzAlias; savoie"},
    ]
    events: Rows = [{"Réf.": "2025-003", "Début": date(2025, 3, 6), "Intitulé": "Réunion"}]
    made = book(
        *(path / "book.xlsx", [*AXES, *entries]), tblAdherents=MEMBERS, tblSuiviJetons=moves,
        tblJetons=services, tblEvenements=events,
    )  # fmt: skip
    relevance = Relevance(open_book(made).programme)
    of = Contents(relevance)
    return {m.key: of.of_member(m) for m in relevance.programme.registers.members or ()}


def test_each_gets_what_concerns_it(tmp_path: Path) -> None:
    savoie = contents(tmp_path)["SAV"]
    assert [(one.label, one.is_heading) for one in savoie.direct] == [
        ("AXE 1 - Un cadre", True),
        ("Objectif A", True),
        ("Savoie only", False),
    ]
    assert [one.label for one in savoie.common][2:] == ["for all (cf. Cross-border Deal thème 4)"]
    assert savoie.work == 2
    line = savoie.direct[-1]
    assert (line.border, line.calendar, line.state) == ("FR-IT", "mars", "En cours")
    assert line.dates == (("2025-03-06", "", "", "Réunion"),)
    assert savoie.common[-1].spans == ((9, 38, "orange"),)
    assert savoie.jetons == (4, 1, 0, 3)
    assert savoie.language == "de"


def test_nothing_of_anybody_else_is_in_it(tmp_path: Path) -> None:
    told = json.dumps(contents(tmp_path)["SAV"], ensure_ascii=False, default=str)
    assert "zz" not in told
    assert "77" not in told


def test_services_that_are_open_to_a_member(tmp_path: Path) -> None:
    made = contents(tmp_path)
    assert [key for key, _label in made["SAV"].services] == ["J1", "J3"]
    assert [key for key, _label in made["ALS"].services] == ["J1", "J2"]


def test_the_digest_is_that_of_what_is_seen(tmp_path: Path) -> None:
    first, again = contents(tmp_path), contents(tmp_path)
    assert first["SAV"].digest() == again["SAV"].digest()
    assert first["SAV"].digest("template") != first["SAV"].digest()
    assert first["SAV"].digest() != first["SAV"]._replace(language="fr").digest()
    assert len(first["SAV"].digest()) == 64


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "frontière franco-italienne ; thème « Montagne »"),
        ("de", "französisch-italienische Grenze; Thema „Montagne“"),
        ("nl", "Frans-Italiaanse grens; thema “Montagne”"),
    ],
)
def test_reasons_in_words(tmp_path: Path, language: str, said: str) -> None:
    entries = [action("x (cf. thème transversal montagne)", Frontière="FR-IT")]
    members: Rows = [{**MEMBERS[0], "Thèmes": "Montagne"}]
    made = book(tmp_path / "book.xlsx", [*AXES, *entries], tblAdherents=members)
    relevance = Relevance(open_book(made).programme)
    (member,) = relevance.programme.registers.members or ()
    line = Contents(relevance).of_member(member).direct[-1]
    words = words_in(language)
    told = words.and_then.join(reasons_in_words(line, relevance, words))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == said
