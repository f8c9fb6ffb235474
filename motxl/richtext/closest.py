"""The name that someone probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from motxl.richtext.normalise import normalise

# Half of the letters wrong is another word; "montagnes" for "montagne" is well above this.
_ENOUGH = 0.75
# What is longer is nobody's name; to compare two such takes time that grows with the square.
_LONGEST = 255


def closest_of(text: str, names: Iterable[str], enough: float = _ENOUGH) -> str | None:
    """The one of ``names`` that is most like ``text``, ``None`` when none is like it."""
    wanted = normalise(text) if len(text) <= _LONGEST else ""
    by_key = _by_key(tuple(names))
    # difflib looks at the lengths too, and takes longer to.
    alike = [
        key
        for key in by_key
        if 2 * min(len(key), len(wanted)) >= enough * (len(key) + len(wanted)) > 0
    ]
    if not alike:
        return None
    import difflib  # 2 ms that most runs do not need

    matches = difflib.get_close_matches(wanted, alike, n=1, cutoff=enough)
    return by_key[matches[0]] if matches else None


@lru_cache(maxsize=8)
def _by_key(names: tuple[str, ...]) -> dict[str, str]:
    return {normalise(name): name for name in names if len(name) <= _LONGEST}
