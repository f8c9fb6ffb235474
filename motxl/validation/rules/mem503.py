"""Rule MEM503, email-invalid."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.addresses import is_address
from motxl.programme.registers import Contact, Register
from motxl.template.layout import ContactColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class EmailInvalid(Rule):
    code = "MEM503"
    name = "email-invalid"
    words = N_("invalid e-mail address")
    severity = Severity.ERROR
    summary = N_("An incorrect e-mail address.")
    explanation = N_(
        "Each row contains one address, written name@domain.country, without spaces or "
        "accents. A person with two addresses has two rows. An address that contains the name "
        "of another contact, but not the name of the contact in its row, is reported as "
        "something to check: a column may have been sorted on its own."
    )
    bad = "paule.martin@exemple"
    good = "paule.martin@example.org"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        contacts = facts.programme.registers.contacts
        if contacts is None:
            return
        yield from self._of_others(contacts)
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
                else _("“{email}” is not an e-mail address.").format(email=email),
                _("Write one address; for a second one, add a row.")
                if several
                else _("Write the address as name@domain.country, without spaces or accents."),
                subject=email,
            )

    def _of_others(self, contacts: Register[Contact]) -> Iterator[Diagnostic]:
        """Addresses that hold the name of another contact, and not that of their own."""
        rows = {name: one for one in contacts if len(name := _letters(one.last_name)) >= _TELLING}
        for contact in contacts:
            own, local = _letters(contact.last_name), _letters(contact.email.partition("@")[0])
            if not own or own in local:
                continue
            others = [one for name, one in rows.items() if local.endswith(name) and one != contact]
            if len(others) == 1:
                other = others[0]
                yield self.in_register(
                    *(contacts, contact.row, ContactColumn.EMAIL),
                    _("“{email}” looks like the address of {other} (row {row}).").format(
                        email=contact.email, other=other.last_name, row=other.row
                    ),
                    _("Check whose address it is: a column may have been sorted on its own."),
                    subject=f"{contact.email} {contact.last_name}",
                )._replace(severity=Severity.WARNING)


_TELLING = 4
"""Shorter names are in many addresses"""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, normalise(text)))


RULE = EmailInvalid
