"""Templates that staff restyled: what can be cleaned is, the rest is refused in a sentence."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from motxl.errors import MotxlError
from motxl.inspection import inspect, remove_descriptions
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.extract.making import everything, extract, files, programme
from tests.inspection import templates
from tests.inspection.templates import entries

CANARY = "Kanarienvogel"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def extracts(template: bytes, folder: Path) -> dict[str, bytes]:
    path = folder / "extrait.xlsx"
    path.write_bytes(template)
    made = extract(programme(folder / "book.xlsx"), folder / "out", template=path)
    assert made.failed == ()
    return files(folder / "out")


def pixels(data: bytes) -> tuple[Any, Any]:
    image = Image.open(io.BytesIO(data))
    return image.getexif().get(0x0112), image.tobytes()


def test_a_logo_and_a_photograph_that_excel_describes_by_itself_just_work(tmp_path: Path) -> None:
    template = templates.as_excel(templates.described)
    before = entries(template)
    (data, *_others) = extracts(template, tmp_path).values()
    after = entries(data)
    whole = b"".join(after.values())
    for said in ("image contenant", "Cadre du titre", "Cliquez ici", "Marie", "at home"):
        assert said.encode() not in whole
    drawing = after["xl/drawings/drawing1.xml"].decode()
    assert re.findall(r'cNvPr id="\d+" name="([^"]*)"', drawing) == [
        "Picture 1",
        "Picture 2",
        "Shape 3",
    ]
    pictures = [name for name in after if name.startswith("xl/media/")]
    assert len(pictures) == 2
    for name in pictures:
        assert pixels(after[name]) == pixels(before[name])


def test_what_describes_nothing_stays_as_it_is() -> None:
    workbook = Workbook(templates.as_excel(templates.below))
    before = workbook.to_bytes()
    remove_descriptions(workbook)
    assert workbook.to_bytes() == before


def test_the_tip_of_a_link_goes_and_where_it_leads_to_stays() -> None:
    link = (
        b"""<hyperlink ref="A1" location="x tooltip='y'!A1" display='a > b' tooltip="%s"/>"""
        % CANARY.encode()
    )
    workbook = Workbook(templates.as_excel(templates.below))
    part = "xl/worksheets/sheet1.xml"
    sheet = workbook.part(part)
    workbook.replace_part(part, sheet.replace(b"<hyperlinks>", b"<hyperlinks>" + link))
    remove_descriptions(workbook)
    left = workbook.part(part)
    assert b"""<hyperlink ref="A1" location="x tooltip='y'!A1"/>""" in left
    assert CANARY not in str([one.what for one in inspect(Workbook(workbook.to_bytes()))])


def a_comment(_book: Any, sheet: Any) -> None:
    sheet["A1"].comment = Comment(CANARY, "Marie")


def a_hidden_sheet(book: Any, _sheet: Any) -> None:
    other = book.create_sheet("Brouillon")
    other["A1"], other.sheet_state = CANARY, "hidden"


def a_name(book: Any, _sheet: Any) -> None:
    book.defined_names["cible"] = DefinedName("cible", attr_text="Extrait!$A$1")


def a_chart(_book: Any, sheet: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
    sheet.add_chart(chart, "H3")


def a_message(_book: Any, sheet: Any) -> None:
    one = DataValidation("list", formula1="$A$14:$A$17", promptTitle="Choisir", prompt=CANARY)
    one.add("E13")
    sheet.add_data_validation(one)


def a_typed_list(_book: Any, sheet: Any) -> None:
    one = DataValidation("list", formula1='"Accord,Refus"')
    one.add("E13")
    sheet.add_data_validation(one)


def a_hidden_row(_book: Any, sheet: Any) -> None:
    sheet["A25"] = CANARY
    sheet.row_dimensions[25].hidden = True


def white_on_white(_book: Any, sheet: Any) -> None:
    sheet["A25"], sheet["A25"].font = CANARY, Font(color="FFFFFFFF")


def a_format(_book: Any, sheet: Any) -> None:
    sheet["A25"], sheet["A25"].number_format = 5, '0" selon Marie"'


def of_another_format(_book: Any, sheet: Any) -> None:
    sheet.insert_image("H1", "a.gif", {"image_data": templates.picture("GIF")})


def a_linked_logo(_book: Any, sheet: Any) -> None:
    picture = {"image_data": templates.picture(), "url": "https://www.example.org/"}
    sheet.insert_image("H1", "a.png", picture)


@pytest.mark.parametrize(
    ("make", "change", "told"),
    [
        (templates.by_openpyxl, a_comment, "Extrait: comments, or controls of a form: delete"),
        (templates.by_openpyxl, a_hidden_sheet, "Brouillon: a hidden sheet: right-click a tab"),
        (templates.by_openpyxl, a_name, "The whole workbook: a defined name: delete it in the"),
        (templates.by_openpyxl, a_chart, "Extrait: a chart, a diagram or a slicer: put a picture"),
        (templates.by_openpyxl, a_message, "Extrait: a Data Validation input message: clear"),
        (templates.by_openpyxl, a_typed_list, "Extrait: a list whose values were typed in: write"),
        (
            templates.by_openpyxl,
            a_hidden_row,
            "Extrait!A25: a text in a hidden row or column, or in one that is too low",
        ),
        (templates.by_openpyxl, white_on_white, f"Extrait!A25: Invisible text (“{CANARY}”)."),
        (templates.by_openpyxl, a_format, "The formats of cells: a number format with a text"),
        (
            templates.as_excel,
            of_another_format,
            "Extrait: a picture that is neither PNG nor JPEG: insert",
        ),
        (templates.as_excel, a_linked_logo, "Extrait: a link on a picture or shape: remove it"),
    ],
)
def test_what_cannot_be_cleaned_is_named_with_its_place_and_what_to_do(
    make: Callable[..., bytes], change: Callable[[Any, Any], None], told: str, tmp_path: Path
) -> None:
    with pytest.raises(MotxlError) as refused:
        extracts(make(change), tmp_path)
    assert str(refused.value).partition("in every extract. ")[2].startswith(told)
    assert str(refused.value).endswith("Correct the template, then run motxl extract again.")
    assert not list((tmp_path / "out").glob("*.xlsx"))


def test_an_extract_is_no_template_and_says_whose_it_is(tmp_path: Path) -> None:
    book = programme(tmp_path / "book.xlsx")
    extract(book, tmp_path / "out")
    (tmp_path / "modeles").mkdir()
    (tmp_path / "out" / "Savoie - Arbeitsprogramm 2025.xlsx").rename(
        tmp_path / "modeles" / "extrait.xlsx"
    )
    with pytest.raises(MotxlError, match="is the extract for Savoie, not a template"):
        extract(book, tmp_path / "again", template=tmp_path / "modeles" / "extrait.xlsx")


@pytest.mark.parametrize("names", [["Projet"], ["Projet", "MSIP_Label_1_Enabled"], []])
def test_properties_of_a_template_s_own_go(tmp_path: Path, names: list[str]) -> None:
    for data in extracts(with_properties(names), tmp_path).values():
        assert CANARY.encode() not in everything(data)


def test_a_part_with_the_name_of_the_properties_is_refused(tmp_path: Path) -> None:
    template = with_properties(["Projet"], kind="http://example.org/other")
    with pytest.raises(MotxlError, match=r"docProps/custom\.xml cannot be understood"):
        extracts(template, tmp_path)


def with_properties(names: list[str], kind: str = f"{OFFICE}/custom-properties") -> bytes:
    """The shipped template with properties that somebody added."""
    workbook = Workbook(template_path("extrait").read_bytes())
    told = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name="{name}">'
        f"<vt:lpwstr>{CANARY}</vt:lpwstr></property>"
        for n, name in enumerate(names, 2)
    )
    data = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'docPropsVTypes">{told}</Properties>'
    )
    content_type = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    workbook.add_part("docProps/custom.xml", data.encode(), content_type, source="", kind=kind)
    return workbook.to_bytes()
