"""Drawings of the floors: Mermaid, which GitHub shows as a picture."""

from __future__ import annotations

from collections.abc import Mapping

from tests.architecture.graph import Graph, circles

GROUND = {
    *("version", "a1", "controls", "catalogue", "output"),
    *("i18n", "errors", "programs", "libreoffice"),
}


def merged(floors: Graph, names: set[str], into: str) -> Graph:
    """The same floors where those of ``names`` are one."""
    found: Graph = {}
    for own, imported in floors.items():
        name = into if own in names else own
        row = found.setdefault(name, {})
        for other, times in imported.items():
            if (goal := into if other in names else other) != name:
                row[goal] = row.get(goal, 0) + times
    return found


def needed(floors: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    """The arrows that other arrows do not already imply, and all those of a circle.

    A drawing of some hundred arrows says nothing: that ``cli`` reaches ``text`` is seen from the
    way between them.
    """
    round_: dict[str, int] = {
        name: number for number, group in enumerate(circles(floors)) for name in group
    }

    def together(own: str, other: str) -> bool:
        return own in round_ and round_[own] == round_.get(other)

    below = {own: _below(floors, own) for own in floors}
    return [
        (own, other)
        for own in sorted(floors)
        for other in sorted(floors[own])
        if together(own, other)
        or not any(
            between != other and not together(between, own) and other in below[between]
            for between in floors[own]
        )
    ]


def _below(floors: Mapping[str, Mapping[str, int]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in floors[waiting.pop()]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen - {start}


def mermaid(floors: Graph) -> str:
    """An arrow goes from what imports to what is imported; those of a circle are dotted."""
    in_circle = {name: group for group in circles(floors) for name in group}
    lines = ["```mermaid", "flowchart TD"]
    for own, other in needed(floors):
        dotted = own in in_circle and in_circle[own] is in_circle.get(other)
        lines.append(f"  {own} {'-.->' if dotted else '-->'} {other}")
    return "\n".join([*lines, "```"])


def of_floors(floors: Graph) -> str:
    return mermaid(merged(merged(floors, GROUND, "ground"), {""}, "motxl"))
