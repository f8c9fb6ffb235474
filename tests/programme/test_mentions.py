"""Which codes a text names, and how sure that is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motxl.programme.mentions import mentions, title_number, unknown_mentions


def named(text: str, *certainties: str) -> list[str]:
    return [text[m.start : m.end] for m in mentions(text) if m.certainty in certainties]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("cf. 1.1.3, axes 2 et 3, objectif n° 2.1", ["1.1.3", "2", "3", "2.1"]),
        ("cf. 9.9.9 et axe 7", ["9.9.9", "7"]),
        ("sous-objectif 3.1 à 3.4", ["3.1", "3.4"]),
        ("voir l'action 2.1.3 (10.1.4%)", ["2.1.3"]),
        ("(cf.2.1.3)", ["2.1.3"]),
        ("doublon avec 2.1.8, en lien avec 2.1.9", ["2.1.8", "2.1.9"]),
        ("AXE 3 - FABRIQUER", ["3"]),
        ("Dans le cadre de l’axe 2.", ["2"]),
        ("Programme Interreg Alpes ; voir axe 2", ["2"]),
    ],
)
def test_what_surely_names_a_code(text: str, codes: list[str]) -> None:
    assert named(text, "sure") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("fait aussi en 2.2.1", ["2.2.1"]),
        ("l’objectif 2.2 prévoit", ["2.2"]),
        ("axe 2 du présent programme de travail", ["2"]),
        ("points 2.1.1 et 2.1.2", ["2.1.1", "2.1.2"]),
    ],
)
def test_what_names_a_code_if_there_is_one(text: str, codes: list[str]) -> None:
    assert named(text, "likely") == codes
    assert named(text, "sure") == []


@pytest.mark.parametrize(
    "text",
    [
        "axe 2 du programme Interreg",
        "axe 2 d’Interreg VI",
        "Interreg (axe 2)",
        "ALCOTRA, axe 2",
        "axe 2 FEDER",
        "plan d'action régional, axe 2",
        "objectif 2.1 de la stratégie macro-régionale",
        "bon n° 1.1.3",
        "règlement, 1.1.3",
    ],
)
def test_what_may_be_another_document_s(text: str) -> None:
    assert named(text, "sure", "likely") == []
    assert named(text, "doubtful") != []


@pytest.mark.parametrize(
    "text",
    [
        "le 12.03.2025 à 10.30, version 2.1, 3.5 M€, 1.1.1.1",
        "version 1.1.3, art. 3.2.1 du traité, chapitre 3.2.2, § 4.5.6",
        "objectif 55, objectif 2030, objectif 1.5 °C, cf. 3, action 4, point 2",
        "axe Rhin, axe A7, axe 2x2, axes de travail : 3",
        "192.168.1.1",
        "suite de 2 réunions, en lien avec 3 adhérents, remplacé par 2.1",
    ],
)
def test_what_names_none(text: str) -> None:
    assert mentions(text) == ()


def test_a_single_axis_is_followed_by_no_list() -> None:
    assert named("axe 1, 12 réunions", "sure", "likely", "doubtful") == ["1"]


def test_the_number_in_a_title() -> None:
    assert title_number("AXE 3 - Un") == 4
    assert title_number(" Objectif 2.1 : Un") == 10
    assert title_number("Dans l'axe 3") is None


WORDS = ["axe", "axes", "cf.", "voir", "objectif", "1.1.3", "2.1", "7", ",", "et", "du", "n°", "A"]


@given(st.lists(st.sampled_from([*WORDS, " ", "  ", "\n", "(", ")"]), max_size=30).map("".join))
def test_a_mention_is_what_stands_there(text: str) -> None:
    found = mentions(text)
    for one in found:
        assert text[one.start : one.end] == ".".join(map(str, one.code))
    assert all(a.end <= b.start for a, b in pairwise(found))


NUMBERS = ["1", "2", "01", "1.1", "1.1.", "1..1", "9.9.9", "1.1.1.1", "1" * 50]
JOINS = [",", ", ", " et ", "\u00a0à ", "-", " ; ", ".", "., ", "\n", " €, ", " x "]


@given(
    st.sampled_from(["axe ", "axes ", "suite1 avec ", "suite1 ", "cf.", "cf. ", "point "]),
    st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(JOINS)), max_size=3),
    st.sampled_from([*NUMBERS, ""]),
)
@example("axes ", [("1", " et ")], "9")
@example("suite1 avec ", [], "9.9.9")
def test_what_is_unknown_is_the_same_whether_or_not_known_codes_are_passed_over(
    word: str, listed: list[tuple[str, str]], last: str
) -> None:
    text = word + "".join(number + join for number, join in listed) + last
    known = {(1,), (1, 1)}
    all_of_them = unknown_mentions(text, ())
    assert unknown_mentions(text, known) == tuple(m for m in all_of_them if m.code not in known)
