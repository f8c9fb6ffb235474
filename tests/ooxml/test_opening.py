"""Each file that is no workbook gets one sentence that names it and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.errors import MotxlError
from motxl.ooxml import Workbook
from motxl.ooxml.errors import NotAWorkbookError
from tests.ooxml.package_building import sheet_xml, workbook_parts, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
WORD = workbook_parts(
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)
WORD["word/document.xml"] = WORD.pop("xl/worksheets/sheet1.xml")
WORD["_rels/.rels"] = str(WORD["_rels/.rels"]).replace("xl/workbook.xml", "word/document.xml")
XLSB = workbook_parts(sheet_xml(""))
XLSB["[Content_Types].xml"] = str(XLSB["[Content_Types].xml"]).replace(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"Axe\tProgramme de travail\n", "is not an Excel workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE, r"Excel 97-2003 \(\.xls\)"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), r"\.ods"),
        (zipped({"a.txt": "x"}), "zip archive without a workbook"),
        (zipped({"[Content_Types].xml": TYPES}), "zip archive without a workbook"),
        (zipped(WORD), "Word document"),
        (zipped(XLSB), r"binary workbook \(\.xlsb\)"),
        (zipped(workbook_parts(sheet_xml("")))[:-30], "cut off or damaged"),
        (zipped(workbook_parts(sheet_xml("")))[:300], "cut off or damaged"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "programme.xlsx"
    file.write_bytes(content)
    with pytest.raises(MotxlError, match=sentence) as caught:
        Workbook.open(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbookError, match=r"absent\.xlsx does not exist"):
        Workbook.open(tmp_path / "absent.xlsx")
    with pytest.raises(NotAWorkbookError, match="is a folder"):
        Workbook.open(tmp_path)


def test_reading_is_allowed_while_someone_has_it_open(tmp_path: Path) -> None:
    file = tmp_path / "programme.xlsx"
    file.write_bytes(zipped(workbook_parts(sheet_xml(""))))
    (tmp_path / "~$programme.xlsx").write_bytes(b"\x05Marie")
    assert Workbook.open(file).sheets[0].name == "Feuille"
