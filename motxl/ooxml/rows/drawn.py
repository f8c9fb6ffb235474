"""The parts that show a sheet's cells: drawings, charts, controls."""

from __future__ import annotations

from motxl.ooxml.opc.opc import Package
from motxl.ooxml.rows.sheetranges import anchored_at
from motxl.ooxml.xml import scan

# By the last step of the type of the relationship that leads to them (part 1, 14).
_KINDS = ("chart", "chartEx", "ctrlProp", "drawing")


def drawn_parts(package: Package, source: str) -> dict[str, str]:
    """Drawings, charts and controls that a sheet shows, directly or through a drawing.

    Each with the cell under its upper left corner; empty where its drawing does not say.
    """
    found: dict[str, str] = {}
    waiting = [source]
    while waiting:
        here = waiting.pop(0)
        for link in package.relationships(here):
            part = link.target
            kind = any(link.is_a(kind) for kind in _KINDS)
            if kind and not link.external and part not in found and package.has(part):
                found[part] = _place(package, here, link.id) or found.get(here, "")
                waiting.append(part)
    return found


def _place(package: Package, drawing: str, link: str) -> str:
    """Where a drawing puts what a relationship leads to."""
    masked = scan.mask(package.xml(drawing)) if drawing.endswith(".xml") else b""
    at = masked.find(f'"{link}"'.encode())
    start = max(masked.rfind(b"CellAnchor", 0, at), 0) if at >= 0 else -1
    return anchored_at(masked, start, at) if start > 0 else ""
