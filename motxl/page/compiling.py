"""Run by the page's own Python, in Node: sources become the ``.pyc`` that the page carries."""

from __future__ import annotations

import ast
import importlib._bootstrap_external as external
import importlib.util
from pathlib import Path


def compile_tree(source: Path, into: Path) -> None:
    """Compile every module below ``source`` to a ``.pyc`` of its name below ``into``. They say
    nothing of times or folders, so that the same sources give the same bytes."""
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source)
        data = path.read_bytes()
        tree = _undocumented(ast.parse(data))
        code = compile(tree, str(name), "exec", dont_inherit=True, optimize=0)
        target = into / name.with_suffix(".pyc")
        target.parent.mkdir(parents=True, exist_ok=True)
        # Unchecked: there is no source that it could be compared with.
        made = external._code_to_hash_pyc(code, importlib.util.source_hash(data), False)  # type: ignore[attr-defined]
        target.write_bytes(made)


def _undocumented(tree: ast.Module) -> ast.Module:
    """Without docstrings, which nobody reads in a page, and which take room in its memory."""
    for node in ast.walk(tree):
        kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None:
            first = node.body.pop(0)
            node.body = node.body or [ast.copy_location(ast.Pass(), first)]
    return tree
