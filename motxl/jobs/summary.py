"""Pivot tables and charts of a workbook's programme, in Synthèse and as a page for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.files.note import Note
from motxl.i18n import _
from motxl.summary import summary
from motxl.summary.summary import BandTable, Summary

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.book.live.livebook import LiveBook
    from motxl.summary.writing import Written


class Summarised(NamedTuple):
    """The numbers of a programme, and what was built of them."""

    summary: Summary
    written: Written | None = None
    """``None`` where the workbook can only be read"""
    changed: bool = False
    """Whether Synthèse was not up to date"""
    saved: bool = False

    def __repr__(self) -> str:
        saved = ", saved" if self.saved else ""
        return f"Summarised({len(self.tables)} tables{saved})"

    @property
    def tables(self) -> list[BandTable]:
        """The pivot tables with their numbers; each is a frame by ``to_frame``."""
        return self.summary.tables


class SummaryRefreshed(NamedTuple):
    """The numbers of a programme, shown in a workbook that is open."""

    summary: Summary
    changed: bool
    """Whether its source tables were not up to date"""
    refused: dict[str, str]
    """Pivot tables that the application did not refresh, and what it says"""


def summarise(
    book: FileBook,
    *,
    write: bool = True,
    page: Path | None = None,
    force: bool = False,
    command: str = "summary",
) -> Summarised:
    """Bring Synthèse and Données of a workbook up to date and save it. For one that can only be
    read, work out the numbers alone.

    With ``write`` false the file stays as it is. ``page`` is where the same tables and charts go as
    HTML; ``force`` replaces it, and passes what keeps the workbook from being written;
    ``motxl undo --list`` names the ``command``. Raises ``MotxlError`` when something is in the way,
    or the workbook cannot be written: it is as it was then.
    """
    found = summary.summarise(book.programme, book.language)
    written, changed = None, False
    if book.is_editable:
        from motxl.summary.writing import write_summary

        written = write_summary(book, found)
        changed = book.workbook.changed
    if page is not None:
        from motxl.files.saving import write_page
        from motxl.summary.page import page as as_page

        write_page(page, as_page(found).encode(), overwrite=force)
    saved = False
    if write and changed:
        note = Note(command, _("pivot tables and their sources"))
        saved = book.save(force=force, note=note)
    return Summarised(found, written, changed, saved)


def refresh(book: LiveBook) -> SummaryRefreshed:
    """Fill the source tables of an open workbook, and have its pivot tables read them. Raises
    ``motxl.summary.live.NotBuiltError`` where ``summarise`` has to build them first, in the file.
    """
    from motxl.summary.live import show_summary

    found = summary.summarise(book.programme)
    return SummaryRefreshed(found, *show_summary(book, found))
