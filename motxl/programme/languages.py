"""Languages by their names, as people write them in the place of a code."""

from __future__ import annotations

from motxl.text.normalise import normalise

_NAMES = {
    "fr": ("français", "francais", "french", "französisch", "francés", "francese", "frans"),
    "en": ("anglais", "english", "englisch", "inglés", "inglese", "engels"),
    "de": ("allemand", "german", "deutsch", "alemán", "tedesco", "duits"),
    "es": ("espagnol", "spanish", "spanisch", "español", "spagnolo", "spaans", "castillan"),
    "it": ("italien", "italian", "italienisch", "italiano", "italiaans"),
    "nl": ("néerlandais", "dutch", "niederländisch", "neerlandés", "olandese", "nederlands"),
}
_OF_NAME = {normalise(name): code for code, names in _NAMES.items() for name in names}


def language_called(text: str) -> str | None:
    """The code (ISO 639-1) of a language by its name in one of the six, ``None`` for anything
    else. A feminine form is the same word: *française*."""
    key = normalise(text)
    return _OF_NAME.get(key) or _OF_NAME.get(key.removesuffix("e"))
