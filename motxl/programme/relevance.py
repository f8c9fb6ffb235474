"""Which entries concern which member, and why. The only place that decides it.

An entry concerns a member directly when it names it (Adhérents concernés), shares a border with it
(in pairs of countries: FR-IT-MC shares FR-IT; a territory stands for its borders), shares a theme
(a reference in its text, or Autres thèmes), or when the member asked for jetons on it or on its
service. All other entries whose Portée is Tous concern every member: a theme or a border never
narrows them. One that may stand under several headings (``standing``) concerns those only whom it
concerns under each of them. An entry that is Ciblée only because the heading above is, and itself
says nothing about whom it concerns, takes the heading's pointers.

A name that is unknown, or stands for several members, themes, territories, services or rows,
points to none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from motxl.programme.borders import format_border, split_values
from motxl.programme.codes import Code
from motxl.programme.exchanged import exchanged
from motxl.programme.model import BORDER, MEMBERS, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.registers import Member, Move
from motxl.programme.scope import EVERYONE, TARGETED, actionable, said_scope, scopes
from motxl.programme.standing import LOST, OTHER_THEMES, OWN, Standing
from motxl.programme.themes import Theme
from motxl.text.normalise import normalise

PILOT = "Pilote"
ReasonKind = Literal["named", "border", "theme", "jeton", "pilot"]
_ORDER: tuple[ReasonKind, ...] = ("named", "border", "theme", "jeton", "pilot")


class Reason(NamedTuple):
    """Why an entry concerns somebody; ``what`` is a border (``FR-DE``), a theme's or service's
    key, a pilot's name, or nothing where the entry names the member."""

    kind: ReasonKind
    what: str = ""


class Concern(NamedTuple):
    """An entry that concerns somebody. No reason at all: it is for everyone."""

    entry: Entry
    reasons: tuple[Reason, ...]


class Concerned(NamedTuple):
    """A member whom an entry concerns."""

    member: Member
    reasons: tuple[Reason, ...]


class _Pointers(NamedTuple):
    """What an entry points to."""

    borders: frozenset[str]
    themes: frozenset[str]
    members: frozenset[str]
    """Keys of rows of ``tblAdherents``: their row numbers, as names may be shared"""


class Relevance:
    """Worked out once for a programme; then each member is a few look-ups."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.outline = Outline(programme)
        self.standing = Standing(programme, self.outline)
        self.scopes = scopes(programme, self.outline, self.standing)
        self.work = actionable(programme, self.outline)
        self._work_rows = {entry.row for entry in self.work}

    # What is asked

    def direct(self, member: Member) -> list[Concern]:
        """The entries that concern a member directly, in the order of the programme."""
        found: dict[int, set[Reason]] = {}

        def add(rows: Iterable[int], reason: Reason) -> None:
            for row in rows:
                found.setdefault(row, set()).add(reason)

        add(self._by_member.get(_key(member), ()), Reason("named"))
        for border in self.borders_of(member):
            add(self._by_border.get(border, ()), Reason("border", border))
        for theme in self.themes_of(member):
            add(self._by_theme.get(theme, ()), Reason("theme", theme))
        for row, service in self._jeton_rows(member):
            add([row], Reason("jeton", service))
        return [
            Concern(entry, tuple(sorted(found[entry.row], key=_rank)))
            for entry in self.work
            if entry.row in found
        ]

    @cached_property
    def common(self) -> list[Concern]:
        """The entries for everyone."""
        return [Concern(one, ()) for one in self.work if self.scopes[one.row] == EVERYONE]

    def concerns(self, member: Member) -> tuple[list[Concern], list[Concern]]:
        """What concerns a member directly, and the other entries for everyone."""
        direct = self.direct(member)
        rows = {one.entry.row for one in direct}
        return direct, [one for one in self.common if one.entry.row not in rows]

    def of_theme(self, theme: Theme) -> list[Concern]:
        """The entries of a theme, for its referent."""
        rows = self._by_theme.get(theme.key, ())
        reason = (Reason("theme", theme.key),)
        return [Concern(entry, reason) for entry in self.work if entry.row in rows]

    def of_pilot(self, name: str) -> list[Concern]:
        """The entries that a colleague is in charge of."""
        wanted = normalise(name)
        found = []
        for entry in self.work:
            for value in split_values(entry.text(PILOT)):
                if normalise(value) == wanted:
                    found.append(Concern(entry, (Reason("pilot", value),)))
                    break
        return found

    def members_concerned(self, entry: Entry) -> list[Concerned]:
        """The active members whom an entry concerns: those with a reason first."""
        everyone = self.scopes.get(entry.row) == EVERYONE
        direct, others = [], []
        for member in self.programme.registers.members or ():
            if not member.active:
                continue
            reasons = next((c.reasons for c in self.direct(member) if c.entry is entry), ())
            if reasons:
                direct.append(Concerned(member, reasons))
            elif everyone:
                others.append(Concerned(member, ()))
        return direct + others

    @cached_property
    def in_doubt(self) -> dict[int, tuple[Member, ...]]:
        """By row, the active members whom an entry concerns in one of its readings and not in
        another; without the entries that all readings give to the same members."""
        found = {}
        active = [one for one in self.programme.registers.members or () if one.active]
        for entry in self.work:
            stands = self.standing.of(entry)
            if len(stands) < 2:
                continue
            perhaps: set[Member] = set()
            given = {one.member for one in self.members_concerned(entry)}
            for stand in stands:
                if stand.scope == EVERYONE or stand.source == LOST:
                    perhaps.update(active)  # what is gone may have named anybody
                else:
                    pointers = self._passed_on(entry, stand.source)
                    perhaps.update(one for one in active if self._points_to(pointers, one))
            if lacking := perhaps - given:
                found[entry.row] = tuple(sorted(lacking, key=lambda member: member.row))
        return found

    @cached_property
    def named_but_for_everyone(self) -> list[Entry]:
        """The entries that name members or a border, and are for everyone only because the heading
        above is: the rule of an empty Portée, and perhaps not what is meant."""
        return [
            entry
            for entry in self.work
            if self.scopes[entry.row] == EVERYONE
            and said_scope(entry) is None
            and (entry.text(BORDER) or entry.text(MEMBERS))
        ]

    @cached_property
    def beside_the_named(self) -> list[tuple[Entry, tuple[Reason, ...], tuple[Member, ...]]]:
        """The entries that name other members, and concern some only because they asked for jetons
        or because of a theme, in the text or in Autres thèmes: the rule, and perhaps not what is
        meant."""
        found: dict[tuple[int, tuple[Reason, ...]], list[Member]] = {}
        for member in self.programme.registers.members or ():
            if not member.active:
                continue
            for entry, reasons in self.direct(member):
                names_others = self.scopes[entry.row] == TARGETED and entry.text(MEMBERS)
                if names_others and {one.kind for one in reasons} <= {"jeton", "theme"}:
                    found.setdefault((entry.row, reasons), []).append(member)
        return [
            (self.programme.entry_of_row[row], reasons, tuple(members))
            for (row, reasons), members in sorted(found.items())
        ]

    def _points_to(self, pointers: _Pointers, member: Member) -> bool:
        return (
            _key(member) in pointers.members
            or not pointers.borders.isdisjoint(self.borders_of(member))
            or not pointers.themes.isdisjoint(self.themes_of(member))
        )

    def headings_of(self, entries: Sequence[Entry]) -> list[Entry]:
        """The headings above entries, once each, in the order of the programme."""
        wanted: set[Code] = set()
        own = {entry.row for entry in entries}
        for entry in entries:
            own_code: Code = self.outline.codes.get(entry.row) or ()
            wanted |= {own_code[:length] for length in range(1, len(own_code) + 1)}
        seen: set[Code] = set()
        found = []
        for code, entry in self._headings:
            if code in wanted and code not in seen and entry.row not in own:
                seen.add(code)
                found.append(entry)
        return found

    # What a member has

    def borders_of(self, member: Member) -> list[str]:
        """Two-country borders (and Outre-mer, Maritime), those of its territories included."""
        return sorted(map(format_border, self.programme.pairs_named(member.borders)))

    def themes_of(self, member: Member) -> list[str]:
        """Keys of the themes that interest it; what names none is left out."""
        themes = map(self.theme_called, member.themes)
        keys = dict.fromkeys(theme.key for theme in themes if theme is not None)
        return [key for key in keys if self.theme_called(key)]

    def moves_of(self, member: Member) -> list[Move]:
        """What became of its jetons, in the order of ``tblSuiviJetons``."""
        return self._moves.get(_key(member), [])

    def theme_called(self, name: str) -> Theme | None:
        """A theme by its key, label or alias; ``None`` when none, or several, are so called."""
        return self.programme.themes.called(name)

    def title_of(self, reason: Reason) -> str:
        """What the theme or the border of a reason is called; nothing where it has no name."""
        if reason.kind == "border":
            return self.programme.borders.name_of(reason.what)
        theme = self.theme_called(reason.what) if reason.kind == "theme" else None
        return theme.label if theme is not None else ""

    def _jeton_rows(self, member: Member) -> Iterable[tuple[int, str]]:
        registers = self.programme.registers
        for move in self.moves_of(member):
            if move.stage in {None, "refused"}:
                continue
            service = registers.service_called(move.service)
            ref = move.ref or (service.ref if service else "")
            rows = self._work_of_ref.get(ref, ()) if ref else ()
            if rows and ref not in self.refs_in_doubt:
                yield rows[0], service.key if service else ""

    # Indices

    @cached_property
    def refs_in_doubt(self) -> frozenset[str]:
        """The Réf. of which nobody knows the row: two rows bear it, or rows have exchanged theirs,
        which lines for everyone may: what hangs on them is everybody's. Else, it is no row's until
        that is put right."""
        numbers = Counter(entry.ref for entry in self.programme.entries if entry.ref)
        twice = (ref for ref, number in numbers.items() if number > 1)
        moved = {ref: {had.row} for ref, had in exchanged(self.programme).items()}
        for entry in self.programme.entries if moved else ():
            moved.get(entry.ref, set()).add(entry.row)
        public = {one.entry.row for one in self.common}
        return frozenset(twice) | {ref for ref, rows in moved.items() if not rows <= public}

    @cached_property
    def _headings(self) -> list[tuple[Code, Entry]]:
        """All headings that have a code, in the order of the programme."""
        codes = ((self.outline.codes.get(one.row), one) for one in self.programme.entries)
        return [(code, one) for code, one in codes if code and self.outline.is_heading(one)]

    @cached_property
    def _work_of_ref(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for entry in self.work:
            found.setdefault(entry.ref, []).append(entry.row)
        return found

    @cached_property
    def _moves(self) -> dict[str, list[Move]]:
        registers = self.programme.registers
        found: dict[str, list[Move]] = {}
        for move in registers.moves or ():
            member = registers.called(move.member).member
            if member is not None:
                found.setdefault(_key(member), []).append(move)
        return found

    @cached_property
    def _pointers(self) -> dict[int, _Pointers]:
        """What each entry that is work points to: in all of its readings."""
        found = {}
        for entry in self.work:
            sources = {s.source for s in self.standing.of(entry) if s.scope == TARGETED} or {OWN}
            several = [self._passed_on(entry, source) for source in sources]
            found[entry.row] = _Pointers(*map(_in_all, zip(*several, strict=True)))
        return found

    def _passed_on(self, entry: Entry, source: int) -> _Pointers:
        if source == LOST:
            return _NOTHING
        return self._pointers_of(entry if source == OWN else self.programme.entry_of_row[source])

    def _pointers_of(self, entry: Entry) -> _Pointers:
        programme = self.programme
        borders = frozenset(map(format_border, programme.pairs_named(entry.borders)))
        themes = {key for r in entry.references(programme.themes) for key in r.keys if key}
        for value in split_values(entry.text(OTHER_THEMES)):
            theme = self.theme_called(value)
            if theme is not None:
                themes.add(theme.key)
        called = map(programme.registers.called, split_values(entry.text(MEMBERS)))
        named = {_key(one.member) for one in called if one.member is not None}
        return _Pointers(borders, frozenset(filter(self.theme_called, themes)), frozenset(named))

    def _rows_by(self, kind: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, pointers in self._pointers.items():
            for one in pointers[kind]:
                found.setdefault(one, []).append(row)
        return found

    @cached_property
    def _by_border(self) -> dict[str, list[int]]:
        return self._rows_by(0)

    @cached_property
    def _by_theme(self) -> dict[str, list[int]]:
        return self._rows_by(1)

    @cached_property
    def _by_member(self) -> dict[str, list[int]]:
        return self._rows_by(2)


def _in_all(several: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*several)


_NOTHING = _Pointers(frozenset(), frozenset(), frozenset())


def _key(member: Member) -> str:
    """What tells two members apart, whatever they are called."""
    return str(member.row)


def _rank(reason: Reason) -> tuple[int, str]:
    return _ORDER.index(reason.kind), reason.what
