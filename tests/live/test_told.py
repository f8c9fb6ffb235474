"""What happens to an open workbook is told as it is: closed, locked, renamed, corrected."""

from __future__ import annotations

import getpass
import socket
import time
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.doctor import books
from motxl.doctor.here import this_computer
from tests.cli import watched
from tests.cli.watched import Watch
from tests.doctor.making import by_name
from tests.live.desk import Desk, OnDesk
from tests.live.making import plain, shipped
from tests.macros.making import with_macros

Told = pytest.CaptureFixture[str]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at a workbook takes seconds where others use the machine."""
    monkeypatch.setattr(watched, "LATE", 60.0)


@pytest.mark.usefixtures("slow")
class TestAWatchedWorkbook:
    def test_that_is_closed_ends_the_watch_with_0(self, desk: Desk, tmp_path: Path) -> None:
        path = shipped(tmp_path / "programme.xlsx")
        on_desk = desk.open(path)
        with Watch(str(path), "--live", "--select", "NUM018", folder=tmp_path) as watch:
            watch.wait(lambda: "all is well" in watch.out, "first check")
            on_desk.type("A50", "1.x.2")  # what is left over does not count at the end
            watch.wait(lambda: "NUM018" in watch.out, "finding")
            on_desk.ask("close")
            assert watch.process.wait(60) == 0
        told = " ".join(watch.err.split())
        assert "was closed: the watch has ended." in told
        assert told.count("Waiting for the next change") == 2
        assert "Error" not in told
        assert desk.books() == []

    def test_goes_on_while_another_one_is_open(self, desk: Desk, tmp_path: Path) -> None:
        one, other = shipped(tmp_path / "one.xlsx"), shipped(tmp_path / "other.xlsx")
        closed, stays = desk.open(one), desk.open(other)
        with Watch(str(one), str(other), "--live", "--select", "NUM018", folder=tmp_path) as watch:
            watch.wait(
                lambda: "Waiting for the next change" in " ".join(watch.err.split()), "check"
            )
            watch.wait(lambda: "all is well" in watch.out, "first findings")
            closed.ask("close")
            watch.wait(lambda: "one.xlsx is no longer open" in " ".join(watch.err.split()), "word")
            stays.type("A50", "1.x.2")
            watch.wait(lambda: "NUM018" in watch.out, "finding")
            stays.ask("close")
            assert watch.process.wait(60) == 0

    def test_whose_application_crashes_ends_the_watch(self, desk: Desk, tmp_path: Path) -> None:
        path = shipped(tmp_path / "programme.xlsx")
        desk.open(path)
        with Watch(str(path), "--live", "--select", "NUM018", folder=tmp_path) as watch:
            watch.wait(lambda: "all is well" in watch.out, "first check")
            desk.crash()
            assert watch.process.wait(60) == 0
        assert "was closed: the watch has ended." in " ".join(watch.err.split())


MARIE = "Marie Curie,marie,poste-3,27.11.2026 09:00,file:///home/marie/profil;"


class TestALockOfSomebodyElse:
    @pytest.mark.parametrize(
        ("name", "data", "who"),
        [
            (".~lock.{}#", MARIE.encode(), "Marie Curie"),
            (".~lock.{}#", MARIE.replace("Marie Curie", "").encode(), "marie"),
            ("~${}", b"\x0bMarie Curie" + bytes(153), "Marie Curie"),
        ],
    )
    @pytest.mark.parametrize("command", ["colour", "validate", "summary"])
    def test_is_told_before_anything_is_opened(
        self, desk: Desk, tmp_path: Path, capsys: Told,
        command: str, name: str, data: bytes, who: str,
    ) -> None:  # fmt: skip
        path = plain(tmp_path / "programme.xlsx")
        lock = path.with_name(name.format(path.name))
        lock.write_bytes(data)
        asked = desk.bridge.calls
        assert run([command, str(path), "--live"]) == 2
        told = " ".join(capsys.readouterr().err.split())
        assert f"{who} has had" in told
        assert f"delete {lock.name}." in told
        assert desk.books() == []
        # Which workbooks are open, and nothing else: LibreOffice is not asked to open it.
        assert desk.bridge.calls - asked < 10

    def test_says_nothing_against_one_that_is_open_here(self, desk: Desk, tmp_path: Path) -> None:
        path = plain(tmp_path / "programme.xlsx")
        desk.open(path, read_only=True)
        path.with_name(f".~lock.{path.name}#").write_text(MARIE)
        assert run(["validate", str(path), "--live", "--select", "NUM018"]) == 0

    def test_left_over_by_one_s_own_crash_is_libreoffice_s_to_take_away(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        path = plain(tmp_path / "programme.xlsx")
        own = (getpass.getuser(), socket.gethostname(), "27.11.2026 09:00", desk.profile.as_uri())
        path.with_name(f".~lock.{path.name}#").write_text(f",{','.join(own)};")
        assert run(["colour", str(path), "--live"]) == 0
        assert desk.books() == [str(path)]

    def test_takes_the_place_of_a_crash(self, desk: Desk, tmp_path: Path) -> None:
        """The real mark of a real crash."""
        path = plain(tmp_path / "programme.xlsx")
        desk.open(path)
        desk.crash()
        assert path.with_name(f".~lock.{path.name}#").exists()
        desk.start()
        assert run(["colour", str(path), "--live"]) == 0


class TestDoctor:
    def test_advises_live_only_where_it_is_open_here(self, desk: Desk, tmp_path: Path) -> None:
        path = plain(tmp_path / "programme.xlsx")
        lock = path.with_name(f".~lock.{path.name}#")
        lock.write_text(MARIE)
        elsewhere = by_name(books.look(this_computer(), path))["open"]
        assert "Marie Curie" in elsewhere.found
        assert "not even with --live" in elsewhere.advice
        on_desk = desk.open(path, read_only=True)
        assert "open here as read-only" in by_name(books.look(this_computer(), path))["open"].advice
        on_desk.ask("close")
        lock.unlink()
        desk.open(path)
        here = by_name(books.look(this_computer(), path))["open"]
        assert "open here in LibreOffice: use --live" in here.advice


class TestControle:
    @pytest.mark.parametrize("live", [True, False])
    def test_no_longer_lists_what_was_just_corrected(
        self, desk: Desk, tmp_path: Path, *, live: bool
    ) -> None:
        path = plain(tmp_path / "programme.xlsx")
        assert run(["validate", str(path), "--write"]) == 1
        options = ["--live"] if live else []
        if live:
            desk.open(path)
        before = controlled(desk, path, live=live)
        assert "REF102" in before
        assert run(["validate", str(path), *options, "--fix", "--select", "REF102"]) == 0
        after = controlled(desk, path, live=live)
        assert after == [rule for rule in before if rule != "REF102"]

    def test_is_left_as_it_is_where_it_may_not_be_written(self, desk: Desk, tmp_path: Path) -> None:
        import openpyxl

        path = plain(tmp_path / "programme.xlsx")
        assert run(["validate", str(path), "--write"]) == 1
        workbook = openpyxl.load_workbook(path, rich_text=True)
        workbook["Contrôle"].protection.enable()
        workbook.save(path)
        desk.open(path)
        before = controlled(desk, path, live=True)
        assert run(["validate", str(path), "--live", "--fix", "--select", "REF102"]) == 0
        assert controlled(desk, path, live=True) == before


def controlled(desk: Desk, path: Path, *, live: bool) -> list[str]:
    """The rules that Contrôle names, row by row."""
    book = desk.again(path) if live else desk.open(path)
    found = [rule for rule in book.column("B", 5, 120, "Contrôle") if rule]
    if not live:
        book.ask("close")
    return found


@pytest.mark.parametrize("options", [[], ["--redo"], ["--force"]])
def test_a_file_that_was_renamed_is_not_made_again(
    open_plain: OnDesk, capsys: Told, options: list[str]
) -> None:
    path = open_plain.path
    assert run(["colour", str(path), "--live"]) == 0
    if options == ["--redo"]:
        assert run(["undo", str(path), "--live"]) == 0
    path.rename(path.with_name("autre nom.xlsx"))
    assert run(["undo", str(path), "--live", *options]) == 2
    assert "it was renamed or moved" in " ".join(capsys.readouterr().err.split())
    assert [file.name for file in path.parent.glob("*.xlsx")] == ["autre nom.xlsx"]


def test_a_workbook_with_macros_is_given_back_at_once(desk: Desk, tmp_path: Path) -> None:
    path = with_macros(tmp_path / "p.xlsm", source=plain(tmp_path / "plain.xlsx"))
    before = path.read_bytes()
    book = desk.open(path)
    assert run(["colour", str(path), "--live"]) == 0
    book.type("B155", "tapé depuis")
    started = time.monotonic()
    assert run(["undo", str(path), "--live"]) == 0
    assert time.monotonic() - started < 30
    assert path.read_bytes() == before
    assert desk.again(path).read("B155") == "tapé depuis"


def test_nothing_is_counted_that_is_not_there(open_plain: OnDesk, capsys: Told) -> None:
    assert run(["colour", str(open_plain.path), "--live", "--lang", "fr"]) == 0
    told = capsys.readouterr().err
    assert "mis en couleur" in told
    assert " 0 " not in f" {told} "
