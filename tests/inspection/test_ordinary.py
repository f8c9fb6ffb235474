"""What other programs write is not suspected: nothing is found where nothing is hidden."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.worksheet.table import Table

from motxl.errors import MotxlError
from motxl.inspection import IDENTITY, inspect, remove
from motxl.inspection.kinds import characters
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from motxl.text.unseen import hidden_by_characters
from tests.inspection.channels.pixels import png
from tests.inspection.channels.tools import part
from tests.inspection.making import CANARY, plain
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice

ROWS = (("Ville", "Nombre", "Note"), ("Nancy", 3, "oui"), ("Metz", 4.5, "non"))


def of_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, color="FFFFFF")
    sheet["A1"].fill = PatternFill("solid", fgColor="1F497D")
    sheet["D2"], sheet["D3"] = "=SUM(B2:B3)", '=IF(B2>1,"oui","non")'
    sheet["B2"].number_format = '#,##0.00" €";[Red]-#,##0.00" €"'
    sheet.merge_cells("A5:C5")
    sheet["A5"] = "Un titre"
    sheet.add_table(Table(displayName="Villes", ref="A1:C3"))
    sheet.freeze_panes = "A2"
    sheet.conditional_formatting.add(
        "B2:B3", CellIsRule(operator="greaterThan", formula=["4"], font=Font(color="9C0006"))
    )
    style = NamedStyle("Titre maison", font=Font(size=14))
    sheet["A5"].style = style
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "F5")
    sheet.add_image(Image(io.BytesIO(png())), "F25")
    sheet.oddHeader.center.text = "Programme"
    book.properties.creator = ""
    book.save(path)


def of_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Villes")
    bold = book.add_format({"bold": True, "font_color": "white", "bg_color": "#1F497D"})
    money = book.add_format({"num_format": '# ##0.00 "euros"'})
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row, bold if number == 0 else None)
    sheet.write_number(1, 1, 3, money)
    sheet.write_rich_string(4, 0, "Un ", book.add_format({"italic": True}), "titre", " à lire")
    sheet.write_url(5, 0, "https://example.org/")
    sheet.write_formula(6, 0, "=SUM(B2:B3)", None, 7.5)
    sheet.set_row(7, 30)
    sheet.set_column("C:C", 20)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Villes!$A$2:$A$3", "values": "=Villes!$B$2:$B$3"})
    sheet.insert_chart("F5", chart)
    sheet.insert_textbox("F25", "Lisez-moi")
    sheet.autofilter("A1:C3")
    book.close()


@pytest.mark.parametrize("write", [of_openpyxl, of_xlsxwriter])
def test_nothing_is_found_in_what_other_programs_write(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    write(path)
    assert inspect(Workbook.open(path)) == []


@pytest.mark.parametrize("write", [of_openpyxl, of_xlsxwriter])
def test_nothing_is_found_in_what_libreoffice_saves(
    libreoffice: LibreOffice, write: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    write(path)
    saved = libreoffice.convert(path, tmp_path / "saved.xlsx", lo.XLSX)
    assert inspect(Workbook.open(saved)) == []


def test_the_template_of_extracts_hides_nothing_but_who_made_it() -> None:
    workbook = Workbook.open(template_path("extrait"))
    assert [one.what for one in inspect(workbook)] == ["creator: motxl"]
    remove(workbook)
    assert inspect(Workbook(workbook.to_bytes())) == []


PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">%s</Properties>'
)


def with_properties(*names: str) -> Workbook:
    said = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f'name="{name}"><vt:lpwstr>{CANARY}</vt:lpwstr></property>'
        for number, name in enumerate(names, 2)
    )
    return part("docProps/custom.xml", PROPERTIES % said, "custom-properties", "")


def test_the_identity_of_an_extract_is_neither_told_nor_taken_out() -> None:
    workbook = with_properties(*IDENTITY)
    assert inspect(workbook) == []
    before = workbook.part("docProps/custom.xml")
    remove(workbook)
    assert workbook.part("docProps/custom.xml") == before


def test_any_other_property_beside_it_is_told_and_taken_out() -> None:
    workbook = with_properties(IDENTITY[0], "motxl-other", IDENTITY[0], "Client")
    assert [one.what.partition(":")[0] for one in inspect(workbook)] == [
        "motxl-other",
        IDENTITY[0],
        "Client",
    ]
    remove(workbook)
    again = Workbook(workbook.to_bytes())
    assert inspect(again) == []
    kept = again.part("docProps/custom.xml")
    assert kept.count(b"<property ") == 1
    assert IDENTITY[0].encode() in kept


def test_a_clean_workbook_stays_byte_for_byte() -> None:
    workbook = plain()
    before = workbook.to_bytes()
    remove(workbook)
    assert workbook.to_bytes() == before


EVERYWHERE = [
    *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml"),
    *("xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/worksheets/sheet1.xml"),
]


@pytest.mark.parametrize("name", EVERYWHERE)
@pytest.mark.parametrize("more", [f"<!-- {CANARY} -->", f"<?x {CANARY}?>"])
def test_markup_that_nobody_reads_is_told_and_taken_out_of_any_part(name: str, more: str) -> None:
    workbook = plain()
    data = workbook.part(name)
    end = data.rindex(b"</")
    workbook.package.replace(name, data[:end] + more.encode() + data[end:])
    workbook = Workbook(workbook.to_bytes())
    assert [one.kind for one in inspect(workbook)] == ["xml-comment"]
    remove(workbook)
    again = Workbook(workbook.to_bytes())
    assert inspect(again) == []
    assert again.part(name) == data


@pytest.mark.parametrize("name", EVERYWHERE[2:])
def test_an_entity_of_nobody_is_a_sentence(name: str) -> None:
    workbook = plain()
    data = workbook.part(name)
    end = data.rindex(b"</")
    workbook.package.replace(name, data[:end] + b"&nobody;" + data[end:])
    with pytest.raises(MotxlError, match="cannot be understood"):
        inspect(Workbook(workbook.to_bytes()))


BLANKS = " \t\n\u00a0\u202f\u2003\u3000\u00ad\u200b\u2800\u0301\u2060\ufe0f\U000e0041"


@given(st.text(BLANKS + "Mé", max_size=60))
def test_a_part_that_is_not_looked_into_hides_nothing_by_its_characters(text: str) -> None:
    if hidden_by_characters(text) is not None:
        assert characters.may_hide(text.encode())


@given(st.text("\t\n \u00a0\u202f", min_size=40, max_size=60))
def test_no_run_of_blanks_is_passed_over(blanks: str) -> None:
    assert characters.may_hide(f"Metz{blanks}Nancy".encode())
