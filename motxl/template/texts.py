"""What people read in a workbook that motxl makes: titles, helps, captions, notes, in a language.

Names that code finds things by, and values that staff choose from, are no texts: they stand in
``motxl.template.layout`` and are the same in each workbook.
"""

from __future__ import annotations

from collections.abc import Callable

from motxl.i18n import N_, catalogue

LANGUAGE = "fr"
"""Of the workbooks that are made today"""
DOMAIN = "workbook"
"""The catalogues are called so: ``motxl/locale/*/LC_MESSAGES/workbook.po``"""

ORGANISATION = N_("Transfrontier Operational Mission")
"""Whose programme it is: stands above each page, and under its messages"""

OWN_COLUMN = N_("Column {letters}")
"""The name of a column that comes from a workbook where nothing stood above it"""

Say = Callable[[str], str]
"""Gives a text of the code, in English, in the workbook's language"""


def texts_in(language: str) -> Say:
    """The texts of a language. Raises ``OSError`` for one that has no catalogue."""
    return catalogue(language, DOMAIN).gettext
