"""What stands in a row, by which people know it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motxl.programme.model import Programme

_LONGEST = 240
_NAMES = ("title", "label", "name", "last_name", "member")


class RowTexts:
    """The texts of a programme's rows, and the names of those of its registers."""

    def __init__(self, programme: Programme) -> None:
        self._texts = {(programme.sheet, one.row): one.label for one in programme.entries}
        for register in programme.registers.all:
            for one in register:
                words = (getattr(one, name, "") for name in _NAMES)
                text = next((word for word in words if word), "")
                self._texts.setdefault((register.sheet, getattr(one, "row", 0)), text)

    def of(self, sheet: str, row: int) -> str:
        """The text on one line, cut where it is long; empty where the row has none."""
        text = " ".join(self._texts.get((sheet, row), "").split())
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
