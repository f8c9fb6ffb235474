"""What may be in an extract: a list of all that is permitted, and everything else a refusal.

``motxl.inspection`` looks for what is known to hide things; a program of tomorrow hides them
elsewhere. Before an extract leaves the house, each member of its archive, part, relationship,
content type, element, attribute and value is therefore compared with what Excel, LibreOffice and
openpyxl write for texts, styles, tables, conditions, print settings, pictures and text boxes
(``tables``). What only looking can tell (white on white, a picture far away) is left to inspection.
"""

from motxl.inspection.permitted.judging import Permitted, refusals

__all__ = ["Permitted", "refusals"]
