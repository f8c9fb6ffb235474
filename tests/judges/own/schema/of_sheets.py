"""What the attributes of worksheets, comments and tables hold (ECMA-376 part 1, 18.3, 18.5, 18.7).

Excel repairs the part, and drops the view, the link, the validation, the filter or the table whose
attribute it cannot read.
"""

from __future__ import annotations

from tests.judges.own.areas import LAST_COLUMN, LAST_ROW
from tests.judges.own.schema.kinds import (
    INDEX,
    Kind,
    at_most,
    boolean,
    cell,
    colour,
    decimal,
    either,
    guid,
    hexadecimal,
    named,
    number,
    one_of,
    row_spans,
    span,
    spans,
    whole,
)

_PANES = one_of("bottomLeft bottomRight topLeft topRight")
_ZOOM = whole(10, 400)  # 18.3.1.87
_OUTLINE = whole(0, 7)  # 18.3.1.73
_COMPARED = one_of(
    "between notBetween equal notEqual lessThan lessThanOrEqual greaterThan greaterThanOrEqual"
)
_RULES = one_of(
    "expression cellIs colorScale dataBar iconSet top10 uniqueValues duplicateValues"
    " containsText notContainsText beginsWith endsWith containsBlanks notContainsBlanks"
    " containsErrors notContainsErrors timePeriod aboveAverage"
)
_RULE_OPERATORS = one_of(
    "lessThan lessThanOrEqual equal notEqual greaterThanOrEqual greaterThan between"
    " notBetween containsText notContains beginsWith endsWith"
)
_BREAK: dict[str, Kind] = {
    "id": whole(0, LAST_ROW),
    "min": INDEX,
    "max": whole(0, LAST_ROW - 1),
    "man": boolean,
    "pt": boolean,
}

ATTRIBUTES: dict[str, dict[str, Kind]] = {
    "dimension": {"ref": span},
    "tabColor": {"rgb": colour, "theme": whole(0, 11), "tint": decimal(-1, 1)},
    "sheetView": {
        "topLeftCell": cell,
        "zoomScale": _ZOOM,
        "zoomScaleNormal": either(_ZOOM, whole(0, 0)),
        "zoomScaleSheetLayoutView": either(_ZOOM, whole(0, 0)),
        "zoomScalePageLayoutView": either(_ZOOM, whole(0, 0)),
        "workbookViewId": INDEX,
        "colorId": whole(0, 65),
        "tabSelected": boolean,
        "view": one_of("normal pageBreakPreview pageLayout"),
    },
    "pane": {
        "topLeftCell": cell,
        "xSplit": decimal(0, 2**31),
        "ySplit": decimal(0, 2**31),
        "activePane": _PANES,
        "state": one_of("frozen frozenSplit split"),
    },
    "selection": {"activeCell": cell, "sqref": spans, "activeCellId": INDEX, "pane": _PANES},
    "sheetFormatPr": {
        "defaultRowHeight": decimal(0, 409.5),
        "defaultColWidth": decimal(0, 65_536),
        "baseColWidth": whole(0, 255),
        "outlineLevelRow": _OUTLINE,
        "outlineLevelCol": _OUTLINE,
    },
    "col": {
        "min": whole(1, LAST_COLUMN),
        "max": whole(1, LAST_COLUMN),
        "width": decimal(0, 65_536),
        "style": INDEX,
        "outlineLevel": _OUTLINE,
        "hidden": boolean,
    },
    "row": {
        "r": whole(1, LAST_ROW),
        "ht": decimal(0, 409.6),
        "outlineLevel": _OUTLINE,
        "s": INDEX,
        "spans": row_spans,
        "hidden": boolean,
        "customHeight": boolean,
        "customFormat": boolean,
    },
    "c": {
        "r": cell,
        "s": INDEX,
        "t": one_of("b d e inlineStr n s str"),
        "cm": INDEX,
        "vm": INDEX,
    },
    "f": {
        "ref": span,
        "si": INDEX,
        "r1": cell,
        "r2": cell,
        "t": one_of("array dataTable normal shared"),
    },
    "sheetProtection": {"password": hexadecimal(4), "spinCount": INDEX, "sheet": boolean},
    "protectedRange": {"sqref": spans, "name": named(255), "password": hexadecimal(4)},
    "autoFilter": {"ref": span},
    "sortState": {"ref": span},
    "sortCondition": {"ref": span, "dxfId": INDEX},
    "filterColumn": {"colId": whole(0, LAST_COLUMN - 1), "hiddenButton": boolean},
    "top10": {"val": number, "top": boolean, "percent": boolean},
    "colorFilter": {"dxfId": INDEX, "cellColor": boolean},
    "mergeCell": {"ref": span},
    "conditionalFormatting": {"sqref": spans, "pivot": boolean},
    "cfRule": {
        "type": _RULES,
        "operator": _RULE_OPERATORS,
        "priority": whole(1, 2**31 - 1),
        "dxfId": INDEX,
        "rank": whole(1, 1000),
        "stopIfTrue": boolean,
    },
    "cfvo": {
        "type": one_of("num percent max min formula percentile autoMin"),
        "gte": boolean,
    },
    "dataBar": {"minLength": whole(0, 100), "maxLength": whole(0, 100), "showValue": boolean},
    "dataValidation": {
        "sqref": spans,
        "type": one_of("none whole decimal list date time textLength custom"),
        "operator": _COMPARED,
        "errorStyle": one_of("stop warning information"),
        "promptTitle": at_most(32),
        "errorTitle": at_most(32),
        "prompt": at_most(255),
        "error": at_most(255),
        "allowBlank": boolean,
        "showDropDown": boolean,
    },
    "hyperlink": {"ref": span, "tooltip": at_most(255), "display": at_most(32_767)},
    "pageMargins": dict.fromkeys(["left", "right", "top", "bottom", "header", "footer"], number),
    "pageSetup": {
        "scale": _ZOOM,
        "fitToWidth": whole(0, 32_767),
        "fitToHeight": whole(0, 32_767),
        "firstPageNumber": whole(-(2**31), 2**32 - 1),
        "orientation": one_of("default portrait landscape"),
        "copies": whole(1, 32_767),
    },
    "rowBreaks": {"count": INDEX, "manualBreakCount": INDEX},
    "colBreaks": {"count": INDEX, "manualBreakCount": INDEX},
    "brk": _BREAK,
    "cellWatch": {"r": cell},
    "ignoredError": {"sqref": spans},
    "control": {"shapeId": whole(1), "name": at_most(255)},
    "oleObject": {"shapeId": whole(1)},
    "inputCells": {"r": cell, "undone": boolean},
    "customSheetView": {"guid": guid, "scale": _ZOOM, "topLeftCell": cell},
    "dataConsolidate": {"leftLabels": boolean, "topLabels": boolean},
    "dataRef": {"ref": span},
    "dataValidations": {"count": whole(0, 65_534), "xWindow": INDEX, "yWindow": INDEX},
    "comment": {"ref": cell, "authorId": INDEX, "guid": guid, "shapeId": INDEX},
    "singleXmlCell": {"r": cell, "id": INDEX},
    "threadedComment": {"ref": cell, "id": guid, "personId": guid, "parentId": guid},
    "person": {"id": guid, "displayName": named(255)},
    "table": {
        "id": whole(1),
        "ref": span,
        "name": named(255),
        "displayName": named(255),
        "headerRowCount": whole(0, 1),
        "totalsRowCount": whole(0, 1),
        "totalsRowShown": boolean,
        "insertRow": boolean,
        "tableType": one_of("worksheet xml queryTable"),
    },
    "tableColumn": {
        "id": whole(1),
        "name": named(255),
        "totalsRowFunction": one_of("none sum min max average count countNums stdDev var custom"),
        "uniqueName": at_most(255),
    },
    "tableStyleInfo": dict.fromkeys(
        ["showFirstColumn", "showLastColumn", "showRowStripes", "showColumnStripes"], boolean
    ),
    "x14:dataValidation": {"type": one_of("none whole decimal list date time textLength custom")},
    "x14:cfRule": {"id": guid, "priority": INDEX, "dxfId": INDEX},
    "x14:id": {},
    "x14:sparklineGroup": {"lineWeight": decimal(0, 1584), "dateAxis": boolean},
}
"""Element of the main namespace, or ``x14:`` and element: attribute: its kind."""
