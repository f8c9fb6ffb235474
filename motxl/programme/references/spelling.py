"""What is oddly spelled in a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.programme.references.reference import Misspelling, Reference
from motxl.text.normalise import fold
from motxl.text.spans import Spans

Odd = tuple[str, str]
"""A pattern with a group ``odd``, and what stands there instead"""
# What is odd in a reference to a theme. Upper or lower case is never odd.
OF_CF: tuple[Odd, ...] = (
    (r"^(?P<odd>(?i:cf))(?=\s++[^.])", r"\g<odd>."),
    (r"^(?i:cf)(?P<odd>\s++)\.", ""),
    (r"^(?i:cf)\s*+\.(?P<odd>)(?=\S)", " "),
)
OF_BORDER = (
    r"(?i:cross)(?P<odd>\s*+[-‐‑–—−]\s++|\s++[-‐‑–—−]\s*+|\s++|(?=b))(?i:border)",
    "-",
)
OF_THEME: tuple[Odd, ...] = (
    (r"(?:t[hH]|TH|(?<!\s)Th)(?P<odd>[eéêë])(?i:mes?)\b", "è"),
    (r"(?<=\s)(?P<odd>Th[eéêë])(?=mes?\b)", "thè"),
    (r"(?i:th)(?P<odd>[ÉÊË])(?i:mes?)\b", "È"),
)
# A capital without its accent, where it is not the habit of a text in capitals.
OF_CAPITALS = (r"T[hH](?P<odd>E)M(?i:es?)\b", "È")
OF_NUMBER = (r"(?i:th[eèé]mes?)(?P<odd>)(?=[0-9])", " ")
OF_NUMBER_SIGN = (r"(?i:th[eèé]mes?)\s++(?P<odd>(?i:n\s?[°ºo])\s*+)(?=[0-9])", "")
OF_TRANSVERSAL = (r"(?i:transversal)(?P<odd>\s*+[-‐‑–—−:]\s*+)(?=\S)", " ")
_SPACES = re.compile(r"\s++")
# One no-break space is good typography ("thème 4" should not be parted), not a misspelling.
_GOOD_SPACES = frozenset({" ", "\u00a0", "\u202f"})


def misspellings(reference: Reference) -> tuple[Misspelling, ...]:
    """What is oddly spelled in a reference to themes, in the order of the text.

    ``cf`` without its dot, ``theme`` without its accent, ``Cross border`` without its hyphen, odd
    spacing; where it is written otherwise than usual, what makes it so. The replacements can all
    be applied at once: they do not overlap.
    """
    if reference.edits:
        return reference.edits if reference.is_read else ()
    if not reference.is_read or reference.is_clause:
        return ()
    odd: list[tuple[int, int, str]] = []
    patterns = possible(reference.text) if reference.kind != "family" else OF_CF
    for pattern, replacement in patterns:
        odd += [
            (*match.span("odd"), match.expand(replacement))
            for match in re.finditer(pattern, reference.text)
        ]
    others = Spans((start, end) for start, end, _replacement in odd if start < end)
    for match in _SPACES.finditer(reference.text):
        if match[0] not in _GOOD_SPACES and not others.meets(*match.span()):
            odd.append((*match.span(), " "))
    offset = reference.start
    return tuple(Misspelling(offset + s, offset + e, new) for s, e, new in sorted(odd))


def possible(text: str) -> Iterator[Odd]:
    """What may be odd in a text. Most references are written as usual, and a pattern takes longer
    to compile than to tell that it cannot match."""
    folded = fold(text)
    if folded.startswith("cf") and not text.startswith(("cf. ", "Cf. ")):
        yield from OF_CF
    if folded.count("cross") > folded.count("cross-border"):
        yield OF_BORDER
    if folded.count("theme") > text.count("thème"):
        yield from OF_THEME
        if not text.isupper():
            yield OF_CAPITALS
    yield OF_NUMBER
    if "°" in text or "º" in text or " no" in folded or "n o" in folded:
        yield OF_NUMBER_SIGN
    if "transversal" in folded and ("-" in folded or ":" in folded):
        yield OF_TRANSVERSAL
