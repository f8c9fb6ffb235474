"""From a column of texts to the scheme of their codes: what a programme says of its numbering
where no ``tblNiveaux`` does.

Codes are told from years, amounts, dates, telephone numbers and numbers of a database by what they
do: they begin low, and each follows the one above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from motxl.programme.ambiguous import Ambiguity, ambiguity
from motxl.programme.candidates import FEWEST, candidates
from motxl.programme.codes import NEAR, NEARLY, Code, nearness
from motxl.programme.codetoken import (
    as_figures,
    as_letters,
    code_at_start,
    end_of_code,
    is_inserted,
    is_word,
    looks_like_code,
    prefix_of,
    text_of,
)
from motxl.programme.numberings import FIGURES
from motxl.programme.scheme import Scheme

# What looks as a capital does.
_ALIKE = str.maketrans("l|", "II")
_FIRST_LOOK = 60
# Where all of these are read in one way, a look at those after them may say that they are, too.
_LONG = 300
# Of the texts that are no codes of another kind, and of all.
_MOST_READ, _LEAST_READ = 0.6, 0.4
_FOLLOWED = 0.6
_FEWEST_RISING = 8
# A programme does not begin with its hundredth axis; years, ids and network addresses do.
_HIGHEST_FIRST = 60
# Codes that fit no scheme are slips, as long as they are few.
_FEWEST_IRREGULAR, _RARE = 2, 12
# Codes of another kind beside them say that the rows are counted in two ways.
_MOST_OTHERS = 4
_PLAINLY = 0.9


class Recognised(NamedTuple):
    """A scheme that a column of codes fits, and how well."""

    scheme: Scheme
    codes: tuple[Code | None, ...]
    """What it reads of each text"""
    texts: int
    """How many texts there were"""
    read: int
    """How many of them it reads"""
    others: int
    """How many are codes of another kind: ``M4`` among ``WP1`` and ``T1.1``"""
    followed: float
    """From 0 to 1: how many codes are what may follow the one above"""
    irregular: int
    """How many look like codes, and fit neither it nor another kind: ``1.a`` among ``1.1``"""
    examples: tuple[str, ...]
    """The first code of each level that there is"""
    ambiguity: Ambiguity = ""
    """Why they may as well count in another way"""

    @property
    def is_whole(self) -> bool:
        """Whether what it does not read may be slips: otherwise the programme counts in a way that
        no scheme can say, and nothing is to be said of its codes."""
        few = self.irregular < _FEWEST_IRREGULAR or self.irregular * _RARE < self.texts
        # Where each code follows the one above, what stands between is counted by itself.
        is_plain = self.followed >= _PLAINLY and self.scheme.is_nested
        some = self.others * _MOST_OTHERS < self.read or (is_plain and self.others < self.read)
        return few and not self.ambiguity and some

    @property
    def is_flat(self) -> bool:
        """Whether nothing but one number after the other stands there: rows are counted so in any
        table."""
        return self.scheme.depth == 1

    @property
    def distinct(self) -> int:
        return len({code for code in self.codes if code})

    @property
    def begins_low(self) -> bool:
        """Whether its first level begins where programmes do: no year, no number of a database."""
        return _begins_low(self.scheme, [code for code in self.codes if code])


def recognise(
    texts: Sequence[str], *, is_named: bool = False, first: Sequence[Recognised] = ()
) -> tuple[Recognised, ...]:
    """The schemes that a column of texts fits: none where it is no column of codes, and more than
    one where they fit equally well. Blank texts are rows without a code.

    ``is_named`` where a header says that codes stand there: their numbers may then leap, as where
    only what is done is listed, as long as they rise from row to row. ``first`` is what the first
    of these texts fit, where somebody has looked at them before."""
    filled = [text for text in texts if text]
    if len(filled) < FEWEST:
        return ()
    if first or len(filled) > 2 * _LONG:
        begun = first or recognise(texts[:_LONG], is_named=is_named)
        if len(begun) == 1 and (whole := _going_on(begun[0], texts, filled, is_named)) is not None:
            return (whole,)
    # The first codes of a long column show soon that it is none.
    start = filled[:_FIRST_LOOK] if len(filled) > 2 * _FIRST_LOOK else []
    found = {
        one.scheme: one
        for scheme in candidates(filled)
        if (not start or _judged(scheme, start, len(start), is_named) is not None)
        and (one := _judged(scheme, texts, len(filled), is_named)) is not None
    }
    if not found:
        return ()
    most = max(one.read for one in found.values())
    best = [one for one in found.values() if one.read == most]
    highest = max(one.followed for one in best)
    best = [one for one in best if one.followed > highest - 0.02]
    least = min(one.irregular for one in best)
    best = [one for one in best if one.irregular == least]
    fewest = min(one.scheme.depth for one in best)
    return tuple(
        one
        for one in best
        if one.scheme.depth == fewest
        or (one.scheme.levels[0].numbering != "1" and _counts_first(one.codes))
    )


def _going_on(
    begun: Recognised, texts: Sequence[str], filled: Sequence[str], is_named: bool
) -> Recognised | None:
    """How a long column counts whose first texts are all read in one way, where all others are
    read so, too: no other way reads more. ``None`` where it has to be looked at as a whole."""
    scheme = begun.scheme
    if not scheme.is_nested or begun.read < begun.texts:
        return None
    found = _judged(scheme, texts, len(filled), is_named)
    if found is None or found.read < found.texts:
        return None
    return found if max(len(code) for code in found.codes if code) <= scheme.depth else None


def _counts_first(codes: Sequence[Code | None]) -> bool:
    """Whether the first level counts: what is the same in all codes is but a sign before them."""
    return len({code[0] for code in codes if code}) > 1


# Judgement


def _judged(scheme: Scheme, texts: Sequence[str], filled: int, is_named: bool) -> Recognised | None:
    """How well a scheme fits; ``None`` where it does not."""
    codes = scheme.read_column(texts, tidied=True)
    read = [code for code in codes if code is not None]
    if len(set(read)) < FEWEST:
        return None
    unread = [t for t, code in zip(texts, codes, strict=True) if t and code is None]
    others = sum(is_other_kind(scheme, text) for text in unread)
    irregular = sum(
        any(map(str.isdecimal, text))
        and (as_figures(text) or as_letters(text)) is not None
        and not is_other_kind(scheme, text)
        and not scheme.readings(scheme.tidy(text))
        for text in unread
    )
    if len(read) < _MOST_READ * (filled - others) or len(read) < _LEAST_READ * filled:
        return None
    if not _begins_low(scheme, read):
        return None
    followed = _followed(scheme, read)
    if followed < _FOLLOWED:
        if not (is_named and _rise(scheme, read)):
            return None
        followed = _FOLLOWED
    examples: dict[int, str] = {}
    for text, code in zip(texts, codes, strict=True):
        if code is not None:
            examples.setdefault(len(code), text)
    return Recognised(
        scheme, tuple(codes), filled, len(read), others, followed, irregular,
        tuple(examples[depth] for depth in sorted(examples)),
        ambiguity(scheme, texts, read) if followed < 1 or not scheme.is_nested else "",
    )  # fmt: skip


def is_other_kind(scheme: Scheme, text: str) -> bool:
    """Whether a text that a scheme does not read is a code of another kind: ``M4`` among ``WP1``
    and ``T1.1``, ``Annexe A``; or one that was put between: ``Article 3 bis``."""
    if is_inserted(text):
        return True
    token = as_figures(text)
    if token is None:
        token = as_letters(text)
        if token is None or not is_word(token.prefix):
            return False
    if not token.prefix.strip():
        return False
    depth = len(token.parts)
    own, known = token.prefix.strip(), {level.prefix.strip() for level in scheme.headings}
    if own.translate(_ALIKE) in known or _lacks_a_sign(scheme, text):
        return False  # "l 3" among "I 2" and "I 4" is a slip, and "e4" among "e.3" and "e.5"
    return depth > scheme.depth or own.casefold() not in {one.casefold() for one in known}


def _lacks_a_sign(scheme: Scheme, text: str) -> bool:
    """Whether a text would be a code with one more of the signs between numbers."""
    signs = {level.separator for level in scheme.headings[1:]} - {None, ""}
    return any(
        scheme.readings(f"{text[:at]}{sign}{text[at:]}")
        for sign in signs
        for at in range(1, len(text))
    )


def _begins_low(scheme: Scheme, codes: Sequence[Code]) -> bool:
    first = {code[0] for code in codes}
    if scheme.headings[0].numbering in {"1", "01", "001"}:
        return min(first) <= _HIGHEST_FIRST and max(first) < 10 * _HIGHEST_FIRST
    # "V1.1", "T1.1": a letter that stays the same, and is not the first, is none that counts.
    return (min(first) == 1 or len(first) > 1) and max(first) - min(first) < 2 * len(first)


def _rise(scheme: Scheme, codes: Sequence[Code]) -> bool:
    """Whether many codes in figures, which hold those of their headings, rise from row to row, and
    are written as no amount is: with a sign before the number, or on three levels."""
    is_written = scheme.depth > 2 or any(level.prefix.strip() for level in scheme.headings)
    in_figures = all(level.numbering in FIGURES for level in scheme.headings)
    if len(codes) < _FEWEST_RISING or scheme.depth < 2 or not (is_written and in_figures):
        return False
    return scheme.is_nested and all(previous < code for previous, code in pairwise(codes))


def _followed(scheme: Scheme, codes: Sequence[Code]) -> float:
    """The share of the codes that are what may follow the one above."""
    found: list[float] = []
    through = {
        depth for depth, level in enumerate(scheme.headings, 1) if level.counting == "programme"
    }
    if not through:
        found += (
            nearness(previous, code) for previous, code in pairwise(codes) if code != previous
        )
        return sum(found) / len(found) if found else 0.0
    last: dict[int, int] = {}
    for previous, code in pairwise(codes):
        last[len(previous)] = previous[-1]
        if code == previous:
            continue
        if min(len(code), scheme.depth) in through:
            ahead = code[-1] - last.get(len(code), 0)
            found.append(1.0 if ahead == 1 else NEARLY if 1 < ahead <= NEAR else 0.0)
        else:
            found.append(nearness(previous, code))
    return sum(found) / len(found) if found else 0.0


__all__ = [
    "Recognised",
    "code_at_start",
    "end_of_code",
    "is_other_kind",
    "looks_like_code",
    "prefix_of",
    "recognise",
    "text_of",
]
