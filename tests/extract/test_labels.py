"""The fixed texts of extracts, in all six languages."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from motxl.extract.calendar import calendar_kept, calendar_of, days_of
from motxl.extract.content import EventDate, Line
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


@pytest.mark.parametrize(
    ("language", "start", "end", "precision", "said"),
    [
        ("fr", "2025-02-03", "", "", "3 février 2025"),
        ("fr", "2025-02-01", "2025-02-04", "jour", "du 1er au 4 février 2025"),
        ("fr", "2025-02-28", "2025-03-01", "", "du 28 février 2025 au 1er mars 2025"),
        ("fr", "2025-01-01", "", "trimestre", "1er trimestre 2025"),
        ("fr", "2025-03-01", "2025-05-31", "mois", "mars 2025–mai 2025"),
        ("en", "2025-02-03", "2025-02-04", "", "3–4 February 2025"),
        ("de", "2025-02-03", "2025-02-04", "", "3.–4. Februar 2025"),
        ("de", "2025-07-01", "", "trimestre", "3. Quartal 2025"),
        ("es", "2025-02-03", "2025-02-04", "", "del 3 al 4 de febrero de 2025"),
        ("it", "2025-02-01", "2025-02-04", "", "1º–4 febbraio 2025"),
        ("nl", "2025-02-03", "2025-02-04", "", "3 t/m 4 februari 2025"),
        ("nl", "2025-01-01", "2025-12-31", "année", "2025"),
    ],
)
def test_days_are_said_as_one_would(
    language: str, start: str, end: str, precision: str, said: str
) -> None:
    assert days_of(EventDate(start, end, precision, ""), labels_in(language)) == said


def test_what_manifests_keep_of_days_stays_as_it_was() -> None:
    """By it the extracts of this version are compared with those of an earlier one."""
    dates = (
        EventDate("2025-02-03", "2025-02-04", "", ""),
        EventDate("2025-01-01", "", "trimestre", ""),
    )
    line = Line("2025-001", "1.1", "", (), "Action", "", "", dates, "", (), is_heading=False)
    assert calendar_kept(line, labels_in("fr")) == "03/02/2025–04/02/2025; T1 2025"
    assert calendar_of(line, labels_in("fr")) == (
        "du 3 au 4 février 2025\N{NO-BREAK SPACE}; 1er trimestre 2025"
    )
