"""What a defect is, and the ones that concern the numbering."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from motxl.ooxml import Workbook
from motxl.programme.model import Entry, Programme
from motxl.programme.scheme import MOT
from motxl.validation.diagnostics import Diagnostic

ACTION = MOT.names[3]


class Scene:
    """The clean programme, a workbook that is about to be hurt, and a source of chance."""

    def __init__(
        self, programme: Programme, accepted: Sequence[Diagnostic], workbook: Workbook,
        chance: random.Random, avoided: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        self.programme = programme
        self.workbook = workbook
        self.chance = chance
        # Rows with an accepted finding are left alone: their findings would be others.
        self._left_alone = avoided | {d.row for d in accepted if d.sheet == programme.sheet}

    def entry(self, wanted: Callable[[Entry], bool] = lambda entry: True) -> Entry:
        """A row of the programme."""
        free = [e for e in self.programme.entries if e.row not in self._left_alone and wanted(e)]
        return self.chance.choice(free)

    def action(self, wanted: Callable[[Entry], bool] = lambda entry: True) -> Entry:
        return self.entry(lambda e: e.type == ACTION and wanted(e))

    def is_plain(self, entry: Entry) -> bool:
        """No reference, border or member: nothing else hangs on the row's being there."""
        used = {event.ref for event in self.programme.registers.events or ()}
        used |= {service.ref for service in self.programme.registers.services or ()}
        return not (
            entry.references(self.programme.themes) or entry.borders
            or entry.text("Adhérents concernés") or entry.ref in used
        )  # fmt: skip

    def block(self, entry: Entry) -> list[Entry]:
        """The rows that carry an entry's code, which stand together."""
        return [e for e in self.programme.entries if e.code_text == entry.code_text]


class Defect(NamedTuple):
    """A kind of defect of one rule. ``make`` hurts the workbook; it gives the row that it touched,
    or 0 where it is on another sheet, so that a second defect can keep away."""

    rule: str
    name: str
    make: Callable[[Scene], int]
    moves_rows: bool = False
    """Whether rows have other numbers afterwards: such a defect comes last"""


DEFECTS: list[Defect] = []


def defect(
    rule: str, *, moves_rows: bool = False
) -> Callable[[Callable[[Scene], int]], Callable[[Scene], int]]:
    """Register a kind of defect under its rule, by the name of the function."""

    def register(make: Callable[[Scene], int]) -> Callable[[Scene], int]:
        name = make.__name__.strip("_").replace("_", " ")
        DEFECTS.append(Defect(rule, name, make, moves_rows))
        return make

    return register
