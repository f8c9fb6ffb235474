"""What members answered to the rows of their extracts: the answers that count."""

from __future__ import annotations

from motxl.programme.registers import MemberAnswer, Registers


def answers_of(registers: Registers) -> dict[int, list[MemberAnswer]]:
    """By the rows of the members, their answers that no later one replaced, in the order of the
    sheet. An answer beside a name that is nobody's, or several members', is none of theirs."""
    found: dict[int, list[MemberAnswer]] = {}
    for one in registers.answers or ():
        member = registers.called(one.member).member
        if member is not None and one.ref and not one.is_replaced:
            found.setdefault(member.row, []).append(one)
    return found
