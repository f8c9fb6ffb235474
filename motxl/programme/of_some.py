"""What in a text is of some members only: their names, and those of the people there.

A template is everybody's: what stands typed in it goes to all. Names are whole words, compared as
everywhere, without regard to case and accents; one in capitals alone (``MOT``, ``SUD``) has them.
A family name alone may be any word: it counts behind *Monsieur*, *Bonjour* and the like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from motxl.programme.addresses import parse_address
from motxl.programme.civilities import MAN, WOMAN
from motxl.programme.registers import Contact, Member, Registers
from motxl.text.names import NameFinder
from motxl.text.normalise import normalise

_LONGEST_ACRONYM = 6
_LEAST_WORDS = 3
_GREETINGS = (
    *("bonjour", "bonsoir", "cher", "chere", "chers", "cheres", "dear", "hello", "hi", "liebe"),
    *("lieber", "liebes", "hallo", "guten tag", "estimado", "estimada", "hola", "querido"),
    *("querida", "gentile", "egregio", "caro", "cara", "buongiorno", "geachte", "beste"),
)
_BEFORE_A_NAME = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted({*WOMAN, *MAN, *_GREETINGS}, reverse=True)))})\.? "
)
_TITLE = re.compile(r"(?:(?:le|la) |l')[\w-]+ ")
"""*Monsieur le maire Robert*"""
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:?&]+")
_WORD = re.compile(r"[\w'-]+")
_MOST_WORDS = 5
"""Of a family name"""


class OfSome(NamedTuple):
    """A name, an address or a text that is not everybody's."""

    text: str
    """As the workbook writes it"""
    rows: frozenset[int]
    """Of the members whose it is, in the directory; none where nobody knows whose"""


class OfSomeMembers:
    """Finds them in texts, one after the other."""

    def __init__(
        self,
        registers: Registers,
        contacts: Iterable[Contact],
        ordinary: Iterable[str],
        confidential: Iterable[str] = (),
    ) -> None:
        """``ordinary`` are texts that everybody gets: a name in them is a word as any other, or the
        sender's own. ``confidential`` are those of rows that are not for everyone; one of a word or
        two, such as “Atelier final”, says nothing of anybody."""
        self._names: dict[str, OfSome] = {}
        self._families: dict[str, OfSome] = {}
        self._addresses: dict[str, OfSome] = {}
        self._ordinary: frozenset[str] = frozenset()
        for text in confidential:
            if len(text.split()) >= _LEAST_WORDS:
                _add(self._names, text, frozenset())
        for member in registers.members or ():
            for name in member.names:
                _add(self._names, name, frozenset({member.row}))
        for contact in contacts:
            of = registers.called(contact.member).member
            self._add_contact(contact, frozenset({of.row} if of is not None else ()))
        self._finder = NameFinder(
            (key, one) for key, one in self._names.items() if any(map(str.isalpha, key))
        )
        known = (one.text for text in ordinary for one in self.found(text))
        self._ordinary = frozenset(map(normalise, known))

    def _add_contact(self, contact: Contact, rows: frozenset[int]) -> None:
        first, last = contact.first_name.strip(), contact.last_name.strip()
        if first and last:
            _add(self._names, f"{first} {last}", rows)
            _add(self._names, f"{last} {first}", rows)
        for name in (first, last):
            _add(self._families, name, rows)
        for address in re.split(r"[;,\s]+", contact.email):
            bare = parse_address(address)[1]
            _add(self._addresses, bare, rows)

    def found(self, text: str) -> list[OfSome]:
        """All that is in a text, each once."""
        folded = normalise(text)
        several = (
            *(one for one in self._finder.find(folded) if _is_written(one.text, text)),
            *self._greeted(folded),
            *self._written_to(text),
        )
        return [one for one in dict.fromkeys(several) if normalise(one.text) not in self._ordinary]

    def _greeted(self, folded: str) -> Iterator[OfSome]:
        for match in _BEFORE_A_NAME.finditer(folded):
            title = _TITLE.match(folded, match.end())
            for start in (match.end(), *([title.end()] if title else ())):
                words = list(_WORD.finditer(folded, start, start + 100))[:_MOST_WORDS]
                ends = (last.end() for last in reversed(words))
                known = (self._families.get(folded[start:end]) for end in ends)
                if (one := next(filter(None, known), None)) is not None:
                    yield one

    def _written_to(self, text: str) -> Iterator[OfSome]:
        for match in _ADDRESS.finditer(text):
            known = self._addresses.get(normalise(match[0].rstrip(".")))
            if known is not None:
                yield known


def others_than(found: Iterable[OfSome], member: Member | None) -> list[OfSome]:
    """What was found that is not this member's own."""
    return [one for one in found if member is None or member.row not in one.rows]


def _add(known: dict[str, OfSome], text: str, rows: Collection[int]) -> None:
    key = normalise(text)
    if key:
        before = known.get(key)
        known[key] = OfSome(
            before.text if before is not None else " ".join(text.split()),
            frozenset(rows) | (before.rows if before is not None else frozenset()),
        )


def _is_written(name: str, text: str) -> bool:
    """Whether a name that is in a text but for case stands in it: an acronym has its capitals."""
    if len(name) > _LONGEST_ACRONYM or not name.isupper():
        return True
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
