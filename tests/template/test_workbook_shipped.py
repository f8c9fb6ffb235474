"""Finding templates and shipped files; the examples that are shipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motxl.errors import MotxlError
from motxl.programme.borders import USUAL, split_values
from motxl.programme.themes import SHIPPED
from motxl.template import examples, layout, shipped
from motxl.template.frontieres import shipped_rows
from motxl.text.normalise import normalise


def test_the_template_beside_the_workbook_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "programme.xltx").touch()
    monkeypatch.setattr(shipped, "_SHIPPED_FOLDERS", (tmp_path / "none", folder))
    book = tmp_path / "programme-2026.xlsx"
    assert shipped.template_path("programme") == folder / "programme.xltx"
    assert shipped.template_path("programme", book) == folder / "programme.xltx"
    own = tmp_path / "modeles"
    own.mkdir()
    (own / "programme.xlsx").touch()
    assert shipped.template_path("programme", book) == own / "programme.xlsx"
    (own / "programme.xltx").touch()
    assert shipped.template_path("programme", book) == own / "programme.xltx"


def test_the_source_of_2025_is_found_in_a_clone() -> None:
    assert shipped.source_path("programme-2025.txt").read_text(encoding="utf-8").count("\t") > 138


def test_what_is_missing_is_said_in_a_sentence() -> None:
    with pytest.raises(MotxlError, match=r"absent\.xltx"):
        shipped.template_path("absent")
    with pytest.raises(MotxlError, match=r"absent\.txt"):
        shipped.source_path("absent.txt")


def test_examples_are_organisations_that_the_programme_names() -> None:
    text = normalise(shipped.source_path("programme-2025.txt").read_text(encoding="utf-8"))
    for member in examples.MEMBERS:
        names = [member.name, *split_values(member.aliases)]
        assert any(re.search(rf"\b{re.escape(normalise(name))}\b", text) for name in names), member


def test_examples_use_the_values_of_the_workbook() -> None:
    themes = {theme.key for theme in SHIPPED.all}
    for member in examples.MEMBERS:
        assert len(member) == len(layout.ADHERENTS.columns)
        assert member.type in layout.TYPES_ADHERENT.values
        assert member.language in layout.LANGUES.values
        assert all(USUAL.parse(border) for border in split_values(member.borders))
        assert set(split_values(member.borders)) <= {
            code for code, _name, _countries in shipped_rows()
        }
        assert set(split_values(member.themes)) <= themes
        assert member.jetons is None
    names = [member.name for member in examples.MEMBERS]
    assert len({normalise(name) for name in names}) == len(names)
    assert len({member.key for member in examples.MEMBERS}) == len(names)


def test_contacts_are_invented_and_lead_nowhere() -> None:
    assert [contact.member for contact in examples.CONTACTS] == [
        member.name for member in examples.MEMBERS
    ]
    for contact in examples.CONTACTS:
        assert len(contact) == len(layout.CONTACTS.columns)
        assert re.fullmatch(r"[a-z]+\.[a-z]+@example\.org", contact.email)
        assert contact.kind in layout.ENVOIS.values
