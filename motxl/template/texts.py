"""What people read in a workbook that motxl makes: titles, helps, captions, notes, in a language.

Names that code finds things by, and values that staff choose from, are no texts: they stand in
``motxl.template.layout``. What they are in a workbook of another language, ``motxl.template.mots``
says.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from motxl.i18n import N_, catalogue
from motxl.programme.features import EVERY, Features

if TYPE_CHECKING:
    from motxl.text.ownnames import OwnNames

LANGUAGE = "fr"
"""Of workbooks that do not say another one"""
LANGUAGES = (LANGUAGE, "en", "de")
"""Those in which a workbook can be made"""
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

FINISHED_STATE = N_("State whose actions are finished; next year's workbook does not have them.")
"""What stands beside a key of Paramètres that only some workbooks have"""

Say = Callable[[str], str]
"""Gives a text of the code, in English, in the workbook's language"""


def texts_in(language: str) -> Say:
    """The texts of a language, which call sheets, columns and values as its workbooks do. Raises
    ``OSError`` for one that has no catalogue."""
    say = catalogue(language, DOMAIN).gettext
    if language not in LANGUAGES[1:]:
        return say
    called = own_names(language)
    return lambda message: called.in_text(say(message))


@cache
def own_names(language: str) -> OwnNames:
    """What workbooks that are made in a language, other than French, call things."""
    from motxl.ooxml.wording import Wording  # most workbooks are in French
    from motxl.template.mots import mots_of
    from motxl.text.ownnames import OwnNames

    mots = mots_of(language)
    assert mots is not None
    words = Wording(mots.sheets, {"": mots.columns}, mots.values)
    return OwnNames(words.names, mots.sheets, words.said_values)
