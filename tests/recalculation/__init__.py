"""Rows come, go and move, and a program that is not ours recalculates: promise 9 of DESIGN.md.

LibreOffice opens each workbook before and after. What it then says of a formula must be what it
said before (first oracle), and where it inserts or deletes the same rows itself, formulas, names,
rules, lists, charts, pivots and the rest must read the same (second oracle).
"""
