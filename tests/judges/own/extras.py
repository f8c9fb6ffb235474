"""What cells and the workbook point to beside styles and strings exists: metadata, custom views,
page breaks, protected ranges, controls.

Excel repairs the sheet ("Repaired Records: Cell information", "Removed Records: Custom views") and
drops what points to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.areas import LAST_COLUMN, LAST_ROW
from tests.judges.own.package import MAIN, Package, Sheet, flag, number

_BREAKS = {"rowBreaks": LAST_ROW, "colBreaks": LAST_COLUMN}
_MOST_BREAKS = 1_026  # Excel specifications and limits


def check(package: Package) -> Iterator[str]:
    yield from _metadata(package)
    views = {
        one.get("guid", "").upper()
        for one in package.workbook.iterfind(f"{MAIN}customWorkbookViews/{MAIN}*")
    }
    for sheet in package.sheets:
        for view in sheet.root.iterfind(f"{MAIN}customSheetViews/{MAIN}customSheetView"):
            if view.get("guid", "").upper() not in views:
                yield f"{sheet}: the custom view {view.get('guid')} is none of the workbook's"
        yield from (f"{sheet}: {bad}" for bad in _breaks(sheet))
        ranges = sheet.root.iterfind(f"{MAIN}protectedRanges/{MAIN}protectedRange")
        for name, times in Counter(one.get("name", "").casefold() for one in ranges).items():
            if times > 1:
                yield f"{sheet}: {times} protected ranges are called {name!r}"


def _metadata(package: Package) -> Iterator[str]:
    """``cm`` and ``vm`` count from 1 (18.3.1.4)."""
    root = package.of_workbook("sheetMetadata")
    there = {
        name: 0 if root is None else len(root.findall(f"{MAIN}{holder}/{MAIN}bk"))
        for name, holder in (("cm", "cellMetadata"), ("vm", "valueMetadata"))
    }
    for sheet in package.worksheets:
        for cell in sheet.cells:
            for name, last in there.items():
                if number(cell.element, name, 0) > last:
                    yield f"{sheet}, {cell.name}: {name} is {cell.element.get(name)} of {last}"


def _breaks(sheet: Sheet) -> Iterator[str]:
    for name, last in _BREAKS.items():
        holder = sheet.root.find(MAIN + name)
        if holder is None:
            continue
        found = holder.findall(f"{MAIN}brk")
        manual = sum(flag(one, "man") for one in found)
        if number(holder, "manualBreakCount", manual) != manual:
            yield f"{name} counts {holder.get('manualBreakCount')} breaks by hand of {manual}"
        if len(found) > _MOST_BREAKS:
            yield f"{len(found)} {name}, Excel takes {_MOST_BREAKS}"
        for place, times in Counter(number(one, "id", 0) for one in found).items():
            if times > 1 or not 0 <= place < last:
                yield f"{name}: {times} breaks at {place}"
