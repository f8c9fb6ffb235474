"""A sample of the benchmark: every kind of defect is told by its own rule, and nothing else is."""

from __future__ import annotations

import pytest

from motxl.validation.rules import CODES
from tests.mutations.page import PAGE
from tests.mutations.running import DEFECTS, Trial, pairs, run
from tests.quick import one_in


def test_every_rule_has_a_defect() -> None:
    assert {defect.rule for defect in DEFECTS} == set(CODES)


@pytest.mark.parametrize(
    "index",
    one_in(3, range(len(DEFECTS)), kind=lambda i: DEFECTS[i].rule[:3]),
    ids=[f"{d.rule} {d.name}" for d in DEFECTS],
)
@pytest.mark.parametrize("seed", [1000, pytest.param(1001, marks=pytest.mark.slow)])
def test_a_defect_is_told_by_its_own_rule_alone(index: int, seed: int) -> None:
    outcome = run(Trial((index,), seed))
    assert not outcome.missed, outcome
    assert not outcome.false_alarms, outcome


@pytest.mark.slow
@pytest.mark.parametrize("trial", list(pairs(25)), ids=str)
def test_two_defects_are_both_found(trial: Trial) -> None:
    assert not run(trial).missed


def test_the_page_is_of_these_rules() -> None:
    text = PAGE.read_text("utf-8")
    command = "run: python -m tests.mutations --update-docs"
    assert all(f"- {code} " in text for code in CODES), command
    assert f"{len(DEFECTS)} kinds" in text
