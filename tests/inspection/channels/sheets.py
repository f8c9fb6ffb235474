"""What a sheet or the workbook part holds beside cells."""

from __future__ import annotations

from motxl.ooxml import Workbook
from tests.inspection.channels.tools import (
    Channels,
    R,
    X,
    beside_cells,
    edited,
    of_book,
    part,
    related,
)
from tests.inspection.making import BOOK, CANARY, MS, OFFICE, SHEET, with_part

_X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    "<x14:dataValidation"
    ' type="list" prompt="%s"><x14:formula1><xm:f>%s</xm:f></x14:formula1><xm:sqref>A2</xm:sqref>'
    "</x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def _validation(attributes: str = "", formula: str = "$A$2:$A$3") -> Workbook:
    return beside_cells(
        f'<dataValidations count="1"><dataValidation type="list" {attributes} sqref="A2"><formula1>'
        f"{formula}</formula1></dataValidation></dataValidations>"
    )


def _table(
    attributes: str = "", column: str = "", body: str = "", cell: str = "Nombre"
) -> Workbook:
    base = beside_cells(f'<tableParts {R} count="1"><tablePart r:id="rId1"/></tableParts>')
    base.add_part(
        "xl/tables/table1.xml",
        f'<table {X} id="1" name="Table1" displayName="Table1" ref="A1:B3" totalsRowShown="0" '
        f'{attributes}><tableColumns count="2"><tableColumn id="1" name="Ville" {column}>{body}'
        f'</tableColumn><tableColumn id="2" name="{cell}"/></tableColumns></table>'.encode(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
        source=SHEET,
        kind=OFFICE + "table",
    )
    return edited(base=base)


def _link(attributes: str, target: str = "") -> Workbook:
    base = beside_cells(f'<hyperlinks {R}><hyperlink ref="A2" {attributes}/></hyperlinks>')
    if not target:
        return base
    return related(
        SHEET,
        f'<Relationship Id="rId1" Type="{OFFICE}hyperlink" Target="{target}" '
        'TargetMode="External"/>',
        base,
    )


def _views(name: str, inner: str = "") -> Workbook:
    return beside_cells(
        '<customSheetViews><customSheetView guid="{00000000-0000-0000-0000-000000000001}">'
        f"{inner}</customSheetView></customSheetViews>",
        base=of_book(
            "</workbook>",
            f'<customWorkbookViews><customWorkbookView name="{name}" guid="{{00000000-0000-0000-'
            '0000-000000000001}" windowWidth="1" windowHeight="1" activeSheetId="1"/>'
            "</customWorkbookViews>",
        )
        if name
        else None,
    )


CHANNELS: Channels = {
    "the items of a list": ("validation", lambda: _validation(formula=f'"oui,{CANARY}"')),
    "the prompt of a validation": ("validation", lambda: _validation(f'prompt="{CANARY}"')),
    "its title": ("validation", lambda: _validation(f'promptTitle="{CANARY}"')),
    "the error of a validation": ("validation", lambda: _validation(f'error="{CANARY}"')),
    "its error's title": ("validation", lambda: _validation(f'errorTitle="{CANARY}"')),
    "the prompt of a newer validation": (
        "validation",
        lambda: beside_cells(_X14 % (CANARY, "Feuil1!$A$2")),
    ),
    "the items of a newer validation": (
        "validation",
        lambda: beside_cells(_X14 % ("", f'"oui,{CANARY}"')),
    ),
    "a scenario": (
        "scenario",
        lambda: beside_cells(
            '<scenarios><scenario name="x" count="1" user="x" comment="x">'
            f'<inputCells r="A2" val="{CANARY}"/></scenario></scenarios>'
        ),
    ),
    "the comment of a scenario": (
        "scenario",
        lambda: beside_cells(
            f'<scenarios><scenario name="x" count="1" comment="{CANARY}"><inputCells r="A2" '
            'val="1"/></scenario></scenarios>'
        ),
    ),
    "a custom view": ("view", lambda: _views(CANARY)),
    "the header of a custom view": (
        "view",
        lambda: _views("", f"<headerFooter><oddHeader>{CANARY}</oddHeader></headerFooter>"),
    ),
    "the filter of a custom view": (
        "view",
        lambda: _views(
            "",
            '<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter '
            f'val="{CANARY}"/></filters></filterColumn></autoFilter>',
        ),
    ),
    "a named sheet view": (
        "view",
        lambda: part(
            "xl/namedSheetViews/namedSheetView1.xml",
            '<namedSheetViews xmlns="http://schemas.microsoft.com/office/spreadsheetml/2019/'
            f'namedsheetviews"><namedSheetView name="{CANARY}" id="{{0}}"/></namedSheetViews>',
            MS + "2019/04/relationships/namedSheetView",
            SHEET,
        ),
    ),
    "a header of the first page": (
        "header",
        lambda: beside_cells(
            f"<headerFooter><oddHeader>x</oddHeader><firstHeader>{CANARY}</firstHeader>"
            "</headerFooter>"
        ),
    ),
    "a footer of even pages": (
        "header",
        lambda: beside_cells(
            f"<headerFooter><oddFooter>x</oddFooter><evenFooter>{CANARY}</evenFooter>"
            "</headerFooter>"
        ),
    ),
    "a white header": (
        "header",
        lambda: beside_cells(
            f"<headerFooter><oddHeader>&amp;KFFFFFF{CANARY}</oddHeader></headerFooter>"
        ),
    ),
    "a header of size 1": (
        "header",
        lambda: beside_cells(
            f"<headerFooter><oddHeader>&amp;L&amp;1 {CANARY}</oddHeader></headerFooter>"
        ),
    ),
    "the tip of a link": (
        "hyperlink",
        lambda: _link(f'tooltip="{CANARY}"  location="Feuil1!A1"'),
    ),
    "the address of a link": (
        "hyperlink",
        lambda: _link('r:id="rId1"', f"https://example.org/{CANARY}"),
    ),
    "the place of a link": ("hyperlink", lambda: _link(f'location="{CANARY}"')),
    "the former text of a link": (
        "hyperlink",
        lambda: _link(f'location="Feuil1!A1" display="{CANARY}"'),
    ),
    "an address in HYPERLINK": (
        "formula-text",
        lambda: edited(
            (
                SHEET,
                "</sheetData>",
                f'<row r="4"><c r="A4" t="str"><f>HYPERLINK("https://x.org/{CANARY}","Metz")</f>'
                "<v>Metz</v></c></row></sheetData>",
            )
        ),
    ),
    "a filter's value": (
        "filter",
        lambda: beside_cells(
            '<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="Metz"/><filter '
            f'val="{CANARY}"/></filters></filterColumn></autoFilter>'
        ),
    ),
    "a filter's condition": (
        "filter",
        lambda: beside_cells(
            '<autoFilter ref="A1:B3"><filterColumn colId="0"><customFilters><customFilter '
            f'operator="notEqual" val="*{CANARY}*"/></customFilters></filterColumn></autoFilter>'
        ),
    ),
    "a list to sort by": (
        "filter",
        lambda: beside_cells(
            f'<sortState ref="A2:B3"><sortCondition ref="A2:A3" customList="{CANARY},x"/>'
            "</sortState>"
        ),
    ),
    "who protected a range": (
        "author",
        lambda: beside_cells(
            f'<protectedRanges><protectedRange name="x" sqref="A2" securityDescriptor="{CANARY}"/>'
            "</protectedRanges>"
        ),
    ),
    "the name of a protected range": (
        "author",
        lambda: beside_cells(
            f'<protectedRanges><protectedRange name="{CANARY}" sqref="A2"/></protectedRanges>'
        ),
    ),
    "who reserved the file": (
        "author",
        lambda: of_book("<workbookPr/>", f'<fileSharing userName="{CANARY}"/>'),
    ),
    "who shares the file": (
        "author",
        lambda: part(
            "xl/revisions/userNames.xml",
            f'<users {X} count="1"><userInfo guid="{{0}}" name="{CANARY}" id="1"/></users>',
            "usernames",
        ),
    ),
    "the code name of a sheet": (
        "code-name",
        lambda: edited((SHEET, "<sheetPr>", f'<sheetPr codeName="{CANARY}">')),
    ),
    "the code name of the workbook": (
        "code-name",
        lambda: edited((BOOK, "<workbookPr/>", f'<workbookPr codeName="{CANARY}"/>')),
    ),
    "a web page to publish": (
        "publishing",
        lambda: beside_cells(
            f'<webPublishItems count="1"><webPublishItem id="1" divId="x" sourceType="sheet" '
            f'destinationFile="x.htm" title="{CANARY}"/></webPublishItems>'
        ),
    ),
    "web pages of the workbook": (
        "publishing",
        lambda: of_book(
            "</workbook>",
            '<webPublishObjects count="1"><webPublishObject id="1" divId="x" '
            f'destinationFile="{CANARY}"/></webPublishObjects>',
        ),
    ),
    "sheets that were consolidated": (
        "external-link",
        lambda: beside_cells(
            f'<dataConsolidate><dataRefs count="1"><dataRef ref="A1" sheet="{CANARY}"/></dataRefs>'
            "</dataConsolidate>"
        ),
    ),
    "the comment of a name": (
        "defined-name",
        lambda: edited(
            (
                BOOK,
                "<definedNames/>",
                f'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0" '
                f'comment="{CANARY}">Feuil1!$A$1:$B$3</definedName></definedNames>',
            )
        ),
    ),
    "a hidden name": (
        "defined-name",
        lambda: edited(
            (
                BOOK,
                "<definedNames/>",
                f'<definedNames><definedName name="_x" hidden="1">"{CANARY}"</definedName>'
                "</definedNames>",
            )
        ),
    ),
    "a filter's name that is a text": (
        "defined-name",
        lambda: edited(
            (
                BOOK,
                "<definedNames/>",
                '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" '
                f'hidden="1">"{CANARY}"</definedName></definedNames>',
            )
        ),
    ),
    "a category of functions": (
        "defined-name",
        lambda: of_book(
            "</workbook>", f'<functionGroups><functionGroup name="{CANARY}"/></functionGroups>'
        ),
    ),
    "the alternative text of a table": (
        "alt-text",
        lambda: edited(
            (
                "xl/tables/table1.xml",
                "</table>",
                '<extLst><ext uri="{504A1905-F514-4f6f-8877-14C23A59335A}" xmlns:x14="http://schemas.'
                f'microsoft.com/office/spreadsheetml/2009/9/main"><x14:table altText="{CANARY}" '
                'altTextSummary="x"/></ext></extLst></table>',
            ),
            base=_table(),
        ),
    ),
    "the comment of a table": ("table-text", lambda: _table(f'comment="{CANARY}"')),
    "the label of a hidden total": (
        "table-text",
        lambda: _table(column=f'totalsRowLabel="{CANARY}"'),
    ),
    "the header of a table without headers": (
        "table-text",
        lambda: edited(
            ("xl/tables/table1.xml", 'ref="A1:B3"', 'ref="A2:B3" headerRowCount="0"'),
            base=_table(cell=CANARY),
        ),
    ),
    "a header that its cell does not show": ("table-text", lambda: _table(cell=CANARY)),
    "the formula of a column": (
        "formula-text",
        lambda: _table(body=f'<calculatedColumnFormula>N("{CANARY}")</calculatedColumnFormula>'),
    ),
    "a property of a sheet": (
        "property",
        lambda: with_part(
            "xl/customProperty1.bin",
            CANARY.encode("utf-16-le"),
            kind=OFFICE + "customProperty",
            source=SHEET,
        ),
    ),
    "an extension that nobody knows": (
        "extension",
        lambda: beside_cells(
            '<extLst><ext uri="{00000000-0000-0000-0000-00000000CAFE}"><s:x xmlns:s="urn:s" '
            f's:v="{CANARY}"/></ext></extLst>'
        ),
    ),
    "an extension of the workbook": (
        "extension",
        lambda: of_book(
            "</workbook>",
            '<extLst><ext uri="{00000000-0000-0000-0000-00000000CAFE}"><s:x xmlns:s="urn:s">'
            f"{CANARY}</s:x></ext></extLst>",
        ),
    ),
    "an attribute that nobody knows": (
        "extension",
        lambda: edited(
            (
                SHEET,
                '<row r="2"',
                f'<row xmlns:s="urn:s" s:secret="{CANARY}" r="2"',
            )
        ),
    ),
    "an attribute that the format does not have": (
        "extension",
        lambda: edited((SHEET, '<row r="2"', f'<row secret="{CANARY}" r="2"')),
    ),
    "an element that nobody knows": (
        "extension",
        lambda: beside_cells(f'<s:secret xmlns:s="urn:s">{CANARY}</s:secret>'),
    ),
    "an alternative that no program takes": (
        "extension",
        lambda: beside_cells(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            '2006"><mc:Choice xmlns:s="urn:s" Requires="s"><headerFooter><oddHeader>'
            f"{CANARY}</oddHeader></headerFooter></mc:Choice></mc:AlternateContent>"
        ),
    ),
    "text between elements": (
        "extension",
        lambda: edited((SHEET, "<sheetData>", f"<sheetData>{CANARY}")),
    ),
}
