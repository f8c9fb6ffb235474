"""To whom a member's extract is sent: the contacts of the directory whose Envoi says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from motxl.i18n import _
from motxl.programme.addresses import is_address
from motxl.programme.registers import Contact, Member, Registers, Sending


class Recipient(NamedTuple):
    """An address, and whether the message is to it or a copy of it is."""

    email: str
    kind: Sending


class Recipients(NamedTuple):
    """The addresses of one member, each once, and what is no address."""

    found: tuple[Recipient, ...]
    wrong: tuple[str, ...]


class Directory:
    """The contacts of all members: those of the workbook, or of a directory that is kept apart."""

    def __init__(self, registers: Registers, contacts: Iterable[Contact] | None = None) -> None:
        known = contacts if contacts is not None else registers.contacts or ()
        self._registers = registers
        self._nobodys: list[Contact] = []
        self._of_row: dict[int, list[Contact]] = {}
        self._of_address: dict[str, list[Contact]] = {}
        for contact in known:
            member = registers.called(contact.member).member
            if member is not None:
                self._of_row.setdefault(member.row, []).append(contact)
            else:
                self._nobodys.append(contact)
            for address in addresses_in(contact.email):
                self._of_address.setdefault(address.casefold(), []).append(contact)

    def called(self, address: str) -> list[Contact]:
        """The contacts who have an address."""
        return self._of_address.get(address.casefold(), [])

    def contacts_of(self, member: Member) -> list[Contact]:
        return self._of_row.get(member.row, [])

    def recipients(self, member: Member) -> Recipients:
        """To whom a member's extract is sent."""
        found: dict[str, Recipient] = {}
        wrong: list[str] = []
        for contact in self.contacts_of(member):
            kind = contact.kind
            if kind is None:
                continue
            for address in addresses_in(contact.email):
                same = found.get(address.casefold())
                if not is_address(address):
                    wrong.append(_as_written(contact.email, address))
                elif same is None or kind == "to":
                    found[address.casefold()] = Recipient(address, kind)
        ordered = sorted(found.values(), key=lambda one: one.kind == "cc")
        return Recipients(tuple(ordered), tuple(dict.fromkeys(wrong)))

    def members_of(self, address: str) -> list[Member | None]:
        """Whose an address is, once each; ``None`` among them where a contact who has it is surely
        of no member."""
        found = {
            member.row if member is not None else 0: member
            for contact in self.called(address)
            for member in (self._registers.called(contact.member).member,)
        }
        return list(found.values())

    def why_nobody(self, member: Member) -> str:
        """Why there is nobody to write to: what stands in the directory, in a sentence's part."""
        own = self.contacts_of(member)
        wrong = self.recipients(member).wrong
        if wrong:
            return _("“{text}” is not an e-mail address").format(text=wrong[0])
        odd = [one.sending for one in own if one.sending.strip() and one.kind is None]
        if odd:
            return _("“{text}” in the column Envoi is neither “À” nor “Cc”").format(text=odd[0])
        if own and all(not one.email.strip() for one in own):
            return _("its contacts have no e-mail address")
        if own:
            return _("none of its contacts has “À” in the column Envoi")
        for contact in self._nobodys:
            if member in self._registers.members_meant(contact.member):
                return _(
                    "a contact belongs to “{name}”, and it is not certain which member that is"
                ).format(name=contact.member)
        return _("it has no contact in the directory")


def _as_written(cell: str, part: str) -> str:
    """What is no address: the part of a list, or the cell, where it is no list of addresses."""
    return part if all("@" in one for one in addresses_in(cell)) else cell.strip()


def addresses_in(text: str) -> list[str]:
    """The addresses in a cell, or what stands in their place."""
    return [address for address in re.split(r"[;,\s]+", text.strip()) if address]
