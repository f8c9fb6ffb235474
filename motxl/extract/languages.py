"""The languages that extracts are written in: those of members, not of whoever runs the command."""

from __future__ import annotations

import gettext

from motxl.i18n import catalogue
from motxl.template.layout import LANGUES

DEFAULT = "fr"
DOMAIN = "extract"
"""The catalogues are called so: ``motxl/locale/*/LC_MESSAGES/extract.po``"""


def code_of(language: str) -> str:
    """``de`` of ``de``, ``de-CH`` or ``DE``; French for a language that is not among ours."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return code if code in LANGUES.values else DEFAULT


def texts_in(language: str) -> gettext.NullTranslations:
    """The texts of extracts in one of our languages, by what they are in English."""
    return catalogue(language, DOMAIN)
