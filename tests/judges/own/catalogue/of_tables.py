"""Tables, validations and conditional formats."""

from __future__ import annotations

from tests.judges.own.catalogue.cause import Cause, of_furnished, of_good
from tests.judges.own.example import BOOK, SHEET, STRINGS, TABLE
from tests.judges.own.furnished import PLAN, SECOND, TOTALS

_LIST = "<formula1>pilotes<"
_SECOND_TABLE = "xl/tables/table2.xml"
_RULE = '<cfRule type="expression" priority="1" dxfId="0"><formula>A2=""</formula></cfRule>'
_PILOTS = '<definedName name="pilotes">'
_EXTENSION = '<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"'
_BAR_COLOURS = "<x14:negativeBorderColor/><x14:negativeFillColor/></x14:dataBar>"

CAUSES: list[Cause] = [
    # Tables
    of_good(
        "two columns of one name but for its case",
        "exceljs/exceljs#106 jmcnamara/XlsxWriter#362 abap2xlsx/abap2xlsx#395",
        "tables.column_names",
        (TABLE, 'name="Pilote"', 'name="AXE"'),
        (STRINGS, "<t>Pilote</t>", "<t>AXE</t>"),
    ),
    of_good(
        "a range wider than the columns of a table",
        "exceljs/exceljs#106",
        "tables.column_names",
        (TABLE, 'ref="A1:C3"', 'ref="A1:D3"'),
    ),
    of_good(
        "a column's name that is not its header",
        "ropensci/writexl#132 abap2xlsx/abap2xlsx#764 ClosedXML/ClosedXML#2602",
        "tables.column_names",
        (TABLE, 'name="Pilote"', 'name="Column3"'),
    ),
    of_good(
        "a header that is a number",
        "jmcnamara/XlsxWriter#1126",
        "tables.column_names",
        (SHEET, '<c r="C1" t="s"><v>2</v></c>', '<c r="C1"><v>123</v></c>'),
    ),
    of_good(
        "a header that is empty",
        "NousResearch/hermes-agent#89986",
        "tables.column_names",
        (SHEET, '<c r="C1" t="s"><v>2</v></c>', ""),
    ),
    of_good(
        "a column's name over 255 characters",
        "ycphs/openxlsx#402 dfinke/ImportExcel#883",
        "tables.columns",
        (TABLE, 'name="Pilote"', f'name="{"P" * 256}"'),
        (STRINGS, "<t>Pilote</t>", f"<t>{'P' * 256}</t>"),
    ),
    of_good(
        "a table without a row",
        "exceljs/exceljs#2678",
        "tables.header_only",
        (TABLE, 'ref="A1:C3"', 'ref="A1:C1"'),
    ),
    of_good(
        "a space in the name of a table",
        "documonster/documonster#91",
        "tables.identity",
        (TABLE, 'displayName="tblProgramme"', 'displayName="test table"'),
    ),
    of_good(
        "a slash in the name of a table",
        "jmcnamara/XlsxWriter#319",
        "tables.identity",
        (TABLE, 'displayName="tblProgramme"', 'displayName="test/broken"'),
    ),
    of_good(
        "a table called like a cell",
        "jmcnamara/rust_xlsxwriter#189 abap2xlsx/abap2xlsx#793",
        "tables.identity",
        (TABLE, 'displayName="tblProgramme"', 'displayName="A01"'),
    ),
    of_good(
        "a table called like a row and a column",
        "jmcnamara/rust_xlsxwriter#189",
        "tables.identity",
        (TABLE, 'displayName="tblProgramme"', 'displayName="R2D2"'),
    ),
    of_good(
        "two tables of one name",
        "jmcnamara/XlsxWriter#319 JanKallman/EPPlus#412",
        "tables.identity",
        (TABLE, 'displayName="tblProgramme"', 'displayName="tblPilotes"'),
    ),
    of_good(
        "two tables of one number",
        "JanMarvin/openxlsx2#1151",
        "tables.identity",
        (_SECOND_TABLE, 'id="2" name', 'id="1" name'),
    ),
    of_good(
        "a table called like a name",
        "JanMarvin/openxlsx2#192",
        "tables.identity",
        (TABLE, 'displayName="tblProgramme"', 'displayName="Pilotes"'),
    ),
    of_good(
        "a table called like the name of a sheet",
        "jmcnamara/rust_xlsxwriter#189",
        "tables.identity",
        (
            BOOK,
            _PILOTS,
            f'<definedName name="tblprogramme" localSheetId="1">Listes!$A$2</definedName>{_PILOTS}',
        ),
    ),
    of_good(
        "merged cells in a table",
        "exceljs/exceljs#970 ClosedXML/ClosedXML#197",
        "tables.merges",
        (SHEET, 'ref="H1:I1"', 'ref="A2:A3"'),
    ),
    of_good(
        "the filter of a table without header",
        "exceljs/exceljs#2184",
        "tables.filter",
        (TABLE, 'headerRowCount="1"', 'headerRowCount="0"'),
    ),
    of_furnished(
        "totals counted that are not shown",
        "PHPOffice/PhpSpreadsheet#4542 PHPOffice/PhpSpreadsheet#3572",
        "tables.columns",
        (TOTALS, 'totalsRowShown="1"', 'totalsRowShown="0"'),
    ),
    of_furnished(
        "the label of a total that is not its cell",
        "ClosedXML/ClosedXML#2602",
        "tables.columns",
        (SECOND, "<t>Total</t>", "<t>Jetons</t>"),
    ),
    of_furnished(
        "a total without its formula",
        "nissl-lab/npoi#980 PHPOffice/PhpSpreadsheet#3572",
        "tables.columns",
        (SECOND, "<f>SUBTOTAL(109,B2:B3)</f><v></v>", "<v>7</v>"),
    ),
    of_furnished(
        "a total's formula in the table that has none of its own",
        "ClosedXML/ClosedXML#773",
        "tables.columns",
        (
            TOTALS,
            'name="Jetons" totalsRowFunction="sum"/>',
            'name="Jetons" totalsRowFunction="sum"><totalsRowFormula>SUM(B2:B3)</totalsRowFormula>'
            "</tableColumn>",
        ),
    ),
    # Validations
    of_good(
        "a list over 255 characters",
        "exceljs/exceljs#174 ClosedXML/ClosedXML#1016 qax-os/excelize#339 linkml/linkml#1798",
        "validations",
        (SHEET, _LIST, f'<formula1>"{"x," * 128}"<'),
    ),
    of_good(
        "an operator that is empty",
        "abap2xlsx/abap2xlsx#54",
        "schema.attributes",
        (SHEET, 'type="list"', 'type="list" operator=""'),
    ),
    of_good(
        "the sheet on both sides of a list's range",
        "jmcnamara/XlsxWriter#966",
        "validations",
        (SHEET, _LIST, "<formula1>Listes!$A$2:Listes!$A$3<"),
    ),
    of_good(
        "commas between the cells of a validation",
        "EPPlusSoftware/EPPlus#866",
        "schema.attributes",
        (SHEET, 'dataValidation sqref="C2:C3"', 'dataValidation sqref="C2,C3"'),
    ),
    of_good(
        "no validation in the list of validations",
        "ClosedXML/ClosedXML#2128",
        "schema.children",
        (SHEET, '<dataValidation sqref="C2:C3"', '<other sqref="C2:C3"'),
        (SHEET, "</dataValidation>", "</other>"),
    ),
    # Conditional formats
    of_good(
        "a conditional format without a rule",
        "exceljs/exceljs#2178",
        "schema.children",
        (SHEET, _RULE, ""),
    ),
    of_good(
        "a format that the styles do not have",
        "PHPOffice/PhpSpreadsheet#4312",
        "conditional_formats",
        (SHEET, 'priority="1" dxfId="0"', 'priority="1" dxfId="7"'),
    ),
    of_good(
        "no cells for a conditional format",
        "EPPlusSoftware/EPPlus#1362",
        "schema.children",
        (SHEET, 'conditionalFormatting sqref="A2:A3"', "conditionalFormatting"),
    ),
    of_furnished(
        "a scale of colours without its values",
        "ClosedXML/ClosedXML#61 weshatheleopard/rubyXL#305",
        "rules",
        (
            PLAN,
            '<cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/>',
            '<color rgb="FFFFFFFF"/>',
        ),
    ),
    of_furnished(
        "a bar without its values",
        "exceljs/exceljs#3015 protobi/exceljs#34",
        "rules",
        (PLAN, '<cfvo type="min" val="0"/><cfvo type="max" val="100"/>', ""),
    ),
    of_furnished(
        "a rule of a text without its formula",
        "exceljs/exceljs#2349",
        "rules",
        (
            PLAN,
            '<cfRule type="cellIs" priority="1" operator="between" dxfId="0">'
            "<formula>1</formula><formula>2</formula></cfRule>",
            '<cfRule type="containsText" priority="1"/>',
        ),
    ),
    of_furnished(
        "the extension of bars twice",
        "ycphs/openxlsx#42 ycphs/openxlsx#351 awalker89/openxlsx#385 JanMarvin/openxlsx2#168",
        "rules",
        (PLAN, f"<extLst>{_EXTENSION}", f"<extLst>{_EXTENSION}/>{_EXTENSION}"),
    ),
    of_furnished(
        "two extended rules of one id",
        "ycphs/openxlsx#42",
        "rules",
        (
            PLAN,
            "<xm:sqref>D2:D4</xm:sqref>",
            '<x14:cfRule type="dataBar" id="{DA7ABA51-AAAA-BBBB-0001-000000000001}"/>'
            "<xm:sqref>D2:D4</xm:sqref>",
        ),
    ),
    of_furnished(
        "a rule whose extension is gone",
        "exceljs/exceljs#2349",
        "rules",
        (
            PLAN,
            'id="{DA7ABA51-AAAA-BBBB-0001-000000000001}"',
            'id="{DA7ABA51-AAAA-BBBB-0001-000000000002}"',
        ),
    ),
    of_furnished(
        "the colours of a bar out of order",
        "exceljs/exceljs#2547",
        "schema.children",
        (PLAN, "</x14:dataBar>", _BAR_COLOURS),
    ),
]
