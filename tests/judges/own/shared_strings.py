"""Every shared string that a cell asks for exists, and every one that exists is used.

A cell that asks for a missing string makes Excel repair the sheet and drop the cell. A
``uniqueCount`` smaller than the table is taken for damage by readers that trust it. Strings that no
cell uses are harmless to Excel, and a leak: what was deleted can still be read in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package, number


def check(package: Package) -> Iterator[str]:
    root = package.of_workbook("sharedStrings")
    strings = package.strings
    used: Counter[int] = Counter()
    for sheet in package.worksheets:
        for cell in sheet.cells:
            value = (cell.element.findtext(f"{MAIN}v") or "").strip()
            # A cell without a value is the business of `empty_cells`.
            if cell.element.get("t") != "s" or not value:
                continue
            if not value.isdecimal() or int(value) >= len(strings):
                yield f"{sheet}, {cell.name}: shared string {value} of {len(strings)}"
            else:
                used[int(value)] += 1
    if root is None:
        return
    if number(root, "uniqueCount", len(strings)) < len(strings):
        yield f"uniqueCount is {root.get('uniqueCount')}, and there are {len(strings)} strings"
    if number(root, "count", used.total()) != used.total():
        yield f"count is {root.get('count')}, and cells ask {used.total()} times"
    for index in sorted(set(range(len(strings))) - set(used)):
        yield f"no cell uses the shared string {index}: {strings[index][:40]!r}"
