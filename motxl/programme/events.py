"""Events proposed from the labels of a programme, as rows of ``tblEvenements``."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from motxl.programme.calendar import FoundDate, Precision, find_dates
from motxl.programme.model import Entry, Programme
from motxl.programme.references import find_references
from motxl.programme.themes import Themes
from motxl.text.normalise import normalise
from motxl.text.spans import Spans


class Proposal(NamedTuple):
    """An event that a label announces; staff confirm it."""

    row: int
    ref: str
    start: date
    end: date | None
    precision: Precision
    title: str
    place: str
    text: str
    """The words of the label that give the date"""

    @property
    def mark(self) -> str:
        """What tells that this text was proposed before, whatever staff made of the event."""
        import zlib

        key = f"{self.ref}\x1f{normalise(self.title)}\x1f{normalise(self.text)}"
        return f"{zlib.crc32(key.encode()):08x}"


# Where the part of a label that speaks of one event may begin and end.
_BREAK = re.compile(r" ?; |;|\n|(?:,|:) - |, (?=[\"«“])|(?<=[.!?]) (?=[A-ZÀ-Þ])")
# No event is called by more characters than these before or after its date.
_REACH = 400
_CLAUSE = re.compile(r"\s*+\([^()]*+\)")
_EDGES = ' \t\u00a0\u202f,;:-–—(«"“”»'
_QUOTED = re.compile(r"[\"«“]\s*(.+?)\s*[\"»”]")
# A hyphen inside a name belongs to its word, so that a name can be read in one way only.
_CAPITAL = r"[A-ZÀ-Þ][\w'’-]*"
_SMALL = r"(?:d[eu]s?|la|le|les|sur|en|l['’])"
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|{_SMALL}(?>(?:-{_SMALL})*)(?:-{_CAPITAL})?)(?=[ ,;.)-]|$))*"
_AT = re.compile(rf"(?:^|\s)(?:à|au|aux|en) (?P<place>{_NAME})\s*+(?>(?:,\s*+)?)$")
_AFTER = re.compile(rf"^\s*+,\s*+(?:à\s++)?(?P<place>{_NAME})\s*+(?=[,;.()]|- |$)")
_AFTER_AT = re.compile(rf"^\s*+(?>(?:,\s*+)?)à\s++(?P<place>{_NAME})")
_LEADING = re.compile(r"\s+(?:le|les|du|en|au|d[eè]s|courant)\s*$", re.IGNORECASE)


def propose_events(programme: Programme, known: Collection[str] = ()) -> list[Proposal]:
    """The events that the labels name, in the order of the rows.

    Nothing is proposed a second time: not what ``known`` holds the mark of, nor a date that the
    sheet Événements has for that row already.
    """
    dated = {(event.ref, event.start) for event in programme.registers.events or () if event.start}
    return [
        one
        for entry in programme.entries
        for one in events_of(entry, programme.themes, programme.year)
        if one.ref and one.mark not in known and (one.ref, one.start) not in dated
    ]


def events_of(entry: Entry, themes: Themes, year: int | None) -> Iterator[Proposal]:
    """The events of one label, in its order."""
    label = entry.label
    if not any(character.isdigit() for character in label) and year is None:
        return
    references = Spans(
        (r.start, r.end) for r in find_references(label, themes) if r.kind != "autre"
    )
    breaks: list[re.Match[str]] | None = None
    for one in find_dates(label, year):
        if references.meets(one.start, one.start + 1):
            continue
        if breaks is None:
            breaks = list(_BREAK.finditer(label))
        title, place = _title_and_place(label, one, breaks)
        yield Proposal(
            entry.row,
            entry.ref,
            one.first,
            one.last,
            one.precision,
            title,
            place,
            label[one.start : one.end],
        )


def _title_and_place(
    label: str, one: FoundDate, breaks: Sequence[re.Match[str]]
) -> tuple[str, str]:
    """What the words around a date call the event, and where it is, if they say so."""
    earlier = bisect_right(breaks, one.start, key=lambda match: match.end())
    start = breaks[earlier - 1].end() if earlier else 0
    if start < one.start - _REACH:
        start = max(label.find(" ", one.start - _REACH, one.start), one.start - _REACH)
    later = bisect_left(breaks, one.end, key=lambda match: match.start())
    end = breaks[later].start() if later < len(breaks) else len(label)
    before, after = label[start : one.start], label[one.end : min(end, one.end + _REACH)]
    place = ""
    for pattern, text in ((_AT, before), (_AFTER_AT, after), (_AFTER, after)):
        match = pattern.search(text)
        if match:
            place = match["place"].strip()
            break
    title = _CLAUSE.sub("", before)
    title = _LEADING.sub("", title).strip(_EDGES)
    quoted = _QUOTED.fullmatch(_LEADING.sub("", _CLAUSE.sub("", before)).strip(" ,:-"))
    if quoted:
        title = quoted[1]
    if not title:
        title = _CLAUSE.sub("", after).strip(_EDGES)
    return title or label[: one.start + _REACH].strip(_EDGES)[:120], place
