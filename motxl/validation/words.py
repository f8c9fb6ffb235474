"""Words and groupings that several rules need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motxl.i18n import _
from motxl.programme.references import ColourName
from motxl.richtext.closest import closest_of


def colour_word(colour: ColourName) -> str:
    return _("orange") if colour == "orange" else _("blue")


def other_colour(colour: ColourName) -> set[str | None]:
    return {"blue"} if colour == "orange" else {"orange"}


def did_you_mean(written: str, names: Iterable[str]) -> str | None:
    """A question with the closest of the names; ``None`` where none is close."""
    closest = closest_of(written, names) if written else None
    return _("Did you mean “{name}”?").format(name=closest) if closest else None


def stretches(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of rows that follow one another."""
    first = last = 0
    for row in rows:
        if first and row == last + 1:
            last = row
            continue
        if first:
            yield first, last
        first = last = row
    if first:
        yield first, last
