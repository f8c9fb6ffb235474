"""A directory of contacts that is kept apart from the programme: a workbook, or a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.package import Workbook, opening
from motxl.package.errors import OtherFormatError
from motxl.programme.model import CellValue
from motxl.programme.registers import Contact, Register
from motxl.richtext.normalise import normalise
from motxl.surfaces.registers import contact_of
from motxl.surfaces.values import SheetValues, Values
from motxl.workbook import layout
from motxl.workbook.layout import ContactColumn

_NEEDED = (ContactColumn.ADHERENT, ContactColumn.EMAIL, ContactColumn.ENVOI)
_ALIASES = {
    "email": ContactColumn.EMAIL,
    "mail": ContactColumn.EMAIL,
    "courriel": ContactColumn.EMAIL,
    "adresse e-mail": ContactColumn.EMAIL,
    "member": ContactColumn.ADHERENT,
}
_HEADER_SEARCH_ROWS = 20


def read_contacts(path: Path) -> Register[Contact]:
    """The contacts of a file, with the columns of ``tblContacts`` in any order; its name stands in
    the place of a sheet's.

    ``MotxlError`` when it cannot be read, or has no row with the columns that are needed.
    """
    best: list[str] = []
    for rows in _grids(path):
        for number, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
            columns = _columns(row)
            known = [name for name in _NEEDED if name in columns.values()]
            if len(known) == len(_NEEDED):
                places = {name: place + 1 for place, name in columns.items()}
                found = _contacts(rows[number + 1 :], columns, number + 2)
                return Register(path.name, places, found)
            best = max(best, known, key=len)
    missing = [name for name in _NEEDED if name not in best]
    raise MotxlError(
        _("{file} holds no contacts: no row of it names the columns {columns}.").format(
            file=path, columns=", ".join(missing)
        )
    )


def _columns(row: Sequence[CellValue]) -> dict[int, str]:
    names = {normalise(name): name for name in layout.CONTACTS.columns} | _ALIASES
    found: dict[int, str] = {}
    for place, cell in enumerate(row):
        name = names.get(normalise(cell)) if isinstance(cell, str) else None
        if name is not None and name not in found.values():
            found[place] = name
    return found


def _contacts(
    rows: Sequence[Sequence[CellValue]], columns: dict[int, str], first: int
) -> Iterator[Contact]:
    for number, row in enumerate(rows, first):
        record = {name: row[place] for place, name in columns.items() if place < len(row)}
        if any(cell not in {"", None} for cell in record.values()):
            yield contact_of(number, record)


def _grids(path: Path) -> Iterator[list[list[CellValue]]]:
    """The rows of each sheet; those of tblContacts' sheet first."""
    if path.suffix.casefold() in {".csv", ".txt"}:
        yield _csv_rows(path)
        return
    names: list[str]
    values: Values
    try:
        workbook = Workbook.open(path)
        table = workbook.table(layout.CONTACTS.name)
        names = [sheet.name for sheet in workbook.sheets if sheet.is_worksheet]
        if table is not None:
            names.sort(key=lambda name: name != table.sheet.name)
        values = SheetValues(workbook)
    except OtherFormatError as refusal:
        from motxl.surfaces.readonly import ReadOnlyWorkbook  # few runs need it

        values = other = ReadOnlyWorkbook.open(path, refusal)
        names = [sheet.name for sheet in other.sheets]
    for name in names:
        yield values.rows(name)


def _csv_rows(path: Path) -> list[list[CellValue]]:
    """Rows of a CSV file as Excel writes it: UTF-8 or Windows-1252, commas or semicolons."""
    data = opening.read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
