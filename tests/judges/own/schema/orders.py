"""The children of elements, in the order of the standard (ECMA-376 part 1, annex A.2).

``+`` after a name: there may be many. ``!`` before it: there must be one. Elements that are not
here have children of one kind, or any order.
"""

from __future__ import annotations

_FILTER_KINDS = "filters top10 customFilters dynamicFilter colorFilter iconFilter"

ORDERS: dict[str, str] = {
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols+ !sheetData sheetCalcPr"
    " sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate"
    " customSheetViews mergeCells phoneticPr conditionalFormatting+ dataValidations hyperlinks"
    " printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties"
    " cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects"
    " controls webPublishItems tableParts extLst",
    "chartsheet": "sheetPr !sheetViews sheetProtection customSheetViews pageMargins pageSetup"
    " headerFooter drawing legacyDrawing legacyDrawingHF picture webPublishItems extLst",
    "sheetPr": "tabColor outlinePr pageSetUpPr",
    "sheetView": "pane selection+ pivotSelection+ extLst",
    "customSheetView": "pane selection rowBreaks colBreaks pageMargins printOptions pageSetup"
    " headerFooter autoFilter extLst",
    "is": "t r+ rPh+ phoneticPr",
    "si": "t r+ rPh+ phoneticPr",
    "text": "t r+ rPh+ phoneticPr",
    "r": "rPr !t",
    "cfRule": "formula+ colorScale dataBar iconSet extLst",
    "colorScale": "!cfvo+ !color+",
    "dataBar": "!cfvo+ !color",
    "dataValidation": "formula1 formula2",
    "headerFooter": "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
    "autoFilter": "filterColumn+ sortState extLst",
    "sortState": "sortCondition+ extLst",
    "table": "autoFilter sortState !tableColumns tableStyleInfo extLst",
    "tableColumn": "calculatedColumnFormula totalsRowFormula xmlColumnPr extLst",
    "comments": "!authors !commentList extLst",
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews !sheets"
    " functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews"
    " pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr+ webPublishObjects extLst",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles"
    " colors extLst",
    "dxf": "font numFmt fill alignment border protection extLst",
    "xf": "alignment protection extLst",
    "border": "start end left right top bottom diagonal vertical horizontal",
    "patternFill": "fgColor bgColor",
    "colors": "indexedColors mruColors",
    "pivotCacheDefinition": "!cacheSource !cacheFields cacheHierarchies kpis tupleCache"
    " calculatedItems calculatedMembers dimensions measureGroups maps extLst",
    "cacheField": "sharedItems fieldGroup mpMap+ extLst",
    "fieldGroup": "rangePr discretePr groupItems",
    "pivotTableDefinition": "!location pivotFields rowFields rowItems colFields colItems pageFields"
    " dataFields formats conditionalFormats chartFormats pivotHierarchies pivotTableStyleInfo"
    " filters rowHierarchiesUsage colHierarchiesUsage extLst",
    "pivotField": "items autoSortScope extLst",
    "format": "!pivotArea extLst",
    "chartFormat": "!pivotArea",
    "pivotArea": "references extLst",
    "metadata": "metadataTypes metadataStrings mdxMetadata futureMetadata+ cellMetadata"
    " valueMetadata extLst",
    "x14:dataBar": "!cfvo+ fillColor borderColor negativeFillColor negativeBorderColor axisColor",
    "externalBook": "sheetNames definedNames sheetDataSet",
}

AT_LEAST_ONE: dict[str, str] = {
    "sheets": "sheet",
    "bookViews": "workbookView",
    "externalReferences": "externalReference",
    "customWorkbookViews": "customWorkbookView",
    "pivotCaches": "pivotCache",
    "sheetViews": "sheetView",
    "customSheetViews": "customSheetView",
    "cols": "col",
    "mergeCells": "mergeCell",
    "hyperlinks": "hyperlink",
    "dataValidations": "dataValidation",
    "conditionalFormatting": "cfRule",
    "cellWatches": "cellWatch",
    "ignoredErrors": "ignoredError",
    "controls": "*",
    "oleObjects": "*",
    "customProperties": "customPr",
    "scenarios": "scenario",
    "customFilters": "customFilter",
    "iconSet": "cfvo",
    "tableColumns": "tableColumn",
    "calcChain": "c",
    "fonts": "font",
    "fills": "fill",
    "borders": "border",
    "cellStyleXfs": "xf",
    "cellXfs": "xf",
    "cellStyles": "cellStyle",
    "pivotFields": "pivotField",
    "rowFields": "field",
    "colFields": "field",
    "rowItems": "i",
    "colItems": "i",
    "pageFields": "pageField",
    "dataFields": "dataField",
    "items": "item",
    "formats": "format",
    "conditionalFormats": "conditionalFormat",
    "chartFormats": "chartFormat",
    "references": "reference",
    "groupItems": "*",
}

UNCOUNTED = {"sst", "sharedItems", "reference", "metadataStrings", "rvData", "rvStructures"}
"""Their ``count`` says something else than the number of their children, or another check looks."""

CHOICES = {"filterColumn": _FILTER_KINDS.split(), "fill": ["patternFill", "gradientFill"]}
"""One of these children at most."""

REQUIRED: dict[str, str] = {
    "sheet": "name sheetId",
    "definedName": "name",
    "pivotCache": "cacheId",
    "col": "min max",
    "mergeCell": "ref",
    "conditionalFormatting": "sqref",
    "cfRule": "priority",
    "cfvo": "type",
    "dataValidation": "sqref",
    "hyperlink": "ref",
    "filterColumn": "colId",
    "sortState": "ref",
    "sortCondition": "ref",
    "protectedRange": "sqref name",
    "ignoredError": "sqref",
    "cellWatch": "r",
    "table": "id displayName ref",
    "tableColumn": "id name",
    "comment": "ref authorId",
    "numFmt": "numFmtId formatCode",
    "cellStyle": "xfId",
    "tableStyleElement": "type",
    "cacheSource": "type",
    "cacheField": "name",
    "pivotTableDefinition": "name cacheId dataCaption",
    "location": "ref firstHeaderRow firstDataRow firstDataCol",
    "field": "x",
    "dataField": "fld",
    "pageField": "fld",
}
"""Attributes without which an element means nothing; what the schema lets out is in the prose."""
