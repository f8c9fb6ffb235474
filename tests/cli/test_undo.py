"""``motxl undo``, as staff run it: what is listed, and files that were renamed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.template.shipped import template_path

SHIPPED = template_path("programme-2025")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "u.xlsx"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def test_the_list_says_when_by_which_command_and_what(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", str(book), "--fix"])
    run(["validate", str(book), "--accept", "voté", "--select", "NUM004"])
    run(["validate", str(book), "--write"])
    run(["undo", str(book)])
    capsys.readouterr()
    assert run(["undo", str(book), "--list"]) == 0
    lines = re.sub(r"\n +", " ", capsys.readouterr().out).splitlines()
    assert [re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d  ", "", line) for line in lines] == [
        "2   motxl validate --fix     1 correction made",
        "1   motxl validate --accept  1 finding accepted  (already restored)",
    ]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["colour"], "motxl colour  1 piece of text coloured"),
        (["renumber"], "motxl renumber  "),
        (["summary"], "motxl summary  pivot tables and their sources"),
        (["events"], "motxl events  "),
    ],
    ids=lambda one: one[0] if isinstance(one, list) else "",
)
def test_every_command_that_writes_says_what_it_did(
    command: list[str], told: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from motxl.ooxml import Workbook

    workbook = Workbook.open(book)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    sheet.set_value("B22", "Un texte (cf. Cross-border deal thème 8), le 3 mars 2025")
    sheet.set_value("A22", "1.1.3.1")
    book.write_bytes(workbook.to_bytes())
    run([*command, str(book)])
    capsys.readouterr()
    run(["undo", str(book), "--list"])
    said = capsys.readouterr().out
    if said:  # what had nothing to change has written nothing
        assert told in said
    else:
        assert command == ["renumber"]


def test_a_renamed_workbook_is_given_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", str(book), "--fix"])
    other = book.rename(book.with_name("v.xlsx"))
    capsys.readouterr()
    assert run(["undo", str(other), "--list"]) == 0
    shown = capsys.readouterr()
    assert "validate --fix" in shown.out
    assert "motxl wrote it as" in shown.err
    assert run(["undo", str(other)]) == 0
    assert other.read_bytes() == SHIPPED.read_bytes()


def test_newer_work_is_told_in_the_list(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", str(book), "--fix"])
    book.write_bytes(book.read_bytes() + b"\0")
    capsys.readouterr()
    run(["undo", str(book), "--list"])
    assert "motxl undo will require --force" in " ".join(capsys.readouterr().err.split())


def test_what_an_undo_replaced_is_listed_by_name(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", str(book), "--fix"])
    run(["undo", str(book)])
    run(["undo", str(book), "--redo"])
    capsys.readouterr()
    run(["undo", str(book), "--list"])
    assert capsys.readouterr().out.splitlines()[-1].endswith("  motxl undo --redo")


def test_a_file_that_is_not_there_is_said_not_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["undo", str(tmp_path / "none.xlsx")]) == 2
    assert "does not exist" in capsys.readouterr().err
