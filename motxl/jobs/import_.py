"""A source file becomes a coloured workbook made from the template."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from motxl.book.file.filebook import FileBook, open_source
from motxl.book.reading.readable import ReadableWorkbook
from motxl.book.reading.values import Values
from motxl.controls import on_one_line
from motxl.errors import MotxlError
from motxl.files.present import is_there
from motxl.files.saving import write_new
from motxl.files.within import inside
from motxl.i18n import _, called
from motxl.importers.carried import Carried, Jetons, carry_over, has_jetons
from motxl.importers.features import features_of
from motxl.importers.filling import fill, read_source
from motxl.importers.headers import NOBODY, NamesOfLastYear
from motxl.importers.lostcolours import told_of_colours
from motxl.importers.pilots import told_of_pilots
from motxl.importers.source import MappedColumn, SourceCell, SourceProgramme, years_in
from motxl.importers.states import KnownStates, take_states, told_of_states
from motxl.importers.tables import NewWorkbook, new_workbook
from motxl.programme.features import EVERY, FeatureName, Features
from motxl.programme.found import FoundProgramme, Searched
from motxl.programme.model import Programme
from motxl.template import layout
from motxl.template.mots import mots_of
from motxl.template.parametres import said_to_be_finished
from motxl.template.shipped import (
    TEMPLATES_FOLDER,
    shipped_template,
    template_in,
    template_path,
)
from motxl.template.texts import LANGUAGE, USUAL, Making
from motxl.text.normalise import normalise


class NotImportedError(MotxlError):
    """No workbook was made, for want of something that whoever asks can give."""

    def __init__(
        self, text: str, reason: Literal["there", "year", "jetons"], years: tuple[int, ...] = ()
    ) -> None:
        """``reason``: a file of that name is there, no year is known, or nobody said what becomes
        of members' jetons; ``years`` are those that the title names, where it names several."""
        super().__init__(text)
        self.reason = reason
        self.years = years


class Imported(NamedTuple):
    """What an import made: the workbook's path, counts, and what it could not place."""

    path: Path
    rows: int
    themes: int
    services: int
    references: int
    notes: list[tuple[int, str]]
    """Line of the source, or row of its sheet, and a sentence"""
    unplaced: list[SourceCell]
    """The cells of the source that are nowhere in the workbook"""
    columns: list[MappedColumn]
    """Where the columns of the source are now"""
    said: list[str]
    """Sentences about the source that are no fault of it"""
    found: FoundProgramme | None = None
    """Where in a workbook the programme stands, if it was looked for"""
    searched: Searched | None = None
    carried: Carried | None = None
    """What was taken over from last year's workbook, if one was given"""
    features: Features = EVERY
    """What of borders, themes and jetons the workbook has a place for"""

    @property
    def is_all(self) -> bool:
        """Whether all of the source has its place, and members their themes and rows, and services
        theirs, without a doubt."""
        is_placed = not self.notes and not self.unplaced
        lost = self.carried and (
            self.carried.lost_themes
            or self.carried.lost_rows
            or self.carried.lost_services
            or self.carried.said_otherwise
        )
        return is_placed and not lost

    def as_json(self) -> dict[str, Any]:
        """As ``motxl import --format json`` shows it."""
        return {
            "version": 1,
            "path": str(self.path),
            "counts": {
                "rows": self.rows,
                "themes": self.themes,
                "services": self.services,
                "references": self.references,
            },
            "columns": [one._asdict() for one in self.columns],
            "notes": [{"line": line, "text": text} for line, text in self.notes],
            "unplaced": [one._asdict() for one in self.unplaced],
            "said": self.said,
            "carried": None if self.carried is None else self.carried.as_json(),
        }


def import_source(
    source: Path,
    output: Path,
    year: int | None = None,
    overwrite: bool = False,
    former: str | Path | None = None,
    sheet: str | None = None,
    columns: str | None = None,
    wanted: Sequence[FeatureName] = (),
    organisation: str | None = None,
    jetons: Jetons | None = None,
    headers: str = LANGUAGE,
) -> Imported:
    """Make ``output`` from ``source``, text or a workbook; ``former`` is last year's workbook, from
    which members and the like are taken over; ``sheet`` and ``columns`` (``A,B``) say where the
    source has its programme. Of borders, themes and jetons the workbook gets a place for those that
    the source or ``former`` has, and those ``wanted``; ``organisation`` is whose programme it is,
    where neither says it; ``jetons`` says whether what is left of members' jetons is attributed
    anew; ``headers`` is the language of the workbook's sheets, columns and values (``LANGUAGES`` of
    ``motxl.template.texts``). Raises ``MotxlError`` when the source is no programme,
    ``NotImportedError`` when ``output`` is there and must not be overwritten, or neither the
    source nor ``year`` says its year, or ``former`` has members with jetons and nobody said what
    becomes of them: nothing is written then."""
    former = None if former is None else Path(former)
    _refuse_output(output, source, former)
    last_year = None if former is None else _LastYear.open(former)
    known = NOBODY if last_year is None else last_year.known
    read = read_source(source, sheet=sheet, columns=columns, known=known)
    if is_there(output) and not overwrite:
        raise NotImportedError(_("{path} already exists.").format(path=output), "there")
    year = year or read.year
    if year is None:
        raise NotImportedError(
            _("{path} does not indicate the year of the programme.").format(path=source),
            "year",
            tuple(years_in(read.title)),
        )
    if last_year is not None and jetons is None and has_jetons(last_year.programme):
        raise NotImportedError(
            _(
                "In {path}, members have jetons: indicate whether what is left of them is carried "
                "over, or the accounts are closed."
            ).format(path=former),
            "jetons",
        )
    making = _making(read, None if last_year is None else last_year.programme, wanted, organisation)
    mots = mots_of(headers)
    own_words = None if mots is None else mots.values[layout.ETATS.table, layout.ETATS.column]
    states = take_states(read, KnownStates() if last_year is None else last_year.states, own_words)
    new = new_workbook(
        read, year=year, file_name=source.name, features=making.features, states=states
    )
    former_pilots = () if last_year is None else last_year.pilots
    read.said += told_of_pilots(new.tables[layout.PROGRAMME.name], former_pilots)
    carried = None if last_year is None else last_year.carry(new, read, jetons)
    path, template = _template(making, output, headers)
    filled = fill(new, template, path)
    book = filled.book
    # The new workbook is spoken of from here on, in its own words.
    read.said += told_of_states(states, year)
    write_new(output, filled.data, overwrite=overwrite)
    book.coloured.keep(output)
    if last_year is not None and carried is not None:
        carried.look_for(last_year.programme, book.programme)
    if making == USUAL:
        _leave_template(path, output)
    families = book.programme.themes.families
    worded = {name: one for name, one in read.worded_colours.items() if families.named(name)}
    read.said += told_of_colours(filled.lost, worded)
    read.said += _said_of(making)
    if making.features.themes and not read.themes:
        read.said.append(_no_themes(read.unread_legend))
    return Imported(
        output,
        len(new.tables[layout.PROGRAMME.name]),
        len(new.tables.get(layout.THEMES.name, ())),
        len(new.tables.get(layout.JETONS.name, ())),
        sum(1 for _ in book.programme.references()),
        read.notes,
        read.unplaced,
        read.columns,
        read.said,
        read.found,
        read.searched,
        carried,
        making.features,
    )


def _no_themes(seems_legend: Sequence[str]) -> str:
    """Why the sheet Thèmes is empty; each line that seems to be of a legend is told whole."""
    if not seems_legend:
        return _(
            "The source has no legend with themes: the sheet Thèmes is empty, and references to "
            "themes are not checked until you fill it in."
        )
    lines = [_("“{text}”").format(text=on_one_line(line)) for line in seems_legend]
    return _(
        "The source seems to have a legend, but motxl cannot read its themes: {lines}. The sheet "
        "Thèmes is empty, and references to themes are not checked until you fill it in."
    ).format(lines=", ".join(lines))


def _refuse_output(output: Path, source: Path, former: Path | None) -> None:
    if output.suffix.lower() != ".xlsx":
        raise MotxlError(
            _("{path} must end with .xlsx: an import makes a workbook without macros.").format(
                path=output
            )
        )
    for read in (source, former):
        if read is not None and _is_same(output, read):
            raise MotxlError(
                _(
                    "The new workbook is to be made from {path}: choose another name for the "
                    "new workbook."
                ).format(path=output)
            )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


class _LastYear(NamedTuple):
    """Last year's workbook."""

    workbook: ReadableWorkbook
    values: Values
    programme: Programme

    @classmethod
    def open(cls, path: Path) -> _LastYear:
        workbook, values = open_source(path)
        return cls(workbook, values, FileBook.read(workbook, spread=True).programme)

    @property
    def known(self) -> NamesOfLastYear:
        return NamesOfLastYear(self.programme.registers, frozenset(map(normalise, self.pilots)))

    @property
    def pilots(self) -> Sequence[str]:
        return self.programme.lists.get(layout.PILOTES.table, ())

    @property
    def states(self) -> KnownStates:
        listed = self.programme.lists.get(layout.ETATS.table, layout.ETATS.values)
        is_usual = tuple(listed) == layout.ETATS.values
        return KnownStates(listed, said_to_be_finished(self.programme), is_usual)

    def carry(self, new: NewWorkbook, source: SourceProgramme, jetons: Jetons | None) -> Carried:
        return carry_over(new, source, self.programme, self.workbook, self.values, jetons)


def _making(
    source: SourceProgramme,
    former: Programme | None,
    wanted: Sequence[FeatureName],
    organisation: str | None,
) -> Making:
    """What the workbook is made with. Who has the Cross-border Deal is the usual organisation."""
    features = features_of(source) | Features(*(name in wanted for name in Features._fields))
    if former is not None:
        features |= former.features
        organisation = organisation or former.organisation
    if "themes" in wanted and not (features.deal or features.transversal or source.families):
        features = features._replace(transversal=True)  # a family that is there can be renamed
    if organisation is None and not features.deal:
        organisation = ""
    return Making(features, organisation)


def _template(making: Making, output: Path, language: str) -> tuple[Path, bytes]:
    """Staff's own template beside the workbook, else one that is made as it has to be. A copy that
    an import left, and nobody has restyled, is no one's own."""
    name = template_in(language)
    path = template_path(name, output)
    data = path.read_bytes()
    shipped = shipped_template(name)
    if making == USUAL or shipped is None or data != shipped.read_bytes():
        return path, data
    from motxl.template.builder import build_template  # openpyxl loads slowly

    return Path(f"{name}.xltx"), build_template(language, making)


def _said_of(making: Making) -> Iterator[str]:
    """What the workbook has no place for, and what it does not know."""
    features = making.features
    words = (
        (features.borders, _("borders")),
        (features.themes, _("themes")),
        (features.jetons, _("jetons")),
    )
    missing = [word for is_there, word in words if not is_there]
    if missing:
        yield _(
            "Not in the source, and so without a sheet or column in the workbook: {what}. If you "
            "need them, import again with --with."
        ).format(what=", ".join(missing))
    if making.organisation == "":
        yield _(
            "Whose programme it is is not known: write the name beside “{key}” in the sheet "
            "Paramètres, or import again with --organisation NAME."
        ).format(key=called(layout.Parametre.ORGANISATION))


def _leave_template(template: Path, output: Path) -> None:
    """A copy of the template beside the workbook, for staff to restyle; theirs is never touched."""
    folder = inside(output.parent, output.parent / TEMPLATES_FOLDER)
    copy = folder / template.name
    if not os.path.lexists(copy) and not any(folder.glob(f"{template.stem}.xl*")):
        folder.mkdir(exist_ok=True)
        write_new(copy, template.read_bytes())
