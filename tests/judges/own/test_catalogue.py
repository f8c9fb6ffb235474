"""Each cause for which Excel repairs a workbook is found, by the check that is meant to."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.judges.own import CHECKS, problems
from tests.judges.own.catalogue import BASES, CAUSES, Cause
from tests.judges.own.example import Members, spoil, write
from tests.judges.own.furnished import NOTES, PLAN
from tests.quick import quick

_TOLD = re.compile(r"[\w.\-]+/[\w.\-]+#\d+")


@pytest.fixture(scope="module")
def bases() -> dict[str, Members]:
    return {name: make() for name, make in BASES.items()}


@pytest.mark.parametrize("base", BASES)
def test_a_base_has_no_problem(base: str, bases: dict[str, Members], tmp_path: Path) -> None:
    assert problems(write(dict(bases[base]), tmp_path / "base.xlsx")) == []


@pytest.mark.parametrize(
    "cause", quick(CAUSES, lambda cause: "65," not in cause.name), ids=lambda cause: cause.name
)
def test_a_cause_is_found(cause: Cause, bases: dict[str, Members], tmp_path: Path) -> None:
    found = problems(write(cause.make(bases[cause.base]), tmp_path / "spoilt.xlsx"))
    assert any(problem.startswith(f"{cause.check}: ") for problem in found), found


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (PLAN, 'topLeftCell="B2"', 'topLeftCell="B2:B20"'),
        (PLAN, 'topLeftCell="B2"', 'topLeftCell="$B$2"'),
        (PLAN, 'activeCell="A1" sqref', 'activeCell="A1:A9" sqref'),
        (PLAN, "<sheetView ", '<sheetView topLeftCell="A1:A9" '),
        (PLAN, 'r="F3"', 'r="F3:F9"'),
        (NOTES, 'ref="A2"', 'ref="A2:A9"'),
    ],
)
def test_one_cell_is_no_range(
    part: str, old: str, new: str, bases: dict[str, Members], tmp_path: Path
) -> None:
    """The schema calls both of them strings: no other judge looks."""
    members = dict(bases["furnished"])
    spoil(members, part, old, new)
    found = problems(write(members, tmp_path / "spoilt.xlsx"))
    assert any("is not one cell" in problem for problem in found), found


def test_causes_are_many_and_told_in_public() -> None:
    assert len(CAUSES) >= 100
    for cause in CAUSES:
        assert all(_TOLD.fullmatch(one) for one in cause.told.split()), cause.name
        assert cause.told, cause.name
        assert cause.check in {*CHECKS, "package"}, cause.name
    assert [name for name, times in Counter(one.name for one in CAUSES).items() if times > 1] == []
    repositories = {one.partition("#")[0].lower() for c in CAUSES for one in c.told.split()}
    assert len(repositories) >= 30
