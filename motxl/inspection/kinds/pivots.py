"""Pivot caches: a copy of their whole source, with rows that a filter hides (18.10)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.inspection.parts import Parts, local


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_kind("pivotCacheDefinition"):
        root = parts.tree(part)
        names = [e.get("name", "") for e in root.iter() if local(e) == "cacheField"]
        records = root.get("recordCount", "0")
        yield Finding("pivot-cache", part, f"{records} × ({', '.join(names[:6])})")
    for part in parts.of_kind("pivotCacheRecords"):
        yield Finding("pivot-records", part, parts.tree(part).get("count", ""))
