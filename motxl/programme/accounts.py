"""Accounts of jetons: attributed, requested, reserved, spent, left.

The only place that adds jetons up: what is listed, extracted, summarised and checked comes from
here. A move counts for the member that is surely meant; one whose member is unknown, or may be
several, is nobody's (``unassigned``), so that nothing is lost in the totals and nothing is booked
to another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from motxl.programme.registers import Member, Move, Registers, Service, Stage


class Booking(NamedTuple):
    """A move, and how many jetons it is about."""

    move: Move
    service: Service | None
    """``None`` where the move names none, an unknown one, or several"""
    jetons: float


class Account(NamedTuple):
    """What a member has of jetons. ``attributed`` is ``None`` where the directory says nothing."""

    member: Member
    attributed: float | None
    bookings: tuple[Booking, ...]
    """In the order of ``tblSuiviJetons``"""

    @property
    def requested(self) -> float:
        """Asked for or granted, not reserved yet: does not count against the balance"""
        return total(self.bookings, "requested")

    @property
    def reserved(self) -> float:
        return total(self.bookings, "reserved")

    @property
    def spent(self) -> float:
        return total(self.bookings, "spent")

    @property
    def left(self) -> float | None:
        """``None`` where it is not known how many were attributed."""
        return None if self.attributed is None else self.attributed - self.reserved - self.spent


def total(bookings: Iterable[Booking], stage: Stage) -> float:
    """How many jetons are in a stage."""
    return sum(one.jetons for one in bookings if one.move.stage == stage)


def accounts(registers: Registers) -> list[Account]:
    """Of the active members, and of others that have moves, in the order of the directory."""
    of_row: dict[int, list[Booking]] = {}
    for move in registers.moves or ():
        member = registers.called(move.member).member
        if member is not None:
            of_row.setdefault(member.row, []).append(_booked(registers, move))
    return [
        Account(member, member.jetons, tuple(of_row.get(member.row, ())))
        for member in registers.members or ()
        if member.active or member.row in of_row
    ]


def unassigned(registers: Registers) -> list[Booking]:
    """The moves that are no member's: whose name is missing, unknown, or borne by several."""
    return [
        _booked(registers, move)
        for move in registers.moves or ()
        if registers.called(move.member).member is None
    ]


def _booked(registers: Registers, move: Move) -> Booking:
    return Booking(move, registers.service_called(move.service), registers.jetons_of(move))
