"""This workbook: its sheets, tables, columns and names; the builder of its templates.

``layout`` and ``shipped`` are light; only ``builder`` and what it is made of import openpyxl.
"""
