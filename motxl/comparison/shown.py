"""Differences as people read them: by kind, then by axis, with the places and words to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from motxl.comparison.words import KINDS_IN_WORDS, moved_in_words, shift_in_words
from motxl.comparison.written import as_written
from motxl.i18n import _, called, ngettext
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.comparing import (
    KINDS,
    ComparedProgrammes,
    Difference,
    DifferenceKind,
    RowSide,
)
from motxl.programme.model import AXE, LABEL, Programme
from motxl.text.comparing import Piece


class ShownDifference(NamedTuple):
    """One difference, or several that are told together."""

    kind: DifferenceKind
    axis: str
    """The key of its ShownPart"""
    sheet: str
    """Where the cell stands; empty on the programme's own sheet"""
    cells: tuple[str, str]
    """Before and now, in A1; empty where there is no cell, or no single one"""
    ref: str
    code: str
    title: str
    """The label of the row"""
    column: str
    """Empty where it is the whole row"""
    pieces: Sequence[Piece]
    """Both texts; none where ``lines`` say it"""
    lines: Sequence[str]
    """Sentences, where no text is to be compared"""
    rows: int = 1
    """How many rows it is about"""

    @property
    def cell(self) -> str:
        """Where it is now, or if it is gone where it was."""
        return self.cells[1] or self.cells[0]


class ShownPart(NamedTuple):
    """The differences under one axis, or in one other table."""

    key: str
    """The code of the axis, or the name of a sheet"""
    title: str
    differences: Sequence[ShownDifference]

    @property
    def number(self) -> int:
        return sum(one.rows for one in self.differences)


class ShownKind(NamedTuple):
    """The differences of one kind."""

    kind: DifferenceKind
    title: str
    parts: Sequence[ShownPart]

    @property
    def number(self) -> int:
        return sum(part.number for part in self.parts)


def shown_kinds(comparison: ComparedProgrammes, *, most: int | None = None) -> list[ShownKind]:
    """What is told of a comparison, in the order of the kinds; those without any are left out.

    Where more than ``most`` cells of one column were filled, or emptied, they are told together.
    """
    titles = titles_of(comparison)
    found = []
    for kind in KINDS:
        of_kind = list(as_written(one for one in comparison.differences if one.kind == kind))
        if not of_kind:
            continue
        told = _TOGETHER.get(kind, _each)(of_kind)
        if most is not None and kind == "value":
            told = _many(of_kind, most)
        # As they come: rows that moved to another axis stand there, and tables at the end.
        parts = [
            ShownPart(key, titles.get(key, key), list(items))
            for key, items in groupby(sorted(told, key=_order(titles)), key=lambda one: one.axis)
        ]
        found.append(ShownKind(kind, _(KINDS_IN_WORDS[kind]), parts))
    return found


def _order(titles: Mapping[str, str]) -> Callable[[ShownDifference], int]:
    places = {key: place for place, key in enumerate(titles)}
    return lambda one: places.get(one.axis, len(places))


def titles_of(comparison: ComparedProgrammes) -> dict[str, str]:
    """The axes in the order of the new programme, with their labels; then the other tables."""
    found: dict[str, str] = {}
    for programme in (comparison.new, comparison.old):
        for code, label in axes_of(programme):
            found.setdefault(code, label)
    found[""] = ""
    for one in comparison.differences:
        if one.table:
            found.setdefault(one.row.sheet, _("Sheet {name}").format(name=called(one.row.sheet)))
    return found


def axes_of(programme: Programme) -> Iterator[tuple[str, str]]:
    """The codes of the first level and their labels."""
    for entry in programme.entries:
        if entry.code is not None and len(entry.code) == 1 and entry.level != 0:
            yield entry.scheme.write(entry.code), " ".join(entry.label.split())


def _shown(
    one: Difference,
    pieces: Sequence[Piece] = (),
    lines: Sequence[str] = (),
    *,
    rows: int = 1,
) -> ShownDifference:
    row = one.row
    return ShownDifference(
        kind=one.kind,
        axis=row.sheet if one.table else row.axis,
        sheet=row.sheet if one.table else "",
        cells=(_cell(one.old_row, one), _cell(one.new_row, one)),
        ref=row.ref,
        code=row.code,
        title=row.text,
        column=one.column or "",
        pieces=pieces,
        lines=lines,
        rows=rows,
    )


def _cell(row: RowSide | None, one: Difference) -> str:
    if row is None:
        return ""
    column = one.column or (LABEL if LABEL in row.columns else next(iter(row.columns), None))
    return row.cell(column) or ""


def _each(differences: Sequence[Difference]) -> Iterator[ShownDifference]:
    for one in differences:
        if one.column is None:
            text = row_in_full(one)
            pieces = [Piece("", text) if one.kind == "added" else Piece(text, "")]
            yield _shown(one, pieces)
        elif one.kind == "colour":
            yield _shown(one, lines=[shift_in_words(one, shift) for shift in one.shifts])
        else:
            yield _shown(one, value_pieces(one))


def row_in_full(one: Difference) -> str:
    """What identifies a row that came or went: its label; of another table all that it holds."""
    row = one.row
    if not one.table:
        return row.text
    values = (as_people_write(row.value(name)) for name in row.columns)
    return " · ".join(filter(None, values))


def value_pieces(one: Difference) -> Sequence[Piece]:
    """Both values word by word, as people write them."""
    old, new = one.old_value, one.new_value
    if isinstance(old, str) and isinstance(new, str):
        return one.pieces
    texts = as_people_write(old), as_people_write(new)
    if texts[0] == texts[1]:  # a number that became a text, and reads the same
        texts = as_people_write(old, kind=True), as_people_write(new, kind=True)
    return [Piece(*texts)]


def as_people_write(value: CellValue, *, kind: bool = False) -> str:
    """A value as the cell shows it; ``kind`` says, too, what it is."""
    if isinstance(value, datetime):
        text, name = f"{value:%d/%m/%Y %H:%M}", _("a date")
    elif isinstance(value, date):
        text, name = f"{value:%d/%m/%Y}", _("a date")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        text, name = as_text(value), _("a number")
    else:
        text, name = "" if value is None else str(value), _("a text")
    return f"{text} ({name})" if kind and text else text


def _moves(differences: Sequence[Difference]) -> Iterator[ShownDifference]:
    for block in moved_blocks(differences):
        yield _shown(block[0], lines=moved_in_words(block), rows=len(block))


def moved_blocks(differences: Iterable[Difference]) -> list[list[Difference]]:
    """Rows that moved together, one below the other before and now: they are told as one."""
    blocks: list[list[Difference]] = []
    for one in differences:
        if blocks and _follows(blocks[-1][-1], one):
            blocks[-1].append(one)
        else:
            blocks.append([one])
    return blocks


def _follows(above: Difference, below: Difference) -> bool:
    return below.old_above == above.old_row and below.new_above == above.new_row


def _renumbered(differences: Sequence[Difference]) -> Iterator[ShownDifference]:
    """Rows that got one code for another, one after the other, are told as one."""
    codes = [one for one in differences if one.column == AXE]
    for _codes, rows in groupby(codes, key=lambda one: (one.old, one.new)):
        first, *others = rows
        yield _shown(first, value_pieces(first), rows=1 + len(others))
    yield from _each([one for one in differences if one.column != AXE])


def _many(differences: Sequence[Difference], most: int) -> Iterator[ShownDifference]:
    """Columns that were filled or emptied as a whole, as when rows got their Réf.: one line."""
    groups: dict[tuple[str, str | None, bool], list[Difference]] = {}
    for one in differences:
        if (one.old_value is None) != (one.new_value is None):
            groups.setdefault((one.table, one.column, one.old_value is None), []).append(one)
    whole = {key for key, found in groups.items() if len(found) > most}
    told = set()
    for one in differences:
        key = one.table, one.column, one.old_value is None
        if key not in whole or (one.old_value is None) == (one.new_value is None):
            yield from _each([one])
        elif key not in told:
            told.add(key)
            n = len(groups[key])
            text = (
                ngettext("filled in on {n} row", "filled in on {n} rows", n)
                if one.old_value is None
                else ngettext("emptied on {n} row", "emptied on {n} rows", n)
            )
            whole_column = _shown(one, lines=[text.format(n=n)], rows=n)
            yield whole_column._replace(
                cells=("", ""), ref="", code="", title="", axis=one.row.sheet if one.table else ""
            )


_TOGETHER: Mapping[DifferenceKind, Callable[[Sequence[Difference]], Iterator[ShownDifference]]] = {
    "moved": _moves,
    "renumbered": _renumbered,
}
