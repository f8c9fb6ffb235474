"""Extracts of lists that count otherwise: an axis is called by its own code, a day in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from tests.importers.making import sheet_of


def texts(tmp_path: Path, codes: Sequence[str], *options: str) -> str:
    """What an extract for a pilote shows who has the last row of each axis."""
    book, sheet = sheet_of(tmp_path)
    sheet.append(["Référentiel qualité 2026"])
    sheet.append(["N°", "Critère", "Pilote", "Échéance"])
    for code, following in zip(codes, [*codes[1:], codes[0]], strict=True):
        is_last = len(following) < len(code) or following == codes[0]
        row = [code, f"Critère {code}", *(["Claire", date(2026, 2, 15)] if is_last else [])]
        sheet.append(row)
    book.save(tmp_path / "liste.xlsx")
    path, folder = tmp_path / "programme.xlsx", tmp_path / "extraits"
    assert run(["import", str(tmp_path / "liste.xlsx"), "-o", str(path)]) == 0
    command = ["extract", str(path), "--pilote", "Claire", "-o", str(folder)]
    assert run([*command, "--lang", "fr", *options]) == 0
    (made,) = folder.glob("*.xlsx")
    sheets = Workbook.open(made).sheets
    return "\n".join(str(cell.text) for one in sheets for cell in one.cells() if cell.text)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("A", "A1", "A2", "B", "B1", "B2"), "(Axe A : 1 · Axe B : 1)"),
        (("1", "1.1", "1.2", "2", "2.1", "2.2"), "(Axe 1 : 1 · Axe 2 : 1)"),
        (("WP1", "WP1.1", "WP1.2", "WP2", "WP2.1"), "(Axe WP1 : 1 · Axe WP2 : 1)"),
    ],
)
def test_an_axis_is_called_by_its_code(tmp_path: Path, codes: tuple[str, ...], said: str) -> None:
    shown = texts(tmp_path, codes).replace("\u202f", " ").replace("\u00a0", " ")
    assert said in shown


def test_a_day_of_the_calendar_is_said_in_words(tmp_path: Path) -> None:
    shown = texts(tmp_path, ("A", "A1", "A2", "B", "B1"))
    assert "15 février 2026" in shown
    assert "2026-02-15" not in shown
