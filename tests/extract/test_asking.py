"""Extracts that ask members for answers, and those that do not."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from motxl.errors import MotxlError
from motxl.extract.answers import asks, number_in, number_of
from motxl.extract.returned import read_returned
from motxl.jobs.extract import ExtractOptions
from motxl.jobs.extract import extract as make_extracts
from motxl.ooxml import Workbook
from motxl.template.layout.extrait import EXTRAIT_REPONSES, ExtraitColumn
from tests.extract.making import files, programme
from tests.judges import own
from tests.returns.making import asking, book_of, extracts, set_parameter


def _made(path: Path, folder: Path) -> dict[str, bytes]:
    make_extracts(book_of(path), path, folder, ExtractOptions(processes=1))
    return files(folder)


def test_without_the_parameter_extracts_keep_every_byte(tmp_path: Path) -> None:
    """With no, with nothing beside it, and in a workbook that does not know the parameter."""
    path = programme(tmp_path / "p.xlsx")
    with_no = _made(path, tmp_path / "no")
    set_parameter(path, None)
    assert _made(path, tmp_path / "blank") == with_no
    workbook = Workbook.open(path)
    table = workbook.table("tblParametres")
    place = next(n for n, one in enumerate(table.rows) if one["Clé"] == "réponses demandées")
    table.sheet.set_value((table.first_data_row + place, table.column("Clé")), "note")
    workbook.save()
    assert "réponses demandées" not in book_of(path).programme.parameters
    assert _made(path, tmp_path / "none") == with_no
    for data in with_no.values():
        sheet = Workbook(data).sheets[0]
        assert b"sheetProtection" not in sheet.part.tail
        assert "Réf." not in {cell.text for cell in sheet.cells()}


def test_what_is_neither_yes_nor_no_stops_it(tmp_path: Path) -> None:
    path = set_parameter(programme(tmp_path / "p.xlsx"), "peut-être")
    with pytest.raises(MotxlError, match="peut-être"):
        asks(book_of(path).programme)
    with pytest.raises(MotxlError, match="peut-être"):
        _made(path, tmp_path / "e")
    assert not list(tmp_path.glob("e/*.xlsx"))


def test_only_cells_for_answers_are_unlocked(tmp_path: Path) -> None:
    """In rows of actions; for jetons where one service stands for the row. No password."""
    path = asking(tmp_path / "p.xlsx")
    folder = extracts(path, tmp_path / "e")
    for file in folder.glob("*.xlsx"):
        assert own.problems(file) == []
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None
        assert sheet.protection.sheet
        assert not sheet.protection.password
        rows = list(sheet.iter_rows())
        header = next(n for n, row in enumerate(rows) if row[9].value in {"Réf.", "Ref."})
        unlocked = 0
        for at, row in enumerate(rows):
            ref = row[9].value
            may = {7, 8} if at > header and ref else set()
            if ref == "2025-003":
                may = {7, 8, 9}
            found = {cell.column for cell in row if not cell.protection.locked}
            assert found == may, (file.name, at)
            unlocked += len(found)
        assert unlocked
        assert not sheet.column_dimensions["J"].hidden
        assert len(sheet.data_validations.dataValidation) == 3


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl"])
def test_an_extract_in_each_language_is_read_back(tmp_path: Path, language: str) -> None:
    members = [{"Clé": "M", "Nom": "Mélusine", "Frontières": "FR-IT", "Langue": language}]
    path = asking(tmp_path / "p.xlsx", members=members)
    [file] = extracts(path, tmp_path / "e").glob("*.xlsx")
    found = read_returned(file.read_bytes(), file.name)
    assert found.key == "M"
    assert found.number is not None
    assert found.identity is not None
    assert found.number.is_of(found.identity.digest)
    assert found.number.year == 2025
    assert [row.ref for row in found.rows] == ["2025-003", "2025-005", "2025-006"]
    assert all(row.answers == {} for row in found.rows)
    assert found.rows[0].cells[ExtraitColumn.LABEL].text == "for Italy"
    columns = set(Workbook(file.read_bytes()).table("tblExtrait").columns)
    assert len(columns) == len(EXTRAIT_REPONSES.columns)


def test_a_number_is_read_as_it_is_written() -> None:
    for key in ("ADH-03", "a/b", "Île, de « Ré »", "2025/0123456789abcdef/x"):
        number = number_of(2025, "0123456789abcdef" * 4, key)
        assert number_in(f"Extrait n° {number}") == number
    assert number_in("Extrait n° 2025/0123/x") is None
