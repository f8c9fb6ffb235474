"""Which entries concern which member, and why. The only place that decides it.

An entry concerns a member directly when it names it (Adhérents concernés), shares a border with it
(in pairs of countries: FR-IT-MC shares FR-IT; a territory stands for its borders), shares a theme
(a reference in its text, or Autres thèmes), or when the member asked for jetons on it or on its
service. All other entries whose Portée is Tous concern every member: a theme or a border never
narrows them. An entry that is Ciblée only because the heading above is, and points to nobody
itself, takes the heading's pointers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from motxl.programme.borders import format_border, split_values
from motxl.programme.codes import Code
from motxl.programme.model import MEMBERS, SCOPE, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.registers import Member, Move
from motxl.programme.scope import EVERYONE, actionable, scopes
from motxl.programme.themes import Theme
from motxl.richtext.normalise import normalise

OTHER_THEMES = "Autres thèmes"
PILOT = "Pilote"
Kind = Literal["named", "border", "theme", "jeton", "pilot"]
_ORDER: tuple[Kind, ...] = ("named", "border", "theme", "jeton", "pilot")
REFUSED = "refuse"


class Reason(NamedTuple):
    """Why an entry concerns somebody; ``what`` is a border (``FR-DE``), a theme's or service's
    key, a pilot's name, or nothing where the entry names the member."""

    kind: Kind
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

    def __bool__(self) -> bool:
        return bool(self.borders or self.themes or self.members)


class Relevance:
    """Worked out once for a programme; then each member is a few look-ups."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.outline = Outline(programme)
        self.scopes = scopes(programme, self.outline)
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

    def headings_of(self, entries: Sequence[Entry]) -> list[Entry]:
        """The headings above entries, once each, in the order of the programme."""
        wanted: set[Code] = set()
        own = {entry.row for entry in entries}
        for entry in entries:
            own_code: Code = self.outline.codes.get(entry.row) or ()
            wanted |= {own_code[:length] for length in range(1, len(own_code) + 1)}
        seen: set[Code] = set()
        found = []
        for entry in self.programme.entries:
            code = self.outline.codes.get(entry.row)
            if code is None or code not in wanted or code in seen:
                continue
            if self.outline.is_heading(entry) and entry.row not in own:
                seen.add(code)
                found.append(entry)
        return found

    # What a member has

    def borders_of(self, member: Member) -> list[str]:
        """Two-country borders (and Outre-mer, Maritime), those of its territories included."""
        return sorted(map(format_border, self.programme.pairs_named(member.borders)))

    def themes_of(self, member: Member) -> list[str]:
        """Keys of the themes that interest it; what names none is left out."""
        themes = (self._theme_called.get(normalise(name)) for name in member.themes)
        return list(dict.fromkeys(theme.key for theme in themes if theme is not None))

    def moves_of(self, member: Member) -> list[Move]:
        """What became of its jetons, in the order of ``tblSuiviJetons``."""
        return self._moves.get(_key(member), [])

    def theme_called(self, name: str) -> Theme | None:
        """A theme by its key, label or alias."""
        return self._theme_called.get(normalise(name))

    def _jeton_rows(self, member: Member) -> Iterable[tuple[int, str]]:
        registers = self.programme.registers
        for move in self.moves_of(member):
            if normalise(move.state) == REFUSED:
                continue
            service = registers.service_called(move.service)
            ref = move.ref or (service.ref if service else "")
            row = self._work_of_ref.get(ref) if ref else None
            if row is not None:
                yield row, service.key if service else ""

    # Indices

    @cached_property
    def _theme_called(self) -> dict[str, Theme]:
        found: dict[str, Theme] = {}
        for theme in self.programme.themes:
            for name in (theme.key, *theme.names):
                if name:
                    found.setdefault(normalise(name), theme)
        return found

    @cached_property
    def _work_of_ref(self) -> dict[str, int]:
        return {entry.ref: entry.row for entry in reversed(self.work) if entry.ref}

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
        """What each entry that is work points to."""
        found = {}
        for entry in self.work:
            own = self._pointers_of(entry)
            if not own and self.scopes[entry.row] != EVERYONE and not entry.text(SCOPE):
                own = self._inherited(entry)
            found[entry.row] = own
        return found

    def _inherited(self, entry: Entry) -> _Pointers:
        """What the nearest heading points to that points to anything."""
        code: Code = self.outline.codes.get(entry.row) or ()
        for length in range(len(code), 0, -1):
            heading = self._heading_of.get(code[:length])
            if heading is not None and (pointers := self._pointers_of(heading)):
                return pointers
        return _NOTHING

    @cached_property
    def _heading_of(self) -> dict[Code, Entry]:
        found: dict[Code, Entry] = {}
        for entry in self.outline.headings.values():
            code = self.outline.codes.get(entry.row)
            if code is not None:
                found.setdefault(code, entry)
        return found

    def _pointers_of(self, entry: Entry) -> _Pointers:
        programme = self.programme
        borders = frozenset(map(format_border, programme.pairs_named(entry.borders)))
        themes = {key for r in entry.references(programme.themes) for key in r.keys if key}
        for value in split_values(entry.text(OTHER_THEMES)):
            theme = self._theme_called.get(normalise(value))
            if theme is not None:
                themes.add(theme.key)
        called = map(programme.registers.called, split_values(entry.text(MEMBERS)))
        named = {_key(one.member) for one in called if one.member is not None}
        return _Pointers(borders, frozenset(themes), frozenset(named))

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


_NOTHING = _Pointers(frozenset(), frozenset(), frozenset())


def _key(member: Member) -> str:
    """What tells two members apart, whatever they are called."""
    return str(member.row)


def _rank(reason: Reason) -> tuple[int, str]:
    return _ORDER.index(reason.kind), reason.what
