"""The fixed texts of extracts, in all six languages."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from motxl.extract.labels import LABELS, STATES, labels_in
from motxl.extract.words import WORDS
from motxl.template import layout


def test_states_are_those_of_the_workbook() -> None:
    assert layout.ETATS.values == STATES
    assert LABELS["fr"].states == STATES


def test_labels_and_words_speak_the_same_languages() -> None:
    assert LABELS.keys() == WORDS.keys()


@pytest.mark.parametrize("language", sorted(LABELS))
def test_each_language_has_all_texts(language: str) -> None:
    labels = LABELS[language]
    assert labels.language == language
    assert len(labels.states) == len(set(labels.states)) == len(STATES)
    french = LABELS["fr"]
    for field in fields(labels):
        text = getattr(labels, field.name)
        assert text, field.name
        if isinstance(text, str):
            assert text.count("{}") == getattr(french, field.name).count("{}"), field.name
    columns = [
        labels.code,
        labels.label,
        labels.border,
        labels.calendar,
        labels.state,
        labels.reason,
    ]
    assert len({name.lower() for name in columns}) == len(columns)


def test_a_state_of_the_staffs_own_stays_as_it_is() -> None:
    german = labels_in("de-AT")
    assert german.state_in_words("en cours") == "In Arbeit"
    assert german.state_in_words("presque") == "presque"
    assert german.date_in_words(date(2025, 3, 6)) == "06.03.2025"
