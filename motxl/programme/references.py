"""The grammar of references (DESIGN.md, section 4): the one module that knows it.

A reference is a span of an entry's text: to themes of the Cross-border Deal, to a transversal
theme, to the jetons of the members' offer, or elsewhere (``autre``, which nothing is done with).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from motxl.programme.themes import Themes
from motxl.richtext.normalise import INVISIBLE, Folded, fold_with_origins, normalise
from motxl.richtext.spans import Spans

Kind = Literal["deal", "transversal", "jeton", "autre"]
ColourName = Literal["orange", "blue"]

COLOUR_OF: dict[str, ColourName] = {"deal": "orange", "transversal": "orange", "jeton": "blue"}


class Reference(NamedTuple):
    """One reference. ``start`` and ``end`` count Unicode characters, 0-based, end exclusive.

    ``keys`` has one item per theme named, ``None`` for a theme that is unknown: ``thèmes 3 et 12``
    gives ``("Deal 3", None)``. A jeton reference is looked up by its entry, so it has none here.
    """

    kind: Kind
    start: int
    end: int
    text: str
    keys: tuple[str | None, ...] = ()
    numbers: tuple[int, ...] = ()
    """For a Deal reference, the numbers as written, one per key"""
    label: str = ""
    """For a transversal reference, the name as written"""

    @property
    def colour(self) -> ColourName | None:
        return COLOUR_OF.get(self.kind)


# Nothing else can begin a reference, and most texts of a programme hold none of these words.
_WORDS = ("deal", "transversal", "jeton", "modulable", "cf", "voir")

# All of these look at folded text: lower case, no accents, one kind of apostrophe, dash and space.
# Repeated spaces are taken as a whole (``*+``): a text may be long, and hold little else.
_CF = r"(?:(?<!\w)cf *+\.?+ *+)"
_DEAL_NAME = r"(?<!\w)cross *+-?+ *+border ++deal(?!\w)"
_NUMBER = r"[0-9]{1,3}(?!\.?[0-9])"
_DEAL = re.compile(
    rf"{_CF}?{_DEAL_NAME} ++themes?+ *+(?>(?:n[o°] *+)?)"
    rf"(?P<numbers>{_NUMBER}(?:(?: *+[-,&/+] *+(?>(?:et ++)?)| ++(?:et|a) ++){_NUMBER})*)(?!\w)"
)
_DEAL_WITHOUT_THEME = re.compile(rf"{_CF}{_DEAL_NAME}")
_LIST_ITEM = re.compile(r"(?P<upto>(?<! )(?: ++a ++| *+- *+))?(?P<number>[0-9]++)")
_TRANSVERSAL = re.compile(rf"(?P<cf>{_CF})?(?<!\w)theme ++transversal(?!\w) *+(?>(?:[-:] *+)?)")
_UNKNOWN_LABEL = re.compile(r"[^(),;]*+")
_ELSEWHERE = re.compile(r"(?<!\w)(?:cf[. ]|voir )[^(),;]*+")
_JETON_WORD = re.compile(r"(?<!\w)(?:jetons?|offre ++modulable)(?!\w)")


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
        found += _deal(text, folded, themes)
    if "transversal" in folded.text:
        found += _transversal(text, folded, themes)
    if "jeton" in folded.text or "modulable" in folded.text:
        found += _jeton(text, folded)
    taken = Spans((reference.start, reference.end) for reference in found)
    found += [
        reference
        for reference in _elsewhere(text, folded)
        if not taken.meets(reference.start, reference.end)
    ]
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))


def _deal(text: str, folded: Folded, themes: Themes) -> Iterator[Reference]:
    for match in _DEAL.finditer(folded.text):
        numbers = _numbers(match["numbers"])
        known = themes.by_number
        keys = tuple(theme.key if (theme := known.get(n)) else None for n in numbers)
        start, end = folded.origin(match.start(), match.end())
        yield Reference("deal", start, end, text[start:end], keys, numbers)


# Beyond as many a range is its two ends: a long text could name hundreds of thousands.
_MOST_NUMBERS = 200


def _numbers(written: str) -> tuple[int, ...]:
    """``3, 5 et 9`` is 3, 5, 9; ``3 a 5`` is 3, 4, 5 (a range that runs backwards is its ends)."""
    numbers: list[int] = []
    for item in _LIST_ITEM.finditer(written):
        number = int(item["number"])
        is_range = item["upto"] and numbers and numbers[-1] < number <= numbers[-1] + 50
        if is_range and len(numbers) < _MOST_NUMBERS:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(numbers)


def _transversal(text: str, folded: Folded, themes: Themes) -> Iterator[Reference]:
    known = themes.longest_name
    position = 0
    while match := _TRANSVERSAL.search(folded.text, position):
        before = folded.text[position : match.start()]
        position = match.end()
        named = known.match(folded.text, match.end()) if known else None
        if named:
            theme = themes.by_name[normalise(named[0])]
            key = theme.key if theme else None
            end = named.end()
        elif match["cf"] or before.rstrip(" ").endswith("("):
            label = _UNKNOWN_LABEL.match(folded.text, match.end())
            assert label is not None  # it matches the empty text too
            key = None
            end = match.end() + len(label[0].rstrip(" "))
            if not label[0].strip(" "):
                end = match.start() + len(match[0].rstrip(" -:"))
        else:
            continue  # "un thème transversal de l'année": words, not a reference
        start, stop = folded.origin(match.start(), end)
        label_start, _ = folded.origin(min(match.end(), end), end)
        yield Reference(
            "transversal", start, stop, text[start:stop], (key,), label=text[label_start:stop]
        )
        position = max(position, end)


def _jeton(text: str, folded: Folded) -> Iterator[Reference]:
    words = [word.start() for word in _JETON_WORD.finditer(folded.text)]
    end_of_last = -1
    for clause in _enclosing_clauses(folded.text, words):
        if clause is None or clause[0] < end_of_last:
            continue  # in a clause that was found: it may hold parentheses of its own
        end_of_last = clause[1]
        inside = folded.text[clause[0] : clause[1]]
        first = clause[0] + len(inside) - len(inside.lstrip(" "))
        start, end = folded.origin(first, clause[0] + len(inside.rstrip(" ")))
        yield Reference("jeton", start, end, text[start:end])


_PARENTHESIS = re.compile(r"[()]")


def _enclosing_clauses(text: str, positions: list[int]) -> list[tuple[int, int] | None]:
    """The inside of the innermost parentheses around each position (ascending); to the end of the
    text where they are never closed."""
    if not positions:
        return []
    opened_at: list[int | None] = []
    open_now: list[int] = []
    closed_at: dict[int, int] = {}
    left = iter(positions)
    position = next(left, None)
    for match in _PARENTHESIS.finditer(text):
        while position is not None and position <= match.start():
            opened_at.append(open_now[-1] if open_now else None)
            position = next(left, None)
        if match[0] == "(":
            open_now.append(match.start())
        elif open_now:
            closed_at[open_now.pop()] = match.start()
    while len(opened_at) < len(positions):
        opened_at.append(open_now[-1] if open_now else None)
    return [None if at is None else (at + 1, closed_at.get(at, len(text))) for at in opened_at]


def _elsewhere(text: str, folded: Folded) -> Iterator[Reference]:
    for match in _ELSEWHERE.finditer(folded.text):
        start, end = folded.origin(match.start(), match.start() + len(match[0].rstrip(" ")))
        yield Reference("autre", start, end, text[start:end])


def deal_without_theme(reference: Reference) -> bool:
    """``cf. Cross-border Deal`` that names no theme: recognised, and of no use to a reader."""
    if reference.kind != "autre":
        return False
    return _DEAL_WITHOUT_THEME.match(fold_with_origins(reference.text).text) is not None


class Misspelling(NamedTuple):
    """Characters of an entry's text to replace, so that a reference reads as it should."""

    start: int
    end: int
    replacement: str


# What is odd in a reference to a theme, and what stands there instead. Upper or lower case is
# never odd, nor is a capital without its accent.
_ODD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(?P<odd>(?i:cf))(?=\s++[^.])", r"\g<odd>."),
        (r"^(?i:cf)(?P<odd>\s++)\.", ""),
        (r"^(?i:cf)\s*+\.(?P<odd>)(?=\S)", " "),
        (r"(?i:cross)(?P<odd>\s*+[-‐‑–—−]\s++|\s++[-‐‑–—−]\s*+|\s++|(?=b))(?i:border)", "-"),
        (r"(?i:th)(?P<odd>e)(?i:mes?)\b", "è"),
        (r"(?i:th[eèé]mes?)(?P<odd>)(?=[0-9])", " "),
    )
)
_SPACES = re.compile(r"\s++")
# One no-break space is good typography ("thème 4" should not be parted), not a misspelling.
_GOOD_SPACES = frozenset({" ", "\u00a0", "\u202f"})


def misspellings(reference: Reference) -> tuple[Misspelling, ...]:
    """What is oddly spelled in a reference to themes, in the order of the text.

    ``cf`` without its dot, ``theme`` without its accent, ``Cross border`` without its hyphen, odd
    spacing. The replacements can all be applied at once: they do not overlap.
    """
    if reference.kind not in {"deal", "transversal"}:
        return ()
    odd: list[tuple[int, int, str]] = []
    for pattern, replacement in _ODD:
        odd += [
            (*match.span("odd"), match.expand(replacement))
            for match in pattern.finditer(reference.text)
        ]
    others = Spans((start, end) for start, end, _replacement in odd if start < end)
    for match in _SPACES.finditer(reference.text):
        if match[0] not in _GOOD_SPACES and not others.meets(*match.span()):
            odd.append((*match.span(), " "))
    offset = reference.start
    return tuple(Misspelling(offset + s, offset + e, new) for s, e, new in sorted(odd))


_BALANCED = re.compile(r"[^()]*+(?>(?:\([^()]*+\)[^()]*+)*)")
_CLOSES = re.compile(r"\s*+(?P<at>\))")


def lone_parenthesis(text: str, reference: Reference) -> str | None:
    """The parenthesis that stands alone around a reference: ``(``, ``)``, or ``None``.

    An opening one counts when nothing closes it and no other parenthesis stands between it and the
    reference; a closing one when it follows the reference directly: "a) …" is a list.
    """
    places, alone = _parentheses(text)
    before = bisect_left(places, reference.start) - 1
    if before >= 0 and places[before] in alone and text[places[before]] == "(":
        return "("
    closes = _CLOSES.match(text, reference.end)
    return ")" if closes and closes.start("at") in alone else None


@lru_cache(maxsize=8)
def _parentheses(text: str) -> tuple[list[int], frozenset[int]]:
    """Where the parentheses of a text stand, and which of them have no other half; nothing where
    all of them have one."""
    if _BALANCED.fullmatch(text):
        return [], frozenset()
    places: list[int] = []
    unmatched: list[int] = []
    for match in _PARENTHESIS.finditer(text):
        places.append(match.start())
        if match[0] == ")" and unmatched and text[unmatched[-1]] == "(":
            unmatched.pop()
        else:
            unmatched.append(match.start())
    return places, frozenset(unmatched)


_LIST_AT_END = re.compile(r"[0-9][0-9 \u00a0\u202f,;&/+etàa-]*\Z")


def without_repeats(
    text: str, reference: Reference, earlier: frozenset[str]
) -> tuple[int, int, str]:
    """Characters to replace, and by what, so that a reference names each theme once.

    ``earlier`` are the keys that the text has named before it. A reference of which nothing is
    left goes, with the parentheses or the separator that only it needed.
    """
    seen = set(earlier)
    kept: list[int] = []
    for index, key in enumerate(reference.keys):
        if key is None or key not in seen:
            kept.append(index)
        if key is not None:
            seen.add(key)
    numbers = _LIST_AT_END.search(reference.text) if reference.numbers else None
    if kept and numbers is not None:
        written = [str(reference.numbers[index]) for index in kept]
        listed = " et ".join(filter(None, (", ".join(written[:-1]), written[-1])))
        start = reference.start + numbers.start()
        if len(written) == 1:
            plural = text.lower().rfind("mes", reference.start, start)
            if plural >= 0:
                return plural + 2, reference.end, text[plural + 3 : start] + listed
        return start, reference.end, listed
    start, end = reference.start, reference.end
    if text.startswith("(", max(start - 1, 0), start) and text.startswith(")", end):
        before = _without_blanks(text, start - 1)
        if text.startswith((",", ";"), max(before - 1, 0), before):
            before = _without_blanks(text, before - 1)
        return before, end + 1, ""
    return _before_separator(text, start), end, ""


def _before_separator(text: str, end: int) -> int:
    """Where what parts a reference from the text before it begins: a comma, “et”, blanks."""
    before = _without_blanks(text, end)
    if text.startswith((",", ";"), max(before - 1, 0), before):
        return _without_blanks(text, before - 1)
    word = before - 2
    if word >= 0 and text.startswith("et", word) and not _in_a_word(text, word):
        return _without_blanks(text, word)
    return before


def _in_a_word(text: str, place: int) -> bool:
    return place > 0 and (text[place - 1].isalnum() or text[place - 1] == "_")


def _without_blanks(text: str, end: int) -> int:
    """``end``, or where the blanks before it begin."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end
