"""Searched the programme of a workbook that holds no table of ours: by what its sheets hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.book.reading.locate import Location, columns_of, header_in
from motxl.book.reading.placed import PlacedProgramme, UndecidedError
from motxl.book.reading.texts import titles
from motxl.book.reading.told import undecided
from motxl.book.reading.values import Values
from motxl.errors import MotxlError
from motxl.programme.codeplace import CodePlace
from motxl.programme.finding import as_programme, find
from motxl.programme.finding_in_sheet import find_at
from motxl.programme.found import FoundPart, FoundProgramme, Searched, SheetGrid
from motxl.programme.header_words import kind_of_header
from motxl.programme.model import AXE, LABEL
from motxl.programme.recognising import looks_like_code, text_of
from motxl.programme.scheme import MOT
from motxl.template.layout import ProgrammeColumn
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook


def find_programme(
    workbook: ReadableWorkbook, values: Values, sheets: Sequence[str] | None = None
) -> Searched:
    """What seems to be a programme in a workbook: on all its sheets, or those named. Raises
    ``MotxlError`` where a sheet that was named cannot be read; another one is listed."""
    unread: list[str] = []
    return find(_grids(workbook, values, sheets, unread), unread)


def _grids(
    workbook: ReadableWorkbook,
    values: Values,
    sheets: Sequence[str] | None,
    unread: list[str],
) -> Iterator[SheetGrid]:
    for sheet in workbook.sheets:
        if sheets is not None and sheet.name not in sheets:
            continue
        try:
            rows = values.rows(sheet.name)
        except MotxlError:
            if sheets is not None:
                raise  # somebody asked about this sheet
            unread.append(sheet.name)
            continue
        yield SheetGrid(sheet.name, rows, sheet.state != "visible")


def placed(
    workbook: ReadableWorkbook,
    values: Values,
    known: Location | None,
    sheet: str | None,
    columns: str | None,
) -> PlacedProgramme:
    """As ``place_programme``, where ``known`` is what a header of ours or the options say."""
    whole = find_programme(workbook, values)
    if known is not None and columns is not None:
        if sheet is None and _is_elsewhere(known, whole.chosen):
            return _placed(workbook, values, None, whole)
        is_part = _is_part(known.sheet, whole)
        return _as_asked(workbook, values, known, whole)._replace(is_part=is_part)
    finding = whole
    if sheet is not None:
        only = _called(workbook, sheet)
        finding = find_programme(workbook, values, only)
        if _is_part(only[0], whole):
            return _placed(workbook, values, known, finding)._replace(is_part=True)
    return _placed(workbook, values, known, finding)


def _placed(
    workbook: ReadableWorkbook, values: Values, known: Location | None, finding: Searched
) -> PlacedProgramme:
    chosen = finding.chosen
    if chosen is not None and known is not None and _is_same(known, chosen):
        # All that stands below a header of ours is the programme's: rules speak of each row of it.
        aside = (one.rows for one in chosen.parts[0].left_out if one.why == "other-kind")
        place = known._replace(skipped=frozenset(row for rows in aside for row in rows))
        told = None if _says_all(known, chosen) else chosen
        at = known.columns[AXE] - 1
        if any(at < len(row) and _is_converted(row[at]) for row in values.rows(known.sheet)):
            # Most codes are numbers or dates by now: the few that are left say too little.
            return PlacedProgramme((place,), found=told, searched=finding)
        counted = chosen.scheme is not None
        return PlacedProgramme((place,), chosen.scheme, counted, found=told, searched=finding)
    if chosen is not None and (known is None or known.sheet in {p.sheet for p in chosen.parts}):
        places = tuple(_location(part, values) for part in chosen.parts)
        told = None if known is not None and _says_all(known, chosen) else chosen
        return PlacedProgramme(
            places, chosen.scheme, chosen.scheme is not None, found=told, searched=finding
        )
    if known is not None and not finding.years:
        return _with_header(known, finding)
    raise UndecidedError(undecided(workbook.label, finding), finding)


def _is_elsewhere(known: Location, chosen: FoundProgramme | None) -> bool:
    """Whether the columns that somebody named are those of a programme on another sheet than the
    first one, or on several."""
    if chosen is None:
        return False
    named = (known.columns.get(AXE), known.columns[LABEL])
    others = {part.sheet for part in chosen.parts} != {known.sheet}
    return others and all(_named_as(part)[1:] == named for part in chosen.parts)


def _is_part(sheet: str, whole: Searched) -> bool:
    """Whether a sheet holds one part of a programme that goes on over several."""
    parts = whole.chosen.parts if whole.chosen is not None else ()
    return len(parts) > 1 and sheet in {part.sheet for part in parts}


def _is_converted(value: object) -> bool:
    """Whether a cell of codes holds what a program made of one: a number, or a date."""
    return value is not None and not isinstance(value, str | bool)


def _is_same(known: Location, found: FoundProgramme) -> bool:
    """Whether the codes that were found stand in the column that a header of ours names."""
    part = found.parts[0]
    return (
        len(found.parts) == 1
        and part.place is CodePlace.COLUMN
        and (part.sheet, part.columns.get(AXE)) == (known.sheet, known.columns.get(AXE))
    )


def _says_all(known: Location, found: FoundProgramme) -> bool:
    """Whether a header of ours says all that was found below it."""
    part = found.parts[0]
    return (
        len(found.parts) == 1
        and part.columns == {name: known.columns[name] for name in (AXE, LABEL)}
        and part.place is CodePlace.COLUMN
        and all(left.why in {"titles", "header"} for left in part.left_out)
        and found.scheme is not None
        and found.scheme.headings == MOT.headings
    )


def _called(workbook: ReadableWorkbook, name: str) -> list[str]:
    return [one.name for one in workbook.sheets if normalise(one.name) == normalise(name)][:1]


def _as_asked(
    workbook: ReadableWorkbook, values: Values, known: Location, whole: Searched
) -> PlacedProgramme:
    """Columns that somebody named. They choose among what is found: titles, header, totals and
    notes are none of the rows, and the codes there say how they count."""
    at = (known.sheet, known.columns.get(AXE), known.columns[LABEL])
    read = (part for one in whole.programmes for part in one.parts if _named_as(part) == at)
    part = next(read, None)
    if part is None:
        (grid,) = _grids(workbook, values, [known.sheet], [])
        part = find_at(grid, at[1], at[2])
    if part is None:
        # Nothing of ours says how the rows count that somebody named, nor do their codes.
        place = known._replace(first_row=_first_coded(known, values))
        searched = whole._replace(chosen=None)
        return PlacedProgramme((place,), is_counted=False, searched=searched)
    asked = as_programme(part)
    others = [one for one in whole.programmes if known.sheet not in {p.sheet for p in one.parts}]
    searched = whole._replace(programmes=(asked, *others), chosen=asked)
    place, scheme = _location(part, values), asked.scheme
    return PlacedProgramme((place,), scheme, scheme is not None, found=asked, searched=searched)


def _named_as(part: FoundPart) -> tuple[str, int | None, int]:
    """A part's sheet and columns, as options name them."""
    code = part.columns[AXE] if part.place is CodePlace.COLUMN else None
    return part.sheet, code, part.label_column


def _first_coded(known: Location, values: Values) -> int:
    """The first row with a code, in columns whose codes say nothing of how they count: what stands
    above it are titles. The first row of all, where none has one."""
    for number, row in enumerate(values.rows(known.sheet), 1):
        code, label = (
            row[at - 1] if 0 < at <= len(row) else None
            for at in (known.columns.get(AXE, 0), known.columns[LABEL])
        )
        text = text_of(code)
        is_code = looks_like_code(text) if text else code is not None and code != ""
        if is_code and kind_of_header(text) is None and label is not None and label != "":
            return number
    return 1


def _with_header(known: Location, finding: Searched) -> PlacedProgramme:
    """Below a header that says what it is, where what stands there is not all clear."""
    at = (known.sheet, known.columns.get(AXE))
    own = [
        f for f in finding.programmes if [(p.sheet, p.columns.get(AXE)) for p in f.parts] == [at]
    ]
    scheme = own[0].scheme if len(own) == 1 else None
    return PlacedProgramme((known,), scheme, searched=finding)


# Columns that may hold anything: what another house has there breaks no list of ours.
_FREE = frozenset((ProgrammeColumn.PILOTE, ProgrammeColumn.CALENDRIER, ProgrammeColumn.COMMENTAIRE))


def _location(part: FoundPart, values: Values) -> Location:
    """Where a part stands, with the columns whose titles are those of ours: all of them below a
    header of ours, else those that may hold anything."""
    header = part.header_rows[-1] if part.header_rows else None
    upper = part.header_rows[0] if len(part.header_rows) > 1 else None
    columns: dict[str, int] = {}
    ours = header_in(part.sheet, values.rows(part.sheet))
    if (
        ours is not None
        and part.place is CodePlace.COLUMN
        and ours.columns[AXE] in part.code_columns
    ):
        columns = dict(ours.columns)
    elif header is not None and part.place is CodePlace.COLUMN:
        above = titles(values.rows(part.sheet), header, upper)
        named = [v if isinstance(v, str) else "" for v in above]
        taken = {*part.code_columns, part.label_column}
        columns = {
            name: number
            for name, number in columns_of(named, 1).items()
            if name in _FREE and number not in taken
        }
    columns |= part.columns
    return Location(
        part.sheet, columns, part.first_row, part.last_row, header_row=header,
        upper_header_row=upper, skipped=part.skipped, code_place=part.place,
        code_columns=part.code_columns,
    )  # fmt: skip
