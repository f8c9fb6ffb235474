"""What a label says of the code of its row: the axis that it announces, and a code that stands in
its cell, typed in front of it or changed places with it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from motxl.programme.codes import Code, parse_code
from motxl.programme.model import LABEL, Entry
from motxl.text.normalise import normalise

# "1.1.3 Revue", "1.1.3 - Revue", "1.1.3) Revue", and a code that is all.
_BEGINNING = re.compile(r"\s*([0-9.]*[0-9])(?:[.):]?\s+(?:[-–—:]\s+)?|\s*[-–—:]\s+|\s*\Z)")
_NUMBERED = r" ([0-9]{1,3})(?![0-9])"


class CodeInLabel(NamedTuple):
    """A code at the beginning of a label."""

    code: Code
    end: int
    """Where the label's own words begin; its length where it holds nothing but the code"""


def named_axis(entry: Entry) -> int | None:
    """The axis that a label announces: 3 of ``AXE 3 - …``, whatever the programme calls its first
    level; ``None`` where that does not count in figures."""
    label, scheme = entry.label, entry.scheme
    return _axis(label, scheme.first_name) if label[:1] in scheme.before_first_name else None


def code_in_label(entry: Entry) -> CodeInLabel | None:
    """The code with which a label begins where the cell of the code is blank, or the code that is
    all of a label where that cell holds words. One number alone begins many a label: it counts
    where the words name that axis."""
    label = entry.value(LABEL)
    if not isinstance(label, str) or not label.lstrip()[:1].isdecimal():
        return None
    if not entry.scheme.is_figures:
        return None
    value = entry.code_value
    if value is not None and not isinstance(value, str):
        return None
    found = _BEGINNING.match(label)
    code = parse_code(found[1]) if found else None
    if found is None or code is None or not entry.scheme.is_within(code):
        return None
    words, blank = label[found.end() :], not entry.code_text.strip()
    if blank != bool(words) or (not blank and not any(map(str.isalpha, entry.code_text))):
        return None
    if len(code) == 1 and _axis(words or entry.code_text, entry.scheme.first_name) != code[0]:
        return None
    return CodeInLabel(code, found.end())


@lru_cache(maxsize=4096)
def _axis(label: str, name: str) -> int | None:
    found = re.match(re.escape(name) + _NUMBERED, normalise(label)) if name else None
    return int(found[1]) if found else None


__all__ = ["CodeInLabel", "code_in_label", "named_axis"]
