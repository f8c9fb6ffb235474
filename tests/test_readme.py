"""The examples of the README and of docs/commands.md are what the commands really print.

``MOTXL_UPDATE_README=1 pytest tests/test_readme.py`` writes the present output into both.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from motxl.template.shipped import source_path, template_path
from tests.i18n.typography import faults

ROOT = Path(__file__).parents[1]
README, COMMANDS = ROOT / "README.md", ROOT / "docs" / "commands.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LONG = 34
"""Lines of an output that are shown; of a longer one, the beginning and the end"""
# Times and digests differ from run to run.
VARYING = re.compile(r"[0-9]{2}/[0-9]{2}/20[0-9]{2}( at)? [0-9]{2}:[0-9]{2}:[0-9]{2}")


def output_of(command: str, folder: Path) -> str:
    arguments = shlex.split(command)
    assert arguments[0] == "motxl"
    environment = {**os.environ, "MOTXL_LANG": "en", "COLUMNS": "80", "PYTHONPATH": str(ROOT)}
    # What is to come is so on the day of the shipped version, whenever the README is made.
    environment["SOURCE_DATE_EPOCH"] = "1738108800"
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=environment, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8-sig",
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stdout
    lines = VARYING.sub(r"23/11/2026\1 10:30:00", done.stdout).rstrip().splitlines()
    if len(lines) > LONG:
        lines = [*lines[: LONG - 12], "…", *lines[-8:]]
    return "\n".join(lines)


def add_a_reference(book: Path) -> None:
    """What the README says that a colleague did."""
    workbook = Workbook.open(book)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    label = sheet.cell("B140")
    assert label is not None
    end = len(label.text or "")
    sheet.replace_text("B140", end, end, " (cf. Cross-border deal thème 2)")
    book.write_bytes(workbook.to_bytes())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples name."""
    shutil.copy(source_path("programme-2025.txt"), tmp_path)
    (tmp_path / "workbooks").mkdir()
    shutil.copy(template_path("programme-2025"), tmp_path / "workbooks")
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("MOTXL_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.slow
def test_examples_of_the_commands_are_what_they_print(folder: Path) -> None:
    check(COMMANDS, folder)


def test_the_example_of_the_readme_is_what_the_command_prints(folder: Path) -> None:
    """In the folder that the demo leaves, where the README is when it shows it."""
    output_of("motxl demo", folder)
    check(README, folder / "motxl-demo")


def check(page: Path, folder: Path) -> None:
    text = page.read_text("utf-8")

    def with_output(block: re.Match[str]) -> str:
        if "motxl colour" in block[1]:
            add_a_reference(folder / "programme-2025.xlsx")
        commands = re.findall(r"^\$ (.*)$", block[1], re.MULTILINE)
        shown = [part for c in commands for part in (f"$ {c}", output_of(c, folder)) if part]
        return "```console\n" + "\n".join(shown) + "\n```"

    written = BLOCK.sub(with_output, text)
    if os.environ.get("MOTXL_UPDATE_README"):
        page.write_text(written, "utf-8")
    assert written == page.read_text("utf-8")


def test_the_readme_is_read_in_a_few_minutes_on_80_columns() -> None:
    lines = README.read_text("utf-8").splitlines()
    assert len(lines) <= 150
    assert [line for line in lines if len(line) > 80 and not line.startswith("![")] == []


@pytest.mark.slow
def test_the_ten_commands_of_a_year_work_after_the_demo(folder: Path) -> None:
    (year,) = re.findall(
        r"## A year's work in ten commands.*?```sh\n(.*?)```", README.read_text("utf-8"), re.DOTALL
    )
    commands = [line for line in year.splitlines() if not line.startswith("#")]
    assert len(commands) == 10
    output_of("motxl demo", folder)
    for command in commands:
        assert output_of(command, folder / "motxl-demo"), command  # which ends with 0 or 1
    assert len(list((folder / "motxl-demo" / "envoi" / "brouillons").glob("*.eml"))) == 3


@pytest.mark.parametrize(
    "page", ["README.md", "LISEZMOI.md", *sorted(one.name for one in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_to_files_that_are_there(page: str) -> None:
    path = ROOT / page if (ROOT / page).is_file() else ROOT / "docs" / page
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
    links = [one.partition("#")[0] for one in re.findall(r"\]\(([^)\s]+)\)", text)]
    here = [one for one in links if one and not re.match("[a-z]+:", one)]
    assert [one for one in here if not (path.parent / one).exists()] == []


@pytest.mark.parametrize(
    "line",
    [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/motxl demo",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ],
)
def test_the_two_lines_that_set_it_up(line: str) -> None:
    assert line in README.read_text("utf-8").splitlines()


def test_the_french_page_is_short_and_well_set() -> None:
    text = (ROOT / "LISEZMOI.md").read_text("utf-8")
    assert len(text.splitlines()) <= 120
    prose = re.sub(
        r"```.*?```|`[^`]*`|!?\[|\]\([^)]*\)|[|]", "0", re.sub(r"\*", "", text), flags=re.DOTALL
    )
    assert faults(prose) == []
    assert faults(prose + "L'essai : ceci") != []
