"""Names of Pilotes that most rows write in another way, where there is no list of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from motxl.i18n import _
from motxl.programme.model import Entry, Programme
from motxl.template.layout import ProgrammeColumn
from motxl.text.closest import is_slip
from motxl.text.normalise import normalise
from motxl.validation.words import said_of_choice

_COLUMN = ProgrammeColumn.PILOTE
# Several names in other ways than by a semicolon.
_PARTED = r"\s*[,+/&]\s*|\s+et\s+"
_INITIALS = r"[a-z]{1,2}\.?\Z"
_NAME = 4
"""Letters of a name at least that one letter does not make another name"""
_OFTEN = 5
"""How many times as often as a similar name a name is written, where it is meant there too"""


class OddPilot(NamedTuple):
    """A cell whose name, or names, most rows write otherwise."""

    entry: Entry
    written: str
    message: str
    proposal: str
    meant: str | None
    """What is to stand there, where that is known"""
    may_be_right: bool = False
    """Whether it may be the name of another person"""


def odd_pilots(programme: Programme) -> Iterator[OddPilot]:
    """Names that most rows write in another way, or as several."""
    entries = programme.filled(_COLUMN)
    ways = Counter(str(entry.value(_COLUMN)) for entry in entries)
    most: dict[str, str] = {}
    for way, _times in ways.most_common():
        key = normalise(way)
        if not (re.search(_PARTED, key) or re.match(_INITIALS, key) or ";" in key):
            most.setdefault(key, way)
    for entry in entries:
        written = str(entry.value(_COLUMN))
        key = normalise(written)
        parts = re.split(_PARTED, written.strip())
        meant, due = None, most.get(key)
        if due is not None and due != written and ways[written] < ways[due]:
            meant, known = due, [due]
        elif len(parts) > 1 and any(normalise(part) in most for part in parts):
            known = ["; ".join(most.get(normalise(part), part) for part in parts)]
        elif re.match(_INITIALS, key):
            known = [way for one, way in most.items() if one.startswith(key[:1])]
        elif (near := _nearly(written, ways)) is not None:
            message = _(
                "“{value}” differs by only one letter from “{name}”, which stands in many rows."
            )
            proposal = _("Write {value}, unless another person is meant.").format(value=near)
            said = message.format(value=written, name=near)
            yield OddPilot(entry, written, said, proposal, near, may_be_right=True)
            continue
        else:
            continue
        if known:
            message, proposal, _meant = said_of_choice(_COLUMN, written, known)
            if len(known) == 1:
                proposal = _("Write {value}.").format(value=known[0])
            yield OddPilot(entry, written, message, proposal, meant)


def _nearly(written: str, ways: Counter[str]) -> str | None:
    """The one name that differs by a single slip and is written much more often."""
    key = normalise(written)
    often = [
        way
        for way, times in ways.items()
        if times >= _OFTEN * ways[written] and is_slip(key, normalise(way))
    ]
    return often[0] if len(often) == 1 and len(key) >= _NAME else None
