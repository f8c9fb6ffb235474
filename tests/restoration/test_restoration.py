"""A sample of the benchmark: nothing vanishes, and a safe correction never makes a third state.

All of it: ``python -m tests.restoration``.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest

from tests.restoration.books import BOOKS, OURS
from tests.restoration.page import PAGE
from tests.restoration.printing import examples
from tests.restoration.running import CODE_PARTS, PARTS, Outcome, Trial, kinds, pairs, run, singles

_EACH = {"action code": 20, "heading code": 20}
_OTHERS = 9
_PAIRS = 16
"""About a hundred trials, which take as long as a thousand other tests"""


def _sample() -> list[Trial]:
    """Some slips of every part, each in one workbook; and some pairs."""
    chance = random.Random(15)
    chosen: list[Trial] = []
    for part in PARTS:
        names = [name for name, slip in kinds().items() if slip.part == part]
        for name in chance.sample(names, min(len(names), _EACH.get(part, _OTHERS))):
            books = BOOKS if part in CODE_PARTS else OURS
            chosen.append(Trial(chance.choice(books), (name,), chance.randrange(100)))
    return [*chosen, *pairs(OURS, _PAIRS, seed=7)]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [outcome for trial in _sample() if (outcome := run(trial)) is not None]


def _told(outcomes: Iterable[Outcome]) -> str:
    return "\n".join(examples(list(outcomes), 1))


@pytest.mark.slow
@pytest.mark.long
def test_the_slips_have_places(outcomes: Sequence[Outcome]) -> None:
    assert not [outcome for outcome in outcomes if outcome.broken]
    assert len(outcomes) > 0.7 * len(_sample())


@pytest.mark.slow
def test_no_safe_correction_makes_a_third_state(outcomes: Sequence[Outcome]) -> None:
    wrong = [outcome for outcome in outcomes if outcome.safe.third]
    assert not wrong, _told(wrong)


@pytest.mark.slow
def test_nothing_vanishes(outcomes: Sequence[Outcome]) -> None:
    wrong = [outcome for outcome in outcomes if outcome.safe.vanished or outcome.all.vanished]
    assert not wrong, _told(wrong)


@pytest.mark.slow
def test_nothing_crashes(outcomes: Sequence[Outcome]) -> None:
    wrong = [outcome for outcome in outcomes if outcome.crash]
    assert not wrong, _told(wrong)


@pytest.mark.slow
def test_single_slips_in_codes_are_told(outcomes: Sequence[Outcome]) -> None:
    wrong = [o for o in outcomes if o.part in CODE_PARTS and not (o.meant or o.told)]
    assert not wrong, _told(wrong)


def test_a_trial_is_the_same_every_time() -> None:
    trial = next(iter(singles(["programme-2025"], 1)))
    assert run(trial) == run(trial)


def test_the_page_is_of_these_slips() -> None:
    command = "run: python -m tests.restoration --update-docs"
    assert "<!-- slips -->" in PAGE.read_text("utf-8"), command
