"""Over every workbook that others made: what is not edited stays as it was, to the byte."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import openpyxl
from python_calamine import CalamineError, CalamineWorkbook

from motxl.ooxml import Workbook
from motxl.ooxml.opc.container import Container
from tests.ooxml.conftest import first_text

PLANTED = "Voir le réseau (cf. Cross-border Deal thème 3)"


def calamine_reads(data: bytes) -> bool:
    """A few corpus workbooks hold an empty part that calamine stumbles over."""
    try:
        CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError:
        return False
    return True


def test_reading_changes_nothing(corpus_workbook: Path) -> None:
    data = corpus_workbook.read_bytes()
    workbook = Workbook.open(corpus_workbook)
    for sheet in workbook.sheets:
        if sheet.is_worksheet:
            list(sheet.cells())
            list(sheet.runs())
    assert workbook.tables is not None
    assert not workbook.changed
    assert workbook.to_bytes() == data


def test_a_coloured_reference_is_planted_and_all_else_stays(workbook_with_text: Path) -> None:
    before = workbook_with_text.read_bytes()
    workbook = Workbook.open(workbook_with_text)
    found = first_text(workbook)
    assert found is not None
    sheet, cell = found
    place = (cell.row, cell.column)
    others = {(c.row, c.column): c for c in sheet.cells() if (c.row, c.column) != place}
    row_before = sheet.part.rows.get(cell.row)
    assert sheet.replace_text(place, 0, len(cell.text), PLANTED) == (cell.text != PLANTED)
    assert sheet.set_colour(place, 19, len(PLANTED) - 1, "ED7D31")
    after = workbook.to_bytes()

    # Every part but the sheet and the shared strings is the same compressed bytes, in order.
    old, new = Container(before, "old"), Container(after, "new")
    assert list(old.names()) == list(new.names())
    changed = {name for name in old.names() if old.compressed(name) != new.compressed(name)}
    assert changed <= {sheet.part_name, "xl/sharedStrings.xml"}

    # In the sheet, nothing outside the row.
    was, now = old.read(sheet.part_name), new.read(sheet.part_name)
    assert row_before is not None
    start, end = was.find(row_before), len(was) - was.find(row_before) - len(row_before)
    assert now[:start] == was[:start]
    assert now[len(now) - end :] == was[len(was) - end :]

    # Others read it: the new text, and every other cell as before.
    again = Workbook(after)
    there = again.sheet(sheet.name)
    read = next(c for c in there.runs() if (c.row, c.column) == place)
    assert read.text == PLANTED
    assert [run.text for run in read.runs if run.properties == "ED7D31"] == [PLANTED[19:-1]]
    assert {(c.row, c.column): c for c in there.cells() if (c.row, c.column) != place} == others
    if calamine_reads(before):
        values = CalamineWorkbook.from_filelike(io.BytesIO(after)).get_sheet_by_name(sheet.name)
        top, left = values.start or (0, 0)
        grid = values.to_python(skip_empty_area=True)
        assert grid[cell.row - 1 - top][cell.column - 1 - left] == PLANTED
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded = openpyxl.load_workbook(io.BytesIO(after))
    # Of a Strict workbook openpyxl sees no sheet.
    assert b"purl.oclc.org" in workbook.part("xl/workbook.xml") or (
        loaded[sheet.name].cell(*place).value == PLANTED
    )


def test_the_archive_passes_the_zip_librarys_own_check(workbook_with_text: Path) -> None:
    workbook = Workbook.open(workbook_with_text)
    found = first_text(workbook)
    assert found is not None
    sheet, cell = found
    sheet.set_colour((cell.row, cell.column), 0, 1, "0070C0")
    with zipfile.ZipFile(io.BytesIO(workbook.to_bytes())) as archive:
        assert archive.testzip() is None
