"""Rows that ``tblMots`` lacks, where the workbook has words that may be those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import Table, Workbook
from motxl.template.layout.mots import MORE_COLUMNS, MOTS, SAME_VALUES, WORDED_TABLES
from motxl.template.layout.tables import TableLayout
from motxl.template.mots import Mots, known, mots_of
from motxl.template.mots.known import GivenWords
from motxl.template.texts import LANGUAGES
from motxl.text.normalise import normalise


def refuse_lacking(workbook: Workbook, table: Table, words: GivenWords) -> None:
    """Raises ``MotxlError`` where a word of ours has no row, and the workbook does not write it as
    we do, but has something unknown in its place. A word that is not in the workbook needs none."""
    for layout in WORDED_TABLES:
        found = workbook.find_table(layout.name)
        if found is not None:
            _refuse_headers(workbook, found, layout, words)
            _refuse_sheet(workbook, found, layout, words)
            _refuse_values(workbook, found, words)


def _refuse_headers(
    workbook: Workbook, found: Table, layout: TableLayout, words: GivenWords
) -> None:
    rows = words.columns.get(layout.name, {})
    unknown = _unknown(found.columns, (*rows.values(), *known.COLUMNS[layout.name]))
    if not unknown:
        return
    headers = set(map(normalise, found.columns))
    for ours in known.COLUMNS[layout.name]:
        if ours in rows or normalise(ours) in headers:
            continue
        # Of columns that a table gets only at times, most workbooks have none.
        likely = _likely((one.columns[ours] for one in _languages()), unknown)
        header = likely or (None if ours in MORE_COLUMNS.get(layout.name, ()) else unknown[0])
        if header is not None:
            column = found.ref.first_column + found.columns.index(header)
            cell = to_a1(found.header_row or found.ref.first_row, column)
            raise _refusal(workbook, found, ours, header, cell)


def _refuse_sheet(workbook: Workbook, found: Table, layout: TableLayout, words: GivenWords) -> None:
    here, ours = found.sheet.name, layout.sheet
    if ours in words.sheets or normalise(here) == normalise(ours):
        return
    if here in words.sheets.values():
        return
    raise MotxlError(
        _(
            "In {path}, the table {table} lacks a row for the sheet “{word}”, so that motxl does "
            "not know whether the sheet “{found}” is meant: restore this row, or take {table} from "
            "an earlier version of the workbook."
        ).format(path=workbook.label, table=MOTS.name, word=ours, found=here)
    )


def _refuse_values(workbook: Workbook, found: Table, words: GivenWords) -> None:
    """The lists that columns take their values from."""
    for place in SAME_VALUES:
        rows = words.values.get(place, {})
        lacking = known.VALUES[place] - rows.keys()
        if place[0].casefold() != found.name.casefold() or not lacking:
            continue
        names = words.columns.get(place[0], {})
        written = (names.get(place[1], place[1]), place[1])
        like = set(map(normalise, written))
        column = next((one for one in found.columns if normalise(one) in like), None)
        if column is None:
            continue
        values = [str(row[column] or "").strip() for row in found.rows]
        unknown = _unknown(filter(None, values), (*rows.values(), *known.VALUES[place]))
        present = set(map(normalise, values))
        for ours in sorted(lacking):
            theirs = (one.values[place][ours] for one in _languages())
            value = _likely(theirs, unknown) if normalise(ours) not in present else None
            if value is not None:
                row = found.first_data_row + values.index(value)
                raise _refusal(workbook, found, ours, value, to_a1(row, found.column(column)))


def _languages() -> Iterator[Mots]:
    for language in LANGUAGES[1:]:
        mots = mots_of(language)
        assert mots is not None
        yield mots


def _unknown(texts: Iterable[str], of: Iterable[str]) -> list[str]:
    here = set(map(normalise, of))
    return [one for one in texts if normalise(one) not in here]


def _likely(words: Iterable[str], unknown: Iterable[str]) -> str | None:
    wanted = set(map(normalise, words))
    return next((one for one in unknown if normalise(one) in wanted), None)


def _refusal(workbook: Workbook, found: Table, ours: str, here: str, cell: str) -> MotxlError:
    return MotxlError(
        _(
            "In {path}, the table {table} lacks a row for “{word}” of {of}, so that motxl does not "
            "know whether “{found}” in {cell} stands for it: restore this row, or take {table} "
            "from an earlier version of the workbook."
        ).format(
            path=workbook.label,
            table=MOTS.name,
            word=ours,
            of=found.name,
            found=here,
            cell=f"{found.sheet.name}!{cell}",
        )
    )
