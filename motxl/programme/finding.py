"""From the sheets of a workbook to the programme that stands there, or to those that may be it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from motxl.programme.codeplace import CodePlace
from motxl.programme.codes import Code
from motxl.programme.finding_in_sheet import find_in
from motxl.programme.found import Confidence, FoundPart, FoundProgramme, Searched, SheetGrid
from motxl.programme.recognising import Recognised, recognise
from motxl.programme.scheme import MOST_LEVELS, MOT, Counting, Scheme, SchemeLevel

# What is read of sheets that go on from one to the next, as one programme.
_READ_TOGETHER = 0.95
_SLIPS = 8


def find(grids: Iterable[SheetGrid], unread: Sequence[str] = ()) -> Searched:
    """What seems to be a programme on some sheets. ``unread`` are the names of others, which could
    not be looked at."""
    singles: list[FoundProgramme] = []
    parts: list[FoundPart] = []
    aside: list[str] = []
    for grid in grids:
        found = find_in(grid)
        if not found:
            aside.append(grid.name)
        elif len(found) == 1:
            parts += found
        else:
            singles += map(as_programme, found)
    programmes = [*singles, *_together(parts)]
    # What people see comes before what is hidden.
    programmes.sort(key=lambda one: (one.confidence, not _is_hidden(one), one.points), reverse=True)
    years = _years(programmes)
    chosen = _chosen(programmes)
    return Searched(tuple(programmes), chosen, years, tuple(aside), tuple(unread))


def as_programme(part: FoundPart) -> FoundProgramme:
    """A part as a programme by itself."""
    return FoundProgramme((part,), _scheme(part.recognised, part))


def _is_hidden(found: FoundProgramme) -> bool:
    return all(part.is_hidden for part in found.parts)


def _chosen(programmes: Sequence[FoundProgramme]) -> FoundProgramme | None:
    if not programmes or programmes[0].confidence is Confidence.DOUBTFUL:
        return None
    first = programmes[0]
    # What stands beside another list is surer by itself, and is not what the sheets are about.
    first = next((o for o in programmes if o is not first and _is_rest_of(first, o)), first)
    rivals = [
        one
        for one in programmes
        if one is not first
        and one.confidence is first.confidence
        and _is_hidden(one) == _is_hidden(first)
    ]
    whole = [one for one in (first, *rivals) if all(_is_beside(o, one) for o in (first, *rivals))]
    return whole[0] if len(whole) == 1 else None


def _is_rest_of(one: FoundProgramme, other: FoundProgramme) -> bool:
    """Whether a programme is but a list beside another one, which is likely enough."""
    is_likely = other.confidence is not Confidence.DOUBTFUL and not _is_hidden(other)
    return is_likely and _is_beside(one, other)


def _is_beside(other: FoundProgramme, one: FoundProgramme) -> bool:
    """Whether a programme is ``one``, or a list beside it without a heading of its own: ``D1.1``
    beside ``WP1``, ``T1.1``."""
    if other is one:
        return True
    codes, own = _codes(one), _codes(other)
    is_bare = len(set(map(len, own))) == 1 and 1 not in map(len, own)
    has_headings = {1, 2} <= set(map(len, codes))
    is_of_another_kind = not _prefixes(one) & _prefixes(other)
    refers = {code[0] for code in own} <= {code[0] for code in codes if len(code) == 1}
    return is_bare and has_headings and is_of_another_kind and refers


def _codes(found: FoundProgramme) -> set[Code]:
    return {code for p in found.parts for code in p.recognised[0].codes if code is not None}


def _prefixes(found: FoundProgramme) -> set[str]:
    return {one.prefix.strip() for p in found.parts for one in p.recognised[0].scheme.headings}


def _years(programmes: Sequence[FoundProgramme]) -> tuple[int, ...]:
    """The years of the programmes that are as sure as the first, where each has its own."""
    if len(programmes) < 2 or programmes[0].confidence is Confidence.DOUBTFUL:
        return ()
    rivals = [one for one in programmes if one.confidence is programmes[0].confidence]
    years = [year for one in rivals if (year := one.parts[0].year) is not None]
    return tuple(sorted(years)) if len(set(years)) == len(rivals) > 1 else ()


def _together(parts: Sequence[FoundPart]) -> list[FoundProgramme]:
    """The parts, those that go on from one sheet to the next as one programme."""
    found: list[FoundProgramme] = []
    left = list(parts)
    while left:
        first, *others = left
        group = [first]
        if first.confidence is not Confidence.DOUBTFUL and first.place is not CodePlace.LEVELS:
            group += (one for one in others if _is_laid_out_as(one, first))
        recognised = _as_one(group) if len(group) > 1 else ()
        if len(group) > 1 and not recognised:
            group, recognised = [first], ()
        found.append(FoundProgramme(tuple(group), _scheme(recognised or first.recognised, *group)))
        left = [one for one in left if one not in group]
    return found


def _is_laid_out_as(one: FoundPart, other: FoundPart) -> bool:
    counts_alike = one.recognised[0].scheme == other.recognised[0].scheme
    return (
        (counts_alike or one.confidence is not Confidence.DOUBTFUL)
        and one.is_hidden == other.is_hidden
        and (one.place, one.code_columns, one.label_column)
        == (other.place, other.code_columns, other.label_column)
    )


def _as_one(group: Sequence[FoundPart]) -> tuple[Recognised, ...]:
    """How the codes of some sheets count as those of one programme: no axis is on two of them;
    empty where they do not."""
    recognised = _read_alike(group)
    if not recognised:
        recognised = recognise([text for part in group for text in part.texts])
    if not recognised or recognised[0].read < _READ_TOGETHER * _legible(group):
        return ()
    axes: set[int] = set()
    codes = iter(recognised[0].codes)
    for part in group:
        counted = Counter(code[0] for code in islice(codes, len(part.texts)) if code)
        # A code here and there is that of another sheet by a slip.
        again = sum(n for axis, n in counted.items() if axis in axes)
        if again > max(1, counted.total() // _SLIPS):
            return ()
        own = {axis for axis, n in counted.items() if n > 1 or len(counted) == 1}
        axes |= own
    return recognised


def _read_alike(group: Sequence[FoundPart]) -> tuple[Recognised, ...]:
    """How the codes of some sheets count where each sheet alone says the same, and leaves no text
    unread: all of them together can say nothing else. Empty elsewhere."""
    first = group[0].recognised[0]
    every = [part.recognised[0] for part in group]
    if not first.scheme.is_nested or any(
        len(part.recognised) > 1 or one.scheme != first.scheme or one.read < one.texts
        for part, one in zip(group, every, strict=True)
    ):
        return ()
    codes = (code for part, one in zip(group, every, strict=True)
             for code in one.codes[len(one.codes) - len(part.texts) :])  # fmt: skip
    found = first._replace(
        codes=tuple(codes),
        texts=sum(one.texts for one in every),
        read=sum(one.read for one in every),
        followed=min(one.followed for one in every),
    )
    return (found,) if found.begins_low else ()


def _legible(group: Sequence[FoundPart]) -> int:
    return sum(part.recognised[0].read for part in group)


def _scheme(recognised: Sequence[Recognised], *parts: FoundPart) -> Scheme | None:
    leaves = {part.leaf for part in parts if part.leaf}
    scheme = scheme_of(recognised, leaves.pop() if len(leaves) == 1 else "")
    return None if scheme is None else replace(scheme, reads_numbers=True)


def scheme_of(recognised: Sequence[Recognised], leaf: str = "") -> Scheme | None:
    """How a programme counts, with a last level for the rows that have no number of their own
    (``leaf`` as a ``FoundPart`` has it); ``None`` where that is not sure."""
    if len(recognised) != 1 or not recognised[0].is_whole:
        return None
    scheme = recognised[0].scheme
    # Three levels of figures without a row that says otherwise are as ours are.
    usual = [(one.numbering, one.prefix, one.separator) for one in MOT.headings]
    own = [(one.numbering, one.prefix, one.separator) for one in scheme.headings]
    if own == usual and leaf != "bare":
        return MOT
    return with_leaf(scheme, carries_code=leaf == "carried") if leaf else scheme


def with_leaf(scheme: Scheme, *, carries_code: bool) -> Scheme:
    """The scheme with a last level without numbers of its own: its rows carry the code of the
    heading above, or none at all."""
    if len(scheme.levels) == MOST_LEVELS:
        return scheme
    leaf = MOT.levels[-1]
    name = leaf.name
    while name in scheme.names:
        name += "+"
    counting: Counting = "heading" if carries_code else "parent"
    return Scheme((*scheme.levels, SchemeLevel(name, leaf.numbering, counting=counting)))


__all__ = ["as_programme", "find", "scheme_of", "with_leaf"]
