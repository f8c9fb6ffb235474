"""Every pivot table has its cache, listed in the workbook under the number the table knows.

Excel repairs the workbook ("Removed Feature: PivotTable report from /xl/pivotTables/…") and leaves
the values without the pivot, or refuses it. Two pivot tables of a sheet have two names, or the
second cannot be addressed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import RELATIONSHIPS, Package
from tests.judges.own.pivots.caches import caches


def check(package: Package) -> Iterator[str]:
    listed = list(package.workbook.iter("{*}pivotCache"))
    for identifier, times in Counter(one.get("cacheId") for one in listed).items():
        if times > 1:
            yield f"{times} caches have the cacheId {identifier}"
    for relation, times in Counter(one.get(f"{RELATIONSHIPS}id") for one in listed).items():
        if times > 1:
            yield f"{times} caches have the relationship {relation}"
    known = {cache.id: cache.part for cache in caches(package)}
    for one in listed:
        if one.get("cacheId", "") not in known:
            yield f"the cache {one.get('cacheId')} has no definition"
    for sheet in package.sheets:
        names = Counter(pivot.root.get("name", "").casefold() for pivot in sheet.pivots)
        yield from (f"{sheet}: {n} pivot tables {name!r}" for name, n in names.items() if n > 1)
        for pivot in sheet.pivots:
            identifier = pivot.root.get("cacheId", "")
            own = package.related(pivot.part, "pivotCacheDefinition")
            if identifier not in known:
                yield f"{pivot.part}: the workbook knows no cache {identifier}"
            elif own != [known[identifier]]:
                yield f"{pivot.part}: the cache {identifier} is {known[identifier]}, not {own}"
