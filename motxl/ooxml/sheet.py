"""One sheet of a workbook, to read and to edit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from motxl.a1 import MAX_ROW, CellRange
from motxl.ooxml import editing
from motxl.ooxml.attempt import whole
from motxl.ooxml.cells import contents, partranges
from motxl.ooxml.cells.cells import Cell
from motxl.ooxml.cells.opensheet import OpenSheet, Ref, place_of
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.showntexts import OfColour
from motxl.ooxml.cells.usualvalues import Grid
from motxl.ooxml.document import Document
from motxl.ooxml.errors import DamagedError, TooLargeError
from motxl.ooxml.looks.colouring import ColourSpan
from motxl.ooxml.looks.looks import Look
from motxl.ooxml.looks.textcells import TextCell
from motxl.ooxml.sheetcell import SheetCell
from motxl.ooxml.values import Value
from motxl.ooxml.xml.damage import names_its_part
from motxl.text.runs import Run

if TYPE_CHECKING:
    from motxl.ooxml.charts.bars import BarChart


class Sheet:
    """A worksheet. Edits stay in memory until the workbook is saved.

    A cell is named as ``"B3"`` or by its 1-based row and column. Chart sheets have a name and a
    part, and no cells.
    """

    def __init__(self, document: Document, opened: OpenSheet) -> None:
        self.document = document
        self.opened = opened
        """What the operations below the façade take"""

    def __repr__(self) -> str:
        return f"<Sheet {self.name!r}>"

    # What it is

    @property
    def name(self) -> str:
        return self.opened.name

    @property
    def kind(self) -> str:
        """``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``"""
        return self.opened.kind

    @property
    def state(self) -> str:
        """``visible``, ``hidden`` or ``veryHidden``"""
        return self.opened.state

    @property
    def sheet_id(self) -> str:
        """The number by which other parts know it (18.2.19 ``sheetId``)"""
        return self.opened.sheet_id

    @property
    def is_worksheet(self) -> bool:
        return self.opened.is_worksheet

    @property
    def part_name(self) -> str:
        return self.opened.part_name

    @property
    def part(self) -> SheetPart:
        """The sheet's bytes; refuses chart sheets and damaged parts."""
        return self.opened.part

    @property
    def loaded(self) -> bool:
        """Whether the sheet's bytes were asked for, so that edits may be in them."""
        return self.opened.loaded

    def forget(self) -> None:
        """Take note that the part was replaced."""
        self.opened.forget()

    def damaged(self) -> DamagedError:
        return self.opened.damaged()

    def too_large(self) -> TooLargeError:
        """The sentence for a sheet that would take far more memory than disk."""
        return self.opened.too_large()

    # One cell

    def __getitem__(self, ref: Ref) -> SheetCell:
        """A cell, whether it exists or not: ``sheet["B3"].value``."""
        return SheetCell(self.document, self.opened, *place_of(ref))

    def __setitem__(self, ref: Ref, value: Value) -> None:
        """Give a cell a value; a date gives it a format for dates, where it has none."""
        self[ref].value = value

    # Reading

    def cells(
        self,
        columns: Collection[int] | None = None,
        first_row: int = 1,
        last_row: int = MAX_ROW,
    ) -> Iterator[Cell]:
        """The cells that exist in some columns (``None``: all), in the order of the sheet."""
        return contents.cells(self.opened, columns, first_row, last_row)

    def cell(self, ref: Ref) -> Cell | None:
        """One cell as it is stored; ``None`` where the sheet has none."""
        return contents.cell(self.opened, ref)

    def formula(self, ref: Ref) -> str | None:
        """The formula of a cell as the file holds it (English, without ``=``); ``None`` where it
        has none of its own. A shared one reads as it does in this cell."""
        return contents.formula(self.opened, ref)

    def runs(
        self,
        columns: Collection[int] | None = None,
        first_row: int = 1,
        last_row: int = MAX_ROW,
        left_out: OfColour | None = None,
    ) -> Iterator[TextCell]:
        """The text cells of some columns, with the resolved colour of each run.

        The cell font's colour applies to runs without properties of their own. Texts that show in
        it alone are left out where ``left_out`` says so of the colour; those of formulas are not.
        """
        return contents.runs(self.opened, columns, first_row, last_row, left_out)

    def looks(self, ref: Ref) -> tuple[Run[Look], ...]:
        """The text of a cell, cut where its look changes; nothing for one that holds no text."""
        return contents.looks(self.opened, ref)

    def style_of(self, ref: Ref) -> int:
        """The format in which a cell shows, whether it exists or not (index in ``cellXfs``)."""
        return contents.style_of(self.opened, ref)

    def usual_values(self, cells: int, text: int) -> Grid | None:
        """All values at once; ``None`` for a sheet with times, formulas or the like in it, and for
        one with more cells or characters than that."""
        return contents.usual_values(self.opened, cells, text)

    def is_bounded(self, cells: int, text: int) -> bool:
        """Whether a copy of all cells from A1 on takes no more cells and bytes of text than that.

        To be asked before giving the sheet to a reader that copies each shared string for each
        cell, and makes room for all that lies between two cells.
        """
        return contents.is_bounded(self.opened, cells, text)

    def has_inline_texts(self) -> bool:
        """Whether texts stand in the sheet itself rather than in the shared strings."""
        return b"inlineStr" in self.part.to_bytes()

    def formula_cells(
        self, columns: Collection[int], first_row: int = 1, last_row: int = MAX_ROW
    ) -> list[tuple[int, int]]:
        """Row and column of the cells that are computed, in the order of the sheet."""
        return contents.formula_cells(self.opened, columns, first_row, last_row)

    def valueless_cells(
        self, columns: Collection[int], first_row: int = 1, last_row: int = MAX_ROW
    ) -> list[tuple[int, int]]:
        """Row and column of the cells that show an error, and of formulas whose result is not
        stored, in the order of the sheet."""
        return contents.valueless_cells(self.opened, columns, first_row, last_row)

    @property
    def extent(self) -> CellRange | None:
        """The rectangle around the cells that exist; ``None`` for an empty sheet.

        To be asked before reading a sheet into a grid: two cells may lie a million rows apart.
        """
        return contents.extent(self.opened)

    @property
    def merged_ranges(self) -> tuple[CellRange, ...]:
        return self.opened.merged_ranges

    @property
    def hyperlink_ranges(self) -> tuple[CellRange, ...]:
        """Cells with a link of their own; those with a HYPERLINK formula are formula cells."""
        return self.opened.hyperlink_ranges

    @property
    @names_its_part
    def links(self) -> tuple[tuple[str, str], ...]:
        """The links to places of the same workbook: the first cell of each, in A1, and where it
        leads, such as ``'Feuille 1'!B3`` (ECMA-376 part 1, 18.3.1.47)."""
        return partranges.links(self.part)

    @property
    @names_its_part
    def hidden_rows(self) -> frozenset[int]:
        """Numbers of the rows that are hidden, by hand or by a filter."""
        return partranges.hidden_rows(self.part)

    def first_comment(self, area: CellRange) -> CellRange | None:
        """The first cell of ``area`` that has a comment."""
        from motxl.ooxml.rows.obstacles import commented

        return commented(self.document, self.opened, area)

    # Editing

    def set_value(self, ref: Ref, value: Value) -> bool:
        """Give a cell a value; ``False`` when it had it. The style stays.

        ``None`` clears the cell. Dates become serial numbers: give the cell a date format. Text is
        text, whatever it begins with; text that is the same keeps its runs, a ``ColouredText``
        gives it its colours. Raises ``FormulaRefusedError`` for a cell that holds a formula.
        """
        return editing.set_value(self.opened, self.document, ref, value)

    @whole
    def set_formula(self, ref: Ref, formula: str, value: Value = None) -> bool:
        """Give a cell a formula, in English as files hold it; ``False`` when it had it.

        ``value`` is its result; without it, Excel computes one when it opens the workbook. Raises
        ``CellRefusedError`` in header cells and where other cells depend on the cell's own formula.
        Raises ``ValueError`` when it is empty, or longer than Excel takes.
        """
        return editing.set_formula(self.opened, self.document, ref, formula, value)

    def replace_text(self, ref: Ref, start: int, end: int, text: str) -> bool:
        """Put ``text`` in the place of some characters of a text cell; ``False`` if the same.

        Offsets are 0-based, in Unicode characters, end exclusive. The new characters take the
        properties of the first one replaced (of the one before, when none is).
        """
        return self.replace_texts(ref, [(start, end, text)])

    def replace_texts(self, ref: Ref, texts: Sequence[tuple[int, int, str]]) -> bool:
        """Replace text at several places of a cell, from left to right; no two begin at the same
        place."""
        return editing.replace_texts(self.opened, self.document, ref, texts)

    def set_colour(self, ref: Ref, start: int, end: int, rgb: str | None) -> bool:
        """Show characters of a text cell in ``RRGGBB``; ``False`` when they do already.

        Offsets are 0-based, in Unicode characters, end exclusive. ``None`` gives the colour of the
        cell's own font back. Nothing but the colour of these characters changes.
        """
        return self.set_colours(ref, [(start, end, rgb)])

    def set_colours(self, ref: Ref, spans: Sequence[ColourSpan]) -> bool:
        """Set the colours of several spans of a cell, which do not overlap and are in order."""
        return editing.set_colours(self.opened, ref, spans)

    def colour_column(self, column: int, spans: Mapping[int, Sequence[ColourSpan]]) -> bool:
        """Set the colours of many cells of a column, by row, at once; ``False``, and nothing is
        done, where one of them is to be coloured by itself: a formula, or a text of its own. Raises
        ``ValueError`` for a span outside its text: the cells before it are coloured by then."""
        from motxl.ooxml.cells.colouringmany import colour_column  # few runs need it

        return colour_column(self.opened, column, spans)

    def set_style(self, ref: Ref, style: int) -> bool:
        """Give a cell a format (index in ``cellXfs``); ``False`` when it had it."""
        return editing.set_style(self.opened, ref, style)

    def fit_row(self, row: int, points: float) -> bool:
        """Store the height that a row's text needs, as Excel does for a row that it fits.

        It is no height set by hand: Excel fits the row again when its text changes. A row that has
        one, and a row that does not exist, stay as they are: ``False``.
        """
        return editing.fit_row(self.opened, row, points)

    @names_its_part
    def set_links(self, area: CellRange, links: Mapping[str, str]) -> bool:
        """Give the cells of ``area`` these links and no others; ``False`` if they had them.

        ``links`` maps an A1 cell to a place in the workbook, such as ``'Feuille 1'!B3``. Links to
        the web stay.
        """
        from motxl.ooxml.cells.links import set_links  # few runs need it

        return set_links(self.part, area, links)

    @names_its_part
    def add_drop_down(self, area: CellRange, values: Sequence[str]) -> bool:
        """Let people choose one of ``values`` in the cells of ``area``; other text stays allowed.

        ``False``, and nothing is changed, where what is typed in one of the cells is checked
        already. Raises ``ValueError`` where the values, with commas between them, are longer than
        255 characters, or one is empty or holds a comma or a quotation mark.
        """
        from motxl.ooxml.cells.dropdowns import add_drop_down  # few runs need it

        return add_drop_down(self.part, area, values)

    @whole
    def drop_links(self, area: CellRange) -> None:
        """Take all links out of the cells of ``area``, those to the web and to other files too."""
        from motxl.ooxml.cells.links import drop_links  # few runs need it

        gone = drop_links(self.part, area)
        self.opened.flush()
        if gone:
            self.document.package.remove_relationships(self.part_name, gone)

    @whole
    def arrange_rows(self, order: Sequence[int], first: int, last: int) -> None:
        """Put whole rows ``first`` to ``last`` in another order; those not in ``order`` go.

        Every reference to them in the workbook follows. Raises ``CellRefusedError``, which names
        the place, when one cannot, and when the rows are a table's: see ``Table.arrange_rows``.
        """
        from motxl.ooxml.rows.arranging import arrange  # most runs only read

        arrange(self.document, self.opened, order, (first, last))

    @names_its_part
    def put_chart(self, name: str, chart: BarChart, area: CellRange, text: str) -> None:
        """Draw a chart over the cells of ``area``; one of the same name is replaced where it is
        now. ``text`` describes it to those who cannot see it. Raises ``DamagedError`` when the
        drawing is damaged."""
        from motxl.ooxml.charts.placing import put_chart  # few runs need it

        put_chart(self.document, self.opened, name, chart, area, text)

    @names_its_part
    def put_colour_scale(
        self, area: CellRange, low: str, high: str, *, instead: CellRange | None = None
    ) -> None:
        """Shade the numbers of ``area`` from 0 (``low``, RRGGBB) to the greatest (``high``).

        A scale of the same colours in the area ``instead`` goes; other formats stay. Raises
        ``DamagedError`` when the sheet is damaged.
        """
        from motxl.ooxml.cells.colourscale import put_colour_scale  # few runs need it

        put_colour_scale(self.part, area, low, high, instead=instead)
