"""The source itself: linted, typed, and its floors import from below only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from tests.architecture import floors, page, still
from tests.architecture.graph import Graph, circles, files, graph

ROOT = Path(__file__).parents[1]
SOURCES = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in files().values()}


@pytest.fixture(scope="module")
def of() -> Graph:
    return graph()


def told(found: Iterable[tuple[str, str, str]], known: set[str]) -> list[str]:
    """What breaks the plan and is not known, and what is known and is so no more."""
    lines: dict[str, list[str]] = defaultdict(list)
    for own, other, sentence in found:
        lines[own if own == other else f"{own} -> {other}"].append(sentence)
    new = [sentence for between in sorted(lines.keys() - known) for sentence in lines[between]]
    return new + [f"mended, take it out of still.py: {one}" for one in sorted(known - lines.keys())]


def test_a_floor_imports_from_below_only(of: Graph) -> None:
    assert told(floors.broken(of), still.UP) == []


def test_a_floor_of_ooxml_imports_from_below_only(of: Graph) -> None:
    inside = floors.broken(of, floors.IN_OOXML, page.OOXML)
    assert told(inside, still.UP_IN_OOXML) == []


def test_each_floor_of_the_plan_is_there(of: Graph) -> None:
    assert floors.without_room(of, floors.FLOORS) == still.EMPTY
    assert floors.without_room(of, floors.IN_OOXML, page.OOXML) == still.EMPTY_IN_OOXML


def test_no_files_import_each_other_in_a_circle(of: Graph) -> None:
    found = [(name, name, f"{name}, in a circle with {len(group) - 1} others: {', '.join(group)}")
             for group in circles(of) for name in group]  # fmt: skip
    assert told(found, still.IN_A_CIRCLE) == []


def test_one_name_is_one_thing() -> None:
    """Two classes of one name are told apart only by who imports them from where."""
    where: dict[str, list[str]] = defaultdict(list)
    for name, text in SOURCES.items():
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].append(name)
    found = [(name, name, f"{name}: {' and '.join(there)}")
             for name, there in where.items() if len(there) > 1]  # fmt: skip
    assert told(found, still.MANY_THINGS) == []


@pytest.mark.parametrize(
    ("imports", "sentence"),
    [
        ({"motxl.text.runs": ["motxl.programme.model"]}, "motxl.text.runs:1 imports motxl.prog"),
        ({"motxl.files.locks": ["motxl.programme.model"]}, "motxl.files.locks:1 imports motxl.pr"),
        ({"motxl.cli.common": ["motxl"]}, "motxl.cli.common:1 imports motxl"),
        ({"motxl.loft": []}, "motxl.loft stands on no floor"),
    ],
    ids=["up", "beside", "to the door", "no floor"],
)
def test_what_breaks_the_plan_is_told(imports: dict[str, list[str]], sentence: str) -> None:
    of: Graph = {"motxl": {}, "motxl.programme.model": {}}
    of |= {name: dict.fromkeys(others, 1) for name, others in imports.items()}
    (one,) = told(floors.broken(of), set())
    assert one.startswith(sentence)


def test_what_is_mended_and_still_listed_is_told() -> None:
    (one,) = told([], {"text -> programme"})
    assert one.endswith("text -> programme")


def test_each_way_to_import_is_seen(tmp_path: Path) -> None:
    ways = {
        "whole": "import motxl.goal",
        "name": "from motxl.goal import x",
        "module": "from motxl import goal",
        "dots": "from . import goal",
        "dotted": "from .goal import x",
        "later": "def f():\n    from motxl.goal import x",
        "typed": "if TYPE_CHECKING:\n    from motxl.goal import x",
    }
    (tmp_path / "motxl").mkdir()
    for name, text in {"__init__": "", "goal": "", **ways}.items():
        (tmp_path / "motxl" / f"{name}.py").write_text(text, "utf-8")
    of = graph(tmp_path)
    assert {name for name in of if of[name]} == {f"motxl.{way}" for way in ways}
    assert all(set(others) <= {"motxl.goal"} for others in of.values())


def test_circles_are_found() -> None:
    of = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["e"], "e": ["d"], "f": ["a", "d"]}
    assert circles({name: dict.fromkeys(others, 1) for name, others in of.items()}) == [
        ["a", "b", "c"],
        ["d", "e"],
    ]


def test_the_page_shows_the_source_as_it_is() -> None:
    text = page.PAGE.read_text("utf-8")
    assert page.written(text) == text, "run: python -m tests.architecture --update-docs"


def test_files_are_read_in_one_sitting() -> None:
    lengths = {name: len(text.splitlines()) for name, text in SOURCES.items()}
    found = [(name, name, f"{name}: {n} lines") for name, n in lengths.items() if n > 450]
    assert told(found, still.LONG) == []


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        # Twenty seconds where nothing was checked before, and before each commit anyway.
        pytest.param(["mypy"], marks=[pytest.mark.slow, pytest.mark.long]),
    ],
    ids=" ".join,
)
def test_linters(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_pre_commit_runs_the_same() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]
    commands = {hook["entry"] for hook in hooks["hooks"]}
    assert commands == {"python -m ruff check --fix", "python -m ruff format", "python -m mypy"}


def test_no_possessive_quantifier_follows_a_group() -> None:
    """Python before 3.11.5, Debian 12's own among them, loses matches there (gh-106052). An atomic
    group around the repeated one says the same."""
    pattern = re.compile(r"[^\\]\)(?:[*+?]|\{[0-9,]+\})\+.{0,20}")
    found = {name: pattern.findall(text) for name, text in SOURCES.items()}
    assert {name: there for name, there in found.items() if there} == {}
