"""Texts as tokens: one letter for each word and each sign, by what it means in a reference.

Patterns over such a string know orders and separators; words with a slip have a letter of their
own, the capital of that of the word which is meant. Spaces are no tokens.
"""

from __future__ import annotations

import re
from functools import lru_cache

from motxl.text.closest import is_slip
from motxl.text.normalise import Folded

# Of glued words the first ones stand alone; "6e" is one word, "4.2" and "4a" are none of ours.
_TOKEN = re.compile(
    r"n ?[°º]|[^\W\d_]++\(s\)|(?:cross|x)(?=-?border)|border(?=deal)|deal(?=themes?(?!\w))"
    r"|[^\W\d_]++|[0-9]++(?:e|eme|ieme|er|ere|nd|th|rd|st)(?![^\W_])"
    r"|[0-9]\w*+(?>(?:\.[0-9]\w*+)*)|[^\w ]|_"
)
_LONGEST = 14
_DIGITS = "0123456789"
_ENDS_OF_ORDINALS = ("e", "eme", "ieme", "er", "ere", "nd", "th", "rd", "st")
_NUMBERS = (
    ("un", "one"),
    ("deux", "two"),
    ("trois", "three"),
    ("quatre", "four"),
    ("cinq", "five"),
    ("six",),
    ("sept", "seven"),
    ("huit", "eight"),
    ("neuf", "nine"),
    ("dix", "ten"),
)
_ORDINALS = (
    ("premier", "first"),
    ("deuxieme", "second"),
    ("troisieme", "third"),
    ("quatrieme", "fourth"),
    ("cinquieme", "fifth"),
    ("sixieme", "sixth"),
    ("septieme", "seventh"),
    ("huitieme", "eighth"),
    ("neuvieme", "ninth"),
    ("dixieme", "tenth"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_VALUES = {word: n for n, words in enumerate(_NUMBERS, 1) for word in words}
_VALUES |= {word: n for n, words in enumerate(_ORDINALS, 1) for word in words}
_VALUES |= {word: n for n, word in enumerate(_ROMAN, 1)}

_WORDS = {
    "x": ("cross", "x"),
    "b": ("border",),
    "d": ("deal",),
    "t": (
        *(
            "theme",
            "themes",
            "theme(s)",
            "thematique",
            "thematiques",
            "thematique(s)",
            "th",
            "them",
        ),
        *("thema", "themen", "themas", "tema", "temas", "topic", "topics"),
    ),
    "s": (
        "transversal",
        "transversaux",
        "transversale",
        "transversales",
        "transverse",
        "transverses",
    ),
    "g": ("cbd", "cb"),
    "c": ("cf", "cfr", "confer"),
    "v": ("voir", "see", "siehe"),
    "l": ("lien", "liens"),
    "k": ("c",),
    "f": ("f",),
    "o": ("n°", "n °", "nº", "no", "num", "numero", "number", "nr", "#"),
    "u": (
        *("le", "la", "les", "l", "du", "de", "des", "d", "au", "aux", "dans", "sur", "the", "of"),
        *("in", "del", "der", "dem", "im", "zum"),
    ),
    "e": ("et", "and", "und", "y"),
    "O": ("ou", "or", "oder"),
    "a": ("a", "to", "bis"),
    "q": ("«", "»", '"', "“", "”", "„", "*"),
    "r": tuple(_VALUES.keys() - {word for words in _ORDINALS for word in words}),
    "m": tuple(word for words in _ORDINALS for word in words),
    "~": ("…",),
}
_LETTERS = {word: letter for letter, words in _WORDS.items() for word in words}
_SIGNS = frozenset("()[],;:-/&+.'")
# A number, a word that sends elsewhere, the name of what has themes, or "transversal".
_TELLING = frozenset("nrmckvxXsS")
# One slip away from a word of ours, and words of their own.
_OTHER_WORDS = frozenset(
    {
        *("gross", "cress", "press", "these", "theses", "thermes", "tome", "creme", "real", "meal"),
        *("dead", "dear", "heal", "ideal", "seal", "zeal", "veal", "dual", "dial", "idea"),
    }
)
_SLIPS = (
    *(("X", "cross"), ("B", "border"), ("D", "deal"), ("T", "theme"), ("T", "themes")),
    *(("S", "transversal"), ("S", "transversaux"), ("T", "thematique"), ("S", "transversale")),
)


class Tokens:
    """The tokens of a text. Places are those of tokens, offsets those of folded characters."""

    def __init__(self, text: str, folded: Folded) -> None:
        self.text = text
        self.folded = folded
        matches = list(_TOKEN.finditer(folded.text))
        self.words = [match[0] for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        letters = list(map(_letter, self.words))
        for place, letter in enumerate(letters):
            if not place or self.ends[place - 1] != self.starts[place]:
                continue
            if letter == "-":
                letters[place] = "h"  # a hyphen, and no dash
            elif letter in "nm" and letters[place - 1] == "w":
                letters[place] = "w"  # the end of a word, "covid19"
        self.letters = "".join(letters)

    @property
    def may_refer(self) -> bool:
        """Whether there is one of the words that every reference holds, however it is written, or
        a parenthesis that begins with the word theme."""
        is_bare = any(begun in self.letters for begun in ("(t", "[t", "(T", "[T"))
        return is_bare or not _TELLING.isdisjoint(self.letters)

    def written(self, place: int) -> str:
        """A token as the text has it."""
        return self.text[slice(*self.folded.origin(self.starts[place], self.ends[place]))]

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """The characters of the text that a match in the letters stands for."""
        return self.folded.origin(self.starts[match.start()], self.ends[match.end() - 1])


def _letter(word: str) -> str:
    if word[0].isdigit():
        return _of_digits(word)
    return "w" if len(word) > _LONGEST else _of_word(word)


def _of_digits(word: str) -> str:
    if word.isdecimal():
        return "n" if len(word) <= 3 else "w"
    return "m" if len(word) <= 8 and word.lstrip(_DIGITS) in _ENDS_OF_ORDINALS else "w"


@lru_cache(maxsize=4096)
def _of_word(word: str) -> str:
    known = _LETTERS.get(word)
    if known is not None:
        return known
    if not word[0].isalnum():
        return word if word in _SIGNS else "?"
    if word not in _OTHER_WORDS:
        for letter, one in _SLIPS:
            if is_slip(word, one):
                return letter
    return "w"


def value_of(word: str) -> int:
    """The number that a token of letter ``n``, ``r`` or ``m`` stands for."""
    found = _VALUES.get(word)
    return found if found is not None else int("".join(filter(str.isdecimal, word)))


def written_number(word: str) -> int | None:
    """The number that a folded word says in letters, Roman ones included; ``None`` for another
    word."""
    return _VALUES.get(word)
