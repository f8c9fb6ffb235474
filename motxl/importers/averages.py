"""Rows of averages, which are none of a programme."""

from __future__ import annotations

import re

from motxl.programme.model import Entry

_AVERAGE = re.compile(
    r"(?:moyennes?|average|mean|mittelwert|durchschnitt|promedio|media)"
    r"(?: (?:generale|globale|ponderee|overall|gesamt|general))?[ :.]*\Z"
)
"""How one is called, normalised: by the word alone, with which an action's text may begin"""


def is_average(entry: Entry) -> bool:
    """Whether a row is an average of those above: it has no code and no other text."""
    return not entry.code_text.strip() and _AVERAGE.match(entry.key) is not None
