"""Rule JET202, balance-exceeded."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _, ngettext
from motxl.template.layout import SuiviJetonColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class BalanceExceeded(Rule):
    code = "JET202"
    name = "balance-exceeded"
    words = N_("exceeded balance")
    severity = Severity.ERROR
    summary = N_("A member has reserved and spent more jetons than it has.")
    explanation = N_(
        "What a member has left is the number in the column Jetons attribués, less the jetons "
        "with the state réservé or consommé in the sheet Suivi jetons. There is one finding per "
        "member, on the request that goes beyond what is left. If no number is attributed to the "
        "member, nothing is counted."
    )
    bad = N_("5 attributed, 6 réservés or consommés")
    good = N_("5 attributed, 5 réservés or consommés")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        registers = facts.programme.registers
        if registers.members is None or not registers.moves:
            return
        from motxl.programme.accounts import accounts  # few programmes have begun to count

        for account in accounts(registers):
            taken, limit = 0.0, account.attributed
            if limit is None:
                continue
            for booking in account.bookings:
                taken += booking.jetons if booking.move.takes else 0
                if booking.move.takes and taken > limit:
                    break
            else:
                continue
            member = account.member.title
            yield self.in_register(
                registers.moves,
                booking.move.row,
                SuiviJetonColumn.JETONS,
                _more_than_there_are(member, limit, account.reserved + account.spent),
                _("Correct the requests, or the number of jetons in the sheet Adhérents."),
                subject=member,
            )


def _more_than_there_are(member: str, n: float, taken: float) -> str:
    has = ngettext("{member} has {n} jeton", "{member} has {n} jetons", n)
    are = ngettext("{n} is reserved or spent.", "{n} are reserved or spent.", taken)
    return _("{has}; {are}").format(
        has=has.format(member=member, n=f"{n:g}"), are=are.format(n=f"{taken:g}")
    )


RULE = BalanceExceeded
