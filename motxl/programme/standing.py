"""Under which headings an entry may stand, and what each of them would say of whom it concerns.

In a programme that is in order, the place of a row, the code that it carries and the code that it
must carry all lead to the same headings. Where something is wrong they may not: a row was moved, a
heading was deleted, pasted over or made an action, two headings have one code, the table was
sorted. Then each way is a reading, and a row is given to those only whom all of them give it to.
In a sorted table a row may stand under any heading: what was sorted along, nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from motxl.a1 import CellRange
from motxl.programme.codes import Code
from motxl.programme.model import BORDER, MEMBERS, SCOPE, Entry, Programme
from motxl.programme.outline import Outline
from motxl.text.normalise import normalise

EVERYONE, TARGETED = "Tous", "Ciblée"
_OF_KEY = {normalise(scope): scope for scope in (EVERYONE, TARGETED)}
OTHER_THEMES = "Autres thèmes"
OWN, LOST = 0, -1

_Level = tuple[Entry | None, ...]
"""Headings of which one is the right one; ``None`` for one that is gone"""
_Chain = tuple[_Level, ...]
"""The headings above a row, the nearest level first"""


class Stand(NamedTuple):
    """What a reading says of whom an entry concerns."""

    scope: str
    source: int = OWN
    """The row of the heading that says whom; ``OWN`` where the entry itself does, or nothing;
    ``LOST`` where that heading is gone, and nobody knows"""


def said_scope(entry: Entry) -> str | None:
    """What an entry's own Portée says: ``Tous``, ``Ciblée``, or ``None`` where it is blank.

    Anything else counts as the narrower of the two until it is put right (STR709).
    """
    key = normalise(entry.text(SCOPE))
    return _OF_KEY.get(key, TARGETED) if key else None


def lacking(programme: Programme) -> list[str]:
    """The columns without which nobody can tell that an entry is for everyone, where there are
    members to send something to."""
    if not programme.registers.members:
        return []
    needed = (SCOPE, BORDER, MEMBERS) if programme.features.borders else (SCOPE, MEMBERS)
    return [column for column in needed if not programme.has(column)]


class Standing:
    """The readings of all entries of a programme."""

    def __init__(self, programme: Programme, outline: Outline) -> None:
        self.programme = programme
        self.outline = outline
        self._default = TARGETED if lacking(programme) else EVERYONE
        self._resolved: dict[_Chain, frozenset[tuple[str | None, int]]] = {}
        self._widened: set[int] = set()

    def of(self, entry: Entry) -> frozenset[Stand]:
        """What the readings of an entry say; one where nothing is in doubt."""
        if entry.row not in self._found:
            self._found[entry.row] = frozenset(self._stands(entry))
        return self._found[entry.row]

    @cached_property
    def _found(self) -> dict[int, frozenset[Stand]]:
        return {}

    def emptied(self, entry: Entry) -> bool:
        """Whether its Portée is blank now, and was Ciblée in a kept state of the workbook, or it
        names somebody and went to some members only in the extracts before."""
        if self.was_targeted(entry):
            return True
        return bool(entry.text(BORDER) or entry.text(MEMBERS)) and self._was_for_some(entry)

    def widened(self, entry: Entry) -> bool:
        """Whether it would be for everyone now in every reading, by no word of its own, and went to
        some members only in the extracts before: what it named, or stands under, has changed."""
        self.of(entry)
        return entry.row in self._widened

    def _was_for_some(self, entry: Entry) -> bool:
        if said_scope(entry) is not None or not entry.ref or not self.programme.has(SCOPE):
            return False
        return entry.ref in self.programme.extracted_to_some()

    def was_targeted(self, entry: Entry) -> bool:
        if said_scope(entry) is not None or not entry.ref or not self.programme.has(SCOPE):
            return False
        return self.programme.former_scopes().get(entry.ref) == TARGETED

    def says_whom(self, entry: Entry) -> bool:
        """Whether anything in it is meant to point to somebody, also where it names nobody."""
        return any(map(entry.text, (BORDER, MEMBERS, OTHER_THEMES))) or any(
            reference.keys for reference in entry.references(self.programme.themes)
        )

    def chains(self, entry: Entry) -> frozenset[_Chain]:
        """The headings that may be above an entry: by its place, and by each code that it may be
        meant to carry."""
        is_heading = self.outline.is_heading(entry)
        chains = {self._by_place[entry.row]} if entry.row in self._by_place else set()
        for code in self._codes(entry, is_heading=is_heading):
            chains.add(self._by_code(code[:-1] if is_heading else code))
        return frozenset(chains)

    def _stands(self, entry: Entry) -> Iterable[Stand]:
        said = said_scope(entry)
        if said is not None:
            return {Stand(said)}
        found: set[Stand] = set()
        named = entry.text(BORDER) or entry.text(MEMBERS) or self._is_covered(entry)
        says_whom = None
        for chain in self.chains(entry):
            for scope, source in self._resolve(chain):
                if scope is None:
                    found.add(Stand(TARGETED if named else self._default))
                elif scope == EVERYONE:
                    found.add(Stand(EVERYONE))
                else:
                    if says_whom is None:
                        says_whom = self.says_whom(entry)
                    found.add(Stand(TARGETED, OWN if says_whom else source))
        if not named and not self.outline.evidence.possible(entry) and self._is_any_targeted:
            found.add(Stand(TARGETED, LOST))  # it may stand under any heading
        if self.outline.is_sorted_otherwise:
            found.add(Stand(TARGETED, OWN if self.says_whom(entry) else LOST))
        if found == {Stand(EVERYONE)} and self._was_for_some(entry):
            self._widened.add(entry.row)
            found.add(Stand(TARGETED))
        elif Stand(EVERYONE) in found and (self._covers(entry, SCOPE) or self.emptied(entry)):
            found.add(Stand(TARGETED))
        return found

    def _resolve(self, chain: _Chain) -> frozenset[tuple[str | None, int]]:
        """What the headings of a chain say: the Portée, ``None`` where none says any, and the row
        of the nearest one that says whom."""
        found = self._resolved.get(chain)
        if found is None:
            found = self._resolved[chain] = frozenset(self._said_by(chain))
        return found

    def _said_by(self, chain: _Chain) -> Iterable[tuple[str | None, int]]:
        if not chain:
            return {(None, OWN)}
        nearest, rest = chain[0], chain[1:]
        found: set[tuple[str | None, int]] = set()
        for heading in nearest:
            if heading is None:
                found.add((TARGETED, LOST))
                continue
            above = self._resolve(rest)
            passes_on = self.says_whom(heading)
            for said in self._said(heading):
                for scope, source in above:
                    which = heading.row if passes_on else source
                    found.add((said or scope, which if (said or scope) == TARGETED else OWN))
        return found

    def _said(self, entry: Entry) -> frozenset[str | None]:
        """What a heading's own Portée says, or said before it was emptied, or merged away."""
        said = said_scope(entry)
        if said is None and (self._covers(entry, SCOPE) or self.was_targeted(entry)):
            return frozenset((None, TARGETED))
        return frozenset((said,))

    # The headings above

    @cached_property
    def _by_place(self) -> dict[int, _Chain]:
        found: dict[int, _Chain] = {}
        above: list[tuple[int, _Level]] = []
        for entry in self.outline.entries:
            if self.outline.is_heading(entry):
                level = self._level(entry)
                while above and above[-1][0] >= level:
                    above.pop()
                found[entry.row] = tuple(one for _level, one in reversed(above))
                above.append((level, self._as_level([entry])))
            else:
                found[entry.row] = tuple(one for _level, one in reversed(above))
        return found

    def _level(self, heading: Entry) -> int:
        if heading.level:
            return heading.level
        return len(self.outline.codes.get(heading.row) or (0,))

    def _by_code(self, code: Code) -> _Chain:
        if code not in self._chain_of_code:
            levels = []
            for length in range(len(code), 0, -1):
                headings = self._may_carry(code[:length])
                if headings:
                    levels.append(self._as_level(headings, code[:length]))
                elif code[length - 1] or self._numbers_from_0:
                    levels.append((None,))
            self._chain_of_code[code] = tuple(levels)
        return self._chain_of_code[code]

    @cached_property
    def _chain_of_code(self) -> dict[Code, _Chain]:
        return {}

    def _codes(self, entry: Entry, *, is_heading: bool) -> set[Code]:
        """The codes that an entry may be meant to carry."""
        codes = set(self.outline.evidence.possible(entry))
        written = entry.written_code
        if written is None or is_heading or written in codes:
            return codes
        if written in self._headings or written in self._written:
            codes.add(written)  # moved from there, perhaps
        elif self._may_be_gone(written, entry):
            codes.add(written)
        return codes

    def _may_be_gone(self, code: Code, entry: Entry) -> bool:
        """Whether a heading with this code may have stood above an entry: it would be in order
        between the headings above and below."""
        before, after = self._beside.get(entry.row, (None, None))
        parent, last = code[:-1], code[-1]
        if parent and parent not in self._headings:
            return False
        if last > 1 and not {(*parent, last - 1), (*parent, last + 1)} & self._headings.keys():
            return False
        return (before is None or before < code) and (after is None or code < after)

    @cached_property
    def _beside(self) -> dict[int, tuple[Code | None, Code | None]]:
        """The codes of the headings above and below each row that is none. Where the one above is
        there twice, and may have been pasted over another, that of the one above it."""
        codes = self.outline.codes
        found: dict[int, tuple[Code | None, Code | None]] = {}
        headings = [e for e in self.outline.entries if self.outline.is_heading(e)]
        following = {a.row: codes.get(b.row) for a, b in pairwise(headings)}
        last: Entry | None = None
        before: Code | None = None
        first = codes.get(headings[0].row) if headings else None
        for entry in self.outline.entries:
            if self.outline.is_heading(entry):
                last = entry
                if not self._is_there_twice(entry):
                    before = codes.get(entry.row)
            elif last is None:
                found[entry.row] = (None, first)
            else:
                found[entry.row] = (before, following.get(last.row))
        return found

    def _is_there_twice(self, heading: Entry) -> bool:
        code = heading.written_code
        return code is not None and len(self._written.get(code, ())) > 1

    @cached_property
    def _headings(self) -> Mapping[Code, list[Entry]]:
        """The headings that may be meant to carry each code."""
        found: dict[Code, list[Entry]] = {}
        for heading in self.outline.headings.values():
            for code in self.outline.evidence.possible(heading):
                found.setdefault(code, []).append(heading)
        return found

    def _may_carry(self, code: Code) -> list[Entry]:
        """The headings that may be meant to carry a code; and the only one on which it is written,
        though the rows below it say otherwise: the table may have been sorted."""
        headings, written = self._headings.get(code, []), self._written.get(code, [])
        if len(written) == 1 and written[0] not in headings:
            return [*headings, *written]
        return headings

    @cached_property
    def _written(self) -> Mapping[Code, list[Entry]]:
        """The headings on which each code is written."""
        found: dict[Code, list[Entry]] = {}
        for heading in self.outline.headings.values():
            code = heading.written_code
            if code is not None:
                found.setdefault(code, []).append(heading)
        return found

    def _as_level(self, headings: list[Entry], code: Code | None = None) -> _Level:
        """With ``None`` among them where one may have been pasted over by another heading, whose
        code it carries, though it is to have ``code``, or that of what stands below it."""
        pasted = any(
            heading.written_code != (code or self.outline.codes.get(heading.row))
            for heading in headings
            if self._is_there_twice(heading)
        )
        return (*headings, None) if pasted else tuple(headings)

    @cached_property
    def _numbers_from_0(self) -> bool:
        """Whether headings are numbered from 0; else ``3.0.1`` is one that stands under 3."""
        return any(code[-1] == 0 for code in self._headings)

    @cached_property
    def _is_any_targeted(self) -> bool:
        return any(TARGETED in self._said(one) for one in self.outline.headings.values())

    # Merged cells

    def _covers(self, entry: Entry, column: str) -> bool:
        """Whether its cell is merged with one above or beside it, so that its value is gone."""
        if not self.programme.structure.merged or column not in entry.columns:
            return False
        place = (entry.row, entry.columns[column])
        return any(
            area.contains(*place) and place != (area.first_row, area.first_column)
            for area in self._merged
        )

    def _is_covered(self, entry: Entry) -> bool:
        return self._covers(entry, BORDER) or self._covers(entry, MEMBERS)

    @cached_property
    def _merged(self) -> list[CellRange]:
        return list(map(CellRange.parse, self.programme.structure.merged))


__all__ = ["EVERYONE", "LOST", "OTHER_THEMES", "OWN", "TARGETED", "Stand", "Standing"]
