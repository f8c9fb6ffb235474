"""What is shown in a terminal of 80 columns fits into it, and names no rule as programs do.

Everything in one process on a real terminal, as starting motxl sixty times would take minutes.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from motxl import i18n
from motxl.cli import COMMANDS
from motxl.validation.rules import all_rules
from tests.i18n.catalogue import ROOT
from tests.i18n.test_plurals import commands, workbook
from tests.terminal import written_to

WIDTH = 80
_NAMES = re.compile(rf"(?<![\w-])(?:{'|'.join(one.name for one in all_rules())})(?![\w-])")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_MAIL = ("preview", "drafts", "send", "status", "templates")


def too_wide(text: str) -> list[str]:
    """The lines that do not fit, but for commands, which are typed or copied in one line, and for
    what has no blank to be cut at, such as a path."""
    return [
        line
        for line in text.splitlines()
        if len(line) > WIDTH and " " in line.strip() and not line.startswith("    motxl ")
    ]


def slugs(text: str) -> list[str]:
    """Names of rules as programs read them: code-gap."""
    return _NAMES.findall(text)


@pytest.mark.parametrize(
    ("text", "wide", "named"),
    [
        ("un mot " * 12, 1, 0),
        ("un mot " * 11, 0, 0),
        ("/" + "chemin" * 20, 0, 0),
        ("    motxl mail send " + "x" * 80, 0, 0),
        ("NUM003 code-gap", 0, 1),
        ("NUM003 trou dans les codes", 0, 0),
        ("un code-gap-x", 0, 0),
    ],
)
def test_what_does_not_fit_is_seen(text: str, wide: int, named: int) -> None:
    assert len(too_wide(text)) == wide
    assert len(slugs(text)) == named


def shown() -> Iterator[list[str]]:
    """Every command with its help, each at work, and wrong in some ways."""
    yield from ([name, "--help"] for name in COMMANDS)
    yield from (["mail", name, "--help"] for name in _MAIL)
    yield from commands("livre.xlsx")
    yield from (
        ["--help"],
        ["rules"],
        ["explain", *(one.code for one in all_rules())],
        ["doctor"],
        ["demo", "essai"],
        ["validate", "programme-2025.xlsx"],
        ["validate", "programme-2025.xlsx", "--statistics"],
        ["validate", "programme-2025.xlsx", "--format", "xml"],
        ["validate", "programme-2025.xlsx", "--select", "ZZZ"],
        ["validate", "absent.xlsx"],
        ["validate", "programme-2025.xlsx", "--sheet", "Feuil9", "--columns", "A,B"],
        ["colour", "programme-2025.xlsx", "--diff", "--format", "json"],
        ["who", "programme-2025.xlsx", "9.9"],
        ["colur"],
        ["import", "source.txt", "-o", "livre.xlsx"],
        ["extract", "programme-2025.xlsx", "NOBODY", "-o", "out"],
        ["mail", "send", "programme-2025.xlsx", "--extracts", "absent"],
    )


_EACH = """
import os, sys
from motxl.__main__ import run
for words in eval(sys.argv[2]):
    print("\\n$ motxl", *words, flush=True)
    run([*words, "--lang", sys.argv[1]])
    sys.stdout.flush(), sys.stderr.flush()
"""


def on_a_terminal(folder: Path, language: str) -> list[str]:
    """What each of the commands shows, its own line first."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": str(WIDTH)}
    environment |= {"MOTXL_DATA_DIR": str(folder / "data"), "MOTXL_LANG": language}
    with subprocess.Popen(
        [sys.executable, "-c", _EACH, language, repr(list(shown()))], cwd=folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=follower, stderr=follower,
    ):  # fmt: skip
        os.close(follower)
        written = written_to(leader)
    text = _ANSI.sub("", written.decode().replace("\r\n", "\n"))
    # Progress is written over, and the last of it is blotted out.
    text = "\n".join(line.rpartition("\r")[2] for line in text.split("\n"))
    return re.split(r"^\$ (?=motxl )", text, flags=re.M)[1:]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.slow
def test_everything_fits_and_no_rule_is_named_as_programs_name_it(
    language: str, tmp_path: Path
) -> None:
    workbook(tmp_path, 2)
    shutil.copy(ROOT / "workbooks" / "programme-2025.xlsx", tmp_path)
    (tmp_path / "source.txt").write_text("1\tAXE 1 - Un cadre\n1.1\tObjectif\n", "utf-8")
    said = on_a_terminal(tmp_path, language)
    assert len(said) == len(list(shown()))
    assert "Traceback" not in "".join(said)
    wide = {}
    for text in said:
        command, _newline, answer = text.partition("\n")
        if found := too_wide(answer):
            wide[command] = found
        if language == "fr":
            assert slugs(answer) == [], command
    assert wide == {}
