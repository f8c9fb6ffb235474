"""Promise 9: after rows came, went or moved, another program finds in each formula the value that
it had, and where it changes the same rows itself, everything reads the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests import others
from tests.judges import own
from tests.judges.libreoffice import LibreOffice
from tests.recalculation.changes import Change
from tests.recalculation.comparing import compare
from tests.recalculation.corpus import places
from tests.recalculation.known import KNOWN, Known, known
from tests.recalculation.making import made
from tests.recalculation.running import run
from tests.recalculation.twice import disagreements

_GENERATED = 75
"""In a whole run, for LibreOffice takes half a second for each; ``python -m tests.recalculation``
asks it about as many as are wanted."""
_AT_ONCE = 15


@pytest.mark.parametrize("first", range(0, _GENERATED, _AT_ONCE))
def test_generated_workbooks_keep_their_values(first: int, libreoffice: LibreOffice) -> None:
    jobs = [(f"seed-{seed}", *made(seed)) for seed in range(first, first + _AT_ONCE)]
    tally = run(jobs, libreoffice)
    assert tally.unexplained == [], tally
    # So much is looked at, and so little refused, that the claim is worth something.
    assert tally.refused.total() <= _AT_ONCE / 3
    assert tally.values > 40 * _AT_ONCE
    assert tally.texts > 40 * _AT_ONCE


@others.needed
def test_workbooks_of_others_keep_their_values(libreoffice: LibreOffice) -> None:
    # All of them: python -m tests.recalculation --corpus. A pivot is laid out anew by LibreOffice
    # when rows change, with other cells, which formulas may read.
    some = [job for job in places(with_formulas=True) if not _has_pivots(job[1])]
    tally = run(some[::8], libreoffice)
    assert tally.unexplained == [], tally
    assert tally.values


def _has_pivots(book: Path | bytes) -> bool:
    with zipfile.ZipFile(book if isinstance(book, Path) else io.BytesIO(book)) as package:
        return any("/pivotTables/" in name for name in package.namelist())


@pytest.mark.parametrize("one", [o for o in KNOWN if o.always], ids=lambda one: one.name)
def test_a_known_difference_is_still_there(
    one: Known, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    """What nothing needs any more is taken out of the list."""
    data, change = made(one.seed)
    before = tmp_path / "before.xlsx"
    before.write_bytes(data)
    compared = compare(before, change, tmp_path / "after.xlsx", libreoffice)
    found = {k.name for d in compared.differences if (k := known(d, change)) is not None}
    assert one.name in found


def test_the_same_seed_gives_the_same_workbook() -> None:
    assert made(7) == made(7)
    assert made(7) != made(8)


@pytest.mark.parametrize("seed", range(20))
def test_a_generated_workbook_is_a_good_one(seed: int, tmp_path: Path) -> None:
    (tmp_path / "made.xlsx").write_bytes(made(seed).data)
    assert own.problems(tmp_path / "made.xlsx") == []
    assert list(disagreements(tmp_path / "made.xlsx")) == []


def test_a_row_is_followed_as_it_moves() -> None:
    inserted = Change("insert", "S", None, 3, 9, (5,), 2)
    deleted = Change("delete", "S", None, 3, 9, (5, 6))
    moved = Change("move", "S", None, 3, 9, (4, 5), 0, (5, 4))
    assert [inserted.row(row) for row in (4, 5, 9)] == [4, 7, 11]
    assert [deleted.row(row) for row in (4, 5, 6, 7)] == [4, None, None, 5]
    assert [moved.row(row) for row in (3, 4, 5, 6)] == [3, 5, 4, 6]


def test_one_block_that_moves_is_told_from_rows_that_are_arranged() -> None:
    def of(*order: int) -> Change:
        return Change("move", "S", None, 3, 9, (4, 5, 6, 7), 0, order)

    assert (of(6, 4, 5, 7).deed, of(6, 4, 5, 7).block) == ("move", (4, 2, 7))
    assert (of(5, 6, 7, 4).deed, of(5, 6, 7, 4).block) == ("move", (4, 1, 8))
    assert (of(7, 6, 5, 4).deed, of(7, 6, 5, 4).block) == ("arrange", None)
