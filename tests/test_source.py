"""The source itself: linted, typed, and its floors import from below only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = [
    {"controls", "a1", "version"},
    {"i18n", "output"},
    {"errors"},
    {"programs"},
    {"libreoffice"},
    {"richtext"},
    {"programme", "package"},
    {"workbook", "inspection"},
    {"surfaces"},
    {"validation", "colour", "listing", "summary", "extract"},
    {"mail", "live", "macros"},
    {"doctor"},
    {"api"},
    {"importers"},
    {"demo"},
    {"cli"},
    {"__main__", ""},
]
HEIGHT = {name: height for height, names in enumerate(FLOORS) for name in names}


def modules() -> list[Path]:
    return sorted((ROOT / "motxl").rglob("*.py"))


def floor_of(path: Path) -> str:
    first = path.relative_to(ROOT / "motxl").parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_floor_imports_from_below_only(path: Path) -> None:
    own = floor_of(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom | ast.Import):
            continue
        names = (
            [f"{node.module}.{alias.name}" for alias in node.names]
            if isinstance(node, ast.ImportFrom) and node.module
            else [alias.name for alias in node.names]
        )
        for name in names:
            parts = name.split(".")
            if parts[0] != "motxl":
                continue
            other = parts[1] if len(parts) > 1 and parts[1] in HEIGHT else ""
            below = HEIGHT[other] < HEIGHT[own] or other == own
            assert below, f"{own} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_files_are_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 450


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
    ],
    ids=" ".join,
)
def test_linters(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_possessive_quantifier_follows_a_group(path: Path) -> None:
    """Python before 3.11.5, Debian 12's own among them, loses matches there (gh-106052). An atomic
    group around the repeated one says the same."""
    found = re.findall(r"[^\\]\)(?:[*+?]|\{[0-9,]+\})\+.{0,20}", path.read_text("utf-8"))
    assert found == []
