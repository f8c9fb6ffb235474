"""What comes along when text is pasted from Word, a page, a mail, a PDF or another program."""

from __future__ import annotations

import re

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    Origin,
    a_dot,
    at,
)

here = Origin()


@here.codes("a no-break space in place of a dot of {}")
def no_break_inside(hands: Hands, row: Row) -> Entry:
    return a_dot(hands, row.code, hands.chance.choice([".\u00a0", "\u00a0"]))


@here.codes("a character without width pasted with {}")
def zero_width(hands: Hands, row: Row) -> Entry:
    place = hands.chance.randint(0, len(row.code))
    return at(row.code, place, hands.chance.choice("\u200b\u200d\u2060"), 0)


@here.codes("a direction mark copied from a mail before {}")
def direction(hands: Hands, row: Row) -> Entry:
    return "\u200e" + row.code


@here.codes("a tab of a numbered list pasted after {}")
def tab_after(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice(["\t", ".\t"])


@here.codes("the entity of a space left around {} by a page")
def entity(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["&nbsp;{}", "{}&nbsp;"]).format(row.code)


@here.codes("tags of a page left around {}")
def tags(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["<b>{}</b>", "{}<br>", "<td>{}</td>", "<p>{}"]).format(row.code)


@here.codes("the bullet of a list pasted before {}")
def bullet(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["• ", "- ", "◦ ", "\uf0b7 ", "o "]) + row.code


@here.codes("the quotation mark of an answered mail before {}")
def mail(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["> ", ">"]) + row.code


@here.codes("asterisks of a chat around {}")
def asterisks(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["**{}**", "*{}*", "`{}`"]).format(row.code)


@here.codes("wide digits pasted from a page in {}")
def wide_digits(hands: Hands, row: Row) -> Entry:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in row.code)


@here.codes("the mark of a footnote pasted with {}")
def footnote(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice("¹²³")


@here.codes("the page number of a table of contents pasted with {}")
def page(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice([" ..... {}", "\t{}", " p. {}"]).format(
        hands.chance.randint(2, 30)
    )


@here.codes("circled digits pasted in {}")
def circled(hands: Hands, row: Row) -> Entry:
    return "".join(chr(0x245F + int(c)) if c in "123456789" else c for c in row.code)


@here.words("no-break spaces pasted into a label", r"(?<=\w) (?=\w)", "label")
def label_no_break(hands: Hands, match: re.Match[str]) -> str | None:
    return "\u00a0"


@here.words(
    "a PDF's hyphen and line break inside a word of a label", r"(?<=[a-z]{3})(?=[a-z]{4})", "label"
)
def label_hyphenated(hands: Hands, match: re.Match[str]) -> str | None:
    return "-\n"


@here.words("letters of a PDF run together in a label", r"ff|fi|fl", "label")
def ligature(hands: Hands, match: re.Match[str]) -> str | None:
    return {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}[match[0]]


@here.labels("a bullet pasted before a label")
def label_bullet(hands: Hands, label: str) -> Entry:
    return hands.chance.choice(["• ", "- ", "* ", "\uf0b7\t"]) + label


@here.labels("tags of a page left in a label")
def label_tags(hands: Hands, label: str) -> Entry:
    return f"<span>{label}</span><br>"


@here.labels("the label of the next row pasted after one")
def label_joined(hands: Hands, label: str) -> Entry:
    other = hands.pick([row.label for row in hands.rows if row.label and row.label != label])
    return None if other is None else f"{label} {other}"


@here.labels("carriage returns of a text file at the end of a label")
def carriage_return(hands: Hands, label: str) -> Entry:
    return label + "\r\n"
