"""Templates of an extract as staff restyle them: by openpyxl, XlsxWriter (which writes what Excel
writes, byte for byte) and, by hand, with what newer Excels add."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import (
    CellIsRule,
    ColorScaleRule,
    DataBarRule,
    FormulaRule,
    IconSetRule,
    Rule,
)
from openpyxl.styles import Alignment, Border, Font, GradientFill, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Pixels

from motxl.ooxml import Workbook
from motxl.template.layout.extrait import EXTRAIT
from motxl.template.shipped import template_path


def picture(kind: str = "PNG", **saved: Any) -> io.BytesIO:
    out = io.BytesIO()
    Pixels.new("RGB", (40, 20), (0, 90, 160)).save(out, kind, **saved)
    out.seek(0)
    return out


def shipped() -> bytes:
    return template_path("extrait").read_bytes()


# By openpyxl, from the template that is shipped


def by_openpyxl(change: Callable[[Any, Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(shipped()))
    change(book, book["Extrait"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def logo(_book: Any, sheet: Any) -> None:
    sheet.add_image(Image(picture()), "E1")


def photograph(_book: Any, sheet: Any) -> None:
    sheet.add_image(Image(picture("JPEG")), "E1")


def heads(_book: Any, sheet: Any) -> None:
    sheet.oddHeader.left.text, sheet.oddFooter.right.text = "MOT", "&P / &N – &D"
    sheet.HeaderFooter.differentFirst = True
    sheet.firstHeader.center.text = "Pour {{adherent.nom}}"


def conditions(_book: Any, sheet: Any) -> None:
    grey = PatternFill(bgColor="FFDDDDDD")
    sheet.conditional_formatting.add("E13:E17", CellIsRule("equal", ['"-"'], fill=grey))
    sheet.conditional_formatting.add("A13:F17", FormulaRule(["LEN($E13)>0"], font=Font(bold=True)))
    sheet.conditional_formatting.add(
        "A13:A17", ColorScaleRule("min", None, "FFF8696B", "max", None, "FF63BE7B")
    )
    sheet.conditional_formatting.add("B13:B17", DataBarRule("min", None, "max", None, "FF638EC6"))
    sheet.conditional_formatting.add("C13:C17", IconSetRule("3Arrows", "percent", [0, 33, 67]))
    twice = Rule("duplicateValues", dxf=DifferentialStyle(font=Font(italic=True)))
    sheet.conditional_formatting.add("D13:D17", twice)


def state_condition(_book: Any, sheet: Any) -> None:
    green = PatternFill(bgColor="FFC6EFCE")
    rule = CellIsRule("equal", ['"Réalisé"'], fill=green)
    sheet.conditional_formatting.add("E13:E17", rule)


def validation(_book: Any, sheet: Any) -> None:
    one = DataValidation("list", formula1="$A$14:$A$17", allow_blank=True)
    one.add("E13:E17")
    sheet.add_data_validation(one)


def printing(book: Any, sheet: Any) -> None:
    sheet.print_area = "A1:F17"
    sheet.print_title_rows, sheet.print_title_cols = "12:12", "A:A"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 8
    sheet.page_margins.left = 0.25
    sheet.print_options.gridLines = True
    sheet.row_breaks.append(openpyxl.worksheet.pagebreak.Break(id=20))


def further_sheet(book: Any, _sheet: Any) -> None:
    other = book.create_sheet("Mode d'emploi")
    other["A1"] = "Comment lire l'extrait de {{adherent.nom}}"
    other["A1"].font = Font(size=16, underline="single", strike=True, color="FF1F3864")
    other.merge_cells("A1:D1")
    other["B3"], other["B4"], other["B5"] = 12, 0.5, True
    other["B6"] = "=SUM(B3:B4)*'Mode d''emploi'!B3+SUBTOTAL(103,Extrait!A13:A17)"
    other.freeze_panes = "B2"
    other.sheet_properties.tabColor = "00703C"
    other.sheet_view.zoomScale = 85


FORMATS = (
    *("dd/mm/yyyy", '#,##0.00 "€"', "[Red]-0.0%", "[$-40C]d mmmm yyyy;@", '0" h"'),
    *('_-* #,##0.00\\ "€"_-', "[h]:mm:ss", "0.00E+00", "0_);\\(0\\)", "General"),
)


def styling(book: Any, sheet: Any) -> None:
    thin = Side("dashDot", color="FF888888")
    sheet["A1"].fill = GradientFill(stop=("FFFFFFFF", "FF1F3864"), degree=90)
    sheet["A2"].border = Border(left=thin, right=thin, top=thin, diagonal=thin, diagonalUp=True)
    sheet["A3"].alignment = Alignment(
        "center", "justify", text_rotation=45, wrap_text=True, indent=1
    )
    book.add_named_style(NamedStyle("MOT titre", font=Font(name="Marianne", size=14)))
    sheet["A1"].style = "MOT titre"
    for n, code in enumerate(FORMATS):
        sheet.cell(20, n + 1, n).number_format = code


def columns(_book: Any, sheet: Any) -> None:
    sheet.column_dimensions["B"].width = 90
    sheet.column_dimensions["H"].hidden = True
    sheet.column_dimensions.group("I", "J", outline_level=1)
    sheet.row_dimensions[4].height = 3


def table_style(_book: Any, sheet: Any) -> None:
    sheet.tables[EXTRAIT.name].tableStyleInfo.name = "TableStyleMedium9"
    sheet.tables[EXTRAIT.name].tableStyleInfo.showRowStripes = True
    sheet.sheet_view.showGridLines = True
    sheet.protection.sheet = True


def link(_book: Any, sheet: Any) -> None:
    sheet["A19"] = "www.espaces-transfrontaliers.org"
    sheet["A19"].hyperlink = "http://www.espaces-transfrontaliers.org/"
    sheet["A20"] = "Voir le haut"
    sheet["A20"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink("A20", location="Extrait!A1")


# As Excel writes it


def as_excel(change: Callable[[Any, Any], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Extrait")
    bold = book.add_format({"bold": True, "font_size": 16, "font_color": "#1F3864"})
    for row, mark in enumerate(["titre", "pour", "version", "changements", "axes", "dates"]):
        sheet.write(row, 0, "{{texte." + mark + "}}", bold if not row else None)
    kinds = ("rubrique", "axe", "objectif", "sous-objectif", "action")
    rows = [["{{ligne." + kind + "}}"] + [""] * 5 for kind in kinds]
    headers = [{"header": str(column)} for column in EXTRAIT.columns[:6]]
    options = {"name": EXTRAIT.name, "data": rows, "columns": headers}
    sheet.add_table(11, 0, 11 + len(rows), 5, options)
    sheet.set_column(1, 1, 70)
    change(book, sheet)
    book.close()
    return out.getvalue()


def text_box(_book: Any, sheet: Any) -> None:
    sheet.insert_textbox(
        "H2",
        "Pour {{adherent.nom}} : vos lignes.",
        {"font": {"bold": True, "color": "#1F3864", "size": 12}, "line": {"dash_type": "dash"},
         "fill": {"color": "#EAF0F8"}, "align": {"vertical": "middle"}, "width": 300},
    )  # fmt: skip


def gradient_box(_book: Any, sheet: Any) -> None:
    sheet.insert_textbox("H9", "MOT", {"gradient": {"colors": ["#FFFFFF", "#1F3864"]}})


def decorative(_book: Any, sheet: Any) -> None:
    for kind, cell in (("PNG", "H1"), ("JPEG", "H8")):
        options = {"image_data": picture(kind), "decorative": True, "description": "", "x_scale": 2}
        sheet.insert_image(cell, f"a.{kind.lower()}", options)


def bars_of_2010(_book: Any, sheet: Any) -> None:
    bars = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_solid": True,
        "bar_axis_color": "#0070C0",
    }
    sheet.conditional_format("C13:C17", bars)
    sheet.conditional_format("D13:D17", {"type": "icon_set", "icon_style": "5_quarters"})
    sheet.conditional_format("E13:E17", {"type": "3_color_scale"})
    sheet.conditional_format("F13:F17", {"type": "top", "value": 10, "criteria": "%"})
    sheet.conditional_format("F13:F17", {"type": "blanks", "stop_if_true": True})
    sheet.conditional_format("F13:F17", {"type": "time_period", "criteria": "last month"})


def lists(book: Any, sheet: Any) -> None:
    other = book.add_worksheet("Listes")
    other.write_column("A1", ["oui", "non"])
    sheet.data_validation("F20", {"validate": "list", "source": "=Listes!$A$1:$A$2"})
    sheet.data_validation("F21", {"validate": "integer", "criteria": ">", "value": 3})
    sheet.data_validation("F22", {"validate": "date", "criteria": "<=", "value": "=TODAY()"})


def page(book: Any, sheet: Any) -> None:
    sheet.set_header('&L&"Calibri,Bold"MOT&C{{programme.annee}}')
    sheet.set_footer("&R&P/&N", {"scale_with_doc": False})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(11)
    sheet.print_area("A1:F17")
    sheet.set_h_pagebreaks([20, 40])
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#FF9900")
    sheet.freeze_panes(12, 1)
    sheet.set_zoom(110)
    sheet.center_horizontally()
    sheet.protect()
    sheet.ignore_errors({"number_stored_as_text": "A1:A99"})


def below(book: Any, sheet: Any) -> None:
    italic, red = book.add_format({"italic": True}), book.add_format({"font_color": "red"})
    sheet.write_rich_string("A20", "Une ", italic, "note", " en ", red, "rouge")
    sheet.merge_range("A21:D21", "Texte sur plusieurs cellules", italic)
    sheet.write_url("A22", "https://www.example.org/aide")
    sheet.write_url("A23", "mailto:aide@example.org", string="aide@example.org")
    sheet.write_formula("B24", "=COUNTA(A13:A17)", None, 5)
    sheet.write_boolean("B25", True)
    sheet.set_row(25, None, None, {"level": 1})
    sheet.set_column("G:G", 12, italic, {"level": 1})


def described(_book: Any, sheet: Any) -> None:
    """As Excel puts in a logo and a photograph from a telephone."""
    said = "Une image contenant texte, clipart\n\nDescription générée automatiquement"
    logo = {"image_data": picture(), "description": said}
    sheet.insert_image("H1", "logo MOT.png", logo)
    exif = Pixels.Exif()
    exif[0x010F], exif[0x0112] = "Téléphone de Marie", 6  # who made it, and which side is up
    photograph = {"image_data": picture("JPEG", exif=exif, comment=b"at home"), "x_scale": 2}
    sheet.insert_image("H8", "p.jpg", photograph)
    sheet.insert_textbox("H16", "Vos lignes", {"description": "Cadre du titre"})
    sheet.write_url("A23", "https://www.example.org/aide", tip="Cliquez ici")


def background(_book: Any, sheet: Any) -> None:
    sheet.set_background(picture())


def nothing(_book: Any, _sheet: Any) -> None:
    pass


# As Excel 365 decorates it


_UID = "{00000000-0001-0000-0000-000000000000}"
_MS = "http://schemas.microsoft.com/office/spreadsheetml/"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def of_365() -> bytes:
    """What Excel of today puts around the same contents: identifiers, its version, the folder."""
    workbook = Workbook(shipped())
    book = workbook.part("xl/workbook.xml").decode()
    spaces = (
        f'{_MC} mc:Ignorable="x15 xr xr6 xr10 xr2" xmlns:x15="{_MS}2010/11/main" '
        f'xmlns:xr="{_MS}2014/revision" xmlns:xr6="{_MS}2016/revision6" '
        f'xmlns:xr10="{_MS}2016/revision10" xmlns:xr2="{_MS}2015/revision2">'
        '<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="29029"/>'
        '<workbookPr defaultThemeVersion="202300" codeName="ThisWorkbook"/>'
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath '
        f'url="C:\\Users\\Marie\\" xmlns:x15ac="{_MS}2010/11/ac"/></mc:Choice>'
        "</mc:AlternateContent>"
        '<xr:revisionPtr revIDLastSave="0" documentId="13_ncr:1_{9AED5473-1036-4041-91B5-'
        '66DDCFDD57D3}" xr6:coauthVersionLast="47" xr6:coauthVersionMax="47" '
        'xr10:uidLastSave="{00000000-0000-0000-0000-000000000000}"/>'
    )
    book = book.replace("><workbookPr/>", f" {spaces}", 1)
    book = book.replace("</workbook>", (
        '<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}"><x15:workbookPr '
        'chartTrackingRefBase="1"/></ext><ext uri="{B58B0392-4F1F-4190-BB64-5DF3571DCE5F}" '
        f'xmlns:xcalcf="{_MS}2018/calcfeatures"><xcalcf:calcFeatures><xcalcf:feature '
        'name="microsoft.com:LET_WF"/></xcalcf:calcFeatures></ext></extLst></workbook>'
    ))  # fmt: skip
    workbook.replace_part("xl/workbook.xml", book.encode())
    sheet = workbook.part("xl/worksheets/sheet1.xml").decode()
    sheet = sheet.replace('main">', (
        f'main" {_MC} mc:Ignorable="x14ac xr xr2 xr3" xmlns:x14ac="{_MS}2009/9/ac" '
        f'xmlns:xr="{_MS}2014/revision" xr:uid="{_UID}">'
    ), 1).replace('<row r="3">', '<row r="3" spans="1:6" x14ac:dyDescent="0.3">')  # fmt: skip
    workbook.replace_part("xl/worksheets/sheet1.xml", sheet.encode())
    workbook.replace_part("docProps/core.xml", workbook.part("docProps/core.xml").replace(
        b"motxl", b"Marie Dupont"))  # fmt: skip
    return workbook.to_bytes()


ORDINARY: dict[str, Callable[[], bytes]] = {
    "as shipped": shipped,
    "by Excel 365": of_365,
    **{
        f"openpyxl: {change.__name__}": lambda change=change: by_openpyxl(change)
        for change in (nothing, logo, photograph, heads, conditions, validation, printing,
                       further_sheet, styling, columns, table_style, link)
    },
    **{
        f"Excel: {change.__name__}": lambda change=change: as_excel(change)
        for change in (nothing, text_box, gradient_box, decorative, bars_of_2010, lists, page,
                       below, described, background)
    },
}  # fmt: skip


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
