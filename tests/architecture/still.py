"""What breaks the plan and is known. A name that is mended makes the tests fail until it goes."""

UP = {
    "cli -> colour",
    "cli -> demo",
    "cli -> listing",
    "colour",
    "demo",
    "files -> ooxml",
    "importers -> colour",
    "listing",
}
"""Imports from one floor to another that do not go down, and names that stand on no floor."""

UP_IN_OOXML = {
    "attempt -> workbook",
    "cells -> sheet",
    "cells -> workbook",
    "charts -> sheet",
    "charts -> workbook",
    "grafting -> sheet",
    "grafting -> workbook",
    "pivots -> sheet",
    "pivots -> workbook",
    "rows -> grafting",
    "rows -> sheet",
    "rows -> table",
    "rows -> workbook",
    "sheet -> sheetreading",
    "sheetreading",
    "stencil -> workbook",
    "table -> sheet",
    "table -> workbook",
}

EMPTY = {"page"}
"""Floors of the plan that nothing stands on yet."""

EMPTY_IN_OOXML = {"document", "tablepart"}

IN_A_CIRCLE = {
    "motxl.files.backups",
    "motxl.files.saving",
    "motxl.ooxml.attempt",
    "motxl.ooxml.cells.colouringmany",
    "motxl.ooxml.cells.computing",
    "motxl.ooxml.grafting.graft",
    "motxl.ooxml.grafting.workbookpart",
    "motxl.ooxml.rows.arranging",
    "motxl.ooxml.rows.filling",
    "motxl.ooxml.rows.growing",
    "motxl.ooxml.rows.names",
    "motxl.ooxml.rows.obstacles",
    "motxl.ooxml.rows.shift",
    "motxl.ooxml.rows.tablerows",
    "motxl.ooxml.sheet",
    "motxl.ooxml.sheetreading",
    "motxl.ooxml.table",
    "motxl.ooxml.workbook",
}

MANY_THINGS = {
    "Asked", "Book", "BusyError", "Cell", "Cells", "Change", "Check", "Connection", "Contact",
    "Content", "Font", "Format", "Gone", "GoneError", "Known", "Line", "Look", "Looks",
    "Member", "Obstacle", "Owner", "Palette", "Place", "Progress", "Reference", "RefusedError",
    "Register", "Result", "Rows", "SharedStrings", "Sheet", "Shown", "Source", "State",
    "Surface", "Table", "TableRows", "Text",
}  # fmt: skip
"""Names that more than one class of the package has."""

LONG = {"motxl/book/reading/reader.py", "motxl/ooxml/sheet.py"}
"""Files that are too long to be read in one sitting."""
