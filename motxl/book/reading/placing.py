"""Where the programme of a workbook is read: where ours have it, or where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motxl.book.reading.locate import NoProgrammeError, locate
from motxl.book.reading.placed import PlacedProgramme
from motxl.book.reading.reader import read_programme
from motxl.book.reading.values import Values
from motxl.programme.codeplace import CodePlace
from motxl.programme.model import TYPE, Programme
from motxl.template import layout

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook


def place_programme(
    workbook: ReadableWorkbook, values: Values, sheet: str | None, columns: str | None
) -> PlacedProgramme:
    """Where the programme of a workbook stands: in ``tblProgramme``, where ``sheet`` and
    ``columns`` say, or where it is found. Raises ``NoProgrammeError`` where there is none, or it is
    not sure which it is; ``UsageError`` where the sheet is not there."""
    try:
        known = locate(workbook, values, sheet, columns)
    except NoProgrammeError:
        known = None
        if columns is not None:
            raise
    if known is not None and known.table is not None:
        return PlacedProgramme((known,))
    from motxl.book.reading.searching import placed  # where ours have it, nothing is searched

    found = placed(workbook, values, known, sheet, columns)
    return found._replace(is_headed=known is not None and columns is None)


def read_placed(
    workbook: ReadableWorkbook, placed: PlacedProgramme, values: Values, *, shows_colours: bool
) -> Programme:
    """The programme that stands at a place, or at several as one."""
    parts = []
    for place in placed.places:
        if place.code_place is CodePlace.COLUMN:
            part = read_programme(
                workbook, place, values, shows_colours=shows_colours, scheme=placed.scheme
            )
        else:
            from motxl.book.reading.elsewhere import read_elsewhere  # few workbooks are so

            part = read_elsewhere(workbook, place, values, placed.scheme)
            part.shows_colours = shows_colours
        part.is_counted = placed.is_counted
        part.is_part = placed.is_part
        parts.append(part)
    programme = parts[0]
    if len(parts) > 1:
        from motxl.programme.joining import joined  # few programmes go over several sheets

        programme = joined(tuple(parts))
    is_read_from_codes = placed.searched is not None and not placed.is_headed
    is_said = workbook.find_table(layout.NIVEAUX.name) is not None or programme.has(TYPE)
    if is_read_from_codes and not is_said:
        from motxl.programme.fitting import misfit  # in ours, nothing of the numbering is guessed

        for one in (programme, *programme.parts):
            one.is_guessed = True
        programme.misfit = misfit(programme)
        programme.is_counted = programme.is_counted and programme.misfit is None
    return programme


def settled(placed: PlacedProgramme, programme: Programme) -> PlacedProgramme:
    """What was found, as sure as its rows leave it: of a programme whose rows contradict the
    numbering that was read from their codes, nobody knows how it counts."""
    searched = placed.searched
    if programme.misfit is None or searched is None or searched.chosen is None:
        return placed
    chosen = searched.chosen
    unsure = chosen._replace(scheme=None)
    programmes = tuple(unsure if one is chosen else one for one in searched.programmes)
    return placed._replace(
        found=None if placed.found is None else unsure,
        searched=searched._replace(programmes=programmes, chosen=unsure),
    )
