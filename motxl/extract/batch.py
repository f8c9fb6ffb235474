"""All extracts of a run: in several processes when there is enough to do, and resumable.

A run that is stopped leaves whole files and a journal; the next one makes what is missing. The
manifest is written at the end, and when the run is interrupted by hand.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.folder import only_here
from motxl.extract.making import SUFFIX, Made, Maker, Source, remove_leftovers, settle
from motxl.extract.manifest import (
    COMMON,
    LEFT_OUT,
    MANIFEST,
    Journal,
    Known,
    Lines,
    Manifest,
    asked_of,
    manifest_of,
)
from motxl.extract.memory import MEMORY, as_data, read_memory
from motxl.extract.pool import chunk, make, pool, processes_for
from motxl.extract.readers import Reader
from motxl.extract.recipients import Directory, Recipients
from motxl.files.saving import refused
from motxl.programme.deciding import deciding
from motxl.programme.registers import Contact, Member, Register
from motxl.programme.remembered import Comparison, Memory


class Options(NamedTuple):
    """What a run was asked for."""

    since: Path | None = None
    force: bool = False
    contacts: Register[Contact] | None = None
    """Of a directory that is kept apart; ``None``: those of the workbook"""
    place: tuple[str | None, str | None] = (None, None)
    """The sheet and the columns that were named, for the manifest"""
    processes: int = 0
    """0: as many as are worth it"""
    stops: tuple[type[BaseException], ...] = (KeyboardInterrupt,)
    """What ends a run between two extracts, raised where they are told of or anywhere else"""
    compared: Comparison | None = None
    """The workbook beside what is known of it from before; ``None``: what the folder remembers"""


class BatchResult(NamedTuple):
    """What a run left in the folder."""

    made: int
    kept: int
    failed: tuple[Made, ...]
    unmarked: tuple[Reader, ...] = ()
    """Readers without a former extract to compare with"""
    unreached: tuple[tuple[Reader, str], ...] = ()
    """Readers to whom no address belongs, and why"""
    outdated: tuple[str, ...] = ()
    """Files of the folder that are no longer in the manifest: of an older version, or of members
    who have left"""
    interrupted: bool = False


OnMade = Callable[[Made], None]
Finish = Callable[[Sequence[Made], Manifest | None], dict[str, list[dict[str, str]]]]
"""Makes files of other formats; those of each reader, as the manifest lists them"""


def in_turn(finishes: Sequence[Finish]) -> Finish | None:
    """All of them as one; ``None`` where there is none."""

    def finish(done: Sequence[Made], before: Manifest | None) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        for one in finishes:
            for key, files in one(done, before).items():
                found.setdefault(key, []).extend(files)
        return found

    return finish if finishes else None


def run(
    source: Source,
    folder: Path,
    readers: Sequence[Reader],
    everyone: Sequence[Reader],
    options: Options,
    workbook: str,
    *,
    on_made: OnMade,
    finish: Finish | None = None,
) -> BatchResult:
    """Make the extracts of ``readers``; those of ``everyone`` else stay in the manifest as long as
    they are up to date.

    Raises ``MotxlError`` when the folder cannot be written, or is being written by another run.
    """
    maker = Maker(source, folder, since=options.since, force=options.force)
    maker.check(readers[0].language, options.contacts)
    _make_folder(folder)
    with only_here(folder):
        return _Run(source, folder, options, workbook).run(readers, everyone, on_made, finish)


def run_alone(
    source: Source,
    folder: Path,
    reader: Reader,
    options: Options,
    *,
    on_made: OnMade,
    finish: Finish | None = None,
) -> BatchResult:
    """Make the extract of a theme's referent or a colleague: nothing that is mailed to members."""
    maker = Maker(source, folder, force=options.force)
    maker.check(reader.language, options.contacts)
    _make_folder(folder)
    with only_here(folder):
        made = maker.make(reader, None, ours=())
        if made.waiting:
            try:
                settle(folder / made.waiting, folder / (reader.stem + SUFFIX))
            except MotxlError as error:
                made = made.failed(str(error))
        on_made(made)
        if finish is not None and made.status != "failed":
            finish([made], None)
    return BatchResult(
        made=int(made.status == "made"),
        kept=int(made.status == "kept"),
        failed=(made,) if made.status == "failed" else (),
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(folder, error) from None


class _Run:
    def __init__(self, source: Source, folder: Path, options: Options, workbook: str) -> None:
        self.source = source
        self.folder = folder
        self.options = options
        self.workbook = workbook
        remove_leftovers(folder)
        self.maker = partial(Maker, source, folder, since=options.since, force=options.force)
        self.before = manifest_of(folder)
        self.journal = Journal(folder)
        self.lines = Lines(folder, "parts")

    def run(
        self,
        readers: Sequence[Reader],
        everyone: Sequence[Reader],
        on_made: OnMade,
        finish: Finish | None,
    ) -> BatchResult:
        """Raises ``MotxlError`` when what was made cannot be noted: the manifest is as it was, and
        the journal tells the next run what is there."""
        try:
            return self._made(readers, everyone, on_made, finish)
        except OSError as error:
            raise refused(self.folder / MANIFEST, error) from None
        finally:
            self.close()

    def close(self) -> None:
        """Whatever ended the run: a script may keep the error, which would keep the files open,
        and Windows replaces no file that is open."""
        self.lines.close()
        self.journal.close(complete=False)  # is closed already where it was
        if self.before is not None:
            self.before.close()

    def _made(
        self,
        readers: Sequence[Reader],
        everyone: Sequence[Reader],
        on_made: OnMade,
        finish: Finish | None,
    ) -> BatchResult:
        wanted = {one.key for one in readers}
        others = [one for one in everyone if one.key not in wanted]
        done: dict[str, Made] = {}
        interrupted = False
        try:
            with closing(self._all(readers)) as all_made:
                for made in all_made:
                    # Lines go to the disk: only what is told of them stays in the memory.
                    done[made.reader.key] = told = self._settled(made)._replace(member=b"")
                    on_made(told)
        except self.options.stops:
            interrupted = True
            others += [one for one in readers if one.key not in done]
        more = {}
        if finish is not None and not interrupted:
            more = finish([one for one in done.values() if one.status != "failed"], self.before)
        kept_files = self._finish(done, others, more)
        self.journal.close(complete=not interrupted)
        remove_leftovers(self.folder)
        unreached = []
        for reader in readers:
            if reader.kind == "member" and not self._recipients(reader).found:
                member = self._members[reader.row]
                unreached.append((reader, self._directory.why_nobody(member)))
        outdated = self._outdated(kept_files)
        results = done.values()
        return BatchResult(
            made=sum(one.status == "made" for one in results),
            kept=sum(one.status == "kept" for one in results),
            failed=tuple(one for one in results if one.status == "failed"),
            unmarked=tuple(
                one.reader
                for one in results
                if self.options.since and not one.marked and one.status != "failed"
            ),
            unreached=tuple(unreached),
            outdated=outdated,
            interrupted=interrupted,
        )

    def _settled(self, made: Made) -> Made:
        """Put a file in its place and note its line; returns what was made. What fails on the way
        leaves the former file, the former line, and a sentence."""
        if made.status == "failed":
            return made
        reader = made.reader
        name = reader.stem + SUFFIX
        try:
            self.lines.add(reader.key, made.member)
            # Noted first: a file that is there, and of which nothing is known, is not ours.
            files = [{"name": name, "sha256": made.sha256}]
            self.journal.add(reader.key, reader.name, made.made_from, files)
            if made.waiting:
                settle(self.folder / made.waiting, self.folder / name)
        except (OSError, MotxlError) as error:
            self.lines.discard(reader.key)
            target = self.folder / name
            told = error if isinstance(error, MotxlError) else refused(target, error)
            return made.failed(str(told))
        return made

    def _known(self, reader: Reader) -> Known | None:
        """What the folder holds of a reader: of the same organisation, not of the same key."""
        before = self.before.known.get(reader.key) if self.before is not None else None
        for known in (self.journal.done.get(reader.key), before):
            if known is not None and known.is_of(reader.key, reader.name):
                return known
        return None

    @cached_property
    def _ours(self) -> dict[str, set[str]]:
        """Digests of the files that motxl has made here, by their names."""
        found = {name: set(digests) for name, digests in self.journal.files.items()}
        for name, sha256 in (*self._former, *self._before_now):
            found.setdefault(name, set()).add(sha256)
        return found

    @property
    def _before_now(self) -> Iterator[tuple[str, str]]:
        """Names and digests of the files that the manifest listed when the run began."""
        for known in self.before.known.values() if self.before is not None else ():
            yield from known.files

    @cached_property
    def _former(self) -> list[tuple[str, str]]:
        """Names and digests of the files that the manifest listed still earlier: they may be there,
        and are ours."""
        former = self.before.header.get("former") if self.before is not None else None
        with suppress(TypeError, KeyError):
            return [(str(one["name"]), str(one["sha256"])) for one in former or ()]
        return []

    def _all(self, readers: Sequence[Reader]) -> Generator[Made, None, None]:
        """The extracts as they are made; the order is that of ``readers``."""
        tasks = [
            (one, self._known(one), frozenset(self._ours.get(one.stem + SUFFIX, ())))
            for one in readers
        ]
        left = dict.fromkeys(one.key for one in readers)
        count = self.options.processes or processes_for(len(readers))
        if count > 1:
            from concurrent.futures.process import BrokenProcessPool

            # A process that is killed, for want of memory as a rule, leaves its work to this one.
            with suppress(BrokenProcessPool), pool(count, self.maker) as executor:
                for made in executor.map(make, tasks, chunksize=chunk(len(tasks), count)):
                    del left[made.reader.key]
                    yield made
        if left:
            maker = self.maker()
            for reader, known, ours in tasks:
                if reader.key in left:
                    yield maker.make(reader, known, ours)

    def _recipients(self, reader: Reader) -> Recipients:
        return self._directory.recipients(self._members[reader.row])

    @property
    def _compared(self) -> Comparison:
        if self.options.compared is not None:
            return self.options.compared
        programme = self.source.programme
        known = read_memory(self.folder, programme.year)
        return Comparison(deciding(programme, self.options.contacts), known or Memory({}))

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self.source.programme.registers, self.options.contacts)

    @cached_property
    def _members(self) -> dict[int, Member]:
        return {one.row: one for one in self.source.programme.registers.members or ()}

    def _finish(
        self,
        done: dict[str, Made],
        others: Sequence[Reader],
        more: dict[str, list[dict[str, str]]],
    ) -> set[str]:
        """Write the manifest; the names of the files that it lists."""
        if self.before is not None:
            failed = [one.reader for one in done.values() if one.status == "failed"]
            for reader in failed:
                self._keep(reader, None)
            maker = self.maker() if others else None
            for reader in others:
                self._keep(reader, maker)
            self.before.close()
        listed: set[str] = set()
        complete = Lines(self.folder, "whole")
        for key, line in self.lines:
            member = json.loads(line)
            if key in done and done[key].status != "failed":
                reader = done[key].reader
                files = [{"name": reader.stem + SUFFIX, "sha256": done[key].sha256}]
                member["files"] = files + more.get(key, [])
                member["recipients"] = self._told(reader)
            listed.update(str(one["name"]) for one in member["files"])
            complete.add(key, json.dumps(_ordered(member), ensure_ascii=False).encode())
        written = {one.reader.stem + SUFFIX for one in done.values() if one.status != "failed"}
        order = [*done, *(one.key for one in others)]
        try:
            complete.write_manifest(self._header(self._still_there(listed, written)), order)
        finally:
            complete.close()
        return listed

    def _header(self, former: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """The head of the manifest. ``former`` are files of ours that it does not list."""
        programme, options = self.source.programme, self.options
        before = self.before.header if self.before is not None else {}
        header: dict[str, Any] = {
            "workbook": self.workbook,
            "programme": {
                "year": programme.year,
                "date": programme.date.isoformat() if programme.date else None,
                "entries": len(programme.entries),
            },
            MEMORY: as_data(programme.year, self._compared.memory),
        }
        if options.place != (None, None):
            header["sheet"], header["columns"] = options.place
        if options.contacts is not None:
            header["contacts"] = options.contacts.sheet
        # A copy of the folder has it too: what was sent from there is not sent from here.
        header["id"] = before.get("id") or uuid.uuid4().hex
        if before.get("record") is not None:
            header["record"] = before["record"]
        if former:
            header["former"] = former
        return header

    def _still_there(self, listed: set[str], written: set[str]) -> list[dict[str, str]]:
        """Files that motxl has made here and that the manifest does not list: not any more, or not
        yet where a run before this one could not write it. ``written`` are those of this run."""
        known = [one for one in (*self._former, *self._before_now) if one[0] not in listed]
        known += [
            (name, sha256)
            for name, digests in self.journal.files.items()
            if name not in written
            for sha256 in sorted(digests)
        ]
        return [
            {"name": name, "sha256": sha256}
            for name, sha256 in dict.fromkeys(known)
            if (self.folder / name).exists()
        ]

    def _keep(self, reader: Reader, maker: Maker | None) -> None:
        """Keep the line of a member that has one: of one that this run was not asked for
        (``maker``) as long as its extract is up to date; of one whose extract could not be made,
        as it is."""
        known = self.before.known.get(reader.key) if self.before is not None else None
        if known is None or self.before is None or not known.is_of(reader.key, reader.name):
            return
        member = self.before.member(reader.key)
        if member is None:
            return
        if maker is not None:
            _content, digest = maker.content(reader, asked_of(member))
            if member.get("digest") != digest:
                return
            if not all((self.folder / name).exists() for name, _sha256 in known.files):
                return
            member["recipients"] = self._told(reader)
        self.lines.add(reader.key, json.dumps(member, ensure_ascii=False).encode())

    def _told(self, reader: Reader) -> list[dict[str, str]]:
        if reader.kind != "member":
            return []
        return [{"email": one.email, "kind": one.kind} for one in self._recipients(reader).found]

    def _outdated(self, listed: set[str]) -> tuple[str, ...]:
        known = self.before.known.values() if self.before is not None else ()
        names = {name for one in known for name, _sha256 in one.files} - listed
        return tuple(sorted(name for name in names if (self.folder / name).exists()))


_FIELDS = (
    *("key", "name", "language", "recipients", "files", "digest", "made_from", "summary"),
    *(COMMON, LEFT_OUT, "entries"),
)


def _ordered(member: dict[str, Any]) -> dict[str, Any]:
    return {name: member[name] for name in _FIELDS if name in member}
