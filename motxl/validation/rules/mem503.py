"""Rule MEM503, email-invalid."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.addresses import is_address
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.workbook.layout import ContactColumn


class EmailInvalid(Rule):
    code = "MEM503"
    name = "email-invalid"
    severity = Severity.ERROR
    summary = N_("An e-mail address that no message would reach.")
    explanation = N_(
        "One address per row, name@domain.country, without spaces or accents. A person with "
        "two addresses has two rows."
    )
    bad = "paule.martin@exemple"
    good = "paule.martin@example.org"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        contacts = facts.programme.registers.contacts
        if contacts is None:
            return
        for contact in contacts:
            email = contact.email
            if not email or is_address(email):
                continue
            several = email.count("@") > 1
            yield self.in_register(
                contacts,
                contact.row,
                ContactColumn.EMAIL,
                _("The cell holds several addresses.")
                if several
                else _("“{email}” is no e-mail address.").format(email=email),
                _("Write one address; for a second one, add a row.")
                if several
                else _("Correct the address: name@domain.country, without spaces or accents."),
                subject=email,
            )


RULE = EmailInvalid
