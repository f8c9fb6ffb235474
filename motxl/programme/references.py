"""The grammar of references (DESIGN.md, section 4): the one module that knows it.

A reference is a span of an entry's text: to themes of the Cross-border Deal, to a transversal
theme, to the jetons of the members' offer, or elsewhere (``autre``, which nothing is done with).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from motxl.programme.themes import Themes
from motxl.richtext.normalise import INVISIBLE, Folded, fold_with_origins, normalise

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
_CF = r"(?:(?<!\w)cf *\.? *)"
_DEAL_NAME = r"(?<!\w)cross *-? *border +deal(?!\w)"
_NUMBER = r"[0-9]{1,3}(?!\.?[0-9])"
_DEAL = re.compile(
    rf"{_CF}?{_DEAL_NAME} +themes? *(?:n[o°] *)?"
    rf"(?P<numbers>{_NUMBER}(?:(?: *[-,&/+] *(?:et +)?| +(?:et|a) +){_NUMBER})*)(?!\w)"
)
_DEAL_WITHOUT_THEME = re.compile(rf"{_CF}{_DEAL_NAME}")
_LIST_ITEM = re.compile(r"(?P<upto> a +| *- *)?(?P<number>[0-9]+)")
_TRANSVERSAL = re.compile(rf"(?P<cf>{_CF})?(?<!\w)theme +transversal(?!\w) *(?:[-:] *)?")
_UNKNOWN_LABEL = re.compile(r"[^(),;]*")
_ELSEWHERE = re.compile(r"(?:(?<!\w)cf *\.? +|(?<!\w)cf\.|(?<!\w)voir(?: +aussi)? +)[^(),;]*")
_JETON_WORD = re.compile(r"(?<!\w)(?:jetons?|offre +modulable)(?!\w)")


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
    taken = [(reference.start, reference.end) for reference in found]
    found += [
        reference
        for reference in _elsewhere(text, folded)
        if not any(start < reference.end and reference.start < end for start, end in taken)
    ]
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))


def _deal(text: str, folded: Folded, themes: Themes) -> Iterator[Reference]:
    for match in _DEAL.finditer(folded.text):
        numbers = _numbers(match["numbers"])
        known = themes.by_number
        keys = tuple(theme.key if (theme := known.get(n)) else None for n in numbers)
        start, end = folded.origin(match.start(), match.end())
        yield Reference("deal", start, end, text[start:end], keys, numbers)


def _numbers(written: str) -> tuple[int, ...]:
    """``3, 5 et 9`` is 3, 5, 9; ``3 a 5`` is 3, 4, 5 (a range that runs backwards is its ends)."""
    numbers: list[int] = []
    for item in _LIST_ITEM.finditer(written):
        number = int(item["number"])
        if item["upto"] and numbers and numbers[-1] < number <= numbers[-1] + 50:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(numbers)


def _transversal(text: str, folded: Folded, themes: Themes) -> Iterator[Reference]:
    known = themes.longest_name
    position = 0
    while match := _TRANSVERSAL.search(folded.text, position):
        position = match.end()
        named = known.match(folded.text, match.end()) if known else None
        if named:
            theme = themes.by_name[normalise(named[0])]
            key = theme.key if theme else None
            end = named.end()
        elif match["cf"] or _opens_clause(folded.text, match.start()):
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


def _opens_clause(folded: str, start: int) -> bool:
    return folded[:start].rstrip(" ").endswith("(")


def _jeton(text: str, folded: Folded) -> Iterator[Reference]:
    if not _JETON_WORD.search(folded.text):
        return
    end_of_last = -1
    for word in _JETON_WORD.finditer(folded.text):
        clause = _enclosing_clause(folded.text, word.start())
        if clause is None or clause[0] < end_of_last:
            continue  # in a clause that was found: it may hold parentheses of its own
        end_of_last = clause[1]
        inside = folded.text[clause[0] : clause[1]]
        first = clause[0] + len(inside) - len(inside.lstrip(" "))
        start, end = folded.origin(first, clause[0] + len(inside.rstrip(" ")))
        yield Reference("jeton", start, end, text[start:end])


def _enclosing_clause(text: str, position: int) -> tuple[int, int] | None:
    """The inside of the innermost parentheses around a position; to the end if never closed."""
    open_at: list[int] = []
    for offset in range(position):
        if text[offset] == "(":
            open_at.append(offset)
        elif text[offset] == ")" and open_at:
            open_at.pop()
    if not open_at:
        return None
    depth = 1
    for offset in range(position, len(text)):
        if text[offset] == "(":
            depth += 1
        elif text[offset] == ")":
            depth -= 1
            if depth == 0:
                return open_at[-1] + 1, offset
    return open_at[-1] + 1, len(text)


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
        (r"^(?P<odd>(?i:cf))(?=\s+[^\s.])", r"\g<odd>."),
        (r"^(?i:cf)(?P<odd>\s+)\.", ""),
        (r"^(?i:cf)\s*\.(?P<odd>)(?=\S)", " "),
        (r"(?i:cross)(?P<odd>\s*[-‐‑–—−]\s+|\s+[-‐‑–—−]\s*|\s+|(?=b))(?i:border)", "-"),
        (r"(?i:th)(?P<odd>e)(?i:mes?)\b", "è"),
        (r"(?i:th[eèé]mes?)(?P<odd>)(?=[0-9])", " "),
    )
)
_SPACES = re.compile(r"\s+")
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
    for match in _SPACES.finditer(reference.text):
        inside_another = any(s <= match.start() and match.end() <= e for s, e, _ in odd)
        if match[0] not in _GOOD_SPACES and not inside_another:
            odd.append((*match.span(), " "))
    offset = reference.start
    return tuple(Misspelling(offset + s, offset + e, new) for s, e, new in sorted(odd))


_BALANCED = re.compile(r"[^()]*+(?>(?:\([^()]*+\)[^()]*+)*)")


def lone_parenthesis(text: str, reference: Reference) -> str | None:
    """The parenthesis that stands alone around a reference: ``(``, ``)``, or ``None``.

    An opening one counts when nothing closes it and no other parenthesis stands between it and the
    reference; a closing one when it follows the reference directly: "a) …" is a list.
    """
    if _BALANCED.fullmatch(text):
        return None
    unmatched: list[int] = []
    for offset, character in enumerate(text):
        if character == "(":
            unmatched.append(offset)
        elif character == ")":
            if unmatched and text[unmatched[-1]] == "(":
                unmatched.pop()
            else:
                unmatched.append(offset)
    for offset in unmatched:
        if text[offset] == "(" and offset < reference.start:
            between = text[offset + 1 : reference.start]
            if "(" not in between and ")" not in between:
                return "("
        follows = text[offset] == ")" and offset >= reference.end
        if follows and not text[reference.end : offset].strip():
            return ")"
    return None


_LIST_AT_END = re.compile(r"[0-9][0-9 \u00a0\u202f,;&/+etàa-]*\Z")
_SEPARATOR = re.compile(r"\s*(?:[,;]|\bet\b)?\s*\Z")


def without_repeats(
    text: str, reference: Reference, earlier: frozenset[str]
) -> tuple[int, int, str]:
    """Characters to replace, and by what, so that a reference names each theme once.

    ``earlier`` are the keys that the text has named before it. A reference of which nothing is
    left goes, with the parentheses or the separator that only it needed.
    """
    kept = [
        index
        for index, key in enumerate(reference.keys)
        if key is None or (key not in earlier and key not in reference.keys[:index])
    ]
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
    if text[:start].endswith("(") and text[end:].startswith(")"):
        start, end = start - 1, end + 1
        stop = re.search(r"\s*[,;]?\s*\Z", text[:start])
        assert stop is not None
        return stop.start(), end, ""
    separator = _SEPARATOR.search(text[:start])
    assert separator is not None  # it may be empty
    return separator.start(), end, ""
