"""Views, cells, merges, columns, links, the order of a sheet's elements."""

from __future__ import annotations

from tests.judges.own.catalogue.cause import Cause, Change, moved, of_furnished, of_good
from tests.judges.own.example import BOOK, SHEET, STRINGS, Members
from tests.judges.own.furnished import PLAN, SECOND

_MERGES = '<mergeCells count="1"><mergeCell ref="H1:I1"/></mergeCells>'
_LIST = "<formula1>pilotes</formula1>"
_LINK = '<hyperlink ref="A1" location="Listes!A1"/>'
_LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
_MARGINS = '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>'


def _between(part: str, start: str, end: str, before: str) -> Change:
    """Moves what begins and ends so before another element."""

    def move(members: Members) -> None:
        text = str(members[part])
        first = text.index(start)
        last = text.index(end, first) + len(end)
        element, rest = text[first:last], text[:first] + text[last:]
        assert before in rest, before
        members[part] = rest.replace(before, element + before, 1)

    return move


def _many_links(members: Members) -> None:
    link = '<hyperlink ref="A{}" location="Totaux!A1"/>'
    links = "".join(link.format(row) for row in range(10, 65_545))
    members[PLAN] = str(members[PLAN]).replace("</hyperlinks>", f"{links}</hyperlinks>")


CAUSES: list[Cause] = [
    # Views
    of_furnished(
        "a range where the active cell is due",
        "PHPOffice/PhpSpreadsheet#532 PHPOffice/PhpSpreadsheet#535",
        "schema.attributes",
        (PLAN, 'activeCell="A1"', 'activeCell="A1:B5"'),
    ),
    of_furnished(
        "the lower right pane active under a split across only",
        "xou/elixlsx#55 tealeg/xlsx#629",
        "panes",
        (PLAN, 'xSplit="1" ySplit="1"', 'xSplit="0" ySplit="1"'),
        (PLAN, '<selection pane="topRight"/>', ""),
    ),
    of_furnished(
        "a pane without a split",
        "CollaboraOnline/online#11475 PHPOffice/PhpSpreadsheet#393",
        "panes",
        (PLAN, 'xSplit="1" ySplit="1"', 'xSplit="0" ySplit="0"'),
    ),
    of_good(
        "the active tab is gone",
        "JanMarvin/openxlsx2#792 JanMarvin/openxlsx2#793",
        "views",
        (BOOK, 'activeTab="0"', 'activeTab="3"'),
    ),
    of_good(
        "the active sheet is hidden",
        "SheetJS/sheetjs#1433 jmcnamara/XlsxWriter#210",
        "views",
        (BOOK, 'state="visible"', 'state="hidden"'),
    ),
    # Rows, cells, values
    of_good(
        "cells of a row out of order",
        "ahmedwalid05/FastExcel#72 openspout/openspout#362",
        "cell_order",
        (SHEET, 'r="B2"', 'r="E2"'),
        (SHEET, 'r="C2"', 'r="B2"'),
    ),
    of_good(
        "rows out of order",
        "qax-os/excelize#1139 dtjohnson/xlsx-populate#4",
        "cell_order",
        (SHEET, '<row r="3"><c r="A3" t="s"><v>6</v></c><c r="B3"', '<row r="1"><c r="B1"'),
    ),
    of_good(
        "a cell in the row of another",
        "yfedoseev/office_oxide#205",
        "cell_order",
        (SHEET, 'r="F2"', 'r="F1"'),
    ),
    of_furnished(
        "a number that is none",
        "jmcnamara/libxlsxwriter#268 dtjohnson/xlsx-populate#112 JuliaData/XLSX.jl#179",
        "cell_values",
        (PLAN, "<v>3</v>", "<v>NaN</v>"),
    ),
    of_good(
        "a shared string below the first",
        "GDKsoftware/OfficeXML4D#10",
        "shared_strings",
        (SHEET, "<v>5</v>", "<v>-1</v>"),
    ),
    of_good(
        "a text over 32,767 characters",
        "dhatim/fastexcel#318 tealeg/xlsx#173 dfinke/ImportExcel#1422",
        "text_length",
        (STRINGS, "Formation", "x" * 32_768),
    ),
    of_good(
        "an empty run in a rich text",
        "jmcnamara/XlsxWriter#475",
        "rich_texts",
        (STRINGS, "<t>(T1)</t>", "<t></t>"),
    ),
    of_good(
        "a control character in a text",
        "randym/axlsx#345",
        "package",
        (STRINGS, "Formation", "Form\x01ation"),
    ),
    of_good(
        "a style beyond the last",
        "ggreen86/XLSX-Workbook-Class#19",
        "styles",
        (SHEET, 'r="F2"', 'r="F2" s="9"'),
    ),
    of_good(
        "a cell in the row before the first",
        "jmcnamara/XlsxWriter#212",
        "schema.attributes",
        (SHEET, 'r="F2"', 'r="F0"'),
    ),
    # Merges and columns
    of_good(
        "merged cells that overlap",
        "abap2xlsx/abap2xlsx#361 jmcnamara/XlsxWriter#848 nissl-lab/npoi#158",
        "merges",
        (SHEET, '"H1:I1"/>', '"H1:I1"/><mergeCell ref="I1:I2"/>'),
        (SHEET, 'mergeCells count="1"', 'mergeCells count="2"'),
    ),
    of_good(
        "a merge of no cells",
        "randym/axlsx#302",
        "schema.attributes",
        (SHEET, 'ref="H1:I1"', 'ref=""'),
    ),
    of_good(
        "no merge in the list of merges",
        "jmix-framework/jmix#5221 troldal/OpenXLSX#351",
        "schema.children",
        (SHEET, _MERGES, "<mergeCells/>"),
    ),
    of_good(
        "columns beyond the last that has a width",
        "mk-j/PHP_XLSXWriter#248",
        "columns",
        (SHEET, 'min="2" max="2"', 'min="1025" max="1024"'),
    ),
    of_good(
        "a width that is no number",
        "aVadim483/fast-excel-writer#38",
        "schema.attributes",
        (SHEET, 'width="60"', 'width="auto"'),
    ),
    # The order of elements
    of_good(
        "merges before the cells",
        "tealeg/xlsx#573",
        "schema.children",
        *moved(SHEET, _MERGES, "<sheetData>"),
    ),
    of_good(
        "merges after the margins",
        "troldal/OpenXLSX#286",
        "schema.children",
        *moved(SHEET, _MERGES, "<headerFooter>"),
    ),
    of_good(
        "merges after the conditional formats",
        "catamphetamine/write-excel-file#12",
        "schema.children",
        *moved(SHEET, _MERGES, "<dataValidations"),
    ),
    of_good(
        "links before the merges",
        "stephenliberty/excel-builder.js#75",
        "schema.children",
        (
            SHEET,
            _MERGES,
            f'<hyperlinks><hyperlink ref="A1" location="Listes!A1"/></hyperlinks>{_MERGES}',
        ),
    ),
    of_furnished(
        "links before the validations",
        "exceljs/exceljs#256",
        "schema.children",
        _between(PLAN, "<hyperlinks>", "</hyperlinks>", "<dataValidations"),
    ),
    of_furnished(
        "links before the conditional formats",
        "protobi/exceljs#25",
        "schema.children",
        _between(PLAN, "<hyperlinks>", "</hyperlinks>", "<conditionalFormatting"),
    ),
    of_furnished(
        "a drawing before the errors that are passed over",
        "iOfficeAI/OfficeCLI#389",
        "schema.children",
        (
            PLAN,
            '<extLst><ext uri="{78C0',
            '<ignoredErrors><ignoredError sqref="A2"'
            ' numberStoredAsText="1"/></ignoredErrors><extLst><ext uri="{78C0',
        ),
    ),
    of_good(
        "a drawing after the tables",
        "exceljs/exceljs#106",
        "schema.children",
        (SHEET, "</worksheet>", "<legacyDrawing/></worksheet>"),
    ),
    of_good(
        "the validations twice",
        "PHPOffice/PhpSpreadsheet#2411 PHPOffice/PhpSpreadsheet#2368",
        "schema.children",
        (
            SHEET,
            "</dataValidations>",
            '</dataValidations><dataValidations count="1"><dataValidation type="list"'
            f' sqref="C2:C3">{_LIST}</dataValidation></dataValidations>',
        ),
    ),
    # Links
    of_good(
        "no link in the list of links",
        "STRML/node-xlsx-writestream#3 JanKallman/EPPlus#17 nissl-lab/npoi#1128",
        "schema.children",
        (SHEET, _MARGINS, f"<hyperlinks/>{_MARGINS}"),
    ),
    of_furnished(
        "an address over 2,079 characters",
        "EPPlusSoftware/EPPlus#778",
        "hyperlinks",
        (_LINKS, "https://example.org/etude", "https://example.org/" + "e" * 2_060),
    ),
    of_furnished(
        "an address with a space",
        "office-kit/xlsx#124 ClosedXML/ClosedXML#2397",
        "hyperlinks",
        (_LINKS, "https://example.org/etude", "https://example.org/mon étude"),
    ),
    of_furnished(
        "an address with a bare ampersand",
        "dhatim/fastexcel#528",
        "package",
        (_LINKS, "https://example.org/etude", "https://example.org/?id=1&category=2"),
    ),
    of_furnished(
        "over 65,530 links",
        "natergj/excel4node#199 JanKallman/EPPlus#199 PHPOffice/PhpSpreadsheet#1667",
        "hyperlinks",
        _many_links,
    ),
    # Headers
    of_good(
        "a header over 255 characters",
        "jmcnamara/libxlsxwriter#305 ClosedXML/ClosedXML#174",
        "headers",
        (SHEET, "<oddHeader>", "<oddHeader>" + "x" * 255),
    ),
    # Filters
    of_furnished(
        "a filter over a table",
        "EPPlusSoftware/EPPlus#103 ClosedXML/ClosedXML#1213",
        "filters",
        (SECOND, "</sheetData>", '</sheetData><autoFilter ref="A1:B3"/>'),
    ),
]
