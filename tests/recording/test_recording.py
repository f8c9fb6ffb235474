"""A recording tells what a command said and wrote, and what has become of either."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.recording.running import Case, differences, recorded

BOOK = Path(__file__).parents[2] / "workbooks" / "programme-2025.xlsx"


def of(*commands: tuple[str, ...]) -> dict[str, object]:
    return recorded(Case("one", (BOOK,), commands))


def test_two_recordings_of_one_command_are_equal() -> None:
    command = ("validate", BOOK.name, "--write")
    assert list(differences(of(command), of(command))) == []


def test_another_word_and_another_part_are_told(tmp_path: Path) -> None:
    (english,) = of(("jetons", BOOK.name)).values()
    (french,) = of(("--lang", "fr", "jetons", BOOK.name)).values()
    assert [one.partition("\n")[0] for one in differences(english, french)] == ["out"]

    command = ("renumber", BOOK.name, "--check")
    before = of(command)
    other = tmp_path / BOOK.name
    with zipfile.ZipFile(BOOK) as given, zipfile.ZipFile(other, "w") as changed:
        for name in given.namelist():
            data = given.read(name)
            changed.writestr(name, data + b" " if name == "docProps/app.xml" else data)
    told = list(differences(before, recorded(Case("one", (other,), (command,)))))
    assert len(told) == 1
    assert "docProps/app.xml" in told[0]
