"""The little language in which a workbook says how its references are written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.families import USUAL, Families, Family, UnreadWritingError, read_writings
from motxl.programme.references import Reference, find_references, references_of, without_item
from motxl.programme.themes import ItemTable, Theme, Themes
from motxl.text.normalise import normalise


@pytest.mark.parametrize(
    ("written", "why"),
    [
        *(("", "empty"), (" ; ", "empty"), ("{n}", "bare"), ("a {n}", "bare"), ("4", "bare")),
        *(("ODD {n", "braces"), ("ODD n}", "braces"), ("ODD {n} {n}", "several")),
        *(("ODD {numéro}", "unknown"), ("thème {intitulé} bis", "after")),
        *(("({… …})", "clause"), ("{… crédit …}", "clause"), ("cf. ({… crédit …})", "clause")),
        ("ODD {n}; {n}", "bare"),
    ],
)
def test_what_cannot_be_looked_for_is_no_ecriture(written: str, why: str) -> None:
    with pytest.raises(UnreadWritingError) as raised:
        read_writings(written)
    assert raised.value.why == why


@pytest.mark.parametrize(
    ("written", "grammar"),
    [
        ("cross-border  DEAL theme { n }", "deal"),
        ("thème transversal {intitulé}", "transversal"),
        ("({... jeton ...})", "jeton"),
        ("Cross-border Deal priorité {n}", None),
        ("cf. Cross-border Deal thème {n}", None),
    ],
)
def test_the_usual_ecritures_have_a_grammar_of_their_own(written: str, grammar: str | None) -> None:
    assert read_writings(written)[0].grammar == grammar


GOALS = [
    Theme(f"ODD {n}", "ODD", n, label)
    for n, label in ((3, "Bonne santé et bien-être"), (5, "Égalité"), (11, "Villes durables"))
]
PRIORITIES = [
    Theme("P1", "Pacte", 1, "Emploi frontalier"),
    Theme("P2", "Pacte", 2, "Mobilité douce", ("vélo et marche",)),
]
SITES = [
    Theme("Forêt", "Chantier", None, "Forêt de demain", ("sylve",)),
    Theme("Lac", "Chantier", None, "Lac propre"),
]
OWN = Families(
    (
        Family(
            "ODD", read_writings("ODD {n}; objectif de développement durable {n}"), (), "x", "t"
        ),
        Family("Pacte", read_writings("Pacte frontalier priorité {n}"), (), "x", "t"),
        Family("Chantier", read_writings("chantier {intitulé}"), ("chantier école",), "x", "t"),
        Family("Crédits", read_writings("({… crédit …})"), ("crédits de heures",), "x"),
        Family("Fiche", read_writings("cf. fiche {n}")),
        Family("Agenda", read_writings("action {n} de l'Agenda")),
        Family("Hors budget", read_writings("hors budget")),
    )
)
THEMES = Themes((*GOALS, *PRIORITIES, *SITES), None, OWN)


def told(text: str) -> list[tuple[object, ...]]:
    """What is found of families: whether it is read, its text, and its keys or usual form."""
    found = find_references(text, THEMES)
    assert all(text[one.start : one.end] == one.text for one in found)
    return [
        (one.family, one.text, *one.keys)
        if one.is_read and not one.readings
        else (one.kind, one.text, *one.readings)
        for one in found
        if one.family
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Agir (cf. ODD 3, 5 et 11) vite",
            [("ODD", "cf. ODD 3, 5 et 11", "ODD 3", "ODD 5", "ODD 11")],
        ),
        ("odd 11", [("ODD", "odd 11", "ODD 11")]),
        ("ODD 3 à 5", [("ODD", "ODD 3 à 5", "ODD 3", None, "ODD 5")]),
        ("ODD n° 3", [("ODD", "ODD n° 3", "ODD 3")]),
        ("ODD 12", [("ODD", "ODD 12", None)]),
        (
            "OBJECTIFS DE DEVELOPPEMENT DURABLE 5 et 3",
            [("ODD", "OBJECTIFS DE DEVELOPPEMENT DURABLE 5 et 3", "ODD 5", "ODD 3")],
        ),
        (
            "Pacte\u00a0frontalier priorités 1 et 2",
            [("Pacte", "Pacte\u00a0frontalier priorités 1 et 2", "P1", "P2")],
        ),
        (
            "chantiers Lac propre et sylve",
            [("Chantier", "chantiers Lac propre et sylve", "Lac", "Forêt")],
        ),
        ("(chantier Montagne)", [("Chantier", "chantier Montagne", None)]),
        ("deux crédits (2 crédits par an)", [("Crédits", "2 crédits par an")]),
        ("cf fiche 4", [("Fiche", "cf fiche 4", "Fiche 4")]),
        ("action 3 de l'agenda", [("Agenda", "action 3 de l'agenda", "Agenda 3")]),
        ("poste hors budget", [("Hors budget", "hors budget")]),
        # A reference inside a clause is one of its own.
        (
            "Aide (crédits, cf. ODD 3)",
            [("Crédits", "crédits, cf. ODD 3"), ("ODD", "cf. ODD 3", "ODD 3")],
        ),
    ],
)
def test_a_family_is_read_as_its_ecriture_says(text: str, expected: list[object]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("un chantier naval", "chantier école Lac propre", "hors crédits", "(hors crédits)"),
        *("(crédits de heures)", "fiche 4", "l'ODD de 2015", "ODDs", "modd 3", "pacte frontalier"),
        *("Cross-border Deal thème 3", "cf. thème transversal Montagne", "(lien avec les jetons)"),
        *("action 3 de l'année", "priorité 2", "cf. Égalité"),
    ],
)
def test_other_words_are_no_reference(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ODD (3)", [("family", "ODD (3)", "ODD 3")]),
        (
            "Pacte frontalier priorité Mobilité douce",
            [("family", "Pacte frontalier priorité Mobilité douce", "Pacte frontalier priorité 2")],
        ),
        (
            "(cf. Mobilité douce)",
            [("family", "cf. Mobilité douce", "cf. Pacte frontalier priorité 2")],
        ),
        (
            "chantier Forêt de demian",
            [("family", "chantier Forêt de demian", "chantier Forêt de demain")],
        ),
        ("[crédits offerts]", [("clause", "crédits offerts", "(crédits offerts)")]),
        ("(deux crédtis)", [("clause", "deux crédtis", "deux crédits")]),
    ],
)
def test_other_ways_with_one_reading_are_read_and_put_right(
    text: str, expected: list[object]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ODD3", [("unread", "ODD3", "ODD 3")]),
        ("ODD 3.2", [("unread", "ODD 3.2")]),
        ("ODD V", [("unread", "ODD V", "ODD 5")]),
        ("ODD XV", [("unread", "ODD XV")]),
        (
            "Pacte frontalir priorité 2",
            [("unread", "Pacte frontalir priorité 2", "Pacte frontalier priorité 2")],
        ),
        (
            "priorité 2 du Pacte frontalier",
            [("unread", "priorité 2 du Pacte frontalier", "Pacte frontalier priorité 2")],
        ),
        (
            "(cf. Pacte frontalier 2)",
            [("unread", "cf. Pacte frontalier 2", "cf. Pacte frontalier priorité 2")],
        ),
        ("dans le cadre des crédits", [("unread", "dans le cadre des crédits")]),
    ],
)
def test_what_looks_like_a_reference_is_told_and_not_read(
    text: str, expected: list[object]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text", ["(cf. ODD)", "cf. Pacte frontalier", "cf. Pacte frontalier priorité"]
)
def test_cf_and_the_family_alone_name_nothing(text: str) -> None:
    (found,) = (one for one in find_references(text, THEMES) if one.family)
    assert without_item(found, THEMES)
    assert not without_item(found._replace(family="", text="cf. Cross-border Deal"), THEMES)


def test_the_longest_way_counts_then_the_first_row() -> None:
    families = Families(
        Family(name, read_writings(way))
        for name, way in (("A", "plan {n}"), ("B", "grand plan {n}"), ("C", "plan 2 {n}"))
    )
    (found,) = find_references("le grand plan 3", Themes((), None, families))
    assert (found.family, found.text) == ("B", "grand plan 3")


def test_a_family_beside_those_of_mot_takes_only_what_they_do_not_read() -> None:
    families = Families((*USUAL.all, Family("Thème", read_writings("thème {n}"))))
    themes = Themes((Theme("Deal 6", USUAL.all[0].name, 6, "Eau"),), None, families)
    (found,) = find_references("(cf. Cross-border Deal thème 6)", themes)
    assert found.kind == "deal"
    (found,) = find_references("(cf. thème 6)", themes)  # unread where there is no such family
    assert (found.kind, found.family, found.keys) == ("family", "Thème", ("Thème 6",))


def test_without_a_row_of_mot_its_words_are_words() -> None:
    for gone in range(3):
        left = [family for place, family in enumerate(USUAL.all) if place != gone]
        themes = Themes((), None, Families(left))
        text = ("cf. Cross-border Deal thème 3", "cf. thème transversal Montagne", "(jetons)")[gone]
        assert [one for one in find_references(text, themes) if one.kind != "autre"] == []


def test_an_exclusion_counts_for_its_family_alone() -> None:
    jetons = USUAL.all[2]._replace(exclusions=("jetons de caisse",))
    themes = Themes((), None, Families((*USUAL.all[:2], jetons)))
    assert find_references("(jetons de caisse)", themes) == ()
    (found,) = find_references("(jetons de caisse, jetons)", themes)
    assert found.kind == "jeton"


def test_titles_of_one_table_are_told_twice_only_there() -> None:
    own = Theme("ODD 3", "ODD", 3, "Montagne", row=2)
    theme = Theme("Montagne", USUAL.all[1].name, None, "Montagne", row=2)
    families = Families((*USUAL.all, OWN.all[0]))
    themes = Themes((theme, own), None, families, {"ODD": ItemTable("x", 1)})
    assert themes.given_twice == {}
    again = own._replace(key="O3", row=3)
    themes = Themes((theme, own, again), None, families, {"ODD": ItemTable("x", 1)})
    assert themes.given_twice == {again: own}


PIECES = st.sampled_from(
    [
        *("cf. ", "ODD ", "odd", "3", "5, ", " et ", "11", "Pacte frontalier ", "priorité ", "de "),
        *(
            "chantier ",
            "Lac propre",
            "(",
            ")",
            "crédits",
            "hors ",
            "[",
            "]",
            " du ",
            "V",
            ".2",
            "x",
        ),
        *("Mobilité douce", "l'Agenda", "action ", "\u0301", "œ", "Pacte frontalir ", "n° "),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_spans_are_of_the_text_and_do_not_meet(text: str) -> None:
    found = find_references(text, THEMES)
    assert all(text[one.start : one.end] == one.text for one in found)
    for are_clauses in (True, False):
        spans = [one for one in found if one.is_clause == are_clauses]
        assert all(a.end <= b.start for a, b in pairwise(spans))
    # Texts are sorted out by a few letters before they are looked at.
    (at_once,) = references_of([text], THEMES)
    assert at_once == found or not _of_families(found)


@given(st.lists(PIECES, max_size=10).map("".join))
def test_what_is_put_right_is_read_as_it_was(text: str) -> None:
    for one in find_references(text, THEMES):
        if one.family and one.kind == "family" and one.edits:
            again = [r for r in find_references(one.readings[0], THEMES) if r.is_read]
            assert set(one.keys) <= {key for r in again for key in r.keys}, one


def _of_families(found: tuple[Reference, ...]) -> list[Reference]:
    return [one for one in found if one.family and normalise(one.text)]
