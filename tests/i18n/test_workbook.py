"""What motxl writes into workbooks is said in French, whole, and typeset as French is."""

from __future__ import annotations

import re

import pytest

from motxl import i18n
from motxl.cli import COMMANDS
from motxl.macros import sources
from motxl.template.sheets import accueil
from motxl.template.sheets.registers import SEVERITIES
from motxl.template.texts import texts_in
from motxl.validation.diagnostics import Severity
from tests.i18n import catalogue
from tests.i18n.catalogue import WORKBOOK
from tests.i18n.test_catalogue import names_in
from tests.i18n.typography import faults

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|&[PN]\b|--[a-z]+|motxl (?:" + "|".join(COMMANDS) + r")\b")
# The same in both languages, or no words.
_SAME = {"orange", "Total", "{day} {month} {year}"}
_SIGNS = {".", "1", "{unit}:", "{category}, {series}: {number}", "{title}: {unit}. {note}"}
_RIGHT_ALL_THE_SAME = {
    "Texte à la fin des messages\u00a0; Alt+Entrée pour aller à la ligne.",  # a key
    "Langue des extraits et des messages si Langue est vide dans la feuille Adhérents\u00a0: "
    "fr, en, de, es, it ou nl.",  # it: Italian
    "Pas d’onglet",  # of the ribbon
}
PAIRS = [(str(m.id), str(m.string)) for m in catalogue.translated(WORKBOOK) if m.id]


def test_the_files_are_what_the_command_writes() -> None:
    po = catalogue.as_po(catalogue.up_to_date(WORKBOOK), WORKBOOK)
    assert WORKBOOK.po.read_bytes() == po, "run: python tests/i18n/update.py"
    assert WORKBOOK.mo.read_bytes() == catalogue.as_mo(po, WORKBOOK), (
        "run: python tests/i18n/update.py"
    )


def test_every_text_is_translated() -> None:
    assert len(PAIRS) > 150
    assert [english for english, french in PAIRS if not french] == []
    assert {english for english, french in PAIRS if english == french} <= _SAME


def test_places_commands_and_options_are_the_same() -> None:
    for english, french in PAIRS:
        assert sorted(_PLACEHOLDER.findall(french)) == sorted(_PLACEHOLDER.findall(english))


def test_sheets_and_columns_keep_their_names() -> None:
    for english, french in PAIRS:
        assert names_in(english) <= names_in(french), english


def test_is_typeset_as_french_is() -> None:
    found = {french: faults(french) for english, french in PAIRS if english not in _SIGNS}
    assert {french for french, wrong in found.items() if wrong} == _RIGHT_ALL_THE_SAME


def test_what_stands_before_a_colon_is_glued_to_it() -> None:
    assert {english: texts_in("fr")(english) for english in _SIGNS} == {
        ".": ",",
        "1": "1er",
        "{unit}:": "{unit}\u00a0:",
        "{category}, {series}: {number}": "{category}, {series}\u00a0: {number}",
        "{title}: {unit}. {note}": "{title}\u00a0: {unit}. {note}",
    }


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_buttons_are_called_as_in_the_tab(language: str) -> None:
    say = texts_in(language)
    labels = re.findall(r'= Spoken\("([^"]*)", "([^"]*)"\)', sources.modules()["MotxlWords"])
    tab = {pair[i18n.LANGUAGES.index(language)] for pair in labels}
    buttons = [say(title) for title, _text in accueil._BUTTONS]
    assert set(buttons) <= tab
    assert [say(title) for title, _command in accueil._COMMANDS] == buttons


def test_what_the_buttons_say_is_typeset_as_french_is() -> None:
    # Lines of the source that are one text: parted by a blank, as by a line break.
    code = re.sub(r'"(?:\s|_|& vbCrLf)*&(?:\s|_)*"', " ", sources.modules()["MotxlWords"])
    said = re.findall(r'Spoken\((?:\s|_)*"((?:[^"]|"")*)"', code)
    assert len(said) > 40
    found = {text: faults(re.sub(" +", " ", text)) for text in said}
    assert {text: wrong for text, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_severity_has_its_fill_in_controle(language: str) -> None:
    before = i18n.language()
    i18n.set_language(language)
    try:
        labels = [one.label for one in sorted(Severity, reverse=True)]
    finally:
        i18n.set_language(before)
    assert [i18n.catalogue(language).gettext(word) for word, _fill in SEVERITIES] == labels
