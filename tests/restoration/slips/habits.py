"""How colleagues write codes who learned it elsewhere."""

from __future__ import annotations

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    Origin,
)

here = Origin()


@here.codes("{} written with slashes")
def slashes(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", "/") if row.level > 1 else None


@here.codes("{} written with underscores")
def underscores(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", "_") if row.level > 1 else None


@here.codes("a capital letter for the second number of {}")
def letter_second(hands: Hands, row: Row) -> Entry:
    if row.level < 2:
        return None
    return ".".join([row.parts[0], "0ABCDEFGHI"[int(row.parts[1])], *row.parts[2:]])


@here.codes("a zero before the last number of {}")
def zero_last(hands: Hands, row: Row) -> Entry:
    return ".".join([*row.parts[:-1], "0" + row.parts[-1]]) if row.level > 1 else None


@here.codes("zeros after {} up to four numbers")
def padded(hands: Hands, row: Row) -> Entry:
    return ".".join([*row.parts, *["0"] * (4 - row.level)])


@here.codes("a bracket after {}")
def bracket(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice([")", "°)", "/"])


@here.codes("a colon or a dash after {}")
def colon_after(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice([" :", ":", " -", " –", ","])


@here.codes("the year written before {}")
def year_before(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["2025-", "2025.", "25-"]) + row.code


@here.codes("a remark written after {}")
def remark(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice([" (nouveau)", " NEW", " à valider", " (suite)"])


@here.codes("two codes written, {} and another one")
def two_codes(hands: Hands, row: Row) -> Entry:
    other = hands.pick([one.code for one in hands.headings if one.code != row.code])
    if other is None:
        return None
    return hands.chance.choice(["{} et {}", "{} / {}", "{}; {}", "{}, {}"]).format(row.code, other)


@here.codes("the middle level of {} forgotten")
def middle_forgotten(hands: Hands, row: Row) -> Entry:
    return f"{row.parts[0]}.{row.parts[2]}" if row.level == 3 else None


@here.codes("the label repeated after {} in the same cell")
def label_after(hands: Hands, row: Row) -> Entry:
    return f"{row.code} {row.label}" if row.label else None


@here.codes("commas and spaces between the numbers of {}")
def comma_space(hands: Hands, row: Row) -> Entry:
    return ", ".join(row.parts) if row.level > 1 else None
