"""The parts that show a sheet's cells: drawings, charts, controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motxl.package.opc import Package

# By the last step of the type of the relationship that leads to them (part 1, 14).
_KINDS = ("chart", "chartEx", "ctrlProp", "drawing")


def drawn_parts(package: Package, source: str) -> list[str]:
    """Drawings, charts and controls that a sheet shows, directly or through a drawing."""
    found: list[str] = []
    waiting = [source]
    while waiting:
        for kind in _KINDS:
            for part in package.related(waiting[0], kind):
                if part not in found:
                    found.append(part)
                    waiting.append(part)
        del waiting[0]
    return found
