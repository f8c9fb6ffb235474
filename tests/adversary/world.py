"""A real folder, workbook, server and record; what befalls them, and whether promises hold."""

from __future__ import annotations

import copy
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.adversary import edits
from tests.adversary.folders import MANIFEST, RECORD, TAMPERING, Folder
from tests.adversary.mails import Mail, canaries, opened
from tests.adversary.processes import Accident, Ended, Processes, Running
from tests.adversary.slips import SLIPS
from tests.adversary.workbook import EXAMPLE_SENDER, Member, Slip, Workbook, normal, several
from tests.mail.server import Faults, Server

DECIDING = (
    *("Programme de travail", "Portée", "Frontière", "Adhérents concernés", "Autres thèmes"),
    *("Nom", "Clé", "Adhérents!Alias", "Adhérents!Frontières", "Thèmes", "Jetons attribués"),
    *("Adhérent en cours", "Contacts!Adhérent", "Jetons!Prestation", "Jetons!Réf.", "Ouverte à"),
    *("Suivi jetons!Adhérent", "Suivi jetons!Prestation", "Suivi jetons!Réf."),
    *("Événements!Réf.", "Intitulé", "Territoires!Alias", "Territoires!Frontières"),
    *("Famille", "N°", "Thèmes!Alias"),
)
"""The columns that decide who gets what, as ``--confirm-values`` calls them"""

NONE = Accident()
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
_EARLIER = re.compile(r"earlier|already had an extract", re.IGNORECASE)
_WAITS = 6.0
"""Seconds that a command may wait for another one, before the other one goes on"""

Deed = tuple[str, tuple[Any, ...], dict[str, Any]]
"""A method of World, and what it is given; folders by their names"""
Doing = tuple[str, int, int]
"""A step by its name, and two numbers that say of whom and how"""
Cells = dict[str, dict[object, str]]
"""By column, the values by what tells their rows apart"""


class Violation(AssertionError):  # noqa: N818 - of a promise
    """A promise was broken. ``kind`` says which, the same for every example of it."""

    def __init__(self, kind: str, told: str) -> None:
        super().__init__(f"{kind}\n{told}")
        self.kind = kind


@dataclass
class Sent:
    """A message that a member was given."""

    number: int
    who: str
    folder: Folder
    key: str = ""
    """The member's key when the extract was made"""
    digest: str = ""
    to: tuple[str, ...] = ()


@dataclass
class Plan:
    """What a run of ``send`` could see when it began."""

    book: Workbook
    lines: list[dict[str, Any]]
    year: int | None
    version: tuple[int, int]
    doubts: list[str]
    only: str = ""
    resend: str = ""
    mails: list[Mail] = field(default_factory=list)
    given: frozenset[str] = frozenset()
    """Addresses that got something since it began, from whatever run"""
    mixed: bool = False
    """Another command ran while it was at work: its part of the messages is not known"""


class World:
    def __init__(
        self, server: Server, processes: Processes, broken: Callable[[str, str, World], None]
    ) -> None:
        """``broken`` is told the kind of a violation, and what happened."""
        self._server, self._processes, self._broken = server, processes, broken
        shm = Path("/dev/shm")
        self.root = Path(tempfile.mkdtemp(prefix="adversary-", dir=shm if shm.is_dir() else None))
        self.path = self.root / "book.xlsx"
        self._data = self.root / "data"
        self.book = Workbook()
        beside, elsewhere = self.root / "envois", self.root / "ailleurs"
        beside.mkdir()
        elsewhere.mkdir()
        self.folders = {
            **{name: Folder(name, beside / name, True) for name in ("a", "b", "c")},
            "d": Folder("d", elsewhere / "d", False),
        }
        self.log: list[str] = []
        self.deeds: list[Deed] = []
        self.exits: list[tuple[str, int | None]] = []
        self._written: object = None
        self._sent: list[Sent] = []
        self._given: dict[tuple[str, ...], list[Sent]] = {}
        self._made: dict[str, tuple[str, str, str]] = {}
        """Organisation, digest and key of each file that was ever made, by its SHA-256"""
        self._slipped: dict[str, list[Slip]] = {}
        """The slips that were in the workbook when it was made"""
        self._states: list[Workbook] = []
        self._ciblee: dict[str, set[int]] = {}
        """The rows whose own Portée was Ciblée when all extracts of a folder were last made"""
        self._remembered: dict[str, object] = {}
        """By folder, the cells that decide who gets what as they were last extracted, all right"""
        self._extracted: list[Cells] = []
        """The same of every day, cell by cell, from whatever folder"""
        self._clouded: set[str] = set()
        """The folders that were last extracted to while a slip stood in the cells"""
        self._pending: list[tuple[Running, Callable[[Ended], None]]] = []
        self._depth = 0
        self._server.taken.clear()
        self._server.faults = Faults()
        for number in range(3):
            edits.add_member(self.book, 0, number)
            edits.add_row(self.book, number, number)
        edits.add_common(self.book, 0, 0)

    def close(self) -> None:
        for running, _ in self._pending:
            running.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def _violate(self, kind: str, told: str) -> None:
        self._broken(kind, told, self)

    def _note(self, line: str) -> None:
        self.log.append("    " * self._depth + line)

    # What staff and accidents do

    def change(self, kind: str, i: int, j: int) -> None:
        """An edit of the workbook by its name."""
        self._deed("change", kind, i, j)
        if kind in SLIPS:
            slip = SLIPS[kind](self.book, i, j)
            said = f"{slip.name}: {slip.told}" if slip else None
            self.book.slips += [slip] if slip else []
        else:
            said = edits.ALL[kind](self.book, i, j)
        if said:
            self._note(said)

    def put_back(self, ago: int) -> None:
        """The workbook is again as it was on the disk, so many versions before."""
        self._deed("put_back", ago)
        if ago < len(self._states):
            now, then = self.book, copy.deepcopy(self._states[-1 - ago])
            then.owners, then.opened, then._made = now.owners, now.opened, now._made
            self.book = then
            self._note(f"the workbook is put back as it was {ago} versions before")

    def repair(self) -> None:
        self._deed("repair")
        self._note(edits.repair(self.book))

    def _deed(self, name: str, *given: Any, **options: Any) -> None:
        """Kept, so that it can be done again."""
        if not self._depth:
            self.deeds.append((name, given, options))

    def redo(self, deed: Deed) -> None:
        name, given, options = deed
        known = self.folders
        getattr(self, name)(
            *(known.get(one, one) if isinstance(one, str) else one for one in given), **options
        )

    def folder(self, number: int) -> Folder:
        """The first ones more often: it is there that something can go wrong."""
        return self.folders["aaabbcd"[number % 7]]

    def tamper(self, kind: str, folder: Folder, i: int) -> None:
        self._deed("tamper", kind, folder.name, i)
        self._ciblee.clear()
        self._remembered.clear()
        folder.keep()
        said = TAMPERING[kind](self.folders, folder, i)
        if said:
            self._note(said)
            for one in self.folders.values():
                one.tampered |= one is folder or kind == "copy folder"

    def do(self, step: Doing) -> None:
        """One of the steps that may happen while a command is under way."""
        name, i, j = step
        if name == "extract all":
            self.extract(self.folder(i))
        elif name == "extract one":
            self.extract(self.folder(i), who=j)
        elif name == "send":
            self.send(self.folder(i))
        elif name in TAMPERING:
            self.tamper(name, self.folder(i), j)
        else:
            self.change(name, i, j)

    # Commands

    def _write(self) -> None:
        now = self._state()
        if now != self._written:
            self.book.write(self.path)
            self._written = now
            self._states.append(copy.deepcopy(self.book))

    def _state(self) -> object:
        book = self.book
        return (
            [(m.key, m.name, tuple(m.aliases), m.border, m.active) for m in book.members],
            [(c.member, c.email, c.envoi) for c in book.contacts],
            [
                (r.ref, r.label, r.canary, r.portee, r.border, r.named, r.event, r.place)
                for r in book.rows
            ],
            [(t.member, t.ref, t.note) for t in book.tokens],
            (book.year, book.day, book.sender),
            list(book.slips),
        )

    def _command(
        self,
        words: list[str],
        accident: Accident,
        answers: Sequence[str],
        meanwhile: Sequence[Doing],
        ended: Callable[[Ended, bool], None],
        works: Callable[[bool], None] = lambda _works: None,
    ) -> None:
        """Runs it; ``meanwhile`` happens where it first stands still. ``ended`` is told the end,
        and whether another command may have run between its steps; ``works`` whether it goes on
        or stands still."""
        running = self._processes.start(words, self.root, self._data, accident)
        at, mixed = 0, False
        steps = list(meanwhile)
        while True:
            now = running.wait(_WAITS if self._depth else 30.0)
            if isinstance(now, Ended):
                ended(now, mixed)
                break
            if now is None:
                if not self._depth:
                    running.close()
                    self._violate("5 a command does not end", " ".join(words))
                    return
                self._note("… it waits")
                self._pending.append((running, lambda end: ended(end, True)))
                return
            if now == "":
                mixed = True
                self._note("… stopped; meanwhile:")
            elif at == 0:
                self._note("… it asks; meanwhile:" if steps else "… it asks")
            works(False)
            self._depth += 1
            for step in steps:
                self.do(step)
            self._depth -= 1
            steps = []
            answer = answers[min(at, len(answers) - 1)] if now and answers else ""
            at += bool(now)
            works(True)
            running.go_on(answer)
            if self._pending:
                mixed = True
        if not self._depth:
            waiting, self._pending = self._pending, []
            for other, told in waiting:
                end = other.wait()
                if isinstance(end, Ended):
                    told(end)
                else:
                    other.close()
                    self._violate("5 a command does not end", "it waited for another one")

    def _end(self, what: str, ended: Ended, *, refused: bool = False) -> None:
        """``refused``: somebody said no, which ends as Ctrl+C does."""
        self._note(f"→ {'killed' if ended.code is None else ended.code}")
        self.exits.append((what, ended.code))
        said, usual = ended.said, {None, 0, 1, 2, *([130] if refused else [])}
        if "Traceback (most" in said or "unexpected error" in said or ended.code not in usual:
            errors = re.findall(r"\((\w+): |^(\w+Error)\b", said, re.MULTILINE)
            kind = "".join(errors[-1]) if errors else f"exit code {ended.code}"
            self._violate(f"5 an unexpected error: {kind}", said.strip())

    # extract

    def extract(
        self,
        folder: Folder,
        who: int | None = None,
        since: Folder | None = None,
        force: bool = False,
        accident: Accident = NONE,
        meanwhile: Sequence[Doing] = (),
        confirm: bool = False,
    ) -> None:
        """``confirm``: staff have looked at all the values that decide who gets what."""
        self._deed(
            "extract", folder.name, who, since.name if since else None, force, accident,
            meanwhile=tuple(meanwhile), confirm=confirm,
        )  # fmt: skip
        self._write()
        member = edits.at(self.book.members, who) if who is not None else None
        words = [
            "extract",
            str(self.path),
            *([member.key] if member else []),
            "-o",
            str(folder.path),
        ]
        if since is not None and since is not folder and (since.path / MANIFEST).exists():
            words += ["--since", str(since.path)]
        if force:
            words.append("--force")
        if confirm:
            words += [word for column in DECIDING for word in ("--confirm-values", column)]
        self._note(
            f"extract {member.organisation if member else 'all'} into {folder.name}"
            + (f" since {since.name}" if "--since" in words and since else "")
            + (" --force" if force else "")
            + (", values confirmed" if confirm else "")
            + (f" ({accident})" if accident != NONE else "")
        )
        book, doubts = copy.deepcopy(self.book), self.book.doubts()
        before = folder.manifest()
        sound = {
            (str(one.get("key")), str(one.get("name"))): one
            for one in before
            if one.get("files") and all(self._sound(folder, file) for file in one["files"])
        }
        version = self._version(folder)
        # While another command asks its question in the folder, a refusal is right.
        honest = not (
            doubts or folder.tampered or force or accident != NONE or meanwhile or self._depth
        )
        honest &= (
            not book.slips and book.sender != EXAMPLE_SENDER and not (since and since.tampered)
        )
        honest &= self._as_before(book)
        honest &= not self._clouded and not any(
            _may_be_exchanged(one, book) for one in self._extracted
        )
        if member:
            honest &= member.active and book.meant(member.key) == [_same(book, member)]
        else:
            honest &= any(one.active for one in book.members)

        def ended(end: Ended, mixed: bool) -> None:
            self._end("extract", end)
            self._check_files(
                folder,
                book,
                {
                    one["sha256"]
                    for line in before
                    for one in line.get("files") or ()
                    if "sha256" in one
                },
                since="--since" in words,
                end=end,
            )
            if end.code == 0:
                for doubt in doubts:
                    self._violate(f"4 extract ends with 0: {doubt}", end.said)
                if end.denied:
                    self._violate("4 extract ends with 0: a file was not written", end.said)
            if not (mixed or force or folder.tampered or book.slips):
                self._check_lines(folder, book, sound, version, end, member is None)
            if honest and end.code != 0 and not mixed:
                self._violate("6 an honest extract fails", end.said)
            folder.told |= folder.recorded or set()
            folder.keep()
            self._extracted.append(_cells(book))
            if book.slips or mixed:
                self._clouded.add(folder.name)
            elif end.code == 0 and member is None:
                self._clouded.discard(folder.name)
            if end.code == 0 and not (book.slips or mixed):
                self._remembered[folder.name] = _deciding(book)
            if end.code == 0 and not (member or book.slips or mixed):
                self._ciblee[folder.name] = {
                    row.ref for row in book.rows if row.portee == "Ciblée" and row.place != "own"
                }

        self._command(words, accident, ["n"], meanwhile, ended)

    def _as_before(self, book: Workbook) -> bool:
        """Whether keys, names and addresses are those of all who were written to: where they are
        not, or an address stands for several, ``extract`` says so, and is right."""
        for one in self._sent:
            member = next((m for m in book.members if m.organisation == one.who), None)
            if member is None or member.key != one.key:
                return False
            for address in one.to:
                if any(owner is not member for owner, _envoi in book.owners_of(address)):
                    return False
        addresses = [part.casefold() for one in book.contacts for part in several(one.email)]
        return len(set(addresses)) == len(addresses)

    def _sound(self, folder: Folder, file: Any) -> bool:
        return isinstance(file, dict) and folder.sha(str(file.get("name"))) == file.get("sha256")

    def _version(self, folder: Folder) -> object:
        try:
            told = json.loads((folder.path / MANIFEST).read_text(encoding="utf-8"))["programme"]
            return (told["year"], told["date"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _organisation(self, name: str) -> str:
        """Whose name it is, or was."""
        found = {self.book.owners.get(one, "") for one in canaries(name.encode())}
        return found.pop() if len(found) == 1 else ""

    def _check_files(
        self, folder: Folder, book: Workbook, old: set[str], *, since: bool = False, end: Ended
    ) -> None:
        """Nothing of another member is in any file that was made now; after a slip it may be, as
        long as the command says that something is doubtful: then it must not be mailed."""
        nobody = book.doubtful_rows()
        for line in folder.manifest():
            name = str(line.get("name"))
            mine = self._organisation(name)
            for file in line.get("files") or ():
                path = folder.path / str(file.get("name"))
                if not mine or file.get("sha256") in old or not self._sound(folder, file):
                    continue
                self._made[file["sha256"]] = (mine, str(line.get("digest")), str(line.get("key")))
                self._slipped[file["sha256"]] = book.slips
                held = canaries(path.read_bytes())
                if any(one.known == "manifest" for one in book.slips):
                    known = self._ciblee.get(folder.name, set()) if old else set()
                    for row in book.rows:
                        for one in held & {row.canary, row.event}:
                            if row.ref not in known:
                                self.book.opened.setdefault(one, set()).add(mine)
                if any(one.known == "memory" for one in book.slips) and not (
                    old and self._remembered.get(folder.name) == _deciding(book)
                ):
                    for one in held:
                        self.book.opened.setdefault(one, set()).add(mine)
                if book.slips and (
                    end.code != 0 or any(s.known in ("record", "shown") for s in book.slips)
                ):
                    continue
                for one in sorted(held):
                    owner = book.owners.get(one, "?")
                    if not self.book.may_read(mine, one):
                        what = {"": "nobody", "-": "the house"}.get(owner, "another member")
                        self._violate(
                            f"1 words of {what} in an extract{_after(book.slips)}",
                            f"{mine}’s extract in {folder.name} holds {owner or 'nobody'}’s {one}",
                        )
                # What a member had, and has no more, is told to it with --since.
                gone = {one for one in held if since and book.owners.get(one) == mine}
                opened = {one for one in held if self.book.opened.get(one)}
                for one in sorted(held & nobody - gone - opened):
                    self._violate(
                        f"1 a row that surely concerns nobody in an extract{_after(book.slips)}",
                        f"{mine}’s extract in {folder.name} holds {one}",
                    )

    def _check_lines(
        self,
        folder: Folder,
        book: Workbook,
        sound: dict[tuple[str, str], dict[str, Any]],
        version: object,
        end: Ended,
        everyone: bool,
    ) -> None:
        now = {(str(one.get("key")), str(one.get("name"))): one for one in folder.manifest()}
        if version == (book.year, f"{book.year}-01-{book.day:02}"):
            for key, name in sound:
                member = book.member(key, name)
                if member and member.active and (key, name) not in now:
                    self._violate(
                        "3 the manifest loses a member whose extract is there",
                        f"{name}, after: {end.said}",
                    )
        if end.code == 0 and everyone:
            for member in book.members:
                line = now.get((member.key, member.name))
                files = line.get("files") if line else None
                if member.active and not (files and all(self._sound(folder, f) for f in files)):
                    self._violate(
                        "4 extract ends with 0: an extract is missing", f"{member.name}: {end.said}"
                    )

    # send

    def send(
        self,
        folder: Folder,
        answers: Sequence[str] = (),
        only: int | None = None,
        resend: int | None = None,
        accident: Accident = NONE,
        faults: dict[str, list[str]] | None = None,
        meanwhile: Sequence[Doing] = (),
    ) -> None:
        """With ``--yes`` where there are no answers; the last one answers all further questions."""
        self._deed(
            "send", folder.name, answers, only, resend, accident, faults,
            meanwhile=tuple(meanwhile),
        )  # fmt: skip
        if not folder.path.is_dir():
            return
        self._write()
        book = copy.deepcopy(self.book)
        member = edits.at(book.members, only) if only is not None else None
        again = edits.at(book.members, resend) if resend is not None else None
        words = ["mail", "send", str(self.path), "--extracts", str(folder.path), "--rate", "0"]
        words += ["--smtp", self._server.url, "--insecure", *([] if answers else ["--yes"])]
        words += ["--only", member.key] if member else []
        words += ["--resend", again.key] if again else []
        self._note(
            f"send from {folder.name}"
            + (f" only {member.organisation}" if member else "")
            + (f" again to {again.organisation}" if again else "")
            + (f", answers {' '.join(answers)}" if answers else " --yes")
            + (f" ({accident})" if accident != NONE else "")
            + (f" (server: {faults})" if faults else "")
        )
        plan = Plan(
            book,
            folder.manifest(),
            folder.year(),
            (book.year, book.day),
            [],
            member.key if member else "",
            again.key if again else "",
        )
        plan.doubts = self._doubts(folder, plan)
        if faults:
            self._server.faults = Faults(**faults)
        taken = self._server.taken
        own: list[int] = []
        first = len(taken)
        since = [len(taken)]

        def works(goes_on: bool) -> None:
            """Messages that are taken while it stands still are not its own."""
            if not goes_on:
                own.extend(range(since[0], len(taken)))
            since[0] = len(taken)

        def ended(end: Ended, mixed: bool) -> None:
            if faults:
                self._server.faults = Faults()
            works(False)
            plan.mixed = mixed
            plan.mails = [opened(taken[number][1], taken[number][2]) for number in own]
            plan.given = frozenset(one.casefold() for _s, to, _d in taken[first:] for one in to)
            self._end("send", end, refused="n" in answers)
            self._check_send(folder, plan, end, answers)

        self._command(words, accident, answers, meanwhile, ended, works)

    def _pending_lines(self, folder: Folder, plan: Plan) -> list[dict[str, Any]]:
        found = []
        for line in plan.lines:
            if plan.only and line.get("key") != plan.only:
                continue
            who = self._organisation(str(line.get("name")))
            digest = ("digest", who, str(plan.version), str(line.get("digest")))
            if digest not in self._given:
                found.append(line)
        return found

    def _doubts(self, folder: Folder, plan: Plan) -> list[str]:
        """Why this send must not end with 0."""
        book = plan.book
        lines = self._pending_lines(folder, plan)
        if not lines:
            return [] if plan.year is not None else ["no manifest"]
        found = list(book.doubts())
        if book.sender == EXAMPLE_SENDER:
            found.append("the sender is the example’s")
        if plan.year != book.year:
            found.append("the extracts are of another year")
        if folder.recorded is None and folder.told and not self._is_copy_of_a_whole_one(folder):
            found.append("the record is gone")
        for line in lines:
            name, key = str(line.get("name")), str(line.get("key"))
            member = book.member(key, name)
            if book.slips:
                pass  # what they do to a member is said by Workbook.doubts
            elif member is None:
                found.append("another name under the key, or nobody")
            elif not member.active:
                found.append("a member that has left")
            recipients = line.get("recipients")
            if not recipients:
                found.append("nobody to write to")
            for one in recipients if isinstance(recipients, list) else ():
                kind = {"to": "À", "cc": "Cc"}.get(one.get("kind"), "")
                address = str(one.get("email")).casefold()
                if book.slips:
                    continue
                if member and (member, kind) not in book.owners_of(address):
                    found.append("a recipient that is none now")
            for file in line.get("files") or ():
                if not self._sound(folder, file):
                    found.append("a file that is not what was made")
                elif self._made.get(file["sha256"], ("", ""))[0] != self._organisation(name) and (
                    not book.slips
                ):
                    found.append("a file of another member")
        return sorted(set(found))

    def _is_copy_of_a_whole_one(self, folder: Folder) -> bool:
        """Whether what the manifest of a copied folder knows was sent stands in a record still."""
        return folder.foreign and any(
            one.recorded is not None and folder.told <= one.recorded and not one.older
            for one in self.folders.values()
            if one is not folder
        )

    def _check_send(self, folder: Folder, plan: Plan, end: Ended, answers: Sequence[str]) -> None:
        bold = all(one == "y" for one in answers) and bool(answers)
        agreed = bold and (len(end.asked) > 1 or any(_again(one) for one in end.asked))
        self._check_leaks(folder, plan, end.code)
        new = self._check_twice(folder, plan, agreed)
        shown = end.asked[0] if end.asked else end.said
        confirmed = _shown(shown, plan.lines)
        if not plan.mixed:
            if answers and "y" not in answers[: max(1, len(end.asked))] and plan.mails:
                self._violate("3 sent after a no", end.said)
            self._check_confirmed(plan, confirmed, end, answers)
        earlier = [
            name
            for name in confirmed
            if any(
                one.who == self._organisation(name) and one.number in (folder.recorded or ())
                for one in self._sent[: len(self._sent) - len(new)]
            )
        ]
        if (
            earlier
            and plan.mails
            and not plan.resend
            and not _EARLIER.search(f"{shown}\n{end.said}")
        ):
            self._violate("2 nothing is said of an earlier extract", f"{earlier}\n{end.said}")
        if end.code == 0 and not plan.mixed:
            for doubt in plan.doubts:
                if not (agreed and "record" in doubt):
                    self._violate(f"4 send ends with 0: {doubt}", end.said)
        self._remember(folder, new, agreed)
        if end.code == 0 and not (plan.mixed or folder.tampered or plan.only or plan.resend):
            self._check_held(folder, plan, end)

    def _check_held(self, folder: Folder, plan: Plan, end: Ended) -> None:
        """What a member was given last is what the manifest says, or the run says something."""
        for line in plan.lines:
            who, key = self._organisation(str(line.get("name"))), str(line.get("key"))
            given = [one for one in self._sent if one.who == who and one.key == key]
            known = [one for one in given if one.number in (folder.recorded or ())]
            digest = str(line.get("digest"))
            # The last one may have left from the folder beside: then it is what the member holds.
            if known and digest not in (known[-1].digest, given[-1].digest):
                self._violate(
                    "4 send ends with 0: a member holds another version than the last extract",
                    f"{who}: {end.said}",
                )

    def _remember(self, folder: Folder, new: Iterable[int], agreed: bool) -> None:
        record = folder.path / RECORD
        if record.exists() and record.stat().st_size:
            folder.recorded = (folder.recorded or set()) | set(new)
        if folder.manifest():
            folder.told |= set(new)
        if agreed:
            folder.forgiven = {one.number for one in self._sent}
            folder.foreign = folder.older = False
        folder.keep()

    def _record_knows(self, folder: Folder, address: str, organisation: str) -> bool:
        """Whether the record on the disk has a message to this address that was the member's."""
        return any(
            one.number in (folder.recorded or ()) and address in one.to and one.who == organisation
            for one in self._sent
        )

    def _check_leaks(self, folder: Folder, plan: Plan, code: int | None) -> None:
        book = plan.book
        for mail in plan.mails:
            slips = [*book.slips]
            for sha, _content in mail.files:
                slips += [one for one in self._slipped.get(sha, ()) if one not in slips]
            after = _after(slips)
            by_record = any(one.known in ("record", "shown") for one in slips)
            shown = code == 1 and any(one.known == "shown" for one in slips)
            for address in mail.recipients:
                owners = book.owners_of(address)
                mine = {member.organisation for member, _envoi in owners}
                told = f"{address} is {' and '.join(sorted(mine)) or 'surely nobody'}’s"
                if shown or (
                    by_record and not any(self._record_knows(folder, address, o) for o in mine)
                ):
                    continue
                for one in sorted(mail.canaries):
                    owner = self.book.owners.get(one, "?")
                    if any(self.book.may_read(each, one) for each in mine):
                        continue
                    if owner in ("", "-"):
                        kind = "1 words that are nobody’s to a member"
                    elif mine:
                        kind = "1 words of a member to another one"
                    else:
                        kind = "1 words of a member to an address that is surely nobody’s"
                    kind += f" is mailed{after}" if after else ""
                    self._violate(kind, f"{told}, and got {owner or 'nobody'}’s {one}")
                if owners and not any(envoi in ("À", "Cc") for _member, envoi in owners):
                    self._violate(f"1 sent though Envoi does not say so{after}", told)
                if owners and not any(member.active for member, _envoi in owners):
                    self._violate(f"1 sent to a member that has left{after}", told)
            if plan.year != book.year and not plan.mixed:
                self._violate("1 extracts of another year are sent", str(mail.recipients))
            for sha, _content in mail.files:
                for line in plan.lines:
                    if plan.mixed or book.slips or sha not in _shas(line):
                        continue
                    if book.member(str(line.get("key")), str(line.get("name"))) is None:
                        self._violate(
                            "1 sent though the key is another’s now", f"{line.get('name')}"
                        )

    def _check_twice(self, folder: Folder, plan: Plan, agreed: bool) -> list[int]:
        """The numbers of the messages; whatever was sent before is compared with all of them."""
        new = []
        for mail in plan.mails:
            sent = Sent(len(self._sent), "", folder, to=mail.recipients)
            keys: list[tuple[str, ...]] = []
            for sha, text in mail.files:
                who, digest, key = self._made.get(sha, (mail.recipients[0], sha, ""))
                sent.who, sent.key, sent.digest = who, key, digest
                keys.append(("text", who, str(plan.version), text))
                keys.append(("digest", who, str(plan.version), digest))
            resent = plan.resend and any(
                one.key == plan.resend and one.organisation == sent.who for one in plan.book.members
            )
            for former in [one for k in keys for one in self._given.get(k, ())][:1]:
                why = "" if agreed or resent else self._known(folder, former)
                # Under another key it is another member's: that its name had one is said.
                if why and former.key == sent.key:
                    self._violate(
                        f"2 twice, though {why}",
                        f"{sent.who} got it from {former.folder.name}, and now from {folder.name}",
                    )
            for one_key in keys:
                self._given.setdefault(one_key, []).append(sent)
            self._sent.append(sent)
            new.append(sent.number)
        return new

    def _known(self, folder: Folder, former: Sent) -> str:
        """How motxl could know that a message was sent before; empty where it could not."""
        number = former.number
        if number in folder.forgiven:
            return ""
        beside = [one for one in self.folders.values() if one.beside and one is not folder]
        if not folder.beside:
            beside = []
        if number in (folder.recorded or ()):
            return "the record has it"
        if any(number in (one.recorded or ()) for one in beside):
            return "the record of a folder beside has it"
        if folder.foreign and (folder.told or folder.recorded is not None):
            return "it is a copied folder"
        if number in folder.told:
            gone = folder.recorded is None
            return "the record is gone" if gone else "the record is an older one"
        if any(number in one.told for one in beside):
            return "the record of a folder beside is gone or older"
        if number >= len(self._sent):
            return "it is the same run"
        return ""

    def _check_confirmed(
        self, plan: Plan, confirmed: dict[str, list[str]], end: Ended, answers: Sequence[str]
    ) -> None:
        by_name = {str(one.get("name")): one for one in plan.lines}
        seen: set[str] = set()
        for mail in plan.mails:
            shas = {sha for sha, _text in mail.files}
            names = [
                name for name, one in by_name.items()
                if shas & _shas(one)
            ]  # fmt: skip
            if not any(
                set(mail.recipients) <= {one.casefold() for one in confirmed.get(name, ())}
                for name in names
            ):
                self._violate(
                    "3 sent what was not confirmed",
                    f"{mail.recipients} got {names or 'another file'}; confirmed: {confirmed}",
                )
            for address in mail.recipients:
                if (mark := f"{address} {sorted(shas)}") in seen:
                    self._violate("3 twice in one run", address)
                seen.add(mark)
        if end.code is None or (answers and set(answers) != {"y"}):
            return
        got = set(plan.given)
        rest = "\n".join(
            line for line in end.said.splitlines() if not (" → " in line and "@" in line)
        )
        for name, addresses in confirmed.items():
            missing = [one for one in addresses if one.casefold() not in got]
            key = str(by_name[name].get("key"))
            nothing = end.code == 2 or (end.code == 1 and "othing was sent" in rest)
            if not missing or (nothing and not plan.mails):
                continue
            # Long lines are cut between words, and so are names.
            told = any(one in " ".join(rest.split()) for one in (name, *missing))
            told |= re.search(rf"{re.escape(key)}\b", rest) is not None
            if end.code == 0 or not told:
                self._violate(
                    "3 confirmed, not sent, and not told",
                    f"{name}, {missing}, exit code {end.code}: {end.said}",
                )


def _same(book: Workbook, member: Member) -> Member:
    """The member in a copy of the workbook."""
    return next(one for one in book.members if one.name == member.name)


def _deciding(book: Workbook) -> object:
    """What is meant, whatever slips are in the cells."""
    return (
        {(one.ref, one.named, one.border, one.portee, one.place, one.event) for one in book.rows},
        {(one.key, one.name, *one.aliases, one.border) for one in book.members},
    )


def _cells(book: Workbook) -> Cells:
    """The cells that decide who gets what, by column, and what tells their rows apart."""
    columns: Cells = {}
    for row in book.rows:
        for name in ("label", "portee", "border", "named", "event"):
            columns.setdefault(name, {})[row.ref] = normal(getattr(row, name))
    for member in book.members:
        columns.setdefault("name", {})[member.key] = normal(member.name)
        columns.setdefault("border of a member", {})[member.key] = member.border
        columns.setdefault("active", {})[member.key] = str(member.active)
        for alias in member.aliases:
            columns.setdefault("alias", {})[normal(alias)] = member.key
    for contact in book.contacts:
        columns.setdefault("contact", {})[contact.email] = normal(contact.member)
    for token in book.tokens:
        columns.setdefault("tokens", {})[token.ref] = normal(token.member)
    return columns


def _may_be_exchanged(before: Cells, book: Workbook) -> bool:
    """Whether a value left one row and reached another: chance may do what a sorted column does,
    and to ask about it is right."""
    now = _cells(book)
    for column, cells in before.items():
        after = now.get(column, {})
        changed = [key for key in cells if key in after and cells[key] != after[key]]
        if {cells[key] for key in changed} & {after[key] for key in changed}:
            return True
        if changed and column == "alias":  # another member's, whatever became of its own
            return True
    return False


def _after(slips: Iterable[Slip]) -> str:
    names = sorted({one.name for one in slips})
    return f", after {' and '.join(names)}" if names else ""


def _shas(line: dict[str, Any]) -> set[str]:
    """SHA-256 of the files in a line of the manifest."""
    return {str(file.get("sha256")) for file in line.get("files") or ()}


def _again(question: str) -> bool:
    """A question that speaks of a record, or of what was sent before."""
    last = question.strip().splitlines()[-1:]
    return bool(last and re.search(r"record|again|earlier|before", last[0], re.IGNORECASE))


def _shown(text: str, lines: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Name and addresses of those whom a list of messages shows as to be sent to."""
    found: dict[str, list[str]] = {}
    names = [str(one.get("name")) for one in lines if one.get("name")]
    seen: set[str] = set()
    current = ""
    for line in text.splitlines():
        name = next((one for one in names if one in line and " → " in line and "@" in line), "")
        if name in seen:
            current = ""
        elif name:
            current = name
            seen.add(name)
            found[name] = _ADDRESS.findall(line.split(" → ", 1)[1])
        elif current and line.strip()[:1] in ("✗", "–"):
            found.pop(current, None)
        elif line and not line.startswith(" "):
            current = ""
    return found
