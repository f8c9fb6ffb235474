"""The ways in which colleagues write a reference, and the sentences that hold none."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.colouring import due_in
from motxl.programme.edits import ReplaceText
from motxl.programme.families import TRANSVERSAL
from motxl.programme.model import AXE, LABEL, Entry, Programme
from motxl.programme.references import find_references
from motxl.programme.references.otherwise import find_otherwise, find_unsure
from motxl.programme.references.titles import find_bare_titles, find_titles
from motxl.programme.references.tokens import Tokens
from motxl.programme.themes import SHIPPED, Theme, Themes
from motxl.text.normalise import fold_with_origins
from motxl.validation.engine import validate
from motxl.validation.rule import Diagnostic

WAYS = yaml.safe_load((Path(__file__).parent / "ways.yaml").read_text("utf-8"))
RULES = ["REF101", "REF102", "REF104", "REF105", "REF106", "REF107", "REF108"]
WITH_ONE_READING = [(text, right) for text, right in WAYS["ways"] if right]
WITHOUT = [text for text, right in WAYS["ways"] if not right]


def programme(text: str, themes: Themes = SHIPPED) -> Programme:
    columns = {AXE: 1, LABEL: 2}
    return Programme("Programme", columns, [Entry(2, columns, ["1", text])], themes=themes)


def named(text: str, themes: Themes = SHIPPED) -> list[str | None]:
    """The themes that a text refers to; ``jeton`` for each reference to the jetons."""
    found = [one for one in find_references(text, themes) if one.is_read]
    return [key for one in found for key in one.keys or ("jeton",)]


def told(text: str) -> list[Diagnostic]:
    return validate(programme(text), RULES)


def corrected(text: str, found: list[Diagnostic], *, safe: bool = True) -> str:
    edits = [edit for one in found if one.fix and one.fix.safe == safe for edit in one.fix.edits]
    for edit in sorted(edits, reverse=True):
        assert isinstance(edit, ReplaceText)
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize(("text", "right"), WITH_ONE_READING)
def test_one_reading_is_read_told_once_and_corrected(text: str, right: str) -> None:
    assert named(text) == named(right) != []
    found = told(text)
    assert [one.rule for one in found] == ["REF102"]
    # Of a list of transversal themes, that is so where each is written as it is called.
    themes = re.split(r"\W* (?:et )?thème transversal ", right.rstrip(")"))[1:]
    is_sure = len(themes) < 2 or all(theme in text for theme in themes)
    assert corrected(text, found, safe=is_sure) == right
    assert told(right) == []


@pytest.mark.parametrize("text", WITHOUT)
def test_what_has_two_readings_is_told_once_and_nothing_is_read(text: str) -> None:
    assert [key for key in named(text) if key is not None] == []
    found = told(text)
    assert [one.rule in {"REF108", "REF104"} for one in found] == [True]
    assert corrected(text, found) == text


@pytest.mark.parametrize("text", WAYS["innocent"])
def test_other_senses_of_the_same_words_are_left_alone(text: str) -> None:
    assert told(text) == []
    assert due_in(programme(text).entries[0], SHIPPED) == []


def test_a_name_of_two_families_is_no_slip_of_either_and_is_asked() -> None:
    themes = Themes((*SHIPPED.all, Theme("Santé", TRANSVERSAL, None, "Santé transfrontalière")))
    assert named("cf. thème Santé transfrontalière", themes) == []
    assert named("cf. thème transversal Santé transfrontalière", themes) == ["Santé"]
    assert named("cf. Cross-border Deal thème Santé transfrontalière", themes) == ["Deal 7"]


def test_a_word_near_two_names_is_read_as_none() -> None:
    themes = Themes(
        (
            Theme("Marne", TRANSVERSAL, None, "Marne"),
            Theme("Marge", TRANSVERSAL, None, "Marge"),
        )
    )
    assert named("cf. thème transversal Marhe", themes) == [None]
    assert named("cf. thème transversal Marne", themes) == ["Marne"]


PIECES = st.sampled_from(
    [
        *("cf. ", "c.f. ", "Cross-border", "Corss-border ", " Deal", "deal ", " thème ", "thèmes "),
        *("transversal ", "transversaux ", "Montagne", "Santé transfrontalière", "6", "VI", "3, "),
        *(" et ", " ou ", "(", ")", "[", "]", " - ", ", ", ": ", "« ", " »", "du ", "…", "jetons"),
        *(
            "jettons",
            "lien avec les ",
            "dans le cadre des ",
            "hors ",
            "offre modualble",
            " ",
            "n° ",
        ),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_corrections_made_twice_are_corrections_made_once(text: str) -> None:
    references = find_references(text, SHIPPED)
    assert all(text[one.start : one.end] == one.text for one in references)
    read = [one for one in references if one.kind != "jeton"]
    assert all(a.end <= b.start for a, b in pairwise(read))
    known = set(named(text)) - {None}
    once = corrected(text, told(text))
    assert known <= set(named(once))
    twice = corrected(once, told(once))
    assert corrected(twice, told(twice)) == twice


_WORDS = st.sampled_from(
    [
        *(
            "cf.",
            "voir",
            "lien",
            "avec",
            "le",
            "thème",
            "theme",
            "thématiques",
            "du",
            "d’",
            "-",
            ",",
        ),
        *("(", ")", "deal", "Deal", "border", "cross", "CBD", "transversal", "transversaux", "n°"),
        *(
            "montagne",
            "Santé",
            "5",
            "V",
            "six",
            "2025",
            "et",
            "ou",
            "à",
            "jetons",
            "&",
            ":",
            "«",
            "»",
        ),
    ]
)


@given(st.lists(_WORDS, max_size=7).map(" ".join))
def test_a_text_without_a_telling_word_holds_nothing_written_otherwise(text: str) -> None:
    tokens = Tokens(text, fold_with_origins(text))
    ways = (find_otherwise, find_titles, find_unsure, find_bare_titles)
    if not tokens.may_refer:
        assert not [one for find in ways for one in find(tokens, SHIPPED)]
