"""Two copies of a workbook, each edited at random: of what anybody wrote nothing is lost,
and merged once more it stays as it is.

``MOTXL_MERGES=10000 pytest -n 0 -m "" tests/merging/test_triples.py`` is the long run, half a
second for each; ``--hypothesis-seed`` chooses another one. Each whole run draws 75 others,
for they take as long as some hundred other tests.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings

from motxl.jobs.merge import merge_files
from motxl.ooxml import Workbook
from tests.merging.editing import Hand, base, edited, hands
from tests.merging.seeing import Seen, lost, seen
from tests.summary.making import problems

pytestmark = [pytest.mark.slow, pytest.mark.long]

_FREE = ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml")
"""Parts that belong to no sheet"""
_MERGED = ("Programme", "Adhérents", "Contrôle", "Paramètres")


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="motxl-merging-"))


@cache
def _base() -> tuple[Path, Seen]:
    """The workbook that both come from, and as it is seen."""
    path = base(_folder() / "base.xlsx")
    assert problems(path) == []
    return path, seen(path)


MERGES = os.environ.get("MOTXL_MERGES", "")
PARTS = 1 if MERGES else 3
"""Processes share them; with a seed, each part would draw the same"""


@pytest.mark.parametrize("part", range(PARTS))
@given(done_apart=hands())
@settings(
    max_examples=int(MERGES or "75") // PARTS,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_is_lost_and_without_conflicts_either_may_be_ours(
    done_apart: tuple[list[Hand], list[Hand]], part: int
) -> None:
    del part
    ours, theirs = done_apart
    before, was = _base()
    folder = _folder()
    one = edited(before, folder / "one.xlsx", ours, "a")
    other = edited(before, folder / "other.xlsx", theirs, "b")
    out = folder / "out.xlsx"
    done = merge_files(before, one, other, out, overwrite=True)
    for kind in {one.kind for one in done.conflicts}:
        event(f"conflict: {kind}")
    found = seen(out)
    assert list(lost(was, seen(one), seen(other), found)) == []
    assert len(found.listed) == len(done.conflicts)
    assert problems(out) == []
    assert _changed(one, out) <= _mergeable(one)
    again = folder / "again.xlsx"
    merge_files(before, out, other, again, overwrite=True)
    assert _in_order(seen(again)) == _in_order(found)
    if not done.conflicts:
        merge_files(before, other, one, folder / "swapped.xlsx", overwrite=True)
        assert _unordered(seen(folder / "swapped.xlsx")) == _unordered(found)


def _in_order(one: Seen) -> tuple[object, ...]:
    return list(one.rows.items()), one.others, dict(one.members)


def _unordered(one: Seen) -> tuple[object, ...]:
    others = sorted(repr(sorted(row.items())) for row in one.others)
    return dict(one.rows), others, dict(one.members), one.listed


def _changed(old: Path, new: Path) -> set[str]:
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(new) as after:
        names = {*before.namelist(), *after.namelist()}
        both = set(before.namelist()) & set(after.namelist())
        return {n for n in names if n not in both or before.read(n) != after.read(n)}


def _mergeable(path: Path) -> set[str]:
    """The parts of the sheets in which a merge writes, and those of no sheet."""
    workbook = Workbook.open(path)
    parts = {sheet.part_name for sheet in workbook.sheets if sheet.name in _MERGED}
    tables = {one.part_name for one in workbook.tables.values() if one.sheet.name in _MERGED}
    return {*parts, *tables, *_FREE}
