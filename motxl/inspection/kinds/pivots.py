"""Pivot caches: a copy of their whole source, with rows that a filter hides (18.10)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.inspection.xml import local, of_kind, tree
from motxl.package import Workbook


def find(workbook: Workbook) -> Iterator[Finding]:
    for part in of_kind(workbook, "pivotCacheDefinition"):
        root = tree(workbook, part)
        names = [e.get("name", "") for e in root.iter() if local(e) == "cacheField"]
        records = root.get("recordCount", "0")
        yield Finding("pivot-cache", part, f"{records} × ({', '.join(names[:6])})")
    for part in of_kind(workbook, "pivotCacheRecords"):
        yield Finding("pivot-records", part, tree(workbook, part).get("count", ""))
