"""Rule MEM504, email-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.registers import Contact
from motxl.template.layout import AdherentColumn, ContactColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class EmailMissing(Rule):
    code = "MEM504"
    name = "email-missing"
    words = N_("missing e-mail address")
    severity = Severity.WARNING
    summary = N_("An active member without a contact to write to.")
    explanation = N_(
        "Extracts go to the contacts of a member that have “À” in the column Envoi. A member "
        "without such a contact gets nothing. Nothing is reported as long as the sheet "
        "Contacts is empty: the directory may be kept elsewhere."
    )
    bad = N_("a member that has no contact with “À” in the column Envoi")
    good = N_("a contact with an address and “À” in the column Envoi")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        registers = facts.programme.registers
        if not registers.members or not registers.contacts:
            return
        if not registers.names_members or not registers.contacts.has(*_TELLING):
            return  # STR701 says what is missing
        reached = {
            member.row
            for contact in registers.contacts
            if contact.is_addressee or _is_unclear(contact)
            for member in registers.members_meant(contact.member)
        }
        for member in registers.members:
            if member.active and member.row not in reached:
                yield self.in_register(
                    registers.members,
                    member.row,
                    AdherentColumn.NOM,
                    _("There is no contact to write to for {member}.").format(member=member.title),
                    _(
                        "In the sheet Contacts, add a row with an address and “À” in the column "
                        "Envoi."
                    ),
                    subject=member.key or member.name,
                )


def _is_unclear(contact: Contact) -> bool:
    """Whether Envoi holds something that is none of its values: MEM507 says so."""
    return bool(contact.email and normalise(contact.sending)) and contact.kind is None


_TELLING = (ContactColumn.ADHERENT, ContactColumn.EMAIL, ContactColumn.ENVOI)

RULE = EmailMissing
