"""All extracts of a run: in several processes when there is enough to do, and resumable.

A run that is stopped leaves whole files and a journal; the next one makes what is missing. The
manifest is written at the end, and when the run is interrupted by hand.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from motxl.extract.making import SUFFIX, Made, Maker, Source, remove_leftovers
from motxl.extract.manifest import MANIFEST, Journal, Known, Lines, Manifest, manifest_of
from motxl.extract.readers import Reader
from motxl.extract.recipients import Directory, Recipients
from motxl.i18n import language, set_language
from motxl.package.locks import only_motxl
from motxl.package.saving import refused
from motxl.programme.registers import Contact, Member

_WORTH_A_PROCESS = 40
"""Readers: below that, starting another process takes longer than it saves"""
_MOST_PROCESSES = 8


class Options(NamedTuple):
    """What a run was asked for."""

    since: Path | None = None
    force: bool = False
    contacts: tuple[Contact, ...] | None = None
    """Of a directory that is kept apart; ``None``: those of the workbook"""
    processes: int = 0
    """0: as many as are worth it"""


class Result(NamedTuple):
    """What a run left in the folder."""

    made: int
    kept: int
    failed: tuple[Made, ...]
    unmarked: tuple[Reader, ...] = ()
    """Readers without a former extract to compare with"""
    unreached: tuple[Reader, ...] = ()
    """Readers to whom no address belongs"""
    wrong: tuple[tuple[Reader, str], ...] = ()
    """What stands in the place of an address and is none"""
    outdated: tuple[str, ...] = ()
    """Files of the folder that are no longer in the manifest: of an older version, or of members
    who have left"""
    interrupted: bool = False


OnMade = Callable[[Made], None]
Finish = Callable[[Sequence[Made], Manifest | None], dict[str, list[dict[str, str]]]]
"""Makes files of other formats; those of each reader, as the manifest lists them"""


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
) -> Result:
    """Make the extracts of ``readers``; those of ``everyone`` else stay in the manifest as long as
    they are up to date.

    ``MotxlError`` when the folder cannot be written, or is being written by another run.
    """
    maker = Maker(source, folder, since=options.since, force=options.force)
    maker.check(readers[0].language)
    _make_folder(folder)
    with only_motxl(folder / MANIFEST):
        return _Run(source, folder, options, workbook).run(readers, everyone, on_made, finish)


def run_alone(
    source: Source,
    folder: Path,
    reader: Reader,
    options: Options,
    *,
    on_made: OnMade,
    finish: Finish | None = None,
) -> Result:
    """Make the extract of a theme's referent or a colleague: nothing that is mailed to members."""
    maker = Maker(source, folder, force=options.force)
    maker.check(reader.language)
    _make_folder(folder)
    made = maker.make(reader, None, may_replace=False)
    on_made(made)
    failed = made.status == "failed"
    if finish is not None and not failed:
        finish([made], None)
    return Result(int(made.status == "made"), int(made.status == "kept"), (made,) if failed else ())


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
    ) -> Result:
        wanted = {one.key for one in readers}
        others = [one for one in everyone if one.key not in wanted]
        names = [one.stem + SUFFIX for one in readers]
        self.journal.begin(name for name in names if not (self.folder / name).exists())
        done: dict[str, Made] = {}
        interrupted = False
        try:
            for made in self._all(readers):
                # Lines go to the disk: only what is told of them stays in the memory.
                done[made.reader.key] = told = made._replace(member=b"")
                if made.status != "failed":
                    files = [{"name": made.reader.stem + SUFFIX, "sha256": made.sha256}]
                    self.journal.add(made.reader.key, made.made_from, files)
                    self.lines.add(made.reader.key, made.member)
                on_made(told)
        except KeyboardInterrupt:
            interrupted = True
            others += [one for one in readers if one.key not in done]
        more = {}
        if finish is not None and not interrupted:
            more = finish([one for one in done.values() if one.status != "failed"], self.before)
        kept_files = self._finish(done, others, more)
        self.journal.close(complete=not interrupted)
        self.lines.close()
        reached = {
            one.key: self._recipients(one) for one in readers if one.kind == "member"
        }  # fmt: skip
        outdated = self._outdated(kept_files)
        results = done.values()
        return Result(
            made=sum(one.status == "made" for one in results),
            kept=sum(one.status == "kept" for one in results),
            failed=tuple(one for one in results if one.status == "failed"),
            unmarked=tuple(
                one.reader
                for one in results
                if self.options.since and not one.marked and one.status != "failed"
            ),
            unreached=tuple(
                one for one in readers if one.key in reached and not reached[one.key].found
            ),
            wrong=tuple(
                (one, text) for one in readers if one.key in reached
                for text in reached[one.key].wrong
            ),
            outdated=outdated,
            interrupted=interrupted,
        )  # fmt: skip

    def _known(self, key: str) -> Known | None:
        found = self.journal.done.get(key)
        if found is None and self.before is not None:
            found = self.before.known.get(key)
        return found

    def _all(self, readers: Sequence[Reader]) -> Iterator[Made]:
        """The extracts as they are made; the order is that of ``readers``."""
        tasks = [
            (one, self._known(one.key), one.stem + SUFFIX in self.journal.begun) for one in readers
        ]
        left = dict.fromkeys(one.key for one in readers)
        count = self.options.processes or _processes(len(readers))
        if count > 1:
            from concurrent.futures.process import BrokenProcessPool

            # A process that is killed, for want of memory as a rule, leaves its work to this one.
            with suppress(BrokenProcessPool), _pool(count, self.maker) as pool:
                for made in pool.map(_make, tasks, chunksize=_chunk(len(tasks), count)):
                    del left[made.reader.key]
                    yield made
        if left:
            maker = self.maker()
            for reader, known, ours in tasks:
                if reader.key in left:
                    yield maker.make(reader, known, may_replace=ours)

    def _recipients(self, reader: Reader) -> Recipients:
        return self._directory.recipients(self._members[reader.row])

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
        if others and self.before is not None:
            maker = self.maker()
            for reader in others:
                self._keep(maker, reader)
        listed: set[str] = set()
        complete = Lines(self.folder, "whole")
        for key, line in self.lines:
            member = json.loads(line)
            if key in done:
                reader = done[key].reader
                files = [{"name": reader.stem + SUFFIX, "sha256": done[key].sha256}]
                member["files"] = files + more.get(key, [])
                member["recipients"] = self._told(reader)
            listed.update(str(one["name"]) for one in member["files"])
            complete.add(key, json.dumps(_ordered(member), ensure_ascii=False).encode())
        order = [*done, *(one.key for one in others)]
        programme = self.source.programme
        header = {
            "workbook": self.workbook,
            "programme": {
                "year": programme.year,
                "date": programme.date.isoformat() if programme.date else None,
                "entries": len(programme.entries),
            },
        }
        complete.write_manifest(header, order)
        complete.close()
        return listed

    def _keep(self, maker: Maker, reader: Reader) -> None:
        """Keep a member that this run was not asked for, as long as its extract is up to date."""
        known = self.before.known.get(reader.key) if self.before is not None else None
        if known is None or self.before is None:
            return
        _content, digest = maker.content(reader)
        member = self.before.member(reader.key)
        if member is None or member.get("digest") != digest:
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
    "entries",
)


def _ordered(member: dict[str, Any]) -> dict[str, Any]:
    return {name: member[name] for name in _FIELDS if name in member}


def _processes(readers: int) -> int:
    """How many processes are worth starting."""
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return max(1, min(cores, _MOST_PROCESSES, readers // _WORTH_A_PROCESS + 1))


def _chunk(tasks: int, processes: int) -> int:
    return max(1, min(16, tasks // (processes * 4)))


@contextmanager
def _pool(count: int, maker: Callable[[], Maker]) -> Iterator[Executor]:
    """Processes that are started anew, everywhere as on Windows. What is left undone when the run
    is interrupted is given up."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    arguments = (maker, language())
    pool = ProcessPoolExecutor(count, context, initializer=_start, initargs=arguments)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_MAKER: Maker


def _start(maker: Callable[[], Maker], spoken: str) -> None:
    global _MAKER  # noqa: PLW0603 - a process of the pool has nothing else to keep it in
    # The parent decides what an interruption means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_language(spoken)
    _MAKER = maker()


def _make(task: tuple[Reader, Known | None, bool]) -> Made:
    reader, known, ours = task
    return _MAKER.make(reader, known, may_replace=ours)
