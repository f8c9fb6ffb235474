"""Elements put after the cells of a worksheet, in the order of its schema (A.2, CT_Worksheet)."""

from __future__ import annotations

from motxl.ooxml.xml import scan

_ORDER = (
    *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)


def place_for(masked: bytes, name: str) -> int:
    """Where a new element may stand in the masked tail of a sheet: before what comes after it."""
    later = {one.encode() for one in _ORDER[_ORDER.index(name) + 1 :]}
    depth = 0
    for tag in scan.tags(masked):
        if tag.closing:
            depth -= 1
            if depth < 0:
                return tag.start  # the worksheet's own end
            continue
        if depth == 0 and tag.name.rpartition(b":")[2] in later:
            return tag.start
        depth += 0 if tag.empty else 1
    return len(masked)


def inserted(tail: bytes, name: str, element: bytes) -> bytes:
    """The tail with one more element of a name, after those of that name."""
    at = place_for(scan.mask(tail), name)
    return tail[:at] + element + tail[at:]
