"""What ``extract`` says of those to whom extracts will go, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.cli.common import wrapped
from motxl.errors import MotxlError
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.extract.recipients import Directory
    from motxl.programme.registers import Member, Registers


def of_the_record(
    registers: Registers, directory: Directory, members: Sequence[Member], folder: Path
) -> list[str]:
    """Whose address, or name, was another member's in earlier messages, a sentence each."""
    from motxl.mail.history import History, doubts_of_all
    from motxl.mail.ledger import reading

    if not members:
        return []
    try:
        with reading(folder) as ledger:
            history = History(ledger, folder)
    except MotxlError as error:
        return [str(error)]
    found = doubts_of_all(history, registers, directory, members)
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


def shared(directory: Directory, members: Sequence[Member]) -> Iterator[str]:
    """Which addresses stand for several members: one person may, and nothing is kept back."""
    from motxl.mail.history import shared_by

    found = {
        one.email.casefold(): one.email
        for member in members
        for one in directory.recipients(member).found
    }
    for address in found.values():
        if owners := shared_by(directory, address):
            text = _("{address} stands for several members: {names}").format(
                address=address, names=", ".join(one.title for one in owners)
            )
            yield wrapped(text + ".", "", "  ")
