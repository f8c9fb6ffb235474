"""Numbers of jetons as people write them in the place of a figure."""

from __future__ import annotations

import re

from motxl.text.normalise import normalise

_WORDS = (
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit"),
    *("dix-neuf", "vingt"),
)
_OF_WORD = {word: number for number, word in enumerate(_WORDS)}
_WITH_UNIT = re.compile(r"(?P<number>[0-9]+|[a-z-]+) ?jetons?\Z")


def number_meant(text: str) -> int | None:
    """The number that a text can only mean: ``cinq``, ``5 jetons``. ``None`` for anything else."""
    key = normalise(text)
    if match := _WITH_UNIT.match(key):
        key = match["number"]
    return int(key) if key.isdecimal() and key.isascii() else _OF_WORD.get(key)
