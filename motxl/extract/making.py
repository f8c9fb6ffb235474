"""Making one reader's file: filled, inspected, put in its place whole."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from itertools import count, starmap
from pathlib import Path
from typing import Any, Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.answers import number_of
from motxl.extract.content import Content, Contents, Line, reasons_in_words
from motxl.extract.filling import Template, fill
from motxl.extract.identity import Identity, identity_of
from motxl.extract.inspecting import Inspector, in_words, place_in_words
from motxl.extract.manifest import COMMON, LEFT_OUT, TEMPORARY, Known, Manifest
from motxl.extract.readers import Reader, content_of
from motxl.extract.since import Changes, changes_since, entry_fields, entry_key
from motxl.extract.texts import asking, coming, texts_of
from motxl.extract.typed import check_typed, of_some_members
from motxl.extract.words import words_in
from motxl.files.saving import refused
from motxl.files.within import PRIVATE, open_inside
from motxl.i18n import _
from motxl.ooxml import Workbook
from motxl.ooxml.errors import WriteError
from motxl.programme.common_part import CommonPart, common_part_of
from motxl.programme.model import Programme
from motxl.programme.registers import Contact
from motxl.programme.relevance import Relevance
from motxl.template.layout import Parametre
from motxl.template.layout.extrait import Placeholder
from motxl.template.texts import LANGUAGE, name_of, texts_in
from motxl.text.normalise import normalise
from motxl.version import __version__

SUFFIX = ".xlsx"
_FORMAT = 3
"""Of what stands in a file beside its content; 2: whose it is; 3: breaks of pages"""
_COUNTER = count()
_MOST_KNOWN = 20_000
SUMMARY = {
    "title": Placeholder.TITRE,
    "version": Placeholder.DATE,
    "changes": Placeholder.CHANGEMENTS,
    "axes": Placeholder.RESUME_AXES,
    "dates": Placeholder.RESUME_DATES,
    "jetons": Placeholder.SOLDE,
    "services": Placeholder.OUVERTES,
}
"""What the manifest keeps of the head of an extract, for the message that goes with it"""
Status = Literal["made", "kept", "failed"]


class Source(NamedTuple):
    """What extracts are made of, as it was when the run began: the bytes of the files."""

    programme: Programme
    template: bytes
    template_label: str
    day: date | None = None
    """On which what is to come is to come; ``None``: the version's. No digest hangs on it: a day
    that goes by sends nobody anything"""
    asked: CommonPart | None = None
    """How much of the actions for everyone goes along; ``None``: what Paramètres says"""
    asks: bool = False
    """Whether members are asked for answers, in a template that has columns for them"""


class Made(NamedTuple):
    """What became of a reader's extract."""

    reader: Reader
    status: Status
    member: bytes
    """Its line of the manifest but for recipients and the files of other formats; empty when
    it failed"""
    made_from: str
    sha256: str
    whose: Identity | None = None
    """What its file says of itself; ``None`` when it failed"""
    entries: tuple[int, int] = (0, 0)
    """How many concern it directly, and how many everyone"""
    problem: str = ""
    marked: bool = False
    """Whether a former extract was found to compare it with"""
    waiting: str = ""
    """The name of the whole file in the folder that ``settle`` puts in its place; empty when there
    is nothing to put"""

    def failed(self, problem: str) -> Made:
        """What became of the same reader's extract, when it was not made after all."""
        return Made(self.reader, "failed", b"", "", "", problem=problem)


class Maker:
    """Makes extracts of one programme into one folder."""

    def __init__(
        self,
        source: Source,
        folder: Path,
        *,
        since: Path | None = None,
        force: bool = False,
    ) -> None:
        self._source = source
        self._folder = folder
        self._since_folder = since
        self._force = force
        self._templates: dict[str, Template] = {}
        self._inspector = Inspector()
        self._entries: dict[tuple[Line, str, str], str] = {}
        """Entries of the manifest as JSON, by line, part and language: most are many readers'"""
        self.relevance = Relevance(source.programme)
        self.contents = Contents(self.relevance)

    @cached_property
    def _former(self) -> Manifest | None:
        return Manifest(self._since_folder) if self._since_folder is not None else None

    def template(self, language: str) -> Template:
        """The template in a language. Raises ``MotxlError`` when it cannot be one."""
        if language not in self._templates:
            source = self._source
            made = Template(source.template, source.template_label, language, asks=source.asks)
            self._templates[language] = made
        return self._templates[language]

    def check(self, language: str, contacts: Iterable[Contact] | None = None) -> None:
        """Raises ``MotxlError`` for what would make every extract fail, or stand in every extract
        although it is one member's: better said once. ``contacts`` are those of a directory apart.
        """
        assert self._since_folder is None or self._former is not None
        template = self.template(language)
        label = self._source.template_label
        workbook = Workbook(template.stencil.data, label=label)
        for one in self._inspector.findings_in_template(workbook)[:1]:
            raise MotxlError(
                _(
                    "The template {file} would show more than it should in every extract. "
                    "{place}: {what}. Correct the template, then run motxl extract again."
                ).format(file=label, what=in_words(one), place=place_in_words(one, workbook))
            )
        programme = self._source.programme
        services = programme.registers.services or ()
        known = of_some_members(programme, contacts)
        check_typed(workbook, label, known, {normalise(one.label) for one in services})

    @cached_property
    def _said(self) -> CommonPart:
        return common_part_of(self._source.programme)

    def content(self, reader: Reader, asked: CommonPart | None) -> tuple[Content, str]:
        """What a reader gets, and its digest. ``asked`` is how much of the actions for everyone was
        asked for. Raises ``MotxlError`` where Paramètres has to say it and cannot be read."""
        part = asked or (self._said if reader.kind == "member" else "all")
        content = content_of(reader, self.contents, part)
        return content, content.digest(self.template(reader.language).digest)

    def said_now(self, reader: Reader, asked: CommonPart | None) -> tuple[str, str]:
        """The digest that a reader's extract would have now, and the dates that it would name."""
        content, digest = self.content(reader, asked)
        labels = self.template(reader.language).labels
        texts = texts_of(content, labels, "", coming(content, self._source.day))
        return digest, texts[Placeholder.RESUME_DATES]

    def make(self, reader: Reader, known: Known | None, ours: Collection[str]) -> Made:
        """Make a reader's file, unless the folder holds it already; ``settle`` then puts it in its
        place.

        ``known`` is what was made before; ``ours`` are the digests (SHA-256) of the files of that
        name that motxl has made, which may be replaced. Nothing is raised: a run goes on with the
        next reader.
        """
        try:
            return self._make(reader, known, ours)
        except MotxlError as error:
            return Made(reader, "failed", b"", "", "", problem=str(error))

    def _make(self, reader: Reader, known: Known | None, ours: Collection[str]) -> Made:
        content, digest = self.content(reader, self._source.asked)
        left_out = self._left_out(reader, content)
        changes = self._changes(reader, content, left_out)
        sender = self._source.programme.parameters.get(Parametre.EXPEDITEUR, "")
        name = reader.stem + SUFFIX
        target = self._folder / name
        present = sha256_of(target)
        listed = dict(known.files).get(name) if known else None
        counts = tuple(
            sum(not line.is_heading for line in part) for part in (content.direct, content.common)
        )
        labels = self.template(reader.language).labels
        dates = coming(content, self._source.day)
        texts = texts_of(content, labels, sender, dates, changes)
        organisation = self._source.programme.organisation
        texts[Placeholder.ORGANISATION] = name_of(organisation, texts_in(LANGUAGE))
        if self._source.asks:
            texts |= asking(labels, number_of(content.year, digest, reader.key))
        # The dates to come as well: a file that names one which is over is made again.
        said = texts[Placeholder.RESUME_DATES]
        of_whom = [] if organisation is None else [organisation]
        made_from = _digest([digest, sender, changes, said, __version__, _FORMAT, *of_whom])
        noted = {COMMON: self._source.asked, LEFT_OUT: left_out}
        member = self._member(reader, content, texts, digest, made_from, noted)
        whose = Identity(reader.key, reader.name, digest)

        def made(status: Status, sha256: str, waiting: str = "") -> Made:
            return Made(
                *(reader, status, member, made_from, sha256, whose),
                entries=(counts[0], counts[1]),
                marked=changes is not None,
                waiting=waiting,
            )

        if known is not None and present == listed is not None and known.made_from == made_from:
            return made("kept", listed)
        template = self.template(reader.language)
        palette = self._source.programme.palette
        data = fill(
            template, content, self.relevance, palette, texts | whose.texts, dates, changes,
        )  # fmt: skip
        sha256 = hashlib.sha256(data).hexdigest()
        if present == sha256:
            return made("kept", sha256)
        if present is not None and present not in ours and not self._force:
            raise WriteError(
                _(
                    "{file} has been changed since motxl made it, or was not made by motxl: "
                    "move it away, or use --force to replace it."
                ).format(file=name)
            )
        self._look_into(name, data, whose)
        return made("made", sha256, lay_ready(target, data).name)

    def _look_into(self, name: str, data: bytes, whose: Identity) -> None:
        """Raises ``MotxlError`` for a file that would show more than it should."""
        workbook = Workbook(data, label=name)
        assert identity_of(workbook) == whose  # a template has no say in it
        for one in self._inspector.findings(workbook)[:1]:
            raise MotxlError(
                _(
                    "{file} was not made, as it would show more than it should. {place}: {what}."
                ).format(file=name, what=in_words(one), place=place_in_words(one, workbook))
            )

    def _left_out(self, reader: Reader, content: Content) -> list[str]:
        """The keys of the entries for everyone that an extract leaves out."""
        if not content.left_out:
            return []
        member = self.contents.members[reader.row]
        return list(starmap(entry_key, self.contents.left_out(member, content.left_out)))

    def _changes(self, reader: Reader, content: Content, left_out: Sequence[str]) -> Changes | None:
        """Since the former extract; ``None`` when there is none."""
        known = self._former.known.get(reader.key) if self._former is not None else None
        if known is None or self._former is None or not known.is_of(reader.key, reader.name):
            return None  # nothing of another organisation is compared with, whatever its key
        former = self._former.member(reader.key) or {}
        date = str(self._former.header.get("programme", {}).get("date") or "")
        labels = self.template(reader.language).labels
        return changes_since(content, former, date, labels, set(left_out))

    def _member(
        self,
        reader: Reader,
        content: Content,
        texts: Mapping[str, str],
        digest: str,
        made_from: str,
        noted: Mapping[str, Any],
    ) -> bytes:
        """The reader's line of the manifest as JSON, its end open: files and recipients follow."""
        labels = self.template(reader.language).labels
        words = words_in(content.language)
        if len(self._entries) >= _MOST_KNOWN:
            self._entries.clear()
        entries: list[str] = []
        for part, lines in (("direct", content.direct), ("common", content.common)):
            for line in lines:
                if line.is_heading:
                    continue
                told = self._entries.get((line, part, reader.language))
                if told is None:
                    entry = {
                        "ref": line.ref,
                        **entry_fields(line, labels),
                        "part": part,
                        "reasons": reasons_in_words(line, self.relevance, words),
                    }
                    told = json.dumps(entry, ensure_ascii=False)
                    self._entries[line, part, reader.language] = told
                entries.append(told)
        known = {
            "key": reader.key,
            "name": reader.name,
            "language": reader.language,
            "digest": digest,
            "made_from": made_from,
            "summary": {name: texts[place] for name, place in SUMMARY.items()},
            **{name: value for name, value in noted.items() if value},
        }
        head = json.dumps(known, ensure_ascii=False).removesuffix("}")
        return f'{head}, "entries": [{", ".join(entries)}]}}'.encode()


def _digest(values: list[Any]) -> str:
    told = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def sha256_of(path: Path) -> str | None:
    """Digest of a file; ``None`` where there is none. Raises ``MotxlError`` for a link, a pipe and
    what cannot be read."""
    try:
        with os.fdopen(open_inside(path.parent, path, os.O_RDONLY), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(path, error) from None


def remove_leftovers(folder: Path) -> None:
    """What a killed run left; called when no other one works in the folder."""
    for leftover in folder.glob(f"{TEMPORARY}*"):
        with suppress(OSError):
            leftover.unlink()


def lay_ready(target: Path, data: bytes, *, private: bool = False) -> Path:
    """A whole file beside the place where it will be; its path. Raises ``MotxlError`` when it
    cannot be written. Only its owner reads what is ``private``.

    It is not forced to the disk, one by one: after a power cut its digest tells that it is not
    what the manifest says, and it is made again.
    """
    temporary = target.with_name(f"{TEMPORARY}{os.getpid()}-{next(_COUNTER)}")
    flags, mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE if private else 0o666
    try:
        with os.fdopen(open_inside(target.parent, temporary, flags, mode), "wb") as file:
            file.write(data)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise refused(target, error) from None
    return temporary


def settle(waiting: Path, target: Path) -> None:
    """Put a file that was laid ready in its place. Raises ``MotxlError``, and it is gone, when the
    system refuses."""
    try:
        waiting.replace(target)
    except OSError as error:
        with suppress(OSError):
            waiting.unlink()
        raise refused(target, error) from None


def put(target: Path, data: bytes, *, private: bool = False) -> None:
    """Make a file, whole or not at all; only its owner reads what is ``private``."""
    settle(lay_ready(target, data, private=private), target)
