"""References to themes in their usual forms, and references elsewhere (DESIGN.md, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.programme.references.reference import Reference
from motxl.programme.themes import Themes
from motxl.text.normalise import Folded, fold_with_origins, normalise

# All of these look at folded text: lower case, no accents, one kind of apostrophe, dash and space.
# Repeated spaces are taken as a whole (``*+``): a text may be long, and hold little else.
CF = r"(?:(?<!\w)cf *+\.?+ *+)"
_DEAL_NAME = r"(?<!\w)cross *+-?+ *+border ++deal(?!\w)"
_NUMBER = r"[0-9]{1,3}(?!\.?[0-9])"
NUMBERS = rf"{_NUMBER}(?:(?: *+[-,&/+] *+(?>(?:et ++)?)| ++(?:et|a) ++){_NUMBER})*"
_DEAL = re.compile(rf"{CF}?{_DEAL_NAME} ++themes?+ *+(?>(?:n[o°] *+)?)(?P<numbers>{NUMBERS})(?!\w)")
_DEAL_WITHOUT_THEME = rf"{CF}{_DEAL_NAME}"
_LIST_ITEM = re.compile(r"(?P<upto>(?<! )(?: ++a ++| *+- *+))?(?P<number>[0-9]++)")
_TRANSVERSAL = re.compile(rf"(?P<cf>{CF})?(?<!\w)theme ++transversal(?!\w) *+(?>(?:[-:] *+)?)")
_UNKNOWN_LABEL = re.compile(r"[^(),;]*+")
_ELSEWHERE = re.compile(r"(?<!\w)(?:cf[. ]|voir )[^(),;]*+")


def find_deal(text: str, folded: Folded, themes: Themes) -> Iterator[Reference]:
    for match in _DEAL.finditer(folded.text):
        numbers = numbers_of(match["numbers"])
        start, end = folded.origin(match.start(), match.end())
        yield Reference("deal", start, end, text[start:end], keys_of(numbers, themes), numbers)


def keys_of(numbers: tuple[int, ...], themes: Themes) -> tuple[str | None, ...]:
    known = themes.by_number
    return tuple(theme.key if (theme := known.get(n)) else None for n in numbers)


# Beyond as many a range is its two ends: a long text could name hundreds of thousands.
_MOST_NUMBERS = 200


def numbers_of(written: str) -> tuple[int, ...]:
    """``3, 5 et 9`` is 3, 5, 9; ``3 a 5`` is 3, 4, 5 (a range that runs backwards is its ends)."""
    numbers: list[int] = []
    for item in _LIST_ITEM.finditer(written):
        number = int(item["number"])
        is_range = item["upto"] and numbers and numbers[-1] < number <= numbers[-1] + 50
        if is_range and len(numbers) < _MOST_NUMBERS:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(numbers)


def find_transversal(text: str, folded: Folded, themes: Themes) -> Iterator[Reference]:
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


def find_elsewhere(text: str, folded: Folded) -> Iterator[Reference]:
    for match in _ELSEWHERE.finditer(folded.text):
        start, end = folded.origin(match.start(), match.start() + len(match[0].rstrip(" ")))
        yield Reference("autre", start, end, text[start:end])


def without_item(reference: Reference, themes: Themes) -> bool:
    """Whether a reference is recognised and names nothing, as ``cf. Cross-border Deal`` alone: it
    is of no use to a reader."""
    if reference.kind != "autre":
        return False
    if reference.family or themes.families.deal is None:
        return bool(reference.family)
    folded = fold_with_origins(reference.text).text
    return "deal" in folded and re.match(_DEAL_WITHOUT_THEME, folded) is not None
