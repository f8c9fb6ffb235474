"""What a workbook leaves in doubt: asked before extracts are made, and before they are sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.formerly import ExtractedToSome
from motxl.extract.recipients import Directory
from motxl.mail.before import Before
from motxl.mail.history import History, doubts_of_all
from motxl.mail.ledger import reading
from motxl.programme.addresses import is_example, parse_address
from motxl.programme.deciding import DecidingColumn
from motxl.programme.model import Programme
from motxl.programme.registers import Contact, Member, Register
from motxl.programme.remembered import Comparison
from motxl.template.layout import Parametre
from motxl.validation.doubts import Doubts


class InDoubt:
    """A workbook beside the extracts that were made of it before, the record of its messages, and
    its directory. Each is looked at when it is first asked for."""

    def __init__(
        self,
        programme: Programme,
        workbook: Path,
        folder: Path,
        *,
        since: Path | None = None,
        contacts: Path | None = None,
        confirmed: Collection[DecidingColumn] = (),
    ) -> None:
        """``workbook`` is its file, ``folder`` that of the extracts, ``since`` another one that
        they are compared with. ``contacts`` is a directory that is kept apart; ``confirmed`` are
        the columns that are right as they are.

        From now on the programme knows what the extracts before gave to some members only.
        """
        self.programme = programme
        self._folder = folder
        self._before = Before(programme, workbook, folder, since)
        self._contacts = contacts
        self._confirmed = confirmed
        programme.extracted_to_some = ExtractedToSome(self._before.folders)

    @cached_property
    def contacts(self) -> Register[Contact] | None:
        """The contacts of a directory that is kept apart; ``None`` where those of the workbook
        count. Raises ``MotxlError`` when it cannot be read."""
        if self._contacts is None:
            return None
        from motxl.book.reading.contacts import read_contacts

        return read_contacts(self._contacts)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.programme.registers, self.contacts)

    @cached_property
    def compared(self) -> Comparison:
        """The cells that decide who gets what, beside what is known of them from before."""
        return self._before.compared(self.contacts, self._confirmed)

    @cached_property
    def doubts(self) -> Doubts:
        """What leaves in doubt who gets what, as far as the workbook says it."""
        return Doubts(self.programme, self.contacts, self.compared)

    def of_the_record(self, members: Sequence[Member]) -> list[tuple[Member | None, str]]:
        """Whose address, or name, was another member's in earlier messages; what keeps the record
        from being read, without a member."""
        if not members:
            return []
        try:
            with reading(self._folder) as ledger:
                history = History(ledger, self._folder)
        except MotxlError as error:
            return [(None, str(error))]
        return [*doubts_of_all(history, self.programme.registers, self.directory, members)]

    @property
    def example_sender(self) -> str:
        """The example's address, where nobody has written one of their own yet; else empty."""
        address = parse_address(self.programme.parameters.get(Parametre.EXPEDITEUR, ""))[1]
        return address if is_example(address) else ""
