"""Who gets less than the extracts that were made before gave them.

Each way to lose something is one that staff may have meant: a member left, a contact went, a row
is for others. What nobody meant looks the same: a cell that was emptied, a column filled down. So
it is told, once, as the next manifest no longer knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.manifest import Known, Manifest, addressed, manifest_of
from motxl.extract.readers import Reader
from motxl.extract.recipients import Directory
from motxl.programme.common_part import CommonPart, goes_along
from motxl.programme.model import Entry
from motxl.programme.registers import Member
from motxl.programme.relevance import Relevance
from motxl.text.normalise import normalise


class Losses(NamedTuple):
    """What the extracts before said and those of now do not."""

    members: tuple[str, ...] = ()
    """Names of those who had an extract and get none"""
    rows: tuple[tuple[tuple[Entry, ...], tuple[str, ...]], ...] = ()
    """Rows that are still there, with the names of those who got them and get them no longer; what
    is in doubt is not among them, nor what they got as everyone did and still is everyone's"""
    addresses: tuple[tuple[str, str], ...] = ()
    """Addresses that a member had and has no longer, with its name"""


def losses(
    relevance: Relevance,
    everyone: Sequence[Reader],
    directory: Directory,
    folders: Iterable[Path | None],
    now: Mapping[str, CommonPart] | None = None,
    said: CommonPart = "all",
) -> Losses:
    """Since the extracts in these folders: what is known of a member in the first of them counts.

    ``now`` is how much of the actions for everyone goes along in the extracts that are being made,
    by key; in others it is what was asked for when they were made, else what Paramètres ``said``.

    A folder whose manifest cannot be read says nothing here: that is said by who needs it.
    """
    readers = {one.key: one for one in everyone}
    names = {normalise(one.name) for one in everyone}
    members = {one.row: one for one in relevance.programme.registers.members or ()}
    entries = _entries_by_ref(relevance)
    gone: list[str] = []
    lost: dict[int, list[str]] = {}
    unwritten: list[tuple[str, str]] = []
    for known, former in _former(folders):
        reader = readers.get(known.key)
        if reader is None or not known.is_of(reader.key, reader.name):
            if normalise(known.name) not in names:
                gone.append(known.name)
            continue
        member = members[reader.row]
        had = addressed(former)
        has = {one.email.casefold() for one in directory.recipients(member).found}
        unwritten += [(one, known.name) for one, _to in had.recipients if one.casefold() not in has]
        part = (now or {}).get(known.key) or had.asked or said
        refs = {str(one["ref"] or ""): one["part"] == "direct" for one in former["entries"]}
        told = [(entries[ref], was_own) for ref, was_own in refs.items() if ref in entries]
        for row in _rows_lost(relevance, member, told, part):
            lost.setdefault(row, []).append(known.name)
    return Losses(tuple(gone), _together(relevance, lost), tuple(unwritten))


def _former(folders: Iterable[Path | None]) -> Iterator[tuple[Known, dict[str, Any]]]:
    seen: set[str] = set()
    for folder in folders:
        try:
            manifest = manifest_of(folder) if folder is not None else None
            if manifest is None:
                continue
            with closing(manifest):
                told = [(known, _member(manifest, known)) for known in manifest.known.values()]
        except MotxlError:
            continue
        yield from ((known, former) for known, former in told if known.key not in seen)
        seen.update(known.key for known, _former in told)


def _member(manifest: Manifest, known: Known) -> dict[str, Any]:
    """A member's line with no more of its entries than is looked at."""
    found = manifest.member(known.key) or {}
    told = [{name: one.get(name) for name in ("ref", "part")} for one in found.get("entries", ())]
    return {**found, "entries": told}


def _entries_by_ref(relevance: Relevance) -> dict[str, Entry]:
    return {
        entry.ref: entry
        for entry in relevance.programme.entries
        if entry.ref and entry.ref not in relevance.refs_in_doubt
    }


def _rows_lost(
    relevance: Relevance, member: Member, had: Iterable[tuple[Entry, bool]], part: CommonPart
) -> Iterator[int]:
    """``had`` are entries, each with whether it was the member's own."""
    direct, common = relevance.concerns(member)
    outline = relevance.outline
    gets = {one.entry.row for one in direct}
    gets |= {one.entry.row for one in common if goes_along(one.entry, part, outline)}
    # That what is everyone's goes along no more is what staff have asked for.
    still = {one.entry.row for one in common}
    for entry, was_own in had:
        if entry.row in gets or (entry.row in still and not was_own):
            continue
        if member not in relevance.in_doubt.get(entry.row, ()):
            yield entry.row


def _together(
    relevance: Relevance, lost: dict[int, list[str]]
) -> tuple[tuple[tuple[Entry, ...], tuple[str, ...]], ...]:
    """The rows that the same members lost, in the order of the first of them."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    for row in sorted(lost):
        found.setdefault(tuple(lost[row]), []).append(relevance.programme.entry_of_row[row])
    return tuple((tuple(entries), names) for names, entries in found.items())
