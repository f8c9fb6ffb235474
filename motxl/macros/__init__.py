"""Macros and the ribbon: into an Excel add-in, or into a macro-enabled copy of a workbook.

The VBA project is read and written by pyOpenVBA, everything around it by ``motxl.ooxml``.
"""
