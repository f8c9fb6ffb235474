"""A workbook on a disk: edited and saved losslessly, or only read where its format is another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.book.editing.workingcopy import WorkingCopy
from motxl.book.reading.values import SheetValues, Values
from motxl.files.note import NO_NOTE, Note
from motxl.i18n import call_things, meant
from motxl.ooxml import Workbook
from motxl.ooxml.errors import OtherFormatError
from motxl.ooxml.opc import opening
from motxl.template.words import called_in, open_own, words_of

if TYPE_CHECKING:
    from motxl.book.reading.readonly import ReadOnlyWorkbook
    from motxl.ooxml.wording import Wording
    from motxl.programme.cellvalue import Record
    from motxl.programme.events import Proposal

READABLE_SUFFIXES = (".xlsx", ".xlsm", ".ods")
"""Which files of a folder are workbooks that can be read"""


class FileBook(WorkingCopy):
    """A ``Book`` of a file."""

    @classmethod
    def read(
        cls,
        source: Workbook | ReadOnlyWorkbook,
        *,
        sheet: str | None = None,
        columns: str | None = None,
        spread: bool = False,
    ) -> FileBook:
        """Read the programme of a workbook, with ``spread`` also one that can only be read.
        Raises ``MotxlError`` when it holds none."""
        path = source.path if isinstance(source, Workbook) else None
        call_things(called_in(source))
        return cls(source, path, sheet=sheet and meant(sheet), columns=columns, spread=spread)

    def speak_of(self) -> None:
        """From now on texts name things as this workbook does, whichever was opened last."""
        call_things(called_in(self._source))

    @property
    def words(self) -> Wording | None:
        """What this workbook calls things, where it has words of its own."""
        return words_of(self._source)

    def event_marks(self) -> set[str]:
        """What tells the events that were proposed before."""
        from motxl.book.editing.events import marks  # few runs need it

        return marks(self._values, self.workbook)

    def add_events(self, proposals: Sequence[Proposal]) -> None:
        """Append proposed events to their table (in memory), and remember them."""
        from motxl.book.editing.events import add_events  # few runs need it

        add_events(self.workbook, self._values, proposals)

    def write_choices(
        self,
        rows: Sequence[Sequence[str | None]],
        targets: Sequence[str | None],
        columns: Mapping[str, Sequence[str]],
        more: Mapping[str, Record],
    ) -> None:
        """As ``write_control``, with more ``columns``, each with the values of its drop-down list;
        they hold what ``more`` says, by fingerprint."""
        from motxl.book.editing.control import write_control  # few runs write

        write_control(self.workbook, self._values, rows, targets, columns, more)

    def save(self, *, force: bool = False, note: Note = NO_NOTE) -> bool:
        """As ``Book.save``: the file is replaced by one that is whole."""
        saved = self.workbook.save(force=force, note=note)
        if saved:
            self.coloured.keep(self.workbook.path)
        return saved


def open_source(path: Path, *, editing: bool = False) -> tuple[Workbook | ReadOnlyWorkbook, Values]:
    """A workbook and its values, whatever it holds. Raises ``MotxlError`` when it cannot be read;
    with ``editing`` also when its format can be read, but not edited."""
    try:
        own = open_own(path)
        return own, SheetValues(own)
    except OtherFormatError as refusal:
        if editing:
            raise
        source = _open_other(path, refusal)
        return source, source


def _open_other(path: Path, refusal: OtherFormatError) -> ReadOnlyWorkbook:
    if path.suffix.lower() in opening.TABLES_IN_TEXT:
        from motxl.book.reading.grid import open_grid  # few runs need it

        return open_grid(path, refusal)
    from motxl.book.reading.readonly import ReadOnlyWorkbook

    return ReadOnlyWorkbook.open(path, refusal)


def open_book(
    path: Path, *, sheet: str | None = None, columns: str | None = None, editing: bool = False
) -> FileBook:
    """Read a workbook. ``sheet`` and ``columns`` (``A,B``) say where a foreign one has its
    programme. Raises ``MotxlError`` when it cannot be read or holds none; with ``editing`` also
    when its format can be read, but not edited, and when the programme goes over several sheets or
    has a column for each level."""
    source, _values = open_source(path, editing=editing)
    return FileBook.read(source, sheet=sheet, columns=columns, spread=not editing)
