"""The name that someone probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from motxl.richtext.normalise import normalise

# Half of the letters wrong is another word; "montagnes" for "montagne" is well above this.
_ENOUGH = 0.75
# What is longer is nobody's name; to compare two such takes time that grows with the square.
_LONGEST = 255


def closest_of(text: str, names: Iterable[str], enough: float = _ENOUGH) -> str | None:
    """The one of ``names`` that is most like ``text``, ``None`` when none is like it."""
    import difflib  # 2 ms that most runs do not need

    by_key = {normalise(name): name for name in names if len(name) <= _LONGEST}
    wanted = normalise(text) if len(text) <= _LONGEST else ""
    if not wanted:
        return None
    matches = difflib.get_close_matches(wanted, list(by_key), n=1, cutoff=enough)
    return by_key[matches[0]] if matches else None
