"""The fixed texts of extracts, in all six languages."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from motxl.extract.labels import labels_in
from motxl.template import layout


def test_states_are_those_of_the_workbook() -> None:
    assert labels_in("fr").states == layout.ETATS.values


@pytest.mark.parametrize("language", layout.LANGUES.values)
def test_each_language_has_all_texts(language: str) -> None:
    labels = labels_in(language)
    assert labels.language == language
    assert len(labels.states) == len(set(labels.states)) == len(layout.ETATS.values)
    french = labels_in("fr")
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
