"""What a kept state says of a Réf. that was copied or lost is certain; without one it is asked."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from motxl.book.editing import kept
from motxl.book.file.filebook import open_book
from motxl.files import backups
from motxl.ooxml import Workbook
from motxl.programme.edits import SetValue
from motxl.template.shipped import template_path
from motxl.text.normalise import normalise
from motxl.validation.diagnostics import Fix
from motxl.validation.engine import validate

ROW, OTHER = "2025-008", "2025-006"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "programme.xlsx"
    shutil.copyfile(template_path("programme-2025"), path)
    return path


def cell_of(path: Path, ref: str) -> str:
    programme = open_book(path).programme
    (entry,) = (entry for entry in programme.entries if entry.ref == ref)
    return f"D{entry.row}"


def pasted(path: Path, cell: str, value: str | None, *, kept: bool) -> list[Fix | None]:
    """The fixes that are proposed for the cell, after staff put a value there."""
    if kept:
        data = path.read_bytes()
        backups.keep(path, data, data)
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    sheet.set_value(cell, value)
    path.write_bytes(workbook.to_bytes())  # as Excel does, which keeps nothing
    found = validate(open_book(path).programme, ["NUM014", "NUM015"])
    assert [one.cell for one in found] == [cell]
    return [one.fix for one in found]


@pytest.mark.parametrize("value", [OTHER, None], ids=["another row's pasted", "emptied"])
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_a_row_gets_its_own_back(path: Path, value: str | None, kept: bool) -> None:
    cell = cell_of(path, ROW)
    fixes = pasted(path, cell, value, kept=kept)
    assert fixes == [Fix(kept, (SetValue("Programme", cell, ROW),))]


def test_a_programme_goes_to_other_processes(tmp_path: Path) -> None:
    shutil.copy(template_path("programme-2025"), tmp_path / "p.xlsx")
    programme = open_book(tmp_path / "p.xlsx").programme
    assert pickle.loads(pickle.dumps(programme)).entries[0].label == programme.entries[0].label


def test_what_is_known_of_a_state_is_of_that_state(path: Path) -> None:
    """However many were read before, and in whatever order."""
    for count in (1, 2, 1, *range(3, kept._MOST_KNOWN + 3), 1):
        workbook = Workbook.open(path)
        table = workbook.table("tblProgramme")
        row = table.first_data_row + next(n for n, r in enumerate(table.rows) if r["Réf."] == ROW)
        table.sheet.set_value((row, table.column("Programme de travail")), f"Intitulé {count}")
        data = workbook.to_bytes()
        backups.keep(path, data, data)
        assert open_book(path).programme.former()[ROW] == normalise(f"Intitulé {count}")
    assert len(kept._KNOWN) == kept._MOST_KNOWN
