"""What Excel, LibreOffice, Word and Google Sheets make of what is typed: dates, numbers, marks."""

from __future__ import annotations

import re

from tests.restoration.hands import Entry, Fault, Formula, Hands, Row, Typed
from tests.restoration.slips.making import (
    Origin,
    dated,
    each,
)

here = Origin()


@here.codes("{} taken for a date, month first, as an English Excel does")
def date_month_first(hands: Hands, row: Row) -> Entry:
    day = dated(row, month_first=True)
    return None if day is None else Typed(day, "m/d/yyyy")


@here.codes("{} taken for day and month, and the text of that kept")
def day_and_month_text(hands: Hands, row: Row) -> Entry:
    months = ["janv", "févr", "mars", "avr", "mai", "juin"]
    if row.level != 2 or not 1 <= int(row.parts[1]) <= 6:
        return None
    return f"{int(row.parts[0]):02}-{months[int(row.parts[1]) - 1]}"


@here.codes("{} taken for a decimal number")
def decimal(hands: Hands, row: Row) -> Entry:
    return Typed(float(row.code), 0) if row.level == 2 else None


@here.codes("{} taken for a decimal number with two places")
def two_places(hands: Hands, row: Row) -> Entry:
    return Typed(float(row.code), 2) if row.level == 2 else None


@here.codes("{} made a number in a sum that is not quite it")
def not_quite(hands: Hands, row: Row) -> Entry:
    return Typed(float(row.code) + 4e-16, 0) if row.level == 2 else None


@here.codes("the dots of {} taken for those of thousands")
def thousands(hands: Hands, row: Row) -> Entry:
    return Typed(int(row.code.replace(".", "")), 3) if row.level == 3 else None


@here.codes("{} taken for an amount in euros")
def euros(hands: Hands, row: Row) -> Entry:
    return Typed(float(row.code), '#,##0.00\\ "€"') if row.level == 2 else None


@here.codes("{} put together by a formula")
def formula_joined(hands: Hands, row: Row) -> Entry:
    if row.level < 2:
        return None
    return Formula(f'"{row.code[:-2]}"&".{row.parts[-1]}"', row.code)


@here.codes("{} become an error because what it referred to was deleted")
def reference_error(hands: Hands, row: Row) -> Entry:
    return Fault(hands.chance.choice(["#REF!", "#NAME?", "#VALUE!"]))


@here.codes("AutoCorrect makes a fraction of the beginning of {} typed with slashes")
def fraction(hands: Hands, row: Row) -> Entry:
    signs = {"1.2": "½", "1.3": "⅓", "2.3": "⅔", "3.4": "¾", "1.4": "¼"}
    sign = signs.get(row.code[:3])
    return None if sign is None else sign + row.code[3:].replace(".", "/")


@here.codes("AutoCorrect makes an ordinal of a number in {}")
def ordinal(hands: Hands, row: Row) -> Entry:
    return row.code + ("er" if row.code.endswith("1") else "e")


@here.codes("AutoCorrect makes one sign of the dots of {}")
def ellipsis(hands: Hands, row: Row) -> Entry:
    return row.code + "…" if row.level < 3 else row.code.replace(".", "…", 1)


@here.codes("{} in scientific notation after a way through a text file")
def scientific(hands: Hands, row: Row) -> Entry:
    if row.level != 3:
        return None
    return f"{row.parts[0]},{row.parts[1]}{row.parts[2]}E+02"


@here.slip("every code of one or two numbers converted into a number", "heading code")
def all_numbers(hands: Hands) -> str | None:
    some = [row for row in hands.headings if row.level < 3]

    def entry(row: Row) -> Entry:
        return Typed(float(row.code) if "." in row.code else int(row.code), 0)

    return each(hands, some, entry)


@here.slip("every action's code of two numbers converted into a number", "action code")
def all_action_numbers(hands: Hands) -> str | None:
    some = [row for row in hands.actions if row.level == 2]
    return each(hands, some, lambda row: Typed(float(row.code), 0))


@here.words("smart quotes put for the straight ones of a label", r'"[^"]+"', "label")
def smart_quotes(hands: Hands, match: re.Match[str]) -> str | None:
    return f"“{match[0][1:-1]}”"


@here.labels("HTML entities left in a label")
def entities(hands: Hands, label: str) -> Entry:
    names = {"é": "&eacute;", "è": "&egrave;", "à": "&agrave;", "&": "&amp;", "'": "&#39;"}
    return "".join(names.get(character, character) for character in label)
