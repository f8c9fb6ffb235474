"""A workbook in memory: the programme that was read from it, and edits of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.a1 import from_a1
from motxl.book.editing.coloured import Coloured
from motxl.book.editing.kept import Former
from motxl.book.protocol import Skipped
from motxl.book.reading.adopted import AdoptedTexts
from motxl.book.reading.control import accepted, records
from motxl.book.reading.placed import PlacedProgramme
from motxl.book.reading.placing import place_programme, read_placed, settled
from motxl.book.reading.surroundings import surroundings
from motxl.book.reading.unseen import UnseenTexts
from motxl.book.reading.values import SheetValues, Values
from motxl.errors import MotxlError
from motxl.i18n import _, called
from motxl.ooxml import Workbook
from motxl.programme.cellvalue import CellValue, Record
from motxl.programme.edits import CellEdit, Edit, RowEdit
from motxl.programme.model import Programme
from motxl.template.words import language_of, own_workbook, words_of

if TYPE_CHECKING:
    from motxl.book.reading.compared import BesideProgramme
    from motxl.book.reading.readonly import ReadOnlyWorkbook
    from motxl.programme.found import FoundProgramme, Searched
    from motxl.programme.surroundings import Surroundings


class WorkingCopy:
    """All of a ``Book`` but its ``save``, which is where books differ."""

    skipped: Sequence[Skipped] = ()

    def __init__(
        self,
        source: Workbook | ReadOnlyWorkbook,
        path: Path | None,
        *,
        sheet: str | None = None,
        columns: str | None = None,
        spread: bool = False,
    ) -> None:
        """``path`` is where the workbook lies: what is remembered of it is found by that;
        ``spread`` is whether a programme that goes over several sheets, or has a column for each
        level, is wanted: it can be read, and not written. Raises ``MotxlError`` when the source
        holds no programme."""
        self._source = source
        self._asked = (sheet, columns)
        self._spread = spread
        self.coloured = Coloured(path)
        self._former = Former(path, _programme_of)
        self._adopted = AdoptedTexts(path, _programme_of)
        self.reread()

    def reread(self) -> None:
        """As ``Book.reread``."""
        source = self._source
        self._values: Values = SheetValues(source) if isinstance(source, Workbook) else source
        self._spelt = self._values
        placed = place_programme(source, self._values, *self._asked)
        self.programme = self._read(placed, self._values)
        words = words_of(source)
        if isinstance(source, Workbook) and words is not None and words.plain:
            self._spelt = SheetValues(source, spelt=True)
            self.programme.spelt = self._read(placed, self._spelt)
        self._placed: PlacedProgramme = settled(placed, self.programme)
        if self.programme.spread is not None and not self._spread:
            raise _spread_error(self.label, self.programme)

    def _read(self, placed: PlacedProgramme, values: Values) -> Programme:
        found = read_placed(self._source, placed, values, shows_colours=self.is_editable)
        found.coloured = self.coloured
        found.former = self._former
        found.former_scopes = self._former.scopes
        found.kept = self._former.programme
        found.adopted_text = self._adopted
        found.unseen = UnseenTexts(self._source, found)
        return found

    # What it holds

    @property
    def label(self) -> str:
        """As ``Book.label``."""
        return self._source.label

    @property
    def language(self) -> str:
        """The language of the texts that motxl writes into it."""
        return language_of(self._source)

    @property
    def is_editable(self) -> bool:
        """As ``Book.is_editable``."""
        return isinstance(self._source, Workbook)

    @property
    def workbook(self) -> Workbook:
        """The workbook to edit. Raises ``MotxlError`` where its format can only be read."""
        if not isinstance(self._source, Workbook):
            raise self._source.refusal
        return self._source

    @property
    def found(self) -> FoundProgramme | None:
        """As ``Book.found``."""
        return self._placed.found

    @property
    def searched(self) -> Searched | None:
        """As ``Book.searched``."""
        return self._placed.searched

    @property
    def sheet_names(self) -> list[str]:
        """As ``Book.sheet_names``."""
        return [sheet.name for sheet in self.workbook.sheets]

    @property
    def left_alone(self) -> list[str]:
        """As ``Book.left_alone``."""
        return [
            _("{cell}: {why}").format(cell=f"{one.sheet}!{one.cell}", why=one.why)
            for one in self.skipped
        ]

    def surroundings(self) -> Surroundings:
        """As ``Book.surroundings``."""
        searched = self.searched
        found = self.found or (searched.chosen if searched is not None else None)
        return surroundings(self._source, self._values, self.programme, found)

    def beside(self) -> BesideProgramme:
        """The tables beside the programme, and what the other cells hold, to compare them with
        another workbook's; read when it is asked for."""
        from motxl.book.reading.compared import beside  # few runs compare

        return beside(self._source, self._values, self.programme)

    def value(self, sheet: str, cell: str) -> CellValue:
        """As ``Book.value``."""
        rows, (row, column) = self._spelt.rows(sheet), from_a1(cell)
        cells = rows[row - 1] if row <= len(rows) else ()
        found = cells[column - 1] if column <= len(cells) else None
        return None if found == "" else found

    def holds_formula(self, sheet: str, cell: str) -> bool:
        """As ``Book.holds_formula``."""
        found = self.workbook.find_sheet(sheet)
        one = found.cell(cell) if found is not None else None
        return one is not None and one.formula

    def accepted(self) -> Mapping[str, Record]:
        """As ``Book.accepted``."""
        return accepted(self.workbook, self._values)

    def listed(self) -> Sequence[Record]:
        """As ``Book.listed``."""
        return records(self.workbook, self._values)

    # Edits

    def apply(self, edits: Iterable[Edit]) -> list[Edit]:
        """As ``Book.apply``."""
        from motxl.book.editing.cells import edit_cells  # few runs write
        from motxl.book.editing.rearranging import rearrange

        edits = list(edits)
        cells = [edit for edit in edits if isinstance(edit, CellEdit)]
        self.coloured.note(self.programme, cells)
        skipped = edit_cells(self.workbook, cells)
        rearrange(self.workbook, self.programme, [e for e in edits if isinstance(e, RowEdit)])
        return skipped

    def write_control(
        self, rows: Sequence[Sequence[str | None]], targets: Sequence[str | None]
    ) -> None:
        """As ``Book.write_control``."""
        from motxl.book.editing.control import write_control  # few runs write

        write_control(self.workbook, self._values, rows, targets)


def _programme_of(data: bytes) -> Programme:
    return WorkingCopy(own_workbook(data), None, spread=True).programme


def _spread_error(label: str, programme: Programme) -> MotxlError:
    """Why a programme that is spread is not written."""
    if programme.parts:
        names = ", ".join(f"“{called(part.sheet)}”" for part in programme.parts)
        text = _(
            "The programme of {path} extends over several sheets ({names}): motxl checks them "
            "together, but changes one sheet at a time. Choose the sheet with --sheet."
        )
        return MotxlError(text.format(path=label, names=names))
    text = _(
        "The programme of {path} has a column for each level: motxl checks it, but does not "
        "change it."
    )
    return MotxlError(text.format(path=label))
