"""What Excel, LibreOffice, Word and Google Sheets make of what is typed: dates, numbers, marks."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from motxl.ooxml.dates import to_serial
from tests.restoration.hands import Entry, Formula, Hands, Row, Typed
from tests.restoration.slips.making import (
    C,
    Origin,
    a_digit,
    dated,
    each,
)

here = Origin()


@here.codes("{} taken for a date, day first, as a Swiss Excel does")
def date_day_first(hands: Hands, row: Row) -> Entry:
    day = dated(row)
    return None if day is None else Typed(day, 14)


@here.codes("{} taken for a date and shown with its year first by Google Sheets")
def date_year_first(hands: Hands, row: Row) -> Entry:
    day = dated(row)
    return None if day is None else Typed(day, "yyyy\\-mm\\-dd")


@here.codes("{} taken for a date and the cell made a number again")
def serial(hands: Hands, row: Row) -> Entry:
    day = dated(row)
    return None if day is None else Typed(to_serial(day, date1904=False), 0)


@here.codes("{} taken for a date, then pasted as the text of one")
def date_text(hands: Hands, row: Row) -> Entry:
    day = dated(row)
    return None if day is None else f"{day:%d/%m/%Y}"


@here.codes("{} as a date in the text of an exported file")
def date_iso(hands: Hands, row: Row) -> Entry:
    day = dated(row)
    return None if day is None else f"{day:%Y-%m-%d}" + hands.chance.choice(["", " 00:00:00"])


@here.codes("{} taken for day and month of this year")
def day_and_month(hands: Hands, row: Row) -> Entry:
    day, month = (int(row.parts[0]), int(row.parts[1])) if row.level == 2 else (0, 0)
    return Typed(date(2025, month, day), 16) if day and 1 <= month <= 12 else None


@here.codes("{} taken for a time of day")
def time_of_day(hands: Hands, row: Row) -> Entry:
    if row.level != 3:
        return None
    hours, minutes, seconds = (int(part) for part in row.parts)
    return Typed((hours * 3600 + minutes * 60 + seconds) / 86400, 21)


@here.codes("{} taken for a whole number", ["heading"])
def whole(hands: Hands, row: Row) -> Entry:
    return Typed(int(row.code), 0) if row.level == 1 else None


@here.codes("{} taken for a percentage")
def percentage(hands: Hands, row: Row) -> Entry:
    if row.level == 2:
        return Typed(float(row.code) / 100, 10)
    return Typed(int(row.code) / 100, 9) if row.level == 1 else None


@here.codes("{} become a formula that refers to the row above", ["action"])
def formula_above(hands: Hands, row: Row) -> Entry:
    above = next((other for other in hands.rows if other.number == row.number - 1), None)
    if above is None or above.code != row.code:
        return None
    return Formula(f"{hands.letters(C.AXE)}{above.number}", row.code)


@here.codes("quotation marks of a text file kept around {}")
def quoted(hands: Hands, row: Row) -> Entry:
    return f'"{row.code}"'


@here.codes("the equals sign of a text file kept before {}")
def equals(hands: Hands, row: Row) -> Entry:
    return f'="{row.code}"'


@here.codes("dictation writes the dots of {} out")
def dictated(hands: Hands, row: Row) -> Entry:
    return row.code.replace(".", " point ") if row.level > 1 else None


@here.codes("dictation writes the numbers of {} out")
def dictated_numbers(hands: Hands, row: Row) -> Entry:
    names = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
    return a_digit(hands, row.code, lambda digit: names[int(digit)]) if row.level > 1 else None


@here.slip("every code of three numbers under a heading become a date", "action code")
def all_dates(hands: Hands) -> str | None:
    heading = hands.pick([row for row in hands.headings if row.level == 2])
    if heading is None:
        return None
    some = [row for row in hands.under(heading) if row.level == 3 and not row.heading]

    def entry(row: Row) -> Entry:
        day = dated(row)
        return None if day is None else Typed(day, 14)

    return each(hands, some, entry)


@here.words("AutoCorrect turns three dots of a label into one sign", r"\.\.\.", "label")
def dots_one_sign(hands: Hands, match: re.Match[str]) -> str | None:
    return "…"


@here.labels("a label read as if in another encoding")
def mojibake(hands: Hands, label: str) -> Entry:
    try:
        changed = label.encode().decode("cp1252")
    except UnicodeDecodeError:
        return None
    return changed


@here.labels("a label whose accented letters became question marks", lossy=True)
def question_marks(hands: Hands, label: str) -> Entry:
    return label.encode("ascii", "replace").decode()


@here.labels("a label whose accents stand apart from their letters")
def decomposed(hands: Hands, label: str) -> Entry:
    return unicodedata.normalize("NFD", label)
