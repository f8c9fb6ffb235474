"""Sheets of other workbooks are brought in whole, and replaced without a trace of the old one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table as OpenpyxlTable

from motxl.ooxml import Workbook
from motxl.ooxml.errors import SheetRefusedError
from motxl.ooxml.opc.owned import reached
from motxl.template.shipped import template_path
from tests.judges import libreoffice as lo
from tests.judges import own

Sdk = Callable[[Path], list[str]]
SHIPPED = template_path("programme-2025")


def made(sheet: str = "Bilan", table: str = "tblBilan", rows: int = 3) -> Workbook:
    """A sheet with a table, a rule, a note, a chart, a print area, and formats of its own."""
    book = openpyxl.Workbook()
    book.create_sheet("Autre")
    page = book.active
    assert page is not None
    page.title = sheet
    page.append(["Axe", "Nombre"])
    for number in range(rows):
        page.append([f"axe {number}", number * 1.5])
        page.cell(number + 2, 2).number_format = '0.0" lignes"'
        page.cell(number + 2, 1).font = Font(name="Georgia", color="FF7030A0")
    page.add_table(OpenpyxlTable(displayName=table, ref=f"A1:B{rows + 1}"))
    red = PatternFill(bgColor="FFFFC7CE")
    page.conditional_formatting.add("B2:B9", CellIsRule("greaterThan", ["1"], fill=red))
    page["A2"].comment = Comment("une note", "auteur")
    chart = BarChart()
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=rows + 1), titles_from_data=True)
    page.add_chart(chart, "D2")
    page.print_area = f"A1:B{rows + 1}"
    stream = io.BytesIO()
    book.save(stream)
    return Workbook(stream.getvalue())


def errors(sdk: Sdk, path: Path) -> list[str]:
    """Without the order in which openpyxl writes a font's elements, which ``made`` brings in."""
    return [error for error in sdk(path) if "/x:fonts[1]/" not in error]


def orphans(workbook: Workbook) -> set[str]:
    package = workbook.package
    known = {"", "[Content_Types].xml", *reached(package, "")}
    return {name for name in package.names() if name not in known and not name.endswith(".rels")}


def target() -> Workbook:
    return Workbook.open(SHIPPED)


def test_a_sheet_comes_with_all_that_it_needs(
    tmp_path: Path, sdk: Sdk, libreoffice: lo.LibreOffice
) -> None:
    workbook = target()
    before = {name: workbook.part(name) for name in workbook.package.names()}
    sheet = workbook.add_sheet(made(), "Bilan", before="Thèmes")
    path = tmp_path / "p.xlsx"
    path.write_bytes(workbook.to_bytes())
    names = [s.name for s in workbook.sheets]
    assert names.index("Bilan") + 1 == names.index("Thèmes")
    assert sheet is workbook.sheet("bilan")
    assert errors(sdk, path) == []
    assert own.problems(path) == []
    assert orphans(workbook) == set()

    page = openpyxl.load_workbook(path)["Bilan"]
    cell = page["A2"]
    assert (cell.value, cell.font.name, cell.comment.text) == ("axe 0", "Georgia", "une note")
    assert page["B3"].number_format == '0.0" lignes"'
    assert page.print_area == "'Bilan'!$A$1:$B$4"
    assert len(page._charts) == 1
    assert libreoffice.strings(path, "Bilan")[:3] == [
        ["Axe", "Nombre"],
        ["axe 0", "0.0 lignes"],
        ["axe 1", "1.5 lignes"],
    ]

    # Every sheet that was there is as it was, to the byte, and names still know their sheet.
    for name, data in before.items():
        if name.startswith(("xl/worksheets/", "xl/tables/", "xl/theme")):
            assert workbook.part(name) == data
    other = openpyxl.load_workbook(path)
    assert (
        other["Programme"].print_title_rows
        == openpyxl.load_workbook(SHIPPED)["Programme"].print_title_rows
    )


def test_what_is_taken_gets_a_sentence_and_nothing_changes() -> None:
    workbook = target()
    before = workbook.to_bytes()
    for source, sentence in (
        (made("THÈMES"), "already has a sheet named THÈMES"),
        (made(table="TblThemes"), "already has a table or a name TblThemes"),
        (made("history"), "Excel allows no sheet named"),
    ):
        with pytest.raises(SheetRefusedError, match=sentence):
            workbook.add_sheet(source, source.sheets[0].name)
    assert workbook.to_bytes() == before


def test_a_generated_sheet_is_replaced_again_and_again(tmp_path: Path, sdk: Sdk) -> None:
    workbook = target()
    workbook.add_sheet(made(), "Bilan")
    sizes = []
    for rows in (9, 2, 9, 9):
        identifier = workbook.sheets[-1].sheet_id
        sheet = workbook.replace_sheet("Bilan", made(rows=rows))
        assert sheet.sheet_id == identifier
        table = workbook.table("tblBilan")
        assert table.last_data_row == rows + 1
        assert [c.text for c in sheet.cells([1], 2)] == [f"axe {n}" for n in range(rows)]
        assert orphans(workbook) == set()
        workbook = Workbook(workbook.to_bytes())
        sizes.append(workbook.to_bytes())
    assert sizes[2] == sizes[3]
    path = tmp_path / "p.xlsx"
    path.write_bytes(sizes[1])
    assert errors(sdk, path) == []
    assert own.problems(path) == []
    strings = next(n for n in workbook.package.names() if n.endswith("sharedStrings.xml"))
    assert b"axe 5" not in Workbook(sizes[1]).part(strings)


def _is_of(problem: str, source: Path) -> bool:
    """Whether a workbook had a problem before its sheets were brought in: its parts were given
    other numbers."""
    without = re.compile(r"[0-9]+(?=\.xml)")
    return without.sub("", problem) in {without.sub("", one) for one in own.problems(source)}


def test_sheets_of_others(corpus_workbook: Path, tmp_path: Path) -> None:
    source, workbook = Workbook.open(corpus_workbook), target()
    before = workbook.to_bytes()
    brought = []
    for sheet in source.sheets:
        if sheet.is_worksheet:
            try:
                workbook.add_sheet(source, sheet.name, before="Jetons")
            except SheetRefusedError:
                continue
            brought.append(sheet.name)
    if not brought:  # refused with a reason
        assert workbook.to_bytes() == before
        return
    path = tmp_path / "p.xlsx"
    path.write_bytes(workbook.to_bytes())
    assert [one for one in own.problems(path) if not _is_of(one, corpus_workbook)] == []
    assert orphans(workbook) == set()
    again, loaded = Workbook.open(path), openpyxl.load_workbook(path)
    for name in brought:
        new, old = again.sheet(name), source.sheet(name)
        assert new is not None
        assert old is not None
        cells = [(c.row, c.column, c.kind, c.text, c.formula) for c in new.cells()]
        assert cells == [(c.row, c.column, c.kind, c.text, c.formula) for c in old.cells()]
        assert [(c.runs, c.cell_colour) for c in new.runs()] == [
            (c.runs, c.cell_colour) for c in old.runs()
        ] or source.part("xl/theme/theme1.xml") != workbook.part("xl/theme/theme1.xml")
        assert loaded[name] is not None


def test_pivot_tables_come_with_their_caches(shared: Path, tmp_path: Path, sdk: Sdk) -> None:
    origin = shared / "corpus" / "pivots" / "two_pivots_one_source.xlsx"
    source = Workbook.open(origin)
    workbook = target()
    for sheet in source.sheets:
        workbook.add_sheet(source, sheet.name)
    path = tmp_path / "p.xlsx"
    path.write_bytes(workbook.to_bytes())
    assert errors(sdk, path) == []
    assert [one for one in own.problems(path) if not _is_of(one, origin)] == []
    # One of them replaced: the cache that the other shows stays, with its records.
    pivot = next(s.name for s in source.sheets if source.package.related(s.part_name, "pivotTable"))
    workbook.replace_sheet(pivot, made(pivot))
    path.write_bytes(workbook.to_bytes())
    assert orphans(workbook) == set()
    assert errors(sdk, path) == []
    # Strings keep their numbers: those that nobody uses any more are emptied.
    found = [one for one in own.problems(path) if not one.endswith(": ''")]
    assert [one for one in found if not _is_of(one, origin)] == []
