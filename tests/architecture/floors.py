"""The plan: the floors of the package, lowest first, and what in the tree breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.architecture.graph import PACKAGE, Graph

# Names that stand together on a floor do not import each other.
FLOORS: list[set[str]] = [
    {"version", "a1", "controls"},
    {"catalogue"},
    {"i18n"},
    {"errors", "output"},
    {"programs", "chosen"},
    {"libreoffice"},
    {"text"},
    {"programme", "files"},
    {"ooxml"},
    {"template", "inspection"},
    {"book"},
    {"validation"},
    {"summary", "extract", "importers", "comparison"},
    {"mail", "macros"},
    {"doctor"},
    {"jobs"},
    {"page"},
    {"api_mail"},
    {"api"},
    {"cli"},
    # The package itself only passes on what ``api`` has, for ``from motxl import validate``.
    {"__main__", ""},
    # Names of 0.1.0.
    {"renamed"},
    {"live", "package", "richtext", "surfaces", "workbook", "colour", "demo", "listing"},
]
FORMER = {*FLOORS[-1], *FLOORS[-2]}
"""What only keeps the names of 0.1.0: no part of the plan, and in no picture"""

IN_OOXML: list[set[str]] = [
    {"errors", "dates", "values"},
    {"xml"},
    {"opc"},
    {"looks"},
    {"cells"},
    {"tablepart"},
    {"document"},
    {"attempt", "comments", "editing", "newbook", "traces"},
    {"rows"},
    {"grafting"},
    {"pivots", "charts", "stencil"},
    {"sheetcell"},
    {"sheet"},
    {"table"},
    {"workbook"},
    {"wording"},
    {""},
]


def floor_of(module: str, within: str = PACKAGE) -> str:
    """The folder or file right in ``within`` where a module stands; ``""`` is ``within`` itself."""
    return module.removeprefix(within).removeprefix(".").partition(".")[0]


def broken(
    of: Graph, floors: Sequence[set[str]] = FLOORS, within: str = PACKAGE
) -> Iterator[tuple[str, str, str]]:
    """Each import that does not go down: from which floor to which, and the import in words."""
    height = {name: number for number, names in enumerate(floors) for name in names}
    inside = [name for name in of if name == within or name.startswith(f"{within}.")]
    for module in inside:
        own = floor_of(module, within)
        if own not in height:
            yield own, own, f"{module} stands on no floor"
            continue
        for imported, line in of[module].items():
            if imported not in inside:
                continue
            other = floor_of(imported, within)
            if own != other and height.get(other, len(floors)) >= height[own]:
                yield own, other, f"{module}:{line} imports {imported}"


def without_room(of: Graph, floors: Sequence[set[str]], within: str = PACKAGE) -> set[str]:
    """Floors of the plan where nothing stands."""
    there = {floor_of(name, within) for name in of if name.startswith(within)}
    return set().union(*floors) - there


def between(of: Mapping[str, Mapping[str, int]], within: str = PACKAGE) -> Graph:
    """The imports between floors: for each floor the floors it imports, with how many imports."""
    found: Graph = {}
    for module, imported in of.items():
        own = found.setdefault(floor_of(module, within), {})
        for other in imported:
            if (floor := floor_of(other, within)) != floor_of(module, within):
                own[floor] = own.get(floor, 0) + 1
    return found
