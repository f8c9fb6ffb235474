"""Injecting defects, one or two at a time, and asking validate."""

from __future__ import annotations

import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from motxl.book.file.filebook import FileBook
from motxl.ooxml import Workbook
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from tests.mutations import of_numbering, of_tables, of_texts
from tests.mutations.clean import clean
from tests.mutations.defects import DEFECTS, Defect, Scene

__all__ = ["DEFECTS", "of_numbering", "of_tables", "of_texts"]


class Trial(NamedTuple):
    """Some defects, by their places in ``DEFECTS``, and a seed."""

    defects: tuple[int, ...]
    seed: int


class Outcome(NamedTuple):
    """What validate found in a trial: rules with their cells, accepted findings left out."""

    trial: Trial
    found: tuple[tuple[str, str], ...]

    @property
    def expected(self) -> Counter[str]:
        return Counter(DEFECTS[index].rule for index in self.trial.defects)

    @property
    def missed(self) -> Counter[str]:
        return self.expected - Counter(rule for rule, _cell in self.found)

    @property
    def false_alarms(self) -> Counter[str]:
        return Counter(rule for rule, _cell in self.found) - self.expected

    def __str__(self) -> str:
        names = " + ".join(f"{DEFECTS[i].rule} {DEFECTS[i].name}" for i in self.trial.defects)
        return f"{names} (seed {self.trial.seed}): {', '.join(map(' '.join, self.found)) or '-'}"


@lru_cache(maxsize=1)
def _scene() -> tuple[Programme, tuple[Diagnostic, ...]]:
    programme = FileBook.read(Workbook(clean())).programme
    return programme, tuple(validate(programme))


def hurt(trial: Trial) -> Workbook:
    """A copy of the clean workbook with the defects of a trial."""
    programme, accepted = _scene()
    workbook = Workbook(clean())
    chance = random.Random(zlib.crc32(repr(trial).encode()))
    touched: set[int] = set()
    for defect in sorted((DEFECTS[i] for i in trial.defects), key=lambda d: d.moves_rows):
        # Rows on either side are left alone, too: what stands there tells what a code was.
        near = frozenset(row + step for row in touched for step in range(-3, 4))
        touched.add(defect.make(Scene(programme, accepted, workbook, chance, near)))
    return workbook


def run(trial: Trial) -> Outcome:
    """Hurt a copy of the clean workbook and validate it."""
    found = validate(FileBook.read(hurt(trial)).programme)
    return Outcome(trial, tuple((d.rule, d.cell or "") for d in found if not d.accepted))


def singles(each: int) -> Iterator[Trial]:
    """``each`` trials of every kind of defect."""
    for index in range(len(DEFECTS)):
        for seed in range(each):
            yield Trial((index,), seed)


def pairs(count: int) -> Iterator[Trial]:
    """Pairs of defects, chosen at random, of which at most one gives rows other numbers: the
    second would not know where they are."""
    chance = random.Random(2025)
    seed = 0
    while seed < count:
        first, second = chance.sample(range(len(DEFECTS)), 2)
        if can_meet(DEFECTS[first], DEFECTS[second]):
            yield Trial((first, second), seed)
            seed += 1


# What takes the place of everything else: the other rules cannot see, or look at other rows.
_ALONE = {"STR701", "NUM017"}


def can_meet(one: Defect, other: Defect) -> bool:
    """Whether two defects are two causes: not when one hides or undoes the other."""
    if {one.rule, other.rule} & _ALONE or one.rule == other.rule:
        return False
    return not (one.moves_rows and other.moves_rows)


def rates(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int, int]]:
    """Per rule: defects injected, defects found, false alarms of the rule."""
    injected: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for outcome in outcomes:
        injected += outcome.expected
        missed += outcome.missed
        alarms += outcome.false_alarms
    rules = sorted(injected.keys() | alarms.keys())
    return {rule: (injected[rule], injected[rule] - missed[rule], alarms[rule]) for rule in rules}
