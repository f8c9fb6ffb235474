"""Rows that have exchanged their Réf., as far as the state that is kept says it for sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from motxl.programme.model import Entry, Programme
from motxl.programme.permuted import going_round


def exchanged(programme: Programme) -> Mapping[str, Entry]:
    """The Réf. that another row had in the last kept state, each with the row that had it.

    Only where the texts that had them are all there still, and the Réf. went round among them: a
    text that was changed, or a Réf. that came or went, is something else, and so is a text that
    several rows have.
    """
    former = programme.former()
    now = {entry.ref: entry for entry in programme.entries if entry.ref}
    before, rows = Counter(former.values()), Counter(entry.key for entry in programme.entries)
    had = {label: ref for ref, label in former.items() if before[label] == rows[label] == 1}
    changed = {
        ref: (former[ref], entry.key)
        for ref, entry in now.items()
        if entry.key and entry.key in had and former.get(ref) in had and had[entry.key] != ref
    }
    found = going_round(changed)
    return {had[entry.key]: entry for ref, entry in now.items() if ref in found}
