"""Who gets an extract is known for sure, or asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.extract.content import Contents
from motxl.extract.readers import content_of, members_of, pilot_reader, theme_reader
from motxl.programme.cellvalue import Record
from motxl.programme.relevance import Relevance
from tests.extract.making import programme
from tests.summary.making import Rows, action


def relevance(tmp_path: Path, themes: Rows = (), **given: Rows) -> Relevance:
    tables = {"tblThemes": themes} if themes else {}
    return Relevance(open_book(programme(tmp_path / "book.xlsx", **given, **tables)).programme)


def theme(key: str, title: str, aliases: str = "") -> Record:
    return {
        "Clé": key,
        "Famille": "Cross-border Deal",
        "N°": sum(map(ord, key)),
        "Intitulé": title,
        "Alias": aliases,
    }


def test_of_two_themes_of_one_name_the_keys_are_asked_for(tmp_path: Path) -> None:
    themes = [theme("T1", "Mobilité"), theme("T2", "Mobilite"), theme("T3", "Culture")]
    known = relevance(tmp_path, themes)
    with pytest.raises(MotxlError, match=r"Several themes are called mobilité: .*\(T1, T2\)"):
        theme_reader(known, "mobilité")
    assert theme_reader(known, "T2").name == "Mobilite"
    with pytest.raises(MotxlError, match="Did you mean Culture"):
        theme_reader(known, "Cultures")


def test_a_theme_whose_key_is_another_ones_name_gets_no_empty_extract(tmp_path: Path) -> None:
    themes = [theme("Culture", "Mobilité"), theme("T2", "Jeunesse", aliases="Culture")]
    known = relevance(tmp_path, themes)
    with pytest.raises(MotxlError, match="Several themes are called Culture"):
        theme_reader(known, "Mobilité")


def test_a_reader_whose_theme_is_gone_gets_no_empty_extract(tmp_path: Path) -> None:
    known = relevance(tmp_path, [theme("T1", "Mobilité")])
    reader = theme_reader(known, "T1")
    with pytest.raises(MotxlError, match="no theme called T9"):
        content_of(reader._replace(key="T9"), Contents(known))


@pytest.mark.parametrize("keys", [("", ""), ("K", "K"), ("", "Ville de X")])
def test_members_that_cannot_be_told_apart_are_asked_for_keys(
    tmp_path: Path, keys: tuple[str, str]
) -> None:
    first, second = keys
    members = [{"Clé": first, "Nom": "Ville de X"}, {"Clé": second, "Nom": "ville de x"}]
    with pytest.raises(MotxlError, match="Two members have the key or the name"):
        members_of(relevance(tmp_path, members=members))


def test_a_pilot_is_called_as_the_first_row_spells_it(tmp_path: Path) -> None:
    entries = [action("a", Pilote="Léa"), action("b", Pilote="LEA")]
    assert pilot_reader(relevance(tmp_path, entries=entries), "lea").name == "Léa"
