"""What becomes of comments, links, sparklines and 3D references when rows go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.ooxml import Table, Workbook
from motxl.ooxml.errors import CellRefusedError
from tests.judges import libreoffice as lo
from tests.judges import own
from tests.ooxml.package_building import LINKS
from tests.ooxml.test_rows_follow import changed, ext, link, refusal
from tests.ooxml.test_structure import SHEET, book, numbered
from tests.ooxml.test_structure_judged import kinds

Sdk = Callable[[Path], list[str]]
_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
_VML = "xl/drawings/vmlDrawing1.vml"


def without_row(path: Path, row: int) -> Workbook:
    """The first sheet of a workbook without one row."""
    workbook = Workbook.open(path)
    sheet = workbook.sheets[0]
    extent = sheet.extent
    last = max(extent.last_row if extent else 1, row, 9)
    sheet.arrange_rows([n for n in range(1, last + 1) if n != row], 1, last)
    return workbook


def part_of_sheet(workbook: Workbook) -> str:
    return workbook.part(SHEET).decode()


def judged(workbook: Workbook, source: Path, folder: Path, sdk: Sdk) -> Path:
    """The judges find nothing in the result that they did not find before."""
    after = folder / source.name
    after.write_bytes(workbook.to_bytes())
    # A string that lost its user is left empty where it stands: nothing is renumbered.
    new = Counter(own.problems(after)) - Counter(own.problems(source))
    assert [one for one in new if not one.endswith(": ''")] == []
    assert not kinds(sdk(after)) - kinds(sdk(source))
    return after


# Comments


def test_the_last_comment_of_a_sheet_goes_with_all_its_parts(
    shared: Path, tmp_path: Path, sdk: Sdk
) -> None:
    source = shared / "corpus" / "excel" / "comment01.xlsx"
    workbook = without_row(source, 2)
    names = workbook.package.names()
    assert not [name for name in names if "comments" in name or name.endswith(".vml")]
    assert b"legacyDrawing" not in workbook.part(SHEET)
    judged(workbook, source, tmp_path, sdk)


@pytest.mark.parametrize(("name", "left"), [("comment02", ["D16"]), ("comment06", None)])
def test_a_comment_goes_with_its_shape_and_others_stay_beside_their_cells(
    shared: Path, tmp_path: Path, sdk: Sdk, name: str, left: list[str] | None
) -> None:
    source = shared / "corpus" / "excel" / f"{name}.xlsx"
    before = Workbook.open(source)
    workbook = without_row(source, 2)
    cells = re.findall(r'<comment ref="(\w+)"', workbook.part("xl/comments1.xml").decode())
    assert cells == (left or ["A1", "A2", "A3", "A4"])
    old, new = (one.part(_VML).decode() for one in (before, workbook))
    assert new.count("<v:shape ") == old.count("<v:shape ") - 1 == len(cells)
    rows = [int(row) + 1 for row in re.findall(r"<x:Row>(\d+)</x:Row>", new)]
    assert rows == [int(cell.lstrip("ABCD")) for cell in cells]
    judged(workbook, source, tmp_path, sdk)


def test_a_threaded_comment_goes_and_a_note_of_another_row_stays(
    shared: Path, tmp_path: Path, sdk: Sdk
) -> None:
    source = shared / "corpus" / "excel" / "threaded_comment_poi_64759.xlsx"
    workbook = without_row(source, 2)
    assert "xl/threadedComments/threadedComment1.xml" not in workbook.package.names()
    assert b"hreaded" not in workbook.part(_RELS)
    assert re.findall(rb'<comment ref="(\w+)"', workbook.part("xl/comments1.xml")) == [b"B2"]
    judged(workbook, source, tmp_path, sdk)


def test_answers_go_with_what_they_answer() -> None:
    workbook, table = book(numbered())
    namespace = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    one = '<threadedComment ref="{}" id="{}" parentId="{}"><text>oui</text></threadedComment>'
    threads = "".join(one.format(*about) for about in (("C4", 1, 0), ("C4", 2, 1), ("C6", 3, 0)))
    part = f'<ThreadedComments xmlns="{namespace}">{threads}</ThreadedComments>'
    link(workbook, kind, "xl/threadedComments/threadedComment1.xml", part)
    table.delete_rows(4)
    left = workbook.part("xl/threadedComments/threadedComment1.xml").decode()
    assert re.findall(r'ref="(\w+)" id="(\d)"', left) == [("C5", "3")]


def test_a_control_beside_the_last_note_keeps_its_drawing() -> None:
    workbook, table = book(numbered())
    vml = (
        '<xml xmlns:v="v" xmlns:x="x"><v:shapetype id="t"/><v:shape><x:ClientData '
        'ObjectType="Note"><x:Anchor>1, 0, 3, 0, 2, 0, 5, 0</x:Anchor><x:Row>3</x:Row>'
        "<x:Column>2</x:Column></x:ClientData></v:shape><v:shape><x:ClientData "
        'ObjectType="Button"><x:Anchor>1, 0, 8, 0, 2, 0, 9, 0</x:Anchor></x:ClientData>'
        "</v:shape></xml>"
    )
    link(workbook, "vmlDrawing", _VML, vml)
    table.delete_rows(4)
    left = workbook.part(_VML)
    assert b"Note" not in left
    assert b"1, 0, 7, 0, 2, 0, 8, 0" in left


# Links


def test_a_link_to_a_deleted_row_leads_nowhere_and_to_no_other_row() -> None:
    links = "".join(
        f'<hyperlink ref="A{row}" location="{place}"/>'
        for row, place in ((8, "Feuille!B4"), (9, "B4:B6"), (10, "Feuille!A7"), (11, "Autre!B4"))
    )
    workbook, table = book(numbered(), after=f"<hyperlinks>{links}</hyperlinks>")
    table.delete_rows(4)
    places = re.findall(r'<hyperlink ref="(\w+)" location="([^"]*)"', part_of_sheet(workbook))
    assert places == [
        *(("A7", "Feuille!#REF!"), ("A8", "B4:B5"), ("A9", "Feuille!A6"), ("A10", "Autre!B4")),
    ]


@pytest.mark.parametrize("delete", [True, False])
def test_the_place_of_a_link_to_another_file_is_not_one_of_this_workbook(delete: bool) -> None:
    link_ = '<hyperlinks xmlns:r="r"><hyperlink ref="A9" r:id="rId5" location="Feuille!B4"/>'
    workbook, table = book(numbered(), after=link_ + "</hyperlinks>")
    target = (
        f'<Relationship Id="rId5" Type="{LINKS}/hyperlink" Target="autre.xlsx" '
        'TargetMode="External"/>'
    )
    workbook, table = changed(workbook, _RELS, "</Rel", target + "</Rel")
    if delete:
        table.delete_rows(4)
    else:
        table.insert_rows(3, [["a", 1]])
    assert 'location="Feuille!B4"' in part_of_sheet(workbook)


# Sparklines


def group(about: str, *sparklines: tuple[str, str]) -> str:
    each = "".join(
        f"<x14:sparkline><xm:f>{data}</xm:f><xm:sqref>{cell}</xm:sqref></x14:sparkline>"
        for data, cell in sparklines
    )
    return ext(
        f"<x14:sparklineGroups><x14:sparklineGroup{about}<x14:sparklines>{each}</x14:sparklines>"
        "</x14:sparklineGroup></x14:sparklineGroups>"
    )


def test_a_sparkline_whose_data_are_deleted_stays_without_data() -> None:
    after = group("><x14:colorSeries/>", ("Feuille!B4:C4", "E9"), ("Feuille!B3:B7", "E5"))
    workbook, table = book(numbered(), after=after)
    table.delete_rows(4)
    found = re.findall(r"<x14:sparkline>(.*?)</x14:sparkline>", part_of_sheet(workbook))
    assert found == [
        "<xm:sqref>E8</xm:sqref>",
        "<xm:f>Feuille!B3:B6</xm:f><xm:sqref>E4</xm:sqref>",
    ]


def test_the_dates_of_sparklines_are_not_deleted() -> None:
    after = group(' dateAxis="1"><xm:f>Feuille!B4:C4</xm:f>', ("Feuille!B6:C6", "E9"))
    workbook, table = book(numbered(), after=after)
    said = "the reference to B4:C4 in the dates of a group of sparklines at E9 of sheet Feuille"
    assert said in refusal(workbook, table)


def test_a_workbook_with_such_a_sparkline_is_right(shared: Path, tmp_path: Path, sdk: Sdk) -> None:
    source = shared / "cases" / "rows" / "delrow-sparkline.xlsx"
    workbook = Workbook.open(source)
    assert "<xm:f>S!A1:A3</xm:f><xm:sqref>C4</xm:sqref>" in part_of_sheet(workbook)
    workbook.sheets[0].arrange_rows([4, 5, 6, 7, 8], 1, 8)
    judged(workbook, source, tmp_path, sdk)
    assert "<x14:sparkline><xm:sqref>C1</xm:sqref></x14:sparkline>" in part_of_sheet(workbook)


# References to several sheets


def three(formula: str, name: str = "") -> tuple[Workbook, Table]:
    """The formula stands on the second sheet; rows 3 to 7 of the first one are filled."""
    other = f'<row r="1"><c r="A1"><f>{formula}</f></c></row>'
    other += '<row r="4"><c r="C4"><v>100</v></c></row>'
    return book(numbered(), other=other, names=name)


@pytest.mark.parametrize(
    ("formula", "row"),
    [
        ("SUM(Feuille:Autre!C1:C20)", 4),
        ("SUM(Autre:Feuille!C1:C20)", 4),
        ("SUM(Feuille:Autre!C1:C1048576)", 4),
        ("SUM(Feuille:Autre!$C$3:$D$7)", 4),
        ("SUM(Feuille:Autre!E4)", 4),
        ("SUM(Feuille:Autre!C7)", 7),
    ],
)
def test_what_counts_the_same_cells_of_several_sheets_stays(
    formula: str, row: int, tmp_path: Path, libreoffice: lo.LibreOffice
) -> None:
    workbook, table = three(formula)
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    before.write_bytes(workbook.to_bytes())
    deleted = 0 if "E4" in formula else row
    table.delete_rows(row)
    after.write_bytes(workbook.to_bytes())
    assert f"<f>{formula}</f>" in workbook.part("xl/worksheets/sheet2.xml").decode()
    assert total(libreoffice, after) == total(libreoffice, before) - deleted


def total(libreoffice: lo.LibreOffice, path: Path) -> float:
    return float(libreoffice.strings(path, "Autre")[0][0])


@pytest.mark.parametrize(
    "formula", ["SUM(Feuille:Autre!C5)", "SUM(Autre:Feuille!C1:C5)", "SUM(Feuille:Autre!5:6)"]
)
def test_what_would_count_other_cells_is_named(formula: str) -> None:
    workbook, table = three(formula)
    area = formula[4:-1]
    said = f"the reference to {area} in a formula at A1 of sheet Autre"
    assert said in refusal(workbook, table)
    with pytest.raises(CellRefusedError, match="covers several sheets at once"):
        three(formula)[1].insert_rows(3, [["a", 1]])


def test_a_name_that_would_count_other_cells_is_named() -> None:
    name = '<definedNames><definedName name="tous">Feuille:Autre!$C$5</definedName></definedNames>'
    workbook, table = three("SUM(tous)", name)
    assert "the name tous refers to Feuille:Autre!$C$5, on several sheets" in refusal(
        workbook, table
    )


def test_rows_come_into_what_is_counted_on_several_sheets_while_it_has_room() -> None:
    formula = "SUM(Feuille:Autre!C1:C20)"
    workbook, table = three(formula)
    table.insert_rows(5, [["a", 1]])
    assert f"<f>{formula}</f>" in workbook.part("xl/worksheets/sheet2.xml").decode()


def test_a_sheet_that_holds_nothing_can_lose_any_row() -> None:
    workbook, table = book("", other='<row r="1"><c r="A1"><f>SUM(Feuille:Autre!C5)</f></c></row>')
    table.delete_rows(4)
    assert "<f>SUM(Feuille:Autre!C5)</f>" in workbook.part("xl/worksheets/sheet2.xml").decode()
