"""Connections to databases and queries, with their text; the data model."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_kind("connections"):
        for element in parts.tree(part).iter():
            if local(element) == "connection":
                yield Finding("connection", part, quoted(element.get("name", "")))
    for part in parts.of_kind("queryTable"):
        name = parts.tree(part).get("name", "")
        yield Finding("query", part, quoted(name))
    for part in parts.names:
        if part.lower().startswith("xl/model/"):
            yield Finding("data-model", part, part.rpartition("/")[2])
