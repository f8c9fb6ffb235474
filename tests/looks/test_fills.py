"""A fill in which nobody could read references is told, and never becomes their colour."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.programme.fills import why_unfit
from motxl.template.shipped import template_path
from motxl.text.colours import BLUE, FORMER_ORANGE, ORANGE
from motxl.validation.diagnostics import Severity
from motxl.validation.engine import validate
from tests.quick import one_in


def filled(tmp_path: Path, **cells: str) -> Path:
    """The shipped workbook with other fills in the two cells."""
    path = tmp_path / "p.xlsx"
    book = openpyxl.load_workbook(template_path("programme-2025"), rich_text=True)
    for cell, rgb in cells.items():
        book["Paramètres"][cell].fill = PatternFill("solid", fgColor=f"FF{rgb}")
    book.save(path)
    return path


def told(path: Path) -> list[str | None]:
    found = validate(open_book(path).programme, ["STR709"])
    assert all(one.severity == Severity.WARNING for one in found)
    return [one.cell for one in found if one.sheet == "Paramètres"]


UNFIT = [
    *[{"B5": rgb} for rgb in ("FFFFFF", "FFC000", "F4B183", "000000", "0D0D0D", BLUE)],
    *[{"B6": rgb} for rgb in ("00B0F0", ORANGE)],
]


@pytest.mark.parametrize("cells", one_in(3, UNFIT), ids=str)
def test_an_unfit_fill_is_told_and_refused(
    tmp_path: Path, cells: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(tmp_path, **cells)
    are_alike = cells in ({"B5": BLUE}, {"B6": ORANGE})
    assert told(path) == (["B5", "B6"] if are_alike else list(cells))
    before = path.read_bytes()
    assert run(["colour", str(path), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert all(f"Paramètres!{cell} · " in said for cell in cells)
    assert run(["colour", str(path), "--check"]) == 2
    assert path.read_bytes() == before


def test_corrections_and_extracts_have_the_colours_of_before(tmp_path: Path) -> None:
    path = filled(tmp_path, B5="FFFFFF")
    palette = open_book(path).programme.palette
    assert (palette.orange, palette.blue) == (ORANGE, BLUE)
    assert not validate(open_book(path).programme, ["COL301", "COL302", "COL303"])


@pytest.mark.parametrize(
    "rgb", one_in(3, [ORANGE, FORMER_ORANGE, "7030A0", "000080", "7F7F7F", "385723"])
)
def test_any_other_fill_is_the_colour(tmp_path: Path, rgb: str) -> None:
    path = filled(tmp_path, B5=rgb)
    assert told(path) == []
    assert open_book(path).programme.palette.orange == rgb
    assert run(["colour", str(path)]) == 0


def test_why() -> None:
    assert [why_unfit(rgb, {BLUE}) for rgb in ("FFFF00", "000000", BLUE, ORANGE)] == [
        *("pale", "black", "same"),
        None,
    ]
