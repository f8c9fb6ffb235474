"""What a script calls says in its docstring what it raises, as far as the source tells: where it
has a ``raise`` itself, or calls by its name what says that it raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.graph import files

_EDITING = ("workbook", "sheet", "table", "sheetcell", "newbook")
FACADE = ("api", *(f"ooxml.{one}" for one in _EDITING))
NEVER = {"Workbook.named_cell"}
"""What it gives to ``from_a1`` is a cell: the pattern before says so"""


def silent_in(source: str, known: dict[str, Path]) -> Iterator[str]:
    """Public functions and methods that raise, and do not say so."""
    tree = ast.parse(source)
    classes = [(f"{one.name}.", one.body) for one in tree.body if isinstance(one, ast.ClassDef)]
    for prefix, body in [("", tree.body), *classes]:
        said: dict[str, bool] = {}
        for one in body:
            if not isinstance(one, ast.FunctionDef) or one.name.startswith("_"):
                continue
            # A setter has the docstring of its property.
            said[one.name] = said.get(one.name, False) or _says(one)
            if _raises(one, _imported(tree) | _imported(one), known) and not said[one.name]:
                yield prefix + one.name


def _says(function: ast.FunctionDef | ast.ClassDef) -> bool:
    return "raises" in (ast.get_docstring(function) or "").casefold()


def _imported(tree: ast.AST) -> dict[str, tuple[str, str]]:
    """Names, and the modules and names that they stand for."""
    return {
        alias.asname or alias.name: (one.module or "", alias.name)
        for one in ast.walk(tree)
        if isinstance(one, ast.ImportFrom)
        for alias in one.names
    }


def _raises(
    function: ast.FunctionDef, names: dict[str, tuple[str, str]], known: dict[str, Path]
) -> bool:
    for one in ast.walk(function):
        if isinstance(one, ast.Raise) and one.exc is not None:
            return True
        if isinstance(one, ast.Call):
            called = _called(one.func, names, known)
            if called is not None and _says(called):
                return True
    return False


def _called(
    name: ast.expr, names: dict[str, tuple[str, str]], known: dict[str, Path]
) -> ast.FunctionDef | None:
    """What a name, or the name of a module with one of its functions, is defined as."""
    match name:
        case ast.Name(id) if id in names:
            module, function = names[id]
        case ast.Attribute(ast.Name(id), function) if id in names:
            module = ".".join(names[id])
        case _:
            return None
    path = known.get(module)
    body = ast.parse(path.read_text("utf-8")).body if path is not None else []
    found = (one for one in body if isinstance(one, ast.FunctionDef) and one.name == function)
    return next(found, None)


@pytest.mark.parametrize("module", FACADE)
def test_what_raises_says_so(module: str) -> None:
    known = files()
    silent = silent_in(known[f"motxl.{module}"].read_text("utf-8"), known)
    assert set(silent) - NEVER == set()


@pytest.mark.parametrize(
    "body",
    [
        "raise KeyError(1)",
        "from motxl.a1 import from_a1\n    from_a1('A')",
        "from motxl import a1\n    a1.from_a1('A')",
    ],
)
def test_silence_would_be_seen(body: str) -> None:
    known = files()
    assert list(silent_in(f"def work():\n    {body}", known)) == ["work"]
    assert list(silent_in(f"def work():\n    'Raises it.'\n    {body}", known)) == []
    assert list(silent_in(f"class A:\n  def work(self):\n    {body}", known)) == ["A.work"]
