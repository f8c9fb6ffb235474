"""The catalogues: extracted, merged and compiled with Babel.

``motxl`` is what motxl says, in French; ``workbook`` what it writes into workbooks and the page of
Synthèse, in French; ``extract`` what stands in extracts and messages, in the languages of members.

The same messages give the same bytes, on any day and with any version of Babel: no file holds a
date or the name of a program, and the .po has no wrapped lines and no flags that Babel would add.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motxl.validation.rules import all_rules
from tests.i18n import click_words

ROOT = Path(__file__).parents[2]
_SHEETS = ROOT / "motxl" / "template" / "sheets"
FRENCH, OTHERS = "nplurals=2; plural=(n > 1);", "nplurals=2; plural=(n != 1);"
"""French has the singular for none too"""


class Kept(NamedTuple):
    """A catalogue in the repository: of which texts, and in which language."""

    domain: str
    language: str
    plural: str = OTHERS

    @property
    def folder(self) -> Path:
        return ROOT / "motxl" / "locale" / self.language / "LC_MESSAGES"

    @property
    def po(self) -> Path:
        return self.folder / f"{self.domain}.po"

    @property
    def mo(self) -> Path:
        return self.folder / f"{self.domain}.mo"

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", self.language),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural),
        ]

    @property
    def comment(self) -> str:
        name = {"fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "nl": "Dutch"}
        what = {
            "motxl": "motxl",
            "workbook": "what motxl writes into workbooks",
            "extract": "what motxl writes into extracts",
        }[self.domain]
        return f"""# {name[self.language]} translation of {what}.
# Copyright (C) 2026 The motxl developers, under the MIT licence.
#
# Brought up to date by: python tests/i18n/update.py
"""


MOTXL = Kept("motxl", "fr", FRENCH)
WORKBOOK = Kept("workbook", "fr", FRENCH)
EXTRACTS = (
    Kept("extract", "fr", FRENCH),
    *(Kept("extract", one) for one in ("de", "es", "it", "nl")),
)
WORKBOOKS = (WORKBOOK, Kept("workbook", "de"))
KEPT = (MOTXL, *WORKBOOKS, *EXTRACTS)
"""All of them"""
_SOURCES = {
    "extract": ("extract/labels.py", "extract/words.py"),
    "workbook": (
        *("template/texts.py", "template/laying.py", "template/examples.py"),
        "comparison/sheet.py",
        *("template/layout/synthese.py", "summary/texts.py"),
        *(f"template/sheets/{path.name}" for path in sorted(_SHEETS.glob("*.py"))),
    ),
}
"""Whose texts are not motxl's own, by the domain of their catalogue"""
_METHODS = [
    *((name, "ignore") for names in _SOURCES.values() for name in names),
    ("**.py", "python"),
]
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "Plural": (1, 2)}


def _as_written(kept: Kept) -> Catalog:
    catalogue = Catalog(locale=kept.language, charset="utf-8")
    # Two forms, as the files say: Babel of late has a third in French, for millions.
    catalogue.mime_headers = kept.headers
    return catalogue


def template(kept: Kept = MOTXL) -> Catalog:
    """Every message of the sources; of motxl's own, also the rules' names, and click's."""
    catalogue = _as_written(kept)
    if kept.domain != "motxl":
        keywords = {**_KEYWORDS, "say": None}
        for name in _SOURCES[kept.domain]:
            path = ROOT / "motxl" / name
            for _line, message, _comments, _context in extract_from_file("python", path, keywords):
                catalogue.add(message)
        return catalogue
    for _name, _line, message, _comments, _context in extract_from_dir(
        ROOT / "motxl", _METHODS, keywords=_KEYWORDS
    ):
        catalogue.add(message)
    for rule in all_rules():
        catalogue.add(rule.words or rule.name.replace("-", " "))
    for message in (*click_words.WORDS, *click_words.PLURALS):
        catalogue.add(message)
    return catalogue


def translated(kept: Kept = MOTXL) -> Catalog:
    """The catalogue as it lies in the repository."""
    with kept.po.open("rb") as file:
        return read_po(file, locale=kept.language)


def up_to_date(kept: Kept = MOTXL) -> Catalog:
    """The sources' messages with the translations known so far; none is guessed."""
    catalogue = template(kept)
    known = translated(kept) if kept.po.exists() else Catalog(locale=kept.language)
    for message in catalogue:
        old = known.get(message.id) if message.id else None
        # What was one text and has a plural now (or the reverse) is to be translated again.
        if old is not None and old.pluralizable == message.pluralizable:
            message.string = old.string
    return catalogue


def as_po(catalogue: Catalog, kept: Kept = MOTXL) -> bytes:
    for message in catalogue:
        message.flags.clear()
    written = io.BytesIO()
    write_po(written, catalogue, sort_output=True, omit_header=True, no_location=True, width=0)
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in kept.headers)
    return f'{kept.comment}msgid ""\nmsgstr ""\n{header}\n'.encode() + written.getvalue()


def as_mo(po: bytes, kept: Kept = MOTXL) -> bytes:
    catalogue = _Undated(locale=kept.language, charset="utf-8")
    catalogue.own_headers = kept.headers
    for message in read_po(io.BytesIO(po), locale=kept.language):
        if message.id:
            catalogue.add(message.id, message.string)
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


class _Undated(Catalog):
    """A catalogue whose header is ours alone."""

    own_headers: list[tuple[str, str]]
    mime_headers = property(lambda self: self.own_headers)
