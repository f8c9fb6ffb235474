"""Jetons are added up once: every account, list and pivot has the same totals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.accounts import accounts, total, unassigned
from motxl.programme.model import AXE, LABEL, Programme
from motxl.programme.registers import Member, Move, Register, Registers, Service
from motxl.summary.summary import summarise
from motxl.template import layout
from motxl.template.layout import DonneesColumn as D
from motxl.validation.engine import validate

NAMES = ("M1", "M2", "Savoie", "savoie", "Ain", "CD", "cd 01", "Zanzibar", "", "\u200b")
SERVICES = ("J1", "J2", "Note", "NOTE", "Hotline", "Rien", "")
STATES = ("demandé", "accepté", "Réservé", "consommé", "refusé", "promis", "")
numbers = st.none() | st.integers(0, 9).map(float)
members = st.builds(
    Member,
    row=st.just(0),
    key=st.sampled_from(("M1", "M2", "M3", "")),
    name=st.sampled_from(("Savoie", "Ain", "Jura", "")),
    aliases=st.lists(st.sampled_from(("CD", "CD 01", "Savoie")), max_size=2).map(tuple),
    jetons=numbers,
    active=st.booleans(),
)
services = st.builds(
    Service,
    key=st.sampled_from(("J1", "J2", "J3")),
    label=st.sampled_from(("Note", "Hotline")),
    ref=st.just(""),
    jetons=numbers,
)
moves = st.builds(
    Move,
    row=st.just(0),
    date=st.none(),
    member=st.sampled_from(NAMES),
    service=st.sampled_from(SERVICES),
    state=st.sampled_from(STATES),
    jetons=numbers,
)


@st.composite
def all_registers(draw: st.DrawFn) -> Registers:
    def placed(found: list, table: layout.TableLayout) -> Register:  # type: ignore[type-arg]
        columns = {name: number for number, name in enumerate(table.columns, 1)}
        rows = [one._replace(row=row) for row, one in enumerate(found, 5)]
        return Register(table.sheet, columns, rows, header_row=4)

    return Registers(
        members=placed(draw(st.lists(members, max_size=4)), layout.ADHERENTS),
        services=placed(draw(st.lists(services, max_size=3)), layout.JETONS),
        moves=placed(draw(st.lists(moves, max_size=8)), layout.SUIVI_JETONS),
    )


@given(all_registers())
def test_every_move_is_somebodys_or_nobodys_once(registers: Registers) -> None:
    booked = [one.move.row for account in accounts(registers) for one in account.bookings]
    nobodys = [one.move.row for one in unassigned(registers)]
    assert sorted(booked + nobodys) == [move.row for move in registers.moves or ()]
    for account in accounts(registers):
        for booking in account.bookings:
            assert registers.called(booking.move.member).members == (account.member,)


@given(all_registers())
def test_the_summary_has_the_totals_of_the_accounts(registers: Registers) -> None:
    found, nobodys = accounts(registers), unassigned(registers)
    programme = Programme("Programme", {AXE: 1, LABEL: 2}, [], registers=registers)
    grain = next(g for g in summarise(programme).grains if g.table is layout.DONNEES_COMPTES)

    def summed(column: str) -> float:
        return sum(float(str(value)) for value in grain.column(column))

    assert summed(D.ATTRIBUES) == sum(one.attributed or 0 for one in found)
    assert summed(D.RESERVES) == sum(o.reserved for o in found) + total(nobodys, "reserved")
    assert summed(D.CONSOMMES) == sum(one.spent for one in found) + total(nobodys, "spent")
    titles = {one.member.title for one in found}
    assert set(grain.column(D.ADHERENT)) <= titles | {"(sans adhérent)"}


@given(all_registers())
def test_an_account_below_zero_is_told_and_no_other(registers: Registers) -> None:
    programme = Programme("Programme", {AXE: 1, LABEL: 2}, [], registers=registers)
    told = {d.row for d in validate(programme, ["JET202"])}
    below = [one for one in accounts(registers) if one.left is not None and one.left < 0]
    assert len(told) == len(below)
    for account in below:
        assert told & {booking.move.row for booking in account.bookings}
