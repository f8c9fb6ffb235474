"""The programme as the jobs see it: entries in the order of their rows, with what they point to.

Rows and columns are 1-based, as Excel shows them; offsets in texts count Unicode characters.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from motxl.programme.borders import USUAL, Border, Borders, split_values
from motxl.programme.cellvalue import CellValue
from motxl.programme.codeplace import CodePlace
from motxl.programme.codes import Code
from motxl.programme.families import OF_SERVICES
from motxl.programme.features import Features, features_of
from motxl.programme.fills import ReferencePalette
from motxl.programme.references import Reference, find_references, references_of
from motxl.programme.registers import Registers, Service, Territory, Version
from motxl.programme.scheme import MOT, Scheme, SchemeFault
from motxl.programme.themes import SHIPPED, Themes
from motxl.text.normalise import normalise
from motxl.text.runs import Run

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.programme.headers import Header
    from motxl.programme.misfit import Misfit
    from motxl.programme.spread import Spread
    from motxl.programme.surroundings import DeadLink, Unheard
    from motxl.programme.unseen import Unseen

AXE, LABEL, TYPE, REF, ORDRE = "Axe", "Programme de travail", "Type", "Réf.", "Ordre"
BORDER, SCOPE, MEMBERS = "Frontière", "Portée", "Adhérents concernés"
DEAL_COLUMN, TRANSVERSAL_COLUMN, JETON_COLUMN = "Thèmes Deal", "Thèmes transversaux", "Jetons"

ORGANISATION = "organisation"
"""The key of the settings that says whose programme it is"""

_BLANK: tuple[CellValue, ...] = (None, "")

ColouredRun = Run[str | None]
"""Characters and their colour, ``RRGGBB`` or ``None`` for automatic"""


UNREAD = "#?"
"""What a cell that decides who gets what holds for motxl where nobody knows what it says: it shows
an error, or a formula whose result is not stored. It is no value of any column, so that it counts
as the narrower of what may be meant, and the rules tell it"""

Remembered = Mapping[str, Sequence[tuple[str, str]]]
"""By the normalised Réf. of a row: colours that motxl set there, and the normalised texts"""


class LabelFormat(NamedTuple):
    """How a label cell is coloured."""

    runs: tuple[ColouredRun, ...]
    cell_colour: str | None
    """The font colour of the cell itself, which runs of plain text show"""
    hyperlink: bool = False
    formula: bool = False
    """A label that a formula computes has no runs to colour"""


class Entry:
    """A row of the programme: a heading or an action."""

    __slots__ = (
        *("_key", "_references", "code", "code_text", "code_value", "columns", "label"),
        *("label_format", "level", "ref", "row", "scheme", "type", "values", "written_code"),
    )

    def __init__(
        self,
        row: int,
        columns: Mapping[str, int],
        values: Sequence[CellValue],
        label_format: LabelFormat | None = None,
        scheme: Scheme = MOT,
        above: Code = (),
    ) -> None:
        """``values`` are the cells of the sheet's row, the first one being column A; ``above`` is
        the code of the nearest row above that has one: a code may not repeat its heading's."""
        self.row = row
        self.columns = columns
        self.values = values
        self.label_format = label_format
        label = self.value(LABEL)
        self.label: str = "" if label is None else str(label)
        self.code_value = code = self.value(AXE)
        self.code_text: str = code if isinstance(code, str) else ""
        """The code as the cell holds it, stray spaces included; empty when it is no text"""
        self.scheme = scheme
        text = self.code_text
        known = scheme.whole.get(text)  # nearly always, and nothing is read more often
        self.code: Code | None = known or (scheme.read(text, above) if text else None)
        """The code, where it is written as it should be"""
        self.written_code = self.code
        """The code that the cell holds, stray spaces and the like aside"""
        if text and self.code is None:
            self.written_code = scheme.read(scheme.tidy(text), above)
        self.ref: str = self.text(REF)
        meant = scheme.types[self.text(TYPE)]
        self.type: str | None = meant.name
        """The name of a level; ``None`` when the column is blank, absent or holds something else"""
        self.level: int | None = meant.level
        """What Type says of the level: from 1 for a heading, 0 for an action, ``None``: nothing"""
        self._key: str | None = None
        self._references: tuple[Reference, ...] | None = None

    def __repr__(self) -> str:
        return f"<Entry row {self.row}: {self.code_text} {self.label[:40]!r}>"

    def value(self, column: str) -> CellValue:
        """What the cell holds; ``None`` when it is blank or there is no such column."""
        number = self.columns.get(column)
        if number is None or number > len(self.values):
            return None
        value = self.values[number - 1]
        return None if value == "" else value

    def text(self, column: str) -> str:
        """The cell as text, without white space at its ends; empty when there is none."""
        number = self.columns.get(column)
        value = None if number is None or number > len(self.values) else self.values[number - 1]
        if isinstance(value, str):  # nearly all are, and nothing is asked more often
            return value.strip()
        return "" if value is None else str(value)

    @property
    def key(self) -> str:
        """The label, normalised; worked out once."""
        if self._key is None:
            self._key = normalise(self.label)
        return self._key

    @property
    def borders(self) -> list[str]:
        """The values of Frontière as they are written."""
        return split_values(self.text(BORDER))

    def references(self, themes: Themes) -> tuple[Reference, ...]:
        """Worked out once: an entry belongs to one programme, which has one set of themes."""
        if self._references is None:
            self._references = find_references(self.label, themes)
        return self._references

    def take_references(self, references: tuple[Reference, ...]) -> None:
        """Take note of those in its label: they were looked for in many at once."""
        self._references = references


class PlacedText(NamedTuple):
    """A cell that holds text. Rows and columns are 1-based."""

    sheet: str
    row: int
    column: int
    header: str
    """The name of its column"""
    text: str


class Structure(NamedTuple):
    """Facts about the sheet that are no entries: what the STR rules speak of."""

    header_row: int | None = None
    repeated_headers: tuple[tuple[int, bool], ...] = ()
    """Rows that repeat the page header, and whether they hold exactly what the first one does"""
    blank_rows: tuple[int, ...] = ()
    """Rows in which no cell holds anything"""
    bare_rows: tuple[int, ...] = ()
    """Rows with neither code, label nor Réf., in which other cells are filled"""
    unnamed_rows: tuple[tuple[int, str], ...] = ()
    """Rows with neither code nor label that have a Réf., and this"""
    hidden_rows: tuple[int, ...] = ()
    formulas: tuple[tuple[int, str], ...] = ()
    """Codes and labels that are computed: row and column name"""
    unread: frozenset[tuple[int, str]] = frozenset()
    """Row and column name of codes, labels and types that show an error, or were never computed"""
    below: tuple[tuple[int, bool], ...] = ()
    """Rows below the table that belong into it, and whether they begin with a valid code"""
    may_extend: bool = True
    """Whether the table can take them in: not with a totals row between"""
    merged: tuple[str, ...] = ()
    """Merged ranges that touch the entries, as A1 references"""
    rows: tuple[int, int] | None = None
    """First and last row of the place of the programme, those that are no entries included"""


class Title(NamedTuple):
    """A cell with the programme's title."""

    row: int
    column: int
    years: tuple[int, ...]
    """Those that it names, one at least"""


@dataclass(eq=False, repr=False)
class Programme:
    """One sheet with a programme of work, and what the rest of the workbook says about it."""

    sheet: str
    columns: Mapping[str, int]
    entries: list[Entry]
    _: KW_ONLY
    table: str | None = None
    themes: Themes = SHIPPED
    themes_sheet: str | None = None
    themes_column: int = 1
    """Where the keys of the themes stand, for what is said of a theme"""
    registers: Registers = field(default_factory=Registers)
    territories: tuple[Territory, ...] = ()
    year: int | None = None
    date: datetime.date | None = None
    date1904: bool = False
    palette: ReferencePalette = field(default_factory=ReferencePalette)
    palette_cell: tuple[str, str] | None = None
    """The sheet and the A1 cell that keep the colours set so far"""
    highest_ref: int = 0
    """The highest number of a Réf. ever given"""
    highest_ref_cell: tuple[str, str] | None = None
    """The sheet and the A1 cell that keep it"""
    structure: Structure = field(default_factory=Structure)
    accepted: frozenset[str] = frozenset()
    """The fingerprints of what staff accepted in Contrôle"""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """The texts of Paramètres by their keys"""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values that staff choose from, by the names of their tables on Paramètres"""
    other_texts: tuple[PlacedText, ...] = ()
    """The texts with numbers in other columns and tables, where rows may be named"""
    headers: tuple[Header, ...] = ()
    """Those of the tables of ours that lack a column, or have one whose name is written
    otherwise"""
    title: Title | None = None
    """``None``, too, for one that names no year"""
    tables_gone: tuple[tuple[str, str], ...] = ()
    """Sheets and names of tables of ours that are ordinary cells now"""
    dead_links: tuple[DeadLink, ...] = ()
    """Links from Accueil to sheets that are not there"""
    unheard: tuple[Unheard, ...] = ()
    """Cells that show an error where the rules of their column say nothing of it"""
    scheme: Scheme = MOT
    """How the rows are numbered, which nobody knows where there are ``scheme_faults``"""
    scheme_faults: tuple[SchemeFault, ...] = ()
    borders: Borders = USUAL
    """What counts as a border"""

    def __post_init__(self) -> None:
        """What is found out later, by those who have more than one sheet to look at."""
        self.coloured: Callable[[], Remembered] = dict
        """What motxl coloured in this workbook, as far as is known"""
        self.former: Callable[[], Mapping[str, str]] = dict
        """The normalised labels, by Réf., before motxl last wrote the workbook, where that is
        kept"""
        self.former_scopes: Callable[[], Mapping[str, str]] = dict
        """By Réf., the Portée that a row itself said last, in the states that are kept"""
        self.kept: Callable[[], Programme | None] = lambda: None
        """The programme as it was in the last state that is kept; ``None`` where none is"""
        self.adopted_text: Callable[[Version], Programme | None] = lambda _version: None
        """The programme as a version of it was frozen; ``None`` where it is not at hand"""
        self.extracted_to_some: Callable[[], frozenset[str]] = frozenset
        """The Réf. that stood in the extracts of some members only, where former ones are known"""
        self.unseen: Callable[[], Sequence[Unseen]] = tuple
        """Content of the cells that extracts are made of which is struck out, or not seen in the
        workbook"""
        self.spelt: Programme | None = None
        """The same with the words of the workbook's own as its cells spell them; ``None`` where
        that is no other one"""
        self.shows_colours = True
        """Whether the colours of the texts are known; not where only values are read"""
        self.code_place = CodePlace.COLUMN  # codes without a cell of their own are not written
        self.is_counted = True  # it is known how the rows are numbered
        self.is_guessed = False  # how rows are numbered was read from their codes alone
        self.misfit: Misfit | None = None  # why it is not, where rows contradict what seemed so
        self.is_part = False  # its numbers go on from those of other sheets, which were not read
        self.spread: Spread | None = None  # where entries stand, if not in one row of one sheet
        self.parts: tuple[Programme, ...] = ()  # one for each sheet, if it goes over several

    def has(self, column: str) -> bool:
        return column in self.columns

    def pairs_named(self, values: Iterable[str]) -> frozenset[Border]:
        """The two-country borders of the values of Frontière: borders and territories. A value
        that can be read in several ways stands for none."""
        readings = map(self.readings_of, values)
        return frozenset(pair for one in readings if len(one) == 1 for pair in one[0])

    def pairs_of(self, borders: Iterable[Border]) -> frozenset[Border]:
        """The two-country borders inside several."""
        return frozenset(pair for border in borders for pair in self.borders.pairs_of(border))

    def readings_of(self, value: str) -> tuple[frozenset[Border], ...]:
        """What a value of Frontière may mean, each as two-country borders: the border that it
        spells, and the territories that it names. None: it means nothing known."""
        if value not in self._readings:
            found = [*self._territories_called.get(normalise(value), ())]
            border = self.borders.read(value)
            if border is not None:
                found.append(self.borders.pairs_of(border))
            self._readings[value] = tuple(dict.fromkeys(found))
        return self._readings[value]

    @cached_property
    def _readings(self) -> dict[str, tuple[frozenset[Border], ...]]:
        return {}

    @cached_property
    def _territories_called(self) -> dict[str, list[frozenset[Border]]]:
        found: dict[str, list[frozenset[Border]]] = {}
        for territory in self.territories:
            pairs = self.pairs_of(territory.borders)
            for name in dict.fromkeys(map(normalise, (territory.name, *territory.aliases))):
                if name:
                    found.setdefault(name, []).append(pairs)
        return found

    @cached_property
    def features(self) -> Features:
        """What of borders, themes and jetons the workbook has; everything, where it cannot be read
        which families it has."""
        return features_of(self.themes, self.registers, self.borders)

    @property
    def organisation(self) -> str | None:
        """Whose programme it is: empty where the workbook does not say it, ``None`` where it need
        not, because it is the usual one's."""
        return self.parameters.get(ORGANISATION)

    @cached_property
    def by_label(self) -> dict[str, list[Entry]]:
        """The entries by their labels: what is in a text is looked for once for all that share it,
        as a workbook stores it once."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.label, []).append(entry)
        return found

    def filled(self, column: str, *, but: Collection[CellValue] = ()) -> list[Entry]:
        """The entries whose cell of a column is not blank, and holds none of the values ``but``, in
        their order."""
        place = self.columns.get(column, 0) - 1
        if column not in self._filled:
            self._filled[column] = [
                entry
                for entry in (self.entries if place >= 0 else ())
                if place < len(entry.values)
                and ((value := entry.values[place]) or value not in _BLANK)
            ]
        found = self._filled[column]
        return [entry for entry in found if entry.values[place] not in but] if but else found

    def texts(self, column: str) -> list[str]:
        """What the cells of a column that are not blank hold, as ``Entry.text`` gives it."""
        place = self.columns.get(column, 0) - 1
        values = [entry.values[place] for entry in self.filled(column)]
        return [value.strip() if isinstance(value, str) else str(value) for value in values]

    @cached_property
    def _filled(self) -> dict[str, list[Entry]]:
        return {}

    @cached_property
    def entry_of_row(self) -> dict[int, Entry]:
        return {entry.row: entry for entry in self.entries}

    @cached_property
    def service_of_ref(self) -> dict[str, Service]:
        services = self.registers.services
        rows = reversed(services.rows) if services else ()
        return {service.ref: service for service in rows if service.ref}

    def to_frame(self) -> DataFrame:
        """The entries as a pandas DataFrame, one row each, in the order of the document.

        The index is the 1-based row of the sheet, or sheet and row where there are several.
        Columns bear the names of the workbook's (``Axe``, ``Type``…); blank cells are ``None``.
        """
        from motxl.programme.frame import frame_of  # loads slowly, and most runs need no frame

        values = [[entry.value(name) for name in self.columns] for entry in self.entries]
        return frame_of([*self.entry_of_row], values, [*self.columns], self.spread)

    def references(self) -> Iterator[tuple[Entry, Reference]]:
        """References of all families, in the order of the document."""
        return iter(self._references)

    @cached_property
    def _references(self) -> list[tuple[Entry, Reference]]:
        return [
            (entry, reference)
            for entry in self.with_references
            for reference in entry.references(self.themes)
            if reference.is_read
        ]

    @cached_property
    def with_references(self) -> list[Entry]:
        """The entries with references in their labels, those that are not understood included."""
        found_in = references_of(list(self.by_label), self.themes)
        for entries, found in zip(self.by_label.values(), found_in, strict=True):
            for entry in entries:
                entry.take_references(found)
        return [entry for entry in self.entries if entry.references(self.themes)]

    def references_in_labels(self) -> Iterator[tuple[str, list[Entry], Reference]]:
        """The references, each once for all entries that share its label: the label, these entries,
        the reference."""
        if not self.with_references:
            return
        for label, entries in self.by_label.items():
            for reference in entries[0].references(self.themes):
                if reference.is_read:
                    yield label, entries, reference

    def keys_of(self, entry: Entry, reference: Reference) -> tuple[str | None, ...]:
        """The keys, in their tables, of what a reference names."""
        if not reference.is_clause:
            return reference.keys or ((reference.family,) if reference.kind == "family" else ())
        family = self.themes.families.of(reference.kind, reference.family)
        if family is not None and family.items != OF_SERVICES:
            return (self.themes.offered(family, entry.ref),)
        service = self.service_of_ref.get(entry.ref)
        return (service.key if service else None,)
