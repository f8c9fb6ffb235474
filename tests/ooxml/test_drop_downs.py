"""Drop-down lists that are put into cells."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from motxl.a1 import CellRange
from motxl.ooxml import Workbook
from tests.judges import own


def made(*checked: str) -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Un titre"
    sheet["A1"].hyperlink = "#'Sheet'!B3"  # links stand behind validations in the schema
    for cells in checked:
        sheet.add_data_validation(
            DataValidation(type="whole", formula1="1", formula2="9", sqref=cells)
        )
    stream = io.BytesIO()
    book.save(stream)
    return Workbook(stream.getvalue())


def lists(workbook: Workbook) -> dict[str, str | None]:
    """The formulas of the validations as another program reads them, by their cells."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.to_bytes()))["Sheet"]
    return {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}


@pytest.mark.parametrize("checked", [(), ("A1:A9",), ("A1:A9", "D2 F3:F9")])
def test_a_list_is_there_beside_what_was_checked(checked: tuple[str, ...], tmp_path: Path) -> None:
    workbook = made(*checked)
    assert workbook.sheet("Sheet").add_drop_down(CellRange.parse("B2:B9"), ["d'un", "a & <b>"])
    found = lists(workbook)
    assert found.keys() == {*checked, "B2:B9"}
    assert found["B2:B9"] == '"d\'un,a & <b>"'
    path = tmp_path / "made.xlsx"
    path.write_bytes(workbook.to_bytes())
    assert own.problems(path) == []


@pytest.mark.parametrize("checked", ["B1:B2", "A1:C99", "D2 B9", "B:B"])
def test_cells_that_are_checked_already_stay_as_they_are(checked: str) -> None:
    workbook = made(checked) if checked != "B:B" else made("A1:A9")
    if checked == "B:B":
        part = workbook.sheet("Sheet").part
        part.tail = part.tail.replace(b'"A1:A9"', b'"B:B"')
    before = workbook.sheet("Sheet").part.tail
    assert not workbook.sheet("Sheet").add_drop_down(CellRange.parse("B2:B9"), ["oui", "non"])
    assert workbook.sheet("Sheet").part.tail == before


def test_cells_that_an_extension_checks_stay_as_they_are() -> None:
    workbook = made()
    part = workbook.sheet("Sheet").part
    part.tail = part.tail.replace(
        b"</worksheet>",
        b'<extLst><ext xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:dataValidations>'
        b"<x14:dataValidation><xm:sqref>B4</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
        b"</worksheet>",
    )
    sheet = workbook.sheet("Sheet")
    assert not sheet.add_drop_down(CellRange.parse("B2:B9"), ["oui", "non"])
    assert sheet.add_drop_down(CellRange.parse("C2:C9"), ["oui", "non"])


@pytest.mark.parametrize("values", [["oui, mais"], ['"oui"'], ["oui", ""], ["x" * 256]])
def test_a_list_that_a_formula_cannot_hold_is_refused(values: list[str]) -> None:
    with pytest.raises(ValueError, match="drop-down"):
        made().sheet("Sheet").add_drop_down(CellRange.parse("B2"), values)
