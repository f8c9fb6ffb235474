"""A cache that reads a table has that table's columns, in their order, and each item once.

Two shared items that differ only in case are one for Excel, which repairs the workbook; at a
refresh, fields that the table does not have drop out of the pivot tables. A table that is not
there at all is not reported: Excel shows what it kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package, Table, decoded
from tests.judges.own.pivots.caches import caches, shared


def check(package: Package) -> Iterator[str]:
    tables = {table.name.casefold(): table for sheet in package.sheets for table in sheet.tables}
    for cache in caches(package):
        source = cache.root.find(f"{MAIN}cacheSource/{MAIN}worksheetSource")
        name = "" if source is None else source.get("name", "")
        if name and source is not None and not source.get("sheet"):
            table = tables.get(name.casefold())
            if table is not None:
                yield from _columns(cache.part, name, _names(table), cache.recorded_names)
        for field in cache.fields:
            texts = Counter(
                decoded(item.get("v", "")).lower()
                for item in shared(field)
                if item.tag == f"{MAIN}s"
            )
            for text, times in texts.items():
                if times > 1:
                    yield f"{cache.part}, field {field.get('name')!r}: {text!r} is {times} items"


def _names(table: Table) -> list[str]:
    found = table.root.iterfind(f"{MAIN}tableColumns/{MAIN}tableColumn")
    return [decoded(column.get("name", "")) for column in found]


def _columns(part: str, name: str, columns: list[str], fields: list[str]) -> Iterator[str]:
    if columns != fields:
        yield f"{part}: the fields are {fields}, the columns of {name} are {columns}"
