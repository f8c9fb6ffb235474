"""Lossless editing of any .xlsx, .xlsm, .xltx or .xltm package; knows nothing of MOT.

What is not edited is copied as the bytes it was; what is edited is spliced, never serialised
again. From the bottom: ``container`` (zip), ``opc`` (parts, relationships), ``scan`` (XML by
offset), ``rows`` and ``cells``, ``strings`` and ``rich``, ``styles`` and ``palette``, ``sheet``,
``tables``, ``workbook``, ``saving`` and ``backups``; ``structure`` (rows that move, and all that
names them) and ``grafting`` (sheets of other workbooks) beside them.
"""

from motxl.package.sheet import Sheet
from motxl.package.tables import Table
from motxl.package.textcells import TextCell
from motxl.package.values import ColouredText, Value
from motxl.package.workbook import Workbook

__all__ = ["ColouredText", "Sheet", "Table", "TextCell", "Value", "Workbook"]
