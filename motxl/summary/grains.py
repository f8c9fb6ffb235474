"""The source tables of the pivots: one per grain, so that each thing is counted once.

``Nombre`` is 1 on a row that counts and 0 on a placeholder, which is there so that a theme, a month
or a service without an entry is shown as 0, also after Excel has refreshed the pivot table. Absent
values are written out (``(sans état)``, in French), as a pivot table shows blanks badly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import cached_property
from textwrap import shorten
from typing import NamedTuple
from unicodedata import normalize

from motxl.programme.accounts import accounts, unassigned
from motxl.programme.borders import format_border, split_values
from motxl.programme.cellvalue import CellValue, Record, as_text
from motxl.programme.codes import Code
from motxl.programme.families import OF_SERVICES
from motxl.programme.model import Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.scope import actionable, scopes
from motxl.programme.themes import Theme
from motxl.programme.yes_no import yes_or_no
from motxl.summary.texts import SummaryTexts
from motxl.template import layout
from motxl.template.layout import DonneesColumn, ProgrammeColumn, TableLayout
from motxl.text.normalise import normalise

_LONGEST_LABEL = 255
"""Characters of an item that Excel shows after a refresh"""
_D = DonneesColumn


class Grain(NamedTuple):
    """One source table: its place in the workbook, and its rows, by column."""

    table: TableLayout
    records: list[Record]

    def rows(self) -> list[list[CellValue]]:
        """Values in the order of the table's columns."""
        return [[record.get(name) for name in self.table.columns] for record in self.records]

    def column(self, name: str) -> list[str | int | float | bool | date | None]:
        """One value per record. A pivot table has no hours without a day: they are texts."""
        values = (record.get(name) for record in self.records)
        return [as_text(value) if isinstance(value, time) else value for value in values]


class Grains:
    """All the source tables of a programme, and the order in which their items are shown."""

    def __init__(self, programme: Programme, texts: SummaryTexts) -> None:
        self.programme = programme
        self.texts = texts
        self._outline = Outline(programme)
        self._write = programme.scheme.write
        self._scopes = scopes(programme, self._outline)
        self._work = actionable(programme, self._outline)

    # Where an entry stands

    def _code(self, entry: Entry) -> Code:
        return self._outline.codes.get(entry.row) or ()

    def _axis(self, entry: Entry) -> str:
        code = self._code(entry)
        return self._axis_of(code) if code else self.texts.no_axis

    def _axis_of(self, code: Code) -> str:
        scheme = self.programme.scheme
        return self.texts.axis(code[0]) if scheme.is_usual else scheme.title(code[:1])

    def _heading(self, code: Code) -> str:
        """The label of a code's heading; its code where it has none."""
        for entry in self._headings.get(code, ()):
            if entry.label.strip():
                return _line(entry.label)
        return ""

    @cached_property
    def _headings(self) -> dict[Code, list[Entry]]:
        found: dict[Code, list[Entry]] = {}
        for entry in self._outline.headings.values():
            code = self._outline.codes.get(entry.row)
            if code is not None:
                found.setdefault(code, []).append(entry)
        return found

    def _under(self, entry: Entry, depth: int) -> str:
        """``2.1 Favoriser…``: the heading of a level that an entry stands under."""
        code = self._code(entry)[:depth]
        if len(code) < depth:
            return self.texts.none
        return " ".join(filter(None, (self._write(code), self._heading(code))))

    def _axis_title(self, axis: Code) -> str:
        return label_of(self._heading(axis)) or self._axis_of(axis)

    def common(self, entry: Entry) -> Record:
        """What the source tables say of a row of the programme."""
        code = self._code(entry)
        return {
            _D.REF: entry.ref or self.texts.none,
            _D.CODE: self._write(code) if code else self.texts.none,
            _D.AXE: self._axis(entry),
            _D.INTITULE_AXE: self._axis_title(code[:1]) if code else self.texts.no_axis,
            _D.OBJECTIF: self._under(entry, 2),
            _D.SOUS_OBJECTIF: self._under(entry, 3),
            _D.TYPE: entry.type or self.texts.none,
            _D.INTITULE: _line(entry.label),
            _D.PORTEE: self._scopes[entry.row],
            _D.PILOTE: label_of(entry.text(ProgrammeColumn.PILOTE)) or self.texts.no_pilot,
            _D.ETAT: label_of(entry.text(ProgrammeColumn.ETAT)) or self.texts.no_state,
            _D.NOMBRE: 1,
        }

    def _placeholder(self, **known: CellValue) -> Record:
        texts = {
            _D.REF: self.texts.none,
            _D.CODE: self.texts.none,
            _D.OBJECTIF: self.texts.none,
            _D.INTITULE: self.texts.none,
            _D.LIGNE: self.texts.none,
        }
        return {
            **texts,
            _D.PILOTE: self.texts.no_pilot,
            _D.ETAT: self.texts.no_state,
            _D.NOMBRE: 0,
            **known,
        }

    # Orders

    @property
    def axes(self) -> list[str]:
        """``Axe 1``, ``Axe 2``…, those that entries stand under."""
        return [self._axis_of(code) for code in self._outline.children.get((), [])]

    @property
    def axis_titles(self) -> list[str]:
        return [self._axis_title(code) for code in self._outline.children.get((), [])]

    @property
    def months(self) -> list[str]:
        """The months of the programme's year, those of events in other years, what has no month."""
        year = self.programme.year
        known = {(year, month) for month in range(1, 13)} if year else set()
        known |= {(d.year, d.month) for d in self._event_months() if d is not None}
        return [
            *(self.texts.month_name(*one) for one in sorted(known)),
            self.texts.whole_year,
            self.texts.no_date,
        ]

    def _event_months(self) -> Iterator[date | None]:
        for event in self.programme.registers.events or ():
            yield _as_date(event.start) if _has_month(event.precision) else None

    @property
    def themes(self) -> list[str]:
        themes = self.programme.themes
        families = [one.name for one in themes.families.all]
        known = [theme for family in families for theme in themes if theme.family == family]
        return [theme_title(theme) for theme in known]

    @property
    def members(self) -> list[str]:
        return [label_of(account.member.title) for account in accounts(self.programme.registers)]

    # The tables

    def all(self) -> list[Grain]:
        return [
            Grain(
                layout.DONNEES_ENTREES,
                _filled(
                    self._entries(),
                    self._placeholder(
                        **{
                            _D.AXE: self.texts.no_axis,
                            _D.INTITULE_AXE: self.texts.no_axis,
                            _D.SOUS_OBJECTIF: self.texts.none,
                            _D.TYPE: self.texts.none,
                            _D.PORTEE: self.texts.none,
                        }
                    ),
                ),
            ),
            Grain(layout.DONNEES_THEMES, list(self._themes())),
            Grain(
                layout.DONNEES_FRONTIERES,
                _filled(
                    self._borders(),
                    self._placeholder(
                        **{_D.AXE: self.texts.no_axis, _D.FRONTIERE: self.texts.no_border}
                    ),
                ),
            ),
            Grain(layout.DONNEES_JETONS, list(self._services())),
            Grain(layout.DONNEES_COMPTES, list(self._accounts())),
            Grain(layout.DONNEES_EVENEMENTS, list(self._events())),
        ]

    def _entries(self) -> Iterator[Record]:
        return map(self.common, self._work)

    def _themes(self) -> Iterator[Record]:
        themes = self.programme.themes
        work = {entry.row for entry in self._work}
        served: set[str] = set()
        for entry in self.programme.entries:
            found: dict[str, str] = {}
            for reference in entry.references(themes):
                family = themes.families.of(reference.kind, reference.family)
                if not reference.is_read or family is None or family.items == OF_SERVICES:
                    continue
                for key in self.programme.keys_of(entry, reference):
                    if family.items:
                        self._note(found, themes.called(key) if key else None)
                    else:
                        found[label_of(key or family.name)] = family.name
            for value in split_values(entry.text(ProgrammeColumn.AUTRES_THEMES)):
                self._note(found, themes.called(value))
            if not found and entry.row in work:
                found = {self.texts.no_theme: self.texts.no_theme}
            served |= found.keys()
            for title, named in found.items():
                yield {**self.common(entry), _D.FAMILLE: named, _D.THEME: title}
        # 0 is said of a theme that no entry serves; else a place without an entry stays blank.
        for theme in themes:
            title = theme_title(theme)
            for axis in (self.axes or [self.texts.no_axis]) if title not in served else ():
                yield self._placeholder(**{_D.AXE: axis, _D.FAMILLE: theme.family, _D.THEME: title})

    def _borders(self) -> Iterator[Record]:
        work = {entry.row for entry in self._work}
        programme = self.programme
        for entry in programme.entries:
            values = entry.borders
            found = {
                format_border(pair) for value in values for pair in programme.pairs_named([value])
            }
            found |= {label_of(value) for value in values if not programme.pairs_named([value])}
            if not found and entry.row in work:
                found = {self.texts.no_border}
            for border in sorted(found):
                yield {**self.common(entry), _D.FRONTIERE: border}

    def _services(self) -> Iterator[Record]:
        services = list(self.programme.registers.services or ())
        known = {service.ref: service for service in reversed(services) if service.ref}
        served: set[str] = set()
        for entry in self.programme.entries:
            clause = any(r.kind == "jeton" for r in entry.references(self.programme.themes))
            service = known.get(entry.ref)
            if service is None and not clause:
                continue
            title = label_of(service.label or service.key) if service else self.texts.no_service
            served.add(title)
            line = " ".join(filter(None, (self._write(self._code(entry)), entry.label)))
            yield {
                **self.common(entry),
                _D.LIGNE: shorten(_line(line), 72, placeholder="…"),
                _D.PRESTATION: title,
            }
        titles = [label_of(service.label or service.key) for service in services]
        for title in dict.fromkeys(titles or [self.texts.no_service]):
            if title and title not in served:
                yield self._placeholder(**{_D.AXE: self.texts.no_axis, _D.PRESTATION: title})

    def _accounts(self) -> Iterator[Record]:
        registers = self.programme.registers
        found = accounts(registers)
        for one in found:
            title = label_of(one.member.title)
            yield self._account(
                title, self.texts.no_service, None, self.texts.granted, granted=one.attributed or 0
            )
        if not found:
            yield self._account(
                self.texts.no_member, self.texts.no_service, None, self.texts.granted
            )
        booked = [(label_of(one.member.title), b) for one in found for b in one.bookings]
        booked += [(self.texts.no_member, booking) for booking in unassigned(registers)]
        for title, (move, service, number) in sorted(booked, key=lambda one: one[1].move.row):
            named = self.texts.unknown_service if move.service else self.texts.no_service
            yield self._account(
                title,
                label_of(service.label or service.key) if service else named,
                _as_date(move.date),
                label_of(move.state) or self.texts.no_state,
                reserved=number if move.stage == "reserved" else 0,
                spent=number if move.stage == "spent" else 0,
            )

    def _events(self) -> Iterator[Record]:
        of_ref: dict[str, Entry] = {}
        for entry in self.programme.entries:
            of_ref.setdefault(entry.ref, entry)
        seen: set[CellValue] = set()
        for event in self.programme.registers.events or ():
            start = _as_date(event.start)
            month = self.texts.no_date
            if start is not None:
                fixed = _has_month(event.precision)
                month = (
                    self.texts.month_name(start.year, start.month)
                    if fixed
                    else self.texts.whole_year
                )
            seen.add(month)
            of = of_ref.get(event.ref) if event.ref else None
            yield {
                _D.REF: event.ref or self.texts.none,
                _D.CODE: self._write(self._code(of)) if of and self._code(of) else self.texts.none,
                _D.AXE: self._axis(of) if of else self.texts.no_axis,
                _D.INTITULE: _line(event.title) or self.texts.none,
                _D.DEBUT: start,
                _D.FIN: _as_date(event.end),
                _D.MOIS: month,
                _D.TRIMESTRE: self._quarter(start, event.precision),
                _D.LIEU: _line(event.place) or self.texts.none,
                _D.CONFIRME: self.texts.confirmed
                if _is_yes(event.confirmed)
                else self.texts.unconfirmed,
                _D.NOMBRE: 1,
            }
        year = self.programme.year
        blank: Record = {
            _D.DEBUT: None,
            _D.FIN: None,
            _D.LIEU: self.texts.none,
            _D.CONFIRME: self.texts.unconfirmed,
        }
        for number in range(1, 13) if year else ():
            month = self.texts.month_name(year or 0, number)
            if month not in seen:
                quarter = self._quarter(date(year or 1, number, 1), "")
                known = {_D.AXE: self.texts.no_axis, _D.MOIS: month, _D.TRIMESTRE: quarter}
                yield self._placeholder(**blank, **known)
        if not year and not seen:
            known = {
                _D.AXE: self.texts.no_axis,
                _D.MOIS: self.texts.no_date,
                _D.TRIMESTRE: self.texts.no_date,
            }
            yield self._placeholder(**blank, **known)

    def _note(self, found: dict[str, str], theme: Theme | None) -> None:
        if theme is None:
            found[self.texts.unknown_theme] = self.texts.unknown_theme
        else:
            found[theme_title(theme)] = theme.family

    def _account(
        self,
        member: str,
        service: str,
        day: date | None,
        state: str,
        *,
        granted: float = 0,
        reserved: float = 0,
        spent: float = 0,
    ) -> Record:
        return {
            _D.ADHERENT: member,
            _D.PRESTATION: service,
            _D.DATE: day,
            _D.MOIS: self.texts.month_name(day.year, day.month) if day else self.texts.no_date,
            _D.ETAT_JETON: state,
            _D.ATTRIBUES: granted,
            _D.RESERVES: reserved,
            _D.CONSOMMES: spent,
            _D.RESTANTS: granted - reserved - spent,
        }

    def _quarter(self, day: date | None, precision: str) -> str:
        if day is None:
            return self.texts.no_date
        if normalise(precision) == "annee":
            return str(day.year)
        return self.texts.quarter(day)


def theme_title(theme: Theme) -> str:
    """``Deal 4 – Mobilité``; a cross-cutting theme, whose key is its name, stands alone."""
    if normalise(theme.key) == normalise(theme.label) or not theme.label:
        return label_of(theme.key or theme.label)
    return label_of(f"{theme.key} – {theme.label}")


def _filled(records: Iterable[Record], blank: Record) -> list[Record]:
    """The records, or the one placeholder that an empty table needs."""
    return list(records) or [blank]


def _line(text: str) -> str:
    """A text on one line, without double blanks; an accent and its letter are one character, as
    Excel may count the same text in two spellings twice."""
    return " ".join(normalize("NFC", text).split())


def label_of(text: str) -> str:
    """A text on one line that a pivot table shows as an item, which a refresh cuts."""
    text = _line(text)
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"


def _as_date(value: CellValue) -> date | None:
    return (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    )


def _has_month(precision: str) -> bool:
    """Whether a date is exact to the month: quarters and years are written by their first day."""
    return normalise(precision) not in {"trimestre", "annee"}


def _is_yes(text: str) -> bool:
    return yes_or_no(text) is True or normalise(text) == "confirme"
