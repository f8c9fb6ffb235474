"""The members' accounts of jetons, and the moves that are nobody's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.readers import surely
from motxl.i18n import _
from motxl.programme.accounts import accounts, unassigned
from motxl.programme.answers import answers_of
from motxl.template.layout.extrait import AnswerColumn
from motxl.text.closest import closest_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.book.protocol import Book
    from motxl.programme.accounts import Account, Booking
    from motxl.programme.registers import MemberAnswer, Registers


class Jetons(NamedTuple):
    """The accounts that were asked for, in the order of the directory."""

    accounts: tuple[Account, ...]
    unassigned: tuple[Booking, ...]
    """Moves whose member is unknown, or may be several; of one member, those that may be its"""
    registers: Registers

    def __repr__(self) -> str:
        return f"Jetons({len(self.accounts)} accounts, {len(self.unassigned)} moves of nobody)"

    @property
    def is_doubtful(self) -> bool:
        """Whether a move is nobody's, or a balance below zero."""
        below = any(one.left is not None and one.left < 0 for one in self.accounts)
        return below or bool(self.unassigned)

    def to_check(self, account: Account) -> list[MemberAnswer]:
        """The jetons that a member asked for in answers of which nobody has decided yet: they are
        not in its account."""
        return [
            one
            for one in answers_of(self.registers).get(account.member.row, ())
            if one.column == AnswerColumn.JETONS and one.is_to_check
        ]

    def to_frame(self) -> DataFrame:
        """A line per account: attributed, requested, reserved, spent and left, by the member's
        key; ``None`` where it is not known."""
        import pandas as pd

        columns = ["name", "allocated", "requested", "reserved", "spent", "left"]
        lines = [
            (a.member.name, a.attributed, a.requested, a.reserved, a.spent, a.left)
            for a in self.accounts
        ]
        keys = pd.Index([one.member.key for one in self.accounts], name="key")
        return pd.DataFrame(lines, index=keys, columns=columns, dtype=object)

    def closest_to(self, booking: Booking) -> str | None:
        """Whom an unknown name may mean; ``None`` where somebody bears it, or none is close."""
        name = booking.move.member
        return self.registers.closest_to(name) if self.registers.called(name).is_unknown else None


def jetons(book: Book, path: Path, member: str | None = None) -> Jetons:
    """Add up the accounts of all members, or of one by its key, name or alias. Raises
    ``MotxlError`` where ``path``, as the workbook is called, has no such member, or several."""
    registers = book.programme.registers
    found, nobodys = accounts(registers), unassigned(registers)
    if member is None:
        return Jetons(tuple(found), tuple(nobodys), registers)
    called = surely(registers.called(member))
    own = tuple(one for one in found if one.member is called.member)
    if not own:
        closest = closest_of(member, registers.member_names)
        sentence = _("{path} has no active member called {name}.")
        if closest:
            sentence = _("{path} has no active member called {name}. Did you mean {closest}?")
        raise MotxlError(sentence.format(path=path, name=member, closest=closest))
    may_be = (one for one in nobodys if called.member in registers.members_meant(one.move.member))
    return Jetons(own, tuple(may_be), registers)
