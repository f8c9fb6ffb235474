"""A good workbook with what the small one has not: notes, a chart, a picture, links, panes, scales,
a filter, custom properties, a ribbon, for the tests of the checks to spoil.
"""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, IconSetRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import NamedStyle, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from tests.judges.own.example import Members, spoil

PLAN = "xl/worksheets/sheet1.xml"
SECOND = "xl/worksheets/sheet2.xml"
TOTALS = "xl/tables/table1.xml"
DRAWING = "xl/drawings/drawing1.xml"
CHART = "xl/charts/chart1.xml"
NOTES = "xl/comments/comment1.xml"
SHAPES = "xl/drawings/commentsDrawing1.vml"
RIBBON = "customUI/customUI.xml"
CUSTOM = "docProps/custom.xml"

_RIBBON = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"><ribbon><tabs>
<tab id="onglet" label="Programme"><group id="groupe" label="Contrôle">
<button id="valider" label="Valider" imageMso="DataValidation" size="large"/>
<button id="colorier" label="Colorier" size="large"/></group></tab></tabs></ribbon></customUI>"""
_BOUND = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_EXTENSION = (
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    "<x14:conditionalFormattings><x14:conditionalFormatting"
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="dataBar" id="{DA7ABA51-AAAA-BBBB-0001-000000000001}"><x14:dataBar>'
    '<x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule>'
    "<xm:sqref>D2:D4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    "</extLst>"
)
_ASKS = (
    '<extLst><ext uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    "<x14:id>{DA7ABA51-AAAA-BBBB-0001-000000000001}</x14:id></ext></extLst>"
)


def furnished() -> Members:
    """The members by name, text where they are XML."""
    made = io.BytesIO()
    _workbook().save(made)
    members: Members = {}
    with zipfile.ZipFile(made) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            text = name.endswith((".xml", ".rels", ".vml"))
            members[name] = content.decode() if text else content
    # openpyxl leaves out what Excel writes: prefixes, the block of the shapes' ids, the extension.
    spoil(members, PLAN, "</dataBar>", f"</dataBar>{_ASKS}")
    members[PLAN] = str(members[PLAN]).replace("</worksheet>", f"{_EXTENSION}</worksheet>")
    members[RIBBON] = _RIBBON
    bound = f'<Relationship Id="ribbon" Type="{_BOUND}" Target="customUI/customUI.xml"/>'
    spoil(members, "_rels/.rels", "</Relationships>", f"{bound}</Relationships>")
    for name in [name for name in members if name.startswith("xl/drawings/commentsDrawing")]:
        number = re.sub(r"\D", "", name)
        block = f'data="{number}"'
        members[name] = re.sub(r'data="\d+"', block, str(members[name]))
        members[name] = str(members[name]).replace("_x0000_s", f"_x0000_s{number}")
    return members


def _workbook() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    plan = workbook.active
    plan.title = "Plan d'action"
    for row in (
        ["Axe", "Action", "Pilote", "Jetons"],
        ["1", "Étude", "Anne", 3],
        ["2", "Atelier", "Paul", 4],
        ["3", "Film", "Anne", 5],
    ):
        plan.append(row)
    plan["D2"].number_format = '0.0" jetons"'
    plan["F2"] = True
    plan["F3"] = "=SUM(D2:D4)"
    plan.freeze_panes = "B2"
    plan["B2"].hyperlink = "https://example.org/etude"
    plan["B3"].hyperlink = "https://example.org/atelier"
    plan["A2"].comment = Comment("À relire", "Anne")
    plan["A3"].comment = Comment("Fait", "Paul")
    plan.auto_filter.ref = "A1:D4"
    plan.auto_filter.add_filter_column(2, ["Anne"])
    plan.auto_filter.add_sort_condition("D2:D4")
    plan.print_title_rows = "1:1"
    plan.row_breaks.append(Break(id=3))
    _rules(plan)
    _drawn(plan)
    second = workbook.create_sheet("Totaux")
    for line in (["Nom", "Jetons"], ["Anne", 3], ["Paul", 4], ["Total", "=SUBTOTAL(109,B2:B3)"]):
        second.append(line)
    table = Table(displayName="tblTotaux", ref="A1:B4", totalsRowCount=1, totalsRowShown=True)
    table._initialise_columns()
    table.autoFilter.ref = "A1:B3"
    columns: list[TableColumn] = table.tableColumns
    for column, name in zip(columns, ("Nom", "Jetons"), strict=True):
        column.name = name
    columns[0].totalsRowLabel = "Total"
    columns[1].totalsRowFunction = "sum"
    second.add_table(table)
    second["D1"].comment = Comment("Une autre feuille", "Anne")
    workbook.add_named_style(NamedStyle("Titre d'axe"))
    workbook.defined_names["jetons"] = DefinedName("jetons", attr_text="'Plan d''action'!$D$2:$D$4")
    workbook.custom_doc_props.append(StringProperty(name="Association", value="MOT"))
    workbook.custom_doc_props.append(StringProperty(name="Année", value="2025"))
    return workbook


def _rules(plan: Worksheet) -> None:
    red = PatternFill(bgColor="FFFFC7CE")
    rules = plan.conditional_formatting
    rules.add("D2:D4", CellIsRule(operator="between", formula=["1", "2"], fill=red))
    scale = ColorScaleRule(
        start_type="min", start_color="FFFFFFFF", end_type="max", end_color="FF00FF00"
    )
    rules.add("D2:D4", scale)
    rules.add("D2:D4", IconSetRule("3Arrows", "percent", [0, 33, 67]))
    rules.add("D2:D4", DataBarRule("min", 0, "max", 100, color="FF638EC6"))
    plan.add_data_validation(
        DataValidation(type="whole", operator="between", formula1="0", formula2="9", sqref="D2:D4")
    )


def _drawn(plan: Worksheet) -> None:
    from PIL import Image as Picture

    chart = BarChart()
    chart.add_data(Reference(plan, min_col=4, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(plan, min_col=2, min_row=2, max_row=4))
    plan.add_chart(chart, "H2")
    png = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(png, "PNG")
    png.seek(0)
    plan.add_image(Image(png), "H20")
