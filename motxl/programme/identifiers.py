"""Codes that are names of rows, and count in no way that is known: ``L-EA-012``, ``GV.OC-01``. Each
stands once, and they are written alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from motxl.programme.recognising import Recognised
from motxl.programme.scheme import MOT, CodeReading, Scheme, SchemeLevel

_FEWEST = 8
# What is not written as most are, or stands there twice, is a slip: one in ten.
_SLIPS = 10
_MOST_FORMS = 4
_WRITTEN = re.compile(
    r"(?=.*[0-9])(?=.*[^\W\d_]|.*[0-9][-._/][0-9])[^\W_]{1,8}(?:[-._/ ][^\W_]{1,8}){0,5}"
)
_LETTERS, _FIGURES = re.compile(r"[^\W\d_]+"), re.compile(r"[0-9]+")
# Words beside one another are the title of a section.
_TITLE = re.compile(r"[^\W\d_]{2}[^\w]+[^\W\d_]{3}")
# What is told as how each code follows the one above, where nobody knows.
_UNKNOWN = 0.6


@dataclass(frozen=True)
class Identifiers(Scheme):
    """A scheme of which it is known how codes are written, and not how they count."""

    forms: frozenset[str] = frozenset()

    __hash__ = Scheme.__hash__

    def readings(self, text: str) -> tuple[CodeReading, ...]:
        return (CodeReading(1, (1,)),) if form_of(text) in self.forms else ()

    def is_plainly(self, text: str) -> bool:
        return form_of(text) in self.forms


def form_of(text: str) -> str:
    """How a text is written: ``A-A-9`` for ``L-EA-012``; empty where it is no identifier."""
    if not _WRITTEN.fullmatch(text):
        return ""
    return _FIGURES.sub("9", _LETTERS.sub("A", text))


def identified(texts: Sequence[str]) -> Recognised | None:
    """A column of texts as identifiers; ``None`` where they are none. Blank texts are rows without
    one."""
    filled = [text for text in texts if text and not _TITLE.search(text)]
    forms = Counter(form for text in filled if (form := form_of(text)))
    usual = frozenset(form for form, n in forms.most_common(_MOST_FORMS) if n > 1)
    named = [text for text in filled if form_of(text) in usual]
    others = len(filled) - len(named)
    again = len(named) - len(set(named))
    if len(named) < _FEWEST or max(others, again) * _SLIPS > len(filled):
        return None
    number = {text: n for n, text in enumerate(dict.fromkeys(named), 1)}
    codes = tuple((number[text],) if text in number else None for text in texts)
    level = SchemeLevel(MOT.levels[0].name)
    scheme = Identifiers((level,), is_stable=True, forms=usual)
    return Recognised(
        scheme, codes, len(filled), len(named), 0, _UNKNOWN, 0, (named[0],), "identifiers"
    )  # fmt: skip
