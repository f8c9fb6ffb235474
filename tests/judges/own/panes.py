"""Panes and selections of a view agree: a pane that is selected exists, and holds the active cell.

Excel repairs the view ("Repaired Records: View from /xl/worksheets/sheet1.xml"): the freeze or the
cursor is lost. With one split there are two panes (ECMA-376 part 1, 18.18.52); with both there are
four; frozen ones are counted in whole rows and columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.areas import area, areas, position
from tests.judges.own.package import MAIN, Package, number

_PANES = {
    (False, False): {"topLeft"},
    (True, False): {"topLeft", "topRight"},
    (False, True): {"topLeft", "bottomLeft"},
    (True, True): {"topLeft", "topRight", "bottomLeft", "bottomRight"},
}


def check(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for name in ("sheetViews/{}sheetView", "customSheetViews/{}customSheetView"):
            for view in sheet.root.iterfind(MAIN + name.format(MAIN)):
                yield from (f"{sheet}: {bad}" for bad in _view(view))


def _view(view: etree._Element) -> Iterator[str]:
    pane = view.find(f"{MAIN}pane")
    there = _PANES[False, False]
    if pane is not None:
        across, down = (_split(pane, name) for name in ("xSplit", "ySplit"))
        there = _PANES[across > 0, down > 0]
        if not across and not down:
            yield "a pane without a split"
        yield from _pane(pane, there, across, down)
    selections = view.findall(f"{MAIN}selection")
    for name, times in Counter(one.get("pane", "topLeft") for one in selections).items():
        if name not in there:
            yield f"the pane {name} is selected, and there is none"
        if times > 1:
            yield f"the pane {name} has {times} selections"
    for selection in selections:
        yield from _selection(selection)


def _pane(pane: etree._Element, there: set[str], across: float, down: float) -> Iterator[str]:
    active = pane.get("activePane", "topLeft")
    if active not in there:
        yield f"the active pane {active} is none of {', '.join(sorted(there))}"
    if pane.get("state", "split") == "split":
        return
    if across % 1 or down % 1:
        yield f"{across:g} columns and {down:g} rows are frozen"
    at = position(pane.get("topLeftCell", ""))
    if at and (at[0] <= down or at[1] <= across):
        yield f"what is not frozen begins at {pane.get('topLeftCell')}, which is frozen"


def _selection(selection: etree._Element) -> Iterator[str]:
    active, chosen = selection.get("activeCell", "A1"), selection.get("sqref", "A1")
    cell, listed = area(active), list(areas(chosen))
    if cell is None or not listed:
        return  # the business of `schema.attributes`
    index = number(selection, "activeCellId", 0)
    if not 0 <= index < len(listed):
        yield f"the active cell is in the range {index} of {len(listed)}"
    elif not listed[index].holds(cell):
        yield f"the active cell {active} is outside of {listed[index]}"


def _split(pane: etree._Element, name: str) -> float:
    try:
        return float(pane.get(name, "0"))
    except ValueError:
        return 0.0  # the business of `schema.attributes`
