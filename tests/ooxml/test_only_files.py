"""What is opened is a file, of a bounded size, and inside the folder that it belongs to."""

from __future__ import annotations

import io
import os
import shutil
import socket
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.errors import MotxlError
from motxl.files.regular import NotAFileError, TooLongError, is_device_name, regular_bytes
from motxl.files.within import LeavesFolderError, inside, open_inside, read_inside
from motxl.ooxml import Workbook
from motxl.ooxml.errors import DamagedError
from motxl.ooxml.opc.container import Container
from motxl.ooxml.opc.partnames import spelling_of
from motxl.template.shipped import source_path, template_path

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders are POSIX's")
ROOT = Path(__file__).parents[2]
PATIENCE = 60


def ended(*arguments: str | Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "motxl", "--lang", "en", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return done.returncode, done.stderr


@POSIX
@pytest.mark.parametrize("what", ["pipe", "zero", "socket"])
def test_every_reader_refuses_what_is_no_file(what: str, tmp_path: Path) -> None:
    book = shutil.copy(template_path("programme-2025"), tmp_path / "book.xlsx")
    odd = {suffix: tmp_path / f"odd{suffix}" for suffix in (".xlsx", ".csv", ".txt")}
    with socket.socket(socket.AF_UNIX) as listening:
        for path in odd.values():
            if what == "pipe":
                os.mkfifo(path)
            elif what == "zero":
                path.symlink_to("/dev/zero")
        if what == "socket":
            here = Path.cwd()
            os.chdir(tmp_path)  # names of sockets are short
            listening.bind("odd.xlsx")
            os.chdir(here)
            odd = {".xlsx": odd[".xlsx"]}
        commands: list[tuple[str | Path, ...]] = [
            ("validate", odd[".xlsx"]),
            ("undo", odd[".xlsx"]),
            ("extract", book, "-o", tmp_path / "out", "--contacts", odd[".xlsx"]),
        ]
        if what != "socket":
            commands += [
                ("extract", book, "-o", tmp_path / "out", "--contacts", odd[".csv"]),
                ("import", odd[".txt"], "-o", tmp_path / "new.xlsx"),
            ]
        for command in commands:
            code, error = ended(*command)
            assert code == 2
            assert "is not an ordinary file, but a pipe, a device or the like" in error


def test_a_file_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 101)
    assert regular_bytes(path, 101) == b"x" * 101
    with pytest.raises(TooLongError):
        regular_bytes(path, 100)


def test_names_that_windows_takes_for_devices() -> None:
    assert all(map(is_device_name, ("NUL", "con.xlsx", "COM1", "lpt9.tar.gz", "aux .txt", "COM²")))
    assert not any(map(is_device_name, ("null.xlsx", "COM10", "contacts.csv", "programme.xlsx")))


@POSIX
@pytest.mark.parametrize("name", ["extrait.xltx", "modeles"])
def test_a_template_that_is_a_link_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    shutil.copy(template_path("extrait"), private / "extrait.xltx")
    folder = tmp_path / "shared"
    folder.mkdir()
    book = shutil.copy(template_path("programme-2025"), folder / "book.xlsx")
    if name == "modeles":
        (folder / "modeles").symlink_to(private)
    else:
        (folder / "modeles").mkdir()
        (folder / "modeles" / name).symlink_to(private / name)
    code, error = ended("extract", book, "-o", folder / "out")
    assert code == 2
    assert "leads out of the folder" in error
    shutil.copy(private / "extrait.xltx", folder / "mine.xltx")
    if name != "modeles":
        (folder / "modeles" / name).unlink()
        (folder / "modeles" / name).symlink_to("../mine.xltx")
        assert template_path("extrait", beside=Path(book)) == folder / "modeles" / name


@POSIX
def test_files_of_ours_are_opened_through_no_link(tmp_path: Path) -> None:
    folder, other = tmp_path / "here", tmp_path / "other.txt"
    folder.mkdir()
    other.write_text("theirs", "utf-8")
    link, pipe, mine = folder / "link", folder / "pipe", folder / "mine"
    link.symlink_to(other)
    os.mkfifo(pipe)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    with pytest.raises(LeavesFolderError):
        open_inside(folder, link, flags)
    with pytest.raises(LeavesFolderError):
        read_inside(folder, link, 100)
    with pytest.raises(LeavesFolderError):
        inside(folder, folder / "..")
    with pytest.raises(NotAFileError):
        open_inside(folder, pipe, flags)
    os.close(open_inside(folder, mine, flags))
    assert mine.stat().st_mode & 0o777 == 0o600
    assert other.read_text("utf-8") == "theirs"


SHEET = "xl/worksheets/sheet1.xml"


def with_member(name: str) -> bytes:
    written = io.BytesIO(template_path("programme-2025").read_bytes())
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(name, b"<other/>")
    return written.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        *(f"/{SHEET}", SHEET.upper(), SHEET.replace("/", "\\"), f"./{SHEET}", f"{SHEET}."),
        *(
            "xl/worksheets/sheet%31.xml",
            "xl//worksheets/sheet1.xml",
            "xl/x/../worksheets/sheet1.xml",
        ),
        *(
            "xl/worksheets./sheet1.xml",
            "xl/%2e/worksheets/sheet1.xml",
            "xl\\worksheets/SHEET1.xml ",
        ),
    ],
)
def test_two_members_that_a_reader_takes_for_one_part(name: str, tmp_path: Path) -> None:
    assert spelling_of(name) == SHEET
    with pytest.raises(DamagedError, match="twice"):
        Container(with_member(name), "book.xlsx")
    path = tmp_path / "book.xlsx"
    path.write_bytes(with_member(name))
    assert run(["validate", str(path)]) == 2


def test_a_member_that_is_called_otherwise_before_its_data() -> None:
    data = bytearray(template_path("programme-2025").read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.getinfo(SHEET).header_offset
    length = struct.unpack_from("<H", data, offset + 26)[0]
    name = SHEET.replace("sheet1", "sheet9").encode()
    data[offset + 30 : offset + 30 + length] = name
    with pytest.raises(DamagedError, match="another name"):
        Workbook(bytes(data))


def test_the_source_is_a_file_still() -> None:
    assert regular_bytes(source_path("programme-2025.txt"), 1 << 20)
    with pytest.raises(MotxlError):
        template_path("nothing-of-the-kind")
