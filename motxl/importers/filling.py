"""The template filled with what a source holds: a coloured workbook, as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from motxl.a1 import to_a1
from motxl.book.editing.fitting import fit_programme, fit_rows, looks_of_types
from motxl.book.editing.parametres import set_parameters, set_texts
from motxl.book.file.filebook import FileBook, open_source
from motxl.book.reading.grid import SHEET, GridWorkbook, found_scheme, read_grid
from motxl.book.reading.locate import NoProgrammeError
from motxl.book.reading.parametres import read_parameters
from motxl.book.reading.values import SheetValues
from motxl.errors import MotxlError, system_reason
from motxl.files.regular import regular_bytes, start_of
from motxl.i18n import _
from motxl.importers.cells import read_cells
from motxl.importers.headers import NOBODY, NamesOfLastYear
from motxl.importers.lostcolours import LostColours, UntakenColour, recoloured
from motxl.importers.source import NotAProgrammeError, SourceProgramme
from motxl.importers.tables import COLOUR_CELLS, NewWorkbook, Row
from motxl.importers.text import read_text
from motxl.ooxml import Workbook
from motxl.programme.colouring import colour
from motxl.programme.events import propose_events
from motxl.programme.fills import why_unfit
from motxl.programme.model import TYPE
from motxl.programme.scheme import MOT
from motxl.template import layout
from motxl.template.heights import styled_height
from motxl.template.looks import look_of
from motxl.template.texts import FINISHED_STATE, texts_in
from motxl.template.words import language_of, own_workbook
from motxl.text.decoding import Decoded, NotTextError, decode

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook

TEMPLATE = "programme"


# A published programme is some hundred kilobytes of text.
_MOST = 64 << 20


def read_source(
    source: Path,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    known: NamesOfLastYear = NOBODY,
) -> SourceProgramme:
    """Read a source file, text or a workbook; ``sheet`` and ``columns`` (``A,B``) say where it has
    its programme; by the names of ``known``, columns are recognised. Raises ``MotxlError``; every
    error names the file."""
    try:
        data = regular_bytes(source, _MOST)
    except IsADirectoryError:
        raise MotxlError(_("{path} is a folder, not a file.").format(path=source)) from None
    except FileNotFoundError:
        raise MotxlError(_("{path} does not exist.").format(path=source)) from None
    except OSError as error:
        raise MotxlError(
            _("{path} cannot be read: {reason}.").format(path=source, reason=system_reason(error))
        ) from None
    if data.startswith(_WORKBOOKS):
        workbook, values = open_source(source)
        if sheet is None and columns is None:
            _refuse_own(workbook, source)
        return read_cells(workbook, values, sheet=sheet, columns=columns, known=known)
    try:
        return _read_text(decode(data), source, columns, known)
    except (NotAProgrammeError, NotTextError) as error:
        raise MotxlError(_("{path}: {sentence}").format(path=source, sentence=error)) from None


def is_text(source: Path) -> bool:
    """Whether a file is a text, and neither by its name nor by its first bytes a workbook. Raises
    ``OSError`` where it cannot be read, ``MotxlError`` where it is no ordinary file."""
    start = start_of(source, _START)
    if not start or start.startswith(_WORKBOOKS) or source.suffix.lower() in _OF_WORKBOOKS:
        return False
    try:
        decode(start)
    except NotTextError:
        return False
    return True


_START = 4096
"""Bytes by which a text is known"""
_OF_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"))


def _refuse_own(workbook: ReadableWorkbook, source: Path) -> None:
    """One of ours needs no import, and most of its cells would have no place."""
    ours = (layout.PROGRAMME.name, layout.PARAMETRES.name)
    if all(workbook.find_table(name) is not None for name in ours):
        raise MotxlError(
            _(
                "{path} is a workbook of motxl already: use it as it is, for example with “motxl "
                "validate”. For next year's workbook, run “motxl new --from {path}”; to take its "
                "members and the like over, import another source with --from {path}."
            ).format(path=source)
        )


# A zip archive; the container of old and of encrypted workbooks ([MS-CFB] 2.2).
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _read_text(
    decoded: Decoded, source: Path, columns: str | None, known: NamesOfLastYear
) -> SourceProgramme:
    """A text as what it is: the published one, or the cells of a sheet."""
    is_table = columns is not None or source.suffix.lower() in {".csv", ".tsv"}
    published = None if is_table else _published(decoded.text)
    if published is not None:
        read = published
    else:
        grid = read_grid(decoded.text, str(source))
        try:
            read = _by_lines(read_cells(grid, grid, columns=columns, known=known), grid)
        except NoProgrammeError:
            read = read_text(decoded.text)  # it says best what is missing
            if is_table:
                raise
    if decoded.guessed:
        read.said.append(
            _(
                "The file does not indicate its encoding; it was read as {encoding}. If "
                "accents are wrong, save the file as UTF-8 and import it again."
            ).format(encoding=decoded.guessed)
        )
    return read


def _by_lines(read: SourceProgramme, grid: GridWorkbook) -> SourceProgramme:
    """Rows of a text are told by the lines on which they begin."""
    read.notes = [(grid.lines[number - 1], sentence) for number, sentence in read.notes]
    read.unplaced = [
        one._replace(sheet="", line=grid.lines[int(one.cell.lstrip(ascii_uppercase)) - 1])
        for one in read.unplaced
    ]
    read.found = None  # there is one sheet, and nothing beside it
    return read


def _published(text: str) -> SourceProgramme | None:
    """The published programme; ``None`` where the text has columns, or another numbering."""
    rows = read_grid(text, "", ("\t",)).rows(SHEET)
    if sum(sum(map(bool, row)) > _PUBLISHED_COLUMNS for row in rows) * 2 > len(rows):
        return None
    scheme = found_scheme(rows)
    if scheme is not None and scheme.headings != MOT.headings:
        return None
    try:
        return read_text(text)
    except NotAProgrammeError:
        return None


_PUBLISHED_COLUMNS = 2


class Filled(NamedTuple):
    """The new workbook."""

    data: bytes
    book: FileBook
    """As it was read from the filled template, and coloured"""
    lost: LostColours


def fill(new: NewWorkbook, template: bytes, path: Path) -> Filled:
    """A workbook from the template's bytes, coloured."""
    workbook = own_workbook(template, path)
    values = SheetValues(workbook)
    workbook.set_content_type_workbook()
    _add_columns(new, workbook)
    fill_tables(new, workbook)
    untaken = list(_colour_families(new, workbook))
    set_parameters(workbook, values, new.parameters)
    if new.finished:
        _put_finished(workbook, values, new.finished)
    filled = own_workbook(workbook.to_bytes(), path)
    book = FileBook.read(filled)
    lost = LostColours(untaken, recoloured(book.programme))
    book.apply(colour(book.programme))
    book.add_events(propose_events(book.programme))
    _fit_rows(filled)
    return Filled(filled.to_bytes(), book, lost)


def fill_tables(new: NewWorkbook, workbook: Workbook) -> None:
    """Replace the rows of the tables that ``new`` has, and write its named cells (in memory).
    Raises ``MotxlError`` where the workbook lacks such a table."""
    # How the rows of the programme look, the table of levels says.
    for table_layout in sorted(layout.TABLES, key=lambda one: one is not layout.NIVEAUX):
        if rows := new.tables.get(table_layout.name):
            _fill_table(workbook, table_layout, rows)
    for source in layout.DROP_DOWNS:
        if texts := new.lists.get(source.table):
            _fill_table(workbook, source.layout, [{source.column: text} for text in texts])
    for name, value in new.cells.items():
        cell = workbook.named_cell(name)
        if cell is not None and value is not None:
            cell.sheet.set_value((cell.row, cell.column), value)


def _put_finished(workbook: Workbook, values: SheetValues, states: Sequence[str]) -> None:
    """The states that count as finished, in Paramètres, where what it means stands beside them."""
    key = layout.Parametre.ETAT_TERMINE
    set_texts(workbook, values, key, states)
    table = workbook.table(layout.PARAMETRES.name)
    settings = read_parameters(workbook, SheetValues(workbook))
    say, look = texts_in(language_of(workbook)), look_of(workbook, layout.Style.EXPLICATION)
    column = table.ref.last_column + _TO_HELP
    for row, _state in settings.of(key):
        table.sheet.set_value((row, column), say(FINISHED_STATE))
        if look is not None:
            table.sheet.set_style((row, column), look)


_TO_HELP = 2
"""Columns from the table of Paramètres to what is said of its rows"""


def _add_columns(new: NewWorkbook, workbook: Workbook) -> None:
    """The columns that the template does not have, beside its own."""
    for name, columns in new.columns.items():
        table = workbook.find_table(name)
        if table is None or not columns:
            continue
        is_programme = name == layout.PROGRAMME.name
        like = layout.ProgrammeColumn.COMMENTAIRE if is_programme else table.columns[-1]
        sheet, edge = table.sheet, table.ref.last_column
        table.add_columns(columns, like=like)
        for row in range(1, table.ref.first_row if is_programme else 1):
            style = sheet.style_of((row, edge))  # the title goes on above them
            for column in range(edge + 1, edge + 1 + len(columns) if style else 0):
                sheet.set_style((row, column), style)


def _colour_families(new: NewWorkbook, workbook: Workbook) -> Iterator[UntakenColour]:
    """Fill the cells that say the colours of families with those that the source shows, where
    references can be read in them; those that are not taken are yielded."""
    table = workbook.find_table(layout.FAMILLES.name)
    if table is None:
        for family, colour in new.colours.items():
            yield UntakenColour(family, colour, "nowhere")
        return
    taken: set[str] = set()
    filled: dict[str, str] = {}
    for number, row in enumerate(table.rows, table.first_data_row):
        family = _text(row.get(layout.FamilleColumn.FAMILLE))
        if family not in new.colours:
            continue
        colour = new.colours[family]
        named = _text(row.get(layout.FamilleColumn.COULEUR))
        place = workbook.named_cell(named) if named in COLOUR_CELLS.values() else None
        sheet, ref = table.sheet, (number, table.column(layout.FamilleColumn.COULEUR))
        if place is not None:
            sheet, ref = place.sheet, (place.row, place.column)
        cell = f"{sheet.name}!{to_a1(*ref)}"
        if cell in filled:  # themes of two families share one
            if filled[cell] != colour:
                yield UntakenColour(family, colour, "shared", cell)
            continue
        why = why_unfit(colour, taken)
        if why is not None:
            yield UntakenColour(family, colour, why, cell)
            continue
        filled[cell] = colour
        taken.add(colour)
        sheet.set_style(ref, workbook.styles.with_fill(sheet.style_of(ref), colour))


def _fill_table(workbook: Workbook, table_layout: layout.TableLayout, rows: Sequence[Row]) -> None:
    """Replace a table's rows, each cell in the named style of its column and row."""
    table = workbook.find_table(table_layout.name)
    if table is None:
        raise MotxlError(
            _("The template {path} lacks the table {table}.").format(
                path=workbook.label, table=table_layout.name
            )
        )
    styles = {name: look_of(workbook, name) for name in layout.STYLES}
    values = [[row.get(column) for column in table.columns] for row in rows]
    formats = [
        [_style(styles, table_layout, column, row, type_) for column in table.columns]
        for row, type_ in zip(rows, _types_of(workbook, table_layout, rows), strict=True)
    ]
    # On Paramètres columns look as the builder has made them: figures there are text.
    keeps = table_layout.sheet == layout.PARAMETRES.sheet
    table.replace_rows(values, None if keeps else formats)


def _style(
    styles: Mapping[str, int | None],
    table: layout.TableLayout,
    column: str,
    row: Row,
    type_: str | None,
) -> int | None:
    """As the column looks; in the programme, days look as days wherever they stand."""
    if table is not layout.PROGRAMME:
        return styles[layout.style_of(table, column)] if column in table.columns else None
    if isinstance(row.get(column), date):
        return styles[layout.Style.DATE]
    is_own = column not in table.columns
    return styles[layout.Style.SUIVI if is_own else layout.style_of(table, column, type_)]


def _types_of(
    workbook: Workbook, table: layout.TableLayout, rows: Sequence[Mapping[str, object]]
) -> list[str | None]:
    """For each row the Type of ours whose look it gets: that of its level, however called."""
    named = [_text(row.get(TYPE)) or None for row in rows]
    if table is not layout.PROGRAMME:
        return named
    looks = looks_of_types(workbook)
    return [looks.get(name or "", MOT.levels[-1].name) for name in named]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fit_rows(workbook: Workbook) -> None:
    """Heights for all rows whose texts wrap: not every program works them out by itself."""
    for one in layout.TABLES:
        if one.sheet not in _OTHERWISE and (register := workbook.find_table(one.name)):
            fit_rows(register)
    fit_programme(workbook)
    _fit_legend(workbook)


_OTHERWISE = frozenset(
    {layout.PROGRAMME.sheet, layout.PARAMETRES.sheet, *(one.sheet for one in layout.DONNEES)}
)
"""Sheets whose rows are not those of one register alone"""


def _fit_legend(workbook: Workbook) -> None:
    heights: dict[int, float] = {}
    for name in layout.LEGENDES:
        place = workbook.named_cell(name)
        cell = place.sheet.cell((place.row, place.column)) if place else None
        if place and cell and cell.text:
            width = place.sheet.part.column_width(place.column)
            needed = styled_height(cell.text, width, _LEGEND) + _AIR
            heights[place.row] = max(heights.get(place.row, 0.0), needed)
            place.sheet.fit_row(place.row, heights[place.row])


_LEGEND, _AIR = layout.LevelLook(10.5, False, 1), 6.0
"""As Accueil writes its texts, and the points between two of them"""
