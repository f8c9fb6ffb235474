"""One sheet is selected, and the sheet that shows first exists and can be seen.

Two selected sheets are a group: Excel says so only in the title bar, and what staff types goes into
both. An active tab out of range is repaired; a workbook whose sheets are all hidden is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package, flag, number


def check(package: Package) -> Iterator[str]:
    sheets = package.sheets
    views = package.workbook.findall(f"{MAIN}bookViews/{MAIN}workbookView")
    if all(sheet.state != "visible" for sheet in sheets):
        yield "no sheet is visible"
    for view in views:
        for attribute in ("activeTab", "firstSheet"):
            index = number(view, attribute, 0)
            if not 0 <= index < len(sheets):
                yield f"{attribute} is {index}, and there are {len(sheets)} sheets"
        active = number(view, "activeTab", 0)
        if 0 <= active < len(sheets) and sheets[active].state != "visible":
            yield f"the active {sheets[active]} is hidden"
    selected: dict[int, list[str]] = {}
    for sheet in sheets:
        for view in sheet.root.iterfind(f"{MAIN}sheetViews/{MAIN}sheetView"):
            window = number(view, "workbookViewId", 0)
            if window >= max(len(views), 1):
                yield f"{sheet}: a view of the window {window}, which does not exist"
            if flag(view, "tabSelected"):
                selected.setdefault(window, []).append(sheet.name)
    for names in selected.values():
        if len(names) > 1:
            yield f"{len(names)} sheets are selected: {', '.join(names)}"
