"""Slips of a hand in every column of every table of ours: which are told, which change nothing.

``python -m tests.columns`` prints the table: columns by slips, each with the rules that tell it,
``=`` where nothing that motxl makes of the workbook changes, or ``!`` where something does and
nobody says so.
"""
