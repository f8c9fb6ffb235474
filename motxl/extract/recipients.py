"""To whom a member's extract is sent: the contacts of the directory whose Envoi says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from motxl.programme.addresses import is_address
from motxl.programme.registers import Contact, Member, Registers
from motxl.richtext.normalise import normalise

Kind = Literal["to", "cc"]
_KINDS: dict[str, Kind] = {"a": "to", "to": "to", "an": "to", "cc": "cc"}


class Recipient(NamedTuple):
    """An address, and whether the message is to it or a copy of it is."""

    email: str
    kind: Kind


class Recipients(NamedTuple):
    """The addresses of one member, each once, and what is no address."""

    found: tuple[Recipient, ...]
    wrong: tuple[str, ...]


def recipients_of(
    member: Member, registers: Registers, contacts: Iterable[Contact] | None = None
) -> Recipients:
    """``contacts`` are those of another directory; else those of the workbook."""
    known = contacts if contacts is not None else registers.contacts or ()
    found: dict[str, Recipient] = {}
    wrong: list[str] = []
    for contact in known:
        kind = _KINDS.get(normalise(contact.sending))
        meant = registers.members_called(contact.member)[:1]
        if kind is None or [one.row for one in meant] != [member.row]:
            continue
        for address in re.split(r"[;,\s]+", contact.email.strip()):
            same = found.get(address.casefold())
            if not is_address(address):
                wrong += [address] if address else []
            elif same is None or kind == "to":
                found[address.casefold()] = Recipient(address, kind)
    ordered = sorted(found.values(), key=lambda one: one.kind == "cc")
    return Recipients(tuple(ordered), tuple(dict.fromkeys(wrong)))
