"""A draft per member, to be looked at and sent by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.files.within import inside
from motxl.jobs.mail.desk import RecordedOptions
from motxl.jobs.mail.planning import Planned, planned
from motxl.jobs.progress import Progress, unheard
from motxl.mail import eml
from motxl.mail.desk import Desk
from motxl.mail.elsewhere import only_sender
from motxl.mail.folders import stamp
from motxl.mail.ledger import Ledger, writing
from motxl.mail.message import message_id
from motxl.mail.outgoing import Outgoing
from motxl.mail.secrets import Commands, NoSecretError


@dataclass(frozen=True)
class DraftsOptions(RecordedOptions):
    """Which drafts, and where; by default ``.eml`` files in the folder of the extracts."""

    again: Sequence[str] = ()
    """Members whose draft is made once more"""
    imap: str | None = None
    """The mailbox's server, ``imaps://name@host[/Folder]``"""
    outlook: bool = False
    mailbox: str | None = None
    """A shared mailbox of Outlook"""
    commands: Commands = field(default_factory=Commands)
    insecure: bool = False
    """Without encryption, on this computer only"""
    force: bool = False
    """Replace ``.eml`` files that were changed"""


class Way(NamedTuple):
    """How drafts are made."""

    via: str
    """Its name in the record"""
    add: Callable[[Outgoing], str]
    """Makes a draft; says where"""
    close: Callable[[], None] = lambda: None


@dataclass(repr=False)
class Drafting:
    """A run that was planned, and holds the folder: what ``make`` makes is what was planned."""

    planned: Planned
    record_in_doubt: str
    """Why the record of what was sent may be incomplete; empty when it may be believed"""
    _desk: Desk
    _ledger: Ledger
    _options: DraftsOptions
    _again: frozenset[str]
    made: int = 0
    where: str = ""
    """Where the last draft is"""
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Names of members, and why they have no draft"""

    def __repr__(self) -> str:
        return f"Drafting({self.made} made, {len(self.failed)} failed, {self.planned!r})"

    def make(self, way: Way, progress: Progress = unheard, *, all_the_same: bool = False) -> None:
        """Make the drafts, each noted before and after; what ``progress`` raises ends it between
        two of them.

        ``all_the_same`` says that somebody was told that the record may be incomplete, and wants
        the drafts. Raises ``MotxlError`` for such a record otherwise, and for one that cannot be
        written.
        """
        if self.record_in_doubt and not (all_the_same or self._options.without_record):
            raise MotxlError(self.record_in_doubt)
        going = self.planned.going
        folder, ledger = self._desk.folder, self._ledger
        ledger.make()
        stamp(folder, ledger, [plan.outgoing.letter for plan in going])
        progress(0, len(going))
        try:
            for number, outgoing in enumerate(self.planned.full(going), 1):
                self._make(way, outgoing)
                progress(number, len(going))
        finally:
            way.close()
            with suppress(MotxlError):  # the record itself says more
                stamp(folder, ledger)

    def _make(self, way: Way, outgoing: Outgoing) -> None:
        letter = outgoing.letter
        if outgoing.problems:
            self.failed.append((letter.name, "; ".join(outgoing.problems)))
            return
        again = letter.member in self._again
        identity = message_id(outgoing, self._desk.sender)
        record = self._ledger.begin(letter, way.via, identity, again=again)
        try:
            self.where = way.add(outgoing)
        except MotxlError as error:
            self._ledger.end(record, "échec", str(error))
            self.failed.append((letter.name, str(error)))
            return
        self._ledger.end(record, "brouillon", self.where)
        self.made += 1

    def way(self) -> Way:
        """The way that the options name. Raises ``MotxlError`` where it is not open: no server, no
        Outlook, no password."""
        options = self._options
        if options.outlook:
            return _outlook(self._desk, options.mailbox or "")
        if options.imap is not None:
            return _imap(self._desk, options.imap, options.commands, insecure=options.insecure)
        return _files(self._desk, self._desk.folder / eml.FOLDER, force=options.force)


@contextmanager
def drafting(desk: Desk, options: DraftsOptions = DraftsOptions()) -> Iterator[Drafting]:
    """Plan the drafts; nobody else works in the folder meanwhile. Raises ``MotxlError`` as
    ``planned``; raises ``InUseError`` while another motxl works there or sends from beside."""
    again = frozenset(desk.keys_of(options.again))
    with only_sender(desk.folder), writing(desk.folder) as ledger:
        ledger.settle()
        found = planned(
            desk, options.only, ledger, again, options.confirm_address,
            without_record=options.without_record,
        )  # fmt: skip
        yield Drafting(found, found.record_in_doubt(ledger), desk, ledger, options, again)


def _outlook(desk: Desk, mailbox: str) -> Way:
    from motxl.mail import outlook

    application = outlook.Outlook(mailbox)

    def add(outgoing: Outgoing) -> str:
        application.add(outgoing, desk.sender)
        return mailbox or "Outlook"

    return Way(outlook.VIA, add)


def _files(desk: Desk, folder: Path, *, force: bool) -> Way:
    inside(desk.folder, folder)

    def add(outgoing: Outgoing) -> str:
        folder.mkdir(exist_ok=True)
        eml.write_draft(outgoing, desk.sender, folder, force=force)
        return str(folder)

    return Way(eml.VIA, add)


def _imap(desk: Desk, url: str, commands: Commands, *, insecure: bool) -> Way:
    from motxl.mail import imap

    server, secret = imap.login_of(url, lambda: desk.sender, commands)
    if secret is None:
        raise NoSecretError(server.user, imap.PASSWORD)
    mailbox = imap.Drafts(server, secret, insecure=insecure)

    def add(outgoing: Outgoing) -> str:
        if not mailbox.has(outgoing, desk.sender):
            mailbox.add(outgoing, desk.sender)
        return f"{server.host}/{mailbox.folder}"

    return Way(imap.VIA, add, mailbox.close)
