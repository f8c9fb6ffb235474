"""What the records know, asked in one place: whose an address was, and what a member holds.

A workbook knows its present state alone. Where one column was sorted without the others, names or
addresses were exchanged, or a contact was attached to another member, it is right in itself; that
messages to the same addresses were another member's shows that it is not, or that something has
changed that a person should say. Asked before extracts are made, and before anything is sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.extract.manifest import header_of
from motxl.extract.readers import key_of
from motxl.extract.recipients import Directory
from motxl.i18n import _
from motxl.mail import folders
from motxl.mail.elsewhere import Elsewhere, said_of
from motxl.mail.ledger import DONE, Ledger, Letter, Owner, Record, reading
from motxl.mail.moments import NEVER, moment_of
from motxl.mail.reminders import number_of
from motxl.programme.registers import Member, Registers
from motxl.text.normalise import normalise


class _Held(NamedTuple):
    """A message that a member may hold, and when it left.

    What stands in one record left in the order in which it was noted, whatever the clock said. By
    the clock alone those of two records are compared; where it was put back, a message left
    between the earliest moment that was noted with it or after it, and the latest that was noted
    with it or before it.
    """

    earliest: datetime
    latest: datetime
    order: int
    ledger: int
    """Which of the records it stands in"""
    record: Record

    def surely_follows(self, other: _Held) -> bool:
        if self.ledger == other.ledger:
            return self.order > other.order
        return (self.earliest, self.order) > (other.latest, other.order)


class History:
    """What the record of a folder and those of the others say, as they are when they are read."""

    def __init__(self, own: Ledger | None, folder: Path) -> None:
        """``None``: nothing was sent from the folder yet, or it is not to be asked."""
        elsewhere = Elsewhere(folder)
        year = _year_of(folder)
        self._own = own
        self._same: dict[tuple[str, str, str], str] = {}
        self._far: dict[tuple[str, str, str], str] = {}
        self._earlier: set[str] = set()
        self._held: list[_Held] = []
        self._reminders: list[Record] = []
        self._ledgers = 0
        self._owners: dict[str, list[Owner]] = {}
        self._pairs: dict[str, Owner] = {}
        self._marks = elsewhere.marks(own)
        for ledger, other, near in elsewhere.ledgers():
            # The programmes of two years are sent side by side.
            self._take(ledger, near and _year_of(other) == year)
            for record in ledger.records():
                if record.state in DONE or record.state == "en cours":
                    same = self._same if near else self._far
                    same[_identity(record)] = said_of(record, other)
        if own is not None:
            self._take(own, near=True)

    def _take(self, ledger: Ledger, near: bool) -> None:
        self._ledgers += 1
        records = ledger.records()
        if near:
            done = [one for one in records if one.state in DONE and not number_of(one)]
            self._reminders += [one for one in records if one.state in DONE and number_of(one)]
            self._held += _in_order(done, ledger.order(), self._ledgers)
        for record in records:
            if record.state not in DONE:
                continue
            self._earlier |= {record.member, normalise(record.name)}
            self._earlier |= {address.casefold() for address in record.recipients}
        for one in ledger.owners():
            known = self._owners.setdefault(one.address, [])
            at = moment_of(one.at)
            latest = max((moment_of(other.at) for other in known), default=NEVER)
            if at > latest:
                known.clear()
            if at >= latest:
                known.append(one)
            for name in (f"key {one.member}", f"name {normalise(one.name)}"):
                if name not in self._pairs or at >= moment_of(self._pairs[name].at):
                    self._pairs[name] = one

    # What a member holds

    def elsewhere(self, letter: Letter) -> str:
        """What became of the same letter in another folder; empty where it was never begun."""
        return self._same.get(_identity(letter), "")

    def far_away(self, letter: Letter, *, without_record: bool = False) -> str:
        """What became of the same letter in a folder of this computer that does not count as one
        with this one: nothing has changed, and it would be the same extract a second time. Empty
        where it was never begun there, or is known here. ``without_record``: also when the record
        of that folder is gone."""
        if self._own is not None and self._own.last(letter) is not None:
            return ""
        again = _("to send it once more, run motxl mail send --resend {member}").format(
            member=letter.member
        )
        found = self._far.get(_identity(letter))
        if found is None and not without_record and folders.mark_of(letter) in self._marks:
            found = _(
                "the sending of the same extract was begun from a folder of this computer "
                "that is gone, together with its record of what was sent; the extract may "
                "have been sent"
            )
        return f"{found}; {again}" if found else ""

    def has_earlier(self, letter: Letter) -> bool:
        """Whether anybody of that key or name, or at one of those addresses, was sent anything
        before; or this very letter left from a folder of this computer whose record is nowhere to
        be found."""
        known = {letter.member, normalise(letter.name), *map(str.casefold, letter.recipients)}
        return not known.isdisjoint(self._earlier) or folders.mark_of(letter) in self._marks

    def holds_another(self, letter: Letter) -> str:
        """That a member was sent another extract after this one, which is not sent again by itself;
        empty where this is what it holds."""
        mine = self._held_by(letter)
        if all(one.record.digest != letter.digest for one in mine):
            return ""
        last = [one for one in mine if not any(other.surely_follows(one) for other in mine)]
        others = [one.record for one in last if one.record.digest != letter.digest]
        if not others:
            return ""
        if len(others) < len(last):
            text = _("– but it is not known whether another extract, dated {date}, was sent since")
        elif others[-1].state == "brouillon":
            text = _("– but a draft of another extract was made since, on {date}")
        else:
            text = _(
                "– but another extract was sent since, on {date}, and is the one that "
                "the member has"
            )
        text += _("; to send this extract once more, run motxl mail send --resend {member}")
        return text.format(date=others[-1].updated[:10], member=letter.member)

    def holds_later(self, letter: Letter) -> str:
        """That a member was sent a later version of the programme than this one; empty where it
        was not, or where nobody can tell: only days can be compared."""
        own = _day_of(letter.version)
        versions = [(_day_of(one.record.version), one) for one in self._held_by(letter)]
        known = [
            (day, (one.latest, one.order), one.record)
            for day, one in versions
            if day and own and day > own
        ]
        if own is None or not known:
            return ""
        later, _when, record = max(known, key=lambda one: one[:2])
        text = (
            _(
                "this extract has the version of {version}; a draft with the version of {later} "
                "was made on {date}"
            )
            if record.state == "brouillon"
            else _(
                "this extract has the version of {version}; an extract with the version of "
                "{later} was sent on {date}"
            )
        )
        days = (own, later, moment_of(record.updated))
        version, later_one, day = (f"{one:%d/%m/%Y}" for one in days)
        return text.format(version=version, later=later_one, date=day)

    def _held_by(self, letter: Letter) -> list[_Held]:
        return [
            one for one in self._held
            if one.record.member == letter.member
            or normalise(one.record.name) == normalise(letter.name)
        ]  # fmt: skip

    def held(self, letter: Letter) -> Record | None:
        """The last message with this very extract that surely left this folder, or one that counts
        as one with it; else the last draft or uncertain one. ``None`` where there is none."""
        mine = [one for one in self._held if _identity(one.record) == _identity(letter)]
        surely = [one for one in mine if one.record.state in {"envoyé", "confirmé"}]
        last = max(surely or mine, key=lambda one: (one.latest, one.order), default=None)
        return last.record if last is not None else None

    def reminders(self, letter: Letter) -> list[Record]:
        """The reminders that the member of a letter was sent, or may have been; drafts too."""
        return [one for one in self._reminders if one.member == letter.member]

    # Whose an address was

    def doubts(
        self,
        member: Member,
        addresses: Collection[str],
        registers: Registers,
        confirmed: Collection[str] = (),
    ) -> Iterator[str]:
        """Why the record leaves in doubt that addresses are a member's, or that it is the member
        that it was. ``confirmed`` are addresses, in lower case, of which somebody has said that
        they are as the directory has them now.

        Nothing is said of an address that is new, nor of one of an organisation that has left or is
        called otherwise now: only a member that is still there can have lost its own.
        """
        open_ones = [one for one in addresses if one.casefold() not in confirmed]
        if not open_ones:
            return
        advice = _("if that is right, add {options}")
        for name in (f"key {key_of(member)}", f"name {normalise(member.title)}"):
            pair = self._pairs.get(name)
            if pair is not None and (others := _others(pair, member, registers)):
                options = " ".join(f"--confirm-address {one}" for one in open_ones)
                yield _(
                    "in earlier messages {key} stood for {name}, which may now be {other}; "
                    "{advice}"
                ).format(
                    key=pair.member, name=pair.name, other=_named(others[0]),
                    advice=advice.format(options=options),
                )  # fmt: skip
                return
        for address in open_ones:
            known = self._owners.get(address.casefold(), [])
            if any(_is_still(one, member, registers) for one in known):
                continue
            taken = [one for one in known if _others(one, member, registers)]
            if taken:
                yield _(
                    "{address} was the address of {name} ({key}) in earlier messages; {advice}"
                ).format(
                    address=address, name=taken[0].name, key=taken[0].member,
                    advice=advice.format(options=f"--confirm-address {address}"),
                )  # fmt: skip

    def knows_shared(self, address: str, members: Collection[Member]) -> bool:
        """Whether an address stood for the same members, or more, when it was last written to."""
        known = self._owners.get(address.casefold(), [])
        return all(any(_is_same(one, member) for one in known) for member in members)


def _in_order(records: Sequence[Record], order: Mapping[int, int], ledger: int) -> list[_Held]:
    """The messages of one record with the moments between which each left."""
    ordered = sorted(records, key=lambda one: order.get(one.id, 0))
    moments = [moment_of(one.updated) for one in ordered]
    latest = accumulate(moments, max)
    # What is no moment says nothing of those before it.
    known = [_LAST if one == NEVER else one for one in reversed(moments)]
    earliest = [NEVER if one == _LAST else one for one in reversed(list(accumulate(known, min)))]
    return [
        _Held(first, last, order.get(one.id, 0), ledger, one)
        for one, first, last in zip(ordered, earliest, latest, strict=True)
    ]


def _day_of(version: str) -> date | None:
    """The day of a version; ``None`` for one that has a year alone."""
    with suppress(ValueError):
        return date.fromisoformat(version)
    return None


def owners_known(folder: Path) -> Iterator[Owner]:
    """All that the record of a folder and those of the others know of whose an address was. A
    record that cannot be read is told where messages are sent."""
    with suppress(MotxlError), reading(folder) as own:
        yield from own.owners() if own is not None else ()
    for ledger, _other, _near in Elsewhere(folder).ledgers():
        yield from ledger.owners()


def doubts_of_all(
    history: History, registers: Registers, directory: Directory, members: Collection[Member]
) -> Iterator[tuple[Member, str]]:
    """What the record leaves in doubt of some members, as ``doubts`` says it."""
    for member in members:
        addresses = [one.email for one in directory.recipients(member).found]
        for text in history.doubts(member, addresses, registers):
            yield member, text


def doubted_owners(
    history: History,
    registers: Registers,
    directory: Directory,
    addresses: Collection[str],
    confirmed: Collection[str],
) -> set[tuple[str, int]]:
    """Of addresses that stand for several members, in lower case, each with the row of a member of
    which the record leaves in doubt that it is its own."""
    return {
        (address.casefold(), member.row)
        for address in addresses
        for member in shared_by(directory, address)
        if any(history.doubts(member, [address], registers, confirmed))
    }


def shared_by(directory: Directory, address: str) -> list[Member]:
    """The members whom an address stands for, where they are several; empty where they are not."""
    members = [one for one in directory.members_of(address) if one is not None]
    return members if len(members) > 1 else []


def _others(one: Owner, member: Member, registers: Registers) -> list[Member]:
    """The active members that an owner of an earlier day may be today, other than this one."""
    if _is_same(one, member):
        return []
    return [
        other
        for name in (one.member, one.name)
        for other in registers.called(name).members
        if other.active and other.row != member.row
    ]


def _is_same(one: Owner, member: Member) -> bool:
    return one.member == key_of(member) and normalise(one.name) == normalise(member.title)


def _is_still(one: Owner, member: Member, registers: Registers) -> bool:
    """Whether a member is an owner of an earlier day, by its key or by its name, and no other
    active member may be."""
    agrees = one.member == key_of(member) or normalise(one.name) == normalise(member.title)
    return agrees and not _others(one, member, registers)


def _named(member: Member) -> str:
    return f"{member.title} ({key_of(member)})"


def _identity(one: Letter | Record) -> tuple[str, str, str]:
    return one.member, one.version, one.digest


def _year_of(folder: Path) -> object:
    programme = header_of(folder).get("programme")
    return programme.get("year") if isinstance(programme, dict) else None


_LAST = datetime.max.replace(tzinfo=UTC)
