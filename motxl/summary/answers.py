"""The source table of the answers: a row per member and row of the programme that it answered."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from motxl.programme.accounts import accounts
from motxl.programme.answers import answers_of
from motxl.programme.cellvalue import Record
from motxl.programme.model import Programme
from motxl.programme.yes_no import yes_or_no
from motxl.summary.grains import Grains, label_of
from motxl.template.layout import DonneesColumn, Parametre
from motxl.template.layout.extrait import CHOICES, AnswerColumn
from motxl.text.normalise import normalise

_D = DonneesColumn
_SHORT = 72


def are_counted(programme: Programme) -> bool:
    """Whether the workbook asks its members for answers, or has some."""
    asked = yes_or_no(programme.parameters.get(Parametre.REPONSES, ""))
    return bool(asked or programme.registers.answers)


def answer_records(grains: Grains) -> Iterator[Record]:
    """What each member answered; of one without any answer a placeholder with its name, so that
    its row is shown, with zeros."""
    programme, texts = grains.programme, grains.texts
    of_ref = {one.ref: one for one in programme.entries if one.ref}
    choices = {normalise(one): one for one in CHOICES}
    given = answers_of(programme.registers)
    for account in accounts(programme.registers):
        member = account.member
        own: dict[str, str] = {}
        for one in given.get(member.row, ()):
            if one.column == AnswerColumn.REPONSE:
                own[one.ref] = choices.get(normalise(one.text), texts.to_check)
            else:
                own.setdefault(one.ref, texts.other)
        for ref, answer in own.items():
            entry = of_ref.get(ref)
            known = grains.common(entry) if entry is not None else {}
            line = (
                " ".join(filter(None, (str(known.get(_D.CODE) or ""), entry.label)))
                if (entry is not None)
                else texts.none
            )
            yield {
                _D.REF: ref,
                _D.CODE: known.get(_D.CODE, texts.none),
                _D.AXE: known.get(_D.AXE, texts.no_axis),
                _D.LIGNE: shorten(" ".join(line.split()), _SHORT, placeholder="…"),
                _D.ADHERENT: label_of(member.title),
                _D.REPONSE: answer,
                _D.NOMBRE: 1,
            }
        if not own and member.active:
            yield _placeholder(grains, label_of(member.title))
    if not given and not any(one.member.active for one in accounts(programme.registers)):
        yield _placeholder(grains, texts.no_member)


def _placeholder(grains: Grains, member: str) -> Record:
    texts = grains.texts
    return {
        **dict.fromkeys((_D.REF, _D.CODE, _D.LIGNE), texts.none),
        _D.AXE: texts.no_axis,
        _D.ADHERENT: member,
        _D.REPONSE: CHOICES[0],
        _D.NOMBRE: 0,
    }
