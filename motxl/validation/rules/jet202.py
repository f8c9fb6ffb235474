"""Rule JET202, balance-exceeded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from motxl.i18n import N_, _
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
            member = registers.called(move.member).member
            if not move.takes or member is None or member.jetons is None:
                continue
            key = normalise(member.key or member.name)
            taken[key] += registers.jetons_of(move)
            if taken[key] > member.jetons:
                over.setdefault(key, (member, move))
        for key, (member, move) in over.items():
            yield self.in_register(
                registers.moves,
                move.row,
                SuiviJetonColumn.JETONS,
                _("{member} has {n} jetons; {taken} are reserved or spent.").format(
                    member=member.title, n=f"{member.jetons:g}", taken=f"{taken[key]:g}"
                ),
                _("Correct the requests, or the number of jetons in the sheet Adhérents."),
                subject=member.title,
            )


RULE = BalanceExceeded
