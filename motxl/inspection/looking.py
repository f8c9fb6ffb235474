"""All kinds, one after the other."""

from __future__ import annotations

from collections.abc import Collection

from motxl.inspection.finding import Finding
from motxl.inspection.kinds import (
    archive,
    characters,
    charts,
    comments,
    connections,
    covered,
    custom_xml,
    drawings,
    elements,
    embedded,
    extensions,
    formulas,
    headers,
    hyperlinks,
    links,
    macros,
    metadata,
    names,
    number_formats,
    paths,
    pictures,
    pivots,
    properties,
    revisions,
    rows_and_columns,
    sheets,
    strays,
    strings,
    style_names,
    texts,
    xml_comments,
)
from motxl.inspection.parts import Parts
from motxl.ooxml import Workbook

_KINDS = (
    *(sheets, rows_and_columns, texts, covered, characters, strings, formulas),
    *(number_formats, style_names),
    *(headers, pivots, comments, names, links, hyperlinks, connections, elements, charts, drawings),
    *(pictures, custom_xml, properties, paths, macros, embedded, revisions, metadata, extensions),
    *(xml_comments, strays, archive),
)
_REMOVABLE = (xml_comments, strings, custom_xml, properties, paths, pictures, strays, archive)


def inspect(workbook: Workbook, words: Collection[str] = ()) -> list[Finding]:
    """What a recipient could find; raises ``MotxlError`` when a part cannot be read.

    ``words`` are texts that conditions and formulas may hold beside those that cells show.
    """
    parts = Parts(workbook, words)
    return [finding for kind in _KINDS for finding in kind.find(parts)]


def remove(workbook: Workbook) -> None:
    """Take out, in memory, what can go without changing what is shown or worked out."""
    for kind in _REMOVABLE:
        kind.remove(workbook)
