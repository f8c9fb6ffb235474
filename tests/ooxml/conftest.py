"""Workbooks that others made, and some with what they seldom hold, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from motxl.ooxml import Sheet, TextCell, Workbook
from tests.ooxml.generated import MADE, generated
from tests.others import each

Source = Path | str
"""The path of a workbook, or the name of one in ``MADE``."""


def opened(source: Source) -> Workbook:
    return Workbook.open(source) if isinstance(source, Path) else Workbook(generated(source))


def first_text(workbook: Workbook) -> tuple[Sheet, TextCell] | None:
    for sheet in workbook.sheets:
        if sheet.is_worksheet:
            headers = {t.header_row: t.ref for t in workbook.tables.values() if t.sheet is sheet}
            for cell in sheet.runs():
                area = headers.get(cell.row)
                own = area is None or not area.contains(cell.row, cell.column)
                if own and not cell.formula and cell.text:
                    return sheet, cell
    return None


@cache
def has_text(source: Source) -> bool:
    return first_text(opened(source)) is not None


@cache
def has_formula(source: Source) -> bool:
    """And something in its first sheet, into which rows can be inserted."""
    sheets = [sheet for sheet in opened(source).sheets if sheet.is_worksheet]
    return any(sheet.extent for sheet in sheets) and any(
        cell.formula for sheet in sheets for cell in sheet.cells()
    )


CHOSEN: dict[str, Callable[[Source], bool]] = {
    "corpus_workbook": lambda _: True,
    "workbook_with_text": has_text,
    "workbook_with_formulas": has_formula,
}
"""Which workbooks a test is run with, by what it calls them."""


def workbook(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workbook that others made, or one with what they seldom hold, made by hand."""
    if isinstance(request.param, Path):
        return request.param
    folder = tmp_path / "made"
    folder.mkdir()
    path = folder / str(request.param)
    path.write_bytes(generated(request.param))
    return path


corpus_workbook, workbook_with_text, workbook_with_formulas = (
    pytest.fixture(workbook, name=name) for name in CHOSEN
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in CHOSEN.keys() & set(metafunc.fixturenames):
        made = [one for one in MADE if CHOSEN[name](one)]
        metafunc.parametrize(name, [*each(CHOSEN[name]), *made], indirect=True)
