"""What motxl makes and what it edits, before the Open XML SDK and our own judge."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from motxl.__main__ import run
from motxl.importers.shipped import build
from motxl.template import layout
from motxl.template.layout import synthese
from motxl.template.shipped import source_path, template_path
from tests.judges import own

Sdk = Callable[[Path], list[str]]
SHIPPED = template_path("programme-2025")
TEMPLATE = template_path("programme")


def test_the_shipped_workbooks_are_what_the_code_builds(tmp_path: Path) -> None:
    source = source_path("programme-2025.txt")
    (tmp_path / source.name).write_bytes(source.read_bytes())
    for path in build(tmp_path):
        assert path.read_bytes() == SHIPPED.with_name(path.name).read_bytes(), path.name


@pytest.mark.parametrize("path", [TEMPLATE, SHIPPED], ids=lambda p: p.name)
def test_templates(path: Path, sdk: Sdk) -> None:
    assert sdk(path) == []
    assert own.problems(path) == []


def test_an_import_and_a_coloured_workbook(tmp_path: Path, sdk: Sdk) -> None:
    path = tmp_path / "p.xlsx"
    assert run(["import", str(source_path("programme-2025.txt")), "-o", str(path)]) == 0
    assert sdk(path) == []
    assert own.problems(path) == []
    from motxl.ooxml import Workbook

    workbook = Workbook.open(path)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    sheet.replace_text("B140", 0, 0, "(cf Cross-border deal thème 2) ")
    path.write_bytes(workbook.to_bytes())
    assert run(["colour", str(path)]) == 0
    assert sdk(path) == []
    assert own.problems(path) == []


@pytest.mark.parametrize("path", [TEMPLATE, SHIPPED], ids=lambda p: p.name)
def test_views_of_what_is_shipped_stand_at_cells(path: Path) -> None:
    assert ranges_for_cells(path) == []


def test_views_of_what_the_demo_makes_stand_at_cells(
    tmp_path: Path, sdk: Sdk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of events has one row before its first events come into it."""
    monkeypatch.setenv("MOTXL_DATA_DIR", str(tmp_path / "data"))
    assert run(["demo", str(tmp_path / "demo")]) == 0
    path = tmp_path / "demo" / "programme-2025.xlsx"
    assert ranges_for_cells(path) == []
    assert sdk(path) == []
    assert own.problems(path) == []
    source = tmp_path / SHIPPED.name
    source.write_bytes(SHIPPED.read_bytes())
    assert run(["extract", str(source), "-o", str(tmp_path / "extraits")]) in (0, 1)
    extracts = sorted((tmp_path / "extraits").rglob("*.xlsx"))
    assert extracts
    assert [ranges_for_cells(one) for one in extracts] == [[]] * len(extracts)
    assert sdk(extracts[0]) == []


def ranges_for_cells(path: Path) -> list[str]:
    """Where a view of a workbook says a range instead of a cell: Excel repairs it."""
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]
    wrong = rb'(?:topLeftCell|activeCell)="[^":]*:[^"]*"'
    return [found.decode() for data in sheets for found in re.findall(wrong, data)]


def test_synthese_has_room_for_states_that_staff_add() -> None:
    bands = [band for band in synthese.BANDS if band.key.endswith("_etats")]
    assert len(bands) == 3
    assert all(band.values >= len(layout.ETATS.values) + 4 for band in bands)


def test_two_bands_of_synthese_are_one_printed_page() -> None:
    """What is wider than the paper leaves a blank page beside it, as its columns are in use."""
    sheet = openpyxl.load_workbook(SHIPPED)["Synthèse"]
    inches = (297 / 25.4) - sheet.page_margins.left - sheet.page_margins.right  # A4, landscape
    paper = inches * 96 / (sheet.page_setup.scale / 100)
    first = 1
    for one in sheet.col_breaks.brk:
        columns = range(first, one.id + 1)
        # A digit of Calibri 11 is 7 pixels in Excel (18.3.1.13), and not rounded in LibreOffice.
        widths = [sheet.column_dimensions[get_column_letter(c)].width * 7.44 for c in columns]
        assert sum(widths) <= paper, (first, one.id)
        first = one.id + 1
    assert len(sheet.col_breaks.brk) == 5
    assert first - 1 == sum(band.columns + 1 for band in synthese.BANDS)


def test_others_read_it_back() -> None:
    sheet = openpyxl.load_workbook(SHIPPED)["Programme"]
    calamine = CalamineWorkbook.from_path(str(SHIPPED)).get_sheet_by_name("Programme").to_python()
    frame = pd.read_excel(
        SHIPPED, sheet_name="Programme", header=1, engine="openpyxl", dtype={"Axe": str}
    )
    for number, row in enumerate(sheet.iter_rows(min_row=3, max_row=140, values_only=True)):
        assert row[:2] == tuple(calamine[number + 2][:2])
        assert row[:2] == tuple(frame.iloc[number, :2])
