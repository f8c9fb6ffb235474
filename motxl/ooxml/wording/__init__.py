"""A workbook that calls its sheets, columns and values otherwise than its readers do.

A ``Wording`` says what is called how; a ``WordedWorkbook`` shows a package as if it were written in
the readers' words, and is saved in its own.
"""

from motxl.controls import MARK
from motxl.ooxml.wording.words import Exchange, Keyed, SameWordError, Wording
from motxl.ooxml.wording.workbook import WordedWorkbook, in_own_words

__all__ = [
    "MARK",
    "Exchange",
    "Keyed",
    "SameWordError",
    "WordedWorkbook",
    "Wording",
    "in_own_words",
]
