"""Answers beside those that the workbook has: what is new, what is to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from motxl.book.editing.answers import (
    KeptAnswer,
)
from motxl.i18n import _
from motxl.jobs.returns.matching import Answer, ReadReturn, quoted
from motxl.programme.cellvalue import as_number
from motxl.template.layout import SuiviJetonColumn
from motxl.template.layout.extrait import AnswerColumn
from motxl.template.layout.reponses import A_VERIFIER, RECUE, REMPLACEE, ReponseColumn
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.ooxml.values import Value
    from motxl.programme.model import Programme
    from motxl.programme.registers import Member, Move, Service

State = Literal["merged", "unchanged", "conflict", "refused"]
_REQUESTED = "demandé"
_S, _R = SuiviJetonColumn, ReponseColumn


class Collected(NamedTuple):
    """What became of a file."""

    file: str
    """Where it came from, as people know it"""
    key: str = ""
    """Of the member; empty where it is not known"""
    name: str = ""
    state: State = "refused"
    answers: tuple[Answer, ...] = ()
    """New ones, which are merged"""
    reason: str = ""
    """Why it was refused, or what it conflicts with"""
    left: tuple[str, ...] = ()
    """Answers that were not taken, a sentence each"""
    changed: tuple[str, ...] = ()
    """What a member changed outside of the answers, and what could not be looked at"""


@dataclass
class ToWrite:
    """What is to be written; rows of tables by the names of their columns."""

    answers: list[Mapping[str, Value]] = field(default_factory=list)
    replaced: dict[int, str] = field(default_factory=dict)
    """États by the rows of ``tblReponses``"""
    requests: list[Mapping[str, Value]] = field(default_factory=list)
    jetons: dict[int, int] = field(default_factory=dict)
    """Numbers by the rows of ``tblSuiviJetons``"""

    @property
    def any(self) -> bool:
        return bool(self.answers)


class Merging:
    """Compares answers with those that the workbook has, and says what is to be written."""

    def __init__(self, programme: Programme, kept: Sequence[KeptAnswer]) -> None:
        self.programme = programme
        self.plan = ToWrite()
        self._replaced = set[tuple[str, str, str, str]]()
        """Answers that a later one replaced"""
        self._kept: dict[tuple[str, str, str], list[KeptAnswer]] = {}
        for one in kept:
            if normalise(one.state) == _REPLACED:
                self._replaced.add((one.key, one.ref, one.column, one.text))
            else:
                self._kept.setdefault((one.key, one.ref, one.column), []).append(one)

    def merge(self, reads: Sequence[ReadReturn]) -> list[Collected]:
        """What becomes of the files of one member: the latest counts."""
        # The same answers twice are once, whichever program saved them.
        different: dict[tuple[tuple[str, str, str], ...], ReadReturn] = {}
        same: list[ReadReturn] = []
        for one in sorted(reads, key=lambda one: one.source.received):
            answers = tuple(sorted((a.ref, a.column, a.text) for a in one.answers.values()))
            if answers in different:
                same.append(different.pop(answers))
            different[answers] = one
        *earlier, last = different.values()
        done = [
            Collected(
                one.source.label, one.key, one.name, "unchanged", changed=tuple(one.changed),
                left=tuple(one.left),
                reason=_("The same answers are in {file}.").format(file=last.source.label),
            )
            for one in same
        ]  # fmt: skip
        tied = [one for one in earlier if one.source.received == last.source.received]
        if tied:
            text = _(
                "{name} sent different answers at the same moment, and nobody can tell which "
                "of them count: move the file that does not count to another folder, then run "
                "the command again."
            ).format(name=last.name)
            return done + [
                Collected(one.source.label, one.key, one.name, "conflict", reason=text)
                for one in (*earlier, last)
            ]
        for one in earlier:
            differing = [
                _("{ref}, {column}: “{text}” is only in this earlier file.").format(
                    ref=a.ref, column=a.column, text=quoted(a.text)
                )
                for place, a in one.answers.items()
                if place not in last.answers
            ]
            done.append(
                Collected(
                    one.source.label, one.key, one.name, "unchanged",
                    reason=_("{file} came later, so its answers count.").format(
                        file=last.source.label
                    ),
                    left=(*one.left, *differing), changed=tuple(one.changed),
                )
            )  # fmt: skip
        return [*done, self._merged(last)]

    def _merged(self, read: ReadReturn) -> Collected:
        new: list[Answer] = []
        left, received = list(read.left), read.source.received
        conflict = False
        for (ref, column), answer in sorted(read.answers.items()):
            before = self._kept.get((read.key, ref, column), [])
            if any(one.text == answer.text for one in before):
                continue
            later = [one for one in before if one.received and one.received >= received]
            if later and (read.key, ref, column, answer.text) in self._replaced:
                continue
            if later:
                conflict |= any(one.received == received for one in later)
                left.append(
                    _(
                        "{ref}, {column}: “{text}” is not taken, because “{former}”, in the "
                        "workbook, is not older."
                    ).format(
                        ref=ref, column=column, text=quoted(answer.text),
                        former=quoted(later[-1].text),
                    )
                )  # fmt: skip
                continue
            new.append(answer)
            self._add(read, answer, before, left)
        given = {(a.ref, a.column) for a in read.answers.values()}
        for (key, ref, column), before in self._kept.items():
            if key == read.key and (ref, column) not in given and before[-1].received != received:
                read.changed.append(
                    _(
                        "{ref}, {column}: this file contains no answer any more; “{former}” "
                        "stays in the workbook."
                    ).format(ref=ref, column=column, former=quoted(before[-1].text))
                )
        state: State = "conflict" if conflict else "merged" if new else "unchanged"
        reason = "" if read.answers or left else _("This file contains no answer.")
        return Collected(
            *(read.source.label, read.key, read.name, state, tuple(new), reason),
            left=tuple(left),
            changed=tuple(read.changed),
        )

    def _add(
        self, read: ReadReturn, answer: Answer, before: Sequence[KeptAnswer], left: list[str]
    ) -> None:
        for one in before:
            if normalise(one.state) in _OURS:
                self.plan.replaced[one.row] = REMPLACEE
        sure = answer.sure
        if answer.column == AnswerColumn.JETONS:
            problem = self._request(read, answer, before)
            if problem:
                sure = False
                left.append(
                    _(
                        "{ref}: the request for “{text}” jetons is only in Réponses, because {why}."
                    ).format(ref=answer.ref, text=quoted(answer.text), why=problem)
                )
        self.plan.answers.append(
            {
                _R.ADHERENT: read.key,
                _R.REF: answer.ref,
                _R.COLONNE: answer.column,
                _R.REPONSE: answer.text,
                _R.RECU_LE: read.source.received,
                _R.ETAT: RECUE if sure else A_VERIFIER,
            }
        )

    def _request(self, read: ReadReturn, answer: Answer, before: Sequence[KeptAnswer]) -> str:
        """Note a request in Suivi jetons; why not, where it cannot be. One for none is none."""
        registers = self.programme.registers
        if not answer.sure:
            return _("it is not a whole number")
        number = int(answer.text)
        member = next((one for one in registers.members or () if one.key == read.key), None)
        if (
            member is None
            or registers.moves is None
            or not registers.moves.has(_S.ADHERENT, _S.REF)
        ):
            return _(
                "the workbook has no such member, or no sheet Suivi jetons with its usual columns"
            )
        own = [
            one
            for one in registers.moves
            if one.ref == answer.ref and registers.called(one.member).member == member
        ]
        if own:
            # Whatever stands there is somebody's work, unless it is what was asked for before.
            asked = {as_number(one.text) for one in before}
            if len(own) == 1 and _is_as_asked(own[0], asked) and number:
                self.plan.jetons[own[0].row] = number
                return ""
            if len(own) == 1 and own[0].jetons == number:
                return ""
            return _("Suivi jetons already has a request for this row")
        if not number:
            return ""
        services = self._services(member, answer.ref)
        if len(services) != 1:
            return _("this row does not have exactly one service that is open to the member")
        self.plan.requests.append(
            {
                _S.DATE: read.source.received.date(),
                _S.ADHERENT: member.key,
                _S.PRESTATION: services[0].key,
                _S.ETAT: _REQUESTED,
                _S.JETONS: number,
                _S.REF: answer.ref,
            }
        )
        return ""

    def _services(self, member: Member, ref: str) -> list[Service]:
        registers = self.programme.registers
        return [
            one
            for one in registers.services or ()
            if one.ref == ref and registers.is_open_to(one, member)
        ]


_REPLACED = normalise(REMPLACEE)
_OURS = {normalise(one) for one in (RECUE, A_VERIFIER)}
"""États that staff have not changed"""


def _is_as_asked(move: Move, numbers: set[float | None]) -> bool:
    return normalise(move.state) == normalise(_REQUESTED) and move.jetons in numbers
