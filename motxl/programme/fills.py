"""The colours of references, and the fills in Paramètres that say them, or cannot."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.families import ColourName
from motxl.text.colours import BLUE, FORMER_ORANGE, ORANGE, contrast, is_saturated

Why = Literal["pale", "black", "same"]


class UnfitFill(NamedTuple):
    """A cell with a fill in which nobody would see references, or could tell them apart."""

    sheet: str
    row: int
    column: int
    why: Why

    @property
    def place(self) -> str:
        return f"{self.sheet}!{to_a1(self.row, self.column)}"

    @property
    def message(self) -> str:
        return _(_MESSAGES[self.why])

    @property
    def proposal(self) -> str:
        return _(
            "Give the cell another fill with the paint bucket: a dark colour, neither black "
            "nor the colour of the other cell."
        )


class ReferencePalette(NamedTuple):
    """The colours of references, ``RRGGBB``; orange are themes, blue jetons, whatever they are."""

    orange: str = ORANGE
    blue: str = BLUE
    former: frozenset[str] = frozenset()
    """Colours that motxl has set in this workbook before"""
    unfit: tuple[UnfitFill, ...] = ()
    """The cells whose fill would say another colour, in which nobody could read references"""
    names: tuple[ColourName, ...] = ("orange", "blue")
    """Those that families have"""

    def exact(self, name: ColourName) -> str:
        return {"orange": self.orange, "blue": self.blue}.get(name, name)

    @property
    def named(self) -> dict[str, str]:
        return {name: self.exact(name) for name in self.names}

    @property
    def current(self) -> frozenset[str]:
        """Those that references have now."""
        return frozenset(map(self.exact, self.names))

    @property
    def ours(self) -> frozenset[str]:
        """Colours that, on text that is no reference, can only come from motxl."""
        return self.former | self.current | {self.orange, self.blue, ORANGE, BLUE, FORMER_ORANGE}


_MESSAGES: dict[Why, str] = {
    "pale": N_("References get the colour of this fill, which is too pale to be read on white."),
    "black": N_("References get the colour of this fill, which is black like all other text."),
    "same": N_("References to themes and to jetons get the same colour: both fills are alike."),
}
# WCAG 2.2, 1.4.3, for large text: less is not asked of any.
_LEAST = 3.0
# What is nearer to black than this, and has no hue, is black to the eye.
_BLACK = 1.5


def why_unfit(rgb: str, others: Collection[str | None]) -> Why | None:
    """Why a fill, ``RRGGBB``, cannot be a colour of references beside the ``others``. The orange of
    earlier versions is too pale, and stays in workbooks that have it."""
    if rgb != FORMER_ORANGE and contrast(rgb, "FFFFFF") < _LEAST:
        return "pale"
    if not is_saturated(rgb) and contrast(rgb, "000000") < _BLACK:
        return "black"
    return "same" if rgb in others else None
