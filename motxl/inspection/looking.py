"""All kinds, one after the other."""

from __future__ import annotations

from motxl.inspection.finding import Finding
from motxl.inspection.kinds import (
    comments,
    connections,
    custom_xml,
    embedded,
    links,
    macros,
    names,
    paths,
    pivots,
    properties,
    revisions,
    rows_and_columns,
    sheets,
    strays,
    strings,
    texts,
)
from motxl.package import Workbook

_KINDS = (
    *(sheets, rows_and_columns, texts, strings, pivots, comments, names, links, connections),
    *(custom_xml, properties, paths, macros, embedded, revisions, strays),
)
_REMOVABLE = (strings, custom_xml, properties, paths, strays)


def inspect(workbook: Workbook) -> list[Finding]:
    """What a recipient could find; ``MotxlError`` when a part cannot be read."""
    return [finding for kind in _KINDS for finding in kind.find(workbook)]


def remove(workbook: Workbook) -> None:
    """Take out, in memory, what can go without changing what is shown or worked out."""
    for kind in _REMOVABLE:
        kind.remove(workbook)
