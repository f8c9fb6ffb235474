"""Reading a workbook's programme, and what its other tables say about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.a1 import CellRange
from motxl.book.reading.borders import read_borders
from motxl.book.reading.control import is_accepted
from motxl.book.reading.families import read_families, read_themes
from motxl.book.reading.locate import Location
from motxl.book.reading.niveaux import levels_of_workbook
from motxl.book.reading.palette import palette_shown, read_colours
from motxl.book.reading.parametres import read_parameters
from motxl.book.reading.readable import data_range
from motxl.book.reading.registers import (
    RegisterRows,
    read_registers,
    rows_below,
)
from motxl.book.reading.texts import other_texts
from motxl.book.reading.unread import (
    OF_WHOM,
    SAY_WHOM,
    dead_links,
    mark_unread,
    parameters_gone,
    tables_gone,
    unheard,
)
from motxl.book.reading.values import Values, has_text
from motxl.ooxml import TextCell
from motxl.ooxml.cells.areas import Areas
from motxl.programme.cellvalue import CellValue, Record, as_date, as_int, as_text, as_year
from motxl.programme.model import (
    AXE,
    LABEL,
    REF,
    TYPE,
    LabelFormat,
    Programme,
    Structure,
    Title,
)
from motxl.programme.rows import SortedRows, is_header, is_legend, sort_rows
from motxl.programme.scheme import Scheme
from motxl.template import layout
from motxl.template.layout import Parametre
from motxl.text.colours import is_saturated

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableSheet, ReadableTable, ReadableWorkbook
    from motxl.programme.headers import Header


def read_programme(
    workbook: ReadableWorkbook,
    place: Location,
    values: Values,
    *,
    shows_colours: bool = True,
    scheme: Scheme | None = None,
) -> Programme:
    """The programme at ``place``, numbered as ``scheme`` says if the workbook does not."""
    reader = ProgrammeReader(workbook, place, values, scheme)
    programme = reader.programme()
    programme.shows_colours = shows_colours
    programme.palette = palette_shown(programme, is_orange_said=reader.colours.is_orange_said)
    return programme


class ProgrammeReader:
    """Reads one programme from a workbook whose place is known."""

    def __init__(
        self,
        workbook: ReadableWorkbook,
        place: Location,
        values: Values,
        scheme: Scheme | None = None,
    ) -> None:
        self.workbook = workbook
        self.place = place
        self.values = values
        sheet = workbook.find_sheet(place.sheet)
        assert sheet is not None  # the place was found in this workbook
        self.sheet: ReadableSheet = sheet
        self.parameters = read_parameters(workbook, values)
        self.levels = levels_of_workbook(workbook, values, self.parameters, scheme)
        self.scheme = self.levels.scheme
        columns = self._columns_beside()
        families = read_families(workbook, self._table_rows, {**columns, **place.columns})
        filled = {name: columns[name] for name in families.by_column if name in columns}
        self.place = place._replace(columns={**filled, **place.columns})
        self.colours = read_colours(workbook, self.parameters.values, families)
        self.palette = self.colours.palette
        self._hyperlinks = Areas(sheet.hyperlink_ranges)
        self._unremarkable: dict[str | None, bool] = {}

    def programme(self) -> Programme:
        place = self.place
        themes = read_themes(self.colours.families, self._table_rows)
        # Without a theme in it, those that are shipped apply.
        has_table = themes.misfiled is not None
        themes_table = self.workbook.find_table(layout.THEMES.name) if has_table else None
        rows = self._rows() if LABEL in place.columns else SortedRows()
        parameters = self.parameters.values
        title = self._title()
        borders = read_borders(self._table_rows, self.parameters, place.columns)
        registers = read_registers(self._table_rows, borders)
        return Programme(
            sheet=place.sheet,
            columns=place.columns,
            entries=rows.entries,
            table=place.table,
            themes=themes,
            themes_sheet=themes_table.sheet.name if themes_table else None,
            themes_column=themes_table.ref.first_column if themes_table else 1,
            registers=registers,
            territories=registers.territories.rows if registers.territories else (),
            year=as_year(parameters.get(Parametre.ANNEE)) or (title.years[0] if title else None),
            title=title,
            date=as_date(parameters.get(Parametre.VERSION)),
            date1904=self.workbook.date1904,
            palette=self.palette,
            palette_cell=self.parameters.cell(Parametre.COULEURS),
            highest_ref=as_int(parameters.get(Parametre.DERNIERE_REF)) or 0,
            highest_ref_cell=self.parameters.cell(Parametre.DERNIERE_REF),
            structure=self._structure(rows),
            accepted=frozenset(
                as_text(record.get(layout.ControleColumn.EMPREINTE))
                for record in self._records(layout.CONTROLE)
                if is_accepted(record)
            ),
            parameters={key: as_text(value) for key, value in parameters.items()},
            lists=self._lists(),
            other_texts=tuple(other_texts(self.workbook, place, self.values)),
            headers=tuple(self._headers()),
            tables_gone=(
                *tables_gone(self.workbook, self.values),
                *parameters_gone(self.workbook, place.sheet),
            ),
            dead_links=tuple(dead_links(self.workbook)),
            unheard=tuple(unheard(self.workbook)),
            scheme=self.scheme,
            scheme_faults=self.levels.faults,
            borders=borders,
        )

    def _columns_beside(self) -> dict[str, int]:
        """The columns of the programme's table that are the workbook's own."""
        table = self.workbook.find_table(self.place.table) if self.place.table else None
        if table is None:
            return {}
        ours = set(self.place.columns.values())
        headers = reversed(list(enumerate(table.columns, table.ref.first_column)))
        return {header: number for number, header in headers if header and number not in ours}

    def _records(self, table_layout: layout.TableLayout) -> list[Record]:
        table = self.workbook.find_table(table_layout.name)
        if table is None:
            return []
        names = table_layout.known(table.columns)
        return self.values.records(table.sheet.name, names, data_range(table))

    def _table_rows(self, table_layout: layout.TableLayout) -> RegisterRows | None:
        table = self.workbook.find_table(table_layout.name)
        if table is None:
            return None
        names = table_layout.known(table.columns)
        first_column = table.ref.first_column
        columns = {name: first_column + place for place, name in enumerate(names)}
        data = data_range(table)
        if table_layout in OF_WHOM:
            mark_unread(table.sheet, self.values, columns.values(), data.first_row, data.last_row)
        found = self.values.numbered_records(table.sheet.name, names, data)
        is_kept = table_layout in _ROW_BY_ROW and not table.totals
        below = rows_below(self.values.rows(table.sheet.name), data) if is_kept else []
        records_below = (
            self.values.numbered_records(
                table.sheet.name, names, data._replace(first_row=below[0], last_row=below[-1])
            )
            if below
            else ()
        )
        return RegisterRows(
            table.sheet.name, columns, found,
            header_row=table.header_row or 0, below=below, records_below=records_below,
            hidden=table.sheet.hidden_rows,
        )  # fmt: skip

    def _lists(self) -> dict[str, tuple[str, ...]]:
        """What the lists on Paramètres hold that are there, and are not empty."""
        found = {}
        for one in layout.DROP_DOWNS:
            values = tuple(as_text(record.get(one.column)) for record in self._records(one.layout))
            if kept := tuple(filter(None, values)):
                found[one.table] = kept
        return found

    def _headers(self) -> Iterator[Header]:
        """The headers of the tables of ours that lack a column, or write one otherwise."""
        for design in _WITH_HEADERS:
            table = self.workbook.find_table(design.name)
            if table is None or (design in _ONCE_LISTS and len(table.columns) == 1):
                continue  # a list of names alone is what it was before
            written = design.renamed(table.columns)
            came_later = design.later.intersection(design.known(written))
            if not came_later and set(design.expected()) <= set(written):
                continue
            from motxl.programme.headers import Header  # most tables are as they were designed

            names = design.known(written)
            if design.name == self.place.table:
                ours = {number: name for name, number in self.place.columns.items()}
                first = table.ref.first_column
                names = tuple(ours.get(number, name) for number, name in enumerate(names, first))
            header = Header(
                *(design.name, table.sheet.name, table.header_row, table.ref.first_column),
                *(names, design.expected(came_later)),
                written=written,
                later=came_later,
            )
            if header.lacking or came_later:
                asked = (*header.strangers, *came_later)
                held = {name: self._held(table, header.column(name)) for name in asked}
                yield header._replace(held=held)
            elif header.respelt:
                yield header

    def _held(self, table: ReadableTable, column: int) -> tuple[CellValue, ...]:
        """What a column of a table holds."""
        rows = self.values.rows(table.sheet.name)[table.first_data_row - 1 : table.last_data_row]
        cells = (row[column - 1] for row in rows if column <= len(row))
        return tuple(cell for cell in cells if cell not in _NOTHING)

    def _rows(self) -> SortedRows:
        place = self.place
        label_at = place.columns[LABEL] - 1
        cells = self.values.rows(place.sheet)
        last = min(place.last_row or len(cells), len(cells))
        deciding = [place.columns[name] for name in SAY_WHOM if name in place.columns]
        if deciding:
            mark_unread(self.sheet, self.values, deciding, place.first_row, last)
        formats: dict[int, LabelFormat] = {}
        left_out = self._is_unremarkable if self.values.are_verbatim(place.sheet) else None
        for label in self.sheet.runs([label_at + 1], place.first_row, last, left_out):
            row = cells[label.row - 1]
            if label_at < len(row):
                row[label_at] = label.text  # exactly the characters that offsets are counted in
            if self._is_coloured(label):
                formats[label.row] = self._format(label)
        if place.table is not None or AXE in place.columns:
            numbers = list(range(place.first_row, last + 1))
        else:
            numbers = [
                n for n in range(place.first_row, last + 1) if has_text(cells[n - 1], label_at)
            ]
        out = self._table_headers(label_at + 1) if place.table is None else set()
        out |= place.skipped
        return sort_rows(
            ((number, cells[number - 1]) for number in numbers if number not in out),
            place.columns,
            formats.get,
            self.scheme,
        )

    def _is_coloured(self, label: TextCell) -> bool:
        """Whether anything about the label's colours is worth remembering: most are plain."""
        if label.formula or len(label.runs) > 1:
            return True
        return bool(label.runs) and not self._is_unremarkable(label.runs[0].properties)

    def _is_unremarkable(self, colour: str | None) -> bool:
        """Whether a label that shows in one colour is as good as not coloured."""
        if colour not in self._unremarkable:
            tells = colour is not None and (colour in self.palette.ours or is_saturated(colour))
            self._unremarkable[colour] = not tells
        return self._unremarkable[colour]

    def _format(self, label: TextCell) -> LabelFormat:
        return LabelFormat(
            label.runs,
            label.cell_colour,
            self._hyperlinks.contains(label.row, label.column),
            label.formula,
        )

    def _table_headers(self, column: int) -> set[int]:
        """Header rows of tables that cover a column: what stands there is no label."""
        return {
            table.header_row
            for table in self.workbook.tables.values()
            if table.sheet is self.sheet
            and table.header_row is not None
            and table.ref.first_column <= column <= table.ref.last_column
        }

    def _structure(self, rows: SortedRows) -> Structure:
        place = self.place
        table = self.workbook.find_table(place.table) if place.table else None
        last_entry = max((entry.row for entry in rows.entries), default=0)
        in_table = place.table is not None
        first_entry = min((entry.row for entry in rows.entries), default=0)
        blanks = [row for row in rows.blank if in_table or first_entry < row < last_entry]
        if AXE not in place.columns or (in_table and not rows.entries):
            blanks = []  # an "empty" table keeps a blank row
        cells = self.values.rows(place.sheet)
        # What shows an error, or was never computed, reads as nothing, and is not nothing.
        valueless = self._valueless_rows(blanks, cells)
        bare = [
            row
            for row in blanks
            if row in valueless or any(value not in _NOTHING for value in cells[row - 1])
        ]
        ref_at = place.columns.get(REF, 0) - 1
        refs = {row: as_text(cells[row - 1][ref_at]) for row in bare if ref_at >= 0}
        span = CellRange(
            place.first_row,
            min(place.columns.values(), default=1),
            place.last_row or last_entry,
            max(place.columns.values(), default=1),
        )
        # Above the first entry a header is where it should be, with --columns too.
        headers = [header for header in rows.headers if in_table or header[0] > first_entry]
        first = headers[0] if headers else None
        return Structure(
            header_row=place.header_row,
            repeated_headers=tuple(
                (row, first is not None and self._is_header_again(row, first[0]))
                for row, _code, _label in headers
            ),
            blank_rows=tuple(row for row in blanks if row not in set(bare)),
            bare_rows=tuple(row for row in bare if not refs.get(row)),
            unnamed_rows=tuple((row, ref) for row, ref in refs.items() if ref),
            hidden_rows=self._hidden(rows),
            formulas=self._formulas(rows),
            unread=self._unread(rows),
            below=tuple(self._below()),
            may_extend=table is None or not table.totals,
            merged=tuple(
                str(area)
                for area in self.sheet.merged_ranges
                if area.meets(span) and not place.skips(area)
            ),
            rows=(place.first_row, place.last_row or max(last_entry, place.first_row)),
        )

    def _valueless_rows(
        self, rows: Sequence[int], cells: Sequence[Sequence[CellValue]]
    ) -> set[int]:
        """The rows among ``rows`` that hold an error or a formula without a result."""
        if not rows:
            return set()
        columns = range(1, max(map(len, cells)) + 1)
        found = self.sheet.valueless_cells(columns, rows[0], rows[-1])
        return {row for row, _column in found}

    def _is_header_again(self, row: int, first: int) -> bool:
        """Whether a row holds nothing but what the first repeated header, or the table's, does."""
        rows = self.values.rows(self.place.sheet)
        models = [rows[first - 1]]
        if self.place.header_row is not None:
            models.append(rows[self.place.header_row - 1])
        return all(
            value in _NOTHING or any(at < len(model) and model[at] == value for model in models)
            for at, value in enumerate(rows[row - 1])
        )

    def _hidden(self, rows: SortedRows) -> tuple[int, ...]:
        if not rows.entries:
            return ()
        hidden = self.sheet.hidden_rows
        return tuple(entry.row for entry in rows.entries if entry.row in hidden) if hidden else ()

    def _formulas(self, rows: SortedRows) -> tuple[tuple[int, str], ...]:
        if not rows.entries:
            return ()
        names = {
            self.place.columns[name]: name for name in (AXE, LABEL) if name in self.place.columns
        }
        first, last = rows.entries[0].row, rows.entries[-1].row
        found = self.sheet.formula_cells(names, first, last)
        entries = {entry.row for entry in rows.entries} if found else set()
        return tuple((row, names[column]) for row, column in found if row in entries)

    def _unread(self, rows: SortedRows) -> frozenset[tuple[int, str]]:
        """Cells that read as nothing, and are not nothing; few rows have blank ones."""
        names = (name for name in (AXE, LABEL, TYPE) if name in self.place.columns)
        columns = {self.place.columns[name]: name for name in names}
        has_type = TYPE in self.place.columns
        # Nearly all have a code, a label and a Type; this is told sooner than what is blank.
        blank = [
            e.row
            for e in rows.entries
            if not (e.code and e.label.strip() and (e.type or not has_type))
            and not all(map(e.text, columns.values()))
        ]
        if not blank:
            return frozenset()
        found = self.sheet.valueless_cells(columns, blank[0], blank[-1])
        return frozenset((row, columns[column]) for row, column in found)

    def _below(self) -> Iterator[tuple[int, bool]]:
        """Rows that were typed below the table's end, as far as they follow one another closely."""
        place = self.place
        if place.table is None or place.last_row is None or {AXE, LABEL} - place.columns.keys():
            return
        rows, scheme = self.values.rows(place.sheet), self.scheme
        code_at, label_at = place.columns[AXE] - 1, place.columns[LABEL] - 1
        last = place.last_row
        for number in range(last + 1, len(rows) + 1):
            if number > last + _NEAR_ROWS:
                return
            row = rows[number - 1]
            code = row[code_at] if code_at < len(row) else None
            label = row[label_at] if label_at < len(row) else None
            written = isinstance(code, str) and bool(scheme.readings(scheme.tidy(code)))
            typed = isinstance(label, str) and bool(label.strip())
            if not typed or is_header(code, label) or is_legend(code, label):
                continue
            if written or number == last + 1:
                yield number, written
                last = number

    def _title(self) -> Title | None:
        """The programme's title, in its header or above it, where it names a year."""
        rows = self.values.rows(self.place.sheet)[: self.place.header_row or 0]
        for number, row in reversed(list(enumerate(rows, 1))):
            for column, value in enumerate(row, 1):
                if isinstance(value, str) and is_header("Axe", value):
                    written = (as_year(w) for w in value.split() if len(w) == 4 and w.isdecimal())
                    if years := tuple(filter(None, written)):
                        return Title(number, column, years)
        return None


_NOTHING: tuple[CellValue, ...] = (None, "")
_ONCE_LISTS = (layout.FAMILLES, layout.FRONTIERES)
_WITH_HEADERS = (
    *(table for table in layout.TABLES if table not in layout.DONNEES),
    *(one.layout for one in layout.DROP_DOWNS),
)
"""Tables whose columns people may rename; the others are written anew by motxl"""
_ROW_BY_ROW = frozenset({*layout.TABLES, layout.THEMES} - {layout.PROGRAMME})
"""Tables below which nothing else stands, and staff may type a row"""
# Blank rows that staff may leave between the table and a row that they type below it.
_NEAR_ROWS = 3
