"""Borders: spelled, read, paired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.borders import (
    COUNTRIES,
    border_prefix,
    borders_in_text,
    format_border,
    pairs_of,
    parse_border,
    read_border,
    split_values,
)

BORDERS = st.lists(
    st.sampled_from(sorted(COUNTRIES - {"FR"})), min_size=1, max_size=3, unique=True
).map(lambda codes: ("FR", *codes))


@given(BORDERS)
def test_a_border_reads_back_however_it_is_spelled(border: tuple[str, ...]) -> None:
    text = format_border(border)
    assert parse_border(text) == border
    for spelled in (text.lower(), text.replace("-", "/"), text.replace("-", " "), f" {text}\u00a0"):
        assert read_border(spelled) == border
    assert len(pairs_of(border)) == len(border) - 1


@given(BORDERS, st.text(alphabet="abcé .,()", max_size=10))
def test_a_border_in_a_text_is_found_where_it_stands(border: tuple[str, ...], words: str) -> None:
    text = f"{words} {format_border(border)} {words}"
    found = borders_in_text(text)
    assert [(text[s:e], b) for s, e, b in found] == [(format_border(border), border)]


@pytest.mark.parametrize("text", ["FR", "FR-XX", "DE", "FR-FR", "France", "", "DE-CH", "FR-DE-DE"])
def test_what_is_no_border(text: str) -> None:
    assert parse_border(text) is None
    assert read_border(text) is None


@pytest.mark.parametrize(("text", "name"), [("outre-mer", "Outre-mer"), ("MARITIME", "Maritime")])
def test_borders_without_countries(text: str, name: str) -> None:
    assert read_border(text) == (name,)
    assert parse_border(name) == (name,)


@pytest.mark.parametrize(
    ("label", "prefix"),
    [
        ("FR-IT-MC / Projet Observ'Alp", "FR-IT-MC"),
        ("FR-DE / Accompagnement", "FR-DE"),
        ("PE / Dialogue", None),
        ("CE / Dialogue", None),
        ("CoR / Lien", None),
        ("Outre-Mer / Poursuite", None),
        ("FR-DE et FR-IT", None),
    ],
)
def test_prefixes_of_labels(label: str, prefix: str | None) -> None:
    assert border_prefix(label) == prefix


def test_values_are_parted_by_semicolons_and_lines() -> None:
    assert split_values("FR-DE; FR-IT\nGrande Région ;") == ["FR-DE", "FR-IT", "Grande Région"]
