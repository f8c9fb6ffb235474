"""Every part has the content type that its relationship asks for; no type is told twice.

Excel drops a drawing, a table or a picture whose content type is that of something else ("Removed
Part: /xl/drawings/drawing1.xml"), and refuses a package whose types name an extension or a part
twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import ROOT, Package

_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_EXCEL = "application/vnd.ms-excel."
_PACKAGE = "application/vnd.openxmlformats-package."

WANTED: dict[str, str] = {
    "worksheet": f"{_SHEETS}worksheet+xml",
    "chartsheet": f"{_SHEETS}chartsheet+xml",
    "dialogsheet": f"{_SHEETS}dialogsheet+xml",
    "sharedStrings": f"{_SHEETS}sharedStrings+xml",
    "styles": f"{_SHEETS}styles+xml",
    "calcChain": f"{_SHEETS}calcChain+xml",
    "table": f"{_SHEETS}table+xml",
    "tableSingleCells": f"{_SHEETS}tableSingleCells+xml",
    "queryTable": f"{_SHEETS}queryTable+xml",
    "connections": f"{_SHEETS}connections+xml",
    "externalLink": f"{_SHEETS}externalLink+xml",
    "comments": f"{_SHEETS}comments+xml",
    "pivotTable": f"{_SHEETS}pivotTable+xml",
    "pivotCacheDefinition": f"{_SHEETS}pivotCacheDefinition+xml",
    "pivotCacheRecords": f"{_SHEETS}pivotCacheRecords+xml",
    "sheetMetadata": f"{_SHEETS}sheetMetadata+xml",
    "volatileDependencies": f"{_SHEETS}volatileDependencies+xml",
    "printerSettings": f"{_SHEETS}printerSettings",
    "drawing": f"{_OFFICE}drawing+xml",
    "vmlDrawing": f"{_OFFICE}vmlDrawing",
    "chart": f"{_OFFICE}drawingml.chart+xml",
    "chartUserShapes": f"{_OFFICE}drawingml.chartshapes+xml",
    "theme": f"{_OFFICE}theme+xml",
    "themeOverride": f"{_OFFICE}themeOverride+xml",
    "extended-properties": f"{_OFFICE}extended-properties+xml",
    "custom-properties": f"{_OFFICE}custom-properties+xml",
    "core-properties": f"{_PACKAGE}core-properties+xml",
    "customXmlProps": f"{_OFFICE}customXmlProperties+xml",
    "vbaProject": "application/vnd.ms-office.vbaProject",
    "vbaProjectSignature": "application/vnd.ms-office.vbaProjectSignature",
    "slicer": f"{_EXCEL}slicer+xml",
    "slicerCache": f"{_EXCEL}slicerCache+xml",
    "timeline": f"{_EXCEL}timeline+xml",
    "timelineCache": f"{_EXCEL}timelineCache+xml",
    "ctrlProp": f"{_EXCEL}controlproperties+xml",
    "threadedComment": f"{_EXCEL}threadedcomments+xml",
    "person": f"{_EXCEL}person+xml",
    "chartStyle": "application/vnd.ms-office.chartstyle+xml",
    "chartColorStyle": "application/vnd.ms-office.chartcolorstyle+xml",
    "chartEx": "application/vnd.ms-office.chartex+xml",
    "image": "image/",
}
"""The content type by the last word of the relationship's type, or how it begins."""


def check(package: Package) -> Iterator[str]:
    types = package.xml("/[Content_Types].xml")
    for name, attribute in (("Default", "Extension"), ("Override", "PartName")):
        told = Counter(one.get(attribute, "").lower() for one in types.iterfind(f"{{*}}{name}"))
        for value, times in told.items():
            if times > 1:
                yield f"{times} content types for {value}"
            if name == "Default" and (not value or "." in value or "/" in value):
                yield f"{value!r} is no extension"
            if name == "Override" and not value.startswith("/"):
                yield f"the content type of {value!r} is that of no part: a part begins with /"
    for source in [ROOT, *package.parts]:
        for one in package.relationships(source):
            wanted, found = WANTED.get(one.kind, ""), package.content_type(one.target)
            there = one.target and found and package.find(one.target)
            if there and not found.lower().startswith(wanted.lower()):
                yield f"{one.target}, a {one.kind} of {source}, has the content type {found!r}"
