"""Checking a programme that goes over several sheets, or has a column for each level."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from motxl.a1 import from_a1
from motxl.programme.model import Programme
from motxl.programme.spread import is_spread_row
from motxl.validation.diagnostics import Diagnostic

Check = Callable[[Programme, Iterable[str]], list[Diagnostic]]

_OF_A_SHEET = "STR"
"""The family of rules that look at a sheet as it is, and not at what its rows say"""


def validate_spread(programme: Programme, codes: Iterable[str], check: Check) -> list[Diagnostic]:
    """Everything that the rules find in a spread programme, each at its cell, and without a fix:
    what is read of several sheets is written one sheet at a time."""
    every = list(codes)
    whole = [code for code in every if not code.startswith(_OF_A_SHEET)]
    found = [_placed(one, programme) for one in check(programme, whole)]
    sheets = [code for code in every if code.startswith(_OF_A_SHEET)]
    for part in programme.parts:
        found += (one._replace(fix=None) for one in check(part, sheets))
    spread = programme.spread
    order = {name: n for n, name in enumerate(spread.sheets if spread else ())}
    found.sort(
        key=lambda d: (order.get(d.sheet, len(order)), d.sheet, not d.row, d.row, -d.severity)
    )
    return found


def _placed(one: Diagnostic, programme: Programme) -> Diagnostic:
    """A finding at the cell where its entry really stands."""
    spread = programme.spread
    assert spread is not None  # it is one of a spread programme
    message, suggestion = spread.in_words(one.message), one.suggestion
    if suggestion is not None:
        suggestion = spread.in_words(suggestion)
    one = one._replace(message=message, suggestion=suggestion, fix=None)
    if not is_spread_row(one.row):
        return one
    column = _column(one.cell) if one.cell else 1
    place = spread.at(one.row, column)
    return one._replace(sheet=place.sheet, cell=place.cell if one.cell else None, row=place.row)


def _column(cell: str) -> int:
    """The column of a cell whose row no sheet has."""
    return from_a1(cell.rstrip("0123456789") + "1")[1]
