"""What changed for a reader since an extract that was made before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, NamedTuple

from motxl.extract.calendar import calendar_kept
from motxl.extract.content import Content, Line
from motxl.extract.labels import Labels
from motxl.extract.manifest import LEFT_OUT

Status = Literal["new", "changed"]
FIELDS = ("code", "label", "border", "calendar", "state")


class Change(NamedTuple):
    """What became of an entry; ``fields`` are those of ``FIELDS`` that differ."""

    status: Status
    fields: tuple[str, ...] = ()


class Gone(NamedTuple):
    """An entry that the reader had, and has no more."""

    code: str
    label: str


class Changes(NamedTuple):
    """Between two extracts of one reader; entries that stayed the same are not in it."""

    date: str
    """Version of the former one, ISO; empty where it is not known"""
    of_entry: Mapping[str, Change]
    """By what identifies an entry"""
    gone: tuple[Gone, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """New, changed and removed entries."""
        new = sum(one.status == "new" for one in self.of_entry.values())
        return new, len(self.of_entry) - new, len(self.gone)


def entry_key(ref: str, code: str) -> str:
    """The Réf. of an entry stays when its code changes; entries without one go by their code."""
    return ref or f"#{code}"


def entry_fields(line: Line, labels: Labels) -> dict[str, str]:
    """What the manifest keeps of an entry, to compare the next extract with it."""
    values = (line.code, line.label, line.border, calendar_kept(line, labels), line.state)
    return dict(zip(FIELDS, values, strict=True))


def changes_since(
    content: Content,
    former: Mapping[str, Any],
    date: str,
    labels: Labels,
    left_out: Collection[str] = (),
) -> Changes:
    """``former`` is the reader's line in a manifest. ``left_out`` are the keys of the entries for
    everyone that the extract leaves out: they are not gone, unless they were the reader's own; nor
    are those new that the former one left out, unless they are the reader's own now."""
    before = {
        entry_key(str(one.get("ref", "")), str(one.get("code", ""))): one
        for one in former.get("entries", [])
    }
    unknown = set(former.get(LEFT_OUT, ()))
    found: dict[str, Change] = {}
    seen = set()
    parts = ((True, content.direct), (False, content.common))
    for is_own, line in ((is_own, line) for is_own, lines in parts for line in lines):
        if line.is_heading:
            continue
        key = entry_key(line.ref, line.code)
        seen.add(key)
        known = before.get(key)
        if known is None and key in unknown and not is_own:
            continue
        if known is None:
            found[key] = Change("new")
            continue
        now = entry_fields(line, labels)
        differing = tuple(name for name in FIELDS if name in known and known[name] != now[name])
        if differing:
            found[key] = Change("changed", differing)
    gone = tuple(
        Gone(str(one.get("code", "")), str(one.get("label", "")))
        for key, one in before.items()
        if key not in seen and (key not in left_out or one.get("part") == "direct")
    )
    return Changes(date, found, gone)
