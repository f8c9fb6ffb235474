"""One sheet of an open package: what it is called, its part, and what hangs on its cells."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange, from_a1, to_a1
from motxl.i18n import _
from motxl.ooxml.cells import partranges, reading
from motxl.ooxml.cells.areas import Areas
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.errors import (
    CellRefusedError,
    DamagedError,
    FormulaRefusedError,
    TooLargeError,
)
from motxl.ooxml.looks.sharedparts import SharedParts
from motxl.ooxml.opc.container import too_large
from motxl.ooxml.opc.opc import Package
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part

Ref = str | tuple[int, int]
"""A cell: ``"B3"``, or its 1-based row and column"""

# Reading edited rows one by one costs more than writing them all into the sheet's bytes.
_EDITS_TO_SETTLE = 1000


def place_of(ref: Ref) -> tuple[int, int]:
    """Row and column of a cell; raises ``ValueError`` when there is no such cell in any sheet."""
    if isinstance(ref, str):
        return from_a1(ref)
    row, column = ref
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise ValueError(ref)
    return row, column


class OpenSheet:
    """A sheet of a package, whose part is read when it is asked for. Chart sheets have a name and a
    part, and no cells."""

    def __init__(
        self,
        package: Package,
        shared: SharedParts,
        *,
        name: str,
        state: str,
        part: str,
        kind: str,
        sheet_id: str,
    ) -> None:
        self._package = package
        self.shared = shared
        """What its cells share with those of other sheets"""
        self.name = name
        self.sheet_id = sheet_id
        """The number by which other parts know it (18.2.19 ``sheetId``)"""
        self.kind = kind
        """``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``"""
        self.state = state
        """``visible``, ``hidden`` or ``veryHidden``"""
        self.part_name = part
        self.is_worksheet = kind == "worksheet"
        self._part: SheetPart | None = None
        self._array_formulas: Areas | None = None

    def __repr__(self) -> str:
        return f"<OpenSheet {self.name!r}>"

    @property
    def part(self) -> SheetPart:
        """The sheet's bytes; refuses chart sheets and damaged parts."""
        if self._part is None:
            if not self.is_worksheet:
                raise CellRefusedError(
                    _("Sheet {sheet} of {file} has no cells: it is a chart.").format(
                        sheet=self.name, file=self._package.label
                    )
                )
            try:
                self._part = SheetPart(self._package.xml(self.part_name))
            except (scan.XmlError, KeyError):
                raise self.damaged() from None
        return self._part

    @part.setter
    def part(self, part: SheetPart) -> None:
        self._part = part

    def settled(self) -> SheetPart:
        """The part for reading many cells: many edited rows are first put into its bytes."""
        if self.part.edited_rows > _EDITS_TO_SETTLE:
            self._part = SheetPart(self.part.to_bytes(), changed=True)
        return self.part

    @property
    def loaded(self) -> bool:
        """Whether the sheet's bytes were asked for, so that edits may be in them."""
        return self._part is not None

    def forget(self) -> None:
        """Take note that the part was replaced."""
        self._part = self._array_formulas = None

    def flush(self) -> None:
        """Put what was edited into the package."""
        if self._part is not None and self._part.changed:
            self._package.replace_xml(self.part_name, self._part.to_bytes())
            self._part.note_written()

    # Its shared strings

    def string_indices(self) -> Iterator[int]:
        """The shared strings that cells refer to, one for each cell."""
        if self._part is not None:
            working, masked = self._part.working, self._part.masked
            if self._part.changed:
                working = self._part.to_bytes()
                masked = scan.mask(working)
        else:
            working = self._package.xml(self.part_name)
            masked = scan.mask(working)
        return reading.string_indices(working, masked)

    def string_indices_of(self, first_row: int, last_row: int) -> Iterator[int]:
        """The shared strings that the cells of some rows refer to, one for each cell."""
        prefixes = self.part.root.prefixes
        for raw in reading.raw_cells(self.settled(), None, first_row, last_row):
            value = reading.value_of(raw, prefixes) if raw.type == "s" else None
            if value is not None:
                yield int(value)

    # What hangs on its cells

    @property
    def array_formulas(self) -> Areas:
        """Cells that one formula fills."""
        if self._array_formulas is None:
            self._array_formulas = Areas(partranges.array_ranges(self.part))
        return self._array_formulas

    @names_its_part
    def ranges(self, name: str) -> tuple[CellRange, ...]:
        """What elements of a name cover: ``mergeCell``, ``hyperlink``."""
        return partranges.ranges(self.part, name)

    @property
    def merged_ranges(self) -> tuple[CellRange, ...]:
        return self.ranges("mergeCell")

    @property
    def hyperlink_ranges(self) -> tuple[CellRange, ...]:
        """Cells with a link of their own; those with a HYPERLINK formula are formula cells."""
        return self.ranges("hyperlink")

    # What it refuses

    def damaged(self) -> DamagedError:
        return self._package.damaged(self.part_name)

    def too_large(self) -> TooLargeError:
        """The sentence for a sheet that would take far more memory than disk."""
        return too_large(self._package.label, self.part_name)

    def formula_refused(self, row: int, column: int) -> FormulaRefusedError:
        """The sentence for a cell whose formula would be lost."""
        return FormulaRefusedError(
            _(
                "Cell {cell} of sheet {sheet} holds a formula, which is not overwritten: "
                "change the formula in Excel, or replace it by its value there."
            ).format(cell=to_a1(row, column), sheet=self.name)
        )
