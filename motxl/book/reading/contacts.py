"""A directory of contacts that is kept apart from the programme: a workbook, or a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.book.reading.registers import contact_of
from motxl.book.reading.unread import mark_unread
from motxl.book.reading.unseen import Area, unseen_in_values
from motxl.book.reading.values import SheetValues, Values
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Workbook
from motxl.ooxml.errors import OtherFormatError
from motxl.ooxml.opc import opening
from motxl.programme.cellvalue import CellValue
from motxl.programme.registers import Contact, Register
from motxl.programme.unseen import Unseen
from motxl.template import layout
from motxl.template.layout import ContactColumn
from motxl.template.words import open_own
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readonly import ReadOnlyWorkbook

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

    Raises ``MotxlError`` when it cannot be read, or has no row with the columns that are needed.
    """
    best: list[str] = []
    for grid in _grids(path):
        rows = grid.rows
        for number, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
            columns = _columns(row)
            known = [name for name in _NEEDED if name in columns.values()]
            if len(known) == len(_NEEDED):
                places = {name: place + 1 for place, name in columns.items()}
                read = [places[name] for name in places if name != ContactColumn.FONCTION]
                grid.mark_unread(read, number + 2)
                found = _contacts(rows[number + 1 :], columns, number + 2)
                unseen = grid.unseen(read, number + 2)
                return Register(
                    path.name, places, found, unseen=[o._replace(sheet=path.name) for o in unseen]
                )
            best = max(best, known, key=len)
    missing = [name for name in _NEEDED if name not in best]
    raise MotxlError(
        _(
            "{file} contains no contacts: the headings that motxl looks for are missing "
            "({columns})."
        ).format(file=path, columns=", ".join(missing))
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


class _Grid(NamedTuple):
    """The cells of a sheet, or of a CSV file."""

    rows: list[list[CellValue]]
    name: str = ""
    values: Values | None = None
    workbook: Workbook | ReadOnlyWorkbook | None = None

    def mark_unread(self, columns: Collection[int], first: int) -> None:
        """As in a workbook's own tables: an error under Envoi is no blank."""
        sheet = self.workbook.find_sheet(self.name) if self.workbook is not None else None
        if self.values is not None and sheet is not None:
            mark_unread(sheet, self.values, columns, first, len(self.rows))

    def unseen(self, columns: Collection[int], first: int) -> list[Unseen]:
        """What is not seen there, or struck out; where looks are not known, by its characters."""
        area = Area(self.name, columns, first, len(self.rows))
        if isinstance(self.workbook, Workbook):
            from motxl.book.reading.looks import CellLooks  # few runs need it

            return list(CellLooks(self.workbook).unseen(*area))
        return list(unseen_in_values(self.rows, area))


def _grids(path: Path) -> Iterator[_Grid]:
    """Each sheet; that of tblContacts first."""
    if path.suffix.casefold() in {".csv", ".txt"}:
        yield _Grid(_csv_rows(path))
        return
    workbook: Workbook | ReadOnlyWorkbook
    names: list[str]
    values: Values
    try:
        workbook = open_own(path)
        table = workbook.find_table(layout.CONTACTS.name)
        names = [sheet.name for sheet in workbook.sheets if sheet.is_worksheet]
        if table is not None:
            names.sort(key=lambda name: name != table.sheet.name)
        values = SheetValues(workbook)
    except OtherFormatError as refusal:
        from motxl.book.reading.readonly import ReadOnlyWorkbook  # few runs need it

        values = workbook = ReadOnlyWorkbook.open(path, refusal)
        names = [sheet.name for sheet in workbook.sheets]
    for name in names:
        yield _Grid(values.rows(name), name, values, workbook)


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
