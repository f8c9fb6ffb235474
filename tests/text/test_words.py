"""Texts compared word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.text.typography import is_typography, without_typography
from motxl.text.words import pieces_of

_TEXTS = st.lists(
    st.sampled_from(
        ["réseau", "de", "l'", "l’", " ", "\xa0", " : ", "«", "2.1.3", "…", "\n", "é", "x\xad"]
    )
).map("".join) | st.text(max_size=40)


@given(_TEXTS, _TEXTS)
def test_the_pieces_together_are_both_texts(old: str, new: str) -> None:
    pieces = pieces_of(old, new)
    assert "".join(one.old for one in pieces) == old
    assert "".join(one.new for one in pieces) == new
    assert any(one.changed for one in pieces) == (old != new)


@given(_TEXTS)
def test_without_typography_twice_is_the_same_as_once(text: str) -> None:
    once = without_typography(text)
    assert without_typography(once) == once


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Animer le réseau", "Animer un grand réseau", [("le", "un grand")]),
        ("Un guide", "Un guide utile", [("", " utile")]),
        ("Au 2.1.3, voir", "Au 2.1.4, voir", [("2.1.3", "2.1.4")]),
        ("le réseau des élus de la côte", "la carte des bassins de la côte",
         [("le réseau des élus", "la carte des bassins")]),
        ("l'eau du lac", "l’eau d’un lac", [("'", "’"), ("du", "d’un")]),
    ],
)  # fmt: skip
def test_what_differs_is_told_in_whole_words(
    old: str, new: str, told: list[tuple[str, str]]
) -> None:
    assert [tuple(one) for one in pieces_of(old, new) if one.changed] == told


def test_long_texts_that_share_nothing_are_one_piece_at_once() -> None:
    old = " ".join(f"a{n}" for n in range(3000))
    new = " ".join(f"b{n}" for n in range(3000))
    assert [tuple(one) for one in pieces_of(old, new)] == [(old, new)]


def test_a_typographic_difference_is_one_of_signs_and_blanks() -> None:
    assert is_typography("l'État :  « oui »", 'l’État: "oui"')
    assert not is_typography("l'État", "l'état")
    assert not is_typography("même", "même")
