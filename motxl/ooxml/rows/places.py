"""Which elements hold cells and ranges, in which attribute, and what becomes of them.

Elements are those of ECMA-376 part 1, 18.3, 18.5 and 18.7, their x14 twins ([MS-XLSX] 2.6) and the
named views of [MS-XLSX] 2.6.219. A value that the prose calls *a cell* stays one cell, whatever its
type in the schema would let through; a range may grow with the rows that come into it.
"""

from __future__ import annotations

from motxl.i18n import N_

# One cell. What belongs to a deleted cell goes with it, or forbids it.
CELLS = {
    b"comment": "ref",
    b"threadedComment": "ref",
    b"singleXmlCell": "r",
    b"inputCells": "r",
    b"cellWatch": "r",
    b"cellSmartTags": "r",
}
# A range that must stay one, and grows with the table whose data rows it holds.
GROWING = {
    b"autoFilter": "ref",
    b"sortState": "ref",
    b"sortCondition": "ref",
    b"nsvFilter": "ref",
    b"table": "ref",
}
# A range that must stay one, and takes in only rows that come between its own.
FIXED = {b"mergeCell": "ref", b"hyperlink": "ref", b"webPublishItem": "sourceRef"}
FIXED |= {b"location": "ref"}
# Ranges separated by blanks (18.18.76 ST_Sqref); x14 has them in a child.
LISTS = {
    b"conditionalFormatting": "sqref",
    b"dataValidation": "sqref",
    b"ignoredError": "sqref",
    b"protectedRange": "sqref",
}
# Where a view stands: the nearest cell will do when its own is gone.
VIEWS = {
    b"pane": "topLeftCell",
    b"sheetView": "topLeftCell",
    b"customSheetView": "topLeftCell",
    b"sheetPr": "syncRef",
}
# Rows of a selected part of a pivot table (18.3.1.69), 0-based.
SELECTED_ROWS = ("activeRow", "previousRow")
# Ranges of the sheet that the element names (18.3.1.28, 18.10.1.95, 18.10.1.77).
OF_NAMED_SHEET = (b"dataRef", b"worksheetSource", b"rangeSet")
# Rules whose formulas count from the first of their cells.
PATTERNS = (b"conditionalFormatting", b"dataValidation")

# Elements of x14 whose cells stand in a child.
CELLS_INSIDE = (*PATTERNS, b"sparkline", b"sparklineGroup")

FORMULAS = {b"formula", b"formula1", b"formula2", b"f", b"nf"}
FORMULAS |= {b"calculatedColumnFormula", b"totalsRowFormula"}
FORMULA_ATTRIBUTES = {
    b"formControlPr": ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"),
    b"controlPr": ("linkedCell", "listFillRange"),
    b"sp": ("textlink",),
    b"cameraTool": ("cellRange",),
    b"cfvo": ("val",),
    b"parameter": ("cell",),
}
# In charts, what a filter leaves out is kept as a reference ([MS-ODRAWXML] 2.24.3.62 ff.).
REFERENCES_IN = (b"fullRef", b"formulaRef", b"levelRef")

# What goes with its cells, as in Excel.
LEAVING = {*LISTS, b"mergeCell", b"hyperlink", b"inputCells", b"cellWatch", b"cellSmartTags"}
LEAVING |= {b"autoFilter", b"sortState", b"sortCondition", b"nsvFilter", b"sparkline"}
LEAVING |= {b"comment", b"threadedComment"}
# What goes when nothing of a kind is left in it; no kind: nothing at all.
CONTAINERS: dict[bytes, bytes | None] = {
    b"mergeCells": b"mergeCell",
    b"hyperlinks": b"hyperlink",
    b"dataValidations": b"dataValidation",
    b"conditionalFormattings": b"conditionalFormatting",
    b"ignoredErrors": b"ignoredError",
    b"protectedRanges": b"protectedRange",
    b"cellWatches": b"cellWatch",
    b"smartTags": b"cellSmartTags",
    b"scenario": b"inputCells",
    b"scenarios": b"scenario",
    b"sortState": b"sortCondition",
    b"sortRule": b"sortCondition",
    b"sortRules": b"sortRule",
    b"rowBreaks": b"brk",
    b"sparklines": b"sparkline",
    b"sparklineGroup": b"sparklines",
    b"sparklineGroups": b"sparklineGroup",
    b"definedNames": b"definedName",
    b"ext": None,
    b"extLst": None,
}

ANCHORS = (b"twoCellAnchor", b"oneCellAnchor")

# What is told to be in the way.
WORDS = {
    b"conditionalFormatting": N_("a conditional format"),
    b"dataValidation": N_("a drop-down list or another check of what is typed"),
    b"ignoredError": N_("a warning that is switched off"),
    b"protectedRange": N_("a range with rights of its own"),
    b"mergeCell": N_("merged cells"),
    b"hyperlink": N_("a hyperlink"),
    b"comment": N_("a comment"),
    b"threadedComment": N_("a comment"),
    b"singleXmlCell": N_("a cell that is mapped to XML"),
    b"scenarios": N_("a scenario"),
    b"autoFilter": N_("a filter"),
    b"nsvFilter": N_("the filter of a view"),
    b"sortState": N_("the order of a filter"),
    b"webPublishItem": N_("a range that is published as a web page"),
    b"sparkline": N_("a sparkline"),
    b"sparklineGroup": N_("the dates of a group of sparklines"),
    b"table": N_("a table"),
    b"location": N_("a pivot table"),
    b"dataRef": N_("a consolidation of data"),
    b"cacheSource": N_("the source of a pivot table"),
    b"formControlPr": N_("a control"),
    b"controlPr": N_("a control"),
    b"parameter": N_("the parameter of a connection"),
    b"sp": N_("a shape"),
    b"pic": N_("a picture"),
    b"chartSpace": N_("a chart"),
}
