"""Dates in free French text, and the events that labels announce."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.calendar import find_dates, impossible_days, last_day
from motxl.programme.events import Proposal, propose_events
from motxl.programme.model import LABEL, REF, Entry, Programme
from motxl.programme.registers import Event, Register, Registers


def found(text: str) -> list[tuple[str, str | None, str, str]]:
    return [
        (
            str(one.first),
            str(one.last) if one.last else None,
            one.precision,
            text[one.start : one.end],
        )
        for one in find_dates(text, 2025)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("séminaire, 6 et 7 mars 2025", [("2025-03-06", "2025-03-07", "jour", "6 et 7 mars 2025")]),
        ("AG (1er et 2 juillet)", [("2025-07-01", "2025-07-02", "jour", "1er et 2 juillet")]),
        ("réunion le 16 janvier", [("2025-01-16", None, "jour", "le 16 janvier")]),
        ("Atelier, mars 2025", [("2025-03-01", None, "mois", "mars 2025")]),
        ("réunion 01/2025", [("2025-01-01", None, "mois", "01/2025")]),
        ("réunion le 06/03/2025", [("2025-03-06", None, "jour", "le 06/03/2025")]),
        ("du 3 au 5 février", [("2025-02-03", "2025-02-05", "jour", "du 3 au 5 février")]),
        ("3, 4 et 5 févr. 2026", [("2026-02-03", "2026-02-05", "jour", "3, 4 et 5 févr. 2026")]),
        (
            "du 28 février au 2 mars 2025",
            [("2025-02-28", "2025-03-02", "jour", "du 28 février au 2 mars 2025")],
        ),
        ("du 30 décembre au 2 janvier 2026",
         [("2025-12-30", "2026-01-02", "jour", "du 30 décembre au 2 janvier 2026")]),
        ("jeudi 6 mars", [("2025-03-06", None, "jour", "jeudi 6 mars")]),
        ("T3 2025 puis 4e trimestre 2026",
         [("2025-07-01", None, "trimestre", "T3 2025"),
          ("2026-10-01", None, "trimestre", "4e trimestre 2026")]),
        ("article début 2025", [("2025-01-01", None, "trimestre", "début 2025")]),
        ('"Sobriété" mars (cf. thème 3), "Eau", avril.',
         [("2025-03-01", None, "mois", "mars"), ("2025-04-01", None, "mois", "avril")]),
        ("le 14 janvier puis le 2 juin 2025",
         [("2025-01-14", None, "jour", "le 14 janvier"),
          ("2025-06-02", None, "jour", "le 2 juin 2025")]),
    ],
)  # fmt: skip
def test_dates(text: str, dates: list[tuple[str, str | None, str, str]]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        *("programmation 2021-2027", "10 à 11/an", "élections de 2026", "31 février", "post-27"),
        *("Marche des Fiertés", "le mois de mai prochain", "Maire", "1.10.3", "23/2025", "2.5.25"),
        *("Mars est une planète", "art. 12/13", "en avril ne te découvre pas d'un fil"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


@given(
    st.text(alphabet="0123456789/-., erjanviemarsuilt²\u00a0", max_size=40), st.integers(1990, 2050)
)
def test_any_text_is_read_without_harm(text: str, year: int) -> None:
    for one in find_dates(text, year):
        assert 0 <= one.start < one.end <= len(text)
        assert last_day(one) >= one.first


def test_without_a_year_only_texts_that_name_one_say_a_date() -> None:
    assert find_dates("6 et 7 mars", None) == []
    assert len(find_dates("6 et 7 mars 2025", None)) == 1


def programme(*labels: str, events: tuple[Event, ...] = ()) -> Programme:
    columns = {LABEL: 1, REF: 2}
    entries = [Entry(n, columns, [label, f"2025-{n:03}"]) for n, label in enumerate(labels, 2)]
    register = Register("Événements", {"Réf.": 1}, events)
    return Programme("P", columns, entries, year=2025, registers=Registers(events=register))


def titles(proposals: list[Proposal]) -> list[tuple[str, str]]:
    return [(one.title, one.place) for one in proposals]


@pytest.mark.parametrize(
    ("label", "title", "place"),
    [
        ("Séminaire à Bastia, 6 mars 2025", "Séminaire à Bastia", "Bastia"),
        (
            "Assises de la transition, juin 2025, Strasbourg",
            "Assises de la transition",
            "Strasbourg",
        ),
        ("Assemblée Générale (1er et 2 juillet 2025) - Conférence", "Assemblée Générale", ""),
        ("Suivi du projet ; séminaire ESPON 06/2025", "séminaire ESPON", ""),
        ("Conférence, octobre 2025 (cf. thème transversal montagne)", "Conférence", ""),
        ("Le 14 mars : forum à La Roche-sur-Foron", "forum à La Roche-sur-Foron", ""),
    ],
)
def test_what_an_event_is_called_and_where_it_is(label: str, title: str, place: str) -> None:
    assert titles(propose_events(programme(label))) == [(title, place)]


def test_several_in_one_label() -> None:
    label = (
        'Cafés : - "My Border Data" le 16 janvier (présentation), - "Le Jura" février, - "Eau", - …'
    )
    assert titles(propose_events(programme(label))) == [("My Border Data", ""), ("Le Jura", "")]


def test_nothing_is_proposed_twice() -> None:
    labels = ("Forum, 6 mars 2025", "Atelier, mars 2025")
    first = propose_events(programme(*labels))
    assert propose_events(programme(*labels), {one.mark for one in first}) == []
    # What staff typed for that row and day is not proposed beside it.
    typed = Event(5, "2025-002", date(2025, 3, 6), title="Le forum")
    assert titles(propose_events(programme(*labels, events=(typed,)))) == [("Atelier", "")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Conférence à Metz, 31 juin 2026", "31 juin 2026"),
        ("Atelier le 30 février 2026", "le 30 février 2026"),
        ("Atelier, 31/06/2026", "31/06/2026"),
        ("Forum, 30 et 31 septembre", "30 et 31 septembre"),
        ("Forum du 28 mars au 31 avril 2026", "du 28 mars au 31 avril 2026"),
        ("Atelier, 29 février", "29 février"),
    ],
)
def test_a_day_that_its_month_does_not_have_is_no_date_at_all(text: str, named: str) -> None:
    assert find_dates(text, 2026) == []
    assert [text[start:end] for start, end in impossible_days(text, 2026)] == [named]


@pytest.mark.parametrize(
    "text", ["31 mars", "29 février 2028", "06/25/2026", "30 ateliers, juin 2026", "29, 30 juin"]
)
def test_other_days_are_not_impossible(text: str) -> None:
    assert impossible_days(text, 2026) == []
