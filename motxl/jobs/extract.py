"""Making one extract per member, or that of a theme's referent or a colleague.

In two steps: ``prepare`` works out who gets one and what somebody should know before; ``make``
makes what was prepared. ``extract`` is both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError, UsageError
from motxl.extract.readers import (
    Reader,
    content_of,
    members_named,
    members_of,
    pilot_reader,
    theme_called,
    theme_reader,
)
from motxl.i18n import _, called, meant
from motxl.jobs.progress import Progress, StoppedError, unheard
from motxl.programme.relevance import Relevance

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.extract.batch import BatchResult, Finish
    from motxl.extract.coming import Passed
    from motxl.extract.content import Content
    from motxl.extract.losses import Losses
    from motxl.extract.making import Made, Source
    from motxl.jobs.in_doubt import InDoubt
    from motxl.programme.common_part import CommonPart
    from motxl.programme.deciding import DecidingColumn
    from motxl.programme.model import Programme
    from motxl.programme.registers import Contact, Member, Register
    from motxl.programme.remembered import Comparison
    from motxl.programme.wider import ToLookAt
    from motxl.validation.doubts import Doubts
    from motxl.validation.shown import ShownOtherwise

# ``explain`` needs half of the modules that ``make`` does: functions import those that they need.


@dataclass(frozen=True)
class ExtractOptions:
    """For whom extracts are made, and how. Without ``members``, ``theme`` and ``pilote`` they are
    for all active members."""

    members: Sequence[str] = ()
    """Keys, names or aliases"""
    theme: str | None = None
    pilote: str | None = None
    since: Path | None = None
    """The folder of extracts that they are compared with"""
    contacts: Path | None = None
    """A directory that is kept apart"""
    confirmed: Sequence[DecidingColumn] = ()
    """Columns that are right as they are, see ``columns_called``"""
    pdf: bool = False
    calendar: bool = False
    """A calendar file of the confirmed events too"""
    force: bool = False
    """Replace files that were changed since, or are not from motxl"""
    place: tuple[str | None, str | None] = (None, None)
    """The sheet and the columns with which the workbook was opened; mail opens it again
    with them"""
    processes: int = 0
    """0: as many as are worth it. Each runs the file of a script anew, from its first line"""
    day: date | None = None
    """The day on which a date is over or to come; ``None``: today"""
    common: CommonPart | None = None
    """How much of the actions for everyone goes along; ``None``: what Paramètres says"""


@dataclass(frozen=True)
class Prepared:
    """What is about to be made, and what somebody should know before."""

    workbook: Path
    folder: Path
    options: ExtractOptions
    relevance: Relevance
    source: Source
    readers: Sequence[Reader]
    everyone: Sequence[Reader]
    """All who would get one; nobody where it is not for members"""
    contacts: Register[Contact] | None
    compared: Comparison | None
    """The cells that decide beside what is known of them from before; ``None`` where the extract is
    not for members, who alone are mailed"""
    doubts: Doubts | None
    otherwise: Sequence[tuple[Member | None, str]]
    """What the record of earlier messages leaves in doubt, of whom"""
    shared: Sequence[tuple[str, Sequence[Member]]]
    """Addresses that stand for several members"""
    to_look_at: ToLookAt | None
    losses: Losses
    of_another: Sequence[ShownOtherwise]
    """What an extract that is not for a member would show of what is not seen"""
    example_sender: str
    """The example's address, where extracts for members would show it; else empty"""
    passed: Passed | None

    @property
    def programme(self) -> Programme:
        return self.source.programme

    @property
    def for_members(self) -> bool:
        return self.readers[0].kind == "member"

    @property
    def is_doubtful(self) -> bool:
        """Whether anything leaves in doubt who gets what, or would be shown that is not seen."""
        in_workbook = self.doubts is not None and self.doubts.any
        return in_workbook or bool(self.of_another or self.otherwise)


class Extracted(NamedTuple):
    """What a run made and left in its folder."""

    folder: Path
    extracts: tuple[Made, ...]
    """In the order of the readers; those that were up to date and those that failed among them"""
    left: BatchResult
    is_doubtful: bool

    def __repr__(self) -> str:
        left = self.left
        told = f"{left.made} made, {left.kept} up to date, {len(left.failed)} failed"
        return f"Extracted({str(self.folder)!r}: {told})"

    @property
    def is_complete(self) -> bool:
        return not self.left.failed and not self.left.interrupted


def extract(
    book: Book,
    path: Path,
    folder: Path,
    options: ExtractOptions = ExtractOptions(),
    progress: Progress = unheard,
) -> Extracted:
    """Make the extracts of a workbook that lies at ``path``. Raises ``MotxlError`` for a reader who
    is unknown, for what would make every extract fail, and when the folder cannot be written."""
    return make(prepare(book, path, folder, options), progress)


def prepare(book: Book, path: Path, folder: Path, options: ExtractOptions) -> Prepared:
    """Work out who gets an extract and what is in doubt; nothing is written. Raises ``MotxlError``
    as ``extract`` does."""
    from motxl.extract.coming import passed
    from motxl.jobs.day import today
    from motxl.jobs.in_doubt import InDoubt
    from motxl.programme.wider import to_look_at

    _refuse_contradictions(options, folder)
    programme = book.programme
    in_doubt = InDoubt(
        programme, path, folder,
        since=options.since, contacts=options.contacts, confirmed=options.confirmed,
    )  # fmt: skip
    relevance = Relevance(programme)
    readers, everyone = _readers(relevance, options)
    for_members = readers[0].kind == "member"
    day = options.day or today()
    source = _source(programme, path, options, day, for_members=for_members)
    part_of_workbook = _part_of_workbook(programme, options, everyone)
    compared = in_doubt.compared if for_members else None
    rows = {one.row for one in readers if one.kind == "member"}
    written_to = [one for one in programme.registers.members or () if one.row in rows]
    return Prepared(
        workbook=path,
        folder=folder,
        options=options,
        relevance=relevance,
        source=source,
        readers=readers,
        everyone=everyone,
        contacts=in_doubt.contacts,
        compared=compared,
        doubts=in_doubt.doubts if for_members else None,
        of_another=_shown_to(relevance, readers[0]),
        otherwise=in_doubt.of_the_record(written_to),
        shared=_shared(in_doubt, written_to),
        to_look_at=to_look_at(relevance, compared) if for_members else None,
        losses=_losses(relevance, in_doubt, folder, options, readers, everyone, part_of_workbook),
        example_sender=in_doubt.example_sender if for_members else "",
        passed=passed(programme, day),
    )


def _part_of_workbook(
    programme: Programme, options: ExtractOptions, everyone: Sequence[Reader]
) -> CommonPart:
    """How much of the actions for everyone Paramètres says to go along. Raises ``MotxlError``
    where it says nothing known and it matters: better at once than in each extract."""
    from motxl.programme.common_part import common_part_of

    try:
        return common_part_of(programme)
    except MotxlError:
        if everyone and options.common is None:
            raise
        return "all"


def _source(
    programme: Programme, path: Path, options: ExtractOptions, day: date, *, for_members: bool
) -> Source:
    """What extracts are made of: the programme, and the template that is beside it or shipped."""
    from motxl.extract.answers import asks, template_of
    from motxl.extract.making import Source
    from motxl.ooxml.opc.opening import read_bytes

    asking = for_members and asks(programme)
    template = template_of(path, programme, asking=asking)
    return Source(programme, read_bytes(template), str(template), day, options.common, asking)


def _losses(
    relevance: Relevance,
    in_doubt: InDoubt,
    folder: Path,
    options: ExtractOptions,
    readers: Sequence[Reader],
    everyone: Sequence[Reader],
    part_of_workbook: CommonPart,
) -> Losses:
    """What members had before and would have no longer; nothing where it is not for members."""
    from motxl.extract.losses import Losses, losses

    if not everyone:
        return Losses()
    parts = {one.key: options.common or part_of_workbook for one in readers}
    earlier = (folder, options.since)
    return losses(relevance, everyone, in_doubt.directory, earlier, parts, part_of_workbook)


def make(
    prepared: Prepared, progress: Progress = unheard, pdf_progress: Progress = unheard
) -> Extracted:
    """Make what was prepared. ``StoppedError`` from ``progress`` ends it as an interruption by hand
    does: the same run goes on where it stopped. Raises ``MotxlError`` as ``extract`` does."""
    from motxl.extract.batch import Options, in_turn, run, run_alone
    from motxl.extract.places import note_place

    folder, readers, asked = prepared.folder, prepared.readers, prepared.options
    finishes: list[Finish] = []
    if asked.pdf:
        from motxl.extract import pdf

        finishes.append(pdf.beside(folder, pdf_progress))
    if asked.calendar:
        from motxl.extract import ics

        relevance, part = prepared.relevance, asked.common
        finishes.append(ics.beside(relevance, folder, readers, part, force=asked.force))
    finish = in_turn(finishes)
    options = Options(
        since=asked.since, force=asked.force, contacts=prepared.contacts, place=asked.place,
        stops=(KeyboardInterrupt, StoppedError), compared=prepared.compared,
        processes=asked.processes,
    )  # fmt: skip
    done: list[Made] = []

    def on_made(made: Made) -> None:
        done.append(made)
        progress(len(done), len(readers))

    progress(0, len(readers))
    if prepared.for_members:
        name = prepared.workbook.name
        left = run(
            prepared.source, folder, readers, prepared.everyone, options, name,
            on_made=on_made, finish=finish,
        )  # fmt: skip
        note_place(prepared.workbook, folder)
    else:
        left = run_alone(
            prepared.source, folder, readers[0], options, on_made=on_made, finish=finish
        )
    return Extracted(folder, tuple(done), left, prepared.is_doubtful)


class Explained(NamedTuple):
    """What concerns each reader, and why."""

    contents: tuple[tuple[Reader, Content], ...]
    relevance: Relevance
    """Where the reasons come from"""


def explain(book: Book, path: Path, folder: Path | None, options: ExtractOptions) -> Explained:
    """Say what extracts would hold; ``folder`` is where those made before lie. Raises
    ``MotxlError`` for a reader who is unknown."""
    from motxl.extract.content import Contents
    from motxl.extract.formerly import ExtractedToSome
    from motxl.programme.common_part import common_part_of

    programme = book.programme
    folders: Sequence[Path | None] = [options.since]
    if folder is not None:
        from motxl.mail.before import Before

        folders = Before(programme, path, folder, options.since).folders
    programme.extracted_to_some = ExtractedToSome(folders)
    relevance = Relevance(programme)
    readers, everyone = _readers(relevance, options)
    contents = Contents(relevance)
    part: CommonPart = "all"
    if everyone:
        part = options.common or common_part_of(programme)
    return Explained(tuple((one, content_of(one, contents, part)) for one in readers), relevance)


def columns_called(names: Sequence[str]) -> list[DecidingColumn]:
    """The columns of these names. Raises ``UsageError`` for a name of no column that decides who
    gets what, or of columns in several tables."""
    from motxl.programme import deciding

    found = []
    for name in names:
        columns = deciding.called(meant(name))
        if not columns:
            known = ", ".join(map(deciding.short_name, deciding.COLUMNS))
            text = _(
                "{name} is not a column that decides who gets what. The columns that do "
                "are: {known}."
            )
            raise UsageError(text.format(name=name, known=known))
        if len(columns) > 1:
            text = _("Several tables have a column {name}; give one of these: {columns}.")
            raise UsageError(text.format(name=name, columns=", ".join(map(str, columns))))
        found += columns
    return found


def part_asked(name: object) -> CommonPart | None:
    """How much of the actions for everyone a name asks for, in English or in French; ``None`` asks
    for nothing. Raises ``UsageError`` for anything else: a script may give any object."""
    from motxl.programme.common_part import IN_ENGLISH, IN_FRENCH, part_called

    part = (part_called(name) or part_called(meant(name))) if isinstance(name, str) else None
    if part is None and name is not None:
        known = ", ".join(dict.fromkeys((*IN_ENGLISH, *map(called, IN_FRENCH))))
        text = _(
            "“{value}” does not tell which part of the actions for everyone goes into "
            "the extracts. Write one of these values: {known}."
        )
        raise UsageError(text.format(value=name, known=known))
    return part


def _refuse_contradictions(options: ExtractOptions, folder: Path) -> None:
    """``UsageError`` where some of what was asked for would not be done."""
    others = options.theme is not None, options.pilote is not None
    if sum((bool(options.members), *others)) > 1:
        raise UsageError(_("Give members, a theme or a colleague, but only one of the three."))
    if options.common is not None and any(others):
        raise UsageError(_("The extract of a theme or a colleague has no actions for everyone."))
    if options.since is None:
        return
    if any(others):
        raise UsageError(_("Only the extracts of members are compared with earlier ones."))
    if options.since.resolve() == folder.resolve():
        raise UsageError(
            _("The earlier extracts are in {folder}: put the new ones in another folder.").format(
                folder=folder
            )
        )


def _readers(
    relevance: Relevance, options: ExtractOptions
) -> tuple[Sequence[Reader], Sequence[Reader]]:
    """The readers who get an extract now, and all who would get one."""
    if options.theme is not None:
        return [theme_reader(relevance, options.theme)], []
    if options.pilote is not None:
        return [pilot_reader(relevance, options.pilote)], []
    everyone = members_of(relevance)
    members = options.members
    return (members_named(everyone, members, relevance) if members else everyone), everyone


def _shown_to(relevance: Relevance, reader: Reader) -> list[ShownOtherwise]:
    """What the extract of a theme's referent or a colleague would show although it is struck out
    or not seen; nothing for a member, whose doubts say it."""
    from motxl.validation.shown import shown_to_another

    if reader.kind == "theme":
        concerns = relevance.of_theme(theme_called(relevance, reader.key))
    elif reader.kind == "pilot":
        concerns = relevance.of_pilot(reader.key)
    else:
        return []
    return shown_to_another(relevance, [one.entry for one in concerns])


def _shared(in_doubt: InDoubt, members: Sequence[Member]) -> list[tuple[str, list[Member]]]:
    """Addresses, as they are written, that stand for several members: one person may."""
    from motxl.mail.history import shared_by

    directory = in_doubt.directory
    found = {
        one.email.casefold(): one.email
        for member in members
        for one in directory.recipients(member).found
    }
    owners = ((address, shared_by(directory, address)) for address in found.values())
    return [(address, members) for address, members in owners if members]
