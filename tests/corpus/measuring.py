"""One workbook through the three editors and before all the judges."""

from __future__ import annotations

import contextlib
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus import parts, worker
from tests.corpus.editors import EDITORS
from tests.corpus.places import REFERENCE, Found, Place
from tests.corpus.values import Grid, Verdict, judge
from tests.judges import open_xml_sdk, own
from tests.judges.libreoffice import LibreOffice, LibreOfficeError

ORANGE = "C04F00"
SEPARATOR = " | "


@dataclass
class Outcome:
    """What became of one workbook in the hands of one editor; what is empty is well."""

    editor: str
    book: str
    failed: str = ""
    refused: str = ""
    """The sentence with which a signed workbook was left as it was"""
    packages: parts.Comparison | None = None
    readers: dict[str, Verdict | str | None] = field(default_factory=dict)
    """By reader: its verdict, why it cannot read the result, or ``None``: not before either"""
    sdk: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    uncoloured: bool = False
    """Whether openpyxl reads the reference in another colour than motxl was to give it"""


@dataclass
class Measured:
    """A workbook with its outcomes: none where there was nothing to edit."""

    book: str
    place: Place | None = None
    signed: bool = False
    unread: str = ""
    """Why motxl could not even find a cell in it"""
    empty_parts: bool = False
    outcomes: list[Outcome] = field(default_factory=list)


def measure(path: Path, folder: Path, office: LibreOffice) -> Measured:
    """``folder`` is an empty one, for copies."""
    data = folder / "data"
    try:
        place, sheets, signed = worker.ask("find", str(path), data_folder=data)
    except worker.DeedFailedError as error:
        return Measured(path.name, unread=str(error))
    found = Found(Place(*place) if place else None, tuple(sheets), signed)
    measured = Measured(path.name, found.place, found.signed, empty_parts=_has_empty_parts(path))
    if found.place is not None:
        judges = _Judges(path, found, office)
        for editor in EDITORS:
            copy = folder / editor / path.name
            copy.parent.mkdir()
            shutil.copyfile(path, copy)
            measured.outcomes.append(_edit(editor, path, copy, found.place, judges, data))
    return measured


def _edit(
    editor: str, path: Path, copy: Path, place: Place, judges: _Judges, data: Path
) -> Outcome:
    outcome = Outcome(editor, path.name)
    before = path.read_bytes()
    try:
        refused = worker.ask("edit", editor, str(copy), given=place, data_folder=data)
        outcome.refused = refused or ""
        if refused and copy.read_bytes() != before:
            outcome.failed = "refused, and yet changed"
        if refused:
            return outcome
        outcome.packages = parts.compare(before, copy.read_bytes(), place.part, place.row)
    except (worker.DeedFailedError, zipfile.BadZipFile) as error:
        outcome.failed = str(error)
        return outcome
    try:
        read = worker.ask("read", str(path), str(copy), given=place, data_folder=data)
        outcome.readers = {
            name: Verdict(*said) if isinstance(said, list) else said for name, said in read.items()
        }
    except worker.DeedFailedError as error:
        outcome.readers = {"calamine": str(error), "openpyxl": str(error)}
    outcome.readers["LibreOffice"] = judges.in_libreoffice(copy)
    outcome.sdk = judges.new_to_the_sdk(copy)
    outcome.own = _new(judges.own, own.problems(copy))
    outcome.uncoloured = editor == "motxl" and not _coloured(copy, place, data)
    return outcome


def _has_empty_parts(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(not info.file_size and not info.is_dir() for info in archive.infolist())


class _Judges:
    """What the judges say of the workbook before, once for all editors."""

    def __init__(self, path: Path, found: Found, office: LibreOffice) -> None:
        assert found.place is not None
        self.found, self.place, self.office = found, found.place, office
        self.sdk = open_xml_sdk.errors(path)
        self.own = own.problems(path)
        self.grid: Grid | None = None
        with contextlib.suppress(LibreOfficeError):
            self.grid = self._grid(path)

    def _grid(self, path: Path) -> Grid:
        return {
            (sheet, row, column): repr(text)
            for sheet in self.found.worksheets
            for row, texts in enumerate(self.office.strings(path, sheet), 1)
            for column, text in enumerate(texts, 1)
            if text
        }

    def in_libreoffice(self, copy: Path) -> Verdict | str | None:
        if self.grid is None:
            return None
        try:
            return judge(self.grid, self._grid(copy), self.place, set())
        except LibreOfficeError as error:
            return str(error)

    def new_to_the_sdk(self, copy: Path) -> list[str]:
        """Compared without part names and paths, which an editor may change with good reason."""
        try:
            return _new(map(_description, self.sdk), map(_description, open_xml_sdk.errors(copy)))
        except open_xml_sdk.NotJudgedError as error:
            return [f"no verdict: {error}"]


def _coloured(copy: Path, place: Place, data: Path) -> bool:
    """The reference, all of it and nothing else of what was planted."""
    with contextlib.suppress(worker.DeedFailedError):
        found = worker.ask("colour", str(copy), ORANGE, given=place, data_folder=data)
        return bool(found == REFERENCE)
    return False


def _description(error: str) -> str:
    return error.partition(SEPARATOR)[0]


def _new(before: Iterable[str], after: Iterable[str]) -> list[str]:
    return sorted((Counter(after) - Counter(before)).elements())
