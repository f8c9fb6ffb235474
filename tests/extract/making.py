"""Programmes with members, and runs of ``extract`` on them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from motxl.book.file.filebook import open_book
from motxl.extract.batch import BatchResult, Options, run
from motxl.extract.making import Made, Source
from motxl.extract.readers import members_of
from motxl.ooxml import Workbook
from motxl.programme.relevance import Relevance
from motxl.template.shipped import template_path
from tests.summary.making import AXES, Rows, action, book

MEMBERS: Rows = [
    {"Clé": "SAV", "Nom": "Savoie", "Frontières": "FR-IT", "Langue": "de", "Jetons attribués": 4},
    {"Clé": "ALS", "Nom": "Alsace", "Frontières": "FR-DE"},
    {"Clé": "LIL", "Nom": "Lille", "Langue": "en"},
]
CONTACTS: Rows = [
    {"Adhérent": "SAV", "E-mail": "a@example.org", "Envoi": "À"},
    {"Adhérent": "Savoie", "E-mail": "b@example.org", "Envoi": "Cc"},
    {"Adhérent": "SAV", "E-mail": "c@example.org"},
    {"Adhérent": "ALS", "E-mail": "no address", "Envoi": "À"},
]
ENTRIES: Rows = [
    action("for Italy", Frontière="FR-IT", Calendrier="mars"),
    action("for Germany", Frontière="FR-DE"),
    action("for all (cf. Cross-border Deal thème 4)"),
]


def programme(path: Path, entries: Rows = ENTRIES, members: Rows = MEMBERS, **tables: Rows) -> Path:
    given: dict[str, Any] = {"tblContacts": CONTACTS, **tables}
    return book(path, [*AXES, *entries], tblAdherents=members, **given)


def source(path: Path, template: Path | None = None) -> Source:
    template = template or template_path("extrait")
    return Source(open_book(path).programme, template.read_bytes(), template.name)


def extract(
    path: Path,
    folder: Path,
    *keys: str,
    template: Path | None = None,
    seen: list[Made] | None = None,
    **options: Any,
) -> BatchResult:
    """Extracts of all members, or of those with these keys."""
    made_of = source(path, template)
    everyone = members_of(Relevance(made_of.programme))
    readers = [one for one in everyone if not keys or one.key in keys]
    noted: list[Made] = [] if seen is None else seen
    return run(
        made_of, folder, readers, everyone, Options(**options), path.name, on_made=noted.append
    )


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.glob("*.xlsx")}


def rows(path: Path) -> list[list[str | None]]:
    """The texts of the table of an extract."""
    table = Workbook.open(path).table("tblExtrait")
    assert table is not None
    columns = range(table.ref.first_column, table.ref.last_column + 1)
    found: dict[int, list[str | None]] = {}
    for cell in table.sheet.cells(list(columns), table.first_data_row, table.last_data_row):
        row = found.setdefault(cell.row, [None] * len(columns))
        row[cell.column - table.ref.first_column] = cell.text
    return [found[row] for row in sorted(found)]


def labels(path: Path) -> list[str | None]:
    return [row[1] for row in rows(path)]


def head(path: Path) -> list[str]:
    """The texts above the table."""
    workbook = Workbook.open(path)
    table = workbook.table("tblExtrait")
    assert table is not None
    found = table.sheet.cells([1], 1, table.ref.first_row - 1)
    return [cell.text for cell in found if cell.text]


def everything(data: bytes) -> bytes:
    """The bytes of a file, and of all that is compressed in it, parts of parts too."""
    pieces = [data]
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                pieces += [name.encode(), everything(archive.read(name))]
    return b"\n".join(pieces)


def holds(data: bytes, words: Sequence[str]) -> list[str]:
    """Which of some words are anywhere in a file, in any usual encoding."""
    whole = everything(data)
    return [
        word
        for word in words
        if any(word.encode(code) in whole for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]
