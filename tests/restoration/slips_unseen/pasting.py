"""What comes along when text is pasted from Word, a page, a mail, a PDF or another program."""

from __future__ import annotations

import re

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    Origin,
    at,
    digits,
)

here = Origin()


@here.codes("a no-break space pasted with {}")
def no_break(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["\u00a0{}", "{}\u00a0", "{}\u202f"]).format(row.code)


@here.codes("the mark of a text file's beginning kept before {}")
def byte_order(hands: Hands, row: Row) -> Entry:
    return "\ufeff" + row.code


@here.codes("a line break pasted after {}")
def line_after(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice(["\n", "\r\n"])


@here.codes("a PDF's leader dots in place of the dots of {}")
def leaders(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", hands.chance.choice("․．")) if row.level > 1 else None


@here.codes("a scanner's reading of the digits of {}")
def scanned(hands: Hands, row: Row) -> Entry:
    wrong = dict(zip("1234567890", "lZ3AS6?BgO", strict=True))
    some = [place for place in digits(row.code) if row.code[place] in "24"]
    place = hands.pick(some)
    return None if place is None else at(row.code, place, wrong[row.code[place]])


@here.codes("a link's text pasted for {}")
def link(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["http://{}", "{}#", "#{}"]).format(row.code)


@here.codes("the sign of a ticked box pasted before {}")
def ticked(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice("☐☑✓✔") + " " + row.code


@here.codes("the tracked change of a document pasted, old and new, for {}")
def tracked(hands: Hands, row: Row) -> Entry:
    other = hands.pick([one.code for one in hands.headings if one.code != row.code])
    return None if other is None else other + row.code


@here.words("a character without width pasted into a label", r"(?<=\w)(?=\w)", "label")
def label_zero_width(hands: Hands, match: re.Match[str]) -> str | None:
    return "\u200b"


@here.words("a soft hyphen inside a word of a label", r"(?<=[a-z]{3})(?=[a-z]{4})", "label")
def label_soft_hyphen(hands: Hands, match: re.Match[str]) -> str | None:
    return "\u00ad"


@here.labels("the rest of a mail pasted after a label")
def label_mail(hands: Hands, label: str) -> Entry:
    return f"{label}\n\nBien cordialement,\nPetia"


@here.at_rows("a label's characters all pasted in another colour", "label")
def label_coloured(hands: Hands, row: Row) -> str | None:
    return hands.colour(row.number, 0, len(row.label), hands.chance.choice(["FF0000", "7F7F7F"]))


@here.at_rows("part of a label struck out instead of deleted", "label")
def struck(hands: Hands, row: Row) -> str | None:
    half = len(row.label) // 2
    return hands.restyle(row.number, half, len(row.label), b"<strike/>") if half else None
