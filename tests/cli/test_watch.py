"""``motxl validate --watch`` sees each save, however it is made, and nothing of its middle."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from motxl.cli.watching import FIRST_PATIENCE, PATIENCE, Watching
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from motxl.validation.outcome import Outcome, Unreadable
from tests.cli.watched import LATE, ROOT, WAYS, Watch, by_replacing
from tests.judges import libreoffice as office

pytestmark = pytest.mark.slow

SHIPPED = template_path("programme-2025")
ONLY = ("--select", "BRD402")
SOON = 2.0
"""Seconds after a save within which its findings are shown"""


def put_right(path: Path) -> bytes:
    """The workbook without the border that is oddly spelled."""
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    label = sheet.cell("B123")
    assert label is not None
    assert label.text is not None
    start = label.text.index("FR BE")
    sheet.replace_text("B123", start, start + 5, "FR-BE")
    return workbook.to_bytes()


@pytest.mark.parametrize("save", WAYS)
def test_sees_a_save_soon_and_says_nothing_of_its_middle(
    save: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    path = tmp_path / "p.xlsx"
    shutil.copy(SHIPPED, path)
    good, bad = put_right(path), path.read_bytes()
    took = []
    with Watch("p.xlsx", *ONLY, folder=tmp_path) as watch:
        watch.wait_for_check(1)
        for number, data in enumerate((good, bad, good), 2):
            save(path, data)
            took.append(watch.wait_for_check(number))
        assert watch.end() == 0
    # The first save of three that meets no busy moment of the machine.
    assert min(took) < SOON
    assert watch.out.count("B123") == 2
    assert watch.out.count("all is well.") == 2
    assert watch.checks == 4
    assert "motxl:" not in watch.err
    assert "Traceback" not in watch.err


def test_sees_what_libreoffice_saves(tmp_path: Path, libreoffice: office.LibreOffice) -> None:
    path = tmp_path / "p.xlsx"
    shutil.copy(SHIPPED, path)
    with Watch("p.xlsx", "--select", "NUM001", folder=tmp_path) as watch:
        watch.wait_for_check(1)
        watch.wait(lambda: "all is well." in watch.out, "all is well")
        libreoffice.edit(path, path, [office.text("Programme", "A5", "1.1.x")])
        watch.wait(lambda: "A5 " in watch.out, "finding")
        libreoffice.edit(path, path, [office.text("Programme", "A5", "1.1")])
        watch.wait(lambda: watch.out.count("all is well.") == 2, "correction")
        assert watch.end() == 0
    assert "motxl:" not in watch.err


def test_watches_a_folder(tmp_path: Path) -> None:
    shutil.copy(SHIPPED, tmp_path / "a.xlsx")
    with Watch(".", *ONLY, folder=tmp_path) as watch:
        watch.wait_for_check(1)
        by_replacing(tmp_path / "b.xlsx", SHIPPED.read_bytes())
        watch.wait_for_check(2)
        by_replacing(tmp_path / "b.xlsx", put_right(SHIPPED))
        watch.wait_for_check(3)
        assert watch.end() == 1
    last = watch.out.split("─" * 80)[-1]
    assert [line.split(" · ")[0] for line in last.splitlines() if " rows" in line] == [
        "a.xlsx",
        "b.xlsx",
    ]
    assert "2 workbooks: 0 blocking findings, 1 to check, 0 for information." in last


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_ends_with_the_exit_code_of_the_last_result(by: signal.Signals, tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    shutil.copy(SHIPPED, path)
    with Watch("p.xlsx", *ONLY, folder=tmp_path) as watch:
        watch.wait_for_check(1)
        assert watch.end(by) == 1
        assert "Traceback" not in watch.err
    path.write_bytes(put_right(path))
    with Watch("p.xlsx", *ONLY, folder=tmp_path) as watch:
        watch.wait_for_check(1)
        assert watch.end(by) == 0
    with Watch("absent.xlsx", folder=tmp_path) as watch:
        watch.wait_for_check(1)
        assert watch.end(by) == 2
    assert "motxl: absent.xlsx does not exist" in watch.err


def test_on_a_terminal_the_screen_is_cleared(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    shutil.copy(SHIPPED, path)
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    # A session that opens a terminal has it as its own, and gets its Ctrl-C.
    on_it = ["sh", "-c", 'exec <"$0" >"$0" 2>&1 && exec "$@"', os.ttyname(follower)]
    process = subprocess.Popen(
        [*on_it, sys.executable, "-m", "motxl", "validate", "p.xlsx", *ONLY, "--watch"],
        cwd=tmp_path, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    )  # fmt: skip
    said = b""

    def until(count: int) -> None:
        nonlocal said
        deadline = time.monotonic() + LATE
        while said.count(b"Ctrl-C to stop.") < count and time.monotonic() < deadline:
            if select.select([leader], [], [], 0.2)[0]:
                said += os.read(leader, 65536)

    until(1)
    os.close(follower)
    by_replacing(path, put_right(path))
    until(2)
    os.write(leader, b"\x03")
    assert process.wait(LATE) == 0
    os.close(leader)
    assert said.count(b"\x1b[2J") == 2
    assert b"Traceback" not in said
    assert said.rindex(b"B123") < said.rindex(b"\x1b[2J") < said.rindex(b"all is well.")


def test_json_is_a_document_for_each_save(tmp_path: Path) -> None:
    import json

    path = tmp_path / "p.xlsx"
    shutil.copy(SHIPPED, path)
    with Watch("p.xlsx", *ONLY, "--format", "json", folder=tmp_path) as watch:
        watch.wait_for_check(1)
        by_replacing(path, put_right(path))
        watch.wait_for_check(2)
        watch.end()
    decoder, text = json.JSONDecoder(), watch.out
    first, end = decoder.raw_decode(text)
    second, _ = decoder.raw_decode(text[end:].lstrip())
    found = [len(one["workbooks"][0]["diagnostics"]) for one in (first, second)]
    assert found == [1, 0]


# The decisions, with a clock of their own


class Checked:
    """Stands for the check: readable is what says so."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, path: Path) -> Outcome:
        self.paths.append(path.name)
        text = path.read_text()
        return Unreadable(str(path), f"{text} is half a workbook")


def messages(watching: Watching) -> list[str]:
    return [one.message for one in watching.outcomes if isinstance(one, Unreadable)]


def test_half_a_workbook_is_believed_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    path.write_text("first")
    watching = Watching([path], Checked())
    assert not watching.look(0.0)
    assert watching.look(FIRST_PATIENCE + 0.1)
    path.write_text("second!")
    assert not watching.look(10.0)
    assert not watching.look(10.0 + PATIENCE - 0.1)
    assert messages(watching) == ["first is half a workbook"]
    assert watching.look(10.0 + PATIENCE)
    assert messages(watching) == ["second! is half a workbook"]
    assert not watching.look(100.0)


def test_a_workbook_that_is_gone_is_missed_after_a_while(tmp_path: Path) -> None:
    from motxl.jobs.check import check
    from motxl.validation.outcome import CheckOptions

    path = tmp_path / "p.xlsx"
    openpyxl.Workbook().save(path)
    watching = Watching([path], lambda one: check(one, CheckOptions()))
    assert watching.look(0.0) or watching.look(FIRST_PATIENCE)
    path.unlink()
    assert not watching.look(10.0)
    assert not watching.look(10.0 + PATIENCE - 0.1)
    assert watching.look(10.0 + PATIENCE)
    assert "does not exist" in messages(watching)[0]


def test_in_a_folder_what_is_gone_is_dropped_and_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("a")
    (tmp_path / "b.xlsx").write_text("b")
    watching = Watching([tmp_path], Checked())
    watching.look(0.0)
    assert watching.look(FIRST_PATIENCE)
    assert len(watching.outcomes) == 2
    (tmp_path / "a.xlsx").unlink()
    assert not watching.look(10.0)
    assert watching.look(10.0 + PATIENCE)
    assert messages(watching) == ["b is half a workbook"]
    (tmp_path / "b.xlsx").unlink()
    watching.look(50.0)
    assert watching.look(50.0 + PATIENCE)
    assert "folder without a workbook" in messages(watching)[0]
    (tmp_path / "c.xlsx").write_text("c")
    assert watching.look(80.0), "the folder's own sentence goes at once"
    assert watching.outcomes == []


def test_an_unchanged_workbook_is_checked_once(tmp_path: Path) -> None:
    (tmp_path / "p.xlsx").write_text("p")
    checked = Checked()
    watching = Watching([tmp_path / "p.xlsx"], checked)
    for second in range(60):
        watching.look(float(second))
    assert checked.paths.count("p.xlsx") <= FIRST_PATIENCE + 1
