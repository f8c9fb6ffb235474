"""French and English: the code speaks English, a catalogue translates it.

``_`` translates at once; ``N_`` marks a text that is translated when it is shown.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Protocol, Self

from motxl.catalogue import Catalogue
from motxl.controls import MARK, on_one_line

LANGUAGES = ("fr", "en")


class Names(Protocol):
    """What a workbook calls things otherwise than motxl does."""

    def in_text(self, text: str, language: str, *, braces: bool = False) -> str:
        """A text of motxl, in French or English, with the workbook's names; with ``braces``, those
        of names are doubled."""

    def value(self, text: str, placeholder: str) -> str:
        """A value that is put into a text, in the place of this placeholder: the workbook's name,
        where it is a name of ours."""

    def in_cell(self, text: str, table: str, column: str, row: Mapping[str, object] | None) -> str:
        """As the cells of a column write it."""

    def meant(self, text: str) -> str:
        """The reverse, of what somebody writes."""

    def printed(self, text: str) -> str:
        """What is printed, with the names in it that can be nothing else."""

    def named(self, data: object, key: str = "") -> object:
        """What JSON holds, of a key, with the workbook's names."""


_wording: Mapping[str, str] = {}
_names: Names | None = None
_said: dict[tuple[str, str], Sentence] = {}
"""Texts with the names of this workbook, by their language and what they were"""
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def system_language() -> str:
    """``fr`` where the machine's language is French, else ``en``. ``MOTXL_LANG`` comes first."""
    return language_of_system()[0]


def language_of_system() -> tuple[str, str]:
    """``fr`` or ``en``, as ``system_language`` gives it, and the name of what says so: a variable,
    ``Windows``, or nothing."""
    chosen = os.environ.get("MOTXL_LANG", "").strip().lower()[:2]
    if chosen in LANGUAGES:
        return chosen, "MOTXL_LANG"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "fr" if value.lower().startswith("fr") else "en", variable
    if sys.platform == "win32":
        import ctypes

        # The low ten bits of a LANGID are the primary language; 0x0C is French.
        langid = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "fr" if langid & 0x3FF == 0x0C else "en", "Windows"
    return "en", ""


def set_language(language: str) -> None:
    """Everything shown from now on is in ``fr`` or ``en``."""
    global _current, _language  # noqa: PLW0603 - one language for the whole process
    _language = language if language in LANGUAGES else "en"
    _current = catalogue(_language)


@cache
def catalogue(language: str, domain: str = "motxl") -> gettext.NullTranslations:
    """The texts of a language, by what they are in English: those that motxl says (``motxl``), or
    those of extracts. Raises ``OSError`` for a language that it has not."""
    if language == "en":
        return gettext.NullTranslations()
    # Not gettext.translation(): finding a catalogue that way imports locale, which costs 10 ms.
    folder = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib: 7 ms
    path = os.path.join(folder, "locale", language, "LC_MESSAGES", f"{domain}.mo")  # noqa: PTH118
    with open(path, "rb") as file:  # noqa: PTH123
        return Catalogue(file)


def speak_for_click() -> None:
    """Have click's own words (Usage, Options, errors) translated by our catalogue.

    click takes them from the standard ``gettext``, whose catalogue it does not ship. To be called
    before click is imported, by the command line only.
    """
    gettext.gettext = _
    gettext.ngettext = ngettext  # type: ignore[assignment]


def language() -> str:
    return _language


class Sentence(str):
    """A translated text. A value that is put into it stays within its line: the name of a file or
    a member with a line break in it could else say something in motxl's name."""

    __slots__ = ("_to_fill",)
    _to_fill: str

    def __new__(cls, text: str, to_fill: str | None = None) -> Self:
        """``to_fill`` is the text with doubled braces, where it has some that are no places of
        values."""
        made = super().__new__(cls, text)
        made._to_fill = str(text) if to_fill is None else to_fill
        return made

    def format(self, *values: object, **named: object) -> str:
        return self._to_fill.format(
            *map(_within_its_line, values),
            **{name: _within_its_line(value, name) for name, value in named.items()},
        )


def _within_its_line(value: object, called: str = "") -> object:
    if isinstance(value, str):
        return on_one_line(value if _names is None else _names.value(value, called))
    # What has no format of its own, as paths and errors, is put in as its text.
    if type(value).__format__ is object.__format__:
        return on_one_line(str(value))
    return value


@contextmanager
def worded(wording: Mapping[str, str]) -> Iterator[None]:
    """While a door is open that is no terminal, texts that name commands are other texts, which
    name what this door has: by the English text (of two forms the singular), another one that is
    in the catalogue too. Values that this one has no place for are left out."""
    global _wording  # noqa: PLW0603 - one door for the whole process, as one language
    before, _wording = _wording, wording
    try:
        yield
    finally:
        _wording = before


def call_things(names: Names | None) -> None:
    """From now on texts name sheets, columns and values as a workbook does; ``None``: as motxl
    does. Whoever opens a workbook says it, so that the last one decides."""
    global _names  # noqa: PLW0603 - one workbook is spoken of at a time
    _names = names
    _said.clear()


def called(text: str) -> str:
    """A name as the workbook has it that is spoken of, for what is printed outside a text."""
    return text.removesuffix(MARK) if _names is None else _names.value(text, "")


def has_names() -> bool:
    """Whether a workbook is spoken of that calls things otherwise than motxl does."""
    return _names is not None


def in_cell(text: str, table: str, column: str, row: Mapping[str, object] | None = None) -> str:
    """The text of a cell as the workbook that is spoken of writes it in this column (ours, of a
    table; of the programme's own where that is empty). ``row`` is all that the row holds, by our
    columns, where that decides."""
    return text if _names is None else _names.in_cell(text, table, column, row)


def printed(text: str) -> str:
    """What is printed, with the names of the workbook that is spoken of."""
    return text if _names is None else _names.printed(text)


def named(data: object) -> object:
    """What JSON is to hold, with the names of the workbook that is spoken of."""
    return data if _names is None else _names.named(data)


@contextmanager
def in_our_names() -> Iterator[None]:
    """While this lasts, no workbook is spoken of: what is shown of several has the names of each
    already."""
    global _names  # noqa: PLW0603 - one workbook is spoken of at a time
    before, _names = _names, None
    try:
        yield
    finally:
        _names = before


def meant(text: str) -> str:
    """What whoever writes it means by the name of a sheet, a column or a value: ours where the
    workbook that is spoken of has another one."""
    return text if _names is None else _names.meant(text)


def _(message: str) -> str:
    return _sentence(_current.gettext(_wording.get(message, message))) if message else ""


def _sentence(text: str) -> Sentence:
    if _names is None:
        return Sentence(text)
    key = _language, text
    if key not in _said:
        made = _names.in_text(text, _language)
        same = all(made.count(one) == text.count(one) for one in "{}")
        _said[key] = Sentence(made, None if same else _names.in_text(text, _language, braces=True))
    return _said[key]


def ngettext(singular: str, plural: str, number: float) -> str:
    """The form for a number. One and a half jetons are singular in French, plural in English."""
    if singular in _wording:
        return _(singular)
    size = abs(number)
    whole = int(size) if _language == "fr" or size == int(size) else 2
    return _sentence(_current.ngettext(singular, plural, whole))


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    return message
