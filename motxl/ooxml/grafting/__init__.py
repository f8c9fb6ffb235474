"""Sheets taken from one package into another, with all that they need.

``ordered`` puts elements where their schema wants them, ``styleimport`` and ``sheetimport`` turn
indices of one workbook into those of the other, ``parts`` copies the parts that a sheet leads to,
``graft`` does the whole.
"""
