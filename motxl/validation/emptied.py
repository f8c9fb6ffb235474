"""Columns of the programme in which nothing stands, though the workbook says that something did."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import _
from motxl.programme.model import BORDER, TYPE, Programme
from motxl.template.layout import ProgrammeColumn
from motxl.validation.diagnostics import Severity


def emptied(programme: Programme) -> Iterator[tuple[str, str, Severity]]:
    """Each such column, what follows from it, and how much it matters: Type in any workbook that
    was made from the template; Frontière where members have borders of theirs; Pilote where the
    requests of jetons name some."""
    registers = programme.registers
    is_ours = programme.table is not None and registers.parameters is not None
    if not is_ours or not any(entry.key for entry in programme.entries):
        return
    if _is_empty(programme, TYPE):
        said = _(
            "The column {column} is empty in all rows: the first row of each code is read as "
            "the heading of that code."
        )
        yield TYPE, said.format(column=TYPE), Severity.WARNING
    if _is_empty(programme, BORDER) and any(one.borders for one in registers.members or ()):
        said = _(
            "The column {column} is empty in all rows: no row is linked to members by "
            "their borders."
        )
        yield BORDER, said.format(column=BORDER), Severity.INFO
    pilot = ProgrammeColumn.PILOTE
    if _is_empty(programme, pilot) and any(one.pilot for one in registers.moves or ()):
        said = _(
            "The column {column} is empty in all rows, although requests for jetons have a Pilote."
        )
        yield pilot, said.format(column=pilot), Severity.INFO


def _is_empty(programme: Programme, column: str) -> bool:
    return programme.has(column) and not programme.filled(column)
