"""All references of a text, whichever way they are written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain, compress, islice

from motxl.programme.families import excluded_in
from motxl.programme.references.clauses import JETONS, find_clauses
from motxl.programme.references.reference import Reference
from motxl.programme.references.usual import find_deal, find_elsewhere, find_transversal
from motxl.programme.themes import Themes
from motxl.text.holding import holding
from motxl.text.normalise import INVISIBLE, Folded, fold_with_origins
from motxl.text.spans import Spans

# Nothing else can begin a reference, and most texts of a programme hold none of these.
_OF_THEMES = (
    "deal",
    "theme",
    "th\xe8me",
    "th\xe9m",
    "thema",
    "cf",
    "voir",
    "border",
    "cross",
    "c.f",
    "cbd",
)
_OF_JETONS = ("jeton", "modulable", " je", "(je", " jt", "(jt", "geton", "offre mo")
_WORDS = (*_OF_THEMES, "transvers", "confer ", "cbd", *_OF_JETONS)
# What is written otherwise holds one of these beside the usual references of its text.
_GOES_ON = re.compile(r" *+(?>(?:[-,;&+/]|(?:et|and|und|ou|or|oder|y|a) )?) *+(?:them|[0-9])")
_OF_DEAL = ("deal", "cross", "border", "cbd", "cb ")
# A line break stands for a usual reference.
_BEFORE_A_NAME = re.compile(r"(?:cf|deal|\n)[^()\n]++")
_OTHER_CF = re.compile(r"(?<!\w)(?:c\.f|(?:cfr|confer)(?!\w)|cf *+\.?+ *+:)")


def references_of(texts: Sequence[str], themes: Themes) -> list[tuple[Reference, ...]]:
    """What ``find_references`` finds in each of some texts. Which of them hold a word that begins
    one is told of all at once."""
    found: list[tuple[Reference, ...]] = [()] * len(texts)
    for place in holding([*_WORDS, *themes.families.fragments, *INVISIBLE], texts):
        found[place] = _find(texts[place], themes)
    return found


def find_references(text: str, themes: Themes) -> tuple[Reference, ...]:
    """All references of a text, in its order. Jeton clauses may hold references to themes."""
    lowered = text.lower()
    words = (*_WORDS, *themes.families.fragments)
    if any(word in lowered for word in words) or not INVISIBLE.isdisjoint(text):
        return _find(text, themes)
    return ()


def _find(text: str, themes: Themes) -> tuple[Reference, ...]:
    folded = fold_with_origins(text)
    families = themes.families
    found: list[Reference] = []
    if families.deal and "deal" in folded.text:
        found += find_deal(text, folded, themes)
    if families.transversal and "transversal" in folded.text:
        found += find_transversal(text, folded, themes)
    if (families.deal or families.transversal) and _may_be_otherwise(folded, found, themes):
        found = _with_others(text, folded, found, themes)
    if found:
        found = _not_excluded(folded, found, themes)
    if families.jeton and any(word in folded.text for word in _OF_JETONS):
        excluded = excluded_in(folded.text, families.jeton)
        found += find_clauses(text, folded, JETONS, excluded)
    # After cf., a title alone may be one of any family.
    telling = ("cf", *families.fragments) if families.written else ()
    if any(fragment in folded.text for fragment in telling):
        found = _with_written(text, folded, found, themes)
    taken = Spans((reference.start, reference.end) for reference in found)
    found += [
        reference
        for reference in find_elsewhere(text, folded)
        if not taken.meets(reference.start, reference.end)
    ]
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))


def _not_excluded(folded: Folded, found: list[Reference], themes: Themes) -> list[Reference]:
    for kind, family in (
        ("deal", themes.families.deal),
        ("transversal", themes.families.transversal),
    ):
        if family is not None and family.exclusions:
            out = Spans(folded.origin(*span) for span in excluded_in(folded.text, family))
            found = [one for one in found if one.kind != kind or not out.meets(one.start, one.end)]
    return found


def _with_written(
    text: str, folded: Folded, found: list[Reference], themes: Themes
) -> list[Reference]:
    """The references found so far, and those of families that the workbook describes. Of two that
    meet, one that is read stays, then the longer one; a clause may hold others."""
    from motxl.programme.references.written import find_written  # MOT's own families need none

    others = find_written(text, folded, themes)
    if not others:
        return found
    kept = list(found)
    for one in others:
        met = [
            each
            for each in kept
            if each.is_clause == one.is_clause and one.start < each.end and each.start < one.end
        ]
        if all(_is_less(each, one) for each in met):
            kept = [each for each in kept if each not in met]
            kept.append(one)
    return kept


def _is_less(one: Reference, other: Reference) -> bool:
    if one.is_read != other.is_read:
        return other.is_read
    return one.end - one.start < other.end - other.start


def _may_be_otherwise(folded: Folded, usual: list[Reference], themes: Themes) -> bool:
    """Whether to look for what is written otherwise: that costs more than all the rest, and few
    texts hold any."""
    rest = folded.text
    if usual and folded.origins is None:
        pieces, position = [], 0
        for one in sorted(usual):
            if None in one.keys or _GOES_ON.match(rest, one.end):
                return True
            pieces.append(rest[position : one.start])
            position = one.end
        rest = "\n".join([*pieces, rest[position:]])
    elif usual:
        return True
    if "transvers" in rest or _OTHER_CF.search(rest):
        return True
    is_theme = any(word in rest for word in ("them", "tema", "topic"))
    leads = ("cf", "tran", "(them", "[them", "voir", "see", "siehe", "lien", *_OF_DEAL)
    if is_theme and any(word in rest for word in leads):
        return True
    if any(word in rest for word in ("deal", "cbd", "cb ")) and any(map(str.isdigit, rest)):
        return True
    if "cf" in rest and any(word in rest for word in _OF_DEAL):
        return True
    named = "\n".join(_BEFORE_A_NAME.findall(rest))
    return bool(named) and any(edge in named for edge in themes.edges_of_names)


def _with_others(
    text: str, folded: Folded, usual: list[Reference], themes: Themes
) -> list[Reference]:
    """The usual references and those that are written otherwise. Of two that meet, the one that
    was found first stays; but what says more than a usual one takes its place."""
    from motxl.programme.references.tokens import Tokens

    tokens = Tokens(text, folded)
    if not tokens.may_refer:
        return usual
    # Their patterns take long to compile, and most programmes hold nothing for them.
    from motxl.programme.references.otherwise import find_otherwise, find_unsure
    from motxl.programme.references.titles import find_bare_titles, find_titles

    kept = Spans()
    chosen: list[Reference] = []
    stays = [True] * len(usual)
    usual.sort(key=lambda one: one.start)
    ends = [one.end for one in usual]
    of_deal = themes.deal is not None
    ways = (
        *((find_otherwise,) if of_deal else ()),
        find_titles,
        *((find_unsure,) if of_deal else ()),
        find_bare_titles,
    )
    for one in chain.from_iterable(find(tokens, themes) for find in ways):
        if kept.meets(one.start, one.end):
            continue
        first = bisect_right(ends, one.start)
        last = bisect_left(usual, one.end, lo=first, key=lambda each: each.start)
        if all(_says_more(one, each) for each in islice(usual, first, last)):
            kept.add(one.start, one.end)
            chosen.append(one)
            stays[first:last] = [False] * (last - first)
    return [*compress(usual, stays), *chosen]


def _says_more(one: Reference, usual: Reference) -> bool:
    """Whether a reference that is written otherwise says all that a usual one in it does, and
    more."""
    if not (one.start <= usual.start and usual.end <= one.end):
        return False
    if one.is_read and not set(usual.keys) - {None} <= set(one.keys):
        return False
    return len(one.text) > len(usual.text) or (
        one.is_read and None in usual.keys and None not in one.keys
    )
