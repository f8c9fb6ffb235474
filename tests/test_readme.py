"""The README's examples are what the commands really print.

``MOTXL_UPDATE_README=1 pytest tests/test_readme.py`` writes the present output into the README.
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

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LONG = 34
"""Lines of an output that are shown; of a longer one, the beginning and the end"""
# Times and digests differ from run to run.
VARYING = re.compile(r"[0-9]{2}/[0-9]{2}/20[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")


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
    lines = VARYING.sub("23/11/2026 10:30:00", done.stdout).rstrip().splitlines()
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


def test_examples_are_what_the_commands_print(tmp_path: Path) -> None:
    shutil.copy(source_path("programme-2025.txt"), tmp_path)
    (tmp_path / "workbooks").mkdir()
    shutil.copy(template_path("programme-2025"), tmp_path / "workbooks")
    (tmp_path / "data").mkdir()
    os.environ["MOTXL_DATA_DIR"] = str(tmp_path / "data")
    text = README.read_text("utf-8")

    book = tmp_path / "programme-2025.xlsx"

    def with_output(block: re.Match[str]) -> str:
        if "motxl colour" in block[1]:
            add_a_reference(book)
        commands = re.findall(r"^\$ (.*)$", block[1], re.MULTILINE)
        shown = [part for c in commands for part in (f"$ {c}", output_of(c, tmp_path)) if part]
        return "```console\n" + "\n".join(shown) + "\n```"

    written = BLOCK.sub(with_output, text)
    if os.environ.get("MOTXL_UPDATE_README"):
        README.write_text(written, "utf-8")
    assert written == README.read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/motxl demo",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ],
)
def test_the_two_lines_that_set_it_up(line: str) -> None:
    assert line in README.read_text("utf-8").splitlines()
