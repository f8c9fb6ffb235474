"""Rule JET203, spend-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.registers import Registers
from motxl.template.layout import JetonColumn, SuiviJetonColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import did_you_mean


class SpendUnknown(Rule):
    code = "JET203"
    name = "spend-unknown"
    words = N_("unknown member or service")
    severity = Severity.ERROR
    summary = N_("A request for jetons names an unknown member or service.")
    explanation = N_(
        "Each row of the sheet Suivi jetons concerns a member in the sheet Adhérents and a "
        "service in the sheet Jetons, both given by their key, their name or an alias. "
        "Otherwise, the row counts for nobody."
    )
    bad = N_("Suivi jetons: Departement de la Savoi")
    good = N_("Suivi jetons: Département de la Savoie")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        registers = facts.programme.registers
        moves = registers.moves
        if moves is None:
            return
        # Where a column of names is missing, STR701 says so.
        has_members = registers.names_members and moves.has(SuiviJetonColumn.ADHERENT)
        has_services = (
            registers.services is not None
            and registers.services.has(JetonColumn.CLE, JetonColumn.PRESTATION)
            and moves.has(SuiviJetonColumn.PRESTATION)
        )
        for move in moves:
            if has_members and registers.called(move.member).is_unknown:
                yield self.in_register(
                    moves,
                    move.row,
                    SuiviJetonColumn.ADHERENT,
                    _("“{name}” is not in the sheet Adhérents.").format(name=move.member)
                    if move.member
                    else _("This request names no member."),
                    did_you_mean(move.member, registers.member_names)
                    or _("Choose a value from the drop-down list of the cell."),
                    subject=f"member {move.member} {move.service}",
                )
            if has_services and registers.service_called(move.service) is None:
                message, proposal = _said_of_service(registers, move.service)
                yield self.in_register(
                    moves,
                    move.row,
                    SuiviJetonColumn.PRESTATION,
                    message,
                    proposal,
                    subject=f"service {move.member} {move.service}",
                )


def _said_of_service(registers: Registers, name: str) -> tuple[str, str]:
    several = registers.services_called(name)
    if several:
        return (
            _("Several services in the sheet Jetons are called “{name}”.").format(name=name),
            _("Write the key of one of them: {keys}.").format(
                keys=", ".join(one.key for one in several)
            ),
        )
    return (
        _("“{name}” is not a service in the sheet Jetons.").format(name=name)
        if name
        else _("This request names no service."),
        did_you_mean(name, _service_names(registers))
        or _("Choose a value from the drop-down list of the cell."),
    )


def _service_names(registers: Registers) -> list[str]:
    return [name for one in registers.services or () for name in (one.label, one.key) if name]


RULE = SpendUnknown
