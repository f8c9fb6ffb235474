"""Names of files that Windows takes, and no two that it takes for one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.extract.naming import MAX_BYTES, distinct_names, safe_name

FORBIDDEN = set('<>:"/\\|?*') | {chr(n) for n in range(32)}
NAMES = st.text(
    alphabet=st.one_of(st.sampled_from("aAéÉ./\\ :CON1🙂ß\u0301\u200b\ud800"), st.characters()),
    max_size=300,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a/b", "a-b"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1. Ville", "_Com1. Ville"),
        ("Ville ...", "Ville"),
        ("e\u0301", "é"),
        ("two\nlines", "two lines"),
        ("🙂 Ville", "🙂 Ville"),
        ("???", ""),
        ("right\u202eleft", "right left"),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(NAMES)
def test_a_name_is_safe_on_windows_and_short_enough(text: str) -> None:
    name = safe_name(text)
    assert not set(name) & FORBIDDEN
    assert name == name.strip(" .")
    assert len(name.encode()) <= MAX_BYTES + 1
    assert unicodedata.is_normalized("NFC", name)
    assert name.partition(".")[0].upper() not in {"CON", "NUL", "COM1"}


@given(st.lists(st.tuples(NAMES, NAMES), max_size=8, unique_by=lambda pair: pair[0]))
def test_no_two_names_are_one_to_a_file_system(pairs: list[tuple[str, str]]) -> None:
    names = distinct_names(pairs)
    folded = [unicodedata.normalize("NFKD", name).casefold() for name in names.values()]
    assert len(set(folded)) == len(pairs)
    assert all(names.values())


def test_names_that_differ_by_case_or_composition_get_their_keys() -> None:
    names = distinct_names([("A1", "Ville"), ("A2", "VILLE"), ("A3", "Bâle"), ("A4", "Ba\u0302le")])
    assert names == {
        "A1": "Ville (A1)",
        "A2": "VILLE (A2)",
        "A3": "Bâle (A3)",
        "A4": "Bâle (A4)",
    }
