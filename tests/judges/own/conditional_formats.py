"""The rules of a sheet have priorities of their own and formats that exist.

A format out of range makes Excel repair the workbook or refuse it. With two rules of one priority
it opens, and which of the two wins is left to chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, number
from tests.judges.own.styles import count


def check(package: Package) -> Iterator[str]:
    styles = package.of_workbook("styles")
    formats = 0 if styles is None else count(styles, "dxfs")
    for sheet in package.sheets:
        priorities: Counter[str] = Counter()
        for holder in sheet.root.iterfind(f"{MAIN}conditionalFormatting"):
            where = f"{sheet}, {holder.get('sqref')}"
            rules = holder.findall(f"{MAIN}cfRule")
            if not rules:
                yield f"{where}: a conditional format without a rule"
            for rule in rules:
                priorities[rule.get("priority", "none")] += 1
                yield from (f"{where}: {bad}" for bad in _rule(rule, formats))
        for priority, times in priorities.items():
            if times > 1:
                yield f"{sheet}: {times} rules have the priority {priority}"


def _rule(rule: etree._Element, formats: int) -> Iterator[str]:
    if not 0 <= number(rule, "dxfId", 0) < formats and rule.get("dxfId") is not None:
        yield f"a rule has the format {rule.get('dxfId')} of {formats}"
    if number(rule, "priority", 1) < 1:
        yield f"a rule has the priority {rule.get('priority')}"
