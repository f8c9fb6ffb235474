"""What one extract holds: only what concerns its reader, and only columns that may leave the house.

Pure: from the relevance of a programme's entries to a value. What is not in here cannot get into a
file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple

from motxl.extract.words import Words, words_in
from motxl.programme.accounts import Account, accounts
from motxl.programme.cellvalue import CellValue
from motxl.programme.colouring import ColourSpan, due_spans
from motxl.programme.common_part import CommonPart, goes_along
from motxl.programme.model import Entry
from motxl.programme.registers import Event, Member, Service
from motxl.programme.relevance import Concern, Reason, Relevance

CALENDAR, STATE = "Calendrier", "État d'avancement"


class EventDate(NamedTuple):
    """When something takes place. Days are ISO dates, empty where there is none."""

    start: str
    end: str
    precision: str
    title: str


class Line(NamedTuple):
    """A row of an extract: an entry that concerns the reader, or a heading above one."""

    ref: str
    code: str
    label: str
    spans: tuple[tuple[int, int, str], ...]
    """References in the label: start, end (0-based, end exclusive, Unicode characters), and
    the name of its colour in the palette"""
    type: str
    border: str
    calendar: str
    dates: tuple[EventDate, ...]
    """Its events"""
    state: str
    reasons: tuple[Reason, ...]
    is_heading: bool


class Content(NamedTuple):
    """All that a reader gets. ``jetons`` is ``None`` for a theme's referent or a colleague."""

    key: str
    name: str
    language: str
    year: int | None
    version: date | None
    direct: tuple[Line, ...]
    common: tuple[Line, ...]
    jetons: tuple[float | None, float, float, float | None] | None
    """Attributed, reserved, spent, left"""
    services: tuple[tuple[str, str], ...]
    """Services open to the reader: key and label"""
    left_out: Literal["", "headings", "none"] = ""
    """What there is instead of the actions for everyone; empty where none of them is left out"""

    @property
    def work(self) -> int:
        """How many entries it has, headings aside."""
        return sum(not line.is_heading for line in (*self.direct, *self.common))

    def digest(self, template: str = "") -> str:
        """Changes when what the reader sees does; ``template`` is the digest of the template."""
        # What is left out is told where something is: else digests are those of earlier versions.
        fields = tuple(self) if self.left_out else tuple(self)[:-1]
        told = json.dumps([fields, template], ensure_ascii=False, default=_plain, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


class Contents:
    """Makes the contents of all readers of one programme."""

    def __init__(self, relevance: Relevance) -> None:
        self.relevance = relevance

    @cached_property
    def members(self) -> dict[int, Member]:
        """The members by their rows in ``tblAdherents``."""
        return {one.row: one for one in self.relevance.programme.registers.members or ()}

    def of_member(self, member: Member, part: CommonPart = "all") -> Content:
        """``part`` says how much of the actions for everyone goes along."""
        direct, common = self.relevance.concerns(member)
        account = self._accounts.get(member.row)
        return self._content(
            member.key,
            member.title,
            member.language,
            direct,
            common,
            account=account,
            services=self._open_to(member),
            part=part,
        )

    def left_out(self, member: Member, part: CommonPart) -> list[tuple[str, str]]:
        """Réf. and code of the actions for everyone that do not go along in a member's extract."""
        outline, write = self.relevance.outline, self.relevance.programme.scheme.write
        return [
            (
                one.entry.ref,
                write(code) if code else one.entry.code_text,
            )
            for one in self.relevance.concerns(member)[1]
            if not goes_along(one.entry, part, outline)
            for code in (outline.codes.get(one.entry.row),)
        ]

    def of_others(self, key: str, name: str, concerns: Sequence[Concern], language: str) -> Content:
        """For a theme's referent, or a colleague: what is theirs, and nothing for everyone."""
        return self._content(key, name, language, concerns, (), account=None, services=())

    def _content(
        self,
        key: str,
        name: str,
        language: str,
        direct: Sequence[Concern],
        common: Sequence[Concern],
        *,
        account: Account | None,
        services: Sequence[Service],
        part: CommonPart = "all",
    ) -> Content:
        programme, outline = self.relevance.programme, self.relevance.outline
        along = [one for one in common if goes_along(one.entry, part, outline)]
        jetons = None
        if account is not None:
            jetons = (account.attributed, account.reserved, account.spent, account.left)
        return Content(
            key,
            name,
            words_in(language).language,
            programme.year,
            programme.date,
            tuple(self._lines(direct)),
            tuple(self._lines(along, () if part == "none" else common)),
            jetons,
            tuple((one.key, one.label) for one in services),
            part if part != "all" and len(along) < len(common) else "",
        )

    def _lines(
        self, concerns: Sequence[Concern], below: Sequence[Concern] | None = None
    ) -> Iterator[Line]:
        """The entries with their headings, in the order of the programme; ``below`` are those that
        have headings here, where they are not the same."""
        reasons = {one.entry.row: one.reasons for one in concerns}
        entries = [one.entry for one in concerns]
        headings = self.relevance.headings_of([one.entry for one in below or concerns])
        above = {entry.row for entry in headings}
        for entry in self._in_order([*entries, *headings]):
            yield self._line(entry, reasons.get(entry.row, ()), is_heading=entry.row in above)

    def _in_order(self, entries: list[Entry]) -> list[Entry]:
        return sorted(entries, key=lambda one: self._order[one.row])

    @cached_property
    def _order(self) -> dict[int, int]:
        return {entry.row: n for n, entry in enumerate(self.relevance.outline.entries)}

    def _line(self, entry: Entry, reasons: tuple[Reason, ...], *, is_heading: bool) -> Line:
        known = self._of_row.get((entry.row, is_heading))
        if known is None:
            known = self._of_row[entry.row, is_heading] = self._made(entry, is_heading=is_heading)
        return known._replace(reasons=reasons) if reasons else known

    def _made(self, entry: Entry, *, is_heading: bool) -> Line:
        code = self.relevance.outline.codes.get(entry.row)
        themes = self.relevance.programme.themes
        due = due_spans(entry.references(themes), themes)
        line = Line(
            ref=entry.ref,
            code=self.relevance.programme.scheme.write(code) if code else entry.code_text,
            label=entry.label,
            spans=tuple(_span(one) for one in due),
            type=entry.type or "",
            border="",
            calendar="",
            dates=(),
            state="",
            reasons=(),
            is_heading=is_heading,
        )
        if is_heading:
            # A heading comes along for its label; what it tracks is nobody's business here.
            return line
        return line._replace(
            border="; ".join(entry.borders),
            calendar=entry.text(CALENDAR),
            dates=tuple(event_date(one) for one in self._events.get(entry.ref, ())),
            state=entry.text(STATE),
        )

    @cached_property
    def _of_row(self) -> dict[tuple[int, bool], Line]:
        return {}

    @cached_property
    def _events(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.relevance.programme.registers.events or ():
            if event.ref and event.ref not in self.relevance.refs_in_doubt:
                found.setdefault(event.ref, []).append(event)
        return found

    @cached_property
    def _accounts(self) -> dict[int, Account]:
        return {one.member.row: one for one in accounts(self.relevance.programme.registers)}

    def _open_to(self, member: Member) -> list[Service]:
        registers = self.relevance.programme.registers
        return [one for one in registers.services or () if registers.is_open_to(one, member)]


def reasons_in_words(line: Line, relevance: Relevance, words: Words) -> tuple[str, ...]:
    """``frontière franco-allemande``, ``thème « Montagne »``: each reason once."""
    said = (words.reason(reason, relevance.title_of(reason)) for reason in line.reasons)
    return tuple(dict.fromkeys(said))


def _span(one: ColourSpan) -> tuple[int, int, str]:
    return (one.start, one.end, one.colour)


def event_date(event: Event) -> EventDate:
    return EventDate(_day(event.start), _day(event.end), event.precision, event.title)


def _day(value: CellValue) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else ""


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
