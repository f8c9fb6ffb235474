"""Slips by what hands do in such a workbook, gathered by where they come from.

A checker is tried on them that was not written for them.
"""

from __future__ import annotations

from itertools import chain

from tests.restoration.slips import (
    columns,
    conversion,
    copying,
    edits,
    habits,
    keyboard,
    pasting,
    references,
    registers,
    rows,
    wholes,
)
from tests.restoration.slips.making import PARTS, Slip

SEEN: tuple[Slip, ...] = tuple(
    chain(
        keyboard.here,
        conversion.here,
        habits.here,
        pasting.here,
        copying.here,
        rows.here,
        references.here,
        columns.here,
        registers.here,
        wholes.here,
        edits.here,
    )
)

__all__ = ["PARTS", "SEEN", "Slip"]
