"""Rule JET205, service-orphan."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL, REF
from motxl.programme.registers import Registers
from motxl.template.layout import JetonColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ServiceOrphan(Rule):
    code = "JET205"
    name = "service-orphan"
    words = N_("service without a row")
    severity = Severity.ERROR
    summary = N_(
        "A service with a Réf. that no row of the programme has, or a service listed twice."
    )
    explanation = N_(
        "A service in the sheet Jetons belongs to the row that announces it and whose Réf. it "
        "carries. If that row is gone, or the Réf. was changed, the members that asked for "
        "the service no longer find the row in their extracts. If two services have the same "
        "key or the same name, no request can tell them apart; if one of them has already "
        "been asked for, JET203 reports it."
    )
    bad = N_("Réf. 2025-999, which no row has")
    good = "Réf. 2025-049"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        services = programme.registers.services
        yield from self._twice(programme.registers)
        if not (programme.has(LABEL) and programme.has(REF)):
            return
        for service in services or ():
            assert services is not None  # a row of it was looked at
            if service.row not in facts.row_meant:
                continue
            meant = facts.row_meant[service.row]
            yield self.in_register(
                services,
                service.row,
                JetonColumn.REF,
                _("No row of the programme has the Réf. {ref}.").format(ref=service.ref),
                _("Write {ref}: row {row} has the same name as the service.").format(
                    ref=meant.ref, row=meant.row
                )
                if meant
                else _(
                    "Write the Réf. of the row that announces the service; if that row was "
                    "deleted on purpose, delete the service."
                ),
                subject=f"{service.ref} {service.key or service.label}",
            )

    def _twice(self, registers: Registers) -> Iterator[Diagnostic]:
        """Services that nothing asks for yet, with the key or the name of another."""
        services = registers.services
        used = {normalise(move.service) for move in registers.moves or ()}
        for service in services or ():
            assert services is not None  # a row of it was looked at
            if not used.isdisjoint((normalise(service.key), normalise(service.label))):
                continue
            for column, name in (
                (JetonColumn.CLE, service.key),
                (JetonColumn.PRESTATION, service.label),
            ):
                first = next(iter(registers.services_called(name)), service)
                if first is not service:
                    yield self.in_register(
                        *(services, service.row, column),
                        _("“{name}” already stands for the service in row {row}.").format(
                            name=name, row=first.row
                        ),
                        _("Give each service a key and a name of its own, or delete one of them."),
                        subject=f"{name} {service.row - first.row}",
                    )
                    break  # one finding per row


RULE = ServiceOrphan
