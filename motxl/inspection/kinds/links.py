"""Other workbooks: where they lie, and the values that were last read from them (18.14)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.xml import local, of_kind, tree
from motxl.package import Workbook


def find(workbook: Workbook) -> Iterator[Finding]:
    package = workbook.package
    for part in of_kind(workbook, "externalLink"):
        for link in package.relationships(part):
            if link.external:
                yield Finding("external-link", part, quoted(link.target))
        values = [e.text or "" for e in tree(workbook, part).iter() if local(e) == "v"]
        if values:
            yield Finding("external-values", part, quoted("; ".join(values)))
