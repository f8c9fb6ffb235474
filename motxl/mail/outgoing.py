"""Who gets what: from the manifest of the extracts, the directory, and the templates.

Nothing is sent that does not stand here. A problem keeps a message back; a doubt is shown before
anybody confirms.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.making import sha256_of
from motxl.extract.manifest import Manifest
from motxl.extract.readers import key_of, surely
from motxl.extract.recipients import Directory
from motxl.extract.words import words_in
from motxl.i18n import _
from motxl.inspection import inspect
from motxl.inspection.finding import LABELS
from motxl.mail.ledger import Letter
from motxl.mail.salutation import salutation
from motxl.mail.templates import Templates, Text
from motxl.package import Workbook
from motxl.programme.addresses import is_address, parse_address
from motxl.programme.model import Programme
from motxl.programme.registers import Contact, Member
from motxl.workbook.layout import Parametre

_LARGE = 20_000_000
"""Bytes that many mail servers do not take"""


class Attachment(NamedTuple):
    """A file of the manifest, as it was when it was checked."""

    name: str
    data: bytes
    sha256: str


class Outgoing(NamedTuple):
    """One message, before it is sent. It has no text when a problem keeps it back."""

    letter: Letter
    language: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    text: Text | None
    paths: tuple[Path, ...]
    problems: tuple[str, ...]
    doubts: tuple[str, ...]

    def attachments(self) -> list[Attachment]:
        """The files, read and checked again. ``MotxlError`` when one is no longer what it was."""
        found = []
        for path, known in zip(self.paths, self.letter.files, strict=True):
            name, _colon, sha256 = known.rpartition(":")
            data = _read(path)
            if data is None or hashlib.sha256(data).hexdigest() != sha256:
                raise MotxlError(_changed(name))
            found.append(Attachment(name, data, sha256))
        return found


class Sender(NamedTuple):
    """From Paramètres, or as it was asked for."""

    address: str
    """``programme@example.org`` or ``MOT <programme@example.org>``"""
    reply_to: str
    signature: str


def sender_of(programme: Programme, address: str | None = None) -> Sender:
    """``MotxlError`` when there is no address to send from."""
    parameters = programme.parameters
    chosen = " ".join((address or parameters.get(Parametre.EXPEDITEUR, "")).split())
    if not parse_address(chosen)[1]:
        raise MotxlError(
            _(
                "“{text}” is no address to send from: correct expéditeur in the sheet Paramètres, "
                "or use --from ADDRESS."
            ).format(text=chosen)
        )
    reply = " ".join(parameters.get(Parametre.REPONSE, "").split())
    if reply and not parse_address(reply)[1]:
        raise MotxlError(
            _("“{text}” is no address to reply to: correct it in the sheet Paramètres.").format(
                text=reply
            )
        )
    signature = (
        parameters.get(Parametre.SIGNATURE, "").strip() or parse_address(chosen)[0] or chosen
    )
    return Sender(chosen, reply, signature)


class Desk:
    """Works out the messages of one folder of extracts."""

    def __init__(
        self,
        programme: Programme,
        book: Path,
        folder: Path,
        sender: Sender,
        contacts: Sequence[Contact] | None = None,
        digest_now: Callable[[str], str | None] | None = None,
    ) -> None:
        """``contacts`` are those of a directory that is kept apart; ``digest_now`` gives the digest
        that a member's extract would have if it were made now."""
        self.programme = programme
        self.manifest = Manifest(folder)
        self.folder = folder
        self._sender = sender
        registers = programme.registers
        self._directory = Directory(registers, contacts)
        self._members = {key_of(one): one for one in registers.members or () if one.active}
        self._digest_now = digest_now
        self._templates = Templates(book)
        files = Counter(name for one in self.manifest.known.values() for name, _sha in one.files)
        self._shared_files = {name for name, count in files.items() if count > 1}

    @property
    def version(self) -> str:
        """The version of the programme that was extracted, ISO; its year where it has no date."""
        programme = self.manifest.header.get("programme") or {}
        return str(programme.get("date") or programme.get("year") or "")

    def letters(self, members: Sequence[str] = ()) -> Iterator[Letter]:
        """What identifies the message of each member of the manifest, or of some by key, name or
        alias. ``MotxlError`` for a name that the manifest does not know.
        """
        wanted = self._wanted(members)
        for told in self.manifest.members():
            if wanted is None or str(told["key"]) in wanted:
                yield self._letter(told)

    def message(self, key: str, *, checked: bool = False) -> Outgoing:
        """The message of a member. ``checked`` when its files were inspected before: that they are
        the same files is looked at again in any case."""
        told = self.manifest.member(key)
        assert told is not None  # it is in the manifest
        return self._message(told, checked=checked)

    def keys_of(self, names: Iterable[str]) -> list[str]:
        """The keys of members of the manifest, by key, name or alias."""
        return sorted(self._wanted(names) or ())

    def _wanted(self, names: Iterable[str]) -> set[str] | None:
        found: set[str] = set()
        for name in names:
            called = surely(self.programme.registers.called(name))
            known = self.manifest.known.keys() & ({key_of(one) for one in called.members} or {name})
            if not known:
                raise MotxlError(
                    _("{folder} holds no extract of {name}.").format(folder=self.folder, name=name)
                )
            found |= known
        return found or None

    def _letter(self, told: Mapping[str, Any]) -> Letter:
        recipients = sorted(told["recipients"], key=lambda one: one["kind"] != "to")
        return Letter(
            str(told["key"]),
            str(told["name"]),
            self.version,
            str(told["digest"]),
            tuple(str(one["email"]) for one in recipients),
            tuple(f"{one['name']}:{one['sha256']}" for one in told["files"]),
        )

    def _message(self, told: Mapping[str, Any], *, checked: bool) -> Outgoing:
        key = str(told["key"])
        language = words_in(str(told.get("language", ""))).language
        member = self._members.get(key)
        recipients = [(str(one["email"]), str(one["kind"])) for one in told["recipients"]]
        to = tuple(email for email, kind in recipients if kind == "to")
        cc = tuple(email for email, kind in recipients if kind != "to")
        problems: list[str] = []
        doubts: list[str] = []
        if member is None:
            problems.append(_("is no active member of the workbook any more"))
        else:
            problems += self._wrong_recipients(member, to, cc)
            doubts += self._other_recipients(member, to, cc)
        paths = []
        size = 0
        for one in told["files"]:
            file, sha256 = str(one["name"]), str(one["sha256"])
            path = self.folder / file
            problem = self._wrong_file(path, file, sha256, checked=checked)
            problems += [problem] if problem else []
            size += path.stat().st_size if not problem else 0
            paths.append(path)
        if not paths:
            problems.append(_("has no file in the manifest"))
        if size > _LARGE:
            doubts.append(_("weighs {mb} MB: some servers refuse it").format(mb=size // 1_000_000))
        text = None
        if not problems:
            greeting = salutation(self._people(member, to), language)
            if not greeting.names:
                doubts.append(_("greeted without a name"))
            now = self._digest_now(key) if self._digest_now and not checked else None
            if now not in {None, told["digest"]}:
                doubts.append(_("the programme says otherwise now: run motxl extract again"))
            text = self._templates.render(language, self._values(told, greeting.text))
        return Outgoing(
            self._letter(told), language, to, cc, text, tuple(paths), tuple(problems), tuple(doubts)
        )

    def _values(self, told: Mapping[str, Any], greeting: str) -> dict[str, object]:
        """What a template may say."""
        summary: Mapping[str, str] = told.get("summary") or {}
        parts = Counter(str(one.get("part")) for one in told.get("entries", ()))
        programme = self.manifest.header.get("programme") or {}
        return {
            "salutation": greeting,
            "adherent": str(told["name"]),
            "cle": str(told["key"]),
            "annee": programme.get("year") or "",
            "titre": summary.get("title", ""),
            "version": summary.get("version", ""),
            "directes": parts["direct"],
            "communes": parts["common"],
            "changements": summary.get("changes", ""),
            "axes": summary.get("axes", ""),
            "dates": _as_list(summary.get("dates", "")),
            "jetons": summary.get("jetons", ""),
            "prestations": summary.get("services", ""),
            "expediteur": self._sender.address,
            "signature": self._sender.signature,
        }

    def _people(self, member: Member | None, to: Sequence[str]) -> list[Contact]:
        """The contacts to whom a message goes; none when one of them is not in the directory."""
        found = []
        for address in to:
            own = [c for c in self._directory.called(address) if self._is_of(c, member)]
            if not own:
                return []
            found.append(own[0])
        return found

    def _is_of(self, contact: Contact, member: Member | None) -> bool:
        of = self.programme.registers.called(contact.member).member
        return member is not None and of is not None and of.row == member.row

    # What keeps a message back

    def _wrong_recipients(
        self, member: Member, to: Sequence[str], cc: Sequence[str]
    ) -> Iterator[str]:
        if not to:
            yield _("nobody to write to: no contact has Envoi À")
        for address in (*to, *cc):
            if not is_address(address):
                yield _("“{text}” is no e-mail address").format(text=address)
                continue
            contacts = self._directory.called(address)
            if not contacts:
                yield _("{address} is not in the directory").format(address=address)
            elif not any(self._is_of(one, member) for one in contacts):
                yield _("{address} belongs to {other}").format(
                    address=address, other=contacts[0].member
                )

    def _wrong_file(self, path: Path, name: str, sha256: str, *, checked: bool) -> str:
        """What is wrong with an attachment; empty when it is what the manifest says."""
        if name in self._shared_files:
            return _("{file} is in the manifest for another member too").format(file=name)
        if Path(name).name != name or name in {"", ".", ".."}:
            return _("{file} is not in the folder of the extracts").format(file=name)
        found = sha256_of(path)
        if found is None:
            return _("{file} is missing").format(file=name)
        if found != sha256:
            return _changed(name)
        if path.suffix != ".xlsx" or checked:
            return ""
        hidden = inspect(Workbook.open(path))
        if hidden:
            return _("{file} shows more than it should: {what}").format(
                file=name, what=_(LABELS[hidden[0].kind])
            )
        return ""

    def _other_recipients(
        self, member: Member, to: Sequence[str], cc: Sequence[str]
    ) -> Iterator[str]:
        now = self._directory.recipients(member).found
        added = [one.email for one in now if one.email not in {*to, *cc}]
        gone = [one for one in (*to, *cc) if one not in {other.email for other in now}]
        if added or gone:
            yield _(
                "the directory says otherwise now ({addresses}): run motxl extract again"
            ).format(
                addresses=", ".join((*(f"+{one}" for one in added), *(f"-{one}" for one in gone)))
            )
        for address in to:
            others = {c.member for c in self._directory.called(address)}
            if len(others) > 1:
                yield _("{address} stands for several members").format(address=address)


def _changed(name: str) -> str:
    return _("{file} was changed since it was made: run motxl extract again").format(file=name)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _as_list(text: str) -> str:
    """What an extract tells in one cell, “Dates: one · another”, a line for each."""
    head, colon, rest = text.partition(": ")
    return f"{head}:\n– " + rest.replace(" · ", "\n– ") if colon else text
