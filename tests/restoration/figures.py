"""Outcomes counted: what the targets are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tests.restoration.running import CODE_PARTS, Outcome

COLUMN_PARTS = ("label", "reference", "column", "table")
"""Whose slips must be told; rows that come and go may be meant"""


class Figures(NamedTuple):
    """Counts over trials. ``None`` for a rate of nothing."""

    trials: int
    tellable: int
    """Trials that must be told: neither meant, nor such that nobody can tell"""
    told: int
    restorable: int
    """Trials that can be put right: nothing was lost, and for what was meant: kept"""
    safe: int
    every: int
    third_safe: int
    third_all: int
    silent_safe: int
    silent_all: int
    vanished: int
    alarms: int
    colours: int
    """Labels restored by all, whose colours are not"""
    crashes: int
    findings: int

    @staticmethod
    def rate(part: int, whole: int) -> float | None:
        return part / whole if whole else None

    @property
    def told_rate(self) -> float | None:
        return self.rate(self.told, self.tellable)

    @property
    def safe_rate(self) -> float | None:
        return self.rate(self.safe, self.restorable)

    @property
    def all_rate(self) -> float | None:
        return self.rate(self.every, self.restorable)


def figures(outcomes: Iterable[Outcome]) -> Figures:
    outcomes = list(outcomes)

    def count(wanted: Callable[[Outcome], object], some: Sequence[Outcome] = outcomes) -> int:
        return sum(bool(wanted(outcome)) for outcome in some)

    tellable = [o for o in outcomes if not o.meant and not o.free]
    # Edits that were meant have figures of their own, where they stand alone.
    wrong = [o for o in outcomes if not o.meant] or outcomes
    restorable = [o for o in wrong if not o.lossy]
    return Figures(
        len(outcomes),
        len(tellable),
        count(lambda o: o.told, tellable),
        len(restorable),
        count(lambda o: o.safe.restored, restorable),
        count(lambda o: o.all.restored, restorable),
        count(lambda o: o.safe.third),
        count(lambda o: o.all.third),
        count(lambda o: o.safe.third and not o.safe_left),
        count(lambda o: o.all.third and not o.all_left),
        count(lambda o: o.safe.vanished or o.all.vanished),
        count(lambda o: o.alarms),
        count(lambda o: o.all.restored and not o.all.colours),
        count(lambda o: o.crash),
        sum(len(o.found) for o in outcomes),
    )


class Target(NamedTuple):
    """What must be reached, and what was."""

    name: str
    wanted: str
    reached: str
    met: bool


def targets(outcomes: Sequence[Outcome], paired: Sequence[Outcome]) -> list[Target]:
    """Single slips in codes, single slips elsewhere, pairs."""
    codes = figures(o for o in outcomes if o.part in CODE_PARTS)
    columns = figures(o for o in outcomes if o.part in COLUMN_PARTS)
    wrong = figures(o for o in outcomes if o.part in CODE_PARTS and not o.meant)
    others = figures(o for o in outcomes if o.part not in CODE_PARTS)
    both = figures(paired)
    whole = figures([*outcomes, *paired])
    return [
        _none("codes: third states by safe corrections", codes.third_safe, codes.trials),
        _least("codes: restored by all corrections", wrong.all_rate, 0.97),
        _least("codes: restored by safe ones alone", wrong.safe_rate, 0.80),
        _least("codes: told", wrong.told_rate, 1.0),
        _least("other columns: told", columns.told_rate, 0.98),
        _none("elsewhere: third states by safe corrections", others.third_safe, others.trials),
        _none("pairs: third states by safe corrections", both.third_safe, both.trials),
        _none("something vanished", whole.vanished, whole.trials),
        _none("crashes", whole.crashes, whole.trials),
    ]


def _none(name: str, count: int, of: int) -> Target:
    return Target(name, "0", f"{count} of {of}", count == 0)


def _least(name: str, rate: float | None, least: float) -> Target:
    reached = "–" if rate is None else f"{rate:.3f}"
    return Target(name, f"≥ {least:.2f}", reached, rate is None or rate >= least)


def by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(key(outcome), []).append(outcome)
    return found
