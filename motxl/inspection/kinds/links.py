"""Other workbooks: where they lie, and the values that were last read from them (18.14)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local


def find(parts: Parts) -> Iterator[Finding]:
    package = parts.package
    for part in parts.of_kind("externalLink"):
        for link in package.relationships(part):
            if link.external:
                yield Finding("external-link", part, quoted(link.target))
        values = [e.text or "" for e in parts.tree(part).iter() if local(e) == "v"]
        if values:
            yield Finding("external-values", part, quoted("; ".join(values)))
