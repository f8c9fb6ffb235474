"""Rule JET201, service-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL, REF
from motxl.template.layout import JetonColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ServiceUnknown(Rule):
    code = "JET201"
    name = "service-unknown"
    words = N_("unknown service")
    severity = Severity.WARNING
    summary = N_("A reference to jetons that no service covers.")
    explanation = N_(
        "A row whose text refers to the jetons announces a service that members can ask for. The "
        "sheet Jetons lists the services, each with the Réf. of its row: without that Réf., "
        "nobody can reserve the service."
    )
    bad = N_("Hotline (lien avec les jetons) | no row with the Réf. 2025-037 in the sheet Jetons")
    good = N_("a row with the Réf. 2025-037 in the sheet Jetons")
    columns = (LABEL, REF)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        services = programme.registers.services
        if services is None or not services.has(JetonColumn.REF):
            return
        told = {entry.row for entry in facts.row_meant.values() if entry}  # by JET205
        for entry in facts.unserved.values():
            if entry.row in told:
                continue
            yield self.at(
                facts,
                entry,
                _("This row refers to the jetons, but the sheet Jetons has no service for it."),
                _(
                    "In the sheet Jetons, write {ref} in the column Réf. of the service, or add "
                    "the service."
                ).format(ref=entry.ref),
                column=LABEL,
                subject="service",
            )


RULE = ServiceUnknown
