"""Named cell styles in a workbook that was made from the template, now or earlier."""

from __future__ import annotations

from motxl.ooxml import Workbook

_NOW, _BEFORE = "motxl ", "MOT "
"""How their names begin, and began in workbooks and templates that staff still have"""


def look_of(workbook: Workbook, name: str) -> int | None:
    """The index in ``cellXfs`` of a format that looks as one of our named styles; ``None`` where
    the workbook has it under neither of its names."""
    found = workbook.style_of_named(name)
    if found is None:
        found = workbook.style_of_named(_BEFORE + name.removeprefix(_NOW))
    return found
