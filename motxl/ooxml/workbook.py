"""A workbook: its sheets, tables and names, and saving it without losing a byte."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from motxl.a1 import from_a1
from motxl.files.note import NO_NOTE, Note
from motxl.ooxml.document import Document
from motxl.ooxml.errors import NotThereError, SignatureWouldBreakError
from motxl.ooxml.opc import opening
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.table import Table
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.values import Value

if TYPE_CHECKING:
    from motxl.ooxml.pivots.places import Placed, Placement
    from motxl.ooxml.pivots.placing import Kept, Styles

_CELL_NAME = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]+)\Z")


class NamedCell(NamedTuple):
    """Where a defined name points to: rows and columns are 1-based."""

    sheet: Sheet
    row: int
    column: int


class Workbook(Document):
    """An .xlsx, .xlsm, .xltx or .xltm package. Reading is lazy; edits wait for ``save``."""

    def __init__(self, data: bytes, path: Path | None = None, label: str | None = None) -> None:
        """``data`` is a whole file; ``label`` names it in messages (default: ``path``)."""
        self.path = path
        self.as_read = data
        """The file as it was read, or last saved"""
        self._was_saved = False
        self._sheets: tuple[Sheet, ...] = ()
        self._table_of: dict[str, Table] = {}
        super().__init__(data, label or (str(path) if path else "workbook.xlsx"))

    def __repr__(self) -> str:
        names = ", ".join(repr(sheet.name) for sheet in self.open_sheets)
        return f"<Workbook {self.label!r}: {names}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Leave without saving: only ``save`` writes, and no file is held open."""

    @classmethod
    def new(cls, *sheets: str) -> Workbook:
        """A workbook with blank sheets of these names (``Feuil1`` without any), of no file yet.

        Raises ``ValueError`` for names that Excel does not take.
        """
        from motxl.ooxml.newbook import new_workbook  # few workbooks are made from nothing

        return cls(new_workbook(sheets or ("Feuil1",)))

    @classmethod
    def open(cls, path: str | Path) -> Workbook:
        """Read a workbook. Raises ``MotxlError``, whose text is one sentence, when the file is
        none."""
        path = Path(path)
        return cls(opening.read_file(path), path)

    # What a caller finds things by

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet, in their order; the same objects as long as the sheets are there."""
        if [sheet.opened for sheet in self._sheets] != [*self.open_sheets]:
            known = {sheet.opened: sheet for sheet in self._sheets}
            self._sheets = tuple(known.get(one) or Sheet(self, one) for one in self.open_sheets)
        return self._sheets

    def __getitem__(self, name: str) -> Sheet:
        """As ``sheet``."""
        return self.sheet(name)

    def __iter__(self) -> Iterator[Sheet]:
        """Its sheets."""
        return iter(self.sheets)

    def __contains__(self, name: str) -> bool:
        """Whether there is a sheet of that name."""
        return self.open_sheet(name) is not None

    def sheet(self, name: str) -> Sheet:
        """A sheet by its name, without regard to case, as Excel compares them.

        Raises ``NotThereError``, which is a ``KeyError``, where there is none.
        """
        found = self.find_sheet(name)
        if found is None:
            raise NotThereError("sheet", name, (one.name for one in self.sheets), self.label)
        return found

    def find_sheet(self, name: str) -> Sheet | None:
        """A sheet by its name, without regard to case; ``None`` where there is none."""
        key = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == key), None)

    @property
    def tables(self) -> dict[str, Table]:
        """All tables by the names they have in Excel."""
        return {place.name: self._table(place) for place in self.table_parts.values()}

    def table(self, name: str) -> Table:
        """A table by its name, without regard to case. Raises ``NotThereError``, which is a
        ``KeyError``."""
        found = self.find_table(name)
        if found is None:
            raise NotThereError("table", name, self.tables, self.label)
        return found

    def find_table(self, name: str) -> Table | None:
        """A table by its name, without regard to case; ``None`` where there is none."""
        place = self.table_parts.get(name.casefold())
        return None if place is None else self._table(place)

    def _table(self, place: TablePart) -> Table:
        known = self._table_of.get(place.part_name)
        if known is None or known.place is not place:
            sheet = next(sheet for sheet in self.sheets if sheet.opened is place.sheet)
            known = self._table_of[place.part_name] = Table(self, sheet, place)
        return known

    def named_cell(self, name: str) -> NamedCell | None:
        """Where a defined name points to; ``None`` unless it is one cell of this workbook."""
        key = name.casefold()
        formula = next((f for n, f in self.defined_names.items() if n.casefold() == key), "")
        match = _CELL_NAME.match(formula.strip())
        if match is None:
            return None
        sheet = self.find_sheet((match[1] or match[2]).replace("''", "'"))
        return None if sheet is None else NamedCell(sheet, *from_a1(match[3]))

    # Looks

    def fill_colour(self, sheet: Sheet, row: int, column: int) -> str | None:
        """``RRGGBB`` of a cell's solid fill; ``None`` where it has none."""
        return self.styles.fill_colour(sheet.style_of((row, column)))

    def style_of_named(self, name: str) -> int | None:
        """The index in ``cellXfs`` of a format that looks as a named style, added if needed;
        ``None`` where there is none."""
        from motxl.ooxml.grafting.namedstyles import style_of_named  # few runs need it

        return style_of_named(self, name)

    def bring_style(self, source: Workbook, name: str) -> int | None:
        """The index in ``cellXfs`` of a format that looks as a named style, brought in from
        ``source`` where this workbook lacks it. ``None`` when neither has it.
        """
        from motxl.ooxml.grafting.namedstyles import bring_style

        return bring_style(self, source, name)

    # Sheets of other workbooks, and several tables at once

    def add_sheet(self, source: Workbook, name: str, *, before: str | None = None) -> Sheet:
        """Bring a sheet of another workbook in, with its tables, drawings, charts and pivots.

        It comes last, or before the sheet of that name, with its own name. Formats, strings and
        rules get this workbook's indices; tables and pivot caches get free ids. Raises
        ``SheetRefusedError`` when the name, or the name of one of its tables, is taken. Raises
        ``NotThereError`` when there is no such sheet.
        """
        from motxl.ooxml.grafting.graft import Graft  # few runs need it

        with self.attempt():
            Graft(self, source, source.sheet(name).opened).add(before)
        return self.sheet(name)

    def replace_sheet(self, name: str, source: Workbook) -> Sheet:
        """Put the sheet of that name of another workbook in the place of one made before.

        Its place, its name and its id stay, so that formulas that refer to it still do; all that
        only the old one held (tables, drawings, pivot tables and their caches) goes.
        """
        from motxl.ooxml.grafting.graft import Graft

        old = self.sheet(name)
        with self.attempt():
            Graft(self, source, source.sheet(name).opened).replace(old.opened)
        return self.sheet(name)

    def replace_together(self, contents: Sequence[tuple[Table, Sequence[Sequence[Value]]]]) -> bool:
        """Give tables that stand side by side on one sheet other data rows.

        This does what ``Table.replace_rows`` does for each of them in turn, but writes each row of
        the sheet once.
        """
        from motxl.ooxml.rows.filling import replace_together

        return replace_together(self, [(table.place, rows) for table, rows in contents])

    def put_pivots(
        self, placements: Sequence[Placement], moment: datetime, styles: Styles | None = None
    ) -> tuple[list[Placed], list[Kept]]:
        """Write pivot tables with the cells that they show; one of the same name is replaced where
        it stands. Returns what was placed, and what was left because a slicer that others made
        filters it.

        ``moment`` is written as that of the last refresh; ``styles`` are formats of cells. Raises
        ``CellRefusedError`` when one has no room, and writes nothing then; raises ``NotThereError``
        when a sheet is not there.
        """
        from motxl.ooxml.pivots.placing import Placing  # few runs need it

        with self.attempt():
            return Placing(self, moment, styles or {}).put(placements)

    # The whole

    @property
    def changed(self) -> bool:
        """Whether saving would write anything."""
        self.flush()
        if self._was_saved:
            return self.package.to_bytes() != self.as_read
        return self.package.changed

    def save(
        self, path: str | Path | None = None, *, force: bool = False, note: Note = NO_NOTE
    ) -> bool:
        """Write the workbook where it came from, or to ``path``; ``False`` when nothing changed.

        The previous state goes to the backups first, with a ``note`` of what changed it. Refused,
        unless ``force``, when the file is open elsewhere or signed, or when another file exists at
        ``path``; always when it is no longer what was read. Raises the errors of
        ``motxl.files.errors``, ``SignedError``, and ``ValueError`` where no path is known.
        """
        from motxl.files.saving import replace_read, write_new  # most runs only read

        target = self.path if path is None else Path(path)
        if target is None:
            raise ValueError("a workbook without a path: say where to save it")
        elsewhere = self.path is None or not _same_file(target, self.path)
        changed, data = self.changed, self.to_bytes()
        if not elsewhere and not changed:
            return False
        if self.is_signed and changed and not force:
            raise SignatureWouldBreakError(target)
        if elsewhere:
            write_new(target, data, overwrite=force, force=force, note=note)
            return True
        replace_read(target, self.as_read, data, force=force, note=note)
        self.saved(data)
        return True

    def saved(self, data: bytes) -> None:
        """Take note that ``data`` is now on disk: the next save compares with it."""
        self.as_read = data
        self._was_saved = True


def _same_file(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
