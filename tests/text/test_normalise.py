"""The one normalisation: what makes no difference, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.text.normalise import fold, fold_with_origins, normalise

FRENCH = st.text(
    alphabet="abeéèêëçœŒæÆÀÉ’'‘-–—‑ \u00a0\u202f\t\n.()0123456789e\u0301\u00ad\u200bßİŉ🙂ABCXYZ"
)
TEXTS = FRENCH | st.text()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thème", "theme"),
        ("THÈME", "the\u0301me"),
        ("cœur", "COEUR"),
        ("l’eau", "l'eau"),
        ("FR–DE", "fr-de"),
        ("thème\u00a04", "thème 4"),
        ("thème\u202f4", "thème \t 4"),
        (" je\u00adton ", "jeton"),
    ],
)
def test_makes_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_keeps_what_matters() -> None:
    assert normalise("thème 3") != normalise("thème 4")
    assert normalise("FR-DE") != normalise("FR DE")


@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_origins_lead_back_to_the_characters(text: str) -> None:
    folded = fold_with_origins(text)
    assert folded.text == fold(text)
    for offset, character in enumerate(folded.text):
        start, end = folded.origin(offset, offset + 1)
        assert 0 <= start <= end <= len(text)
        assert character in fold(text[start : max(end, start + 1)])


@given(TEXTS, st.data())
def test_spans_keep_their_order_and_fold_to_themselves(text: str, data: st.DataObject) -> None:
    folded = fold_with_origins(text)
    end = data.draw(st.integers(0, len(folded.text)))
    start = data.draw(st.integers(0, end))
    first, last = folded.origin(start, end)
    assert folded.text[start:end] in fold(text[first:last])
