"""Reading one sheet of a workbook: its cells, its runs, its ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import TYPE_CHECKING, cast

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange, from_a1
from motxl.i18n import _
from motxl.ooxml.cells import partranges, reading, usualcells
from motxl.ooxml.cells.areas import Areas
from motxl.ooxml.cells.cells import Cell
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.usualvalues import Convert, Grid, day_of, refuse, usual_values
from motxl.ooxml.errors import CellRefusedError, DamagedError, TooLargeError
from motxl.ooxml.looks.looks import Look, look_of, look_of_font
from motxl.ooxml.looks.rich import RichText
from motxl.ooxml.looks.textcells import Colours, ShownStrings, TextCell, Texts, resolved
from motxl.ooxml.opc.container import too_large
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part
from motxl.text.runs import Run, merge

if TYPE_CHECKING:
    from motxl.ooxml.workbook import Workbook

Ref = str | tuple[int, int]
"""A cell: ``"B3"``, or its 1-based row and column"""

_RICH = ("s", "inlineStr")

_STYLE = re.compile(rb"\s(?:s|style)=[\"']([0-9]{1,9})[\"']")

# Reading edited rows one by one costs more than writing them all into the sheet's bytes.
_EDITS_TO_SETTLE = 1000


_CELL = cast("Callable[[tuple[object, ...]], Cell]", partial(tuple.__new__, Cell))
"""As ``Cell._make``, which is twice as slow"""
_TEXT_CELL = cast("Callable[[tuple[object, ...]], TextCell]", partial(tuple.__new__, TextCell))


def place_of(ref: Ref) -> tuple[int, int]:
    """Row and column of a cell; ``ValueError`` when there is no such cell in any sheet."""
    if isinstance(ref, str):
        return from_a1(ref)
    row, column = ref
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise ValueError(ref)
    return row, column


class SheetContents:
    """What can be read of a sheet. Chart sheets have a name and a part, and no cells."""

    def __init__(
        self, workbook: Workbook, name: str, state: str, part: str, kind: str, sheet_id: str
    ) -> None:
        self._workbook = workbook
        self.name = name
        self.sheet_id = sheet_id
        """The number by which other parts know it (18.2.19 ``sheetId``)"""
        self.kind = kind
        """``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``"""
        self.state = state
        """``visible``, ``hidden`` or ``veryHidden``"""
        self.part_name = part
        self.is_worksheet = kind == "worksheet"

    def __repr__(self) -> str:
        return f"<Sheet {self.name!r}>"

    @cached_property
    def part(self) -> SheetPart:
        """The sheet's bytes; refuses chart sheets and damaged parts."""
        package = self._workbook.package
        if not self.is_worksheet:
            raise CellRefusedError(
                _("Sheet {sheet} of {file} has no cells: it holds a chart.").format(
                    sheet=self.name, file=self._workbook.label
                )
            )
        try:
            return SheetPart(package.xml(self.part_name))
        except (scan.XmlError, KeyError):
            raise self.damaged() from None

    def _settled(self) -> SheetPart:
        """The part for reading many cells: many edited rows are first put into its bytes."""
        if self.part.edited_rows > _EDITS_TO_SETTLE:
            self.part = SheetPart(self.part.to_bytes(), changed=True)
        return self.part

    @property
    def loaded(self) -> bool:
        """Whether the sheet's bytes were asked for, so that edits may be in them."""
        return "part" in self.__dict__

    def forget(self) -> None:
        """Take note that the part was replaced."""
        for cached in ("part", "_array_formulas"):
            self.__dict__.pop(cached, None)

    def damaged(self) -> DamagedError:
        return self._workbook.package.damaged(self.part_name)

    # Reading

    def cells(
        self,
        columns: Collection[int] | None = None,
        first_row: int = 1,
        last_row: int = MAX_ROW,
    ) -> Iterator[Cell]:
        """The cells that exist in some columns (``None``: all), in the order of the sheet."""
        try:
            part = self._settled()
            if not reading.is_regular(part):
                yield from map(self._cell_of, reading.raw_cells(part, columns, first_row, last_row))
            elif columns is None or columns:
                yield from self._usual_cells(part, columns, first_row, last_row)
        except (scan.XmlError, ValueError, IndexError):
            raise self.damaged() from None

    def _usual_cells(
        self, part: SheetPart, columns: Collection[int] | None, first: int, last: int
    ) -> Iterator[Cell]:
        strings = self._workbook.strings
        if strings is not None and columns is None and (first, last) == (1, MAX_ROW):
            strings.read_all()
        text_of = Texts(strings)
        for found in usualcells.cells_of(part, columns, first, last):
            if isinstance(found, usualcells.Bytes):
                raws = reading.cells_between(part, columns, (first, last), *found)
                yield from map(self._cell_of, raws)
                continue
            values = found.values
            kinds: Sequence[str]
            styles, types, kinds = zip(*found.looks, strict=True)
            said: list[str | None] = [
                text_of[value] if type_ == "s" else value
                for type_, value in zip(types, values, strict=True)
            ]
            if "" in values:
                kinds = [k if value else "empty" for k, value in zip(kinds, values, strict=True)]
                said = [text if value else None for text, value in zip(said, values, strict=True)]
            fields = zip(found.rows, found.columns, kinds, said, styles, repeat(False))
            yield from map(_CELL, fields)

    def _cell_of(self, raw: reading.RawCell) -> Cell:
        row, column, style, kind, value, content = raw
        prefixes = self.part.root.prefixes
        strings = self._workbook.strings
        text: str | None
        if kind == "inlineStr":
            text = self._inline(raw).text
        elif value and kind != "str":
            text = value.decode() if b"&" not in value else reading.value_of(raw, prefixes)
        else:
            text = reading.value_of(raw, prefixes)
        if kind == "s" and text is not None and strings is not None:
            text = strings.text(int(text))
        known = "empty" if text is None else reading.KINDS.get(kind, "number")
        formula = bool(content) and reading.has_formula(raw, prefixes)
        return Cell(row, column, known, text, style, formula)

    def usual_values(self, cells: int, text: int) -> Grid | None:
        """All values at once; ``None`` for a sheet with times, formulas or the like in it, and for
        one with more cells or characters than that."""
        strings = self._workbook.strings
        if strings is not None:
            strings.read_all()
        text_of = Texts(strings).__getitem__
        return usual_values(self._settled(), text_of, self._number_of, cells, text)

    def _number_of(self, style: int) -> Convert:
        """What makes a value of a number in a format."""
        styles = self._workbook.styles
        if not styles.shows_date(style):
            return float
        return (
            refuse
            if styles.shows_elapsed(style)
            else partial(day_of, date1904=self._workbook.date1904)
        )

    def has_inline_texts(self) -> bool:
        """Whether texts stand in the sheet itself rather than in the shared strings."""
        return b"inlineStr" in self.part.to_bytes()

    def string_indices(self) -> Iterator[int]:
        """The shared strings that cells refer to, one for each cell."""
        if self.loaded:
            working, masked = self.part.working, self.part.masked
            if self.part.changed:
                working = self.part.to_bytes()
                masked = scan.mask(working)
        else:
            working = self._workbook.package.xml(self.part_name)
            masked = scan.mask(working)
        return reading.string_indices(working, masked)

    def string_indices_of(self, first_row: int, last_row: int) -> Iterator[int]:
        """The shared strings that the cells of some rows refer to, one for each cell."""
        prefixes = self.part.root.prefixes
        for raw in reading.raw_cells(self._settled(), None, first_row, last_row):
            value = reading.value_of(raw, prefixes) if raw.type == "s" else None
            if value is not None:
                yield int(value)

    def formula_cells(
        self, columns: Collection[int], first_row: int = 1, last_row: int = MAX_ROW
    ) -> list[tuple[int, int]]:
        """Row and column of the cells that are computed, in the order of the sheet."""
        part = self.part
        tag = b"<" + part.prefix + b"f"
        if not part.edited_rows and tag + b">" not in part.masked and tag + b" " not in part.masked:
            return []
        cells = self.cells(columns, first_row, last_row)
        return [(cell.row, cell.column) for cell in cells if cell.formula]

    def valueless_cells(
        self, columns: Collection[int], first_row: int = 1, last_row: int = MAX_ROW
    ) -> list[tuple[int, int]]:
        """Row and column of the cells that show an error, and of formulas whose result is not
        stored, in the order of the sheet."""
        part = self.part
        tag = b"<" + part.prefix + b"f"
        marks = (tag + b">", tag + b" ", b't="e"', b"t='e'")
        if not part.edited_rows and not any(mark in part.masked for mark in marks):
            return []
        return [
            (cell.row, cell.column)
            for cell in self.cells(columns, first_row, last_row)
            if cell.kind == "error"
            or (cell.formula and cell.kind in {"number", "empty"} and not cell.text)
        ]

    def cell(self, ref: Ref) -> Cell | None:
        """One cell; ``None`` where the sheet has none."""
        try:
            raw = reading.raw_cell(self.part, *place_of(ref))
            return None if raw is None else self._cell_of(raw)
        except (scan.XmlError, ValueError, IndexError):
            raise self.damaged() from None

    @names_its_part
    def formula(self, ref: Ref) -> str | None:
        """The formula of a cell as the file holds it (English, without ``=``); ``None`` where it
        has none of its own. A shared one reads as it does in this cell."""
        from motxl.ooxml.cells.computing import formula_of

        return formula_of(self.part, *place_of(ref))

    def runs(
        self,
        columns: Collection[int] | None = None,
        first_row: int = 1,
        last_row: int = MAX_ROW,
    ) -> Iterator[TextCell]:
        """The text cells of some columns, with the resolved colour of each run.

        The cell font's colour applies to runs without properties of their own.
        """
        part = self._settled()
        colours = Colours(self._workbook.styles)
        shown = ShownStrings(self._workbook.strings, colours)
        try:
            if not reading.is_regular(part):
                raws = reading.raw_cells(part, columns, first_row, last_row)
                yield from self._runs_of(raws, colours)
            elif columns is None or columns:
                for found in usualcells.cells_of(part, columns, first_row, last_row):
                    if isinstance(found, usualcells.Cells):
                        yield from self._usual_runs(found, shown)
                    else:
                        rows = (first_row, last_row)
                        raws = reading.cells_between(part, columns, rows, *found)
                        yield from self._runs_of(raws, colours)
        except (scan.XmlError, ValueError, IndexError):
            raise self.damaged() from None

    def _usual_runs(self, cells: usualcells.Cells, shown: ShownStrings) -> Iterator[TextCell]:
        colours = shown.colours
        for row, column, look, value in zip(*cells, strict=True):
            if look.kind != "text" or not value:
                continue
            own = colours[look.style]
            if look.type != "s":
                yield TextCell(row, column, value, (Run(value, own),), False, own)
            elif (string := shown[value, own]) is not None:
                yield _TEXT_CELL((row, column, *string, False, own))

    def _runs_of(self, raws: Iterable[reading.RawCell], colours: Colours) -> Iterator[TextCell]:
        prefixes = self.part.root.prefixes
        for raw in raws:
            row, column, style, kind, _value, _content = raw
            if kind not in ("s", "str", "inlineStr"):
                continue
            own = colours[style]
            if kind == "str":
                text = reading.value_of(raw, prefixes)
                if text:
                    formula = reading.has_formula(raw, prefixes)
                    yield TextCell(row, column, text, (Run(text, own),), formula, own)
                continue
            rich = self._rich_of(raw)
            if rich is not None:
                shown = resolved(rich, own, colours.palette)
                yield TextCell(row, column, rich.text, shown, False, own)

    def looks(self, ref: Ref) -> tuple[Run[Look], ...]:
        """The text of a cell, cut where its look changes; nothing for one that holds no text."""
        try:
            raw = reading.raw_cell(self.part, *place_of(ref))
            rich = self._rich_of(raw) if raw is not None and raw.type in _RICH else None
            if raw is None or rich is None:
                return ()
            styles = self._workbook.styles
            own = look_of_font(styles.font(raw.style))
            return merge(
                Run(run.text, look_of(run.properties, styles.palette) if run.properties else own)
                for run in rich.runs
            )
        except (scan.XmlError, ValueError, IndexError):
            raise self.damaged() from None

    def _rich_of(self, raw: reading.RawCell) -> RichText | None:
        """The string of a text cell; ``None`` where it refers to none."""
        if raw.type == "inlineStr":
            return self._inline(raw)
        value = reading.value_of(raw, self.part.root.prefixes)
        strings = self._workbook.strings
        return None if value is None or strings is None else strings.rich(int(value))

    def _inline(self, raw: reading.RawCell) -> RichText:
        prefixes = self.part.root.prefixes
        element = reading.inline_string(raw, prefixes)
        return RichText.parse(element or b"<is/>", prefixes)

    @names_its_part
    def style_of(self, ref: Ref) -> int:
        """The format in which a cell shows, whether it exists or not (index in ``cellXfs``)."""
        row, column = place_of(ref)
        opened = self.part.row(row)
        found = opened.find(column) if opened is not None else None
        if opened is not None:
            if found is not None:
                return scan.whole(found.get("s")) or 0
            if scan.attribute(opened.attributes, "customFormat") in ("1", "true"):
                return scan.whole(scan.attribute(opened.attributes, "s")) or 0
        return self.part.column_style(column)

    @property
    @names_its_part
    def extent(self) -> CellRange | None:
        """The rectangle around the cells that exist; ``None`` for an empty sheet.

        To be asked before reading a sheet into a grid: two cells may lie a million rows apart.
        """
        rows = columns = None
        for raw in reading.raw_cells(self._settled(), None):
            rows = (min(rows[0], raw.row), max(rows[1], raw.row)) if rows else (raw.row, raw.row)
            columns = (
                (min(columns[0], raw.column), max(columns[1], raw.column))
                if columns
                else (raw.column, raw.column)
            )
        if rows is None or columns is None:
            return None
        return CellRange(rows[0], columns[0], rows[1], columns[1])

    @names_its_part
    def is_bounded(self, cells: int, text: int) -> bool:
        """Whether a copy of all cells from A1 on takes no more cells and bytes of text than that.

        To be asked before giving the sheet to a reader that copies each shared string for each
        cell, and makes room for all that lies between two cells.
        """
        part, strings = self._settled(), self._workbook.strings
        if not reading.fits_a_grid(part, cells):
            return False
        if strings is None:
            return True
        return strings.fit(self.string_indices(), text, part.working.count(b'="s"'))

    def too_large(self) -> TooLargeError:
        """The sentence for a sheet that would take far more memory than disk."""
        return too_large(self._workbook.label, self.part_name)

    @cached_property
    def _array_formulas(self) -> Areas:
        """Cells that one formula fills."""
        return Areas(partranges.array_ranges(self.part))

    @property
    def merged_ranges(self) -> tuple[CellRange, ...]:
        return self._ranges("mergeCell")

    @property
    def hyperlink_ranges(self) -> tuple[CellRange, ...]:
        """Cells with a link of their own; those with a HYPERLINK formula are formula cells."""
        return self._ranges("hyperlink")

    @property
    @names_its_part
    def links(self) -> tuple[tuple[str, str], ...]:
        """The links to places of the same workbook: the first cell of each, in A1, and where it
        leads, such as ``'Feuille 1'!B3`` (ECMA-376 part 1, 18.3.1.47)."""
        return partranges.links(self.part)

    @names_its_part
    def _ranges(self, name: str) -> tuple[CellRange, ...]:
        return partranges.ranges(self.part, name)

    @property
    @names_its_part
    def hidden_rows(self) -> frozenset[int]:
        """Numbers of the rows that are hidden, by hand or by a filter."""
        return partranges.hidden_rows(self.part)


def styles_in(working: bytes) -> set[int]:
    """The formats (indices in ``cellXfs``) of cells, rows and columns, and the default one."""
    return {0, *map(int, _STYLE.findall(working))}
