"""References that are parenthesised clauses, such as those to the jetons (DESIGN.md, section 4)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from motxl.programme.families import Family, Writing, words_in
from motxl.programme.references.reference import (
    Misspelling,
    Reference,
    ReferenceKind,
    applied,
    rewritten,
)
from motxl.text.closest import is_slip, written_like
from motxl.text.normalise import Folded, fold, fold_with_origins
from motxl.text.spans import Spans

# All of these look at folded text.
_WORD = re.compile(r"(?<!\w)(?:jetons?|offre ++modulable)(?!\w)")
_SLIPPED = re.compile(r"(?<!\w)(?:[jg][a-z]{3,7}|[a-z]{4,6} ++mo[a-z]{5,9})(?!\w)")
_JETON = "jetons", "jeton"
# What does away with the jetons that follow, and the words that may stand between.
_NONE = re.compile(r"(?<!\w)(?:hors|sans|pas|aucun|ni|non|sauf|excepte)")
_NONE_OF_THEM = (
    r"(?<!\w)(?:hors|sans|pas|aucune?|ni|non|sauf|excepte)"
    r"(?: ++|[dl]'|(?:les?|la|de|des|du|aux?|cadre|dispositif|offre|mobilisation|mobiliser|"
    r"utilisation|utiliser|recours|lien|avec|eligibles?|concernee?s?|necessitant|par)(?!\w)){1,16}\Z"
)
_LOOK_BACK = 80
_OF_ANOTHER_KIND = (
    r" ++(?:de ++(?:presence|securite|vote|casino)"
    r"|d'(?:authentification|acces|identification))(?!\w)"
)
# Words that promise something, up to the jetons that they promise.
_PROMISE = (
    r"(?<!\w)(?>(?:y compris ++)?)(?>(?:en ++)?)"
    r"(?:liens? ++avec|dans ++(?:le|un) ++cadre|mobilis\w{1,6}|au ++titre|cf *+\.?+)"
    r"(?: ++|[dl]'|(?:de|des|du|les?|la|leurs?|vos|nos|ses|un|une|[0-9]{1,3})(?!\w)){1,9}"
)
_BRACKETED = re.compile(r"[\[{](?P<inside>[^][(){}]*+)[\]}]")


class ClauseWords(NamedTuple):
    """What the clauses of a family hold."""

    kind: ReferenceKind
    family: str
    word: re.Pattern[str]
    """The words that make a clause one of the family"""
    slipped: re.Pattern[str]
    """What may be such words with a slip"""
    meant_by: Callable[[str], str | None]
    """The words that surely are meant by others"""
    of_another_kind: str
    """What follows the words where they mean something else; empty for nothing"""

    @property
    def pattern(self) -> str:
        """As part of another pattern, the words with nothing around them."""
        return self.word.pattern.removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)")


def find_clauses(
    text: str, folded: Folded, words: ClauseWords, excluded: Spans
) -> Iterator[Reference]:
    """Clauses that are references, and promises that stand in no parentheses. Words in the spans
    ``excluded`` of the folded text do not count."""
    meant = [
        match.start()
        for match in words.word.finditer(folded.text)
        if _is_meant(folded, match, words) and not excluded.meets(*match.span())
    ]
    slips = list(_slips(folded, words)) if "(" in folded.text else []
    taken: list[tuple[int, int]] = []
    for clause in _enclosing_clauses(folded.text, sorted([*meant, *(at for at, _change in slips)])):
        if clause is None or (taken and clause[0] < taken[-1][1]):
            continue  # in a clause that was found: it may hold parentheses of its own
        taken.append(clause)
        yield _clause(words, text, folded, *clause, _within(slips, *clause))
    clauses = Spans(taken)
    for match in _BRACKETED.finditer(folded.text) if meant and "]" in text else ():
        start, end = match.span("inside")
        place = bisect_left(meant, start)
        if place < len(meant) and meant[place] < end and not clauses.meets(start, end):
            clauses.add(start, end)
            edges = ((start - 1, start, "("), (end, end + 1, ")"))
            yield _clause(words, text, folded, start, end, edges)
    if all(clauses.meets(at, at + 1) for at in meant):
        return  # as they should be: the patterns that follow take long to compile
    said = rf"(?P<word>{words.pattern})"
    for match in re.compile(rf"{_PROMISE}{said}(?!\w)").finditer(folded.text):
        word = match.start("word")
        if meant[bisect_left(meant, word) % len(meant)] == word and not clauses.meets(
            *match.span()
        ):
            clauses.add(*match.span())
            yield _promise(words, text, folded, match.span())
    last = re.compile(_LAST.format(said=said)).search(
        folded.text, max(len(folded.text) - _LOOK_BACK, 0)
    )
    if last and last.start("word") == meant[-1] and not clauses.meets(*last.span("said")):
        yield _promise(words, text, folded, last.span("said"))


# Such words that end a text, after a sign and no more than a small word.
_LAST = (
    r"(?:[-,;:/+]|=>|->|→)(?> *+)(?P<said>(?:(?:sur|via|avec|contre|par|possible|en|pour|des|les|"
    r"[0-9]{{1,2}}) ++){{0,3}}{said})(?= *+[.)]?+ *+\Z)"
)


def speaks_of_jetons(reference: Reference) -> bool:
    return _WORD.search(fold(reference.text)) is not None


def ill_joined(reference: Reference) -> str | None:
    """The words of a clause that speak of jetons and cannot follow the small word before them
    (“les offre modulable”, “de offre modulable”, “des jeton”), with it: one was typed for another.
    ``None`` where there are none."""
    folded = fold_with_origins(reference.text)
    # Few clauses hold any.
    found = re.compile(_ILL_JOINED).search(folded.text) if reference.kind == "jeton" else None
    return reference.text[slice(*folded.origin(*found.span()))] if found else None


_ILL_JOINED = (
    r"(?<!\w)(?:(?:les|des|aux|ces|[nv]os|leurs|plusieurs|quelques) ++(?:offre ++modulable|jeton)"
    r"|(?:de|du|le|la|au|ce) ++offre ++modulable|(?:le|du|au|un|ce) ++jetons)(?!\w)"
)


def _is_meant(folded: Folded, word: re.Match[str], words: ClauseWords) -> bool:
    """Whether words speak of what a family is of, and not of none of it or of another kind."""
    before = folded.text[max(word.start() - _LOOK_BACK, 0) : word.start()]
    # Few are: the patterns that follow take long to compile.
    if _NONE.search(before) and re.search(_NONE_OF_THEM, before):
        return False
    other = words.of_another_kind
    if not other or not folded.text.startswith((" de ", " d'", "  "), word.end()):
        return True
    return re.compile(other).match(folded.text, word.end()) is None


Respelling = tuple[int, int, str]
"""Characters of the folded text, and what should stand there"""


def _slips(folded: Folded, words: ClauseWords) -> Iterator[tuple[int, Respelling]]:
    """Words that are surely slips of those of a family, by where they begin."""
    for match in words.slipped.finditer(folded.text):
        meant = words.meant_by(match[0])
        if meant and _is_meant(folded, match, words):
            yield match.start(), (*match.span(), meant)


@lru_cache(maxsize=1024)
def _jetons_meant_by(words: str) -> str | None:
    first, _space, second = words.partition(" ")
    if not second:
        found = [one for one in _JETON if is_slip(first, one)]
        return found[0] if found and first not in _JETON else None
    second = second.lstrip(" ")
    if words.endswith("modulables") or (first == "offre" and second == "modulable"):
        return None
    near = first == "offre" or is_slip(first, "offre")
    if near and (second == "modulable" or is_slip(second, "modulable")):
        return "offre modulable"
    return None


JETONS = ClauseWords("jeton", "", _WORD, _SLIPPED, _jetons_meant_by, _OF_ANOTHER_KIND)


@lru_cache(maxsize=16)
def clauses_of(family: Family, writing: Writing) -> ClauseWords:
    """The clauses that a family of the workbook's own describes."""
    word, shown = " ".join(writing.lead), writing.shown_lead
    least = max(len(word) - 1, _LEAST_OF_A_SLIP)
    known = {word: shown, f"{word}s": f"{shown}s"}

    def meant_by(written: str) -> str | None:
        if written in known:
            return None
        return next((said for one, said in known.items() if is_slip(written, one)), None)

    return ClauseWords(
        *("clause", family.name, re.compile(words_in(writing.lead))),
        re.compile(rf"(?<!\w)[a-z]{{{least},{len(word) + 2}}}(?!\w)"),
        meant_by if len(writing.lead) == 1 and len(word) > _LEAST_OF_A_SLIP else lambda _word: None,
        "",
    )


_LEAST_OF_A_SLIP = 5
"""A word of fewer letters may be another one with a slip"""


def _within(slips: list[tuple[int, Respelling]], start: int, end: int) -> tuple[Respelling, ...]:
    first, last = bisect_left(slips, (start,)), bisect_left(slips, (end,))
    return tuple(change for _at, change in slips[first:last])


def _clause(
    words: ClauseWords,
    text: str,
    folded: Folded,
    start: int,
    end: int,
    changes: tuple[Respelling, ...],
) -> Reference:
    """The reference that the characters between two parentheses are, without blanks at its ends."""
    inside = folded.text[start:end]
    first, last = start + len(inside) - len(inside.lstrip(" ")), start + len(inside.rstrip(" "))
    begin, stop = folded.origin(first, last)
    edits: list[Misspelling] = []
    for at, until, word in changes:
        place = folded.origin(at, until)
        new = written_like(word, text[slice(*place)]) if word[0].isalpha() else word
        edits += rewritten(text, *place, new)
    found = Reference(words.kind, begin, stop, text[begin:stop], family=words.family)
    if not edits:
        return found
    usual = applied(text, begin, stop, edits)
    return found._replace(readings=(usual,), edits=tuple(edits))


_ENDS = r"(?P<lone> *+\)?) *+[.]?+ *+\Z"
_BEFORE = r" *+(?:[-,;:/+]|=>|->|→) *+\Z| ++\Z"


def _promise(words: ClauseWords, text: str, folded: Folded, span: tuple[int, int]) -> Reference:
    """Words outside of parentheses: what is promised ends where the text does, or nobody knows."""
    start, end = folded.origin(*span)
    found = Reference("unread", start, end, text[start:end], family=words.family)
    ends = re.compile(_ENDS).match(folded.text, span[1])
    look_from = max(span[0] - _LOOK_BACK, 0)
    before = re.search(_BEFORE, folded.text[look_from : span[0]])
    if ends is None or before is None:
        return found
    first, _ = folded.origin(look_from + before.start(), span[0])
    edits = [Misspelling(first, start, " (")]
    if not ends["lone"]:
        edits.append(Misspelling(end, end, ")"))
    return found._replace(readings=(f"({found.text})",), edits=tuple(edits))


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
