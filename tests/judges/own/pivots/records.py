"""The records of a pivot cache are as many as it says, and each has a value for every field.

Excel repairs the workbook and removes the pivot tables of the cache.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package, flag, number
from tests.judges.own.pivots.caches import caches, shared


def check(package: Package) -> Iterator[str]:
    for cache in caches(package):
        told = number(cache.root, "recordCount", 0)
        if cache.records is None:
            saved = flag(cache.root, "saveData", default=True)
            if told and saved and not flag(cache.root, "refreshOnLoad"):
                yield f"{cache.part}: {told} records are counted, and it has no records"
            continue
        records = cache.records.findall(f"{MAIN}r")
        if cache.root.get("recordCount") is not None and told != len(records):
            yield f"{cache.part}: {told} records are counted, and there are {len(records)}"
        if (count := number(cache.records, "count", len(records))) != len(records):
            yield f"records of {cache.part}: count is {count}, and there are {len(records)}"
        items = [len(shared(field)) for field in cache.recorded]
        for index, record in enumerate(records):
            values = list(record.iterchildren(f"{MAIN}*"))
            if len(values) != len(items):
                yield f"{cache.part}: record {index} has {len(values)} values of {len(items)}"
                continue
            for value, there in zip(values, items, strict=True):
                if value.tag == f"{MAIN}x" and not 0 <= number(value, "v", -1) < there:
                    yield f"{cache.part}: record {index} asks for item {value.get('v')} of {there}"
