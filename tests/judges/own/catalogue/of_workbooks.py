"""The workbook: sheets, names, formulas, the calculation chain, styles."""

from __future__ import annotations

from tests.judges.own.catalogue.cause import Cause, Change, of_furnished, of_good
from tests.judges.own.example import BOOK, LISTS, SHEET, STYLES, Members

_SUM = "<f>SUM(1,2)</f>"
_PILOTS = '<definedName name="pilotes">Listes!$A$2:$A$3</definedName>'
_XF = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" pivotButton="0" quotePrefix="0" xfId="0"/>'
)
_FILL = '<fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill>'
_TITLES = "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'Plan d''action'!$1:$1"
_CHAIN = "xl/calcChain.xml"


def _many(part: str, end: str, one: str, times: int) -> Change:
    """Adds an element so many times, ``{}`` in it being its number."""

    def add(members: Members) -> None:
        text = str(members[part])
        assert end in text, end
        members[part] = text.replace(end, "".join(one.format(n) for n in range(times)) + end, 1)

    return add


CAUSES: list[Cause] = [
    # Sheets
    of_good(
        "the name of a sheet over 31 characters",
        "mk-j/PHP_XLSXWriter#78 troldal/OpenXLSX#358 exceljs/exceljs#705 awalker89/openxlsx#65",
        "sheet_names",
        (BOOK, 'name="Listes"', f'name="{"L" * 32}"'),
    ),
    of_good(
        "a forbidden character in the name of a sheet",
        "justkawal/excel#95 mk-j/PHP_XLSXWriter#78",
        "sheet_names",
        (BOOK, 'name="Listes"', 'name="Listes [1]"'),
    ),
    of_good(
        "two sheets of one name",
        "mk-j/PHP_XLSXWriter#78",
        "sheet_names",
        (BOOK, 'name="Listes"', 'name="PROGRAMME"'),
    ),
    of_good(
        "two sheets of one number",
        "tfussell/xlnt#228",
        "sheet_names",
        (BOOK, 'sheetId="2"', 'sheetId="1"'),
    ),
    of_good(
        "the workbook's extensions twice",
        "ycphs/openxlsx#313",
        "schema.children",
        (BOOK, "</workbook>", "<extLst/><extLst/></workbook>"),
    ),
    of_good(
        "a custom view of a sheet that the workbook does not list",
        "ycphs/openxlsx#444",
        "extras",
        (
            SHEET,
            "<mergeCells ",
            '<customSheetViews><customSheetView guid="{11111111-1111-1111-1111-111111111111}"/>'
            "</customSheetViews><mergeCells ",
        ),
    ),
    # Names
    of_good(
        "a name of a sheet that is gone",
        "ClosedXML/ClosedXML#1007 ClosedXML/ClosedXML#848",
        "formula_grammar",
        (BOOK, "Listes!$A$2", "Ancienne!$A$2"),
    ),
    of_good(
        "a name that leads to a cell on no sheet",
        "jmcnamara/XlsxWriter#430",
        "defined_names",
        (BOOK, "Listes!$A$2:$A$3", "B5"),
    ),
    of_furnished(
        "a name whose sheet stands without quotes",
        "exceljs/exceljs#664",
        "formula_grammar",
        (BOOK, "'Plan d''action'!$D$2:$D$4", "12pm!C1:AX12"),
    ),
    of_furnished(
        "a name with dollars doubled",
        "exceljs/exceljs#664",
        "formula_grammar",
        (BOOK, "'Plan d''action'!$1:$1", "'Plan d''action'!$$1:$$1"),
    ),
    of_furnished(
        "an apostrophe of a sheet's name not doubled",
        "exceljs/exceljs#3071",
        "formula_grammar",
        (BOOK, "'Plan d''action'!$1:$1", "'Plan d'action'!$1:$1"),
    ),
    of_furnished(
        "an ampersand of a sheet's name as it is",
        "dhatim/fastexcel#281",
        "package",
        (BOOK, "'Plan d''action'!$A$1:$D$4", "'T&O'!$A$1:$D$1"),
    ),
    of_furnished(
        "one print area under two names",
        "EPPlusSoftware/EPPlus#869",
        "defined_names",
        (
            BOOK,
            _TITLES,
            '<definedName name="Print_Titles" localSheetId="0">Totaux!$1:$1</definedName>'
            + _TITLES,
        ),
    ),
    of_furnished(
        "two names of the filter of a sheet",
        "JanKallman/EPPlus#406",
        "defined_names",
        (BOOK, '_xlnm.Print_Titles"', '_xlnm._FilterDatabase"'),
    ),
    of_good(
        "a name of a workbook that is not linked",
        "EPPlusSoftware/EPPlus#273 Excel-DNA/ExcelDna#385",
        "formula_grammar",
        (BOOK, "Listes!$A$2:$A$3", "[1]Listes!$A$2:$A$3"),
    ),
    of_good(
        "a name of a reference that is lost",
        "RamblingCookieMonster/PSExcel#54",
        "defined_names",
        (BOOK, "Listes!$A$2:$A$3", "#REF!$A$2:$A$3"),
    ),
    # Formulas
    of_good(
        "the semicolons of another language",
        "ClosedXML/ClosedXML#70 abap2xlsx/abap2xlsx#506 dfinke/ImportExcel#867",
        "formulas",
        (SHEET, _SUM, '<f>FIND("test";H5)</f>'),
    ),
    of_good(
        "a shared formula whose first is gone",
        "nissl-lab/npoi-examples#1 dotnet/Open-XML-SDK#273 QtExcel/QXlsx#32",
        "formulas",
        (SHEET, _SUM, '<f t="shared" si="0"/>'),
    ),
    of_good(
        "an equals sign before a formula",
        "office-kit/xlsx#136 office-kit/xlsx#189",
        "formulas",
        (SHEET, _SUM, "<f>=SUM(B14:B47)</f>"),
    ),
    of_good(
        "a sheet that reads as a row and column without quotes",
        "EPPlusSoftware/EPPlus#214 apache/poi#545",
        "formula_grammar",
        (BOOK, 'name="Listes"', 'name="RC123Test"'),
        (BOOK, "Listes!$A$2", "RC123Test!$A$2"),
    ),
    of_good(
        "a quote left open in a formula",
        "the-deep/server#582",
        "formula_grammar",
        (SHEET, _SUM, '<f>HYPERLINK("https://example.org","“Children")")</f>'),
    ),
    of_good(
        "a cell in the chain whose formula is gone",
        "nissl-lab/npoi-examples#1 dotnet/Open-XML-SDK#1457",
        "calc_chain",
        (SHEET, _SUM, ""),
    ),
    of_good(
        "a chain of no cells",
        "qax-os/excelize#414",
        "calc_chain",
        (_CHAIN, '<c r="F2" i="1"/>', ""),
    ),
    # Styles
    of_good(
        "the number format of a differential format after its fill",
        "EPPlusSoftware/EPPlus#337",
        "schema.children",
        (STYLES, f"<dxf>{_FILL}", f'<dxf>{_FILL}<numFmt numFmtId="165" formatCode="0"/>'),
    ),
    of_good(
        "an element that styles do not have",
        "SystemDevil/PHP_XLSXWriter_plus#3",
        "schema.children",
        (STYLES, "<cellXfs ", '<fasmily val="2"/><cellXfs '),
    ),
    of_good(
        "a colour without its alpha",
        "salvois/LargeXlsx#17",
        "schema.attributes",
        (STYLES, 'bgColor rgb="FFFFC7CE"', 'bgColor rgb="FFC7CE"'),
    ),
    of_good(
        "an indexed colour that there is not",
        "SheetJS/sheetjs#1412",
        "schema.attributes",
        (STYLES, 'bgColor rgb="FFFFC7CE"', 'bgColor indexed="206"'),
    ),
    of_good(
        "a number format without its code",
        "ClosedXML/ClosedXML#1776 dotnet/Open-XML-SDK#633",
        "formats",
        (STYLES, '<numFmts count="0"/>', '<numFmts count="1"><numFmt numFmtId="164"/></numFmts>'),
    ),
    of_good(
        "more than 250 number formats",
        "protobi/exceljs#83 exceljs/exceljs#102",
        "formats",
        (STYLES, '<numFmts count="0"/>', '<numFmts count="260"></numFmts>'),
        _many(STYLES, "</numFmts>", '<numFmt numFmtId="1{:03}" formatCode="0.0"/>', 260),
    ),
    of_good(
        "more than 65,490 cell formats",
        "exceljs/exceljs#102",
        "formats",
        (STYLES, 'cellXfs count="1"', 'cellXfs count="65501"'),
        _many(STYLES, "</cellXfs>", _XF, 65_500),
    ),
    of_good(
        "a closing tag gone from a sheet",
        "AlaSQL/alasql#711 ycphs/openxlsx#260",
        "package",
        (LISTS, "</worksheet>", ""),
    ),
]
