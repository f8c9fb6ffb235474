"""Native bar charts (ECMA-376 part 1, 21.2): ``Sheet.put_chart`` puts one on a sheet."""

from motxl.ooxml.charts.bars import BarChart, Series

__all__ = ["BarChart", "Series"]
