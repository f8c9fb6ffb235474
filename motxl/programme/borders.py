"""Borders: ``FR-DE``, ``FR-IT-MC``, and the two that are no list of countries."""

from __future__ import annotations

import re
from functools import lru_cache

from motxl.text.normalise import normalise

Border = tuple[str, ...]
"""ISO 3166 codes, France first: ``("FR", "IT", "MC")``; or ``("Outre-mer",)``, ``("Maritime",)``"""

# The countries that share a land border with France, its overseas ones included, and the
# neighbours that sit at the same tables (NL in Saint-Martin, LI and AT at Lake Constance).
COUNTRIES = frozenset(
    {"FR", "AD", "AT", "BE", "BR", "CH", "DE", "ES", "GB", "IE", "IT", "LI", "LU", "MC", "NL"}
    | {"SR", "SX", "UK"}
)
FREE = {"outre-mer": "Outre-mer", "maritime": "Maritime"}

_CODES = "|".join(sorted(COUNTRIES - {"FR"}))
_PREFIX = re.compile(r"(FR[A-Z-]+)\s*/\s")
# In a label, FR and known codes that stand together, however they are joined. Codes in lower case
# count only when a hyphen or a slash joins them: "fr es" may be words, "fr-es" is a border. Not
# inside a web address or a longer chain.
_JOIN = r"(?:\s*[-/‐‑–—−]\s*|[\s\u00a0\u202f]+)"
_IN_TEXT = re.compile(
    rf"(?<![\w./@-])(?:FR(?:{_JOIN}(?:{_CODES})(?!\w))+|(?i:FR(?:[-/](?:{_CODES})(?!\w))+))"
    r"(?![/-]\w)"
)


@lru_cache(maxsize=4096)
def parse_border(text: str) -> Border | None:
    """The border that ``text`` spells exactly, ``None`` when it does not."""
    if text in FREE.values():
        return (text,)
    codes = tuple(text.split("-"))
    if codes[0] != "FR" or len(codes) < 2 or not COUNTRIES.issuperset(codes):
        return None
    return codes if len(set(codes)) == len(codes) else None


@lru_cache(maxsize=4096)
def read_border(text: str) -> Border | None:
    """The border that ``text`` means, however it is spelled (``fr/de``, ``FR BE``, ``BE-FR``)."""
    key = normalise(text)
    if key.replace(" ", "-") in FREE:
        return (FREE[key.replace(" ", "-")],)
    codes = [code.upper() for code in re.split(r"[ \-/,+]+", key) if code]
    if len(codes) < 2 or len(set(codes)) < len(codes) or not COUNTRIES.issuperset(codes):
        return None
    if "FR" not in codes:
        return None
    codes.remove("FR")
    return ("FR", *codes)


def format_border(border: Border) -> str:
    return "-".join(border)


def pairs_of(border: Border) -> frozenset[Border]:
    """The two-country borders inside: FR-IT-MC is FR-IT and FR-MC. A free one is its own pair."""
    if len(border) == 1:
        return frozenset({border})
    return frozenset(("FR", other) for other in border[1:])


def border_prefix(label: str) -> str | None:
    """The border that a label begins with (``FR-DE / …``), as it stands there."""
    match = _PREFIX.match(label)
    if match is None or parse_border(match[1]) is None:
        return None
    return match[1]


def borders_in_text(text: str) -> list[tuple[int, int, Border]]:
    """Spans (0-based, end exclusive) where FR and known codes stand together, with the border."""
    found = []
    for match in _IN_TEXT.finditer(text):
        border = read_border(match[0])
        if border is not None:
            found.append((match.start(), match.end(), border))
    return found


def split_values(text: str) -> list[str]:
    """The values of a cell that holds several, parted by ``;`` or line breaks, without blanks."""
    if not text:
        return []
    if ";" not in text and "\n" not in text and "\r" not in text:
        return [text.strip()] if text.strip() else []
    return [value for part in re.split(r"[;\n\r]+", text) if (value := part.strip())]
