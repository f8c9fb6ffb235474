"""What breaks the plan and is known. A name that is mended makes the tests fail until it goes."""

UP: set[str] = set()
"""Imports from one floor to another that do not go down, and names that stand on no floor."""

UP_IN_OOXML: set[str] = set()

EMPTY: set[str] = set()
"""Floors of the plan that nothing stands on yet."""

EMPTY_IN_OOXML: set[str] = set()

IN_A_CIRCLE: set[str] = set()

MANY_THINGS = {
    *("Book", "Font", "Sheet", "Table"),  # the engine of xlwings has these names
    *("BusyError", "Cells", "RefusedError"),  # the bridge runs in a process of its own
}
"""Names that more than one class of the package has."""

LONG: set[str] = set()
"""Files that are too long to be read in one sitting."""
