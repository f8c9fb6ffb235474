"""French and English: the code speaks English, catalogues translate it.

``_`` translates at once; ``N_`` marks a text that is translated when it is shown.
"""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path

LANGUAGES = ("fr", "en")

_LOCALE = Path(__file__).with_name("locale")
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def system_language() -> str:
    """``fr`` where the machine's language is French, else ``en``. ``MOTXL_LANG`` comes first."""
    chosen = os.environ.get("MOTXL_LANG", "").strip().lower()[:2]
    if chosen in LANGUAGES:
        return chosen
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    if sys.platform == "win32":
        import ctypes

        # The low ten bits of a LANGID are the primary language; 0x0C is French.
        langid = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "fr" if langid & 0x3FF == 0x0C else "en"
    return "en"


def set_language(language: str) -> None:
    """Everything shown from now on is in ``fr`` or ``en``."""
    global _current, _language  # noqa: PLW0603 - one language for the whole process
    _language = language if language in LANGUAGES else "en"
    _current = gettext.translation("motxl", _LOCALE, languages=[_language], fallback=True)


def language() -> str:
    return _language


def _(message: str) -> str:
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    return _current.ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    return message
