"""A workbook with words of its own is not worked in while it is open, and nothing happens to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from tests.live.desk import Desk
from tests.wording.twins import change, made

COMMANDS = (
    ("validate", "{}", "--live"),
    ("validate", "{}", "--live", "--fix"),
    ("validate", "{}", "--live", "--write"),
    ("validate", "{}", "--live", "--accept", "Events!A6"),
    ("colour", "{}", "--live"),
    ("colour", "{}", "--live", "--check"),
    ("summary", "{}", "--live"),
    ("extract", "{}", "--live", "-o", "extracts"),
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_refused_in_one_sentence(
    language: str,
    desk: Desk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = made(tmp_path / "made", language)
    before = path.read_bytes()
    opened = desk.open(path)
    sheet = "Programm" if language == "de" else "Programme"
    typed = "Une collègue écrit"
    opened.type("B8", typed, sheet=sheet)
    cells = opened.column("B", 3, 140, sheet=sheet)
    for command in COMMANDS:
        capsys.readouterr()
        assert run([one.format(path) for one in command]) == 2, command
        out, err = capsys.readouterr()
        assert out == ""
        assert "programme.xlsx has words of its own (the table tblMots)" in err
        assert "run motxl on the file" in err
        assert "\n" not in err.strip()
    assert opened.column("B", 3, 140, sheet=sheet) == cells
    assert typed in cells
    assert path.read_bytes() == before
    assert not (tmp_path / "extracts").exists()


def test_an_earlier_state_is_restored_in_the_open_workbook(desk: Desk, tmp_path: Path) -> None:
    """For that its words need not be understood."""
    path = made(tmp_path, "en")
    change(path, ("tblProgramme", 14, "Portée", "Cible"))
    before = path.read_bytes()
    assert run(["validate", str(path), "--fix"]) in (0, 1)
    opened = desk.open(path)
    assert opened.read("E17") == "Targeted"
    assert run(["undo", str(path), "--live"]) == 0
    assert desk.again(path).read("E17") == "Cible"
    assert path.read_bytes() == before
