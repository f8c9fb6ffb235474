"""Borders: spelled, read, paired, as a workbook says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.borders import (
    USUAL,
    Borders,
    ListedBorder,
    border_prefix,
    format_border,
    split_values,
)

FRENCH = st.lists(
    st.sampled_from(sorted(USUAL.countries - {"FR"})), min_size=1, max_size=3, unique=True
).map(lambda codes: ("FR", *codes))
CODES = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)


def listed(first: str, *codes: str, **names: str) -> Borders:
    """Borders of a table; ``names`` by their codes, with ``_`` for the hyphen."""
    rows = []
    for code in codes:
        parts = code.split("-")
        border = (first, *(p for p in parts if p != first)) if first in parts else (*parts,)
        name = names.get(code.replace("-", "_"))
        rows.append(ListedBorder(border, (name,) if name else ()))
    return Borders(rows, first)


@st.composite
def tables(draw: st.DrawFn) -> Borders:
    """Any borders of any countries, with a country that comes first, or none."""
    codes = draw(st.lists(CODES, min_size=3, max_size=8, unique=True))
    borders = draw(
        st.lists(
            st.lists(st.sampled_from(codes), min_size=2, max_size=4, unique=True).map("-".join),
            min_size=1,
            max_size=6,
            unique_by=lambda code: frozenset(code.split("-")),
        )
    )
    return listed(draw(st.sampled_from([*codes, ""])), *borders)


@given(FRENCH)
def test_a_border_reads_back_however_it_is_spelled(border: tuple[str, ...]) -> None:
    text = format_border(border)
    assert USUAL.parse(text) == border
    for spelled in (text.lower(), text.replace("-", "/"), text.replace("-", " "), f" {text}\u00a0"):
        assert USUAL.read(spelled) == border
    assert len(USUAL.pairs_of(border)) == len(border) - 1


@given(FRENCH, st.text(alphabet="abcé .,()", max_size=10))
def test_a_border_in_a_text_is_found_where_it_stands(border: tuple[str, ...], words: str) -> None:
    text = f"{words} {format_border(border)} {words}"
    found = USUAL.in_text(text)
    assert [(text[s:e], b) for s, e, b in found] == [(format_border(border), border)]


@given(tables(), st.text(alphabet="abcé .,()", max_size=10))
def test_what_a_table_lists_is_written_read_and_found_in_texts(table: Borders, words: str) -> None:
    for one in table.listed:
        code = format_border(one.border)
        assert table.parse(code) == one.border
        for spelled in (code.lower(), code.replace("-", "/"), code.replace("-", " ")):
            assert table.read(spelled) == one.border
        text = f"{words} {code} {words}"
        assert [(text[s:e], b) for s, e, b in table.in_text(text)] == [(code, one.border)]
        assert table.prefix_of(f"{code} / {words}") == code
        assert table.strangers_in(one.border) == ()


@given(tables(), st.text(alphabet="abcdefghijklmnopqrstuvwxyzé ,.()'", max_size=60))
def test_no_border_is_found_in_a_text_in_small_letters(table: Borders, text: str) -> None:
    assert table.in_text(text) == []


@given(tables())
def test_a_pair_is_the_same_whatever_border_it_is_in(table: Borders) -> None:
    """A row of FR-IT-MC concerns the members of FR-IT; one of NL-BE-DE those of BE-NL."""
    for one in table.listed:
        for pair in table.pairs_of(one.border):
            assert table.pairs_of(pair) == {pair}
            assert table.first in pair or table.first not in one.border
        for other in table.listed:
            if set(other.border) < set(one.border) and len(other.border) == 2:
                shares = table.first in other.border or table.first not in one.border
                assert (other.border in table.pairs_of(one.border)) == shares


@pytest.mark.parametrize("text", ["FR", "FR-XX", "DE", "FR-FR", "France", "", "DE-CH", "FR-DE-DE"])
def test_what_is_no_border(text: str) -> None:
    assert USUAL.parse(text) is None
    assert USUAL.read(text) is None


@pytest.mark.parametrize(("text", "name"), [("outre-mer", "Outre-mer"), ("MARITIME", "Maritime")])
def test_borders_without_countries(text: str, name: str) -> None:
    assert USUAL.read(text) == (name,)
    assert USUAL.parse(name) == (name,)


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
        ("BE-NL / Étude", None),
    ],
)
def test_prefixes_of_labels(label: str, prefix: str | None) -> None:
    assert border_prefix(label) == prefix


BELGIAN = listed("BE", "FR-BE", "BE-NL", "BE-DE-NL", "DE-NL", "Polaire", BE_NL="belgo-néerlandaise")


def test_another_country_comes_first() -> None:
    assert BELGIAN.parse("BE-NL") == BELGIAN.read("nl/be") == ("BE", "NL")
    assert BELGIAN.parse("FR-BE") is None
    assert BELGIAN.read("FR-BE") == BELGIAN.parse("BE-FR") == ("BE", "FR")
    assert BELGIAN.parse("BE-FR-NL") == ("BE", "FR", "NL")  # of countries that the table has
    assert BELGIAN.read("FR-NL") is None
    assert BELGIAN.parse("BE-PL") is None
    assert BELGIAN.pairs_of(("BE", "DE", "NL")) == {("BE", "DE"), ("BE", "NL")}
    assert BELGIAN.read("polaire") == ("Polaire",)
    assert BELGIAN.read("Outre-mer") is None


def test_a_border_of_the_table_need_not_have_the_first_country() -> None:
    assert BELGIAN.read("NL-DE") == ("DE", "NL")
    assert BELGIAN.lacks_first(("DE", "NL"))
    assert BELGIAN.in_text("L'accord DE-NL et BE-NL") == [
        (9, 14, ("DE", "NL")),
        (18, 23, ("BE", "NL")),
    ]


def test_a_border_may_be_written_by_its_name() -> None:
    assert BELGIAN.read("Belgo-néerlandaise") == ("BE", "NL")
    assert BELGIAN.parse("belgo-néerlandaise") is None
    assert BELGIAN.name_of("BE-NL") == "belgo-néerlandaise"
    twice = listed("", "BE-NL", "BE-DE", BE_NL="du nord", BE_DE="du nord")
    assert twice.read("du nord") is None  # nobody knows which


@pytest.mark.parametrize(
    "text",
    [
        "COMITÉ DE SE RÉUNIR",
        "la de-se",
        "DE SE",
        "voir de/se",
        "x@DE-SE.org",
        "https://www.DE-SE.eu",
        "DE-SE-42",
        "ADE-SE",
    ],
)
def test_words_are_no_borders_where_the_first_code_is_one(text: str) -> None:
    german = listed("DE", "DE-SE", "DE-FR")
    assert german.in_text(text) == []
    assert german.in_text("DE-SE")


def test_a_country_without_a_border_with_the_others_is_told() -> None:
    table = listed("FR", "FR-DE", "FR-CH", "CH-AT", "DE-PL")
    assert table.strangers_in(("FR", "DE")) == ()
    assert table.strangers_in(("FR", "CH", "AT")) == ()
    assert table.strangers_in(("FR", "CH", "PL")) == ("PL",)
    assert "PL" in table.strangers_in(("FR", "PL"))
    assert "AT" in USUAL.strangers_in(("FR", "AT"))
    assert USUAL.strangers_in(("FR", "DE", "CH", "AT", "LI")) == ()


def test_what_the_european_union_calls_a_country() -> None:
    assert listed("GB", "GB-IE").read("UK-IE") == ("GB", "IE")
    assert USUAL.parse("FR-UK") == ("FR", "UK")  # as before there were tables


def test_values_are_parted_by_semicolons_and_lines() -> None:
    assert split_values("FR-DE; FR-IT\nGrande Région ;") == ["FR-DE", "FR-IT", "Grande Région"]
