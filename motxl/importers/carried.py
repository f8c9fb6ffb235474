"""What a new workbook takes over from last year's: members, contacts, territories, services,
pilots, families of references, settings, and what was decided about rows that are surely the same.

Nothing of follow-up comes along: no state, no result, no request for jetons. Themes are those of
the source; those of members are looked for among them by their titles, for numbers may mean others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from motxl.book.reading.readable import ReadableWorkbook
from motxl.book.reading.values import Values
from motxl.importers.likely import Likely, LostRow, LostService, PerhapsSame
from motxl.importers.meant import Meaning, MeantTheme
from motxl.importers.source import SourceProgramme
from motxl.importers.tables import TARGETED, NewWorkbook, Row, family_row
from motxl.programme.accounts import accounts
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.comparing.similar import ALIKE, likeness
from motxl.programme.families import OF_SERVICES, OF_THEMES, Family
from motxl.programme.model import BORDER, LABEL, MEMBERS, REF, SCOPE, UNREAD, Entry, Programme
from motxl.programme.themes import Themes
from motxl.template import layout
from motxl.template.layout import (
    AdherentColumn,
    FrontiereColumn,
    JetonColumn,
    Parametre,
    TerritoireColumn,
)
from motxl.template.layout.nextyear import PARAMETRES_NEXT_YEAR
from motxl.text.normalise import normalise

_DECIDED = (BORDER, SCOPE, MEMBERS)
_KEPT = (layout.ADHERENTS, layout.CONTACTS)
_ON_PARAMETRES = (layout.PILOTES, layout.TYPES_ADHERENT)
_WITH_ITS_WORDS = (*_ON_PARAMETRES, layout.ETATS)
"""Lists that come over with what the source adds to them"""
_OF_THE_TEMPLATE = frozenset({OF_THEMES, OF_SERVICES, ""})


Jetons = Literal["carry", "close"]
"""Whether what is left of a member's jetons is attributed anew, or none are"""
_OF_MESSAGES = frozenset(
    (Parametre.EXPEDITEUR, Parametre.REPONSE, Parametre.SIGNATURE, Parametre.LANGUE,
     Parametre.COMMUNES, Parametre.STABLE, Parametre.REPONSES)
)  # fmt: skip
"""Settings that come over as they are; those of the organisation and of borders have their own way,
and the colours are what motxl set in the old workbook"""


class MatchedRow(NamedTuple):
    """A row of the source, and the one of last year's workbook that is surely the same."""

    ref: str
    former: str
    """Its Réf. there; empty where it has none"""
    label: str
    by_ref: bool
    """Whether the source names the Réf. itself; else the label is the same, and no other row's"""


class UnmatchedRow(NamedTuple):
    """A row of one of the two that has no partner."""

    ref: str
    label: str


@dataclass
class Carried:
    """What was taken over."""

    counts: dict[str, int] = field(default_factory=dict)
    """Rows by the names of tables"""
    matched: list[MatchedRow] = field(default_factory=list)
    in_doubt: list[UnmatchedRow] = field(default_factory=list)
    """Rows of the source of which several candidates have the label"""
    new: list[UnmatchedRow] = field(default_factory=list)
    """Rows of the source that last year's workbook does not have"""
    gone: list[UnmatchedRow] = field(default_factory=list)
    """Rows of last year's workbook that the source does not have"""
    left: list[Entry] = field(default_factory=list, repr=False)
    """These rows themselves"""
    refs: dict[str, str] = field(default_factory=dict, repr=False)
    """The new Réf. by the former ones, of the rows that are surely the same"""
    other_refs: int = 0
    """How many rows of the source have the Réf. of a row of last year's, where most of these are
    about something else: nothing is taken for the same by its Réf. then"""
    perhaps: list[PerhapsSame] = field(default_factory=list)
    """Rows of the source that are likely ones of last year's"""
    pairs: list[tuple[Entry, str]] = field(default_factory=list, repr=False)
    """Last year's rows that are surely the same, with their new Réf."""
    said_otherwise: list[LostRow] = field(default_factory=list)
    """What last year's workbook says of whom such rows concern, and the source, which says
    something else, does not"""
    lost_rows: list[LostRow] = field(default_factory=list)
    """What was decided about rows that are not surely in the source"""
    lost_services: list[LostService] = field(default_factory=list)
    """Services whose row is not surely in the source"""
    lists: list[str] = field(default_factory=list)
    """Tables of families' items that stay behind"""
    jetons: Jetons | None = None
    """What became of the members' jetons; ``None`` where they had none"""
    own_settings: list[str] = field(default_factory=list)
    """Keys of Paramètres that staff added, which stay behind"""
    themes: list[MeantTheme] = field(default_factory=list)
    """The themes of members that stand in their cells in another way than last year, or that are
    not surely this year's"""

    targeted: list[UnmatchedRow] = field(default_factory=list)
    """Rows of the source with a border or members of their own that became Ciblée, as the Portée
    that comes over with a heading would be theirs otherwise"""

    @property
    def lost_themes(self) -> list[MeantTheme]:
        """Those that are not surely this year's."""
        return [one for one in self.themes if not one.now_title]

    def look_for(self, former: Programme, now: Programme) -> None:
        """Note what was decided in ``former`` and is in no row of ``now``, the new programme."""
        likely = Likely(former, now, self.left)
        self.perhaps = list(likely.perhaps())
        self.lost_rows = list(likely.rows())
        self.said_otherwise = list(likely.said_otherwise(self.pairs))
        self.lost_services = list(likely.services(self.refs))

    def as_json(self) -> dict[str, Any]:
        """As ``motxl import --format json`` shows it."""
        shown: dict[str, Any] = {
            n: v for n, v in vars(self).items() if n not in ("left", "refs", "pairs")
        }
        for name, value in shown.items():
            if isinstance(value, list) and name != "lists":
                shown[name] = [one._asdict() for one in value]
        return shown


def carry_over(
    new: NewWorkbook,
    source: SourceProgramme,
    former: Programme,
    workbook: ReadableWorkbook,
    values: Values,
    jetons: Jetons | None = None,
) -> Carried:
    """Add to ``new`` what it takes over from the workbook in which the programme ``former`` was
    read; ``jetons`` says what becomes of those that members have."""
    return _Carrier(new, source, former, workbook, values).carry(jetons)


def has_jetons(former: Programme) -> bool:
    """Whether members have jetons, of which somebody has to say what becomes."""
    return any(one.jetons or one.jetons_written for one in former.registers.members or ())


class _Carrier:
    def __init__(
        self,
        new: NewWorkbook,
        source: SourceProgramme,
        former: Programme,
        workbook: ReadableWorkbook,
        values: Values,
    ) -> None:
        self.new = new
        self.source = source
        self.workbook = workbook
        self.former = former
        self.values = values
        self.done = Carried()

    def carry(self, jetons: Jetons | None) -> Carried:
        for table in _KEPT:
            self._table(table)
        self._themes_of_members()
        if has_jetons(self.former):
            self.done.jetons = jetons
            self._jetons_of_members(jetons)
        for one in _ON_PARAMETRES:
            self._list(one)
        self._other_lists()
        self._settings()
        self._territories()
        self._borders()
        self.done.refs = self._rows()
        self._services(self.done.refs)
        self._families()
        return self.done

    # Tables

    def _records(self, table: layout.TableLayout) -> tuple[Sequence[str], list[Row]]:
        """The columns of a table of last year's, and its rows."""
        found = self.workbook.find_table(table.name)
        if found is None:
            return (), []
        names = table.known(found.columns)
        data = found.ref._replace(first_row=found.first_data_row, last_row=found.last_data_row)
        rows = self.values.records(found.sheet.name, names, data)
        return names, [dict(row) for row in rows]

    def _table(self, table: layout.TableLayout) -> None:
        names, rows = self._records(table)
        if not rows:
            return
        self.new.tables[table.name] = rows
        if own := [name for name in names if name and name not in table.columns]:
            self.new.columns[table.name] = own
        self.done.counts[table.name] = len(rows)

    def _themes_of_members(self) -> None:
        c = AdherentColumn
        meaning = Meaning(self.former.themes, Themes(tuple(self.source.themes)))
        rows = self.new.tables.get(layout.ADHERENTS.name, [])
        changed: list[Row] = []
        for row in rows:
            written = as_text(row.get(c.THEMES))
            values = list(meaning.of_cell(written))
            name = as_text(row.get(c.CLE)) or as_text(row.get(c.NOM))
            told = [one._replace(member=name) for _value, one in values if one is not None]
            self.done.themes += told
            is_other = any(one.now != one.written for one in told)
            now = "; ".join(dict.fromkeys(value for value, _one in values))
            changed.append({**row, c.THEMES: now} if is_other else row)
        if rows:
            self.new.tables[layout.ADHERENTS.name] = changed

    def _jetons_of_members(self, jetons: Jetons | None) -> None:
        """What is left of each member's jetons, or none; without a word they stay as they are."""
        table = self.workbook.find_table(layout.ADHERENTS.name)
        if table is None or jetons is None:
            return
        left = {one.member.row: one.left for one in accounts(self.former.registers)}
        c = AdherentColumn.JETONS
        rows = enumerate(self.new.tables.get(layout.ADHERENTS.name, ()), table.first_data_row)
        self.new.tables[layout.ADHERENTS.name] = [
            {**row, c: None if jetons == "close" else known if (known := left.get(n)) is not None
             else row.get(c)}
            for n, row in rows
        ]  # fmt: skip

    def _settings(self) -> None:
        """What Paramètres says of messages, extracts and numbering. A cell that was emptied is
        empty again."""
        said = self.former.parameters
        self.new.parameters |= {key: said[key] for key in _OF_MESSAGES if key in said}
        self.done.own_settings = [key for key in said if key and key not in PARAMETRES_NEXT_YEAR]

    def _other_lists(self) -> None:
        """The values that staff added to lists of Paramètres."""
        for one in layout.DROP_DOWNS:
            if one in _WITH_ITS_WORDS:
                continue
            _names, rows = self._records(one.layout)
            texts = [text for row in rows if (text := as_text(row.get(one.column)))]
            all_texts = _together(one.values, texts)
            if len(all_texts) > len(one.values):
                self.new.lists[one.table] = all_texts

    def _list(self, one: layout.DropDown) -> None:
        """A list of Paramètres, with what the source adds to it."""
        _names, rows = self._records(one.layout)
        texts = [text for row in rows if (text := as_text(row.get(one.column)))]
        if texts:
            self.done.counts[one.table] = len(texts)
            self.new.lists[one.table] = _together(texts, self.new.lists.get(one.table, ()))

    def _territories(self) -> None:
        table, name = layout.TERRITOIRES, TerritoireColumn.NOM
        named = self.new.tables.get(table.name, [])
        self._table(table)
        rows = self.new.tables.get(table.name, [])
        known = {normalise(as_text(row.get(name))) for row in rows}
        more = [row for row in named if normalise(as_text(row.get(name))) not in known]
        self.new.tables[table.name] = [*rows, *more] if rows is not named else rows

    def _borders(self) -> None:
        """The table of borders, which an older workbook has as a list of codes alone, and the
        country that comes first in them."""
        names, _rows = self._records(layout.FRONTIERES)
        if FrontiereColumn.CODE in names:
            self._table(layout.FRONTIERES)
            if first := self.former.parameters.get(Parametre.PAYS):
                self.new.parameters[Parametre.PAYS] = first

    # Rows

    def _rows(self) -> dict[str, str]:
        """Match the rows, and give those of the source what was decided about theirs. The new Réf.
        by the former ones."""
        by_ref = self._by_ref()
        by_label: dict[str, list[Entry]] = {}
        for entry in self.former.entries:
            if entry.key:
                by_label.setdefault(entry.key, []).append(entry)
        rows = self.new.tables[layout.PROGRAMME.name]
        keys = [normalise(as_text(row[LABEL])) for row in rows]
        refs: dict[str, str] = {}
        taken: set[int] = set()
        changed: list[Row] = []
        for row, line, key in zip(rows, self.source.lines, keys, strict=True):
            ref, label = str(row[REF]), as_text(row[LABEL])
            own = by_ref.get(as_text(line.columns.get(REF)))
            candidates = by_label.get(key, []) if key else []
            if own is None and len(candidates) == 1 and keys.count(key) == 1:
                own = candidates[0]
            if own is None:
                said = UnmatchedRow(ref, label)
                (self.done.in_doubt if candidates else self.done.new).append(said)
                changed.append(row)
                continue
            taken.add(own.row)
            self.done.pairs.append((own, ref))
            if own.ref:
                refs[own.ref] = ref
            by_own_ref = bool(own.ref) and own.ref == as_text(line.columns.get(REF))
            self.done.matched.append(MatchedRow(ref, own.ref, label, by_own_ref))
            changed.append({**row, **self._decided(own, line.columns)})
        self.new.tables[layout.PROGRAMME.name] = self._targeted(changed)
        self.done.left = [one for one in self.former.entries if one.row not in taken]
        self.done.gone = [UnmatchedRow(one.ref, one.label) for one in self.done.left]
        return refs

    def _by_ref(self) -> dict[str, Entry]:
        """Last year's rows by their Réf., where those that the source names are the same: another
        workbook of the same year counts from 001 as well, and means other rows."""
        found = {entry.ref: entry for entry in self.former.entries if entry.ref}
        year = f"{self.new.parameters.get(Parametre.ANNEE)}-"
        named = [
            (own, normalise(line.label))
            for line in self.source.lines
            if (own := found.get(as_text(line.columns.get(REF)))) is not None
            and own.ref.startswith(year)
        ]
        alike = sum(likeness(own.key, label) >= ALIKE for own, label in named)
        if 2 * alike >= len(named):
            return found
        self.done.other_refs = len(named)
        return {}

    def _decided(self, entry: Entry, said: Mapping[str, CellValue]) -> dict[str, CellValue]:
        """What stands in its columns of whom it concerns; what the source says itself stays."""
        return {
            column: value if (value := entry.value(column)) != UNREAD else None
            for column in _DECIDED
            if self.former.has(column) and column not in said
        }

    def _targeted(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, Ciblée written where the source says whom one concerns and nowhere a Portée:
        an empty one would be that of a heading, which came over."""
        says_scope = any(SCOPE in line.columns for line in self.source.lines)
        if says_scope or not any(as_text(row.get(SCOPE)) for row in rows):
            return list(rows)
        found: list[Row] = []
        for row, line in zip(rows, self.source.lines, strict=True):
            says_whom = any(as_text(line.columns.get(name)).strip() for name in (BORDER, MEMBERS))
            if says_whom and not as_text(row.get(SCOPE)):
                self.done.targeted.append(UnmatchedRow(str(row[REF]), as_text(row[LABEL])))
                row = {**row, SCOPE: TARGETED}  # noqa: PLW2901
            found.append(row)
        return found

    def _services(self, refs: Mapping[str, str]) -> None:
        """Last year's services, at the rows that are theirs now, and those that the source adds."""
        table, c = layout.JETONS, JetonColumn
        named = self.new.tables.get(table.name, [])
        self._table(table)
        rows = self.new.tables.get(table.name, [])
        if rows is named:
            return
        moved: list[Row] = [{**row, c.REF: refs.get(as_text(row.get(c.REF)))} for row in rows]
        offered = {row[c.REF] for row in moved}
        keys = {normalise(as_text(row.get(c.CLE))) for row in moved}
        number = 1
        for row in named:
            if row[c.REF] in offered:
                continue
            while f"j{number}" in keys:
                number += 1
            keys.add(f"j{number}")
            moved.append({**row, c.CLE: f"J{number}"})
        self.new.tables[table.name] = moved

    # Families

    def _families(self) -> None:
        """Last year's families that the legend does not say, as they are written there."""
        families = self.former.themes.families
        if not families.columns:
            return  # it has no such table: the usual ones are those of the template
        here = self.new.tables.get(layout.FAMILLES.name)
        known = {normalise(as_text(row.get(layout.FamilleColumn.FAMILLE))) for row in here or ()}
        kept: list[Family] = []
        for family in families.all:
            if normalise(family.name) in known:
                continue
            if family.items not in _OF_THE_TEMPLATE:
                self.done.lists.append(family.items)
                family = family._replace(items="")  # noqa: PLW2901
            kept.append(family)
            exact = self.former.palette.exact(family.colour) if family.colour else None
            if exact is not None:
                self.new.colours.setdefault(family.name, exact)
        columns = self.new.columns.setdefault(layout.PROGRAMME.name, [])
        there = {normalise(name) for name in (*layout.PROGRAMME.columns, *columns)}
        columns += dict.fromkeys(
            one.column for one in kept if one.column and normalise(one.column) not in there
        )
        if kept:
            rows = [family_row(family, columns) for family in kept]
            self.new.tables[layout.FAMILLES.name] = [*(here or ()), *rows]
            self.done.counts[layout.FAMILLES.name] = len(kept)


def _together(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """All texts of both, those that differ by case or accents alone once."""
    found: dict[str, str] = {}
    for text in (*first, *second):
        found.setdefault(normalise(text), text)
    return list(found.values())
