"""A text as it may be a code by itself, or begin with one: what it is, only its column says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.programme.numberings import FIRST, ORDINAL
from motxl.programme.scheme import MOST_LEVELS

# A text that is longer than this is no code, whatever words stand before its number.
_LONGEST = 40

_END = r"(?![^\W\d_])"
_ROMAN = r"[IVXLCDM]{3,9}|[ivxlcdm]{3,9}"
_PART = rf"(?:[0-9]{{1,4}}|[A-Z]{{1,2}}{_END}|[a-z]{{1,2}}{_END}|(?:{_ROMAN}){_END})"
_AND_ON = rf"(?:\s?[.\-/]\s?{_PART}|(?<=[A-Za-z])[0-9]{{1,4}}|(?<=[0-9])[A-Za-z]{_END})*"
_WORDS = r"(?:[^\W\d_]{1,20}\.?['’\s-]{1,2}){1,4}(?:n?[°º]\s?|n\.?o\.?\s)?"
_FIGURES = re.compile(
    rf"(?P<prefix>(?:{_WORDS}|n?[°º]\s?|[^\W\d_]{{1,6}}[-_.]?)?)(?P<body>[0-9]{{1,4}}{_AND_ON})",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    rf"(?P<prefix>(?:[^\W\d_]{{3,}}\.?\s(?:[^\W\d_]+\s){{0,2}}?)?)"
    rf"(?P<body>(?:[A-Z]{{1,2}}{_END}|[a-z]{_END}|[IVXLCDM]{{1,9}}{_END}){_AND_ON})"
)
# "Article premier", "Titre Ier", "Art. 2º": what only a word before it makes a number.
_IN_WORDS = re.compile(
    rf"(?P<prefix>[^\W\d_]{{3,20}}(?:-[^\W\d_]{{2,20}})?\.?\s)(?P<body>(?i:{FIRST})|{ORDINAL})"
)
# "Article 3 bis", "2.1 ter": put between two that were there.
_BIS = r"\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)"
_INSERTED = re.compile(rf"{_BIS}(?!\w)", re.IGNORECASE)
_INSERTED_LAST = re.compile(rf"(?<=[0-9]){_BIS}\Z", re.IGNORECASE)
# "Relevé du 04/02/2025": in a title above codes, a date is none of them.
_DATE = re.compile(
    r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}([./-])[0-9]{1,2}\2[0-9]{1,2}"
)
_SHORTEST_DATE = len("1.1.2025")
_PLAIN = re.compile(rf"[0-9]{{1,4}}(?:\.[0-9]{{1,4}}){{0,{MOST_LEVELS - 1}}}")
# "1.1 Title", as most labels with a code begin, and "1.1" alone; what may be "1.1 bis" is looked at
# more closely.
_PLAIN_START = re.compile(
    r"([0-9]{1,4}(?:\.[0-9]{1,4})*)(?:[ \u00a0](?=[^\W\d_btqsondBTQSOND])|\Z)"
)
_FIGURE = re.compile("[0-9]")
_SPLIT = re.compile(r"([0-9]+|[A-Za-z]+)")
# "1.1 Title", "Axe 1 - Title", "Fiche 3 : title", "A) Title", "1.1 « Title »".
_AFTER = re.compile(r"[.)]?\s*[-–—:|]\s*(?=\S)|[.)]\s+(?=\S)|\s+(?=(?:[«“„\"]\s*)?[^\W_])")
_AFTER_LETTER = re.compile(r"[.)]?\s*[–—:]\s*(?=\S)|\s+-\s+(?=\S)|[.)]\s+(?=\S)")
_BEFORE_TEXT = re.compile(r"([A-Z]{1,2}|[IVXLCDM]{1,9})[.)]?[ \u00a0](?=[^\W_])")


class CodeToken(NamedTuple):
    """A text as it may be a code."""

    prefix: str
    parts: tuple[str, ...]
    separators: tuple[str, ...]


def text_of(value: CellValue) -> str:
    """A cell of a column of codes as a text: numbers as they show; empty for dates and blanks."""
    if isinstance(value, str):
        if value.isascii():
            return value.strip()
        return value.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value:.10g}"


def code_at_start(label: str) -> str:
    """The code with which a label may begin: ``1.1`` of ``1.1 Title``, ``Axe 1`` of ``Axe 1 - …``;
    empty where it begins with none."""
    if plain := _PLAIN_START.match(label):
        return plain[1] if plain.end() < len(label) else ""
    return _at_start(label.strip()[: 2 * _LONGEST].replace("\u00a0", " "))


def codes_at_start(labels: Sequence[str]) -> list[str]:
    """The codes with which the labels of a column begin, as ``code_at_start`` reads each. A letter
    or a Roman number before a text, ``II Title``, is one where the next code goes on from it
    (``II.1``), and the one before does not."""
    found = [code_at_start(label) if label else "" for label in labels]
    following: list[str] = []
    for code in reversed(found):
        following.append(code or (following[-1] if following else ""))
    before = ""
    for at, below in enumerate(reversed(following)):
        if below and (match := _BEFORE_TEXT.match(labels[at].lstrip())):
            own = match[1]
            if _goes_on(own, below) and not _goes_on(own, before):
                found[at] = own
        before = found[at] or before
    return found


def may_hold_code(text: str) -> bool:
    """Whether a text is a code or may begin with one, whatever stands around it: ``codes_at_start``
    finds none in others."""
    return looks_like_code(text) or bool(code_at_start(text) or _BEFORE_TEXT.match(text))


def _goes_on(code: str, other: str) -> bool:
    """Whether another code begins with a letter or a Roman number, and a sign and a figure
    follow."""
    rest = other[len(code) :]
    return other.startswith(code) and rest[:1] in {".", "-", "/"} and rest[1:2].isdecimal()


def end_of_code(label: str) -> int:
    """Where the text begins that follows the code of a label, and what parts them: 8 for ``Axe 1 -
    Title``; 0 where it begins with no code."""
    start = len(label) - len(label.lstrip())
    code = code_at_start(label)
    if not code:
        return 0
    found = _AFTER.match(label.replace("\u00a0", " "), start + len(code))
    return found.end() if found else 0


@lru_cache(maxsize=4096)
def _at_start(label: str) -> str:
    in_words = _IN_WORDS.match(label)
    if in_words and _AFTER_LETTER.match(label, in_words.end()):
        return in_words[0]
    figures = _FIGURES.match(label) if _FIGURE.search(label, 0, _LONGEST) else None
    if figures:
        inserted = _INSERTED.match(label, figures.end())
        end = inserted.end() if inserted else figures.end()
        if _AFTER.match(label, end):
            return label[:end]
    letters = _LETTERS.match(label)
    if letters is None:
        return ""
    # "Open a place": between words, a small letter is a word.
    is_written = letters["prefix"] and letters["body"][0].isupper()
    after = _AFTER if is_written else _AFTER_LETTER
    return letters[0] if after.match(label, letters.end()) else ""


def looks_like_code(text: str) -> bool:
    """Whether a text may be a code by itself: what it is, the column says."""
    return _is_plain(text) or as_figures(text) is not None or as_letters(text) is not None


def _is_plain(text: str) -> bool:
    """Whether a text is figures and dots alone, as most codes are, and no date."""
    if _PLAIN.fullmatch(text) is None:
        return False
    return len(text) < _SHORTEST_DATE or not _DATE.fullmatch(text)


def is_inserted(text: str) -> bool:
    """Whether a text is a code with what says that it was put between others: ``3 bis``."""
    found = _INSERTED_LAST.search(_trimmed(text))
    return found is not None and looks_like_code(text[: found.start()])


def prefix_of(text: str) -> str:
    """What stands before the number of a code; the text itself where it is none."""
    token = as_figures(text) or as_letters(text)
    return text if token is None else token.prefix


def is_word(prefix: str) -> bool:
    """Whether what stands before a number is a word, and no letter that counts: "Art. 1" has a word
    that is cut short, "A.1" none."""
    return any(map(str.isalpha, prefix)) and not set(prefix.replace(". ", " ")) & set(".-_/")


def prefixes_of(text: str) -> tuple[str, ...]:
    """What may stand before the number of a code: ``A.`` of ``A.1``, and nothing where the letter
    counts. Empty where it is no code."""
    if _is_plain(text):
        return ("",)
    tokens = (as_figures(text), as_letters(text))
    if tokens[1] is None:
        return () if tokens[0] is None else (tokens[0].prefix,)
    return tuple(dict.fromkeys(token.prefix for token in tokens if token is not None))


@lru_cache(maxsize=8192)
def as_figures(text: str) -> CodeToken | None:
    """A text as a prefix and a code that begins with a number."""
    if len(text) > _LONGEST:
        return None
    trimmed = _trimmed(text)
    if _PLAIN.fullmatch(trimmed):  # as most codes are
        parts = tuple(trimmed.split("."))
        dots = (".",) * (len(parts) - 1)
        return CodeToken("", parts, dots) if _is_plain(trimmed) else None
    if in_words := _IN_WORDS.fullmatch(trimmed):
        return CodeToken(in_words["prefix"], (in_words["body"],), ())
    return _token(_FIGURES.fullmatch(trimmed)) if _FIGURE.search(text) else None


@lru_cache(maxsize=8192)
def as_letters(text: str) -> CodeToken | None:
    """A text as a code that begins with a letter, or a Roman number."""
    if len(text) > _LONGEST or not text[:1].isalpha():
        return None
    return _token(_LETTERS.fullmatch(_trimmed(text)))


def _trimmed(text: str) -> str:
    return text.rstrip(" .):")


def _token(match: re.Match[str] | None) -> CodeToken | None:
    if match is None or _DATE.fullmatch(match["body"]):
        return None
    pieces = _SPLIT.split(match["body"])
    parts, separators = pieces[1::2], pieces[2:-1:2]
    if len(parts) > MOST_LEVELS:
        return None
    return CodeToken(match["prefix"], tuple(parts), tuple(one.strip() for one in separators))
