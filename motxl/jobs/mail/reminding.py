"""Whom a reminder goes to: who was sent an extract that asks, and has not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.answers import asks, questions
from motxl.extract.making import Maker
from motxl.extract.manifest import Addressed
from motxl.extract.readers import Reader, key_of
from motxl.i18n import _
from motxl.jobs.day import today
from motxl.mail.dealt_with import why_not
from motxl.mail.desk import Desk
from motxl.mail.eml import FOLDER, is_gone
from motxl.mail.history import History
from motxl.mail.ledger import Ledger, Letter
from motxl.mail.reminders import Reminder, extract_of, number_of, numbered
from motxl.template.layout.reponses import SHEET, ReponseColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from motxl.book.protocol import Book


class NotReminded(NamedTuple):
    """Why a member gets no reminder; ``why`` is empty where it does."""

    why: str = ""
    unsure: bool = False
    """Whether somebody should look"""


def reminder_of(book: Book, number: int, maker: Maker, readers: Mapping[str, Reader]) -> Reminder:
    """A round of reminders for a workbook. Raises ``MotxlError`` where its extracts ask for no
    answers, and where an answer cannot be told to be a member's."""
    programme = book.programme
    if not asks(programme):
        raise MotxlError(
            _(
                "The extracts of {file} do not ask for answers, so there is nobody to remind: "
                "Paramètres has no oui beside “réponses demandées”."
            ).format(file=book.label)
        )
    answered: set[str] = set()
    given = programme.registers.answers
    if given is not None and not given.has(ReponseColumn.ADHERENT):
        raise MotxlError(
            _(
                "{sheet} no longer has the column {column}, so nobody can tell who has answered. "
                "Give the column this name again."
            ).format(sheet=given.sheet, column=ReponseColumn.ADHERENT)
        )
    for one in given or ():
        # One name of several members: each of them may have answered.
        members = programme.registers.called(one.member).members
        if not members:
            raise MotxlError(
                _(
                    "{sheet}, row {row}: “{name}” is no member, so nobody can tell who has "
                    "answered. Write the member's key in the column Adhérent."
                ).format(sheet=SHEET, row=one.row, name=one.member)
            )
        answered |= {key_of(member) for member in members}

    def asks_of(told: Addressed) -> bool:
        reader = readers.get(told.key)
        if reader is None:
            return False
        content, _digest = maker.content(reader, told.asked)
        return bool(questions(content, maker.relevance))

    return Reminder(number, frozenset(answered), asks_of)


def why_not_reminded(
    desk: Desk, ledger: Ledger | None, history: History, letter: Letter, *, again: bool
) -> NotReminded:
    """Why a member does not get the desk's reminder. ``again`` says that it is sent once more,
    which is never done to somebody who has answered, or has no extract."""
    reminder = desk.reminder
    assert reminder is not None
    if letter.member in reminder.answered:
        return NotReminded(_("has answered"))
    if not reminder.asks(desk.manifest.addressed[letter.member]):
        return NotReminded(_("its extract asks for no answer"))
    without = _without_extract(history, letter)
    if without.why:
        return without
    if again:
        return NotReminded()
    return _reminded(desk, ledger, history, letter)


def _without_extract(history: History, letter: Letter) -> NotReminded:
    extract = extract_of(letter)
    sent = history.held(extract)
    if sent is None:
        return NotReminded(_("was not sent this extract: there is nothing to remind of"))
    if sent.state == "brouillon":
        text = _(
            "its extract is a draft of {date}: once it is sent, run motxl mail status --confirm "
            "{member}"
        )
        return NotReminded(text.format(date=sent.updated[:10], member=letter.member), unsure=True)
    if sent.state == "incertain":
        text = _(
            "it is not known whether its extract arrived: if it did, run motxl mail status "
            "--confirm {member}"
        )
        return NotReminded(text.format(member=letter.member), unsure=True)
    other = history.holds_another(extract)
    if other:
        return NotReminded(_("was sent this extract {more}").format(more=other), unsure=True)
    return NotReminded()


def _reminded(desk: Desk, ledger: Ledger | None, history: History, letter: Letter) -> NotReminded:
    """That this reminder was dealt with, or that it is too early for it."""
    number = number_of(letter)
    known = ledger.last(letter) if ledger is not None else None
    if known is not None and is_gone(known, desk.folder):
        text = _(
            "a draft of this reminder was made on {date} and is no longer in {folder}: if it was "
            "sent, run motxl mail status --confirm {member}; otherwise, run motxl mail remind "
            "--again {member}"
        )
        return NotReminded(
            text.format(date=known.updated[:10], folder=FOLDER, member=letter.member), unsure=True
        )
    dealt_with = why_not(ledger, letter, history.elsewhere(letter))
    if dealt_with:
        text = _("reminder {number}: {what}").format(number=number, what=dealt_with)
        return NotReminded(text, known is not None and known.state == "incertain")
    if history.far_away(letter):
        text = _("reminder {number} was begun from another folder of this computer")
        return NotReminded(text.format(number=number), unsure=True)
    before = history.reminders(letter)
    if any(one.updated[:10] == today().isoformat() for one in before):
        return NotReminded(_("was reminded today already"))
    former = numbered(letter, number - 1).digest
    if number > 1 and all(one.digest != former for one in before):
        return NotReminded(_("has not had reminder {number}").format(number=number - 1))
    return NotReminded()
