"""What a text says of time that is still so in another year: a rule, and no date."""

from __future__ import annotations

import re

from motxl.programme.calendar import find_dates
from motxl.text.normalise import normalise

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_RULE = re.compile(
    r"/ ?(?:an|mois|semaine|trimestre|semestre)s?\b|\bpar (?:an|mois|semaine|trimestre|semestre)\b|"
    r"\b(?:chaque|tou[st]e?s? les|annuel|mensuel|trimestriel|semestriel|hebdomadaire)"
)


def years_in(text: str) -> list[int]:
    """The years that a text names in four figures."""
    return [int(year) for year in _YEAR.findall(text)]


def is_rule(text: str, old: int, new: int) -> bool:
    """Whether what a text says of time in the year ``old`` also holds in the later year ``new``: it
    names no date (“10 à 11/an”), a date of each year, or dates of that year or later alone."""
    if any(year < new for year in years_in(text)):
        return False
    dates = find_dates(text, old)
    if all(one.first.year >= new for one in dates):
        return True
    return not years_in(text) and _RULE.search(normalise(text)) is not None
