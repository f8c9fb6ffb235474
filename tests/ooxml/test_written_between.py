"""What was written into the package on the way, as an edit of rows does, can be edited again."""

from __future__ import annotations

from motxl.ooxml import Workbook
from motxl.template.shipped import template_path

TEXT = "Un texte que rien d’autre ne porte"


def opened() -> Workbook:
    return Workbook.open(template_path("programme-2025"))


def test_a_text_whose_last_cell_went_comes_back_whole() -> None:
    workbook = opened()
    sheet = workbook.sheets[0]
    sheet.set_value((60, 5), TEXT)
    sheet.set_value((60, 5), None)
    workbook.flush()
    sheet.set_value((61, 5), TEXT)
    sheet.set_value((62, 5), TEXT)
    again = Workbook(workbook.to_bytes()).sheets[0]
    assert [again.cell((row, 5)).text for row in (61, 62)] == [TEXT, TEXT]


def test_an_edit_that_is_undone_after_it_was_written() -> None:
    workbook = opened()
    sheet = next(one for one in workbook.sheets if one.hyperlink_ranges)
    before, tail = workbook.to_bytes(), sheet.part.tail
    sheet.part.tail = tail.replace(b"<hyperlink ", b'<hyperlink tooltip="x" ', 1)
    workbook.flush()
    sheet.part.tail = tail
    assert Workbook(workbook.to_bytes()).part(sheet.part_name) == Workbook(before).part(
        sheet.part_name
    )
