"""The parts of docs/architecture.md that are made from the source."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.architecture import floors, graph, picture

PAGE = graph.ROOT / "docs" / "architecture.md"
OOXML = "motxl.ooxml"
_MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def written(page: str) -> str:
    """The page with each of its made parts made again."""
    of = graph.graph()
    drawn = {name: imported for name, imported in of.items()
             if floors.floor_of(name) not in floors.FORMER}  # fmt: skip
    made = {
        "floors": picture.of_floors(floors.between(drawn)),
        "rooms": rooms(of),
        "ooxml": picture.mermaid(_inside(floors.between(_only(of, OOXML), OOXML))),
        "figures": figures(of),
    }
    return _MADE.sub(lambda part: f"{part[1]}{made[part[2]]}\n{part[3]}", page)


def _only(of: graph.Graph, within: str) -> graph.Graph:
    there = {name for name in of if name == within or name.startswith(f"{within}.")}
    return {name: {o: n for o, n in of[name].items() if o in there} for name in sorted(there)}


def _inside(of: graph.Graph) -> graph.Graph:
    """The folder itself is its ``__init__``: drawn under its own name."""
    return picture.merged(of, {""}, "ooxml")


def figures(of: graph.Graph) -> str:
    """What the plan promises, counted; the tests ask for the same."""
    groups = graph.circles(of)
    up = [*floors.broken(of), *floors.broken(of, floors.IN_OOXML, OOXML)]
    return (
        f"Circles of files: {len(groups)} ({sum(map(len, groups))} files). "
        f"Imports that do not go down: {len(up)}."
    )


def rooms(of: graph.Graph) -> str:
    """Each floor with the first paragraph of what its docstring says, highest first."""
    known = graph.files()
    lines = ["| floor | what it is for |", "| --- | --- |"]
    for names in reversed(floors.FLOORS):
        for name in sorted(names - floors.FORMER):
            module = f"{graph.PACKAGE}.{name}".rstrip(".")
            if module in of:
                lines.append(f"| `{name or graph.PACKAGE}` | {_first_words(known[module])} |")
    return "\n".join(lines)


def _first_words(path: Path) -> str:
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(told.partition("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")
