"""Which file of the package imports which: all of it, inside functions and for types too."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

Graph = dict[str, dict[str, int]]
"""For each module the modules it imports, each with the line of the first such import."""

ROOT = Path(__file__).parents[2]
PACKAGE = "motxl"


def files(root: Path = ROOT) -> dict[str, Path]:
    """Every module of the package, by its dotted name; a package has the name of its folder."""
    found = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def graph(root: Path = ROOT) -> Graph:
    known = files(root)
    return {name: _imports(name, path, known) for name, path in known.items()}


def _imports(name: str, path: Path, known: Mapping[str, Path]) -> dict[str, int]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found: dict[str, int] = {}
    for imported, line in _named(ast.parse(path.read_text("utf-8")), package):
        # "from motxl.text import runs" names a module, "from motxl.text.runs import Run" does not.
        module = imported if imported in known else imported.rpartition(".")[0]
        if module in known and module != name:
            found[module] = min(line, found.get(module, line))
    return found


def _named(tree: ast.Module, package: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [node.module])])
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def circles(of: Mapping[str, Mapping[str, object]]) -> list[list[str]]:
    """The groups of names that lead to each other, each sorted, the largest first (Tarjan 1972)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = lowest[name] = len(order)
        open_.append(name)
        for other in of[name]:
            if other not in order:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in open_:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            start = open_.index(name)
            group = sorted(open_[start:])
            del open_[start:]
            if len(group) > 1:
                found.append(group)

    for name in of:
        if name not in order:
            visit(name)
    return sorted(found, key=lambda group: (-len(group), group))
