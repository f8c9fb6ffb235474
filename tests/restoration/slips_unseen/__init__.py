"""The other half of the slips: nobody who writes a rule or a fix reads them."""

from __future__ import annotations

from itertools import chain

from tests.restoration.slips.making import Slip
from tests.restoration.slips_unseen import (
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

UNSEEN: tuple[Slip, ...] = tuple(
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

__all__ = ["UNSEEN"]
