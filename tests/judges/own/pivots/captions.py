"""No two fields of a pivot table bear one name, nor a value the name of a field of its cache.

Excel repairs the workbook and removes the pivot table; in its own dialogue it refuses with
"PivotTable field name already exists". Names are compared without regard to case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package
from tests.judges.own.pivots.caches import caches


def check(package: Package) -> Iterator[str]:
    named = {
        cache.part: [field.get("name", "").casefold() for field in cache.fields]
        for cache in caches(package)
    }
    for part, names in named.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield f"{part}: {times} fields are called {name!r}"
    for sheet in package.sheets:
        for pivot in sheet.pivots:
            own = package.related(pivot.part, "pivotCacheDefinition")
            values = [
                one.get("name", "").casefold()
                for one in pivot.root.iterfind(f"{MAIN}dataFields/{MAIN}dataField")
            ]
            for name, times in Counter(filter(None, values)).items():
                if times > 1:
                    yield f"{pivot.part}: {times} values are called {name!r}"
                if own and name in named.get(own[0], ()):
                    yield f"{pivot.part}: the value {name!r} has the name of a field"
