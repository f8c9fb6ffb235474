"""Whose a file is, and which of its answers are sure."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.labels import labels_in
from motxl.extract.manifest import Manifest
from motxl.extract.returned import Returned, ReturnedRow, read_returned
from motxl.files.within import read_inside
from motxl.i18n import _, ngettext
from motxl.jobs.returns.sources import CameBack
from motxl.mail import incoming
from motxl.programme.cellvalue import as_number
from motxl.template.layout import LANGUES
from motxl.template.layout.extrait import CHOICES, AnswerColumn
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.programme.model import Programme

_LONGEST, _QUOTED = 5_000, 60
_MOST_JETONS = 999


class Answer(NamedTuple):
    """What a member answered to one row."""

    ref: str
    column: str
    """One of ``ANSWERS``"""
    text: str
    """As it goes into the workbook"""
    sure: bool = True
    """Not where it is none of the choices, or no number of jetons"""


class ReadReturn(NamedTuple):
    """A file that is surely an extract for a member, with the answers that can be taken."""

    source: CameBack
    key: str
    name: str
    answers: dict[tuple[str, str], Answer]
    left: list[str]
    changed: list[str]


class ReturnMatching:
    """Says of files whose they are, and which of their answers are sure."""

    def __init__(self, programme: Programme, manifest: Manifest) -> None:
        self.programme = programme
        self.manifest = manifest
        self.labels = {one.ref: one.label for one in programme.entries if one.ref}
        self.known_labels = {_folded(one) for one in self.labels.values()}
        self.senders = _senders(programme)

    def read(self, source: CameBack) -> ReadReturn:
        """Raises ``MotxlError`` for a file that is refused."""
        label = source.label
        returned = read_returned(source.data, label)
        known = self.manifest.known.get(returned.key)
        name = known.name if known is not None else returned.key
        told = returned.identity.name if returned.identity is not None else name
        if known is None or normalise(told) != normalise(name):
            raise MotxlError(
                _(
                    "{file} is the extract for {name}, but {folder} contains no extract for "
                    "this member."
                ).format(file=label, name=told or returned.key, folder=self.manifest.path.parent)
            )
        year = returned.number.year if returned.number is not None else None
        if returned.number is not None and year != self.programme.year:
            raise MotxlError(
                _("{file} is an extract for {year}, but the workbook is for {now}.").format(
                    file=label, year=year or "?", now=self.programme.year or "?"
                )
            )
        self._check_sender(source, returned.key, name)
        told_of = self.manifest.member(returned.key) or {}
        digest = str(told_of.get("digest", ""))
        is_current = (
            returned.number.is_of(digest)
            if returned.number is not None
            else returned.identity is not None and returned.identity.digest == digest
        )
        if not is_current and returned.number is None:
            raise MotxlError(
                _(
                    "{file} is none of the extracts in {folder}, and the line that indicates "
                    "its number and year is gone: ask for the file as it was sent, with the "
                    "answers in it."
                ).format(file=label, folder=self.manifest.path.parent)
            )
        return self._sorted(source, returned, name, told_of, is_current=is_current)

    def _check_sender(self, source: CameBack, key: str, name: str) -> None:
        owners = self.senders.get(source.address, set())
        if owners and key not in owners:
            raise MotxlError(
                _(
                    "{file} is the extract for {name}, but it was sent from {address}, an "
                    "address of {other}."
                ).format(
                    file=source.label, name=name, address=source.address,
                    other=", ".join(sorted(owners)),
                )
            )  # fmt: skip

    def _sorted(
        self,
        source: CameBack,
        returned: Returned,
        name: str,
        told_of: Mapping[str, Any],
        *,
        is_current: bool,
    ) -> ReadReturn:
        sent = {str(one.get("ref", "")): str(one.get("label", "")) for one in told_of["entries"]}
        sent.pop("", None)
        left: list[str] = []
        changed = list(returned.inert)
        found: dict[tuple[str, str], Answer] = {}
        twice: set[tuple[str, str]] = set()
        if not is_current:
            changed.append(_("This file is an earlier version of the extract."))
        for row in returned.rows:
            if not row.answers:
                continue
            refusal = self._refusal(row, sent, is_current=is_current)
            if refusal:
                left.append(refusal)
                continue
            for answer in _answers(row, left):
                place = (answer.ref, answer.column)
                before = found.setdefault(place, answer)
                if before.text != answer.text:
                    twice.add(place)
        for place in sorted(twice):
            del found[place]
            left.append(
                _(
                    "{ref}: two rows answer differently under {column}; neither answer is taken."
                ).format(ref=place[0], column=place[1])
            )
        if is_current:
            changed += self._changed(returned, told_of)
        changed += self._formulas(returned, told_of)
        return ReadReturn(source, returned.key, name, found, left, changed)

    def _refusal(self, row: ReturnedRow, sent: Mapping[str, str], *, is_current: bool) -> str:
        """Why the answers of a row are not taken; empty where they are."""
        told = " · ".join(quoted(one.text) for one in row.answers.values())
        if not row.ref:
            return _("The row of {cell} has an answer but not its Réf.: “{text}”.").format(
                cell=row.place, text=told
            )
        if row.ref not in sent or row.ref not in self.labels:
            return _(
                "{ref} ({cell}) is not a row of this extract, or is no longer in the "
                "workbook: “{text}”."
            ).format(cell=row.place, ref=row.ref, text=told)
        expected = sent[row.ref] if is_current else self.labels[row.ref]
        label = _folded(row.label)
        if label == _folded(expected):
            return ""
        if not is_current:
            return _(
                "The row {ref} ({cell}) has changed since this extract was made: “{text}”."
            ).format(cell=row.place, ref=row.ref, text=told)
        if not label or label in self.known_labels or label in map(_folded, sent.values()):
            return _(
                "The text beside {ref} ({cell}) is not the text of that row, so the answer "
                "may be meant for another row: “{text}”."
            ).format(cell=row.place, ref=row.ref, text=told)
        return ""

    def _formulas(self, returned: Returned, told_of: Mapping[str, Any]) -> Iterator[str]:
        """Formulas where the file that was sent has none; nothing computes them here."""
        if not returned.formulas:
            return
        original = self._original(told_of)
        own = {cell.place for cell in original.formulas} if original is not None else set()
        for cell in returned.formulas:
            if cell.place not in own:
                text = _("{cell} contains a formula, which was not computed: “{text}”.")
                yield text.format(cell=cell.place, text=quoted(cell.text))

    def _changed(self, returned: Returned, told_of: Mapping[str, Any]) -> list[str]:
        """What differs from the file that was sent, outside of the answers."""
        original = self._original(told_of)
        if original is None:
            return [
                _(
                    "The file that was sent is gone or was changed: changes outside the answers "
                    "were not looked for."
                )
            ]
        before = {row.ref: row.fixed for row in original.rows}
        texts = {_folded(one.text) for one in original.others}
        texts |= {_folded(one.text) for row in before.values() for one in row.values()}
        said: list[str] = []
        for row in returned.rows:
            was = before.get(row.ref, {})
            for column, cell in row.fixed.items():
                former = was[column].text if column in was else ""
                if _folded(former) != _folded(cell.text):
                    text = _("{cell}: “{old}” was changed to “{new}”.")
                    said.append(
                        text.format(cell=cell.place, old=quoted(former), new=quoted(cell.text))
                    )
        for cell in returned.others:
            if _folded(cell.text) not in texts:
                text = _("{cell}: “{text}” was added or changed.")
                said.append(text.format(cell=cell.place, text=quoted(cell.text)))
        gone = len(before.keys() - {row.ref for row in returned.rows})
        if gone:
            text = ngettext(
                "{n} row is no longer in the file.", "{n} rows are no longer in the file.", gone
            )
            said.append(text.format(n=gone))
        return said

    def _original(self, told_of: Mapping[str, Any]) -> Returned | None:
        for one in told_of.get("files", ()):
            name, sha256 = str(one["name"]), one["sha256"]
            if not name.endswith(".xlsx"):
                continue
            path = self.manifest.path.parent / name
            try:
                data = read_inside(path.parent, path, incoming.MOST_BYTES)
                if hashlib.sha256(data).hexdigest() == sha256:
                    return read_returned(data, name)
            except (OSError, MotxlError):
                return None
        return None


def _senders(programme: Programme) -> dict[str, set[str]]:
    """The keys of the members that an address stands for."""
    registers = programme.registers
    found: dict[str, set[str]] = defaultdict(set)
    for contact in registers.contacts or ():
        for member in registers.called(contact.member).members:
            found[contact.email.strip().casefold()].add(member.key)
    found.pop("", None)
    return found


def _answers(row: ReturnedRow, left: list[str]) -> Iterator[Answer]:
    """The answers of a row; those that are none are told in ``left``."""
    for column, cell in row.answers.items():
        if cell.is_formula or cell.is_error:
            text = _("{cell} contains a formula or an error, which is not an answer: “{text}”.")
            left.append(text.format(cell=cell.place, text=quoted(cell.text)))
        elif len(cell.text) > _LONGEST:
            left.append(
                _(
                    "The text of more than {most} characters in {cell} is not an answer: “{text}”."
                ).format(cell=cell.place, most=_LONGEST, text=quoted(cell.text))
            )
        else:
            yield _answer(row.ref, column, cell.text)


def _answer(ref: str, column: str, written: str) -> Answer:
    if column == AnswerColumn.REPONSE:
        choice = _choice(written)
        return Answer(ref, column, choice or written, choice is not None)
    if column == AnswerColumn.JETONS:
        number = as_number(written)
        sure = number is not None and number.is_integer() and 0 <= number <= _MOST_JETONS
        return Answer(ref, column, f"{number:g}" if sure else written, sure)
    return Answer(ref, column, written)


def _choice(written: str) -> str | None:
    """The choice as the workbook says it, of a text in any language of extracts."""
    for language in LANGUES.values:
        for name, shown in zip(CHOICES, labels_in(language).choices, strict=True):
            if normalise(written) in {normalise(shown), normalise(name)}:
                return name
    return None


def _folded(text: str) -> str:
    return " ".join(text.split())


def quoted(text: str) -> str:
    line = _folded(text)
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"
