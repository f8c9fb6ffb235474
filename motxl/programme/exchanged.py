"""Rows that have exchanged their Réf., as far as the state that is kept says it for sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from motxl.programme.model import Entry, Programme


def exchanged(programme: Programme) -> Mapping[str, Entry]:
    """The Réf. that another row had in the last kept state, each with the row that had it.

    Only where the texts that had them are all there still, and the Réf. went round among them: a
    text that was changed, or a Réf. that came or went, is something else.
    """
    former = programme.former()
    now = {entry.ref: entry for entry in programme.entries if entry.ref}
    moved = {
        ref: entry
        for ref, entry in now.items()
        if entry.key and former.get(ref, entry.key) != entry.key
    }
    if len(moved) < 2:
        return {}
    before, rows = Counter(former.values()), Counter(entry.key for entry in programme.entries)
    had = {label: ref for ref, label in former.items() if before[label] == rows[label] == 1}
    return {had[moved[ref].key]: moved[ref] for ref in moved if _goes_round(ref, moved, had)}


def _goes_round(ref: str, moved: Mapping[str, Entry], had: Mapping[str, str]) -> bool:
    """Whether from row to row, each time to the one that has its Réf. now, one comes back."""
    seen: list[str] = []
    following: str | None = ref
    while following is not None and following not in seen:
        seen.append(following)
        following = had.get(moved[following].key) if following in moved else None
    return following == ref
