"""Rule JET202, balance-exceeded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from motxl.i18n import N_, _, ngettext
from motxl.programme.registers import Member, Move
from motxl.richtext.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.workbook.layout import SuiviJetonColumn


class BalanceExceeded(Rule):
    code = "JET202"
    name = "balance-exceeded"
    severity = Severity.ERROR
    summary = N_("A member has reserved and spent more jetons than it has.")
    explanation = N_(
        "What a member has left is what was attributed to it, less what is réservé and "
        "consommé in the sheet Suivi jetons. Said once per member, at the request that goes "
        "beyond. Where no number is attributed, nothing is counted."
    )
    bad = N_("5 attributed, 6 réservés or consommés")
    good = N_("5 attributed, 5 réservés or consommés")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        registers = facts.programme.registers
        if registers.members is None or registers.moves is None:
            return
        taken: dict[str, float] = defaultdict(float)
        over: dict[str, tuple[Member, Move]] = {}
        for move in registers.moves:
            named = registers.members_called(move.member)
            if not move.takes or len(named) != 1 or named[0].jetons is None:
                continue
            member = named[0]
            key = normalise(member.key or member.name)
            taken[key] += registers.jetons_of(move)
            if taken[key] > named[0].jetons:
                over.setdefault(key, (member, move))
        for key, (member, move) in over.items():
            yield self.in_register(
                registers.moves,
                move.row,
                SuiviJetonColumn.JETONS,
                _more_than_there_are(member.title, member.jetons or 0, taken[key]),
                _("Correct the requests, or the number of jetons in the sheet Adhérents."),
                subject=member.title,
            )


def _more_than_there_are(member: str, n: float, taken: float) -> str:
    has = ngettext("{member} has {n} jeton", "{member} has {n} jetons", n)
    are = ngettext("{n} is reserved or spent.", "{n} are reserved or spent.", taken)
    return _("{has}; {are}").format(
        has=has.format(member=member, n=f"{n:g}"), are=are.format(n=f"{taken:g}")
    )


RULE = BalanceExceeded
