"""Cells that are answered with yes or no."""

from __future__ import annotations

from motxl.text.normalise import normalise

_ANSWERS = {
    **dict.fromkeys(("oui", "yes", "x", "vrai", "true", "1"), True),
    **dict.fromkeys(("non", "no", "faux", "false", "0"), False),
}


def yes_or_no(text: str) -> bool | None:
    """What a cell says, as staff and spreadsheet applications write it; ``None`` for anything
    else, an empty cell among it."""
    return _ANSWERS.get(normalise(text))
