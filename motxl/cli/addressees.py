"""What ``extract`` says of those to whom extracts will go, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.cli.common import wrapped
from motxl.errors import MotxlError
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.extract.readers import Reader
    from motxl.programme.model import Programme
    from motxl.programme.registers import Contact, Register


def of_the_record(
    programme: Programme,
    contacts: Register[Contact] | None,
    readers: Sequence[Reader],
    folder: Path,
) -> list[str]:
    """Whose address, or name, was another member's in earlier messages, a sentence each."""
    from motxl.extract.recipients import Directory
    from motxl.mail.history import History, doubts_of_all
    from motxl.mail.ledger import reading

    if readers[0].kind != "member":
        return []
    rows = {one.row for one in readers}
    members = [one for one in programme.registers.members or () if one.row in rows]
    registers = programme.registers
    try:
        with reading(folder) as ledger:
            history = History(ledger, folder)
    except MotxlError as error:
        return [str(error)]
    found = doubts_of_all(history, registers, Directory(registers, contacts), members)
    return [_("{name}: {problem}").format(name=one.title, problem=text) for one, text in found]


def as_lines(doubts: Sequence[str]) -> Iterator[str]:
    """The same under a heading; none where all is as it was."""
    if doubts:
        text = _(
            "The record of earlier messages says otherwise. Messages to these are kept back by "
            "motxl mail until the workbook is put right, or the address is confirmed:"
        )
        yield wrapped(text, "", "")
    for sentence in doubts:
        yield wrapped(sentence, "  ", "    ")


def shared(
    programme: Programme, contacts: Register[Contact] | None, readers: Sequence[Reader]
) -> Iterator[str]:
    """Which addresses stand for several members: one person may, and nothing is kept back."""
    from motxl.extract.recipients import Directory
    from motxl.mail.history import shared_by

    if readers[0].kind != "member":
        return
    directory = Directory(programme.registers, contacts)
    rows = {one.row for one in readers}
    found = {
        one.email.casefold(): one.email
        for member in programme.registers.members or ()
        if member.row in rows
        for one in directory.recipients(member).found
    }
    for address in found.values():
        if members := shared_by(directory, address):
            text = _("{address} stands for several members: {names}").format(
                address=address, names=", ".join(one.title for one in members)
            )
            yield wrapped(text + ".", "", "  ")
