"""The previous states are kept, privately, and ``restore`` gives them back."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from motxl.errors import MotxlError
from motxl.files import backups, moved, undoing
from motxl.files.datafolder import data_folder, key_of
from motxl.ooxml import Workbook
from motxl.ooxml.errors import ChangedOnDiskError, InUseError
from tests.ooxml.package_building import sheet_xml, workbook_parts, zipped


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
    undoing.restore(book)
    assert book.read_bytes() == states[1]
    undoing.restore(book)
    assert book.read_bytes() == states[0]
    with pytest.raises(MotxlError, match="No older state"):
        undoing.restore(book)


def test_what_staff_changed_since_is_not_undone_and_never_lost(book: Path) -> None:
    first = book.read_bytes()
    write(book, 1)
    theirs = zipped(workbook_parts(sheet_xml("<row/>")))
    book.write_bytes(theirs)
    with pytest.raises(ChangedOnDiskError, match="has changed since motxl wrote it"):
        undoing.restore(book)
    assert book.read_bytes() == theirs
    undoing.restore(book, force=True)
    assert book.read_bytes() == first
    folder = data_folder() / "backups" / key_of(book)
    assert theirs in [file.read_bytes() for file in folder.glob("*.xlsx")]


def test_a_write_after_an_undo_can_be_undone(book: Path) -> None:
    write(book, 1)
    undoing.restore(book)
    before = book.read_bytes()
    write(book, 3)
    undoing.restore(book)
    assert book.read_bytes() == before


def test_a_save_that_was_killed_before_its_end_is_passed_over(book: Path) -> None:
    first = book.read_bytes()
    present = write(book, 1)
    backups.keep(book, present, b"never written")
    undoing.restore(book)
    assert book.read_bytes() == first


def test_the_last_ten_states_stay(book: Path) -> None:
    for value in range(14):
        write(book, value)
    history = backups.history(book)
    assert len(history) == backups.KEPT
    folder = data_folder() / "backups" / key_of(book)
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
        undoing.restore(book)
    assert book.read_bytes() == present


def test_a_deleted_workbook_comes_back(book: Path) -> None:
    first = book.read_bytes()
    write(book, 1)
    book.unlink()
    undoing.restore(book)
    assert book.read_bytes() == first


def test_a_damaged_state_is_said(book: Path) -> None:
    present = write(book, 1)
    state = backups.history(book)[0]
    file = data_folder() / "backups" / key_of(book) / f"{state.before}.xlsx"
    file.write_bytes(b"broken")
    with pytest.raises(MotxlError, match="missing or damaged"):
        undoing.restore(book)
    assert book.read_bytes() == present


def test_redo_gives_back_what_undo_replaced_and_undo_takes_it_back(book: Path) -> None:
    first = book.read_bytes()
    write(book, 1)
    theirs = zipped(workbook_parts(sheet_xml("<row/>")))
    book.write_bytes(theirs)
    undoing.restore(book, force=True)
    undoing.redo(book)
    assert book.read_bytes() == theirs
    undoing.restore(book)
    assert book.read_bytes() == first
    undoing.redo(book)
    assert book.read_bytes() == theirs


def test_redo_without_an_undo_is_said(book: Path) -> None:
    write(book, 1)
    with pytest.raises(MotxlError, match="no change of this file was undone"):
        undoing.redo(book)


def test_redo_is_refused_while_the_workbook_is_open(book: Path) -> None:
    write(book, 1)
    undoing.restore(book)
    present = book.read_bytes()
    book.with_name(f"~${book.name}").write_bytes(b"\x05Marie" + bytes(159))
    with pytest.raises(InUseError):
        undoing.redo(book)
    assert book.read_bytes() == present


def renamed(book: Path) -> Path:
    return book.rename(book.with_name("programme v2.xlsx"))


def test_a_workbook_that_was_renamed_is_known_by_what_it_holds(book: Path) -> None:
    states = [book.read_bytes(), write(book, 1), write(book, 2)]
    other = renamed(book)
    known = moved.known(other)
    assert known.was == book
    assert [state.after for state in known.states] == [
        hashlib.sha256(data).hexdigest() for data in states[1:]
    ]
    assert backups.history(other) == []  # looking changes nothing
    undoing.restore(other)
    assert other.read_bytes() == states[1]
    undoing.redo(other)
    assert other.read_bytes() == states[2]
    undoing.restore(other)
    undoing.restore(other)
    assert other.read_bytes() == states[0]
    with pytest.raises(MotxlError, match="No older state"):
        undoing.restore(other)


def test_the_writes_before_and_after_a_new_name_are_undone_one_by_one(book: Path) -> None:
    states = [book.read_bytes(), write(book, 1)]
    other = renamed(book)
    write(other, 2)
    undoing.restore(other)
    assert other.read_bytes() == states[1]
    undoing.restore(other)
    assert other.read_bytes() == states[0]


def test_a_state_given_back_is_given_again_under_the_new_name(book: Path) -> None:
    write(book, 1)
    present = book.read_bytes()
    undoing.restore(book)
    other = renamed(book)
    undoing.redo(other)
    assert other.read_bytes() == present


def test_a_copy_has_a_past_of_its_own(book: Path) -> None:
    first, second = book.read_bytes(), write(book, 1)
    copy = book.with_name("copie.xlsx")
    copy.write_bytes(second)
    undoing.restore(book)
    undoing.restore(copy)
    assert copy.read_bytes() == book.read_bytes() == first
    undoing.redo(copy)
    assert (copy.read_bytes(), book.read_bytes()) == (second, first)


def test_a_renamed_workbook_that_someone_changed_is_not_touched(book: Path) -> None:
    write(book, 1)
    other = renamed(book)
    other.write_bytes(zipped(workbook_parts(sheet_xml("<row/>"))))
    theirs = other.read_bytes()
    for force in (False, True):
        with pytest.raises(MotxlError, match="did not write its present content"):
            undoing.restore(other, force=force)
    assert other.read_bytes() == theirs
    assert moved.known(other) == moved.KnownWorkbook([])


def test_another_workbook_under_the_old_name_is_not_overwritten(book: Path) -> None:
    write(book, 1)
    other = renamed(book)
    book.write_bytes(zipped(workbook_parts(sheet_xml("<row/>"))))
    theirs = book.read_bytes()
    assert moved.known(book).changed
    with pytest.raises(ChangedOnDiskError):
        undoing.restore(book)
    assert book.read_bytes() == theirs
    undoing.restore(other)


def test_workbooks_of_one_name_in_two_folders_are_not_mixed_up(book: Path, tmp_path: Path) -> None:
    there = tmp_path / "ailleurs" / book.name
    there.parent.mkdir()
    there.write_bytes(zipped(workbook_parts(sheet_xml("<row/>"))))
    first, theirs = book.read_bytes(), there.read_bytes()
    write(book, 1)
    assert moved.known(there) == moved.KnownWorkbook([])
    write(there, 2)
    undoing.restore(book)
    assert book.read_bytes() == first
    undoing.restore(there)
    assert there.read_bytes() == theirs


def test_what_two_workbooks_became_from_different_ones_is_asked(book: Path, tmp_path: Path) -> None:
    same = b"the same in the end"
    for name, before in (("a.xlsx", b"one"), ("b.xlsx", b"another")):
        backups.keep(tmp_path / name, before, same)
    book.write_bytes(same)
    with pytest.raises(MotxlError, match=r"a\.xlsx.*b\.xlsx|b\.xlsx.*a\.xlsx"):
        undoing.restore(book)
    assert book.read_bytes() == same


def test_redo_does_not_overwrite_newer_work_without_saying(book: Path) -> None:
    write(book, 1)
    undoing.restore(book)
    theirs = zipped(workbook_parts(sheet_xml("<row/>")))
    book.write_bytes(theirs)
    with pytest.raises(ChangedOnDiskError, match="since motxl restored its state"):
        undoing.redo(book)
    assert book.read_bytes() == theirs
    undoing.redo(book, force=True)
    undoing.restore(book)
    assert book.read_bytes() == theirs


def test_a_list_that_an_older_motxl_wrote_is_read(book: Path) -> None:
    write(book, 1)
    index = data_folder() / "backups" / key_of(book) / "index.json"
    listed = json.loads(index.read_text("utf-8"))
    for state in listed["states"]:
        del state["command"], state["change"]
    index.write_text(json.dumps(listed), "utf-8")
    assert [state.command for state in backups.history(book)] == [""]
    undoing.restore(book)
