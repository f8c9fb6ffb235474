"""Two rows with one Réf.: which of them it belongs to, and what the other one gets.

What the workbook looked like before motxl last wrote it says it best (its kept state), then the
events and services that hang on the Réf., then where the Réf. stands in the order of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from motxl.programme.lost_refs import losses
from motxl.programme.model import AXE, ORDRE, Entry, Programme
from motxl.programme.upkeep import new_refs, year_and_number
from motxl.text.normalise import normalise


class Original(NamedTuple):
    """The row that a Réf. belongs to."""

    entry: Entry
    is_known: bool
    """Whether nothing else can be; else it is the most probable, or only the first"""
    others: tuple[Entry, ...]
    """The rows that carry its Réf. too"""


class RefDue(NamedTuple):
    """What a row without a Réf. of its own gets."""

    ref: str | None
    """``None`` where it may have had one, and nothing says which"""
    was_its_own: bool
    """The one that it had; else a new one"""
    is_certain: bool
    """Whether nothing else can be"""
    gone: tuple[str, ...] = ()
    """Réf. that no row has, and that stood here"""


def originals(programme: Programme) -> dict[str, Original]:
    """For each Réf. that several rows carry, the row that it belongs to."""
    rows: dict[str, list[Entry]] = {}
    for entry in programme.entries:
        if entry.ref:
            rows.setdefault(entry.ref, []).append(entry)
    copied = {ref: entries for ref, entries in rows.items() if len(entries) > 1}
    if not copied:
        return {}
    place = {entry.row: at for at, entry in enumerate(programme.entries)}
    return {ref: _original(programme, entries, place) for ref, entries in copied.items()}


def refs_due(programme: Programme, copied: Mapping[str, Original]) -> dict[int, RefDue]:
    """What rows without a Réf. of their own get, by row: the one that they had, or a new one."""
    copies = {entry.row: one for one in copied.values() for entry in one.others}
    lacking = [e for e in programme.entries if not e.ref or e.row in copies]
    if not lacking:
        return {}
    former = _former_refs(programme, lacking)
    lost = losses(programme, {entry.row for entry in lacking})
    had = {row: loss.ref for row, loss in lost.items() if loss.ref} | former
    new = new_refs(programme, [entry.row for entry in lacking if entry.row not in had])
    found: dict[int, RefDue] = {}
    for entry in lacking:
        row, loss = entry.row, lost.get(entry.row)
        original = copies.get(row)
        is_known = original is None or original.is_known
        if row in former:
            found[row] = RefDue(former[row], True, is_known)
        elif loss is None:
            found[row] = RefDue(new.get(row), False, is_known)
        else:
            # Where it may have been pasted over another row, a new one would hide which.
            ref = loss.ref or (None if loss.gone else new.get(row))
            found[row] = RefDue(ref, loss.ref is not None, False, loss.gone)
    return found


def _former_refs(programme: Programme, lacking: Iterable[Entry]) -> dict[int, str]:
    """By row, the Réf. that a row had before, where that is nobody's now: its label is that of the
    kept state."""
    given = {entry.ref for entry in programme.entries}
    lost: dict[str, list[str]] = {}
    for ref, label in programme.former().items():
        if ref not in given:
            lost.setdefault(label, []).append(ref)
    twice = Counter(entry.key for entry in programme.entries)
    return {
        entry.row: refs[0]
        for entry in lacking
        if len(refs := lost.get(entry.key, [])) == 1 and entry.key and twice[entry.key] == 1
    }


def _original(programme: Programme, entries: Sequence[Entry], place: dict[int, int]) -> Original:
    tests: tuple[tuple[Callable[[Entry], bool | float], bool], ...] = (
        (lambda entry: programme.former().get(entry.ref) == entry.key, True),
        (lambda entry: _announces_its_events(programme, entry), True),
        (lambda entry: _holds_its_service(programme, entry), True),
        (lambda entry: _in_order(programme, entry, place), False),
    )
    left, known = list(entries), False
    for test, surely in tests:
        values = [float(test(entry)) for entry in left]
        if min(values) < max(values):
            left = [
                entry for entry, value in zip(left, values, strict=True) if value == max(values)
            ]
            known = surely
        if len(left) == 1:
            break
    # Of rows that say the same, either is as good: events and services follow the Réf.
    is_known = (known and len(left) == 1) or len({_content(entry) for entry in entries}) == 1
    first = left[0]
    return Original(first, is_known, tuple(entry for entry in entries if entry is not first))


def _content(entry: Entry) -> tuple[object, ...]:
    names = (name for name in entry.columns if name not in {AXE, ORDRE})
    return tuple(entry.value(name) for name in names)


def _announces_its_events(programme: Programme, entry: Entry) -> bool:
    """Whether the label names the date of an event that hangs on its Réf."""
    dates = {e.start for e in programme.registers.events or () if e.ref == entry.ref and e.start}
    if not dates:
        return False
    from motxl.programme.events import events_of  # reading dates takes long to load

    return any(one.start in dates for one in events_of(entry, programme.themes, programme.year))


def _holds_its_service(programme: Programme, entry: Entry) -> bool:
    """Whether the label holds the clause of the service that hangs on its Réf."""
    service = programme.service_of_ref.get(entry.ref)
    if service is None or not normalise(service.label):
        return False
    return normalise(service.label) in entry.key


def _in_order(programme: Programme, entry: Entry, place: dict[int, int]) -> int:
    """How many of the rows beside it have the Réf. before and after its own."""
    number = _number(entry)
    if number is None:
        return 0
    at, rows = place[entry.row], programme.entries
    before = _number(rows[at - 1]) if at else None
    after = _number(rows[at + 1]) if at + 1 < len(rows) else None
    return (before == number - 1) + (after == number + 1)


def _number(entry: Entry) -> int | None:
    found = year_and_number(entry.ref)
    return found[1] if found else None
