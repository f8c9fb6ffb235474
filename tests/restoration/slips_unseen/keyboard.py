"""Fingers on the keyboard, French ones mostly, and on the numeric keypad."""

from __future__ import annotations

import re

from tests.restoration.hands import Entry, Fault, Hands, Row
from tests.restoration.slips.making import (
    AZERTY,
    EMPTIED,
    C,
    Origin,
    a_digit,
    a_dot,
    at,
    dots,
)
from tests.restoration.slips_unseen.making import (
    BESIDE,
)

here = Origin()


@here.codes("a digit lost in {}")
def lost(hands: Hands, row: Row) -> Entry:
    return a_digit(hands, row.code, lambda digit: "") or None


@here.codes("a digit and its dot swapped in {}")
def swapped(hands: Hands, row: Row) -> Entry:
    place = hands.pick(dots(row.code))
    if place is None:
        return None
    before = hands.chance.random() < 0.5
    return at(row.code, place - before, row.code[place - before : place - before + 2][::-1], 2)


@here.codes("the digit of the key beside typed in {}")
def beside(hands: Hands, row: Row) -> Entry:
    return a_digit(hands, row.code, lambda digit: hands.chance.choice(BESIDE[digit]))


@here.codes("two keys pressed at once for a digit in {}")
def both_keys(hands: Hands, row: Row) -> Entry:
    return a_digit(hands, row.code, lambda digit: digit + hands.chance.choice(BESIDE[digit]))


@here.codes("{} typed wholly without Shift")
def without_shift(hands: Hands, row: Row) -> Entry:
    return "".join(AZERTY.get(character, ";") for character in row.code)


@here.codes("Shift let go for one digit of {}")
def one_without_shift(hands: Hands, row: Row) -> Entry:
    return a_digit(hands, row.code, AZERTY.__getitem__) if row.level > 1 else None


@here.codes("a slash of the keypad for one dot of {}")
def keypad_slash(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, "/") if row.level > 2 else None


@here.codes("a plus of the keypad after {}")
def keypad_plus(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice("+-*")


@here.codes("capital I typed for every 1 of {}")
def capital_i(hands: Hands, row: Row) -> Entry:
    return row.code.replace("1", "I") if "1" in row.code and row.level > 1 else None


@here.codes("all the dots of {} forgotten")
def dots_lost(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", "") if row.level > 1 else None


@here.codes("a dot doubled in {}")
def dot_doubled(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, "..")


@here.codes("a space at an end of {}")
def space_at_end(hands: Hands, row: Row) -> Entry:
    return " " + row.code if hands.chance.random() < 0.5 else row.code + " "


@here.codes("the key beside Enter hit after {}")
def beside_enter(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice("ù$!^µ")


@here.codes("a letter of the row below hit inside {}")
def letter_inside(hands: Hands, row: Row) -> Entry:
    below = dict(zip("1234567890", "azertyuiop", strict=True))
    return a_digit(hands, row.code, lambda digit: digit + below[digit])


@here.codes("last two numbers of {} exchanged")
def last_two(hands: Hands, row: Row) -> Entry:
    parts = row.parts
    return ".".join([*parts[:-2], parts[-1], parts[-2]]) if row.level > 2 else None


@here.at_rows("a heading's code typed in front of its label instead", "heading code", "headings")
def heading_code_in_label(hands: Hands, row: Row) -> str | None:
    if not row.label:
        return None
    first = hands.write(row.number, C.AXE, EMPTIED)
    second = hands.retype(row.number, 0, 0, row.code + " ")
    return f"{first}; {second}" if first and second else first


@here.at_rows("an action's code typed in front of its label instead", "action code", "actions")
def action_code_in_label(hands: Hands, row: Row) -> str | None:
    if not row.label:
        return None
    first = hands.write(row.number, C.AXE, EMPTIED)
    second = hands.retype(row.number, 0, 0, row.code + " ")
    return f"{first}; {second}" if first and second else first


@here.words("a letter lost in a word of a label", r"\b[a-zéèêàç]{6,}\b", "label", lossy=True)
def letter_lost(hands: Hands, match: re.Match[str]) -> str | None:
    return at(match[0], hands.chance.randint(1, len(match[0]) - 2), "")


@here.words("the space bar hit twice in a label", r" ", "label")
def two_spaces(hands: Hands, match: re.Match[str]) -> str | None:
    return "  "


@here.labels("spaces left at the ends of a label")
def ends(hands: Hands, label: str) -> Entry:
    return hands.chance.choice([" " + label, label + "  "])


@here.labels("Alt-Enter in the middle of a label")
def line_break(hands: Hands, label: str) -> Entry:
    place = label.find(" ", len(label) // 3)
    return None if place < 0 else at(label, place, "\n")


@here.labels("a dash typed before a label, which Excel takes for a formula", lossy=True)
def formula_error(hands: Hands, label: str) -> Entry:
    return Fault("#NAME?")
