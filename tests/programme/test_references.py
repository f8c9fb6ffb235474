"""The grammar of references, and their exact spans."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motxl.programme.colouring import due_spans
from motxl.programme.families import TRANSVERSAL
from motxl.programme.references import (
    Reference,
    find_references,
    lone_parenthesis,
    misspellings,
    spelling,
)
from motxl.programme.themes import SHIPPED, Theme, Themes
from motxl.text.normalise import normalise


def found(text: str, themes: Themes = SHIPPED) -> list[tuple[str, str, tuple[str | None, ...]]]:
    references = find_references(text, themes)
    assert all(text[r.start : r.end] == r.text for r in references)
    return [(r.kind, r.text, r.keys) for r in references]


@pytest.mark.parametrize(
    ("text", "reference", "keys"),
    [
        ("A (cf. Cross-border deal thème 4)", "cf. Cross-border deal thème 4", ["Deal 4"]),
        ("A (cf Cross-border Deal theme 4)", "cf Cross-border Deal theme 4", ["Deal 4"]),
        ("Cross-border Deal thème 4", "Cross-border Deal thème 4", ["Deal 4"]),
        (
            "CF. CROSS‑BORDER DEAL THÈMES 3, 5 ET 9.",
            "CF. CROSS‑BORDER DEAL THÈMES 3, 5 ET 9",
            ["Deal 3", "Deal 5", "Deal 9"],
        ),
        (
            "cf. Cross-border\u00a0Deal\tthème\n4",
            "cf. Cross-border\u00a0Deal\tthème\n4",
            ["Deal 4"],
        ),
        (
            "cf. Cross-border Deal thèmes 3 à 5",
            "cf. Cross-border Deal thèmes 3 à 5",
            ["Deal 3", "Deal 4", "Deal 5"],
        ),
        ("cf. Cross-border Deal thème 12", "cf. Cross-border Deal thème 12", [None]),
        ("cf. Cross-border Deal thème 4, mars 2025", "cf. Cross-border Deal thème 4", ["Deal 4"]),
        ("cf. Cross-border Deal the\u0300me 4", "cf. Cross-border Deal the\u0300me 4", ["Deal 4"]),
    ],
)
def test_deal(text: str, reference: str, keys: list[str | None]) -> None:
    assert found(text) == [("deal", reference, tuple(keys))]


@pytest.mark.parametrize(
    ("text", "reference", "key"),
    [
        ("(cf. thème transversal montagne)", "cf. thème transversal montagne", "Montagne"),
        (
            "cf. thème transversal BASSINS de vie  transfrontaliers, etc.",
            "cf. thème transversal BASSINS de vie  transfrontaliers",
            "Bassins de vie transfrontaliers",
        ),
        ("thème transversal montagne", "thème transversal montagne", "Montagne"),
        ("(cf. thème transversal santé ; suite)", "cf. thème transversal santé", None),
        ("cf. thème transversal montagnes", "cf. thème transversal montagnes", "Montagne"),
        ("cf. thème transversal forêts", "cf. thème transversal forêts", None),
    ],
)
def test_transversal(text: str, reference: str, key: str | None) -> None:
    assert found(text) == [("transversal", reference, (key,))]


def test_the_longest_name_wins_and_aliases_count() -> None:
    themes = Themes(
        (
            Theme("M", TRANSVERSAL, None, "Montagne"),
            Theme("MR", TRANSVERSAL, None, "Montagne et ruralité", ("cœur rural",)),
        )
    )
    assert found("cf. thème transversal montagne et ruralité", themes)[0][2] == ("MR",)
    assert found("cf. thème transversal montagne et eau", themes)[0][2] == ("M",)
    assert found("cf. thème transversal Coeur  rural", themes)[0][2] == ("MR",)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("A (lien avec les jetons)", ["lien avec les jetons"]),
        ("A ( offre modulable )", ["offre modulable"]),
        ("A (b (deux jetons) c)", ["deux jetons"]),
        ("A (jetons (deux) c)", ["jetons (deux) c"]),
        ("A (un jeton, et un autre jeton)", ["un jeton, et un autre jeton"]),
        ("A (les jetons", ["les jetons"]),
        ("Les jetons de l'offre modulable", []),
        ("Rejetons (rejetons)", []),
    ],
)
def test_jeton(text: str, clauses: list[str]) -> None:
    assert [r.text for r in find_references(text, SHIPPED) if r.kind == "jeton"] == clauses


@pytest.mark.parametrize(
    "text",
    [
        "Suivi du Cross-border Deal à l'échelle européenne",
        "Cross-border Energy Communities",
        "un thème transversal de l'association",
        "",
    ],
)
def test_mentions_are_no_references(text: str) -> None:
    assert [r for r in find_references(text, SHIPPED) if r.kind != "autre"] == []


def test_other_references_are_recognised_and_left_alone() -> None:
    assert found("(voir aussi Groupe de travail post-27)")[0][0] == "autre"
    assert found("(cf. feuille de route Etat/ MOT)")[0][0] == "autre"
    assert due_spans(find_references("(cf. feuille de route Etat/ MOT)", SHIPPED), SHIPPED) == []


def test_a_theme_inside_a_clause_about_jetons_stays_orange() -> None:
    text = "A (jetons, cf. Cross-border Deal thème 3, appui)"
    spans = due_spans(find_references(text, SHIPPED), SHIPPED)
    assert [(text[s.start : s.end], s.colour) for s in spans] == [
        ("jetons, ", "blue"),
        ("cf. Cross-border Deal thème 3", "orange"),
        (", appui", "blue"),
    ]


PIECES = st.sampled_from(
    [
        "cf. ",
        "cf ",
        "Cf.",
        "Cross-border Deal ",
        "cross border deal",
        " thème ",
        "theme",
        "thèmes ",
        "3",
        "12",
        ", ",
        " et ",
        "(",
        ")",
        "thème transversal ",
        "montagne",
        "jetons",
        "offre modulable",
        "voir ",
        "\u00a0",
        "\n",
        "é",
        "œ",
        "🙂",
        "e\u0301",
        "Bassins de vie transfrontaliers",
        " ",
        "FR-DE",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@example("(jetons(jetons")
@example("(jetons (offre modulable) et plus)")
@example("cf. Cross-border Deal 3 thème 3")
@given(TEXTS)
def test_spans_are_inside_the_text_and_do_not_overlap_in_colour(text: str) -> None:
    references = find_references(text, SHIPPED)
    for reference in references:
        assert 0 <= reference.start < reference.end <= len(text)
        assert text[reference.start : reference.end] == reference.text
        assert reference.kind in {"deal", "unread"} or len(reference.keys) <= 1
    spans = due_spans(references, SHIPPED)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@example("cf. thème transversal cross border dealcross border deal")
@given(TEXTS)
def test_writing_a_reference_right_leaves_the_same_reference(text: str) -> None:
    for reference in find_references(text, SHIPPED):
        if reference.kind not in {"deal", "transversal"}:
            continue
        written = text
        for odd in reversed(misspellings(reference)):
            written = written[: odd.start] + odd.replacement + written[odd.end :]
        end = reference.end + len(written) - len(text)
        again = [r for r in find_references(written, SHIPPED) if r.start == reference.start]
        assert [(r.kind, r.end, r.keys) for r in again if r.kind == reference.kind] == [
            (reference.kind, end, reference.keys)
        ]
        assert [m for r in again if r.kind == reference.kind for m in misspellings(r)] == []


@given(st.text())
def test_nothing_makes_it_stumble(text: str) -> None:
    for reference in find_references(text, SHIPPED):
        lone_parenthesis(text, reference)


@given(st.sampled_from([t.label for t in SHIPPED if t.family == TRANSVERSAL]), st.data())
def test_the_way_a_theme_is_written_makes_no_difference(label: str, data: st.DataObject) -> None:
    written = data.draw(
        st.sampled_from([str.upper, str.lower, str.title, lambda s: s.replace(" ", "\u00a0")])
    )(label)
    references = find_references(f"(cf. thème transversal {written})", SHIPPED)
    assert isinstance(references[0], Reference)
    assert normalise(references[0].keys[0] or "") == normalise(label)


PIECES = [
    *(
        "cf",
        "Cf",
        "CF",
        ".",
        " ",
        "\u00a0",
        "-",
        "–",
        ":",
        "cross",
        "Cross",
        "cro\u017fs",
        "border",
    ),
    *("Cross-border", "Deal", "thème", "theme", "Théme", "THÈME", "thÉme", "THEME", "s", "3"),
    *("transversal", "the\u0300me", "\u200b"),
]
EVERY_WAY = (
    *spelling.OF_CF, spelling.OF_BORDER, *spelling.OF_THEME, spelling.OF_NUMBER,
    spelling.OF_NUMBER_SIGN, spelling.OF_TRANSVERSAL,
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_no_way_that_is_oddly_spelled_is_passed_over(text: str) -> None:
    looked_for = list(spelling.possible(text))
    assert all(way in looked_for for way in EVERY_WAY if re.search(way[0], text))
