"""All references of a text, whichever way they are written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain, compress, islice

from motxl.programme.references.clauses import find_jetons
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
    for place in holding([*_WORDS, *INVISIBLE], texts):
        found[place] = _find(texts[place], themes)
    return found


def find_references(text: str, themes: Themes) -> tuple[Reference, ...]:
    """All references of a text, in its order. Jeton clauses may hold references to themes."""
    lowered = text.lower()
    if any(word in lowered for word in _WORDS) or not INVISIBLE.isdisjoint(text):
        return _find(text, themes)
    return ()


def _find(text: str, themes: Themes) -> tuple[Reference, ...]:
    folded = fold_with_origins(text)
    found: list[Reference] = []
    if "deal" in folded.text:
        found += find_deal(text, folded, themes)
    if "transversal" in folded.text:
        found += find_transversal(text, folded, themes)
    if _may_be_otherwise(folded, found, themes):
        found = _with_others(text, folded, found, themes)
    if any(word in folded.text for word in _OF_JETONS):
        found += find_jetons(text, folded)
    taken = Spans((reference.start, reference.end) for reference in found)
    found += [
        reference
        for reference in find_elsewhere(text, folded)
        if not taken.meets(reference.start, reference.end)
    ]
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))


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
    ways = (find_otherwise, find_titles, find_unsure, find_bare_titles)
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
