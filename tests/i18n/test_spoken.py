"""What is really printed with ``--lang fr``: French, click's own words included.

Each in a process of its own, because click takes its words' translator when it is imported.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from motxl.cli import COMMANDS
from motxl.template.shipped import source_path
from tests.i18n.typography import faults

ROOT = Path(__file__).parents[2]
BOOK = str(ROOT / "workbooks" / "programme-2025.xlsx")
# click's names for what stands in the usage line are not translated; neither is a program's name
# at the beginning of its error, nor what click quotes as Python does.
_UNTRANSLATED = re.compile(r"\[OPTIONS\]|COMMAND \[ARGS\]\.\.\.|^motxl: |'[^'\n]*'", re.M)


def said(*arguments: str, folder: Path) -> str:
    environment = {**os.environ, "MOTXL_LANG": "fr", "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "motxl", *arguments], cwd=folder, env=environment, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stdout
    return done.stdout


def in_french(text: str) -> list[str]:
    """The faults of an output, whose lines are laid out and end where the terminal does."""
    return faults(re.sub(" +", " ", _UNTRANSLATED.sub("0", text)))


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str, tmp_path: Path) -> None:
    text = said(command, "--help", folder=tmp_path)
    assert text.startswith("Utilisation\u00a0: motxl")
    assert in_french(text) == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--lang", "fr"],
        ["--lang"],
        ["--lang", "de", "rules"],
        ["--langue", "fr"],
        ["colur"],
        ["xyzzy"],
        ["validate"],
        ["validate", "--selct", "NUM", "x.xlsx"],
        ["validate", "--l", "x.xlsx"],
        ["validate", "--select"],
        ["validate", "--select", "ZZZ", BOOK],
        ["validate", "--format", "xml", "x.xlsx"],
        ["validate", "absent.xlsx"],
        ["validate", "."],
        ["validate", BOOK, "--sheet", "Feuil9", "--columns", "A,B"],
        ["validate", BOOK, "--sheet", "Programme", "--columns", "A,A"],
        ["colour", "."],
        ["colour", "a.xlsx", "b.xlsx"],
        ["undo", "--force=3", "a.xlsx"],
        ["undo", BOOK],
        ["import", "absent.txt"],
        ["import", "absent.txt", "--year", "deux"],
        ["import", "absent.txt", "--year", "1900"],
        ["explain", "ZZZ"],
        ["rules", "trop"],
        ["rules", "trop", "vraiment"],
    ],
    ids=lambda arguments: " ".join(arguments).replace(BOOK, "BOOK") or "nothing",
)
def test_wrong_usage(arguments: list[str], tmp_path: Path) -> None:
    text = said(*arguments, folder=tmp_path)
    assert text.strip()
    assert in_french(text) == []


@pytest.mark.slow
def test_work(tmp_path: Path) -> None:
    """Not the texts of the programme itself: they are quoted as they are."""
    for arguments in (
        ["rules"],
        ["validate", BOOK],
        ["demo", "essai"],
        ["import", str(source_path("programme-2025.txt")), "-o", "neuf.xlsx"],
        ["colour", "neuf.xlsx"],
        ["undo", "essai/programme-2025.xlsx"],
        ["undo", "essai/programme-2025.xlsx", "--list"],
    ):
        text = re.sub(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", "0", said(*arguments, folder=tmp_path))
        assert in_french(text) == [], arguments
