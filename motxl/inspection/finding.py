"""One thing that was found."""

from __future__ import annotations

from typing import NamedTuple

from motxl.i18n import N_

LABELS = {
    "hidden-sheet": N_("Hidden sheet"),
    "very-hidden-sheet": N_("Very hidden sheet"),
    "hidden-row": N_("Hidden row"),
    "hidden-column": N_("Hidden column"),
    "hidden-text": N_("Invisible text"),
    "characters": N_("Characters that hide a text"),
    "hidden-object": N_("Hidden object"),
    "orphan-string": N_("Forgotten text"),
    "phonetic": N_("Phonetic text"),
    "formula-text": N_("Text in a formula"),
    "number-format": N_("Text in a number format"),
    "style-name": N_("Style name"),
    "theme-name": N_("Theme name"),
    "validation": N_("Text of a validation"),
    "filter": N_("Value of a filter"),
    "scenario": N_("Scenario"),
    "view": N_("Saved view"),
    "header": N_("Header or footer that is not visible on the screen"),
    "table-text": N_("Text of a table"),
    "hyperlink": N_("Link"),
    "alt-text": N_("Alternative text"),
    "chart-values": N_("Values kept by a chart"),
    "smart-art": N_("SmartArt diagram"),
    "control": N_("Form control"),
    "picture-data": N_("Text in a picture"),
    "cropped-picture": N_("Cropped picture"),
    "opaque-picture": N_("Picture that cannot be looked into"),
    "thumbnail": N_("Thumbnail"),
    "pivot-cache": N_("Pivot cache"),
    "pivot-records": N_("Pivot records"),
    "comment": N_("Comment"),
    "author": N_("Author"),
    "defined-name": N_("Defined name"),
    "external-link": N_("External link"),
    "external-values": N_("External values"),
    "connection": N_("Connection"),
    "query": N_("Query"),
    "data-model": N_("Data model"),
    "custom-xml": N_("Custom XML"),
    "property": N_("Property"),
    "path": N_("Path"),
    "printer": N_("Printer"),
    "macro": N_("Macro"),
    "embedded-file": N_("Embedded file"),
    "revision": N_("Former value"),
    "stray-part": N_("Stray part"),
    "slicer": N_("Slicer"),
    "label": N_("Sensitivity label"),
    "web-extension": N_("Office add-in"),
    "metadata": N_("Metadata of cells"),
    "publishing": N_("Web publication"),
    "code-name": N_("Internal name"),
    "extension": N_("Unknown content"),
    "xml-comment": N_("XML comment"),
    "archive": N_("Bytes of the archive"),
    "not-permitted": N_("Not permitted"),
}


IDENTITY = ("motxl-member-key", "motxl-member-name", "motxl-digest")
"""The custom properties that say whose an extract is: they are neither reported nor taken out"""


class Finding(NamedTuple):
    """``kind`` is stable, for scripts; ``place`` is a part, a sheet or cells."""

    kind: str
    """One of ``LABELS``"""
    place: str
    what: str
    """A short quotation, as it stands in the file"""
    removable: bool = False
    """Whether ``remove`` takes it out without changing what the workbook shows or works out"""


MOST_QUOTED = 60
"""Characters of a quotation: what is hidden should not be spread by the report of it"""


def quoted(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_QUOTED else line[: MOST_QUOTED - 1] + "…"
