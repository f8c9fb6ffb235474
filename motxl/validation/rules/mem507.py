"""Rule MEM507, member-value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.countries import country_of
from motxl.programme.edits import SetValue
from motxl.programme.model import UNREAD, Programme
from motxl.programme.registers import SENDINGS, Contact, Member, Register
from motxl.programme.yes_no import yes_or_no
from motxl.template.layout import ENVOIS, LANGUES, OUI_NON, AdherentColumn, ContactColumn
from motxl.text.normalise import normalise
from motxl.validation.keys import odd_key
from motxl.validation.outside_lists import is_no_answer, is_respelt
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.validation.words import (
    parted,
    said_of_border,
    said_of_choice,
    said_of_commas,
    said_of_key,
    said_of_number,
    said_of_text_number,
    said_of_unread,
)

_Told = tuple[str, str, str, str, str | float | None]
"""Column, what it holds, message, proposal, and what is surely meant, where that is known"""


class MemberValue(Rule):
    code = "MEM507"
    name = "member-value"
    words = N_("unfit value of a member")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_(
        "A cell of the sheet Adhérents or Contacts with a value that does not fit its column."
    )
    explanation = N_(
        "The column Frontières contains borders and territories, Langue one of the languages, "
        "Jetons attribués a number, Adhérent en cours “oui” or “non”, and Envoi “À”, “Cc” or "
        "nothing; several values are separated by semicolons. Any other value is read in its "
        "narrowest sense: a member that may have left gets nothing, and a contact whose Envoi "
        "is unclear is not written to. A key that is the only one not made like the others is "
        "reported as something to check; so are a number kept as text, another word for yes "
        "or no, and an Envoi that differs only in capitals, accents or spaces."
    )
    bad = N_("Adhérent en cours: nno")
    good = N_("Adhérent en cours: non")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        if registers.members is not None:
            yield from self._of_keys(registers.members)
            for member in registers.members:
                for told in _of_member(programme, member):
                    yield self._finding(
                        registers.members, member.row, told, member.key or member.name
                    )
        if registers.contacts is not None:
            for contact in registers.contacts:
                for told in _of_contact(programme, contact):
                    about = f"{contact.member} {contact.email or contact.last_name}"
                    yield self._finding(registers.contacts, contact.row, told, about)

    def _of_keys(self, members: Register[Member]) -> Iterator[Diagnostic]:
        """The one key that is not made as all the others are: letters, signs and figures."""
        found = odd_key(member.key for member in members)
        for member in members if found else ():
            if found and member.key == found[0]:
                yield self.in_register(
                    *(members, member.row, AdherentColumn.CLE),
                    *said_of_key(*found),
                    subject=f"{member.key} {AdherentColumn.CLE}",
                )._replace(severity=Severity.WARNING)

    def _finding(self, register: Register[Any], row: int, told: _Told, about: str) -> Diagnostic:
        column, written, message, proposal, meant = told
        number = register.columns.get(column)
        fix = None
        if meant is not None and number:
            fix = Fix(True, (SetValue(register.sheet, to_a1(row, number), meant),))
        found = self.in_register(
            register,
            row,
            column,
            message,
            proposal,
            subject=f"{about} {column} {written}",
            fix=fix,
        )
        # Read as it is meant, or by nobody: nothing that is sent hangs on it.
        is_text = isinstance(meant, float)
        is_same = normalise(written) == normalise(str(meant))
        is_answer = column == AdherentColumn.EN_COURS and yes_or_no(written) is not None
        is_minor = column == AdherentColumn.PAYS or is_text or is_same or is_answer
        return found._replace(severity=Severity.WARNING) if is_minor else found


def _of_member(programme: Programme, member: Member) -> Iterator[_Told]:
    """What does not fit in the cells of a member, from the left to the right of the sheet."""
    yield from _unread(member)
    yield from _names(member)
    yield from _borders(programme, member.borders)
    yield from _themes(programme, member.themes)
    yield from _language(programme, AdherentColumn.LANGUE, member.language)
    yield from _country(member.country)
    yield from _jetons(member)
    yield from _is_active(member.active_written)


def _unread(member: Member) -> Iterator[_Told]:
    """What a member is called by, where a cell of it is not read."""
    c = AdherentColumn
    names = ((c.CLE, [member.key]), (c.NOM, [member.name]), (c.ALIAS, member.aliases))
    for column, values in names:
        if UNREAD in values:
            yield column, UNREAD, *said_of_unread(), None


def _names(member: Member) -> Iterator[_Told]:
    for column, value in ((AdherentColumn.CLE, member.key), (AdherentColumn.NOM, member.name)):
        if len(split_values(value)) > 1:
            text = _("“{value}” is read as several names in the columns that name members.")
            proposal = _("Write it without semicolons and on one line.")
            yield column, value, text.format(value=value), proposal, None
        elif (single := _SPACES.sub(" ", value)) != value:
            # Read as it is meant, but not by the formats that show unknown members in Excel.
            text = _("“{value}” contains several consecutive spaces.")
            proposal = _("Write {value}.").format(value=single)
            yield column, value, text.format(value=value), proposal, single


def _borders(programme: Programme, written: Sequence[str]) -> Iterator[_Told]:
    def is_border(value: str) -> bool:
        return len(programme.readings_of(value)) == 1

    one_by_one = parted(written, is_border)
    for value in written:
        if one_by_one and "," in value:
            yield _commas(AdherentColumn.FRONTIERES, value, one_by_one)
        elif not is_border(value):
            text = (
                _("“{value}” stands for several borders or territories.")
                if programme.readings_of(value)
                else _("“{value}” is neither a border nor a territory.")
            )
            proposal = said_of_border(programme.borders)
            yield AdherentColumn.FRONTIERES, value, text.format(value=value), proposal, None


def _themes(programme: Programme, written: Sequence[str]) -> Iterator[_Told]:
    def is_theme(value: str) -> bool:
        return programme.themes.called(value) is not None

    if one_by_one := parted(written, is_theme):
        for value in written:
            if not is_theme(value):
                yield _commas(AdherentColumn.THEMES, value, one_by_one)


def _country(written: str) -> Iterator[_Told]:
    if not normalise(written) or _COUNTRY.match(written):
        return
    code = written.upper()
    meant = code if _COUNTRY.match(code) else country_of(written)
    message = _("“{value}” is not a country code.").format(value=written)
    proposal = (
        _("Write {value}.").format(value=meant)
        if meant
        else _("Write two capital letters, such as FR.")
    )
    yield AdherentColumn.PAYS, written, message, proposal, meant


def _jetons(member: Member) -> Iterator[_Told]:
    number = member.jetons_written
    if normalise(number) and (member.jetons is None or member.jetons < 0):
        yield AdherentColumn.JETONS, number, *said_of_number(number)
    elif member.jetons_are_text:
        yield AdherentColumn.JETONS, number, *said_of_text_number(number)


def _is_active(answer: str) -> Iterator[_Told]:
    column = AdherentColumn.EN_COURS
    if is_no_answer(answer):
        message, proposal, meant = said_of_choice(column, answer, OUI_NON.values)
        if (read := yes_or_no(answer)) is not None:
            meant = OUI_NON.values[0 if read else 1]
            proposal = _("Write {value}.").format(value=meant)
        yield column, answer, message, proposal, meant


_SPACES = re.compile(r"\s{2,}")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")


def _of_contact(programme: Programme, contact: Contact) -> Iterator[_Told]:
    c = ContactColumn
    is_read = normalise(contact.sending) in {"", *SENDINGS}
    if not is_read or is_respelt(contact.sending, ENVOIS.values):
        yield _choice(c.ENVOI, contact.sending, ENVOIS.values)
    yield from _language(programme, c.LANGUE, contact.language)


def _language(programme: Programme, column: str, written: str) -> Iterator[_Told]:
    """A language may name its country too: ``de-CH``."""
    known = dict.fromkeys((*LANGUES.values, *programme.lists.get(LANGUES.table, ())))
    if not written or written in known:
        return
    if normalise(written) in known:
        yield _choice(column, written, tuple(known))
        return
    code = normalise(written).replace("_", "-").partition("-")[0].strip()
    if normalise(written) and code not in set(map(normalise, known)):
        from motxl.programme.languages import language_called  # few languages are unknown

        meant = language_called(written)
        if meant in known:
            message, _proposal, _meant = said_of_choice(column, written, tuple(known))
            yield column, written, message, _("Write {value}.").format(value=meant), meant
        else:
            yield _choice(column, written, tuple(known))


def _choice(column: str, written: str, known: Sequence[str]) -> _Told:
    return column, written, *said_of_choice(column, written, known)


def _commas(column: str, written: str, meant: str) -> _Told:
    return column, written, *said_of_commas(written, meant), meant


RULE = MemberValue
