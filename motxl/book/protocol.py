"""What a workbook is to every job, wherever it stands: read into a Programme, edited, saved.

``file.filebook`` is a workbook on a disk, ``live.livebook`` one that is open in a spreadsheet
application. Neither knows of the other; the same job does the same to both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from motxl.files.note import NO_NOTE, Note
from motxl.programme.cellvalue import CellValue, Record
from motxl.programme.edits import Edit
from motxl.programme.model import Programme

if TYPE_CHECKING:
    from motxl.programme.found import FoundProgramme, Searched
    from motxl.programme.surroundings import Surroundings


class Skipped(NamedTuple):
    """A cell that was not written, and a sentence that says why."""

    sheet: str
    cell: str
    why: str


class Book(Protocol):
    """A workbook and the programme that was read from it.

    Edits are made in memory, and show after ``reread``; ``save`` alone writes. Sheets are named as
    staff name them, cells by their A1 references.
    """

    programme: Programme
    skipped: Sequence[Skipped]
    """What ``save`` did not write, because it had changed meanwhile or was refused"""

    @property
    def label(self) -> str:
        """Its name in messages"""

    @property
    def is_editable(self) -> bool:
        """Whether its format can be written, not only read."""

    @property
    def found(self) -> FoundProgramme | None:
        """What was found where neither a table of ours, nor a header of ours, nor options say it
        all; else ``None``."""

    @property
    def searched(self) -> Searched | None:
        """What was looked at to find it; ``None`` where nothing had to be looked for."""

    @property
    def sheet_names(self) -> list[str]:
        """The names of the sheets, in their order."""

    @property
    def left_alone(self) -> list[str]:
        """The cells of ``skipped``, and why, a sentence each."""

    def surroundings(self) -> Surroundings:
        """What stands around the programme and was not read as its rows; looked at when asked."""

    def value(self, sheet: str, cell: str) -> CellValue:
        """What a cell held when the programme was read last; ``None`` when it is blank."""

    def holds_formula(self, sheet: str, cell: str) -> bool:
        """Whether a cell is computed, and an edit of it would be skipped."""

    def accepted(self) -> Mapping[str, Record]:
        """The rows of Contrôle that staff accepted, by fingerprint."""

    def listed(self) -> Sequence[Record]:
        """The rows of Contrôle; none where they are not to be written now."""

    def reread(self) -> None:
        """Read the programme anew, with the edits made so far."""

    def apply(self, edits: Iterable[Edit]) -> list[Edit]:
        """Make the edits in memory; returns those that could not be made: on formulas.

        Cells and offsets are those from before the first edit. Raises ``MotxlError`` when rows
        cannot move because something could not follow; the cells are edited by then.
        """

    def write_control(
        self, rows: Sequence[Sequence[str | None]], targets: Sequence[str | None]
    ) -> None:
        """Give Contrôle these rows, one value per column of its design; ``targets`` are the places
        that the cells of Cellule link to."""

    def save(self, *, force: bool = False, note: Note = NO_NOTE) -> bool:
        """Write what was edited, if anything was; the state before is kept for ``motxl undo``,
        with a ``note`` of what changed it. Raises ``MotxlError`` where that must not be: nothing is
        written then, unless ``force`` passes the reason."""


class Opener(Protocol):
    """What reads a workbook, from a file or from the application that has it open.

    ``sheet`` and ``columns`` (``A,B``) say where a foreign one has its programme. ``MotxlError``
    when it cannot be read or holds none; with ``editing`` also when its format can be read, but
    not edited.
    """

    def __call__(
        self, path: Path, *, sheet: str | None, columns: str | None, editing: bool
    ) -> Book: ...
