"""The previous states are kept, privately, and ``restore`` gives them back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from motxl.package import Workbook, backups
from motxl.package.datafolder import data_folder
from motxl.package.errors import ChangedOnDiskError, InUseError, MotxlError
from tests.package.package_building import sheet_xml, workbook_parts, zipped


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "programme.xlsx"
    file.write_bytes(zipped(workbook_parts(sheet_xml(""))))
    return file


def write(path: Path, value: int) -> bytes:
    workbook = Workbook.open(path)
    workbook.sheets[0].set_value("A1", value)
    workbook.save()
    return path.read_bytes()


def test_undo_gives_the_previous_state_back_then_the_one_before(book: Path) -> None:
    states = [book.read_bytes(), write(book, 1), write(book, 2)]
    backups.restore(book)
    assert book.read_bytes() == states[1]
    backups.restore(book)
    assert book.read_bytes() == states[0]
    with pytest.raises(MotxlError, match="no older state"):
        backups.restore(book)


def test_what_staff_changed_since_is_not_undone_and_never_lost(book: Path) -> None:
    first = book.read_bytes()
    write(book, 1)
    theirs = zipped(workbook_parts(sheet_xml("<row/>")))
    book.write_bytes(theirs)
    with pytest.raises(ChangedOnDiskError, match="changed by someone since motxl wrote it"):
        backups.restore(book)
    assert book.read_bytes() == theirs
    backups.restore(book, force=True)
    assert book.read_bytes() == first
    folder = data_folder() / "backups" / backups.key_of(book)
    assert theirs in [file.read_bytes() for file in folder.glob("*.xlsx")]


def test_a_write_after_an_undo_can_be_undone(book: Path) -> None:
    write(book, 1)
    backups.restore(book)
    before = book.read_bytes()
    write(book, 3)
    backups.restore(book)
    assert book.read_bytes() == before


def test_a_save_that_was_killed_before_its_end_is_passed_over(book: Path) -> None:
    first = book.read_bytes()
    present = write(book, 1)
    backups.keep(book, present, b"never written")
    backups.restore(book)
    assert book.read_bytes() == first


def test_the_last_ten_states_stay(book: Path) -> None:
    for value in range(14):
        write(book, value)
    history = backups.history(book)
    assert len(history) == backups.KEPT
    folder = data_folder() / "backups" / backups.key_of(book)
    assert len(list(folder.glob("*.xlsx"))) == backups.KEPT
    assert [state.after for state in history][:-1] == [state.before for state in history][1:]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_nobody_else_can_read_them(book: Path) -> None:
    write(book, 1)
    for folder, _folders, files in os.walk(data_folder()):
        if folder != str(data_folder()):
            assert Path(folder).stat().st_mode & 0o077 == 0
        for file in files:
            assert Path(folder, file).stat().st_mode & 0o077 == 0


def test_an_open_workbook_is_not_undone(book: Path) -> None:
    present = write(book, 1)
    book.with_name("~$programme.xlsx").write_bytes(b"\x05Marie")
    with pytest.raises(InUseError):
        backups.restore(book)
    assert book.read_bytes() == present


def test_a_deleted_workbook_comes_back(book: Path) -> None:
    first = book.read_bytes()
    write(book, 1)
    book.unlink()
    backups.restore(book)
    assert book.read_bytes() == first


def test_a_damaged_state_is_said(book: Path) -> None:
    present = write(book, 1)
    state = backups.history(book)[0]
    file = data_folder() / "backups" / backups.key_of(book) / f"{state.before}.xlsx"
    file.write_bytes(b"broken")
    with pytest.raises(MotxlError, match="missing or damaged"):
        backups.restore(book)
    assert book.read_bytes() == present


def test_redo_gives_back_what_undo_replaced_and_undo_takes_it_back(book: Path) -> None:
    first = book.read_bytes()
    write(book, 1)
    theirs = zipped(workbook_parts(sheet_xml("<row/>")))
    book.write_bytes(theirs)
    backups.restore(book, force=True)
    backups.redo(book)
    assert book.read_bytes() == theirs
    backups.restore(book)
    assert book.read_bytes() == first
    backups.redo(book)
    assert book.read_bytes() == theirs


def test_redo_without_an_undo_is_said(book: Path) -> None:
    write(book, 1)
    with pytest.raises(MotxlError, match="nothing was undone"):
        backups.redo(book)


def test_redo_is_refused_while_the_workbook_is_open(book: Path) -> None:
    write(book, 1)
    backups.restore(book)
    present = book.read_bytes()
    book.with_name(f"~${book.name}").write_bytes(b"\x05Marie" + bytes(159))
    with pytest.raises(InUseError):
        backups.redo(book)
    assert book.read_bytes() == present
