"""What else of a workbook names rows: rules, lists, charts, notes, links, sparklines and more."""

from __future__ import annotations

from random import Random
from typing import Any

from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from tests.recalculation.changes import Change
from tests.recalculation.expressions import Block

_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"


def furnish(
    rng: Random,
    book: Book,
    sheets: dict[str, Worksheet],
    plan: Block,
    other: Block,
    change: Change,
) -> None:
    """A choice of everything, on the sheet of the data and on another one."""
    sheet, elsewhere = sheets[plan.sheet], sheets["Autre"]
    first, last = rng.choice([span for span in plan.spans if span[1] > span[0]])
    found = {
        "rules": lambda: _rules(rng, book, sheet, plan, first, last),
        "lists": lambda: _lists(sheet, elsewhere, plan, other),
        "charts": lambda: _charts(rng, book, sheets, plan, other),
        "print": lambda: _printed(sheet, plan),
        "pieces": lambda: _pieces(sheet, plan, change),
        "sparklines": lambda: _sparklines(sheet, elsewhere, plan),
    }
    for put in rng.sample(list(found.values()), rng.randint(2, len(found))):
        put()


def _rules(rng: Random, book: Book, sheet: Worksheet, plan: Block, first: int, last: int) -> None:
    bold = book.add_format({"bg_color": "#FFC7CE"})
    area = f"A{plan.first}:D{plan.last}"
    rules: list[dict[str, Any]] = [
        {"type": "formula", "criteria": f"=$B{plan.first}>$B$1", "format": bold},
        {"type": "cell", "criteria": ">", "value": f"=$B${rng.choice(plan.rows)}", "format": bold},
        {"type": "formula", "criteria": f"=COUNTIF($A${first}:$A${last},$A{plan.first})>1"},
        {"type": "3_color_scale"},
    ]
    for rule in rng.sample(rules, 2):
        sheet.conditional_format(area, rule)
    if rng.random() < 0.5:
        constant = f"=$B${plan.constants[-1]}"
        sheet.conditional_format(
            f"C{plan.first}:C{plan.last}",
            {
                "type": "data_bar",
                "data_bar_2010": True,
                "max_type": "formula",
                "max_value": constant,
            },
        )


def _lists(sheet: Worksheet, elsewhere: Worksheet, plan: Block, other: Block) -> None:
    area = f"=Autre!$A${other.first}:$A${other.last}"
    sheet.data_validation(f"E{plan.first}:E{plan.last}", {"validate": "list", "source": area})
    keys = f"={plan.quoted}!$A${plan.first}:$A${plan.last}"
    elsewhere.data_validation("L3:L9", {"validate": "list", "source": keys})
    once = f"=COUNTIF($A${plan.first}:$A${plan.last},A{plan.first})=1"
    checked = f"Q{plan.first}:Q{plan.last}"
    sheet.data_validation(checked, {"validate": "custom", "value": once})


def _charts(
    rng: Random, book: Book, sheets: dict[str, Worksheet], plan: Block, other: Block
) -> None:
    for sheet in rng.sample(list(sheets.values()), 2):
        chart = book.add_chart({"type": rng.choice(["column", "line", "pie"])})
        for block in rng.sample([plan, other], rng.randint(1, 2)):
            where = block.quoted
            first, last = rng.choice(block.spans)
            chart.add_series(
                {
                    "name": f"={where}!$B${block.first - 1}",
                    "categories": f"={where}!$A${first}:$A${last}",
                    "values": f"={where}!$B${first}:$B${last}",
                }
            )
        sheet.insert_chart(f"W{rng.choice([2, plan.first, plan.last + 4])}", chart)


def _printed(sheet: Worksheet, plan: Block) -> None:
    sheet.print_area(f"A1:D{plan.last}")
    sheet.repeat_rows(0, plan.first - 2)
    sheet.set_h_pagebreaks([plan.first - 1, plan.last])
    sheet.freeze_panes(plan.first - 1, 1)
    sheet.set_selection(f"B{plan.last}")


def _pieces(sheet: Worksheet, plan: Block, change: Change) -> None:
    """Notes, links, merges and boxes, beside the rows that move or go."""
    free = [row for row in plan.rows if row not in change.rows]
    for row in {*free[:1], *free[-1:]}:
        sheet.write_comment(f"A{row}", "À relire", {"x_scale": 1})
        sheet.write_url(f"S{row}", f"internal:{plan.quoted}!A{row}", string="là")
    sheet.merge_range(f"A{plan.last + 4}:C{plan.last + 4}", "Total")
    sheet.merge_range(f"J{plan.last + 14}:K{plan.last + 15}", "Deux lignes")
    sheet.insert_textbox(f"Y{plan.last + 6}", "Note", {"textlink": f"={plan.quoted}!$B$1"})
    sheet.ignore_errors({"number_stored_as_text": f"A{plan.first}:A{plan.last}"})
    sheet.unprotect_range(f"B{plan.first}:C{plan.last}", "saisie")
    if plan.table is None:
        sheet.autofilter(f"A{plan.first - 1}:D{plan.last}")


def _sparklines(sheet: Worksheet, elsewhere: Worksheet, plan: Block) -> None:
    where = plan.quoted
    elsewhere.add_sparkline("N2", {"range": f"{where}!B{plan.first}:B{plan.last}"})
    row = plan.rows[0]
    sheet.add_sparkline(f"T{row}", {"range": f"{where}!B{row}:D{row}"})


def with_extensions(data: bytes, rng: Random, own: bool, change: Change) -> bytes:
    """Rules and lists of x14 ([MS-XLSX] 2.6), which refer to other sheets; XlsxWriter has none."""
    if b"<extLst>" in data or rng.random() < 0.5:
        return data
    name = change.sheet.replace("'", "''").replace("&", "&amp;")
    first, last = change.first, change.last
    formula = f"COUNTIF('{name}'!$A${first}:$A${last},A{first})&gt;0"
    area = f"A{first}:A{last}" if own else "A3:A8"
    new = (
        f'<extLst><ext xmlns:x14="{_X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
        f'<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="{_XM}">'
        '<x14:cfRule type="expression" priority="9" id="{00000000-0000-4000-8000-000000000001}">'
        f"<xm:f>{formula}</xm:f><x14:dxf><font><b/></font></x14:dxf></x14:cfRule>"
        f"<xm:sqref>{area}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
        f'<ext xmlns:x14="{_X14}" uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}">'
        f'<x14:dataValidations xmlns:xm="{_XM}" count="1"><x14:dataValidation type="list" '
        f"allowBlank=\"1\"><x14:formula1><xm:f>'{name}'!$A${first}:$A${last}</xm:f></x14:formula1>"
        f"<xm:sqref>{area.replace('A', 'M')}</xm:sqref></x14:dataValidation></x14:dataValidations>"
        "</ext></extLst>"
    ).encode()
    return data.replace(b"</worksheet>", new + b"</worksheet>")
