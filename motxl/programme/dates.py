"""Dates as they are written in French."""

from __future__ import annotations

import re
from datetime import date

from motxl.text.normalise import normalise

MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre"),
    *("octobre", "novembre", "decembre"),
)
_SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "sep": 9}
_SHORT |= {"oct": 10, "nov": 11, "dec": 12}
SHORT_MONTHS = sorted(_SHORT, key=len, reverse=True)
MONTH_NUMBERS = {**{name: number for number, name in enumerate(MONTHS, 1)}, **_SHORT}

_DAYS = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_WORDS = re.compile(
    rf"(?:(?:le )?(?:{_DAYS} )?)?(?P<day>[0-9]{{1,2}})(?:er)? (?P<month>{_MONTH})\.?"
    r"(?: (?P<year>[0-9]{4}))?\Z"
)
_FIGURES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\Z")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:t00:00(?::00)?)?\Z")


def date_readings(text: str, year: int | None = None) -> list[date]:
    """The dates that a text may mean, French order first; a text that is no date means none.

    ``year`` is meant where the text names none. Two figures are a year of this century.
    """
    key = normalise(text)
    if match := _WORDS.match(key):
        written = int(match["year"]) if match["year"] else year
        return (
            []
            if written is None
            else _valid((written, MONTH_NUMBERS[match["month"]], int(match["day"])))
        )
    if match := _ISO.match(key):
        return _valid((int(match[1]), int(match[2]), int(match[3])))
    if match := _FIGURES.match(key):
        first, second, last = int(match[1]), int(match[3]), int(match[4])
        last += 2000 if len(match[4]) == 2 else 0
        french = _valid((last, second, first))
        return french or _valid((last, first, second))
    return []


def _valid(*candidates: tuple[int, int, int]) -> list[date]:
    found: list[date] = []
    for candidate in candidates:
        try:
            found.append(date(*candidate))
        except ValueError:
            continue
    return found
