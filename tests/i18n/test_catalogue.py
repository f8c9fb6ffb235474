"""The French catalogue is complete, current, and says what the English says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from motxl.cli import COMMANDS
from motxl.template import layout
from tests.i18n import catalogue, click_words
from tests.i18n.typography import NO_BREAK, faults

MESSAGES = [m for m in catalogue.translated() if m.id]
# Without !r: what click quotes as a machine does is quoted as French is.
_PLACEHOLDER = re.compile(r"\{[^{}!]*(?=(?:!r)?\})|%\(\w+\)s")
# Commands, options, codes of rules, variables, files: the same in both languages.
_FIXED = re.compile(
    r"(?:(?<=\W)|^)--?[a-z][\w-]*|motxl (?:" + "|".join(COMMANDS) + r")\b|\b[A-Z]{3}[0-9]{3}\b"
    r"|\bMOTXL_\w+|(?<!\w)\.[a-z]{3,4}\b|\btbl\w+"
)
# What is the same word in both languages.
_SAME = {
    "Cross-border Deal",
    "Jeton",
    "orange",
    "CODE",
    "Macro",
    "jetons",
    "total",
    "notes",
    "CODES",
    "SOURCE",
    "{coloured}, {written}.",
    "{codes}, {texts}.",
    "{checked}, {left}.",
    *("{n} contact", "{n} contacts", "{n} pilote", "{n} pilotes"),
    "{n} action",
    "{n} actions",
    "{n} code",
    "{n} codes",
    "Réf.",
    "Date",
    "DATE",
    "Dates",
    "Cc",
    "Version",
    "Versions",
    "Jetons",
    "Contrôle",
    "Messages",
}
# Only whole numbers are asked for, and click names their kind in English.
_LEFT_OUT = {"{value!r} is not a valid {number_type}.": {"{number_type"}}
PACKAGE = catalogue.ROOT / "motxl"
_TEXTS = {"_": 1, "N_": 1, "say": 1, "ngettext": 2, "Plural": 2}
"""How many texts each function takes"""
_NAMES = sorted(
    {table.sheet for table in layout.TABLES}
    | {name for table in layout.TABLES for name in table.columns},
    key=len,
    reverse=True,
)


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def pairs(message: Message) -> list[tuple[str, str]]:
    """English and French, singular with singular and plural with plural."""
    return list(zip(forms(message.id), forms(message.string), strict=True))


def every(messages: list[Message] = MESSAGES) -> list[tuple[str, str]]:
    return [pair for message in messages for pair in pairs(message)]


def names_in(text: str) -> set[str]:
    """The sheets and columns that a text names; the longest name wins."""
    text, found = " ".join(text.split()), set()
    for name in _NAMES:
        if name[0].isupper() and re.search(rf"\b{re.escape(name)}(?!\w)", text):
            found.add(name)
            text = text.replace(name, "")
    return found


def test_every_message_of_the_sources_is_there_and_no_other() -> None:
    due = {str(m.id) for m in catalogue.template() if m.id}
    assert {str(m.id) for m in MESSAGES} == due


@pytest.mark.slow
def test_no_text_of_the_code_is_overlooked() -> None:
    """Babel does not see a text in parentheses of its own, and then it would stay English."""
    known = {
        form for kept in catalogue.KEPT for m in catalogue.template(kept) for form in forms(m.id)
    }
    asked = [one for path in sorted(PACKAGE.rglob("*.py")) for one in _texts_of(path)]
    assert len(asked) > 1000
    assert [one for one in asked if one[1] not in known] == []


def _texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Each literal text that a module has translated, with its place."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for one in node.args[: _TEXTS.get(node.func.id, 0)]:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield f"{path.relative_to(PACKAGE)}:{one.lineno}", one.value


def test_every_message_is_translated() -> None:
    assert [m.id for m in MESSAGES if not all(forms(m.string))] == []
    assert [m.id for m in MESSAGES if m.fuzzy] == []
    same = {english for m in MESSAGES for english, french in pairs(m) if english == french}
    assert same <= _SAME


def test_the_files_are_what_the_command_writes() -> None:
    po = catalogue.as_po(catalogue.up_to_date())
    assert catalogue.MOTXL.po.read_bytes() == po, "run: python tests/i18n/update.py"
    assert catalogue.MOTXL.mo.read_bytes() == catalogue.as_mo(po), (
        "run: python tests/i18n/update.py"
    )


def test_a_text_that_has_a_plural_now_is_translated_again() -> None:
    """Else gettext would not find it, in silence."""
    for message in MESSAGES:
        assert isinstance(message.string, str) == isinstance(message.id, str), message.id


def test_placeholders_are_the_same() -> None:
    for english, french in every():
        due = set(_PLACEHOLDER.findall(english)) - _LEFT_OUT.get(english, set())
        assert set(_PLACEHOLDER.findall(french)) == due, english


def test_commands_options_and_codes_are_not_translated() -> None:
    for english, french in every():
        assert set(_FIXED.findall(french)) == set(_FIXED.findall(english)), english


def test_sheets_and_columns_keep_their_names() -> None:
    for english, french in every():
        assert names_in(english) <= names_in(french), english


def test_paragraphs_and_examples_keep_their_layout() -> None:
    # Examples are aligned by hand: as many lines, and their explanations in the same column.
    gap = re.compile(r"^ *(?:\S+ )*\S+ {2,}|^ *")
    for english, french in every([m for m in MESSAGES if "\n" in forms(m.id)[0]]):
        ours, theirs = french.split("\n\n"), english.split("\n\n")
        assert len(ours) == len(theirs), english
        for block, original in zip(ours, theirs, strict=True):
            assert block.startswith("\b") == original.startswith("\b"), english
            if original.startswith("\b"):
                lines, due = block.split("\n"), original.split("\n")
                assert [gap.findall(line) for line in lines[2:]] == [
                    gap.findall(line) for line in due[2:]
                ], english
                assert len(lines) == len(due), english
                assert all(len(line) <= 76 for line in lines), english


def test_spaces_at_the_ends_are_those_of_the_source() -> None:
    headings = {*click_words.HEADINGS, *(info.section for info in COMMANDS.values())}
    for english, french in every():
        # click writes a colon after a heading, French a space before it.
        assert french.endswith(NO_BREAK) == (english in headings), english
        assert french.rstrip(NO_BREAK) == french.rstrip(), english
        # A text that begins with a sign is glued to what comes before.
        assert french.startswith(NO_BREAK) == english.startswith((":", ";")), english
        assert french.lstrip(NO_BREAK) == french.lstrip(), english


def test_is_typeset_as_french_is() -> None:
    found = {french: faults(french) for _english, french in every()}
    assert {french: wrong for french, wrong in found.items() if wrong} == {}
