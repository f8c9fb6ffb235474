"""What members wrote into their extracts comes back: read, matched, merged into the workbook.

``plan`` writes nothing and says all; ``carry_out`` writes what was planned. The same files again
change nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from motxl.book.editing.answers import (
    KeptAnswer,
    add_answers,
    add_requests,
    kept_answers,
    set_states,
)
from motxl.book.file.filebook import READABLE_SUFFIXES, open_book
from motxl.errors import MotxlError, system_reason
from motxl.extract.labels import labels_in
from motxl.extract.manifest import Manifest
from motxl.extract.places import last_place
from motxl.extract.returned import Returned, ReturnedRow, read_returned
from motxl.files.note import Note
from motxl.files.within import read_inside
from motxl.i18n import _, ngettext
from motxl.mail import incoming
from motxl.mail.incoming import Enclosed, enclosed_in
from motxl.ooxml.opc.opening import read_bytes
from motxl.programme.cellvalue import as_number
from motxl.template.layout import LANGUES, SUIVI_JETONS, SuiviJetonColumn
from motxl.template.layout.extrait import CHOICES, AnswerColumn
from motxl.template.layout.reponses import A_VERIFIER, RECUE, REMPLACEE, ReponseColumn
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.ooxml.values import Value
    from motxl.programme.model import Programme
    from motxl.programme.registers import Member, Move, Service

State = Literal["merged", "unchanged", "conflict", "refused"]
_MESSAGE = ".eml"
_LONGEST, _QUOTED = 5_000, 60
_MOST_JETONS = 999
_REQUESTED = "demandé"
_S, _R = SuiviJetonColumn, ReponseColumn


class Answer(NamedTuple):
    """What a member answered to one row."""

    ref: str
    column: str
    """One of ``ANSWERS``"""
    text: str
    """As it goes into the workbook"""
    sure: bool = True
    """Not where it is none of the choices, or no number of jetons"""


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
class Plan:
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


class Collection(NamedTuple):
    """What came back, file by file, and who has not answered."""

    files: tuple[Collected, ...]
    answered: tuple[tuple[str, str], ...]
    """Keys and names of the members of whom the workbook has an answer, these files among it"""
    silent: tuple[tuple[str, str], ...]
    """Of those who got an extract and have not answered"""
    plan: Plan
    saved: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused, in conflict or left out."""
        return not any(one.state in {"refused", "conflict"} or one.left for one in self.files)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "version": 1,
            "members": [
                {
                    "key": one.key or None,
                    "file": one.file,
                    "state": one.state,
                    "answers": [
                        {"ref": a.ref, "column": a.column, "value": a.text} for a in one.answers
                    ],
                    "reason": one.reason or None,
                    "left": list(one.left),
                    "changed": list(one.changed),
                }
                for one in self.files
            ],
            "answered": [key for key, _name in self.answered],
            "silent": [key for key, _name in self.silent],
        }


class Source(NamedTuple):
    """A file that came back, or what keeps it from being read."""

    label: str
    data: bytes
    received: datetime
    address: str = ""
    problem: str = ""


def open_for(path: Path, extracts: Path | None, *, editing: bool) -> tuple[FileBook, Manifest]:
    """A workbook and the list of its extracts: in ``extracts``, else where they were made last.
    Raises ``MotxlError`` where either cannot be read."""
    folder = extracts or last_place(path)
    if folder is None:
        raise MotxlError(
            _("Add --extracts FOLDER: where the extracts of {path} were made is not known.").format(
                path=path
            )
        )
    manifest = Manifest(folder)
    header = manifest.header
    sheet, columns = (str(header[one]) if header.get(one) else None for one in ("sheet", "columns"))
    return open_book(path, sheet=sheet, columns=columns, editing=editing), manifest


# What came back


def sources(places: Iterable[Path]) -> Iterator[Source]:
    """The workbooks of some folders, files and messages, in their order. Raises ``MotxlError`` for
    a place that is not there."""
    for place in places:
        if not place.exists():
            raise MotxlError(
                _("{file} does not exist: check its name and folder.").format(file=place)
            )
        try:
            files = sorted(filter(_is_meant, place.rglob("*"))) if place.is_dir() else [place]
        except OSError as error:
            raise MotxlError(
                _("{path} cannot be read: {reason}.").format(
                    path=place, reason=system_reason(error)
                )
            ) from None
        for file in files:
            yield from _in_file(file)


def _is_meant(path: Path) -> bool:
    return (
        path.suffix.lower() in (*READABLE_SUFFIXES, _MESSAGE)
        and not path.name.startswith(("~$", "."))
        and path.is_file()
    )


def _in_file(path: Path) -> Iterator[Source]:
    try:
        at = datetime.fromtimestamp(int(path.stat().st_mtime))
        if path.stat().st_size > incoming.MOST_BYTES:
            text = _("{file} is far larger than an extract: it was not read.")
            yield Source(str(path), b"", at, problem=text.format(file=path))
            return
        data = read_bytes(path)
        if path.suffix.lower() != _MESSAGE:
            yield Source(str(path), data, at)
            return
        yield from in_message(enclosed_in(data, str(path)), str(path), at)
    except (MotxlError, OSError) as error:
        yield Source(str(path), b"", datetime.min, problem=str(error))


def in_message(found: Iterable[Enclosed], label: str, at: datetime) -> Iterator[Source]:
    """The workbooks of a message that is called ``label`` and was kept ``at`` a moment."""
    for one in found:
        yield Source(f"{label}: {one.name}", one.data, one.received or at, one.address)


# Matching


class _Read(NamedTuple):
    """A file that is surely an extract for a member, with the answers that can be taken."""

    source: Source
    key: str
    name: str
    answers: dict[tuple[str, str], Answer]
    left: list[str]
    changed: list[str]


class _Matching:
    """Says of files whose they are, and which of their answers are sure."""

    def __init__(self, programme: Programme, manifest: Manifest) -> None:
        self.programme = programme
        self.manifest = manifest
        self.labels = {one.ref: one.label for one in programme.entries if one.ref}
        self.known_labels = {_folded(one) for one in self.labels.values()}
        self.senders = _senders(programme)

    def read(self, source: Source) -> _Read:
        """Raises ``MotxlError`` for a file that is refused."""
        label = source.label
        returned = read_returned(source.data, label)
        known = self.manifest.known.get(returned.key)
        name = known.name if known is not None else returned.key
        told = returned.identity.name if returned.identity is not None else name
        if known is None or normalise(told) != normalise(name):
            raise MotxlError(
                _("{file} is the extract for {name}, for whom {folder} holds none.").format(
                    file=label, name=told or returned.key, folder=self.manifest.path.parent
                )
            )
        year = returned.number.year if returned.number is not None else None
        if returned.number is not None and year != self.programme.year:
            raise MotxlError(
                _("{file} is an extract of {year}, and the workbook is that of {now}.").format(
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
                    "{file} is none of the extracts in {folder}, and the line that says of which "
                    "year it is has gone."
                ).format(file=label, folder=self.manifest.path.parent)
            )
        return self._sorted(source, returned, name, told_of, is_current=is_current)

    def _check_sender(self, source: Source, key: str, name: str) -> None:
        owners = self.senders.get(source.address, set())
        if owners and key not in owners:
            raise MotxlError(
                _(
                    "{file} is the extract for {name}, but {address} sent it, which is an address "
                    "of {other}."
                ).format(
                    file=source.label, name=name, address=source.address,
                    other=", ".join(sorted(owners)),
                )
            )  # fmt: skip

    def _sorted(
        self,
        source: Source,
        returned: Returned,
        name: str,
        told_of: Mapping[str, Any],
        *,
        is_current: bool,
    ) -> _Read:
        sent = {str(one.get("ref", "")): str(one.get("label", "")) for one in told_of["entries"]}
        sent.pop("", None)
        left: list[str] = []
        changed: list[str] = []
        found: dict[tuple[str, str], Answer] = {}
        twice: set[tuple[str, str]] = set()
        if not is_current:
            changed.append(_("This is an earlier version of the extract."))
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
                _("{ref}: two rows answer differently under {column}; neither is taken.").format(
                    ref=place[0], column=place[1]
                )
            )
        if is_current:
            changed += self._changed(returned, told_of)
        return _Read(source, returned.key, name, found, left, changed)

    def _refusal(self, row: ReturnedRow, sent: Mapping[str, str], *, is_current: bool) -> str:
        """Why the answers of a row are not taken; empty where they are."""
        told = " · ".join(_quoted(one.text) for one in row.answers.values())
        if not row.ref:
            return _("{cell}: an answer in a row without its Réf.: {text}.").format(
                cell=row.place, text=told
            )
        if row.ref not in sent or row.ref not in self.labels:
            return _("{cell}: {ref} is no row of this extract: {text}.").format(
                cell=row.place, ref=row.ref, text=told
            )
        expected = sent[row.ref] if is_current else self.labels[row.ref]
        label = _folded(row.label)
        if label == _folded(expected):
            return ""
        if not is_current:
            return _("{cell}: {ref} has changed since this extract: {text}.").format(
                cell=row.place, ref=row.ref, text=told
            )
        if not label or label in self.known_labels or label in map(_folded, sent.values()):
            return _(
                "{cell}: the text beside {ref} is not its own, so that the answer may be meant "
                "for another row: {text}."
            ).format(cell=row.place, ref=row.ref, text=told)
        return ""

    def _changed(self, returned: Returned, told_of: Mapping[str, Any]) -> list[str]:
        """What differs from the file that was sent, outside of the answers."""
        original = self._original(told_of)
        if original is None:
            return [
                _("The file that was sent is gone or changed: other changes were not looked for.")
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
                        text.format(cell=cell.place, old=_quoted(former), new=_quoted(cell.text))
                    )
        for cell in returned.others:
            if _folded(cell.text) not in texts:
                text = _("{cell}: “{text}” was added or changed.")
                said.append(text.format(cell=cell.place, text=_quoted(cell.text)))
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
            text = _("{cell}: a formula is no answer: {text}.")
            left.append(text.format(cell=cell.place, text=_quoted(cell.text)))
        elif len(cell.text) > _LONGEST:
            left.append(
                _("{cell}: a text of more than {most} characters is no answer: {text}.").format(
                    cell=cell.place, most=_LONGEST, text=_quoted(cell.text)
                )
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


def _quoted(text: str) -> str:
    line = _folded(text)
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"


# Merging


def plan(book: FileBook, manifest: Manifest, found: Iterable[Source]) -> Collection:
    """Work out what came back and what is to be written; nothing is. Raises ``MotxlError`` where
    the workbook's own tables cannot be read."""
    programme = book.programme
    matching = _Matching(programme, manifest)
    files: list[Collected] = []
    by_member: dict[str, list[_Read]] = {}
    for source in found:
        try:
            if source.problem:
                raise MotxlError(source.problem)
            one = matching.read(source)
        except MotxlError as error:
            files.append(Collected(source.label, reason=str(error)))
            continue
        by_member.setdefault(one.key, []).append(one)
    kept = kept_answers(book.workbook) if book.is_editable else []
    merging = _Merging(programme, kept)
    for reads in by_member.values():
        files += merging.merge(reads)
    answered = {one.key for one in kept} | {row[_R.ADHERENT] for row in merging.plan.answers}
    members = [(one.key, one.name) for one in manifest.known.values()]
    return Collection(
        tuple(files),
        tuple(one for one in members if one[0] in answered),
        tuple(one for one in members if one[0] not in answered),
        merging.plan,
    )


class _Merging:
    """Compares answers with those that the workbook has, and says what is to be written."""

    def __init__(self, programme: Programme, kept: Sequence[KeptAnswer]) -> None:
        self.programme = programme
        self.plan = Plan()
        self._replaced = set[tuple[str, str, str, str]]()
        """Answers that a later one replaced"""
        self._kept: dict[tuple[str, str, str], list[KeptAnswer]] = {}
        for one in kept:
            if normalise(one.state) == _REPLACED:
                self._replaced.add((one.key, one.ref, one.column, one.text))
            else:
                self._kept.setdefault((one.key, one.ref, one.column), []).append(one)

    def merge(self, reads: Sequence[_Read]) -> list[Collected]:
        """What becomes of the files of one member: the latest counts."""
        # The same answers twice are once, whichever program saved them.
        different: dict[tuple[tuple[str, str, str], ...], _Read] = {}
        same: list[_Read] = []
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
                "{name} sent different answers at the same moment, and nobody can tell which of "
                "them count: put away the file that does not."
            ).format(name=last.name)
            return done + [
                Collected(one.source.label, one.key, one.name, "conflict", reason=text)
                for one in (*earlier, last)
            ]
        for one in earlier:
            differing = [
                _("{ref}, {column}: “{text}” is only in this earlier file.").format(
                    ref=a.ref, column=a.column, text=_quoted(a.text)
                )
                for place, a in one.answers.items()
                if place not in last.answers
            ]
            done.append(
                Collected(
                    one.source.label, one.key, one.name, "unchanged",
                    reason=_("{file} came later and counts.").format(file=last.source.label),
                    left=(*one.left, *differing), changed=tuple(one.changed),
                )
            )  # fmt: skip
        return [*done, self._merged(last)]

    def _merged(self, read: _Read) -> Collected:
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
                        "{ref}, {column}: “{text}” is not taken: “{kept}”, in the workbook, is "
                        "not older."
                    ).format(
                        ref=ref, column=column, text=_quoted(answer.text),
                        kept=_quoted(later[-1].text),
                    )
                )  # fmt: skip
                continue
            new.append(answer)
            self._add(read, answer, before, left)
        given = {(a.ref, a.column) for a in read.answers.values()}
        for (key, ref, column), before in self._kept.items():
            if key == read.key and (ref, column) not in given and before[-1].received != received:
                read.changed.append(
                    _("{ref}, {column}: no answer any more; “{kept}” stays.").format(
                        ref=ref, column=column, kept=_quoted(before[-1].text)
                    )
                )
        state: State = "conflict" if conflict else "merged" if new else "unchanged"
        reason = "" if read.answers or left else _("There is no answer in it.")
        return Collected(
            *(read.source.label, read.key, read.name, state, tuple(new), reason),
            left=tuple(left),
            changed=tuple(read.changed),
        )

    def _add(
        self, read: _Read, answer: Answer, before: Sequence[KeptAnswer], left: list[str]
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
                    _("{ref}: “{text}” jetons stand in Réponses alone: {why}.").format(
                        ref=answer.ref, text=_quoted(answer.text), why=problem
                    )
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

    def _request(self, read: _Read, answer: Answer, before: Sequence[KeptAnswer]) -> str:
        """Note a request in Suivi jetons; why not, where it cannot be. One for none is none."""
        registers = self.programme.registers
        if not answer.sure:
            return _("it is no whole number")
        number = int(answer.text)
        member = next((one for one in registers.members or () if one.key == read.key), None)
        if (
            member is None
            or registers.moves is None
            or not registers.moves.has(_S.ADHERENT, _S.REF)
        ):
            return _("the workbook has no sheet Suivi jetons with its columns")
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
            return _("Suivi jetons has a row for it already")
        if not number:
            return ""
        services = self._services(member, answer.ref)
        if len(services) != 1:
            return _("no service that is open to the member stands for this row")
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


def carry_out(book: FileBook, planned: Collection, *, force: bool = False) -> Collection:
    """Write what was planned for this workbook and save it; nothing where nothing is new. Raises
    ``MotxlError`` when it cannot be written."""
    todo = planned.plan
    if not todo.any:
        return planned
    workbook = book.workbook
    if todo.replaced:
        set_states(workbook, todo.replaced)
    add_answers(workbook, todo.answers)
    if todo.jetons:
        table = workbook.table(SUIVI_JETONS.name)
        for row, number in todo.jetons.items():
            table.sheet.set_value((row, table.column(_S.JETONS)), number)
    if todo.requests:
        add_requests(workbook, todo.requests)
    n = len(todo.answers)
    text = ngettext("{n} answer collected", "{n} answers collected", n)
    return planned._replace(saved=book.save(force=force, note=Note("collect", text.format(n=n))))


def collect(
    book: FileBook,
    manifest: Manifest,
    places: Sequence[Path],
    *,
    write: bool = True,
    force: bool = False,
) -> Collection:
    """Read what lies in ``places`` and merge it; with ``write`` false, say only what would be.
    Raises ``MotxlError`` for a place that is not there and when the workbook cannot be written."""
    planned = plan(book, manifest, sources(places))
    return carry_out(book, planned, force=force) if write else planned
