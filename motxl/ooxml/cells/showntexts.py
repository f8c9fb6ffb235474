"""What text cells show: looked at once for all that hold and look the same."""

from __future__ import annotations

from collections.abc import Callable

from motxl.ooxml.cells.usualcells import CellAttributes
from motxl.ooxml.looks.rich import RichText
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.looks.textcells import Colours, resolved
from motxl.text.runs import Run

OfColour = Callable[[str | None], bool]
"""Says something of a colour: ``RRGGBB``, or ``None`` for automatic"""

ShownText = tuple[str, tuple[Run[str | None], ...], bool, str | None]
"""The fields of a ``TextCell`` after its row and column"""


class ShownTexts(dict[tuple[str, CellAttributes], ShownText | None]):
    """What cells show, by what stands in their ``<v>`` and how they look; ``None`` for those that
    hold no text, or one that is left out."""

    def __init__(
        self, strings: SharedStrings | None, colours: Colours, left_out: OfColour | None
    ) -> None:
        """``left_out`` says of the colour of a cell's own font whether texts that show in it alone
        are left out."""
        self._strings = strings
        self.colours = colours
        self.left_out = left_out or _none

    def __missing__(self, key: tuple[str, CellAttributes]) -> ShownText | None:
        found = self[key] = self._shown(*key)
        return found

    def _shown(self, value: str, look: CellAttributes) -> ShownText | None:
        if look.kind != "text" or not value:
            return None
        own = self.colours[look.style]
        if look.type == "s":
            if self._strings is None:
                return None
            text = self._strings.plain(int(value))
            if text is None:
                return self.of_rich(self._strings.rich(int(value)), own)
            value = text
        return None if self.left_out(own) else (value, (Run(value, own),), False, own)

    def of_rich(self, rich: RichText, own: str | None) -> ShownText | None:
        """What a string shows in a cell whose own font has a colour; ``None`` where it is left
        out."""
        is_plain = len(rich.runs) == 1 and rich.runs[0].properties is None
        if is_plain and self.left_out(own):
            return None
        return rich.text, resolved(rich, own, self.colours.palette), False, own


def _none(_colour: str | None) -> bool:
    return False
