"""A code that was typed or pasted into the label's cell: in front of the label, or in its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from motxl.programme.codes import Code, parse_code, tidy_code
from motxl.programme.mistyped import close_reading
from motxl.programme.model import Entry

# "1.1.3 Revue", "1.1 - Revue", "1. Revue"; not "3 ateliers" or "1.5 million".
_IN_FRONT = re.compile(
    r"\s*([0-9]{1,4}(?:\.[0-9]{1,4}){1,2}|[0-9]{1,4}(?=[.)]|\s+[-–—]))(?:[.)]?\s*[-–—:]\s*|[.)]?\s+)"
    r"(?=\S)"
)
_WORDS = re.compile(r"[^\W\d_]{2}")


class Displaced(NamedTuple):
    """A code that stands where the label does."""

    code: Code
    length: int
    """Characters at the start of the label that are no label's"""
    is_whole: bool
    """Whether the cell holds nothing else: the label stands in the code's cell"""


def displaced(entry: Entry) -> Displaced | None:
    """The code that stands in the label's cell while the code's holds none; ``None`` if none."""
    if entry.code is not None or (entry.label_format is not None and entry.label_format.formula):
        return None
    label, value = entry.label, entry.code_value
    if value is None or not str(value).strip():
        found = _IN_FRONT.match(label)
        code = parse_code(found[1]) if found else None
        return Displaced(code, found.end(), False) if found and code else None
    code = parse_code(tidy_code(label)) if label else None
    if code is None or not isinstance(value, str):
        return None
    is_label = _WORDS.search(value) is not None and close_reading(value) is None
    return Displaced(code, len(label), True) if is_label else None
