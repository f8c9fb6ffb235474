"""Dated events proposed from the texts of a workbook's programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.files.note import Note
from motxl.i18n import ngettext
from motxl.programme.events import Proposal, propose_events

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.book.file.filebook import FileBook


class ProposedEvents(NamedTuple):
    """The events that the texts announce and that were never proposed before."""

    proposals: Sequence[Proposal]
    saved: bool = False
    """Whether they stand in the workbook, Confirmé empty"""

    def __repr__(self) -> str:
        return f"ProposedEvents({len(self.proposals)}{', saved' if self.saved else ''})"

    def as_data(self) -> list[dict[str, Any]]:
        """One object per event, with dates as ISO 8601 has them, for JSON."""
        return [
            {
                "ref": one.ref,
                "start": one.start.isoformat(),
                "end": one.end.isoformat() if one.end else None,
                "precision": one.precision,
                "title": one.title,
                "place": one.place or None,
                "text": one.text,
            }
            for one in self.proposals
        ]

    def to_frame(self) -> DataFrame:
        """A line per event; start and end are days."""
        import pandas

        return pandas.DataFrame(self.proposals, columns=list(Proposal._fields))


def plan(book: FileBook) -> ProposedEvents:
    """Work out what would be proposed."""
    return ProposedEvents(propose_events(book.programme, book.event_marks()))


def carry_out(book: FileBook, planned: ProposedEvents, *, force: bool = False) -> ProposedEvents:
    """Add what was planned for this book to Événements and save it; nothing where there is none."""
    n = len(planned.proposals)
    if not n:
        return planned
    book.add_events(planned.proposals)
    text = ngettext("{n} event proposed", "{n} events proposed", n)
    saved = book.save(force=force, note=Note("events", text.format(n=n)))
    return planned._replace(saved=saved)


def propose(book: FileBook, *, write: bool = True, force: bool = False) -> ProposedEvents:
    """Add the events that the texts announce to Événements and save the workbook; with ``write``
    false, say only which. Raises ``MotxlError`` when it cannot be written."""
    planned = plan(book)
    return carry_out(book, planned, force=force) if write else planned
