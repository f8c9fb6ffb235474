"""Many texts at once are looked through as each by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.mentions import may_mention, unknown_mentions
from motxl.programme.references import find_references, references_of
from motxl.programme.themes import SHIPPED
from motxl.text import holding as module
from motxl.text.holding import holding
from motxl.text.normalise import _FOLDS, fold, fold_with_origins

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.text("aAbBİ\n é", max_size=8),
        st.sampled_from(
            ["cf. Cross-border Deal thème 3", "voir", "the\u00admes", "CF", "(2 jetons)"]
        ),
    ),
    max_size=12,
)


@given(TEXTS, st.integers(1, 30))
def test_the_texts_that_hold_a_word(texts: list[str], most: int) -> None:
    words = ["ab", "a", "é", "i̇b"]
    expected = {
        place for place, text in enumerate(texts) if any(word in text.lower() for word in words)
    }
    before, module._MOST = module._MOST, most
    try:
        assert holding(words, texts) == expected
    finally:
        module._MOST = before


@given(TEXTS)
def test_references_are_found_in_many_texts_as_in_each(texts: list[str]) -> None:
    assert references_of(texts, SHIPPED) == [find_references(text, SHIPPED) for text in texts]


@given(TEXTS, st.lists(st.sampled_from(["AXE 2", "\u0130 axe 9", "cf. 1.1.3", "Identique à 2.1"])))
def test_texts_that_are_left_out_name_no_code(texts: list[str], more: list[str]) -> None:
    every = [*texts, *more, *(one + two for one, two in zip(texts, more, strict=False))]
    held = may_mention(every)
    for place, text in enumerate(every):
        if place not in held:
            assert unknown_mentions(text, ()) == ()
    assert len(every) - len(texts) >= len(held & set(range(len(texts), len(every)))) >= len(more)


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=255)), st.text("’‘œß\xad\0µé ")))
def test_a_text_is_folded_alike_in_both_ways(text: str) -> None:
    assert fold(text) == text.translate(_FOLDS)
    folded = fold_with_origins(text)
    assert folded.text == text.translate(_FOLDS)
    lengths = [len(_FOLDS[ord(character)]) for character in text]
    origins = [place for place, length in enumerate(lengths) for _ in range(length)]
    found = [folded.origin(place, place)[0] for place in range(len(folded.text))]
    assert found == origins
