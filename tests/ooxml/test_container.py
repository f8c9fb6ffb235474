"""The zip archive: copied as it is, refused where it lies."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from motxl.errors import MotxlError
from motxl.ooxml import Workbook
from motxl.ooxml.errors import DamagedError, NotAWorkbookError, TooLargeError
from motxl.ooxml.opc.container import Container
from tests.ooxml.package_building import sheet_xml, strings_xml, workbook_parts, zipped

PARTS = workbook_parts(
    sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings_xml("<t>Un texte</t>")
)


class Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def edited(data: bytes) -> bytes:
    workbook = Workbook(data)
    sheet = workbook.sheets[0]
    assert sheet.set_colour("A1", 0, 2, "ED7D31")
    return workbook.to_bytes()


def test_members_written_in_a_stream_keep_their_data_descriptors() -> None:
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
    before = stream.getvalue()
    assert Container(before, "x")._members["xl/workbook.xml"].flags & 8
    after = edited(before)
    old, new = Container(before, "old"), Container(after, "new")
    same = [name for name in old.names() if old.compressed(name) == new.compressed(name)]
    assert set(PARTS) - set(same) == {"xl/sharedStrings.xml"}
    assert new._members["xl/sharedStrings.xml"].flags == old._members["xl/sharedStrings.xml"].flags
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.testzip() is None


def test_zip64_members_are_copied_and_edited() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content.encode() if isinstance(content, str) else content)
    after = edited(stream.getvalue())
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(PARTS)


def test_the_date_the_comment_and_stored_members_stay() -> None:
    stream = io.BytesIO(zipped(PARTS, compression=zipfile.ZIP_STORED))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"programme de la MOT"
    with zipfile.ZipFile(io.BytesIO(edited(stream.getvalue()))) as archive:
        assert archive.comment == b"programme de la MOT"
        info = archive.getinfo("xl/sharedStrings.xml")
        assert info.date_time == (2024, 2, 29, 12, 34, 56)
        assert info.compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("cut", [1, 10, 22, 100, 2000])
def test_a_truncated_archive_is_refused_in_one_sentence(cut: int) -> None:
    with pytest.raises(MotxlError, match="damaged"):
        Workbook(zipped(PARTS)[:-cut])


def test_a_damaged_part_is_named_when_it_is_read() -> None:
    data = bytearray(zipped(PARTS))
    place = Container(bytes(data), "x")._members["xl/styles.xml"].data_start
    data[place + 5] ^= 0xFF
    with pytest.raises(DamagedError, match=r"xl/styles\.xml"):
        Workbook(bytes(data)).part("xl/styles.xml")


def test_duplicate_names_are_refused() -> None:
    stream = io.BytesIO(zipped(PARTS))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/styles.xml", "again")
    with pytest.raises(DamagedError, match="twice"):
        Workbook(stream.getvalue())
    with pytest.raises(DamagedError, match="twice"):
        Workbook(zipped({**PARTS, "XL/Styles.xml": "again"}))


def test_overlapping_members_are_refused() -> None:
    data = bytearray(zipped(PARTS))
    members = Container(bytes(data), "x")._members
    entry = data.find(members["xl/styles.xml"].record)
    struct.pack_into("<I", data, entry + 42, members["xl/workbook.xml"].offset + 4)
    with pytest.raises(DamagedError):
        Workbook(bytes(data))


def test_a_part_that_is_called_by_half_its_name_before_its_data_is_refused() -> None:
    data = bytearray(zipped(PARTS))
    member = Container(bytes(data), "x")._members["xl/styles.xml"]
    name_length, extra_length = struct.unpack_from("<2H", data, member.offset + 26)
    struct.pack_into("<2H", data, member.offset + 26, name_length - 4, extra_length + 4)
    with pytest.raises(DamagedError, match="another name"):
        Workbook(bytes(data))


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(zipped(PARTS))
    for record in (m.record for m in Container(bytes(data), "x")._members.values()):
        data[data.find(record) + 8] |= 1
    with pytest.raises(NotAWorkbookError, match="password"):
        Workbook(bytes(data))


def test_a_zip_bomb_ends_in_a_sentence() -> None:
    bomb = sheet_xml("<row/>" + " " * 40_000_000)
    parts = {**PARTS, "xl/worksheets/sheet1.xml": bomb}
    with pytest.raises(TooLargeError, match="absurd"):
        list(Workbook(zipped(parts)).sheets[0].cells())


def test_a_size_that_lies_is_found_out() -> None:
    data = bytearray(zipped(PARTS))
    record = Container(bytes(data), "x")._members["xl/styles.xml"].record
    struct.pack_into("<I", data, data.find(record) + 24, 10)
    with pytest.raises(DamagedError):
        Workbook(bytes(data)).part("xl/styles.xml")


def test_part_names_are_found_in_any_case_and_with_backslashes() -> None:
    parts = {name.replace("xl/", "XL\\"): content for name, content in PARTS.items()}
    workbook = Workbook(zipped(parts))
    assert [cell.text for cell in workbook.sheets[0].cells()] == ["Un texte"]
    workbook.sheets[0].set_value("A1", "Autre")
    assert b"Autre" in Workbook(workbook.to_bytes()).part("xl/sharedStrings.xml")


def test_parts_can_be_added_and_removed() -> None:
    workbook = Workbook(zipped(PARTS))
    workbook.package.add("customXml/item1.xml", b"<a/>", "application/xml")
    again = Workbook(workbook.to_bytes())
    assert again.part("customXml/item1.xml") == b"<a/>"
    assert again.package.content_type("customXml/item1.xml") == "application/xml"
    again.package.remove("customXml/item1.xml")
    assert not Workbook(again.to_bytes()).package.has("customXml/item1.xml")
