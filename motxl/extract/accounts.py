"""Accounts of jetons: attributed, requested, reserved, spent, left."""

from __future__ import annotations

from typing import NamedTuple

from motxl.programme.registers import Member, Registers
from motxl.richtext.normalise import normalise

_REQUESTED = {"demande", "accepte"}


class Account(NamedTuple):
    """What a member has of jetons. ``attributed`` is ``None`` where the directory says nothing."""

    member: Member
    attributed: float | None
    requested: float
    """Asked for or granted, not reserved yet: does not count against the balance"""
    reserved: float
    spent: float

    @property
    def left(self) -> float | None:
        """``None`` where it is not known how many were attributed."""
        return None if self.attributed is None else self.attributed - self.reserved - self.spent


def accounts(registers: Registers) -> list[Account]:
    """Of the active members, and of others that have moves, in the order of the directory."""
    sums: dict[int, dict[str, float]] = {}
    for move in registers.moves or ():
        member = registers.called(move.member).member
        if member is not None:
            state = normalise(move.state)
            kind = "demande" if state in _REQUESTED else state
            of = sums.setdefault(member.row, {})
            of[kind] = of.get(kind, 0) + registers.jetons_of(move)
    return [
        Account(
            member,
            member.jetons,
            sums.get(member.row, {}).get("demande", 0),
            sums.get(member.row, {}).get("reserve", 0),
            sums.get(member.row, {}).get("consomme", 0),
        )
        for member in registers.members or ()
        if member.active or member.row in sums
    ]


def unassigned(registers: Registers) -> list[str]:
    """Names in ``tblSuiviJetons`` that are no member's, once each."""
    names = (move.member for move in registers.moves or ())
    return list(dict.fromkeys(n for n in names if n and registers.called(n).member is None))
