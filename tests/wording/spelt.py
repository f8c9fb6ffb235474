"""Words as people and programs write them into a workbook that has words of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from motxl.ooxml import Workbook

_SHARED = re.compile(rb'<c (?P<at>[^<>]*?) t="s"(?P<more>[^<>]*)><v>(?P<index>\d+)</v></c>')


def rewritten(path: Path, change: Callable[[openpyxl.Workbook], None]) -> None:
    """As somebody edits it who knows nothing of motxl."""
    workbook = openpyxl.load_workbook(path, rich_text=True)
    change(workbook)
    workbook.save(path)


def cell_of(workbook: openpyxl.Workbook, table: str, column: str, row: int) -> openpyxl.cell.Cell:
    """By names as the file writes them; row 0 is the first one."""
    for sheet in workbook:
        if table in sheet.tables:
            area = sheet[sheet.tables[table].ref]
            found = area[row + 1][[str(cell.value) for cell in area[0]].index(column)]
            assert isinstance(found, openpyxl.cell.Cell)
            return found
    raise KeyError(table)


def typed(path: Path, *cells: tuple[str, int, str, str]) -> None:
    """Put texts into cells: table, row, column, text."""

    def typing(workbook: openpyxl.Workbook) -> None:
        for table, row, column, text in cells:
            cell_of(workbook, table, column, row).value = text

    rewritten(path, typing)


def as_results(path: Path, formula: str = "") -> None:
    """Have all texts stand in their cells as t="str", as some programs write them; or as what
    ``formula`` gave, in which {} is the text."""
    workbook = Workbook.open(path)
    strings = workbook.strings
    assert strings is not None

    def written(found: re.Match[bytes]) -> bytes:
        if len(strings.rich(int(found["index"])).runs) > 1:
            return found[0]  # colours of words have no place there
        text = strings.text(int(found["index"]))
        made = formula.format('"' + text.replace('"', '""') + '"')
        computed = f"<f>{escape(made)}</f>" if formula and text in formula_of else ""
        value = f"{computed}<v>{escape(text)}</v>".encode()
        return b'<c %b t="str"%b>%b</c>' % (found["at"], found["more"], value)

    formula_of = {"Done", "In progress", "reserved", "All", "Targeted", "yes", "no", "day"}
    for name in workbook.package.names():
        if re.match(r"xl/worksheets/sheet\d+\.xml", name):
            workbook.replace_part(name, _SHARED.sub(written, workbook.part(name)))
    workbook.save()
