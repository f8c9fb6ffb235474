"""Findings chosen by where they stand: ``--only B22,A30``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange, from_a1
from motxl.errors import UsageError
from motxl.i18n import _, meant
from motxl.text.normalise import normalise
from motxl.validation.diagnostics import Diagnostic

_ROWS = re.compile(r"([1-9][0-9]{0,6})(?::([1-9][0-9]{0,6}))?\Z")
# A name between apostrophes may hold a comma, and an apostrophe of its own twice.
_PLACE = re.compile(r"(?:'(?:[^']|'')*'|[^,;'])+|'")


class Place(NamedTuple):
    """Cells of one sheet, or of whichever sheet has findings there."""

    text: str
    """As it was asked for"""
    sheet: str | None
    cells: CellRange

    def holds(self, found: Diagnostic) -> bool:
        if found.cell is None or (
            self.sheet and normalise(meant(self.sheet)) != normalise(found.sheet)
        ):
            return False
        return any(self.cells.contains(*from_a1(cell)) for cell in (found.cell, *found.also))


class Chosen:
    """The findings that stand at some places, known again after rows have moved."""

    def __init__(self, places: Sequence[Place], found: Iterable[Diagnostic]) -> None:
        """Raises ``UsageError`` for a place at which nothing was found, and for one without the
        name of its sheet at which something was found on several."""
        self._places = places
        here: list[Diagnostic] = []
        others: set[str] = set()
        sheets: dict[Place, set[str]] = {place: set() for place in places}
        for one in found:
            holding = [place for place in places if place.holds(one)]
            for place in holding:
                sheets[place].add(one.sheet)
            if holding:
                here.append(one)
            else:
                others.add(one.fingerprint)
        _refuse_unclear(sheets)
        # What is found twice in the same words is known by its place alone.
        self._surely = {one.fingerprint for one in here} - others

    def holds(self, found: Diagnostic, *, moved: bool) -> bool:
        """Whether it is one of them. As long as no row has ``moved``, what comes to light at these
        places by a correction is one of them too."""
        if moved:
            return found.fingerprint in self._surely
        return any(place.holds(found) for place in self._places)


def places_of(texts: Iterable[str]) -> list[Place]:
    """``B22``, ``A30:B34``, the rows ``22`` or ``22:30``, each after ``Sheet!`` or not, parted by
    commas. Raises ``UsageError`` for what is no such place."""
    found = [_place(one.strip()) for text in texts for one in _PLACE.findall(text) if one.strip()]
    if not found:
        raise UsageError(
            _(
                "The option --only gives no cell: write --only B22, for example, "
                "or --only B22,A30:A34."
            )
        )
    return found


def _place(text: str) -> Place:
    name, mark, cells = text.rpartition("!")
    name = name.strip()
    if len(name) > 1 and name.startswith("'") and name.endswith("'"):
        name = name[1:-1].replace("''", "'")
    sheet = name or None
    if not mark or name:
        if rows := _ROWS.match(cells.strip()):
            first, last = sorted((int(rows[1]), int(rows[2] or rows[1])))
            if last <= MAX_ROW:
                return Place(text, sheet, CellRange(first, 1, last, MAX_COLUMN))
        try:
            return Place(text, sheet, CellRange.parse(cells.strip()))
        except ValueError:
            pass
    raise UsageError(
        _(
            "“{text}” is not a place in a workbook: write a cell (B22), cells (A30:B34), a "
            "row (22) or rows (22:30), preceded by the name of the sheet if needed "
            "(Adhérents!C4)."
        ).format(text=text)
    )


def _refuse_unclear(sheets: dict[Place, set[str]]) -> None:
    nothing = [place.text for place, names in sheets.items() if not names]
    if nothing:
        raise UsageError(
            _("Nothing was found at {places}: nothing was done.").format(places=", ".join(nothing))
        )
    for place, names in sheets.items():
        if len(names) > 1:
            named = ", ".join(_named(place.text, sorted(names)))
            raise UsageError(
                _(
                    "{place} has findings in several sheets: indicate the sheet, as in {named}."
                ).format(place=place.text, named=named)
            )


def _named(text: str, sheets: Iterable[str]) -> Iterator[str]:
    for sheet in sheets:
        yield with_sheet(text, sheet)


def with_sheet(cell: str, sheet: str) -> str:
    """The cell with its sheet before it, as ``--only`` takes it: ``'Suivi jetons'!D5``."""
    plain = sheet.replace("_", "").isalnum() and not sheet[:1].isdigit()
    name = sheet if plain else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{cell}"
