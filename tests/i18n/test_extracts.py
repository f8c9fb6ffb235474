"""What stands in extracts is said in each language of members, and as the workbook says it."""

from __future__ import annotations

import calendar
import re

import pytest

from motxl.extract.languages import code_of, texts_in
from motxl.template.layout import LANGUES
from tests.i18n import catalogue
from tests.i18n.catalogue import EXTRACTS, ROOT, Kept
from tests.i18n.typography import faults

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_PUNCTUATION = re.compile(r"\W+|%d/%m/%Y")

each = pytest.mark.parametrize("kept", EXTRACTS, ids=lambda kept: kept.language)


def pairs(kept: Kept) -> list[tuple[str, str]]:
    """English and translation, singular with singular and plural with plural."""
    found: list[tuple[str, str]] = []
    for message in catalogue.translated(kept):
        if message.id:
            texts = (message.id, message.string)
            both = [[one] if isinstance(one, str) else list(one or ()) for one in texts]
            found += zip(*both, strict=True)
    return found


def test_each_language_but_english_has_its_catalogue() -> None:
    assert {kept.language for kept in EXTRACTS} == {*LANGUES.values} - {"en"}


@each
def test_the_files_are_what_the_command_writes(kept: Kept) -> None:
    po = catalogue.as_po(catalogue.up_to_date(kept), kept)
    assert kept.po.read_bytes() == po, "run: python tests/i18n/update.py"
    assert kept.mo.read_bytes() == catalogue.as_mo(po, kept), "run: python tests/i18n/update.py"


@each
def test_every_text_is_translated_with_its_places(kept: Kept) -> None:
    found = pairs(kept)
    assert len(found) > 70
    for english, theirs in found:
        assert theirs, english
        assert _PLACEHOLDER.findall(theirs) == _PLACEHOLDER.findall(english), english


@each
def test_none_is_english_left_over(kept: Kept) -> None:
    """Months apart, and what is no word."""
    months = set(calendar.month_name)
    for english, theirs in pairs(kept):
        words = _PLACEHOLDER.sub("", english)
        if english not in months and not _PUNCTUATION.fullmatch(words):
            assert theirs != english or english in {"Q{}", "1", "Ref.", "No"}, english


def test_french_is_typeset_as_french_is() -> None:
    (french,) = (kept for kept in EXTRACTS if kept.language == "fr")
    found = {theirs: faults(theirs) for english, theirs in pairs(french) if english != "%d/%m/%Y"}
    assert {theirs: wrong for theirs, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("kind", ["courriel", "relance"])
def test_the_french_message_is_typeset_as_french_is(kind: str) -> None:
    """Its subject too. “Objet :” before it is no part of it: whoever writes a template types it."""
    text = (ROOT / "motxl" / "mail" / "templates" / f"{kind}-fr.txt").read_text("utf-8")
    bare = re.sub(r"\{\{.*?\}\}", "0", re.sub(r"\{%.*?%\}", "", text.removeprefix("Objet :")))
    assert [line for line in bare.splitlines() if faults(line)] == []


@pytest.mark.parametrize("language", LANGUES.values)
def test_the_catalogue_is_found_by_any_name_of_its_language(language: str) -> None:
    assert code_of(language.upper()) == code_of(f"{language}-XX") == language
    said = texts_in(language).gettext("Ongoing")
    assert (said == "Ongoing") == (language == "en")
