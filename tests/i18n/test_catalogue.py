"""The French catalogue is complete, current, and typeset as French is."""

from __future__ import annotations

import re

import pytest

from tests.i18n import catalogue

MESSAGES = [m for m in catalogue.translated() if m.id]
# Placeholders, options, addresses and examples are no French text.
_CODE = re.compile(r"\{[^}]*\}|%\(\w+\)s|--?\w[\w-]*|\w+://\S+|‹[^›]*›")


def ids(message: object) -> list[str]:
    found = message if isinstance(message, (tuple, list)) else [message]
    return [str(one) for one in found]


def texts() -> list[str]:
    return [_CODE.sub("0", text) for m in MESSAGES for text in ids(m.string)]


def test_every_message_of_the_sources_is_translated_and_no_other() -> None:
    due = {str(m.id) for m in catalogue.template() if m.id}
    assert {str(m.id) for m in MESSAGES} == due
    assert [m.id for m in MESSAGES if not all(ids(m.string))] == []
    assert [m.id for m in MESSAGES if m.fuzzy] == []


def test_the_files_are_what_the_command_writes() -> None:
    po = catalogue.as_po(catalogue.up_to_date())
    assert catalogue.PO.read_bytes() == po
    assert catalogue.MO.read_bytes() == catalogue.as_mo(po)


def test_placeholders_are_the_same() -> None:
    for message in MESSAGES:
        wanted = {p for one in ids(message.id) for p in re.findall(r"\{[^}]*\}", one)}
        for text in ids(message.string):
            assert set(re.findall(r"\{[^}]*\}", text)) <= wanted
        used = {p for text in ids(message.string) for p in re.findall(r"\{[^}]*\}", text)}
        assert used == wanted


def test_paragraphs_and_examples_keep_their_layout() -> None:
    for message in MESSAGES:
        for one, text in zip(ids(message.id), ids(message.string), strict=True):
            assert one.count("\n\n") == text.count("\n\n")
            assert one.count("\b") == text.count("\b")


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        (r"(?<=[\w)»…])[;?!](?=\s|$)", "a no-break space before ; ? !"),
        (r"(?<=[\w)»…]):(?=\s|$)", "a no-break space before a colon"),
        (r" [:;?!]", "no ordinary space before : ; ? !"),
        (r"«(?!\u00a0)|(?<!\u00a0)»", "no-break spaces inside guillemets"),
        (r"\w'\w", "the typographic apostrophe"),
        (r"[“”\"]", "guillemets, not English quotes"),
        (r"\.\.\.", "an ellipsis"),
        (r"\b(?:the|this|with|workbook|sheet)\b", "no English left over"),
    ],
)
def test_typography(pattern: str, rule: str) -> None:
    assert [text for text in texts() if re.search(pattern, text)] == [], rule


def test_the_words_of_this_house() -> None:
    """To "valider" is to vote here; what a check finds is a "constat"."""
    assert [t for t in texts() if re.search(r"valid(?:er|ation|é)\b|diagnostic", t, re.I)] == []
