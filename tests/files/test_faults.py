"""Faults of the disk, of rights and of others who write: the old workbook whole, and a sentence.

Disks are really filled, or read-only, where root may mount small ones.
"""

from __future__ import annotations

import os
import random
import string
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from motxl.errors import MotxlError
from motxl.files import backups, undoing
from motxl.files.saving import write_new
from motxl.ooxml import Workbook
from motxl.ooxml.errors import ChangedOnDiskError, WriteError
from tests.ooxml.package_building import sheet_xml, strings_xml, workbook_parts, zipped

PARTS = workbook_parts(
    sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'),
    strings_xml("<t>Un texte</t>", "<t>Un autre</t>"),
)
ROOT = Path(__file__).parents[2]
only_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount and give up rights"
)


def edited(path: Path, text: str = "Autre") -> Workbook:
    workbook = Workbook.open(path)
    assert workbook.sheets[0].set_value("A1", text)
    return workbook


def larger(path: Path) -> Workbook:
    """An edit that takes about 600 kB more on the disk."""
    characters = string.ascii_lowercase + string.digits
    workbook = Workbook.open(path)
    for row in range(1, 31):
        noise = random.Random(row).choices(characters, k=30_000)
        workbook.sheets[0].set_value((row, 1), "".join(noise))
    return workbook


def texts_in(path: Path) -> tuple[str | None, ...]:
    return tuple(cell.text for cell in Workbook.open(path).sheets[0].cells())


def mount(folder: Path, *options: str) -> None:
    mounted = subprocess.run(["mount", *options, folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 kB with a workbook on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount(folder, "-t", "tmpfs", "-o", "size=300k", "tmpfs")
    try:
        (folder / "programme.xlsx").write_bytes(zipped(PARTS))
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "programme.xlsx"
    file.write_bytes(zipped(PARTS))
    return file


def fill(folder: Path, *, but: int = 0) -> None:
    """Take all the room there is, but some bytes."""
    with (folder / "fill").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    os.truncate(folder / "fill", max((folder / "fill").stat().st_size - but, 0))


# A full disk


@only_root
def test_a_larger_workbook_that_finds_no_room_leaves_the_old_one(disk: Path) -> None:
    book = disk / "programme.xlsx"
    before = book.read_bytes()
    with pytest.raises(WriteError, match=r"disk is full: .*programme\.xlsx was not written"):
        larger(book).save()
    assert book.read_bytes() == before
    assert [file.name for file in disk.iterdir()] == ["programme.xlsx"]
    assert edited(book).save()
    assert texts_in(book) == ("Autre", "Un autre")


@only_root
def test_a_new_file_that_finds_no_room_is_not_there_at_all(disk: Path) -> None:
    with pytest.raises(WriteError, match="disk is full"):
        write_new(disk / "new.xlsx", os.urandom(400_000))
    assert [file.name for file in disk.iterdir()] == ["programme.xlsx"]


@only_root
@pytest.mark.parametrize("room", [0, 4096, 8192, 12288])
def test_where_the_backup_finds_no_room_nothing_is_written(
    book: Path, disk: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTXL_DATA_DIR", str(disk / "motxl"))
    book.write_bytes(zipped({**PARTS, "x/media.bin": os.urandom(20_000)}))
    before = book.read_bytes()
    workbook = edited(book)
    fill(disk, but=room)
    with pytest.raises(WriteError, match=r"disk is full|cannot be (?:kept|made)"):
        workbook.save()
    assert book.read_bytes() == before
    assert [file.name for file in book.parent.iterdir() if file.is_file()] == ["programme.xlsx"]
    (disk / "fill").unlink()
    assert backups.history(book) == []
    assert workbook.save()
    assert texts_in(book) == ("Autre", "Un autre")
    undoing.restore(book)
    assert book.read_bytes() == before
    assert [file.name for file in (disk / "motxl").rglob(".*")] == []


@only_root
def test_undo_on_a_full_disk_loses_neither_state(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = disk / "programme.xlsx"
    book.write_bytes(zipped({**PARTS, "x/media.bin": os.urandom(100_000)}))
    before = book.read_bytes()
    assert edited(book).save()
    after = book.read_bytes()
    fill(disk)
    for _turn in range(2):
        with pytest.raises(WriteError, match="disk is full"):
            undoing.restore(book)
    assert book.read_bytes() == after
    (disk / "fill").unlink()
    undoing.restore(book)
    assert book.read_bytes() == before
    with pytest.raises(MotxlError, match="No older state"):
        undoing.restore(book)


# Rights


@only_root
def test_a_read_only_disk_is_named_and_nothing_is_left(disk: Path, tmp_path: Path) -> None:
    book = disk / "programme.xlsx"
    before = book.read_bytes()
    workbook = edited(book)
    mount(disk, "-o", "remount,ro")
    with pytest.raises(WriteError, match=r"read-only"):
        workbook.save()
    with pytest.raises(WriteError, match=r"read-only disk: save a copy elsewhere"):
        write_new(disk / "new.xlsx", b"x")
    assert book.read_bytes() == before
    assert workbook.save(tmp_path / "copy.xlsx")
    assert texts_in(tmp_path / "copy.xlsx") == ("Autre", "Un autre")


@only_root
def test_a_data_folder_on_a_read_only_disk_is_named(
    book: Path, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTXL_DATA_DIR", str(disk / "motxl"))
    assert edited(book, "Premier").save()
    before = book.read_bytes()
    mount(disk, "-o", "remount,ro")
    with pytest.raises(WriteError, match=r"cannot be used \(the disk is read-only"):
        edited(book).save()
    assert book.read_bytes() == before


SAVE_AS_NOBODY = """
import fcntl, os, sys
from motxl.errors import MotxlError
from motxl.ooxml import Workbook
from motxl.files import backups, saving
workbook = Workbook.open(sys.argv[1])
workbook.sheets[0].set_value("A1", "Autre")
workbook.to_bytes()
# Rights are given up at last: nobody may be shut out of Python's own folders.
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    workbook.save()
except MotxlError as error:
    print("refused:", error)
"""


@only_root
@pytest.mark.parametrize("locked", ["locks", "backups"])
def test_a_data_folder_that_one_may_not_enter_is_named(
    disk: Path, tmp_path: Path, locked: str
) -> None:
    for folder in [tmp_path, *tmp_path.parents]:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)
    data = tmp_path / "data"
    (data / locked).mkdir(mode=0o700, parents=True)
    data.chmod(0o777)
    disk.chmod(0o777)
    book = disk / "programme.xlsx"
    book.chmod(0o666)
    before = book.read_bytes()
    ran = subprocess.run(
        [sys.executable, "-c", SAVE_AS_NOBODY, book],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MOTXL_DATA_DIR": str(data)},
    )
    assert "refused:" in ran.stdout, ran.stderr
    assert str(data) in ran.stdout
    assert book.read_bytes() == before
    assert [file.name for file in disk.iterdir()] == ["programme.xlsx"]


# Others who write


def test_what_another_wrote_between_reading_and_saving_stays(book: Path) -> None:
    mine, theirs = edited(book, "Le mien"), edited(book, "Le leur")
    assert theirs.save()
    with pytest.raises(ChangedOnDiskError, match="has changed"):
        mine.save()
    assert texts_in(book) == ("Le leur", "Un autre")
    assert theirs.sheets[0].set_value("A1", "Encore")
    book.unlink()
    with pytest.raises(ChangedOnDiskError, match="has changed"):
        theirs.save()
    assert not book.exists()


@pytest.mark.slow
def test_two_that_save_at_once_leave_one_whole_state_and_one_sentence(book: Path) -> None:
    """Both read, both edit, both save when the clock says so: one wins, the other is told."""
    code = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from motxl.errors import MotxlError
        from motxl.ooxml import Workbook
        path, who = Path(sys.argv[1]), sys.argv[2]
        for line in sys.stdin:
            number, start = line.split()
            workbook = Workbook.open(path)
            workbook.sheets[0].set_value("A1", f"{who} {number}" * 500)
            workbook.sheets[0].set_value("B1", f"{who} {number}" * 500)
            print("ready", flush=True)
            sys.stdin.readline()
            try:
                workbook.save()
                print("saved", flush=True)
            except MotxlError as error:
                print(type(error).__name__, flush=True)
        """
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, book, who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for who in "ab"
    ]

    def tell(line: str) -> list[str]:
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write(line + "\n")
            writer.stdin.flush()
        return [(writer.stdout.readline() if writer.stdout else "").strip() for writer in writers]

    try:
        for number in range(int(os.environ.get("MOTXL_TEST_ROUNDS", "60"))):
            assert tell(f"{number} x") == ["ready", "ready"]
            ended = tell("go")
            assert sorted(ended) == ["ChangedSinceReadError", "saved"]
            assert texts_in(book) == (f"{'ab'[ended.index('saved')]} {number}" * 500,) * 2
            assert [file.name for file in book.parent.iterdir()] == ["programme.xlsx"]
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
