"""Native pivot tables, written with the cells that they show (ECMA-376 part 1, 18.10).

From the bottom: ``source`` (columns of a table as a cache has them), ``layout`` (what is asked of
a pivot table), ``crosstab`` (its numbers), ``cache`` and ``definition`` (the parts), ``shown`` (the
cells), ``placing`` (all of it put into a workbook, or into the place of what was there).
"""

from motxl.ooxml.pivots.crosstab import Crosstab
from motxl.ooxml.pivots.layout import DataField, PivotLayout
from motxl.ooxml.pivots.source import PivotSource

__all__ = ["Crosstab", "DataField", "PivotLayout", "PivotSource"]
