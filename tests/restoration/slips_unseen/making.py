"""What several of these slips share."""

from __future__ import annotations

import re

from motxl.ooxml.cells.cells import RowBytes
from tests.restoration.hands import Hands, Row
from tests.restoration.slips.making import C

BESIDE = {
    "1": "2",
    "2": "13",
    "3": "24",
    "4": "35",
    "5": "46",
    "6": "57",
    "7": "68",
    "8": "79",
    "9": "80",
    "0": "9",
}
"""The keys beside a digit's, in the row above the letters"""


def shifted(hands: Hands, column: str, count: int) -> str | None:
    """Cells of a column pasted one row too low; the first one stays, the last one is lost."""
    sheet, number = hands.sheet, hands.column(column)
    if sheet is None or number is None or len(hands.rows) < count + 2:
        return None
    starts = [row.number for row in hands.rows[: -count - 1]]
    for first in hands.mixed(starts):
        rows = range(first, first + count)
        if len({hands.read(row, column) for row in (*rows, first + count)}) > 1:
            hands.shift(sheet, number, [(row, row + 1) for row in rows])
            return f"{column} of rows {first}-{rows[-1]} pasted one row lower"
    return None


def changed_round(hands: Hands, row: Row | None) -> str | None:
    """Code and label of a row exchanged."""
    if row is None or not row.label or not row.code:
        return None
    hands.write(row.number, C.AXE, row.label)
    hands.write(row.number, C.LABEL, row.code)
    return f"code and label of row {row.number} exchanged"


def renamed_table(hands: Hands, old: str, new: str) -> str | None:
    """The name of a table typed over in its ribbon; formulas follow."""
    found = hands.table(old)
    if found is None or hands.table(new) is not None:
        return None
    names = rf'((?:displayN|\bn)ame=")(?:{old})"'.encode()
    data = re.sub(names, rb'\1%b"' % new.encode(), hands.workbook.part(found.part_name), count=2)
    hands.workbook.replace_part(found.part_name, data)
    for part in (hands.workbook.part_name, *(sheet.part_name for sheet in hands.workbook.sheets)):
        data = hands.workbook.part(part)
        if old.encode() + b"[" in data:
            data = data.replace(old.encode() + b"[", new.encode() + b"[")
            hands.workbook.replace_part(part, data)
            for sheet in hands.workbook.sheets:
                if sheet.part_name == part:
                    sheet.forget()
    hands.refresh()
    return f"the table {old} → {new}"


def without_last_columns(hands: Hands, count: int) -> str | None:
    """The last columns of the programme's table deleted, with what they held."""
    found = hands.table()
    if found is None or len(found.columns) <= count + 3:
        return None
    gone = found.columns[-count:]
    for number in range(found.ref.first_row, found.ref.last_row + 1):
        part = found.sheet.part
        row = part.row(number)
        for name in gone:
            at_column = hands.column(name)
            cell = row.find(at_column) if row and at_column else None
            if row is not None and cell is not None:
                row = RowBytes(number, row.data[: cell.start] + row.data[cell.end :], part.prefix)
        if row is not None:
            part.rows.put(number, row.data)
    data = hands.workbook.part(found.part_name)
    columns = re.findall(rb"<tableColumn .*?(?:/>|</tableColumn>)", data, re.DOTALL)
    kept = columns[:-count]
    data = re.sub(
        rb"<tableColumns.*?</tableColumns>",
        lambda _: b'<tableColumns count="%d">%b</tableColumns>' % (len(kept), b"".join(kept)),
        data,
        flags=re.DOTALL,
    )
    ref = found.ref
    data = data.replace(
        str(ref).encode(), str(ref._replace(last_column=ref.last_column - count)).encode()
    )
    hands.workbook.replace_part(found.part_name, data)
    hands.refresh()
    return f"the columns {', '.join(gone)} deleted"
