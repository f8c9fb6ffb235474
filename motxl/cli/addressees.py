"""What ``extract`` says of those to whom extracts will go, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.cli.common import wrapped
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.programme.registers import Member


def sentences(found: Sequence[tuple[Member | None, str]]) -> list[str]:
    """What the record of earlier messages leaves in doubt, a sentence each."""
    return [
        _("{name}: {problem}").format(name=member.title, problem=text) if member else text
        for member, text in found
    ]


def as_lines(sentences: Sequence[str]) -> Iterator[str]:
    """The sentences under a heading; no lines where all is as it was."""
    if sentences:
        text = _(
            "The record of what was sent does not agree with the workbook. Messages to these "
            "members are kept back by motxl mail until the workbook is corrected, or the "
            "address is confirmed:"
        )
        yield wrapped(text, "", "")
    for sentence in sentences:
        yield wrapped(sentence, "  ", "    ")


def shared(found: Sequence[tuple[str, Sequence[Member]]]) -> Iterator[str]:
    """Which addresses stand for several members: nothing is kept back for that."""
    for address, owners in found:
        text = _("{address} is the address of several members: {names}").format(
            address=address, names=", ".join(one.title for one in owners)
        )
        yield wrapped(text + ".", "", "  ")
