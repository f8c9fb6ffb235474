"""A reference without the themes that were named before it."""

from __future__ import annotations

import re

from motxl.programme.references.reference import Reference

_LIST_AT_END = r"[0-9][0-9 \u00a0\u202f,;&/+etàa-]*\Z"


def without_repeats(
    text: str, reference: Reference, earlier: frozenset[str]
) -> tuple[int, int, str]:
    """Characters to replace, and by what, so that a reference names each theme once.

    ``earlier`` are the keys that the text has named before it. A reference of which nothing is
    left goes, with the parentheses or the separator that only it needed.
    """
    seen = set(earlier)
    kept: list[int] = []
    for index, key in enumerate(reference.keys):
        if key is None or key not in seen:
            kept.append(index)
        if key is not None:
            seen.add(key)
    numbers = re.search(_LIST_AT_END, reference.text) if reference.numbers else None
    if kept and numbers is not None:
        written = [str(reference.numbers[index]) for index in kept]
        listed = " et ".join(filter(None, (", ".join(written[:-1]), written[-1])))
        start = reference.start + numbers.start()
        if len(written) == 1:
            plural = text.lower().rfind("mes", reference.start, start)
            if plural >= 0:
                return plural + 2, reference.end, text[plural + 3 : start] + listed
        return start, reference.end, listed
    start, end = reference.start, reference.end
    if text.startswith("(", max(start - 1, 0), start) and text.startswith(")", end):
        before = _without_blanks(text, start - 1)
        if text.startswith((",", ";"), max(before - 1, 0), before):
            before = _without_blanks(text, before - 1)
        return before, end + 1, ""
    return _before_separator(text, start), end, ""


def _before_separator(text: str, end: int) -> int:
    """Where what parts a reference from the text before it begins: a comma, “et”, blanks."""
    before = _without_blanks(text, end)
    if text.startswith((",", ";"), max(before - 1, 0), before):
        return _without_blanks(text, before - 1)
    word = before - 2
    if word >= 0 and text.startswith("et", word) and not _in_a_word(text, word):
        return _without_blanks(text, word)
    return before


def _in_a_word(text: str, place: int) -> bool:
    return place > 0 and (text[place - 1].isalnum() or text[place - 1] == "_")


def _without_blanks(text: str, end: int) -> int:
    """``end``, or where the blanks before it begin."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end
