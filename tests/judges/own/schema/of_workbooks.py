"""What the attributes of workbooks, styles, strings, pivots and drawings hold (ECMA-376 part 1,
18.2, 18.4, 18.6, 18.8, 18.10, 20.5).

Excel repairs the part, and drops the view, the name, the format or the pivot table whose attribute
it cannot read.
"""

from __future__ import annotations

from tests.judges.own.schema.kinds import (
    BYTE,
    INDEX,
    Kind,
    at_most,
    boolean,
    cell,
    colour,
    decimal,
    either,
    guid,
    moment,
    named,
    number,
    one_of,
    span,
    whole,
)

_ENUMERATED = one_of(
    "hair thin medium thick double none dashed dotted mediumDashed dashDot mediumDashDot"
    " dashDotDot mediumDashDotDot slantDashDot"
)
_SIDE = {"style": _ENUMERATED}
_SIDES = (
    *("left", "right", "top", "bottom", "diagonal"),
    *("horizontal", "vertical", "start", "end"),
)
_COLOUR: dict[str, Kind] = {
    "rgb": colour,
    "theme": whole(0, 11),
    "tint": decimal(-1, 1),
    "indexed": either(whole(0, 65), whole(77, 81), whole(32_767, 32_767)),  # MS-XLS 2.5.161
    "auto": boolean,
}
_VERSION = BYTE
_AXIS = one_of("axisRow axisCol axisPage axisValues")
_ITEM = one_of(
    "data default sum countA avg max min product count stdDev stdDevP var varP grand blank"
)
_FORMAT = whole(0, 65_535)
_CONTAINED = (
    *("SemiMixedTypes", "NonDate", "Date", "String"),
    *("Blank", "MixedTypes", "Number", "Integer"),
)

ATTRIBUTES: dict[str, dict[str, Kind]] = {
    "workbookPr": {"codeName": at_most(31), "date1904": boolean, "defaultThemeVersion": INDEX},
    "workbookView": {
        "activeTab": INDEX,
        "firstSheet": INDEX,
        "tabRatio": whole(0, 1000),
        "windowWidth": INDEX,
        "windowHeight": INDEX,
        "xWindow": whole(-(2**31), 2**31 - 1),
        "yWindow": whole(-(2**31), 2**31 - 1),
        "visibility": one_of("visible hidden veryHidden"),
    },
    "sheet": {
        "name": named(31),
        "sheetId": whole(1, 65_534),
        "state": one_of("visible hidden veryHidden"),
    },
    "sheetPr": {"codeName": at_most(31)},
    "definedName": {
        "name": named(255),
        "localSheetId": INDEX,
        "hidden": boolean,
        "function": boolean,
        "functionGroupId": INDEX,
        "comment": at_most(255),
    },
    "calcPr": {
        "calcId": INDEX,
        "calcMode": one_of("manual auto autoNoTable"),
        "refMode": one_of("A1 R1C1"),
        "iterateCount": whole(1, 32_767),
        "iterateDelta": number,
        "fullCalcOnLoad": boolean,
    },
    "pivotCache": {"cacheId": INDEX},
    "customWorkbookView": {"guid": guid, "name": named(255), "activeSheetId": INDEX},
    # styles
    "numFmt": {"numFmtId": _FORMAT, "formatCode": at_most(255)},
    "sz": {"val": decimal(1, 409.55)},
    "family": {"val": whole(0, 14)},
    "charset": {"val": BYTE},
    "name": {"val": named(31)},
    "rFont": {"val": named(31)},
    "u": {"val": one_of("single double singleAccounting doubleAccounting none")},
    "vertAlign": {"val": one_of("baseline superscript subscript")},
    "scheme": {"val": one_of("none major minor")},
    **dict.fromkeys(["color", "fgColor", "bgColor"], _COLOUR),
    **dict.fromkeys(
        ["left", "right", "top", "bottom", "diagonal", "horizontal", "vertical", "start", "end"],
        _SIDE,
    ),
    "patternFill": {
        "patternType": one_of(
            "none solid mediumGray darkGray lightGray darkHorizontal darkVertical darkDown"
            " darkUp darkGrid darkTrellis lightHorizontal lightVertical lightDown lightUp"
            " lightGrid lightTrellis gray125 gray0625"
        )
    },
    "xf": {"numFmtId": _FORMAT, "fontId": INDEX, "fillId": INDEX, "borderId": INDEX, "xfId": INDEX},
    "alignment": {
        "horizontal": one_of("general left center right fill justify centerContinuous distributed"),
        "vertical": one_of("top center bottom justify distributed"),
        "textRotation": either(whole(0, 180), whole(255, 255)),
        "indent": whole(0, 250),
        "wrapText": boolean,
        "readingOrder": whole(0, 2),
    },
    "cellStyle": {
        "name": named(255),
        "xfId": INDEX,
        "builtinId": whole(0, 255),
        "iLevel": whole(0, 6),
    },
    "tableStyle": {"name": named(255), "pivot": boolean, "table": boolean},
    "tableStyleElement": {"size": whole(1, 9), "dxfId": INDEX},
    "rgbColor": {"rgb": colour},
    # strings and the calculation chain
    "rPh": {"sb": INDEX, "eb": INDEX},
    "phoneticPr": {"fontId": INDEX},
    # pivots
    "worksheetSource": {"ref": span, "sheet": named(31), "name": named(255)},
    "cacheField": {"name": at_most(65_535), "numFmtId": _FORMAT, "level": INDEX},
    "sharedItems": {
        "count": INDEX,
        "minValue": number,
        "maxValue": number,
        "minDate": moment,
        "maxDate": moment,
        **dict.fromkeys((f"contains{what}" for what in _CONTAINED), boolean),
        "longText": boolean,
    },
    "pivotTableDefinition": {
        "name": named(255),
        "cacheId": INDEX,
        "dataCaption": at_most(255),
        "createdVersion": _VERSION,
        "updatedVersion": _VERSION,
        "minRefreshableVersion": _VERSION,
        "chartFormat": INDEX,
        "indent": whole(0, 127),
    },
    "pivotCacheDefinition": {
        "recordCount": INDEX,
        "refreshedDate": number,
        "createdVersion": _VERSION,
        "refreshedVersion": _VERSION,
        "missingItemsLimit": INDEX,
    },
    "location": {
        "ref": span,
        "firstHeaderRow": INDEX,
        "firstDataRow": INDEX,
        "firstDataCol": INDEX,
        "rowPageCount": INDEX,
        "colPageCount": INDEX,
    },
    "pivotField": {
        "axis": _AXIS,
        "numFmtId": _FORMAT,
        "sortType": one_of("manual ascending descending"),
        "dataField": boolean,
        "showAll": boolean,
    },
    "item": {"t": _ITEM, "x": INDEX, "h": boolean, "m": boolean},
    "i": {"t": _ITEM, "r": INDEX, "i": INDEX},
    "dataField": {
        "name": at_most(255),
        "fld": INDEX,
        "baseField": whole(-1, 2**31 - 1),
        "baseItem": INDEX,
        "numFmtId": _FORMAT,
        "subtotal": one_of("average count countNums max min product stdDev stdDevp sum var varp"),
    },
    "pageField": {"fld": whole(0, 2**31 - 1), "item": INDEX, "hier": whole(-1, 2**31 - 1)},
    "pivotArea": {"offset": span, "axis": _AXIS, "field": whole(-2, 2**31 - 1)},
    "pivotSelection": {
        "pane": one_of("bottomLeft bottomRight topLeft topRight"),
        "activeRow": INDEX,
        "activeCol": INDEX,
        "previousRow": INDEX,
        "previousCol": INDEX,
        "start": INDEX,
        "min": INDEX,
        "max": INDEX,
        "axis": _AXIS,
    },
    "reference": {"field": INDEX, "count": INDEX},
    # a part of its own: what a cell watches, what a scenario changes, what a query fills
    "queryTable": {"name": named(255), "connectionId": INDEX},
    "volTopicRef": {"r": cell, "s": INDEX},
    "tr": {"r": cell, "s": INDEX},
}
"""Element of the main namespace: attribute: its kind."""
