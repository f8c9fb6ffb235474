"""Rule JET205, service-orphan."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL, REF
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.workbook.layout import JetonColumn


class ServiceOrphan(Rule):
    code = "JET205"
    name = "service-orphan"
    severity = Severity.ERROR
    summary = N_("A service whose Réf. no row of the programme has.")
    explanation = N_(
        "A service of the sheet Jetons belongs to the row that announces it, by its Réf. Where "
        "that row is gone, or the Réf. was changed, the members that asked for the service no "
        "longer find the row in their extracts."
    )
    bad = N_("Réf. 2025-999, which no row has")
    good = "Réf. 2025-049"
    columns = (LABEL, REF)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        services = facts.programme.registers.services
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
                _("Write {ref}: row {row} is called as the service is.").format(
                    ref=meant.ref, row=meant.row
                )
                if meant
                else _(
                    "Write the Réf. of the row that announces the service; where that row was "
                    "deleted on purpose, delete the service."
                ),
                subject=f"{service.ref} {service.key or service.label}",
            )


RULE = ServiceOrphan
