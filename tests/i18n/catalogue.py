"""The French catalogue: extracted, merged and compiled with Babel.

The same messages give the same bytes, on any day and with any version of Babel: neither file holds
a date or the name of a program, and the .po has no wrapped lines and no flags that Babel would add.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motxl.validation.rules import all_rules
from tests.i18n import click_words

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "motxl" / "locale" / "fr" / "LC_MESSAGES"
PO, MO = FOLDER / "motxl.po", FOLDER / "motxl.mo"

_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_COMMENT = """# French translation of motxl.
# Copyright (C) 2026 The motxl developers, under the MIT licence.
#
# Brought up to date by: python tests/i18n/update.py
"""
_HEADERS = [
    ("Language", "fr"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
]


class _Undated(Catalog):
    """A catalogue whose header is ours alone."""

    mime_headers = property(lambda _self: _HEADERS)


def template() -> Catalog:
    """Every message of the sources, the names of the rules in words, and click's."""
    catalogue = Catalog(locale="fr", charset="utf-8")
    # Two forms, as the files say: Babel of late has a third in French, for millions.
    catalogue.mime_headers = _HEADERS
    found = extract_from_dir(ROOT / "motxl", keywords=_KEYWORDS)
    for _name, _line, message, _comments, _context in found:
        catalogue.add(message)
    for rule in all_rules():
        catalogue.add(rule.name.replace("-", " "))
    for message in (*click_words.WORDS, *click_words.PLURALS):
        catalogue.add(message)
    return catalogue


def translated() -> Catalog:
    """The catalogue as it lies in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="fr")


def up_to_date() -> Catalog:
    """The sources' messages with the translations known so far; none is guessed."""
    catalogue = template()
    known = translated() if PO.exists() else Catalog(locale="fr")
    for message in catalogue:
        old = known.get(message.id) if message.id else None
        # What was one text and has a plural now (or the reverse) is to be translated again.
        if old is not None and old.pluralizable == message.pluralizable:
            message.string = old.string
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    for message in catalogue:
        message.flags.clear()
    written = io.BytesIO()
    write_po(written, catalogue, sort_output=True, omit_header=True, no_location=True, width=0)
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in _HEADERS)
    return f'{_COMMENT}msgid ""\nmsgstr ""\n{header}\n'.encode() + written.getvalue()


def as_mo(po: bytes) -> bytes:
    catalogue = _Undated(locale="fr", charset="utf-8")
    for message in read_po(io.BytesIO(po), locale="fr"):
        if message.id:
            catalogue.add(message.id, message.string)
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()
