"""Who gets what: from the manifest of the extracts, the directory, and the templates.

Nothing is sent that does not stand here. A problem keeps a message back; a doubt is shown before
anybody confirms.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.identity import identity_of, identity_of_calendar, identity_of_pdf
from motxl.extract.inspecting import Inspector, in_words
from motxl.extract.manifest import Addressed, HeldManifest, is_unfinished
from motxl.extract.readers import key_of, surely
from motxl.extract.recipients import Directory, Recipient
from motxl.extract.typed import of_some_members
from motxl.extract.words import words_in
from motxl.i18n import _
from motxl.inspection import Finding
from motxl.mail.history import History, doubted_owners, shared_by
from motxl.mail.ledger import Letter
from motxl.mail.outgoing import Outgoing, data_of, said_changed
from motxl.mail.reminders import Reminder, reminder_digest
from motxl.mail.salutation import salutation
from motxl.mail.sender import Sender
from motxl.mail.templates import Kind, Templates
from motxl.ooxml import Workbook
from motxl.programme.addresses import is_address, is_example, parse_address
from motxl.programme.model import Programme
from motxl.programme.registers import Contact, Member, Register
from motxl.text.normalise import normalise
from motxl.validation.doubts import Doubts

_LARGE = 20_000_000
"""Bytes that many mail servers do not take"""


class Desk:
    """Works out the messages of one folder of extracts."""

    def __init__(
        self,
        programme: Programme,
        book: Path,
        folder: Path,
        sender: Sender,
        contacts: Register[Contact] | None = None,
        said_now: Callable[[Addressed], tuple[str, str] | None] | None = None,
        doubts: Doubts | None = None,
        reminder: Reminder | None = None,
    ) -> None:
        """``contacts`` are those of a directory that is kept apart; ``said_now`` gives the digest
        that a member's extract would have if it were made now, and the dates that it would name;
        ``doubts`` is what the workbook leaves in doubt; ``None``: what it alone shows;
        ``reminder`` is which reminder the messages are; ``None``: they bring the extracts."""
        self.programme = programme
        self.manifest = HeldManifest(folder)
        self.folder = folder
        self.reminder = reminder
        used = contacts is not None
        needed = self.manifest.header.get("contacts")
        if needed and not used:
            raise MotxlError(
                _(
                    "The extracts in {folder} were made with the directory {file}: run the "
                    "command again with --contacts and this file."
                ).format(folder=folder, file=needed)
            )
        self.sender = sender
        self.sender_address = parse_address(sender.address)[1]
        registers = programme.registers
        self._directory = Directory(registers, contacts)
        self._members = {
            key_of(one): one for one in registers.members or () if one.active and one.title
        }
        self._said_now = said_now
        self._doubted: set[tuple[str, int]] = set()
        self._templates = Templates(book, partial(of_some_members, programme, contacts))
        self._inspector = Inspector()
        self.doubts = doubts if doubts is not None else Doubts(programme, contacts)
        addressed = self.manifest.addressed.values()
        files = Counter(name for one in addressed for name, _sha256 in one.files)
        self._shared_files = {name for name, count in files.items() if count > 1}

    def without_extract(self) -> list[str]:
        """The active members of whom the manifest knows nothing, by name."""
        return [one.title for key, one in self._members.items() if key not in self.manifest.known]

    @property
    def is_unfinished(self) -> bool:
        """Whether the making of the extracts was interrupted."""
        return is_unfinished(self.folder)

    @property
    def sender_is_example(self) -> bool:
        """Whether nobody has written an address of their own yet."""
        return is_example(self.sender_address)

    @property
    def version(self) -> str:
        """The version of the programme that was extracted, ISO; its year where it has no date."""
        programme = self.manifest.header.get("programme") or {}
        return str(programme.get("date") or programme.get("year") or "")

    def letters(self, members: Sequence[str] = ()) -> Iterator[Letter]:
        """What identifies the message of each member of the manifest, or of some by key, name or
        alias. Raises ``MotxlError`` for a name that the manifest does not know.
        """
        wanted = self._wanted(members)
        for told in self.manifest.addressed.values():
            if wanted is None or told.key in wanted:
                yield self._letter(told)

    def message(self, key: str, *, checked: bool = False) -> Outgoing:
        """The message of a member. ``checked`` when its files were inspected before: that they are
        the same files is looked at again in any case."""
        return self._message(self.manifest.addressed[key], checked=checked)

    def members_with(self, address: str) -> list[Member]:
        """The active members whose address it is."""
        found = self._directory.members_of(address)
        return [one for one in found if one is not None and one.active]

    def keys_of(self, names: Iterable[str]) -> list[str]:
        """The keys of members of the manifest, by key, name or alias."""
        return sorted(self._wanted(names) or ())

    def _wanted(self, names: Iterable[str]) -> set[str] | None:
        found: set[str] = set()
        for name in names:
            called = surely(self.programme.registers.called(name))
            known = self.manifest.known.keys() & ({key_of(one) for one in called.members} or {name})
            if not known:
                raise MotxlError(
                    _("{folder} holds no extract for {name}.").format(folder=self.folder, name=name)
                )
            found |= known
        return found or None

    def _letter(self, told: Addressed) -> Letter:
        recipients = sorted(told.recipients, key=lambda one: one[1] != "to")
        digest, reminder = told.digest, self.reminder
        return Letter(
            told.key,
            told.name,
            self.version,
            digest if reminder is None else reminder_digest(digest, reminder.number),
            tuple(email for email, _kind in recipients),
            tuple(f"{name}:{sha256}" for name, sha256 in told.files),
            tuple(
                (email, key_of(one), one.title)
                for email, _kind in recipients
                for one in self._directory.members_of(email)
                if one is not None and (email.casefold(), one.row) not in self._doubted
            ),
        )

    def is_outdated(self, key: str) -> bool:
        """Whether the extract would be another one if it were made now."""
        told = self.manifest.addressed[key]
        now = self._said_now(told) if self._said_now else None
        return now is not None and now[0] != told.digest

    def not_as_before(
        self, history: History, key: str, confirmed: Collection[str]
    ) -> tuple[str, ...]:
        """What the record of earlier messages leaves in doubt of a member's addresses."""
        member = self._members.get(key)
        addresses = [email for email, _kind in self.manifest.addressed[key].recipients]
        if member is None:
            return ()
        return tuple(history.doubts(member, addresses, self.programme.registers, confirmed))

    def leave_out_doubted(self, history: History, confirmed: Collection[str]) -> None:
        """From now on, letters do not count a member among those whose an address is while the
        record leaves in doubt that it is: what is sent to the others confirms nothing of it."""
        used = {e for one in self.manifest.addressed.values() for e, _kind in one.recipients}
        registers = self.programme.registers
        self._doubted = doubted_owners(history, registers, self._directory, used, confirmed)

    def is_newly_shared(self, history: History, key: str) -> bool:
        """Whether one of a member's addresses stands for others too, and did not when it was last
        written to."""
        return any(
            not history.knows_shared(email, shared_by(self._directory, email))
            for email, _kind in self.manifest.addressed[key].recipients
        )

    def check_addresses(self, addresses: Iterable[str]) -> None:
        """Raises ``MotxlError`` for one that no message goes to."""
        known = {
            email.casefold()
            for one in self.manifest.addressed.values()
            for email, _kind in one.recipients
        }
        for address in addresses:
            if address.casefold() not in known:
                raise MotxlError(_("No message goes to {address}.").format(address=address))

    def _message(self, told: Addressed, *, checked: bool) -> Outgoing:
        """``checked``: all but what may have changed since was looked at before."""
        language = words_in(told.language).language
        member = self._members.get(told.key)
        to = tuple(email for email, kind in told.recipients if kind == "to")
        cc = tuple(email for email, kind in told.recipients if kind != "to")
        problems: list[str] = []
        doubts: list[str] = []
        shared: list[str] = []
        problems += self._wrong_programme()
        if member is None:
            problems.append(_("is not an active member of the workbook any more"))
        elif normalise(member.title) != normalise(told.name):
            problems.append(
                _("{key} is the key of {other} now: run motxl extract again").format(
                    key=told.key, other=member.title
                )
            )
        else:
            problems += self.doubts.about(member)
            problems += self._wrong_recipients(member, told)
            shared = list(self._shared_addresses((*to, *cc)))
            doubts += shared
        if not told.direct and not told.common:
            doubts.append(_("its extract holds no action"))
        wrong, heavy = self._wrong_files(told, checked=checked)
        problems += wrong
        doubts += heavy
        if not problems and not checked:
            outdated, passed = self._outdated(told)
            problems += outdated
            doubts += passed
        text = None
        if not problems:
            greeting = salutation(self._people(member, to), language)
            if not greeting.names:
                doubts.append(_("the greeting names nobody"))
            values = self._values(told, greeting.text)
            kind: Kind = "courriel" if self.reminder is None else "relance"
            text = self._templates.render(language, values, member, kind)
        paths = tuple(self.folder / name for name, _sha256 in told.files)
        return Outgoing(
            self._letter(told), language, to, cc, text, paths, tuple(problems), tuple(doubts),
            shared=bool(shared),
        )  # fmt: skip

    def _values(self, told: Addressed, greeting: str) -> dict[str, object]:
        """What a template may say."""
        summary = told.summary
        programme = self.manifest.header.get("programme") or {}
        return {
            "salutation": greeting,
            "adherent": told.name,
            "cle": told.key,
            "annee": programme.get("year") or "",
            "titre": summary.get("title", ""),
            "version": summary.get("version", ""),
            "directes": told.direct,
            # Of some alone, no message says that they are those for everyone.
            "communes": 0 if told.leaves_out else told.common,
            "changements": summary.get("changes", ""),
            "axes": summary.get("axes", ""),
            "dates": _as_list(summary.get("dates", "")),
            "jetons": summary.get("jetons", ""),
            "prestations": summary.get("services", ""),
            "expediteur": self.sender.address,
            "signature": self.sender.signature,
        }

    def _people(self, member: Member | None, to: Sequence[str]) -> list[Contact]:
        """The contacts to whom a message goes; none when one of them is not in the directory."""
        found = []
        for address in to:
            own = [c for c in self._directory.called(address) if self._is_of(c, member)]
            if not own:
                return []
            found.append(own[0])
        return found

    def _is_of(self, contact: Contact, member: Member | None) -> bool:
        of = self.programme.registers.called(contact.member).member
        return member is not None and of is not None and of.row == member.row

    # What keeps a message back

    def _wrong_programme(self) -> Iterator[str]:
        """The extracts are of another programme than the workbook."""
        told = self.manifest.header.get("programme") or {}
        if told.get("year") != self.programme.year:
            yield _("the extracts are for {year}, but the workbook is for {now}").format(
                year=told.get("year") or "–", now=self.programme.year or "–"
            )

    def _wrong_recipients(self, member: Member, told: Addressed) -> Iterator[str]:
        now = self._directory.recipients(member)
        none_before = not any(kind == "to" for _email, kind in told.recipients)
        if none_before and not any(one.kind == "to" for one in now.found):
            yield _("there is nobody to write to: {reason}").format(
                reason=self._directory.why_nobody(member)
            )
        for address, _kind in told.recipients:
            if not is_address(address):
                yield _("“{text}” is not an e-mail address").format(text=address)
                continue
            owners = self._directory.members_of(address)
            if not owners:
                yield _("{address} is not in the directory").format(address=address)
            elif member not in owners:
                others = [contact.member for contact in self._directory.called(address)]
                yield _("{address} belongs to {other}").format(address=address, other=others[0])
            elif None in owners:
                yield _(
                    "{address} also stands in the directory under a member's name that is unknown"
                ).format(address=address)
        if self.sender_is_example and not all(is_example(one) for one, _k in told.recipients):
            yield _(
                "{sender} is the example address: write your own in the row “expéditeur” of "
                "the sheet Paramètres"
            ).format(sender=self.sender_address)
        yield from self._other_recipients(told, now.found)

    def _outdated(self, told: Addressed) -> tuple[list[str], list[str]]:
        """Problems and doubts of what the extract would say if it were made now."""
        now = self._said_now(told) if self._said_now else None
        if now is None:
            return [], []
        digest, dates = now
        if digest != told.digest:
            return [_("the programme has changed since: run motxl extract again")], []
        if dates != told.summary.get("dates", ""):
            return [], [_("mentions dates that are over: run motxl extract again")]
        return [], []

    def _wrong_files(self, told: Addressed, *, checked: bool) -> tuple[list[str], list[str]]:
        """Problems and doubts of all the attachments."""
        found = [self._wrong_file(told, *one, checked=checked) for one in told.files]
        problems = [problem for problem, _weight in found if problem]
        if not told.files:
            problems.append(_("has no file in the manifest"))
        size = sum(weight for _problem, weight in found)
        text = _("weighs {mb} MB: some servers refuse such a message").format(mb=size // 1_000_000)
        return problems, [text] if size > _LARGE else []

    def _wrong_file(
        self, told: Addressed, name: str, sha256: str, *, checked: bool
    ) -> tuple[str, int]:
        """What is wrong with an attachment, empty when it is what the manifest says and the
        member's own; and its size in bytes."""
        if name in self._shared_files:
            return _("{file} is in the manifest for another member too").format(file=name), 0
        if Path(name).name != name or name in {"", ".", ".."}:
            return _("{file} is not in the folder of the extracts").format(file=name), 0
        try:
            data = data_of(self.folder / name)
        except MotxlError as error:
            return str(error), 0
        if data is None:
            return _("{file} is missing").format(file=name), 0
        if hashlib.sha256(data).hexdigest() != sha256:
            return said_changed(name), 0
        if not checked:
            return self._not_its_own(told, name, data), len(data)
        return "", len(data)

    def _not_its_own(self, told: Addressed, name: str, data: bytes) -> str:
        """Whose a file is, as it says itself, and whether it hides something."""
        suffix = Path(name).suffix.casefold()
        hidden: Sequence[Finding] = ()
        try:
            if suffix == ".xlsx":
                workbook = Workbook(data, label=name)
                whose = identity_of(workbook)
                hidden = self._inspector.findings(workbook)
            elif suffix == ".pdf":
                whose = identity_of_pdf(data)
            elif suffix == ".ics":
                whose = identity_of_calendar(data)
            else:
                return _("{file} is not an extract").format(file=name)
        except MotxlError as error:
            return str(error)
        if whose is None:
            return _("{file} does not indicate whom it is for: run motxl extract again").format(
                file=name
            )
        if (whose.key, whose.name) != (told.key, told.name):
            return _("{file} indicates that it is for {other}").format(
                file=name, other=f"{whose.name} ({whose.key})"
            )
        if whose.digest != told.digest:
            return _(
                "{file} was made by another run of motxl extract: run motxl extract again"
            ).format(file=name)
        if hidden:
            return _("{file} shows more than it should: {what}").format(
                file=name, what=in_words(hidden[0])
            )
        return ""

    def _other_recipients(self, told: Addressed, now: Sequence[Recipient]) -> Iterator[str]:
        before = {(email.casefold(), kind) for email, kind in told.recipients}
        after = {(one.email.casefold(), one.kind) for one in now}
        if before != after:
            changes = [f"+{_as_said(one)}" for one in sorted(after - before)]
            changes += [f"−{_as_said(one)}" for one in sorted(before - after)]
            yield _(
                "the directory has changed since ({addresses}): run motxl extract again"
            ).format(addresses=", ".join(changes))

    def _shared_addresses(self, addresses: Sequence[str]) -> Iterator[str]:
        for address in addresses:
            if members := shared_by(self._directory, address):
                yield _("{address} is the address of several members: {names}").format(
                    address=address, names=", ".join(one.title for one in members)
                )


def _as_said(one: tuple[str, str]) -> str:
    email, kind = one
    return email if kind == "to" else f"cc {email}"


def _as_list(text: str) -> str:
    """What an extract tells in one cell, “Dates: one · another”, a line for each."""
    head, colon, rest = text.partition(": ")
    return f"{head}:\n– " + rest.replace(" · ", "\n– ") if colon else text
