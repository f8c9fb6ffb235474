"""``motxl merge`` and ``motxl diff`` with versions that were frozen; results that are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.jobs import merge_writing
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path

pytestmark = pytest.mark.slow

SHIPPED = template_path("programme-2025")


def change(path: Path, cell: str, value: str) -> None:
    workbook = Workbook.open(path)
    workbook.sheet("Programme").set_value(cell, value)
    workbook.save(force=True)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A workbook of which a version was frozen for two colleagues."""
    path = tmp_path / "programme-2025.xlsx"
    path.write_bytes(SHIPPED.read_bytes())
    freeze = ["freeze", str(path), "--state", "soumis", "--date", "02/06/2025", "--no-pdf"]
    assert run(freeze) == 0
    return path


@pytest.fixture
def theirs(ours: Path) -> Path:
    path = ours.with_name("retour.xlsx")
    path.write_bytes(ours.read_bytes())
    change(path, "H10", "Zoé")
    change(ours, "H9", "Anne")
    return path


def pilots(path: Path) -> set[str]:
    return {entry.text("Pilote") for entry in open_book(path).programme.entries}


def test_without_base_it_is_the_version_that_both_list(ours: Path, theirs: Path) -> None:
    out = ours.with_name("fusion.xlsx")
    assert run(["merge", str(ours), str(theirs), "-o", str(out)]) == 0
    assert {"Anne", "Zoé"} <= pilots(out)


def test_base_may_be_named_as_a_version(ours: Path, theirs: Path) -> None:
    out = ours.with_name("fusion.xlsx")
    assert run(["merge", f"{ours}@soumis", str(ours), str(theirs), "-o", str(out)]) == 0
    assert {"Anne", "Zoé"} <= pilots(out)


@pytest.mark.parametrize("what", ["gone", "another text", "not listed"])
def test_a_base_that_is_not_sure_is_asked_for(
    ours: Path, theirs: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy,) = (one for one in ours.parent.iterdir() if "soumis" in one.name)
    if what == "not listed":
        theirs.write_bytes(SHIPPED.read_bytes())
    else:
        copy.chmod(0o644)
        data = copy.read_bytes()
        copy.unlink()
        if what == "another text":
            copy.write_bytes(data)
            change(copy, "B9", "Un autre texte")
    out = ours.with_name("fusion.xlsx")
    assert run(["merge", str(ours), str(theirs), "-o", str(out)]) == 2
    assert "--base-state" in capsys.readouterr().err
    assert not out.exists()


def test_diff_knows_a_version_by_its_name(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(ours, "H9", "Anne")
    for name in ("soumis", "Soumis", "02/06/2025".replace("/", "-"), "2025-06-02"):
        code = run(["diff", f"{ours}@{name}", str(ours), "--check"])
        told = capsys.readouterr()
        if name == "02-06-2025":
            assert code == 2
            assert "soumis" in told.err
        else:
            assert code == 1
            assert "Anne" in told.out


def nothing(*_arguments: Any) -> bool:
    return False


@pytest.mark.parametrize(
    ("name", "instead"),
    [("_cell_edits", lambda *_arguments: iter(())), ("_arrange", nothing)],
)
def test_a_result_that_is_not_what_was_merged_is_not_written(
    ours: Path,
    theirs: Path,
    name: str,
    instead: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    workbook = Workbook.open(theirs)
    workbook.table("tblProgramme").delete_rows(20, 1)
    workbook.save(force=True)
    monkeypatch.setattr(merge_writing, name, instead)
    out = ours.with_name("fusion.xlsx")
    assert run(["merge", str(ours), str(theirs), "-o", str(out)]) == 2
    assert "read back" in " ".join(capsys.readouterr().err.split())
    assert not out.exists()


@pytest.mark.parametrize("where", ["added", "cells"])
def test_tables_are_read_back_too(
    ours: Path, theirs: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = Workbook.open(theirs)
    members = workbook.table("tblAdherents")
    if where == "added":
        members.append({"Clé": "EUX", "Nom": "Leur membre"})
        monkeypatch.setattr(merge_writing, "_arrange_table", nothing)
    else:
        place = members.first_data_row, members.column("Nom")
        members.sheet.set_value(place, "Un autre nom")
        real = merge_writing._cell_edits
        monkeypatch.setattr(merge_writing, "_cell_edits", lambda *a: real(a[0], a[1], ()))
    workbook.save(force=True)
    out = ours.with_name("fusion.xlsx")
    assert run(["merge", str(ours), str(theirs), "-o", str(out)]) == 2
    assert not out.exists()
