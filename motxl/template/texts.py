"""What people read in a workbook that motxl makes: titles, helps, captions, notes, in a language.

Names that code finds things by, and values that staff choose from, are no texts: they stand in
``motxl.template.layout`` and are the same in each workbook.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from motxl.i18n import N_, catalogue
from motxl.programme.features import EVERY, Features

LANGUAGE = "fr"
"""Of the workbooks that are made today"""
DOMAIN = "workbook"
"""The catalogues are called so: ``motxl/locale/*/LC_MESSAGES/workbook.po``"""

ORGANISATION = N_("Transfrontier Operational Mission")
"""Whose programme it is where a workbook does not say it: stands above each page, and under its
messages"""


class Making(NamedTuple):
    """What a workbook is made with."""

    features: Features = EVERY
    organisation: str | None = None
    """Its name, empty where it is not known; ``None``: ``ORGANISATION``, and Paramètres need not
    say it"""

    def of_whom(self, say: Say) -> str:
        """The name that stands in the workbook."""
        return name_of(self.organisation, say)


USUAL = Making()


def name_of(organisation: str | None, say: Say) -> str:
    """An organisation as pages name it; ``None`` is the usual one."""
    return say(ORGANISATION) if organisation is None else organisation


OWN_COLUMN = N_("Column {letters}")
"""The name of a column that comes from a workbook where nothing stood above it"""

Say = Callable[[str], str]
"""Gives a text of the code, in English, in the workbook's language"""


def texts_in(language: str) -> Say:
    """The texts of a language. Raises ``OSError`` for one that has no catalogue."""
    return catalogue(language, DOMAIN).gettext
