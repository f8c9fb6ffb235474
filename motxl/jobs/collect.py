"""What members wrote into their extracts comes back: read, matched, merged into the workbook.

``plan`` writes nothing and says all; ``carry_out`` writes what was planned. The same files again
change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.book.editing.answers import (
    add_answers,
    add_requests,
    kept_answers,
    set_states,
)
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.extract.manifest import Manifest, set_in_header
from motxl.extract.places import last_place
from motxl.files.note import Note
from motxl.i18n import _, ngettext
from motxl.jobs.returns.matching import ReadReturn, ReturnMatching
from motxl.jobs.returns.merging import Collected, Merging, ToWrite
from motxl.jobs.returns.sources import CameBack, in_mailbox, sources
from motxl.mail import imap
from motxl.mail.imap import MailFolder
from motxl.mail.secrets import Commands, NoSecretError, Secret
from motxl.mail.sender import sender_of
from motxl.template.layout import SUIVI_JETONS, SuiviJetonColumn
from motxl.template.layout.reponses import ReponseColumn

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook

_S, _R = SuiviJetonColumn, ReponseColumn
_READ = "read"
"""In the head of the manifest: the messages that were read"""
_MOST_READ = 10_000


class Collection(NamedTuple):
    """What came back, file by file, and who has not answered."""

    files: tuple[Collected, ...]
    answered: tuple[tuple[str, str], ...]
    """Keys and names of the members of whom the workbook has an answer, these files among it"""
    silent: tuple[tuple[str, str], ...]
    """Of those who got an extract and have not answered"""
    plan: ToWrite
    saved: bool = False
    known: int = 0
    """How many files of messages that were read before hold nothing new; they are not in ``files``
    """

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
            "known": self.known,
        }


def open_for(path: Path, extracts: Path | None, *, editing: bool) -> tuple[FileBook, Manifest]:
    """A workbook and the list of its extracts: in ``extracts``, else where they were made last.
    Raises ``MotxlError`` where either cannot be read."""
    folder = extracts or last_place(path)
    if folder is None:
        raise MotxlError(
            _(
                "motxl does not know where the extracts of {path} were made: add --extracts FOLDER."
            ).format(path=path)
        )
    manifest = Manifest(folder)
    header = manifest.header
    sheet, columns = (str(header[one]) if header.get(one) else None for one in ("sheet", "columns"))
    return open_book(path, sheet=sheet, columns=columns, editing=editing), manifest


def plan(book: FileBook, manifest: Manifest, found: Iterable[CameBack]) -> Collection:
    """Work out what came back and what is to be written; nothing is. Raises ``MotxlError`` where
    the workbook's own tables cannot be read."""
    came_back = list(found)
    collection = _planned(book, manifest, came_back)
    # Whatever is new is told all the same: an undo may have taken answers back since.
    read_before = set(_read_before(manifest))
    quiet = {one.label for one in came_back if one.message and one.message in read_before}
    files = [one for one in collection.files if not (one.file in quiet and is_settled(one))]
    known = len(collection.files) - len(files)
    return collection._replace(files=tuple(files), known=known)


def is_settled(one: Collected) -> bool:
    """Whether a file leaves nothing to be told or done: its answers are in the workbook."""
    return one.state == "unchanged" and not one.left and not one.changed


def _read_before(manifest: Manifest) -> list[str]:
    found = manifest.header.get(_READ)
    return [str(one) for one in found] if isinstance(found, list) else []


def take_as_read(manifest: Manifest, found: Iterable[CameBack], collection: Collection) -> None:
    """Note beside the extracts the messages whose answers are in the workbook: they are not listed
    again. Those of which something was refused or not taken are. Raises ``MotxlError`` when that
    cannot be written."""
    open_ones = {one.file for one in collection.files if one.left or one.changed}
    open_ones |= {one.file for one in collection.files if one.state in {"refused", "conflict"}}
    marks = {one.message for one in found if one.message and one.label not in open_ones}
    if marks - set(_read_before(manifest)):
        kept = dict.fromkeys((*_read_before(manifest), *sorted(marks)))
        set_in_header(manifest.path.parent, _READ, list(kept)[-_MOST_READ:])


def _planned(book: FileBook, manifest: Manifest, found: Sequence[CameBack]) -> Collection:
    programme = book.programme
    matching = ReturnMatching(programme, manifest)
    files: list[Collected] = []
    by_member: dict[str, list[ReadReturn]] = {}
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
    merging = Merging(programme, kept)
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
    mailbox: MailFolder | None = None,
    *,
    write: bool = True,
    force: bool = False,
) -> Collection:
    """Read what lies in ``places``, and in a folder of a mailbox, and merge it; with ``write``
    false, say only what would be. Raises ``MotxlError`` for a place that is not there, when the
    server stops answering, and when the workbook cannot be written."""
    found = list(sources(places))
    if mailbox is not None:
        found += in_mailbox(mailbox)
    planned = plan(book, manifest, found)
    if not write:
        return planned
    done = carry_out(book, planned, force=force)
    take_as_read(manifest, found, done)
    return done


def mailbox_of(
    book: FileBook,
    url: str,
    commands: Commands,
    ask: Callable[[str], str] | None = None,
    *,
    insecure: bool = False,
) -> MailFolder:
    """The folder of ``imaps://name@host[/Folder]``, the inbox without one, open for reading.
    Without a name, the address of ``expéditeur`` logs in.

    ``ask`` gives the password of who logs in, where none is kept. Raises ``UsageError`` for what is
    no address of a server, ``NoSecretError`` where there is no password, and ``MotxlError`` where
    the server cannot be reached, is not encrypted, refuses the login or has no such folder.
    """
    server, secret = imap.login_of(url, lambda: sender_of(book.programme), commands)
    if secret is None and ask is not None:
        secret = Secret(ask(server.user), "password", server.user)
    if secret is None:
        raise NoSecretError(server.user, imap.PASSWORD)
    return imap.MailFolder(server, secret, insecure=insecure)
