"""The French catalogue: extracted, merged and compiled with Babel.

``python -m tests.i18n.catalogue`` brings the .po and the .mo up to date with the sources and says
what is not translated yet.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "motxl" / "locale" / "fr" / "LC_MESSAGES"
PO, MO = FOLDER / "motxl.po", FOLDER / "motxl.mo"

_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_HEADER = """# French translation of motxl.
# Copyright (C) 2026 The motxl developers, under the MIT licence.
#"""

# What click itself says to people; its words are looked up in our catalogue.
CLICK = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "No such option: {name}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Option {name!r} requires an argument.",
    "Option {name!r} does not take a value.",
    "default: {default}",
    "required",
    "Aborted!",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
)
CLICK_PLURALS = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Did you mean {possibility}?", "(Possible options: {possibilities})"),
)


def template() -> Catalog:
    """Every message of the sources, and click's."""
    catalogue = Catalog(locale="fr", project="motxl", version="", charset="utf-8")
    found = extract_from_dir(ROOT / "motxl", keywords=_KEYWORDS)
    for name, line, message, _comments, _context in found:
        catalogue.add(message, None, [(f"motxl/{Path(name).as_posix()}", line)])
    for message in (*CLICK, *CLICK_PLURALS):
        catalogue.add(message, None, [("click", 1)])
    return catalogue


def translated() -> Catalog:
    """The catalogue as it lies in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="fr")


def as_po(catalogue: Catalog) -> bytes:
    """The .po without dates: the same messages give the same bytes."""
    catalogue.header_comment = _HEADER
    written = io.BytesIO()
    write_po(written, catalogue, sort_output=True, omit_header=True, no_location=True, width=96)
    head = _HEADER + (
        '\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def as_mo(po: bytes) -> bytes:
    catalogue = read_po(io.BytesIO(po), locale="fr")
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def up_to_date() -> Catalog:
    """The sources' messages with the translations known so far; none is guessed."""
    catalogue = template()
    known = translated() if PO.exists() else Catalog(locale="fr")
    for message in catalogue:
        if message.id and (old := known.get(message.id)) is not None:
            message.string = old.string
    return catalogue


def main() -> int:
    catalogue = up_to_date()
    po = as_po(catalogue)
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po)
    MO.write_bytes(as_mo(po))
    missing = [m.id for m in catalogue if m.id and not (m.string and all(m.string))]
    for message in missing:
        sys.stdout.write(f"not translated: {message}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
