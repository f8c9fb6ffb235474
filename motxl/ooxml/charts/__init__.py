"""Native bar charts (ECMA-376 part 1, 21.2) put on a sheet, or in the place of an earlier one."""

from motxl.ooxml.charts.bars import BarChart, Series
from motxl.ooxml.charts.placing import put_chart

__all__ = ["BarChart", "Series", "put_chart"]
