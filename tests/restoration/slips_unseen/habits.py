"""How colleagues write codes who learned it elsewhere."""

from __future__ import annotations

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    Origin,
    each,
)

here = Origin()


@here.codes("{} written with hyphens")
def hyphens(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", "-") if row.level > 1 else None


@here.codes("{} written with dashes")
def dashes(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", hands.chance.choice("–—")) if row.level > 1 else None


@here.codes("a dot after {}")
def dot_after(hands: Hands, row: Row) -> Entry:
    return row.code + "."


@here.codes("the axis of {} in Roman numerals")
def roman_axis(hands: Hands, row: Row) -> Entry:
    return ".".join([["_", "I", "II", "III", "IV", "V"][int(row.parts[0])], *row.parts[1:]])


@here.codes("all of {} in Roman numerals")
def roman(hands: Hands, row: Row) -> Entry:
    signs = ["0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return ".".join(signs[int(part)] for part in row.parts) if row.level > 1 else None


@here.codes("a letter for the last number of {}")
def letter_last(hands: Hands, row: Row) -> Entry:
    last = int(row.parts[-1])
    return ".".join([*row.parts[:-1], "0abcdefghi"[last]]) if row.level > 1 and last else None


@here.codes("the word Axe written before {}")
def axe_before(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["Axe ", "AXE ", "axe "]) + row.code


@here.codes("n° written before {}")
def number_before(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["n° ", "N°", "n°", "no "]) + row.code


@here.codes("the name of the level written before {}")
def level_before(hands: Hands, row: Row) -> Entry:
    if not row.heading:
        return hands.chance.choice(["Action ", "Act. "]) + row.code
    names = ("A", "Obj. ", "Sous-obj. ", "OS ")
    return names[min(row.level, 3)] + row.code if row.level > 1 else None


@here.codes("a letter and {} run together")
def letter_before(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["A", "P", "WP"]) + row.code


@here.codes("a paragraph sign before {}")
def paragraph(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["§", "§ "]) + row.code


@here.codes("zeros before the numbers of {}")
def zeros(hands: Hands, row: Row) -> Entry:
    return ".".join(f"{int(part):02}" for part in row.parts)


@here.codes("brackets around {}")
def brackets(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["({})", "[{}]"]).format(row.code)


@here.codes("bis written after {}")
def bis(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice([" bis", "bis", " ter"])


@here.codes("a letter after {} to tell it from its neighbours")
def letter_after(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice("abc")


@here.codes("a question mark after {}")
def doubt(hands: Hands, row: Row) -> Entry:
    return row.code + hands.chance.choice([" ?", "?", " ???"])


@here.codes("the former code kept after {} in brackets")
def former(hands: Hands, row: Row) -> Entry:
    other = hands.pick([one.code for one in hands.rows if one.code and one.code != row.code])
    return None if other is None else f"{row.code} (ex {other})"


@here.codes("a sign of repetition written in place of {}", ["action"])
def ditto(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["idem", '"', "id.", "''", "Idem"])


@here.codes("a dash or a cross put in place of {}")
def placeholder(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["-", "—", "x", "/", "."])


@here.codes("a note that it is to come put in place of {}")
def to_come(hands: Hands, row: Row) -> Entry:
    return hands.chance.choice(["à définir", "?", "tbd", "…", "à compléter"])


@here.codes("an x for the last number of {}")
def x_last(hands: Hands, row: Row) -> Entry:
    return row.code[:-1] + hands.chance.choice(["x", "X", "n"]) if row.level > 1 else None


@here.codes("the last level of {} forgotten")
def last_level(hands: Hands, row: Row) -> Entry:
    return ".".join(row.parts[:-1]) if row.level > 1 else None


@here.codes("the axis of {} forgotten")
def axis_forgotten(hands: Hands, row: Row) -> Entry:
    return ".".join(row.parts[1:]) if row.level > 1 else None


@here.codes("a level added to {}")
def level_added(hands: Hands, row: Row) -> Entry:
    return f"{row.code}.{hands.chance.randint(1, 6)}"


@here.codes("greater-than signs between the numbers of {}")
def arrows(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", hands.chance.choice([" > ", ">", "→"])) if row.level > 1 else None


@here.slip("a colleague's hyphens in all the codes under one heading", "action code")
def hyphens_block(hands: Hands) -> str | None:
    heading = hands.pick([row for row in hands.headings if row.level >= 2])
    if heading is None:
        return None
    some = [row for row in hands.under(heading) if not row.heading]
    return each(hands, some, lambda row: row.code.replace(".", "-"))


@here.slip("a colleague's dot after every code of an axis' headings", "heading code")
def dots_after_block(hands: Hands) -> str | None:
    axis = hands.pick([row for row in hands.headings if row.level == 1])
    if axis is None:
        return None
    some = [row for row in hands.under(axis) if row.heading]
    return each(hands, some, lambda row: row.code + ".")


@here.slip("actions numbered one by one under their heading", "action code")
def numbered(hands: Hands) -> str | None:
    heading = hands.pick([row for row in hands.headings if row.level >= 2])
    if heading is None:
        return None
    some = [row for row in hands.under(heading)[1:] if not row.heading and row.code == heading.code]
    numbers = {row.number: n for n, row in enumerate(some, 1)}
    return each(hands, some, lambda row: f"{row.code}.{numbers[row.number]}")


@here.slip("the axes written with their word", "heading code")
def axes_worded(hands: Hands) -> str | None:
    axes = [row for row in hands.headings if row.level == 1]
    return each(hands, axes, lambda row: f"Axe {row.code}")
