"""``undo --live`` and ``--redo``: nothing that was on the screen or on disk is lost."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.live.finding import find
from motxl.book.live.patience import BusyError
from motxl.files import backups, undoing
from motxl.files.datafolder import data_folder, key_of
from motxl.ooxml.errors import WriteError
from tests.live import hands
from tests.live.desk import Desk, OnDesk
from tests.live.making import plain


def test_it_gives_the_file_back_that_was(open_plain: OnDesk, desk: Desk) -> None:
    before = open_plain.path.read_bytes()
    assert run(["colour", str(open_plain.path), "--live"]) == 0
    assert run(["undo", str(open_plain.path), "--live"]) == 0
    assert open_plain.path.read_bytes() == before
    assert desk.books() == [str(open_plain.path)]
    reopened = find(open_plain.path)
    assert reopened is not None
    assert reopened.is_saved


def test_work_that_was_not_saved_is_in_what_it_gives_back(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(open_plain.path)
    open_plain.type("P10", "pas encore enregistré")
    assert run(["colour", path, "--live"]) == 0
    assert run(["undo", path, "--live"]) == 0
    book = openpyxl.load_workbook(path)["Programme"]
    assert book["P10"].value == "pas encore enregistré"


def test_what_was_typed_since_is_not_thrown_away_unasked(
    desk: Desk, open_plain: OnDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(open_plain.path)
    assert run(["colour", path, "--live"]) == 0
    open_plain.type("P11", "après")
    hands.do(open_plain.path, hands.NOTE)
    assert run(["undo", path, "--live"]) == 2
    told = capsys.readouterr().err
    assert "somebody has changed Accueil!C3 since motxl wrote it" in told
    assert "nothing was undone" in told
    assert open_plain.read("P11") == "après"
    assert run(["undo", path, "--live", "--force"]) == 0
    assert desk.again(open_plain.path).read("P11") is None
    assert run(["undo", path, "--live", "--redo"]) == 0
    assert desk.again(open_plain.path).read("P11") == "après"
    # What redo has given back is no longer typed since.
    assert run(["undo", path, "--live"]) == 0
    assert desk.again(open_plain.path).read("P11") is None


def test_nothing_to_redo_leaves_unsaved_work_open(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(open_plain.path)
    open_plain.type("P10", "pas encore enregistré")
    assert run(["undo", path, "--live", "--redo"]) == 2
    assert "no change of this file was undone" in capsys.readouterr().err
    assert open_plain.read("P10") == "pas encore enregistré"
    assert not open_plain.ask("is_saved")


def test_work_that_redo_replaces_comes_back_with_undo(desk: Desk, open_plain: OnDesk) -> None:
    path = str(open_plain.path)
    assert run(["colour", path, "--live"]) == 0
    assert run(["undo", path, "--live"]) == 0
    desk.again(open_plain.path).type("P10", "après le retour")
    assert run(["undo", path, "--live", "--redo", "--force"]) == 0
    assert desk.again(open_plain.path).read("P10") is None
    assert run(["undo", path, "--live"]) == 0
    assert desk.again(open_plain.path).read("P10") == "après le retour"


def test_what_a_colleague_put_on_disk_is_kept_by_redo(
    desk: Desk, open_plain: OnDesk, tmp_path: Path
) -> None:
    path = str(open_plain.path)
    assert run(["colour", path, "--live"]) == 0
    assert run(["undo", path, "--live"]) == 0
    theirs = plain(tmp_path / "theirs.xlsx", {"B10": "Le texte d’une collègue"}).read_bytes()
    open_plain.path.write_bytes(theirs)
    assert run(["undo", path, "--live", "--redo"]) == 0
    desk.close_all()
    for _time in range(2):
        assert run(["undo", path, "--force"]) == 0
        if open_plain.path.read_bytes() == theirs:
            break
    assert open_plain.path.read_bytes() == theirs


def test_to_and_fro_the_file_stays_the_same_to_the_byte(desk: Desk, open_plain: OnDesk) -> None:
    path, before = str(open_plain.path), open_plain.path.read_bytes()
    assert run(["colour", path, "--live"]) == 0
    for _time in range(2):
        assert run(["undo", path, "--live"]) == 0
        assert open_plain.path.read_bytes() == before
        assert run(["undo", path, "--live", "--redo"]) == 0
    assert run(["undo", path, "--live"]) == 0
    assert open_plain.path.read_bytes() == before


@pytest.mark.parametrize("option", ["--force", "--redo"])
def test_refused_tries_keep_nothing(
    open_plain: OnDesk, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    """A window that waits refuses to close: older states do not go for that."""
    monkeypatch.setattr(backups, "KEPT", 3)
    path = str(open_plain.path)
    for number in range(2):
        open_plain.type("P10", f"{number}")
        open_plain.type("B36", open_plain.read("B36") + f" (cf Cross-border Deal thème {number})")
        assert run(["validate", path, "--live", "--fix", "--select", "REF102"]) in {0, 1}
    if option == "--redo":
        assert run(["undo", path, "--live"]) == 0
    states = backups.history(open_plain.path)
    folder = data_folder() / "backups" / key_of(open_plain.path)
    files = sorted(file.name for file in folder.iterdir())

    def waits(_self: AppWorkbook) -> None:
        raise BusyError("a window waits")

    monkeypatch.setattr(AppWorkbook, "close", waits)
    for _time in range(backups.KEPT + 1):
        assert run(["undo", path, "--live", option]) == 2
    assert backups.history(open_plain.path) == states
    assert sorted(file.name for file in folder.iterdir()) == files


def test_a_damaged_state_is_told_before_anything_is_closed(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(open_plain.path)
    assert run(["colour", path, "--live"]) == 0
    for file in (data_folder() / "backups" / key_of(open_plain.path)).glob("*.xlsx"):
        file.write_bytes(b"")
    open_plain.type("P10", "pas encore enregistré")
    assert run(["undo", path, "--live", "--force"]) == 2
    assert "missing or damaged" in capsys.readouterr().err
    assert open_plain.read("P10") == "pas encore enregistré"


def test_unsaved_work_stays_when_it_cannot_be_kept(
    open_plain: OnDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(open_plain.path)
    assert run(["colour", path, "--live"]) == 0
    open_plain.type("P11", "après")

    def full(*_: object) -> None:
        raise WriteError("disk full")

    monkeypatch.setattr(undoing, "keep_shown", full)
    assert run(["undo", path, "--live", "--force"]) == 2
    assert open_plain.read("P11") == "après"
    assert not open_plain.ask("is_saved")


def test_nothing_to_undo_leaves_it_open(
    open_plain: OnDesk, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    open_plain.type("P10", "pas encore enregistré")
    assert run(["undo", str(open_plain.path), "--live"]) == 2
    assert "no previous state" in capsys.readouterr().err
    assert open_plain.read("P10") == "pas encore enregistré"
