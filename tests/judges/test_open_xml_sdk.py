"""The validator finds what is wrong, and only that."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.judges import open_xml_sdk

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    book = Workbook()
    book.active.append(["été", 12])
    # openpyxl writes a font's name before its size, which the schema has the other way round.
    book._fonts.clear()
    book._fonts.add(Font(sz=11))
    book.save(tmp_path / "bon été.xlsx")
    return tmp_path / "bon été.xlsx"


def test_finds_nothing_in_a_good_workbook(sdk: Callable[[Path], list[str]], good: Path) -> None:
    assert sdk(good) == []


def test_says_what_is_wrong_and_where(
    sdk: Callable[[Path], list[str]], good: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == SHEET:
                assert b"<sheetData>" in content
                content = content.replace(b"<sheetData>", b'<sheetData wrong="1"><nonsense/>')
            target.writestr(name, content)
    found = sdk(broken)
    assert len(found) == 2
    for error in found:
        description, part, xpath = error.split(" | ")
        assert "wrong" in description or "nonsense" in description
        assert part == f"/{SHEET}"
        assert xpath.endswith("/x:sheetData[1]")


def test_what_is_no_workbook_is_an_error(sdk: Callable[[Path], list[str]], tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("not a zip file")
    assert len(sdk(tmp_path / "text.xlsx")) == 1


def test_no_verdict_is_never_a_good_verdict(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTXL_OOXML_VALIDATOR", str(good.with_name("absent")))
    with pytest.raises(open_xml_sdk.NotJudgedError, match="names no file"):
        open_xml_sdk.errors(good)
    monkeypatch.delenv("MOTXL_OOXML_VALIDATOR")
    with pytest.raises(open_xml_sdk.NotJudgedError, match="no file to judge"):
        open_xml_sdk.errors(good.with_name("absent.xlsx"))
