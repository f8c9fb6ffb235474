"""What merge and new make of a workbook never takes its place, nor the name of another kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from tests.returns.making import asking


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return asking(tmp_path / "p.xlsx")


def command(verb: str, book: Path, output: Path) -> list[str]:
    if verb == "merge":
        return ["merge", *[str(book)] * 3, "-o", str(output), "--force"]
    options = ["--year", "2026", "--close-jetons", "--force"]
    return ["new", "-o", str(output), "--from", str(book), *options]


@pytest.mark.parametrize("verb", ["merge", "new"])
@pytest.mark.parametrize("name", ["p.xlsx", "link.xlsx", "hard.xlsx", "other.xlsm"])
def test_an_output_is_another_file_of_the_same_kind(
    book: Path, verb: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    output = book.parent / name
    if name == "link.xlsx":
        output.symlink_to(book)
    if name == "hard.xlsx":
        output.hardlink_to(book)
    before = book.read_bytes()
    assert run(command(verb, book, output)) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert ("must end with .xlsx" if name.endswith("m") else "choose another name") in said
    assert book.read_bytes() == before
