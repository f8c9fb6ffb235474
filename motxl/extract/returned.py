"""An extract that came back: whose it is, and what stands in it, whatever program saved it.

Other people's files: only values are read, nothing in them runs, links lead nowhere. Tables,
properties and places of cells may be gone; it is read by the titles of its columns, its number and
the Réf. of its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from motxl.a1 import CellRange, to_a1
from motxl.book.reading.readonly import ReadOnlyWorkbook
from motxl.errors import MotxlError
from motxl.extract.answers import ExtractNumber, number_in
from motxl.extract.identity import Identity, identity_of
from motxl.extract.labels import labels_in, titles_in
from motxl.i18n import _, ngettext
from motxl.ooxml import Workbook
from motxl.ooxml.errors import OtherFormatError
from motxl.ooxml.opc.opening import TABLES_IN_TEXT
from motxl.programme.cellvalue import as_number, as_text
from motxl.template.layout import LANGUES
from motxl.template.layout.extrait import ANSWERS, AnswerColumn, ExtraitColumn
from motxl.text.normalise import normalise

MOST_BYTES = 1 << 25
"""Of a file: an extract of a thousand rows has a hundredth of it"""
_MOST_CELLS, _MOST_ROWS, _HEADER_ROWS = 200_000, 20_000, 200
_MOST_LISTED = 10
_COMPARED = (
    *(ExtraitColumn.AXE, ExtraitColumn.LABEL, ExtraitColumn.FRONTIERE, ExtraitColumn.CALENDRIER),
    *(ExtraitColumn.ETAT, ExtraitColumn.RAISON),
)


class ReturnedCell(NamedTuple):
    """A cell that is not blank."""

    place: str
    """Where it stands, in A1"""
    text: str
    is_formula: bool = False
    is_error: bool = False


class ReturnedRow(NamedTuple):
    """A row below the titles that has a Réf. or an answer."""

    ref: str
    cells: Mapping[str, ReturnedCell]
    """By the column's name in ``EXTRAIT_REPONSES``"""
    place: str
    """Of its first cell"""

    @property
    def label(self) -> str:
        found = self.cells.get(ExtraitColumn.LABEL)
        return found.text if found is not None else ""

    @property
    def answers(self) -> dict[str, ReturnedCell]:
        return {name: self.cells[name] for name in ANSWERS if name in self.cells}

    @property
    def formulas(self) -> list[ReturnedCell]:
        """Cells outside of the answers that are computed."""
        return [
            cell for name, cell in self.cells.items() if cell.is_formula and name not in ANSWERS
        ]

    @property
    def fixed(self) -> dict[str, ReturnedCell]:
        """What members are not asked to change."""
        return {name: self.cells[name] for name in _COMPARED if name in self.cells}


class Returned(NamedTuple):
    """What a file holds."""

    key: str
    number: ExtractNumber | None
    """As it is shown; ``None`` where that line is gone"""
    identity: Identity | None
    """As it stands in its properties; ``None`` where these are gone"""
    rows: tuple[ReturnedRow, ...]
    others: tuple[ReturnedCell, ...]
    """All that stands elsewhere: the head, titles, what was added"""
    inert: tuple[str, ...] = ()
    """What was neither run, followed nor read, and what nobody sees; a sentence each"""

    @property
    def formulas(self) -> list[ReturnedCell]:
        """Cells outside of the answers that are computed."""
        own = (cell for row in self.rows for cell in row.formulas)
        return [*own, *(cell for cell in self.others if cell.is_formula)]


def read_returned(data: bytes, label: str) -> Returned:
    """Read a file. Raises ``MotxlError`` for one that is no extract with columns for answers, that
    does not say whose it is, or holds far more than one."""
    if len(data) > MOST_BYTES:
        raise _too_large(label)
    identity: Identity | None = None
    inert: list[str] = []
    hidden: dict[str, frozenset[int]] = {}
    try:
        workbook = Workbook(data, label=label)
        inert += _inert(workbook)
        identity = identity_of(workbook)
        sheets = {one.name: _cells(workbook, one.name, label) for one in workbook.sheets
                  if one.is_worksheet and one.state == "visible"}  # fmt: skip
        hidden = {name: workbook.sheet(name).hidden_rows for name in sheets}
    except OtherFormatError as refusal:
        if label.lower().endswith(TABLES_IN_TEXT):
            raise  # a text holds no mark of whose extract it is
        sheets = _open_document(data, label, refusal, inert, hidden)
    found = [
        (header, cells, hidden.get(name, frozenset()))
        for name, cells in sheets.items()
        for header in islice(_headers(cells), 1)
    ]
    if not found:
        raise MotxlError(
            _(
                "{file} is not an extract that asks for answers: no row has the titles of the "
                "columns Réponse and Réf."
            ).format(file=label)
        )
    if len(found) > 1:
        raise MotxlError(
            _("{file} contains several extracts: ask for each of them in a separate file.").format(
                file=label
            )
        )
    (row, columns), cells, unseen = found[0]
    numbers = {
        number
        for (at, _column), cell in cells.items()
        if at < row and (number := number_in(cell.text)) is not None
    }
    key = _whose(numbers, identity, label)
    number = numbers.pop() if numbers else None
    rows, others = _rows(cells, row, columns)
    inert += _hidden_rows(cells, unseen)
    return Returned(key, number, identity, rows, others, tuple(inert))


def _inert(workbook: Workbook) -> Iterator[str]:
    """What a workbook holds beside values that can be seen, in sentences."""
    package, part = workbook.package, workbook.part_name
    if package.related(part, "vbaProject"):
        yield _("The file holds macros; none of them was run.")
    if package.related(part, "externalLink"):
        yield _("The file has links to other workbooks; none of them was followed.")
    for one in workbook.sheets:
        if one.state != "visible":
            yield _hidden(one.name)


def _hidden(sheet: str) -> str:
    return _("The sheet “{sheet}” is hidden, and was not read.").format(sheet=sheet)


def _hidden_rows(cells: _Cells, hidden: frozenset[int]) -> Iterator[str]:
    """The rows that nobody sees, where they hold something."""
    rows = sorted(hidden & {row for row, _column in cells})
    if rows:
        listed = ", ".join(map(str, rows[:_MOST_LISTED])) + (", …" if rows[_MOST_LISTED:] else "")
        text = ngettext(
            "{n} row is hidden (row {rows}): its answers were read like the others.",
            "{n} rows are hidden (rows {rows}): their answers were read like the others.",
            len(rows),
        )
        yield text.format(n=len(rows), rows=listed)


def _whose(numbers: set[ExtractNumber], identity: Identity | None, label: str) -> str:
    """The key of the member that a file says it is for, wherever it says it."""
    said = {one.key for one in numbers} | ({identity.key} if identity is not None else set())
    if not said:
        raise MotxlError(
            _(
                "{file} does not indicate whom it is for: the line with its number is gone. "
                "Ask for the file as it was sent, with the answers in it."
            ).format(file=label)
        )
    agree = len(numbers) <= 1 and (
        identity is None or all(one.is_of(identity.digest) for one in numbers)
    )
    if len(said) > 1 or not agree:
        raise MotxlError(
            _(
                "{file} is marked as the extract for {keys}, or as two versions of one "
                "extract: motxl cannot tell whose answers it contains."
            ).format(file=label, keys=", ".join(sorted(said)))
        )
    return said.pop()


def _too_large(label: str) -> MotxlError:
    return MotxlError(
        _("{file} is far larger than an extract: it was not read.").format(file=label)
    )


_Cells = dict[tuple[int, int], ReturnedCell]


def _cells(workbook: Workbook, name: str, label: str) -> _Cells:
    found: _Cells = {}
    for cell in workbook.sheet(name).cells():
        if not (cell.text and cell.text.strip()) and not cell.formula:
            continue
        if len(found) >= _MOST_CELLS or cell.row > _MOST_ROWS:
            raise _too_large(label)
        text = cell.text or ""
        if cell.kind == "number" and (number := as_number(text)) is not None:
            text = as_text(number)
        place = to_a1(cell.row, cell.column)
        found[cell.row, cell.column] = ReturnedCell(
            place, text.strip(), cell.formula, cell.kind == "error"
        )
    return found


def _open_document(
    data: bytes,
    label: str,
    refusal: MotxlError,
    inert: list[str],
    hidden: dict[str, frozenset[int]],
) -> dict[str, _Cells]:
    workbook = ReadOnlyWorkbook(data, label, refusal)
    sheets: dict[str, _Cells] = {}
    for sheet in workbook.sheets:
        if sheet.state != "visible":
            inert.append(_hidden(sheet.name))
            continue
        hidden[sheet.name] = sheet.hidden_rows
        found: _Cells = sheets.setdefault(sheet.name, {})
        for row, values in enumerate(workbook.rows(sheet.name), 1):
            for column, value in enumerate(values, 1):
                if not (text := as_text(value)):
                    continue
                if len(found) >= _MOST_CELLS or row > _MOST_ROWS:
                    raise _too_large(label)
                found[row, column] = ReturnedCell(to_a1(row, column), text)
            computed, wrong = (
                list(_places(areas, found)) for areas in (sheet.formulas, sheet.valueless)
            )
        for at in computed:
            found[at] = found[at]._replace(is_formula=True)
        for at in wrong:
            found[at] = found[at]._replace(is_error=True)
    return sheets


def _places(areas: Iterable[CellRange], cells: _Cells) -> Iterator[tuple[int, int]]:
    """The cells that are not blank in some areas."""
    for area in areas:
        for row in range(area.first_row, min(area.last_row, _MOST_ROWS) + 1):
            for column in range(area.first_column, area.last_column + 1):
                if (row, column) in cells:
                    yield row, column


@cache
def _titles() -> dict[str, str]:
    """The columns by their titles, normalised, in the languages of extracts."""
    found: dict[str, str] = {}
    for labels in map(labels_in, LANGUES.values):
        for name, title in titles_in(labels).items():
            assert found.setdefault(normalise(title), name) == name, title
    return found


def _headers(cells: _Cells) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows that have the titles, each column once, with the names of their columns."""
    titles = _titles()
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(cells.items()):
        name = titles.get(normalise(cell.text)) if row <= _HEADER_ROWS else None
        if name is not None:
            rows.setdefault(row, {})[column] = name
    needed = {AnswerColumn.REPONSE, AnswerColumn.REF, ExtraitColumn.LABEL}
    for row, columns in rows.items():
        if needed <= set(columns.values()) and max(Counter(columns.values()).values()) == 1:
            yield row, columns


def _rows(
    cells: _Cells, header: int, columns: Mapping[int, str]
) -> tuple[tuple[ReturnedRow, ...], tuple[ReturnedCell, ...]]:
    """The rows with a Réf. or an answer, and the cells that belong to none of them."""
    by_row: dict[int, dict[int, ReturnedCell]] = {}
    for (row, column), cell in sorted(cells.items()):
        by_row.setdefault(row, {})[column] = cell
    rows: list[ReturnedRow] = []
    others: list[ReturnedCell] = []
    for row, found in by_row.items():
        known = {columns[one]: cell for one, cell in found.items() if one in columns}
        ref = known.get(AnswerColumn.REF)
        if row > header and (ref is not None or not known.keys().isdisjoint(ANSWERS)):
            place = next(iter(known.values())).place
            rows.append(ReturnedRow(ref.text if ref is not None else "", known, place))
            others += [cell for one, cell in found.items() if one not in columns]
        else:
            others += found.values()
    return tuple(rows), tuple(others)
