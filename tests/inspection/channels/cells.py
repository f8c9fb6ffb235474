"""Rows, columns, cells and their formats."""

from __future__ import annotations

from tests.inspection.channels.tools import (
    STYLES,
    Channels,
    beside_cells,
    cell,
    edited,
    styled,
    text,
)
from tests.inspection.making import CANARY, SHEET

_WHITE = '<color rgb="FFFFFFFF"/><sz val="11"/>'
_RULE = (
    '<conditionalFormatting sqref="A4"><cfRule type="expression" dxfId="0" priority="1">'
    "<formula>TRUE</formula></cfRule></conditionalFormatting>"
)


def _rule(dxf: str) -> tuple[tuple[str, str, str], ...]:
    return (
        (SHEET, "</sheetData>", f'<row r="4">{text(0)}</row></sheetData>{_RULE}'),
        (STYLES, "</cellStyles>", f'</cellStyles><dxfs count="1"><dxf>{dxf}</dxf></dxfs>'),
    )


def _row(attributes: str) -> tuple[str, str, str]:
    return SHEET, "</sheetData>", f'<row r="4" {attributes}>{text(0)}</row></sheetData>'


def _column(col: str) -> tuple[tuple[str, str, str], ...]:
    return (
        (SHEET, "<sheetData>", f"<cols>{col}</cols><sheetData>"),
        (SHEET, "</sheetData>", f'<row r="4">{text(0, "D4")}</row></sheetData>'),
    )


def _formula(formula: str, value: str = "0") -> str:
    return f'<c r="A4"><f>{formula}</f><v>{value}</v></c>'


def _run(properties: str) -> str:
    return (
        f'<c r="A4" t="inlineStr"><is><r><t>Metz</t></r><r><rPr>{properties}</rPr><t>{CANARY}</t>'
        "</r></is></c>"
    )


def _one_format(code: str) -> str:
    return f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'


CHANNELS: Channels = {
    "a row of height 0": ("hidden-row", lambda: edited(_row('ht="0" customHeight="1"'))),
    "a row of height 0.1": ("hidden-row", lambda: edited(_row('ht="0.1" customHeight="1"'))),
    "a collapsed group of rows": (
        "hidden-row",
        lambda: edited(_row('outlineLevel="1" hidden="true"')),
    ),
    "a default height of 0": (
        "hidden-row",
        lambda: edited(_row(""), (SHEET, 'defaultRowHeight="15"', 'defaultRowHeight="0"')),
    ),
    "a column of width 0": (
        "hidden-column",
        lambda: edited(*_column('<col min="4" max="4" width="0" customWidth="1"/>')),
    ),
    "a column of width 0.1": (
        "hidden-column",
        lambda: edited(*_column('<col min="4" max="4" width="0.1" customWidth="1"/>')),
    ),
    "a default width of 0": (
        "hidden-column",
        lambda: edited(
            (SHEET, "</sheetData>", f'<row r="4">{text(0, "D4")}</row></sheetData>'),
            (SHEET, 'baseColWidth="8"', 'defaultColWidth="0"'),
        ),
    ),
    "text nearly white": (
        "hidden-text",
        lambda: cell(text(), *styled('<color rgb="FFFDFDFD"/><sz val="11"/>')),
    ),
    "text nearly of its fill": (
        "hidden-text",
        lambda: cell(
            text(),
            *styled(
                '<color rgb="FF0070C0"/><sz val="11"/>',
                '<patternFill patternType="solid"><fgColor rgb="FF0874C4"/></patternFill>',
            ),
        ),
    ),
    "white of the theme": (
        "hidden-text",
        lambda: cell(text(), *styled('<color theme="0" tint="-0.01"/><sz val="11"/>')),
    ),
    "white of the palette": (
        "hidden-text",
        lambda: cell(text(), *styled('<color indexed="9"/><sz val="11"/>')),
    ),
    "text of its gradient": (
        "hidden-text",
        lambda: cell(
            text(),
            *styled(
                '<color rgb="FF0070C0"/><sz val="11"/>',
                '<gradientFill><stop position="0"><color rgb="FF0070C0"/></stop><stop position="1">'
                '<color rgb="FF0070C0"/></stop></gradientFill>',
            ),
        ),
    ),
    "size 1": ("hidden-text", lambda: cell(text(), *styled('<color theme="1"/><sz val="1"/>'))),
    "a white run": ("hidden-text", lambda: cell(_run('<color rgb="FFFFFFFF"/>'))),
    "a run of size 1": ("hidden-text", lambda: cell(_run('<sz val="1"/>'))),
    "white by a rule": (
        "hidden-text",
        lambda: edited(*_rule('<font><color rgb="FFFFFFFF"/></font>')),
    ),
    "the format ;;; by a rule": (
        "hidden-text",
        lambda: edited(*_rule('<numFmt numFmtId="201" formatCode=";;;"/>')),
    ),
    "white through the column's format": (
        "hidden-text",
        lambda: cell(
            f'<c r="A4" s="1" t="str"><f>"x"</f><v>{CANARY}</v></c>',
            *styled(_WHITE),
        ),
    ),
    "a format that swallows text": (
        "hidden-text",
        lambda: cell(text(), *styled(number="0;-0;0;")),
    ),
    "a format that shows another text": (
        "hidden-text",
        lambda: cell(text(), *styled(number="General;General;General;&quot;ok&quot;")),
    ),
    "a number that a format swallows": (
        "hidden-text",
        lambda: cell('<c r="A4" s="1"><v>31415926</v></c>', *styled(number=";;;@")),
    ),
    "under a merged cell": (
        "hidden-text",
        lambda: edited(
            (
                SHEET,
                "</sheetData>",
                f'<row r="4">{text(0, "A4", "x")}{text(0, "B4")}</row></sheetData>'
                '<mergeCells count="1"><mergeCell ref="A4:B4"/></mergeCells>',
            )
        ),
    ),
    "a second value of a cell": (
        "hidden-text",
        lambda: cell(f'<c r="A4"><v>3</v><is><t>{CANARY}</t></is></c>'),
    ),
    "a number that an icon replaces": (
        "hidden-text",
        lambda: edited(
            (
                SHEET,
                "</sheetData>",
                '<row r="4"><c r="A4"><v>31415926</v></c></row></sheetData><conditionalFormatting '
                'sqref="A4"><cfRule type="iconSet" priority="1"><iconSet showValue="0"><cfvo '
                'type="percent" val="0"/></iconSet></cfRule></conditionalFormatting>',
            )
        ),
    ),
    "above frozen panes": (
        "hidden-row",
        lambda: edited(
            (SHEET, "Ville", CANARY),
            (
                SHEET,
                '<sheetView workbookViewId="0">',
                '<sheetView topLeftCell="A2" workbookViewId="0">'
                '<pane ySplit="1" topLeftCell="A3" state="frozen"/>',
            ),
        ),
    ),
    "N of a text": ("formula-text", lambda: cell(_formula(f'B2+N("{CANARY}")', "3"))),
    "a branch not taken": ("formula-text", lambda: cell(_formula(f'IF(FALSE,"{CANARY}",3)', "3"))),
    "a text that LET keeps": (
        "formula-text",
        lambda: cell(_formula(f'_xlfn.LET(_xlpm.a,"{CANARY}",3)', "3")),
    ),
    "the length of a text": ("formula-text", lambda: cell(_formula(f'LEN("{CANARY}")', "13"))),
    "an array constant": ("formula-text", lambda: cell(_formula(f'ROWS({{"{CANARY}";"x"}})', "2"))),
    "the formula of a rule": (
        "formula-text",
        lambda: beside_cells(
            '<conditionalFormatting sqref="A2"><cfRule type="expression" priority="1"><formula>'
            f'A2="{CANARY}"</formula></cfRule></conditionalFormatting>'
        ),
    ),
    "the text of a rule": (
        "formula-text",
        lambda: beside_cells(
            '<conditionalFormatting sqref="A2"><cfRule type="containsText" operator="containsText" '
            f'text="{CANARY}" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting>'
        ),
    ),
    "the formula of a validation": (
        "formula-text",
        lambda: beside_cells(
            '<dataValidations count="1"><dataValidation type="custom" sqref="A2"><formula1>'
            f'A2&lt;&gt;"{CANARY}"</formula1></dataValidation></dataValidations>'
        ),
    ),
    "a name in a formula": ("formula-text", lambda: cell(_formula(f"{CANARY}+1", "1"))),
    "phonetics": (
        "phonetic",
        lambda: cell(
            '<c r="A4" t="inlineStr"><is><t>Metz</t><rPh sb="0" eb="4">'
            f"<t>{CANARY}</t></rPh></is></c>"
        ),
    ),
    "a number format of no cell": (
        "number-format",
        lambda: edited(
            (
                STYLES,
                '<numFmts count="0"/>',
                _one_format(f"0&quot;{CANARY}&quot;"),
            )
        ),
    ),
    "a section of a number format": (
        "number-format",
        lambda: cell('<c r="A4" s="1"><v>5</v></c>', *styled(number=f"0;&quot;{CANARY}&quot;;0")),
    ),
    "a number format of a rule": (
        "number-format",
        lambda: edited(
            *_rule(f'<numFmt numFmtId="201" formatCode="General;&quot;{CANARY}&quot;"/>')
        ),
    ),
    "escaped letters of a number format": (
        "number-format",
        lambda: edited(
            (
                STYLES,
                '<numFmts count="0"/>',
                _one_format("0" + "".join("\\" + letter for letter in CANARY)),
            )
        ),
    ),
    "a style of no cell": (
        "style-name",
        lambda: edited(
            (STYLES, "</cellStyles>", f'<cellStyle name="{CANARY}" xfId="1"/></cellStyles>'),
            (STYLES, "</cellStyleXfs>", '<xf numFmtId="0" fontId="0"/></cellStyleXfs>'),
        ),
    ),
    "a table style": (
        "style-name",
        lambda: edited(
            (
                STYLES,
                '<tableStyles count="0"',
                f'<tableStyles count="1"><tableStyle name="{CANARY}" pivot="0" count="0"/>'
                '</tableStyles><tableStyles count="0"',
            )
        ),
    ),
}
