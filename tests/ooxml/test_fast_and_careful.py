"""What is read or written fast is what the careful way reads or writes, to the byte."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from motxl.a1 import MAX_ROW, to_a1
from motxl.errors import MotxlError
from motxl.ooxml import Sheet, Workbook
from motxl.ooxml.cells import usualcells
from motxl.ooxml.cells.rowindex import usual_numbers
from motxl.ooxml.cells.rows import Rows
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.errors import DamagedError
from motxl.ooxml.rows.following import Following
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.sheetdata import SheetData
from motxl.ooxml.rows.usualrows import UsualRows
from motxl.ooxml.xml import scan
from tests.quick import one_in

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = b'<worksheet xmlns="%b"><sheetData>' % MAIN
TAIL = b"</sheetData></worksheet>"


def parts_of(workbook: Workbook) -> list[SheetPart]:
    return [sheet.part for sheet in workbook.sheets if sheet.is_worksheet]


def carefully(part: SheetPart) -> SheetPart:
    """The same part, in which nothing is known to be written as usual."""
    other = SheetPart(part.working)
    other.masked = bytes(bytearray(part.masked))
    return other


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """The bytes of a sheet: rows and cells as Excel writes them, and as others may."""
    pieces = [HEAD]
    rows = draw(st.lists(st.integers(1, 130), unique=True, max_size=8).map(sorted))
    for before, row in pairwise([0, *rows]):
        ways = [b' r="%d"', b' r="%d"', b" r='%d'", b' spans="1:%d" r="%d"']
        number = draw(st.sampled_from([*ways, b""] if row == before + 1 else ways))
        shown = number % ((row,) * number.count(b"%d"))
        spans = draw(st.sampled_from([b"", b' spans="1:10"', b' ht="12" customHeight="1"']))
        pieces.append(b"<row%b%b>" % (shown, spans))
        for column in draw(st.lists(st.integers(1, 30), unique=True, max_size=6).map(sorted)):
            pieces += [draw(cells(row, column))]
        pieces.append(b"</row>" + draw(st.sampled_from([b"", b"\n", b"<!-- 3 -->"])))
    return b"".join((*pieces, TAIL))


def cells(row: int, column: int) -> st.SearchStrategy[bytes]:
    reference = to_a1(row, column).encode()
    usual = st.sampled_from(
        [
            b'<c r="%b"/>',
            b'<c r="%b" s="2"/>',
            b'<c r="%b" s="12" t="s"><v>0</v></c>',
            b'<c r="%b"><v>12.5</v></c>',
            b'<c r="%b" t="b"><v>1</v></c>',
            b'<c r="%b" t="e"><v>#N/A</v></c>',
        ]
    )
    odd = st.sampled_from(
        [
            b'<c s="12" r="%b"><v>7</v></c>',
            b"<c r='%b'><v>7</v></c>",
            b'<c r="%b" t="inlineStr"><is><t>A12"</t></is></c>',
            b'<c r="%b" t="str"><f>A1&amp;"12"</f><v>a &amp; b</v></c>',
            b'<c r="%b" cm="12"><f>SUM(A1:A3)</f><v>3</v></c>',
            b'<c r="%b"><v><![CDATA[5]]></v></c>',
            b'<c r="%b" x=">"><v>8</v></c>',
            b'<c r="%b" x="/>"><v>9</v></c>',
            b'<c r="%b" ><v>10</v></c >',
            b'<c r="%b" t="s"><v>1</v><extLst/></c>',
            b'<c r="%b" t="str"><v>\xc3\xa9t\xc3\xa9</v></c>',
        ]
    )
    return st.one_of(usual, usual, usual, odd).map(lambda cell: cell % reference)


@given(sheets())
def test_rows_are_found_alike(data: bytes) -> None:
    assert_rows_alike(SheetPart(data))


def test_rows_of_others_are_found_alike(corpus_workbook: Path) -> None:
    for part in parts_of(Workbook.open(corpus_workbook)):
        assert_rows_alike(part)


def assert_rows_alike(part: SheetPart) -> None:
    try:
        fast = part.rows
    except scan.XmlError:
        with pytest.raises(scan.XmlError):
            _ = carefully(part).rows
        return
    careful = carefully(part).rows
    assert list(fast.items()) == list(careful.items())
    assert [(number, fast.get(number)) for number in fast.numbers()] == list(careful.items())


def test_usual_rows_are_found_at_once() -> None:
    rows = b'<row r="1"><c r="A1"/></row>\n<row r="3" spans="1:2"/><row r="12"></row>'
    found = usual_numbers(rows, rows, b"", 0, len(rows))
    assert found is not None
    assert list(found) == [1, 3, 12]


@pytest.mark.parametrize(
    "rows", [b'<row r="3"/><row r="2"/>', b"<row/>", b'<row r="1048577"/>', b'<row r="0"/>', b""]
)
def test_other_rows_are_left_to_the_careful_way(rows: bytes) -> None:
    assert usual_numbers(rows, rows, b"", 0, len(rows)) is None


@pytest.mark.parametrize("rows", [(1, 2), (2, 3), (3, 4), (4, 12), (1, 12), (13, 20), (3, 3)])
@pytest.mark.parametrize("number", ["%d", "%03d"])
def test_spans_of_rows_are_found_alike(rows: tuple[int, int], number: str) -> None:
    written = {row: f'<row r="{number % row}"><c r="A{row}"/></row>' for row in (1, 3, 12, 13)}
    part = SheetPart(HEAD + "".join(written.values()).encode() + TAIL)
    start, end = part.rows.span_of(*rows)
    within = "".join(text for row, text in written.items() if rows[0] <= row <= rows[1])
    assert part.working[start:end].decode() == within
    assert (start, end) == carefully(part).rows.span_of(*rows)


COLUMNS = (None, [2], [1, 2, 27], [40])


@given(sheets(), st.sampled_from(COLUMNS), st.sampled_from([(1, MAX_ROW), (10, 12)]))
def test_cells_are_read_alike(
    data: bytes, columns: list[int] | None, rows: tuple[int, int]
) -> None:
    workbook = Workbook(with_sheet(data))
    assert_cells_alike(workbook.sheets[0], columns, rows)


@pytest.mark.parametrize("columns", one_in(2, COLUMNS))
@pytest.mark.parametrize("rows", [(1, MAX_ROW), (3, 8)])
def test_cells_of_others_are_read_alike(
    corpus_workbook: Path, columns: list[int] | None, rows: tuple[int, int]
) -> None:
    for sheet in Workbook.open(corpus_workbook).sheets:
        if sheet.is_worksheet:
            assert_cells_alike(sheet, columns, rows)


def assert_cells_alike(sheet: Sheet, columns: list[int] | None, rows: tuple[int, int]) -> None:
    cells = outcome(lambda: list(sheet.cells(columns, *rows)))
    runs = outcome(lambda: list(sheet.runs(columns, *rows)))
    marked = outcome(lambda: list(sheet.runs(columns, *rows, is_automatic)))
    sheet.opened.part = carefully(sheet.part)
    assert cells == outcome(lambda: list(sheet.cells(columns, *rows)))
    assert runs == outcome(lambda: list(sheet.runs(columns, *rows)))
    assert marked == outcome(lambda: list(sheet.runs(columns, *rows, is_automatic)))


def is_automatic(colour: str | None) -> bool:
    return colour is None


def test_texts_in_the_font_of_their_cell_alone_are_left_out_by_its_colour() -> None:
    book = xlsxwriter.Workbook(buffer := io.BytesIO())
    sheet, red = book.add_worksheet(), book.add_format({"font_color": "#FF0000"})
    sheet.write_string(0, 0, "plain")
    sheet.write_string(1, 0, "red", red)
    sheet.write_rich_string(2, 0, "partly ", red, "red")
    sheet.write_formula(3, 0, '="a"', None, "a")
    book.close()
    workbook = Workbook(buffer.getvalue())
    plain = next(workbook.sheets[0].runs()).cell_colour
    read = workbook.sheets[0].runs(left_out=lambda colour: colour == plain)
    assert [cell.text for cell in read] == ["red", "partly red", "a"]


def outcome(read: Callable[[], object]) -> object:
    """What is read, or the sentence that refuses it."""
    try:
        return read()
    except (MotxlError, scan.XmlError) as refusal:
        return str(refusal)


def with_sheet(data: bytes) -> bytes:
    """A workbook whose first sheet has these bytes, and two strings, one of them with runs."""
    book = xlsxwriter.Workbook(buffer := io.BytesIO())
    sheet = book.add_worksheet("Plan")
    sheet.write_string(0, 0, "été & hiver")
    sheet.write_rich_string(1, 0, "one ", book.add_format({"bold": True}), "two")
    book.add_format({"num_format": "dd/mm/yyyy"})
    book.close()
    workbook = Workbook(buffer.getvalue())
    workbook.replace_part(workbook.sheets[0].part_name, data)
    return workbook.to_bytes()


def test_usual_cells_are_found_at_once() -> None:
    rows = (
        b'<row r="1"><c r="A1" s="3" t="s"><v>5</v></c><c r="B1"/><c r="AA1"><v>1.5</v></c></row>'
    )
    found = list(usualcells.cells_of(SheetPart(HEAD + rows + TAIL), None))
    assert [type(one) for one in found] == [usualcells.Cells]
    assert found[0][:2] == ([1, 1, 1], [1, 2, 27])


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1" t="s"><v>&#49;</v></c>',
        b'<c r="A1" x="/>"><v>9</v></c>',
        b'<c r="A1"><f>1</f><v>1</v></c>',
        b'<c r="A1" t="inlineStr"><is><t>a</t></is></c>',
        b'<c r="A1" t="inlineStr"><v>a</v></c>',
        b'<c r="A1" t="str"><v>\xc3\xa9</v></c>',
    ],
)
def test_other_cells_are_left_to_the_careful_way(cell: bytes) -> None:
    part = SheetPart(HEAD + b'<row r="1">' + cell + b"</row>" + TAIL)
    assert list(usualcells.cells_of(part, None)) == [(part.inner_start, part.inner_end)]


@pytest.mark.parametrize(
    "cells", ["A2 A1", "A1 A2 A1", "A1 B2 C1", "A1 A2 B1 B2", "A1 A0", "A1 A1048577", "A1 XFE2"]
)
def test_values_out_of_order_or_beyond_a_sheet_are_not_read_at_once(cells: str) -> None:
    elements = "".join(f'<c r="{cell}"><v>1</v></c>' for cell in cells.split())
    data = HEAD + f'<row r="1">{elements}</row>'.encode() + TAIL
    assert Workbook(with_sheet(data)).sheets[0].usual_values(10**7, 10**7) is None


@pytest.mark.parametrize("index", ["9" * 31, "9" * 5000, "2", "-1"])
def test_an_index_beyond_all_strings_is_damage(index: str) -> None:
    cell = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'.encode()
    sheet = Workbook(with_sheet(HEAD + cell + TAIL)).sheets[0]
    with pytest.raises(DamagedError):
        list(sheet.cells())


MAPS = (
    RowMap.insert(5, 3, (1, MAX_ROW)),
    RowMap.insert(1, 100, (1, MAX_ROW)),
    RowMap.delete(2, 9, (1, MAX_ROW)),
    RowMap.move(3, 8, 60, (1, MAX_ROW)),
)


@pytest.mark.parametrize("rows", [*MAPS, RowMap.arrange([9, 3, 7], (3, 9))])
def test_rows_that_go_by_get_the_numbers_of_each(rows: RowMap) -> None:
    numbers = [*range(1, 130), MAX_ROW - 100, MAX_ROW]
    assert [*rows.new_numbers(numbers)] == [rows.row(number) for number in numbers]


@given(sheets(), st.sampled_from(MAPS))
def test_rows_are_renumbered_alike(data: bytes, rows: RowMap) -> None:
    assert_renumbered_alike(SheetPart(data), rows)


@pytest.mark.parametrize("rows", MAPS)
def test_rows_of_others_are_renumbered_alike(corpus_workbook: Path, rows: RowMap) -> None:
    for part in parts_of(Workbook.open(corpus_workbook)):
        assert_renumbered_alike(part, rows)


def assert_renumbered_alike(part: SheetPart, rows: RowMap) -> None:
    def refuse(row: int, column: int, error: Exception) -> Exception:
        return ValueError(to_a1(row, column))

    data = SheetData(part, "Plan", Following(rows, "Plan", ["Plan"]), refuse)
    careful: list[tuple[int, bytes]] | None = None
    try:
        careful = data._rewritten_rows(data._renumbered)
    except ValueError as error:
        with pytest.raises(type(error)):
            data.rewritten()
        return
    expected = None if careful is None else part.with_rows(row for _number, row in careful)
    assert data.rewritten() == expected


def test_a_number_that_is_no_cells_is_not_changed() -> None:
    """The format of a cell is the row's number, and another cell says that it stands elsewhere."""

    def careful(number: int, new: int, data: bytes) -> bytes:
        raise AssertionError("it was told by counting")

    usual = UsualRows(b"", careful)
    usual.renumbered(12, 15, b'<row r="12"><c r="A12"/><c r="B13" s="12"/></row>')
    assert not usual.are_proven
    usual = UsualRows(b"", careful)
    usual.renumbered(12, 15, b'<row r="12"><c r="A12"/><c r="B12" s="2"/></row>')
    assert usual.are_proven


def test_a_row_as_excel_writes_it_is_renumbered_fast() -> None:
    def careful(number: int, new: int, data: bytes) -> bytes:
        raise AssertionError("not as usual")

    row = b'<row r="12" spans="1:2"><c r="A12" t="s"><v>12</v></c><c r="AB12"/></row>'
    assert UsualRows(b"", careful).renumbered(12, 7, row) == row.replace(b'12"', b'7"')
    prefixed = scan_prefixed(row)
    assert UsualRows(b"x:", careful).renumbered(12, 7, prefixed) == prefixed.replace(b'12"', b'7"')


def scan_prefixed(row: bytes) -> bytes:
    for name in (b"row", b"c", b"v"):
        row = row.replace(b"<" + name + b" ", b"<x:" + name + b" ")
        row = row.replace(b"<" + name + b">", b"<x:" + name + b">")
        row = row.replace(b"</" + name + b">", b"</x:" + name + b">")
    return row


def test_the_careful_way_is_the_one_of_a_part_that_holds_comments() -> None:
    data = HEAD + b'<row r="1"/><!-- <row r="2"/> --><row r="3"/>' + TAIL
    part = SheetPart(data)
    assert part.masked == scan.mask(data) != data
    assert Rows(data, part.masked, b"", part.inner_start, part.inner_end).numbers() == [1, 3]


def coloured(data: bytes, *, at_once: bool, column: int) -> bytes:
    """A workbook in which pieces of all texts of a column are coloured."""
    workbook = Workbook(data)
    for sheet in workbook.sheets:
        if not sheet.is_worksheet:
            continue
        spans: dict[int, list[tuple[int, int, str | None]]] = {}
        for cell in sheet.runs([column]):
            if not cell.formula:
                middle = len(cell.text) // 2
                end = len(cell.text)
                spans[cell.row] = [(0, middle, "C04F00"), (middle, end, None)][: cell.row % 3]
        if not at_once or not sheet.colour_column(column, spans):
            for row, due in spans.items():
                try:
                    sheet.set_colours((row, column), due)
                except MotxlError:
                    continue
    return workbook.to_bytes()


@pytest.mark.parametrize("column", one_in(3, [1, 2, 3]))
def test_columns_of_others_are_coloured_alike(corpus_workbook: Path, column: int) -> None:
    data = corpus_workbook.read_bytes()
    assert coloured(data, at_once=True, column=column) == coloured(
        data, at_once=False, column=column
    )


@given(sheets())
def test_columns_are_coloured_alike(data: bytes) -> None:
    try:
        book = with_sheet(data)
        expected = coloured(book, at_once=False, column=1)
    except (MotxlError, scan.XmlError):
        return
    assert coloured(book, at_once=True, column=1) == expected


def test_a_column_of_usual_texts_is_coloured_at_once() -> None:
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (row, row, row % 2)
        for row in range(1, 9)
    )
    sheet = Workbook(with_sheet(HEAD + rows + TAIL)).sheets[0]
    assert sheet.colour_column(1, {row: [(0, 2, "C04F00")] for row in range(1, 9)})
    colours = {cell.runs[0].properties for cell in sheet.runs([1])}
    assert colours == {"C04F00"}
    formula = rows.replace(b"<v>1</v>", b"<f>1</f><v>1</v>", 1)
    sheet = Workbook(with_sheet(HEAD + formula + TAIL)).sheets[0]
    assert not sheet.colour_column(1, {row: [(0, 2, "C04F00")] for row in range(1, 9)})
    assert {cell.runs[0].properties for cell in sheet.runs([1])} == {"000000"}
