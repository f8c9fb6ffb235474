"""Connections to databases and queries, with their text; the data model."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.xml import local, of_kind, tree
from motxl.package import Workbook


def find(workbook: Workbook) -> Iterator[Finding]:
    for part in of_kind(workbook, "connections"):
        for element in tree(workbook, part).iter():
            if local(element) == "connection":
                yield Finding("connection", part, quoted(element.get("name", "")))
    for part in of_kind(workbook, "queryTable"):
        name = tree(workbook, part).get("name", "")
        yield Finding("query", part, quoted(name))
    for part in workbook.package.names():
        if part.lower().startswith("xl/model/"):
            yield Finding("data-model", part, part.rpartition("/")[2])
