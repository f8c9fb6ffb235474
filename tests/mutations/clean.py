"""The clean programme: the 2025 workbook with every table filled, in which nothing is left to say.

What can be corrected is corrected, what is true and meant is accepted in Contrôle.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from motxl.book.file.filebook import FileBook
from motxl.jobs.control import write
from motxl.jobs.fix import fix
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.borders import split_values
from motxl.programme.colouring import colour
from motxl.programme.model import MEMBERS
from motxl.template import layout
from motxl.template.layout import ProgrammeColumn
from motxl.template.shipped import template_path
from motxl.validation.engine import validate
from motxl.validation.rules import CODES
from tests.mutations.editing import set_value, table_of

PILOTES = ("Aurélie", "Jean", "Olivier", "Petia", "Raffaella")


@lru_cache(maxsize=1)
def clean() -> bytes:
    """The workbook's bytes. Its findings, as ``validate`` gives them, are all accepted."""
    workbook = Workbook.open(template_path("programme-2025"))
    _fill(workbook)
    book = FileBook.read(workbook)
    book.apply(colour(book.programme))
    book.reread()
    fix(book, CODES, unsafe=True)
    _name_members(book)
    book.reread()
    left = [diagnostic._replace(accepted=True) for diagnostic in validate(book.programme)]
    write(book, left, CODES)
    data = workbook.to_bytes()
    assert all(d.accepted for d in validate(FileBook.read(Workbook(data)).programme))
    return data


def _fill(workbook: Workbook) -> None:
    programme = FileBook.read(workbook).programme
    for number, entry in enumerate(programme.entries):
        set_value(workbook, entry.row, ProgrammeColumn.PILOTE, PILOTES[number * 7 % 5])
    table = table_of(workbook, layout.ADHERENTS.name)
    at = table.column("Jetons attribués")
    assert at is not None
    for row in range(table.first_data_row, table.last_data_row + 1):
        table.sheet.set_value((row, at), 10)
    events: list[list[Value]] = [
        [
            entry.ref,
            date(2025, 1, 10) + timedelta(days=20 * n),
            None,
            "jour",
            f"Forum {n}",
            None,
            None,
        ]
        for n, entry in enumerate(programme.entries[20:36])
    ]
    table_of(workbook, layout.EVENEMENTS.name).replace_rows(events)
    assert programme.registers.members is not None
    assert programme.registers.services is not None
    services = programme.registers.services.rows
    moves: list[list[Value]] = [
        [date(2025, 2, 1), member.name, services[n % 5].key, "réservé", 2, None, None, None]
        for n, member in enumerate(programme.registers.members)
    ]
    table_of(workbook, layout.SUIVI_JETONS.name).replace_rows(moves)


def _name_members(book: FileBook) -> None:
    """Every member that a text names stands under Adhérents concernés."""
    found = validate(book.programme, ["MEM505"])
    for diagnostic in found:
        entry = book.programme.entry_of_row[diagnostic.row]
        names = [*split_values(entry.text(MEMBERS)), *diagnostic.about.split(", ")]
        set_value(book.workbook, entry.row, MEMBERS, "; ".join(names))
