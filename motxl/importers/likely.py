"""What was decided about rows of last year that are not surely in the source, and which row is
likely the same now. Nothing is taken over by this: it is told, and staff decide. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from motxl.importers.tables import TARGETED
from motxl.programme.borders import border_prefix, split_values
from motxl.programme.comparing.matching import match
from motxl.programme.comparing.similar import ALIKE, likeness
from motxl.programme.model import BORDER, MEMBERS, SCOPE, Entry, Programme
from motxl.programme.registers import Registers, Service
from motxl.text.normalise import normalise


class LostRow(NamedTuple):
    """A row of last year's whose decision about whom it concerns is in no row now."""

    ref: str
    """Its Réf. there"""
    label: str
    decided: Mapping[str, str]
    """What stands there, by column; members by their names"""
    likely: str
    """The Réf. of the row that is likely the same now; empty where none is"""
    likely_label: str
    code: str
    """The code, where it is all that the two have in common; else empty"""


class PerhapsSame(NamedTuple):
    """A row of the source that is likely one of last year's, which is not surely in the source."""

    ref: str
    label: str
    former: str
    """The Réf. of last year's"""
    former_label: str
    code: str
    """The code, where it is all that the two have in common; else empty"""


class LostService(NamedTuple):
    """A service of last year's whose row is not surely in the source."""

    key: str
    service: str
    likely: str
    """The key of the service that is likely the same and was made anew; empty where none is"""
    likely_service: str
    ref: str
    """The Réf. of the row that is likely its own now; empty where none is"""


class Likely:
    """The rows that are likely the same in last year's programme and in the new one."""

    def __init__(self, former: Programme, now: Programme, left: Sequence[Entry]) -> None:
        """``left`` are the rows of ``former`` that are surely none of the new one."""
        self.former, self.now, self.left = former, now, left
        pairs = match(former.entries, now.entries).mates
        of_old = {i: j for j, i in enumerate(pairs) if i is not None}
        free = [now.entries[j] for j, i in enumerate(pairs) if i is None]
        places = {entry.row: place for place, entry in enumerate(former.entries)}
        self.mates: dict[int, Entry] = {}
        """The rows that are likely the same now, by the rows of last year's"""
        for one in left:
            j = of_old.get(places[one.row])
            mate = now.entries[j] if j is not None else _most_alike(one, free)
            if mate is not None:
                self.mates[one.row] = mate
        self.codes: dict[int, str] = {}
        """The codes, by the rows of last year's whose mate has nothing else in common"""
        self._by_code([one for one in left if one.row not in self.mates], free)

    def _by_code(self, left: Sequence[Entry], free: Sequence[Entry]) -> None:
        """A row that has the code of one that is gone, where no other row has it then or now, is
        worth a question, whatever its words."""
        given = {mate.row for mate in self.mates.values()}
        there = Counter(one.written_code for one in self.former.entries)
        here = Counter(one.written_code for one in self.now.entries)
        by_code = {one.written_code: one for one in free if one.row not in given}
        for one in left:
            code = one.written_code
            mate = by_code.get(code) if code and there[code] == here[code] == 1 else None
            if mate is not None:
                self.mates[one.row] = mate
                self.codes[one.row] = mate.code_text.strip()

    def perhaps(self) -> Iterator[PerhapsSame]:
        """The pairs, in the order of last year's rows."""
        for one in self.left:
            mate = self.mates.get(one.row)
            if mate is not None:
                code = self.codes.get(one.row, "")
                yield PerhapsSame(mate.ref, mate.label, one.ref, one.label, code)

    def rows(self) -> Iterator[LostRow]:
        """The rows of last year's that named members, or of which the likely one does not say what
        they said."""
        for one in self.left:
            mate = self.mates.get(one.row)
            decided = dict(self._lost(one, mate))
            if decided:
                likely = ("", "") if mate is None else (mate.ref, mate.label)
                yield LostRow(one.ref, one.label, decided, *likely, self.codes.get(one.row, ""))

    def said_otherwise(self, pairs: Sequence[tuple[Entry, str]]) -> Iterator[LostRow]:
        """Of rows that are surely the same, given by last year's and the new Réf., those of which
        the source does not say what last year's workbook said."""
        by_ref = {entry.ref: entry for entry in self.now.entries}
        for one, ref in pairs:
            mate = by_ref.get(ref)
            decided = dict(self._lost(one, mate)) if mate is not None else {}
            if mate is not None and decided:
                yield LostRow(one.ref, one.label, decided, mate.ref, mate.label, "")

    def _lost(self, one: Entry, mate: Entry | None) -> Iterator[tuple[str, str]]:
        here = set(map(normalise, split_values(mate.text(MEMBERS)))) if mate is not None else set()
        names = [n for n in split_values(one.text(MEMBERS)) if normalise(n) not in here]
        if names:
            yield MEMBERS, "; ".join(_named(name, self.former.registers) for name in names)
        if mate is None:
            return
        scope, border = one.text(SCOPE), one.text(BORDER)
        said = border_prefix(one.label)
        if said is not None and normalise(said) == normalise(border):
            return  # the label says it itself: it is no decision of the staff's
        if normalise(scope) == normalise(TARGETED) != normalise(mate.text(SCOPE)):
            yield SCOPE, scope
        if border and normalise(mate.text(BORDER)) != normalise(border):
            yield BORDER, border

    def services(self, refs: Mapping[str, str]) -> Iterator[LostService]:
        """The services whose row is not surely in the source; ``refs`` are the new Réf. of those
        that are, by the former ones."""
        here = self.now.registers.services or ()
        there = self.former.registers.services or ()
        kept = {normalise(one.key) for one in there}
        added = [one for one in here if normalise(one.key) not in kept]
        rows = {normalise(entry.ref): entry.row for entry in self.left if entry.ref}
        for one in there:
            if not one.ref or one.ref in refs:
                continue
            row = rows.get(normalise(one.ref))
            mate = self.mates.get(row) if row is not None else None
            likely = _likely_service(one, added, mate)
            ref = mate.ref if mate is not None else likely.ref if likely is not None else ""
            pair = ("", "") if likely is None else (likely.key, likely.label)
            yield LostService(one.key, one.label, *pair, ref)


_PERHAPS, _AHEAD = 0.5, 0.2
"""How alike a row is that is told as likely, and how much more than the next one"""


def _most_alike(one: Entry, others: Sequence[Entry]) -> Entry | None:
    """The one row whose text is somewhat alike, and no other's nearly as much."""
    scores = sorted((likeness(one.key, other.key), n) for n, other in enumerate(others))
    if not scores or scores[-1][0] < _PERHAPS:
        return None
    next_one = scores[-2][0] if len(scores) > 1 else 0.0
    return others[scores[-1][1]] if scores[-1][0] - next_one >= _AHEAD else None


def _likely_service(one: Service, added: Sequence[Service], mate: Entry | None) -> Service | None:
    """The one that was made of the row that is likely its own, else the one whose name is alike."""
    for other in added:
        if mate is not None and other.ref == mate.ref:
            return other
    name = normalise(one.label)
    best = max(added, key=lambda other: likeness(name, normalise(other.label)), default=None)
    if best is None or likeness(name, normalise(best.label)) < ALIKE:
        return None
    return best


def _named(name: str, registers: Registers) -> str:
    """A member as staff know it: its key with its name."""
    member = registers.called(name).member
    is_key = member is not None and member.name and normalise(member.name) != normalise(name)
    return f"{name} ({member.name})" if is_key and member is not None else name
