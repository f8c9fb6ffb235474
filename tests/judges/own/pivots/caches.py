"""Pivot caches as the checks read them: the fields, their items, the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tests.judges.own.package import MAIN, RELATIONSHIPS, Package, decoded, flag


@dataclass(frozen=True)
class Cache:
    """``records`` is ``None`` for a cache saved without its data."""

    id: str
    part: str
    root: etree._Element
    records: etree._Element | None

    @property
    def fields(self) -> list[etree._Element]:
        return self.root.findall(f"{MAIN}cacheFields/{MAIN}cacheField")

    @property
    def recorded(self) -> list[etree._Element]:
        """The fields a record has a value for: not those of groups and calculations."""
        return [one for one in self.fields if flag(one, "databaseField", default=True)]

    @property
    def recorded_names(self) -> list[str]:
        return [decoded(one.get("name", "")) for one in self.recorded]


def caches(package: Package) -> Iterator[Cache]:
    """The caches of the workbook, those of slicers and timelines in ``extLst`` too."""
    targets = {one.id: one.target for one in package.relationships(package.workbook_part)}
    for listed in package.workbook.iter("{*}pivotCache"):
        part = package.find(targets.get(listed.get(f"{RELATIONSHIPS}id", ""), ""))
        if part:
            records = package.related(part, "pivotCacheRecords")
            yield Cache(
                listed.get("cacheId", ""),
                part,
                package.xml(part),
                package.xml(records[0]) if records else None,
            )


def shared(field: etree._Element) -> list[etree._Element]:
    """The items that records point to by number."""
    found = field.find(f"{MAIN}sharedItems")
    return [] if found is None else list(found.iterchildren(f"{MAIN}*"))


def pointed(field: etree._Element) -> list[etree._Element]:
    """What the ``x`` of a pivot table counts: groups where the field is grouped, else items."""
    groups = field.find(f"{MAIN}fieldGroup/{MAIN}groupItems")
    return shared(field) if groups is None else list(groups.iterchildren(f"{MAIN}*"))
