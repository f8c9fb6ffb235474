"""LibreOffice in a real window, on a screen of its own: started by motxl, and left to its user."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.book.live import patience
from motxl.book.live.libreoffice.bridge import Bridge
from motxl.book.live.libreoffice.engine import register
from tests.conftest import need
from tests.judges import libreoffice as judge
from tests.live.desk import OnDesk
from tests.live.making import plain
from tests.macros.making import with_macros

pytestmark = pytest.mark.slow

INSTALL = "Xvfb and xdotool are not installed: apt-get install xvfb xdotool"


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    missing = judge.missing() or (
        None if shutil.which("Xvfb") and shutil.which("xdotool") else INSTALL
    )
    need(missing)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
    profile = tmp_path / "profile"
    monkeypatch.setenv("MOTXL_LIBREOFFICE_PROFILE", str(profile))
    monkeypatch.setenv("MOTXL_LANG", "en")
    monkeypatch.delenv("SAL_USE_VCLPLUGIN", raising=False)
    register().impl.apps.forget()  # the one of the tests before
    try:
        yield
    finally:
        register().impl.apps.forget()
        for exe in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if str(profile) in exe.read_text("utf-8", "replace"):
                    os.kill(int(exe.parent.name), signal.SIGKILL)
        server.kill()
        server.wait()


def motxl(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "motxl", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def bridge() -> Bridge:
    (app,) = register().impl.apps
    return app.bridge


@pytest.mark.usefixtures("screen")
def test_it_is_started_used_and_given_back(tmp_path: Path) -> None:
    path = plain(tmp_path / "programme.xlsx")
    before = path.read_bytes()
    done = motxl("colour", path, "--live")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    (book,) = bridge().ask("books")
    assert book["path"] == str(path)
    assert not OnDesk(bridge(), book["key"], path).ask("is_saved")
    # The last window closes and opens again.
    done = motxl("undo", path, "--live")
    assert done.returncode == 0, done.stderr
    time.sleep(1)
    (book,) = bridge().ask("books")
    assert OnDesk(bridge(), book["key"], path).ask("is_saved")
    assert path.read_bytes() == before


@pytest.mark.usefixtures("screen")
def test_closed_by_its_user_it_ends_and_is_started_again(tmp_path: Path) -> None:
    path = plain(tmp_path / "programme.xlsx")
    assert motxl("validate", path, "--live", "--select", "NUM001").returncode == 0
    (book,) = bridge().ask("books")
    bridge().ask("close", book["key"])
    register().impl.apps.forget()
    assert motxl("validate", path, "--live", "--select", "NUM001").returncode == 0
    assert [one["path"] for one in bridge().ask("books")] == [str(path)]


def keys(*arguments: str | int) -> str:
    command = ["xdotool", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def type_in(book: OnDesk, cell: str, text: str) -> None:
    """Begin to type at the end of a cell, and do not end."""
    book.select(cell)
    assert not book.ask("is_typing")
    late = time.monotonic() + 30
    while not book.ask("is_typing"):
        assert time.monotonic() < late, "the window takes no key"
        for window in keys("search", "--onlyvisible", "--name", book.path.name).split()[-1:]:
            keys("windowfocus", window)
        keys("key", "F2")
        time.sleep(0.5)
    keys("type", text)


@pytest.mark.usefixtures("screen")
def test_a_workbook_with_macros_comes_back_without_a_question(tmp_path: Path) -> None:
    """LibreOffice asks before macros run: whoever has answered once is not asked by undo."""
    profile = Path(os.environ["MOTXL_LIBREOFFICE_PROFILE"])
    asks = (
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
        '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>1</value></prop></item>'
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{asks}</oor:items>'
    )
    path = with_macros(tmp_path / "p.xlsm", source=plain(tmp_path / "plain.xlsx"))
    coloured = subprocess.Popen(
        [sys.executable, "-m", "motxl", "colour", str(path), "--live"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    late = time.monotonic() + 80
    while coloured.poll() is None:
        assert time.monotonic() < late, "nobody answers"
        for window in keys("search", "--onlyvisible", "--name", "Security Warning").split()[-1:]:
            keys("windowfocus", window)
            keys("key", "Return")  # Disable Macros
        time.sleep(0.5)
    said = coloured.communicate()
    assert coloured.returncode == 0, said
    done = motxl("undo", path, "--live")
    assert done.returncode == 0, done.stderr
    (book,) = bridge().ask("books")
    assert book["path"] == str(path)


@pytest.mark.usefixtures("screen")
def test_while_a_cell_is_typed_in_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed is entered where the cell was, over what would have come there."""

    def told(*arguments: str | Path) -> tuple[int, str]:
        """The exit code and all that was said, on one line."""
        capsys.readouterr()
        code = run([str(one) for one in arguments])
        said = capsys.readouterr()
        return code, " ".join((said.out + said.err).split())

    monkeypatch.setattr(patience, "SECONDS", 2.0)  # of the 15 that a person is given
    path = plain(tmp_path / "programme.xlsx")
    assert motxl("validate", path, "--live", "--select", "NUM001").returncode == 0
    (opened,) = bridge().ask("books")
    book = OnDesk(bridge(), opened["key"], path)
    late = time.monotonic() + 60
    type_in(book, "B50", " encore, et un texte qui ne finit pas")
    # What is to be written waits; what looks only says what it has not looked at.
    _code, looked = told("colour", path, "--live", "--check")
    assert "motxl did not read what is being typed in Programme!B50" in looked
    _code, checked = told("validate", path, "--live", "--select", "NUM018")
    assert "what is being typed in Programme!B50" in checked
    assert "In what was checked, all is well." in checked
    started = time.monotonic()
    code, refused = told("colour", path, "--live")
    assert code == 2
    assert "LibreOffice is busy: a cell is being edited" in refused
    assert 2 <= time.monotonic() - started < 30
    keys("key", "Return")
    while book.ask("is_typing"):
        assert time.monotonic() < late + 60
        time.sleep(0.2)
    assert str(book.read("B50")).endswith("un texte qui ne finit pas")
    assert told("colour", path, "--live")[0] == 0
    # With nothing left to do, a reference in the editor is still not spoken of as if it were seen.
    type_in(book, "B51", " (cf. Cross-border Deal theme 5)")
    code, unread = told("colour", path, "--live")
    assert code == 0
    assert "motxl did not read what is being typed in Programme!B51" in unread
    assert "There is nothing to change in what was read." in unread
    # Closing would take it away.
    code, refused = told("undo", path, "--live")
    assert (code, book.ask("is_typing")) == (2, True)
    assert "a cell is being edited" in refused
