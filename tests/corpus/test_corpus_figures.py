"""What the figures of docs/lossless.md rest on: a loss that is there is seen, and only that."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.corpus import parts, worker
from tests.corpus.places import PLANTED, REFERENCE, Place, find
from tests.corpus.values import judge, text_in_colour

SHEET = "xl/worksheets/sheet1.xml"
TYPES = (
    '<Types><Default Extension="xml" ContentType="text"/><Default Extension="png" '
    'ContentType="picture"/></Types>'
)
PLACE = Place("S", SHEET, 2, 1, "old", "new")


def package(**changed: str | None) -> bytes:
    """``changed`` is by the parts' names here; ``None`` leaves one out."""
    members = {
        "types": ("[Content_Types].xml", TYPES),
        "sheet": (SHEET, '<sheetData><row r="1"/><row r="2"><c r="A2"/></row></sheetData>'),
        "strings": ("xl/sharedStrings.xml", "<sst/>"),
        "book": ("xl/workbook.xml", "<workbook/>"),
        "picture": ("xl/media/image1.png", "pixels"),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, (path, content) in members.items():
            wanted = changed.get(name, content)
            if wanted is not None:
                archive.writestr(path, wanted)
        if "renamed" in changed:
            archive.writestr("xl/media/picture.png", "pixels")
    return data.getvalue()


def test_the_edited_row_and_the_strings_may_change() -> None:
    sheet = '<sheetData><row r="1"/><row r="2" spans="1:1"><c r="A2"><v>1</v></c></row></sheetData>'
    found = parts.compare(package(), package(sheet=sheet, strings="<sst>1</sst>"), SHEET, 2)
    assert found == parts.Comparison([], [], [], [], False)


def test_another_row_may_not() -> None:
    sheet = '<sheetData><row r="1" ht="9"/><row r="2"><c r="A2"/></row></sheetData>'
    assert parts.compare(package(), package(sheet=sheet), SHEET, 2).rest_of_sheet


def test_a_row_in_an_empty_sheet_is_the_edited_one() -> None:
    before = package(sheet='<dimension ref="A1"/><sheetData/>')
    after = package(
        sheet='<dimension ref="A5"/><sheetData><row r="5"><c r="A5"/></row></sheetData>'
    )
    assert not parts.compare(before, after, SHEET, 5).rest_of_sheet


def test_parts_lost_renamed_and_rewritten_are_told_apart() -> None:
    lost = parts.compare(package(), package(picture=None, book="<workbook />"), SHEET, 2)
    assert (lost.lost, lost.renamed) == (["xl/media/image1.png"], [])
    assert lost.rewritten == ["xl/workbook.xml"]
    renamed = parts.compare(package(), package(picture=None, renamed=""), SHEET, 2)
    assert renamed.renamed == renamed.lost == ["xl/media/image1.png"]
    assert renamed.added == ["xl/media/picture.png"]


def test_other_cells_and_results_of_formulas_are_told_apart() -> None:
    before = {("S", 2, 1): "'old'", ("S", 1, 1): "1", ("S", 1, 2): "2", ("S", 3, 1): "'old'"}
    after = {("S", 2, 1): "'new'", ("S", 1, 1): "3", ("S", 3, 1): "'new'"}
    found = judge(before, after, PLACE, {("S", 1, 2)})
    assert found.text
    assert found.changed == ["S!A1: 1 → 3"]
    assert found.results == ["S!B1: 2 → nothing"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    made.worksheets[0]["B2"] = "Réseau"
    made.worksheets[0]["B3"] = 7
    made.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_motxl_plants_and_colours_in_a_process_of_its_own(book: Path, tmp_path: Path) -> None:
    place = find(book).place
    assert place is not None
    assert (place.cell, place.after) == ("B2", "Réseau" + PLANTED)
    before = tmp_path / "before.xlsx"
    before.write_bytes(book.read_bytes())
    worker.ask("edit", "motxl", str(book), given=place, data_folder=tmp_path / "data")
    found = worker.ask("read", str(before), str(book), given=place, data_folder=tmp_path / "data")
    assert found == {"calamine": [True, [], []], "openpyxl": [True, [], []]}
    assert text_in_colour(book, place, "C04F00") == REFERENCE
    assert text_in_colour(before, place, "C04F00") == ""


def test_what_a_process_dies_of_is_told(tmp_path: Path) -> None:
    with pytest.raises(worker.DeedFailedError, match=r"absent\.xlsx"):
        worker.ask("find", str(tmp_path / "absent.xlsx"), data_folder=tmp_path)


def test_a_process_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LIMIT", 0.01)
    with pytest.raises(worker.DeedFailedError, match="no end"):
        worker.ask("find", str(tmp_path / "any.xlsx"), data_folder=tmp_path)
