"""What a cache says of its shared items is so: their number, blanks, mixed types, long texts.

Excel repairs the workbook and removes the pivot tables of the cache, or crashes at the next
refresh. The flags are those of ECMA-376 part 1, 18.10.1.90; where a field has no shared items they
speak of the values in the records.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, decoded, flag, length, number
from tests.judges.own.pivots.caches import Cache, caches, shared


def check(package: Package) -> Iterator[str]:
    for cache in caches(package):
        holder = cache.root.find(f"{MAIN}cacheFields")
        told = -1 if holder is None else number(holder, "count", len(cache.fields))
        if told != len(cache.fields):
            yield f"{cache.part}: {told} fields are counted, and there are {len(cache.fields)}"
        inline = _inline(cache)
        for field in cache.fields:
            described = field.find(f"{MAIN}sharedItems")
            if described is None:
                continue
            items = shared(field)
            where = f"{cache.part}, field {field.get('name')!r}"
            if (count := number(described, "count", len(items))) != len(items):
                yield f"{where}: {count} items are counted, and there are {len(items)}"
            for bad in _flags(described, items + inline.get(field, [])):
                yield f"{where}: {bad}"


def _inline(cache: Cache) -> dict[etree._Element, list[etree._Element]]:
    """The values that stand in the records themselves, by field."""
    found: dict[etree._Element, list[etree._Element]] = {field: [] for field in cache.recorded}
    if cache.records is not None:
        for record in cache.records.iterfind(f"{MAIN}r"):
            # A record too long or too short is the business of `pivots.records`.
            for field, value in zip(cache.recorded, record, strict=False):
                if value.tag != f"{MAIN}x":
                    found[field].append(value)
    return found


def _flags(described: etree._Element, values: list[etree._Element]) -> Iterator[str]:
    kinds = {value.tag.rpartition("}")[2] for value in values}
    blank = "m" in kinds
    if flag(described, "containsBlank") is not blank and values:
        yield f"containsBlank is {int(not blank)}, and {'one' if blank else 'no'} item is blank"
    # Blanks are no type of their own; truth values and errors count with the texts.
    mixed = bool(kinds & {"s", "b", "e"}) and bool(kinds & {"n", "d"})
    if mixed and not flag(described, "containsMixedTypes"):
        yield "containsMixedTypes is 0, and the items are texts and numbers"
    # Among dates Excel counts a number as one more date, and does not set containsNumber.
    if "n" in kinds and "d" not in kinds and not flag(described, "containsNumber"):
        yield "containsNumber is 0, and there are numbers"
    if "s" in kinds and not flag(described, "containsString", default=True):
        yield "containsString is 0, and there are texts"
    if "d" in kinds and not flag(described, "containsDate"):
        yield "containsDate is 0, and there are dates"
    texts = (value.get("v", "") for value in values if value.tag == f"{MAIN}s")
    if any(length(decoded(text)) > 255 for text in texts) and not flag(described, "longText"):
        yield "longText is 0, and a text has over 255 characters"
