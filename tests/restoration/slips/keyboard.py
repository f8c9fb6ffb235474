"""Fingers on the keyboard, French ones mostly, and on the numeric keypad."""

from __future__ import annotations

import re

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    AZERTY,
    Origin,
    a_digit,
    a_dot,
    at,
    digits,
    swapped_letters,
)

here = Origin()


@here.codes("a digit doubled in {}")
def doubled(hands: Hands, row: Row) -> Entry:
    return a_digit(hands, row.code, lambda digit: digit * 2)


@here.codes("a digit's key held down in {}")
def held(hands: Hands, row: Row) -> Entry:
    times = hands.chance.randint(3, 9)
    return a_digit(hands, row.code, lambda digit: digit * times)


@here.codes("Shift pressed too late, after the first key of {}")
def late_shift(hands: Hands, row: Row) -> Entry:
    return AZERTY[row.code[0]] + row.code[1:] if row.level > 1 else None


@here.codes("a semicolon typed for a dot of {}")
def semicolon(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, ";")


@here.codes("a colon, the key beside, typed for a dot of {}")
def colon(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, ":")


@here.codes("every dot of {} a comma from the numeric keypad")
def keypad(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", ",") if "." in row.code else None


@here.codes("one dot of {} a comma, the other not")
def one_comma(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, ",") if row.level > 2 else None


@here.codes("the letter l typed for a 1 of {}")
def small_l(hands: Hands, row: Row) -> Entry:
    ones = [place for place in digits(row.code) if row.code[place] == "1"]
    place = hands.pick(ones)
    return None if place is None else at(row.code, place, "l")


@here.codes("capital O typed for the 0 of {}", ["heading"])
def capital_o(hands: Hands, row: Row) -> Entry:
    return row.code.replace("0", "O") if "0" in row.code else None


@here.codes("a dot lost in {}")
def dot_lost(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, "") if row.level > 2 else None


@here.codes("the space bar hit for a dot of {}")
def space_for_dot(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, " ")


@here.codes("a space after a dot of {}")
def space_after_dot(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, ". ")


@here.codes("spaces on both sides of every dot of {}")
def spaced(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", " . ") if row.level > 1 else None


@here.codes("a dot typed before {}")
def leading_dot(hands: Hands, row: Row) -> Entry:
    return "." + row.code


@here.codes("the key left of the 1 hit before {}")
def superscript_two(hands: Hands, row: Row) -> Entry:
    return "²" + row.code


@here.codes("{} typed twice over")
def twice(hands: Hands, row: Row) -> Entry:
    return row.code * 2


@here.codes("first and last number of {} exchanged")
def mirrored(hands: Hands, row: Row) -> Entry:
    parts = row.parts
    return ".".join([parts[-1], *parts[1:-1], parts[0]]) if row.level > 1 else None


@here.codes("an apostrophe typed before {} to make it text")
def apostrophe(hands: Hands, row: Row) -> Entry:
    return "'" + row.code


@here.codes("a Mac's middle dot for the dots of {}")
def middle_dot(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", "·") if row.level > 1 else None


@here.codes("{} left half typed, ending in its dot")
def half_typed(hands: Hands, row: Row) -> Entry:
    return row.code[:-1] if row.level > 1 else None


@here.codes("the digits of {} from an Arabic keyboard")
def arabic(hands: Hands, row: Row) -> Entry:
    return "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in row.code)


@here.labels("Caps Lock on while a label was typed")
def caps_lock(hands: Hands, label: str) -> Entry:
    return label.swapcase() if label != label.upper() else None


@here.words("two letters of a word swapped in a label", r"[a-zéèêàç]{5,}", "label", lossy=True)
def typo(hands: Hands, match: re.Match[str]) -> str | None:
    return swapped_letters(hands, match[0])


@here.words("a word typed twice in a label", r"\b[a-zéèà]{2,}\b", "label")
def word_twice(hands: Hands, match: re.Match[str]) -> str | None:
    return f"{match[0]} {match[0]}"
