"""Lossless editing of any .xlsx, .xlsm, .xltx or .xltm package; knows nothing of MOT.

What is not edited is copied as the bytes it was; what is edited is spliced, never serialised
again. From the bottom: ``container`` (zip), ``opc`` (parts, relationships), ``scan`` (XML by
offset), ``rows`` and ``cells``, ``strings`` and ``rich``, ``styles`` and ``palette``, ``sheet``,
``tables``, ``workbook``, ``saving`` and ``backups``; ``structure`` (rows that move, and all that
names them) and ``grafting`` (sheets of other workbooks) beside them.
"""

from motxl.ooxml.looks.textcells import TextCell
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.table import Table
from motxl.ooxml.values import ColouredText, Value
from motxl.ooxml.workbook import Workbook

__all__ = ["ColouredText", "Sheet", "Table", "TextCell", "Value", "Workbook"]
