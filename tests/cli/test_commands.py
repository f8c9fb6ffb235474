"""Every command has its help, with an example, and its place in docs/commands.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from motxl import __version__
from motxl.__main__ import run
from motxl.cli import ALIASES, COMMANDS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", [*COMMANDS, *ALIASES])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_has_help_with_an_example(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help", "--lang", language]) == 0
    text = capsys.readouterr().out
    assert f"  motxl {ALIASES.get(name, name)}" in text
    assert len(text.splitlines()) > 8


@pytest.mark.parametrize("name", COMMANDS)
def test_is_in_the_page_of_the_commands(name: str) -> None:
    assert re.search(
        rf"^## `motxl {name}\b", (ROOT / "docs" / "commands.md").read_text("utf-8"), re.M
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_help_lists_every_command(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "--help"]) == 0
    text = capsys.readouterr().out
    assert all(re.search(rf"^  {name} ", text, re.M) for name in COMMANDS)
    assert all(len(line) <= 80 for line in text.splitlines())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"motxl {__version__}\n"


def test_without_arguments_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    shown = capsys.readouterr()
    assert "validate" in shown.out + shown.err


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_nothing_heavy(option: str) -> None:
    code = (
        "import sys\nfrom motxl.__main__ import run\n"
        f"run([{option!r}])\n"
        "heavy = {'openpyxl', 'lxml', 'python_calamine', 'motxl.book.file.filebook', 'json'}\n"
        "sys.exit(str(sorted(heavy & set(sys.modules))) if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("language", ["en", "fr"])
def test_rules_and_explain(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    from motxl.validation.rules import CODES

    assert run(["rules", "--lang", language]) == 0
    listed = capsys.readouterr().out
    for code in CODES:
        assert code in listed
        assert run(["explain", code.lower(), "--lang", language]) == 0
        assert code in capsys.readouterr().out
    assert run(["explain", "reference-spelling"]) == 0
    assert "REF102" in capsys.readouterr().out
    title = {"fr": "Écriture d'une référence", "en": "spelling of a reference"}[language]
    assert run(["explain", title, "--lang", language]) == 0
    said = capsys.readouterr().out
    assert said.startswith("REF102 ")
    assert "reference-spelling" not in said
