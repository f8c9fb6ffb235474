"""A programme that stands in a workbook of others, merged: all that is theirs keeps its bytes.

One workbook in five; ``MOTXL_MERGES=1`` takes all of them.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from motxl.jobs.merge import merge_files
from motxl.ooxml import Workbook
from motxl.ooxml.errors import SheetRefusedError
from motxl.ooxml.opc.container import Container
from tests.merging.editing import Hand, base, edited
from tests.merging.seeing import lost, seen
from tests.others import WORKBOOKS, needed
from tests.summary.making import problems

pytestmark = [pytest.mark.slow, needed]

_CHOSEN = WORKBOOKS if "MOTXL_MERGES" in os.environ else WORKBOOKS[::5]
_SHEETS = ("Programme", "Adhérents", "Paramètres", "Contrôle")
_FREE = {"xl/sharedStrings.xml", "xl/styles.xml"}
_OURS: list[Hand] = [
    ("cell", 3, 0, ("Pilote", "Anne")),
    ("words", 4, 2, "des élus"),
    ("put in", 5, 0, "a"),
    ("new member", 0, 0, "a"),
]
_THEIRS: list[Hand] = [
    ("cell", 3, 0, ("Pilote", "Zoé")),
    ("cell", 6, 0, ("Bilan", 12.5)),
    ("colour", 7, 2, "0070C0"),
    ("put in", 5, 0, "b"),
    ("move", 2, 8, None),
    ("take out", 9, 0, None),
    ("member", 1, 0, ("Pays", "DE")),
    ("new member", 0, 0, "b"),
]


@cache
def _programme() -> Path:
    return base(Path(mkdtemp(prefix="motxl-merging-")) / "base.xlsx")


@pytest.mark.parametrize("source", _CHOSEN, ids=lambda one: one.name)
def test_what_others_made_keeps_its_bytes(source: Path, tmp_path: Path) -> None:
    workbook, programme = Workbook.open(source), Workbook.open(_programme())
    for name in _SHEETS:
        try:
            workbook.add_sheet(programme, name)
        except SheetRefusedError as error:
            pytest.fail(f"{source.name}: {error}")
    paths = [tmp_path / f"{name}{source.suffix}" for name in ("base", "ours", "theirs", "out")]
    before, ours, theirs, out = paths
    workbook.save(before, force=True)
    edited(before, ours, _OURS, "a")
    edited(before, theirs, _THEIRS, "b")
    done = merge_files(before, ours, theirs, out)
    assert len(done.conflicts) == 1
    assert list(lost(*map(seen, paths))) == []

    old, new = Container(ours.read_bytes(), "old"), Container(out.read_bytes(), "new")
    assert list(old.names()) == list(new.names())
    changed = {name for name in old.names() if old.compressed(name) != new.compressed(name)}
    assert changed <= _merged(Workbook.open(ours)) | _FREE
    assert _problems(out) <= _problems(ours)


def _problems(path: Path) -> set[str]:
    """What our judge says, wherever the rows are now."""
    return {re.sub(r"[0-9]+", "", one) for one in problems(path)}


def _merged(workbook: Workbook) -> set[str]:
    """The parts of the sheets in which a merge writes."""
    tables = [one for one in workbook.tables.values() if one.sheet.name in _SHEETS]
    return {one.part_name for one in tables} | {
        sheet.part_name for sheet in workbook.sheets if sheet.name in _SHEETS
    }
