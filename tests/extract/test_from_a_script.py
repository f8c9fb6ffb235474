"""Extracts, accounts and the like from a script: the same jobs as the commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from motxl import api
from motxl.errors import MotxlError, UsageError
from motxl.extract.manifest import manifest_of
from motxl.jobs.progress import StoppedError
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.extract.making import programme


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return programme(tmp_path / "book.xlsx")


def test_extracts_are_made_and_then_up_to_date(book: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    first = api.make_extracts(book, tmp_path / "out", progress=progress)
    assert told == [(n, 3) for n in range(4)]
    assert repr(first).endswith("out': 3 made, 0 up to date, 0 failed)")
    assert first.is_complete
    assert api.make_extracts(book, tmp_path / "out").left.kept == 3


def test_a_run_that_is_stopped_leaves_whole_files_and_goes_on(book: Path, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise StoppedError

    stopped = api.make_extracts(book, tmp_path / "out", progress=stop)
    assert stopped.left.interrupted
    assert not stopped.is_complete
    assert [one.reader.key for one in stopped.extracts] == ["SAV"]
    manifest = manifest_of(tmp_path / "out")
    assert manifest is not None
    assert list(manifest.known) == ["SAV"]
    manifest.close()
    left = api.make_extracts(book, tmp_path / "out").left
    assert (left.made, left.kept) == (2, 1)


def test_a_name_is_one_and_a_list_that_names_nobody_is_not_all(book: Path, tmp_path: Path) -> None:
    assert [one.reader.key for one in api.make_extracts(book, tmp_path / "a", "SAV").extracts] == [
        "SAV"
    ]
    with pytest.raises(UsageError, match="list of members is empty"):
        api.make_extracts(book, tmp_path / "b", [])
    with pytest.raises(UsageError, match="Couleur is not a column that decides"):
        api.make_extracts(book, tmp_path / "b", confirm_values="Couleur")
    assert not (tmp_path / "b").exists()


def test_what_would_not_be_done_is_refused(book: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    api.make_extracts(book, earlier)
    before = (earlier / "manifest.json").read_bytes()
    with pytest.raises(UsageError, match="only one of the three"):
        api.make_extracts(book, tmp_path / "out", "SAV", theme="Montagne")
    with pytest.raises(UsageError, match="only one of the three"):
        api.make_extracts(book, tmp_path / "out", theme="Montagne", pilote="Anne")
    with pytest.raises(UsageError, match="Only the extracts of members"):
        api.make_extracts(book, tmp_path / "out", theme="Montagne", since=earlier)
    with pytest.raises(UsageError, match="another folder"):
        api.make_extracts(book, earlier, since=tmp_path / "out" / ".." / "earlier")
    assert not (tmp_path / "out").exists()
    assert (earlier / "manifest.json").read_bytes() == before


def test_an_error_that_is_kept_keeps_no_file_open(book: Path, tmp_path: Path) -> None:
    """In a notebook the last error lives on, and Windows replaces no file that is open."""

    def fail(done: int, _total: int) -> None:
        if done == 1:
            raise ZeroDivisionError

    api.make_extracts(book, tmp_path / "out", "SAV")
    with pytest.raises(ZeroDivisionError) as kept:
        api.make_extracts(book, tmp_path / "out", progress=fail)
    frames, tb = [], kept.value.__traceback__
    while tb is not None:
        frames.append(tb.tb_frame)
        tb = tb.tb_next
    runs = [one.f_locals["self"] for one in frames if "self" in one.f_locals]
    assert runs
    for one in runs:
        assert all(_closed(held) for held in (one.lines, one.journal, one.before))


def _closed(held: Any) -> bool:
    return bool(vars(held)["_file"].closed)


@pytest.mark.slow
def test_a_script_runs_once_however_many_members_there_are(tmp_path: Path) -> None:
    """Further processes would run its file anew: it hung, or did twice what stands before."""
    workbook = Workbook.open(template_path("programme-2025"))
    table = workbook.table("tblAdherents")
    one = {**table.rows[0], "Alias": None}
    more = [{**one, "Clé": f"Z-{n:03}", "Nom": f"Organisme {n}"} for n in range(80)]
    rows: list[list[Any]] = [[row[name] for name in table.columns] for row in more]
    table.insert_rows(table.last_data_row + 1, rows)
    workbook.save(tmp_path / "many.xlsx")
    (tmp_path / "script.py").write_text(
        "from motxl import make_extracts\n"
        "print('begun', flush=True)\n"
        "print(make_extracts('many.xlsx', 'out'))\n"
    )
    ran = subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout == "begun\nExtracted('out': 93 made, 0 up to date, 0 failed)\n"


def test_what_is_not_there_is_said(book: Path, tmp_path: Path) -> None:
    with pytest.raises(MotxlError, match="no active member called Paris"):
        api.make_extracts(book, tmp_path / "out", ["Paris"])
    with pytest.raises(UsageError, match="Couleur is not a column that decides"):
        api.make_extracts(book, tmp_path / "out", confirm_values=["Couleur"])
    assert not (tmp_path / "out").exists()
    with pytest.raises(MotxlError, match="no row with the Réf"):
        api.who(book, "2025-999")
    with pytest.raises(MotxlError, match="no active member called Paris"):
        api.jetons(book, "Paris")


def test_tables_for_analysts(book: Path) -> None:
    whom = api.who(book, "2025-003")
    assert whom.to_frame()[["key", "reasons"]].to_numpy().tolist() == [["SAV", ("border",)]]
    accounts = api.jetons(book).to_frame()
    assert accounts.loc["SAV", "left"] == 4
    assert accounts.loc["LIL", "allocated"] is None


def test_what_is_hidden_is_found_and_taken_out(book: Path) -> None:
    before = api.inspect(book)
    after = api.inspect(book, remove=True)
    assert after.removed == sum(one.removable for one in before.findings) > 0
    assert not any(one.removable for one in after.findings)
    assert len(before.to_frame()) == len(before.findings)
