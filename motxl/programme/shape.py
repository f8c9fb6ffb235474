"""What the column of codes is like, and whether it is numbered as the programme's scheme says.

Codes inside the labels, codes of another scheme, and where nobody gave one levels below the third
are recognised as another way to number, so that nothing is said of them row by row, and nothing
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.programme.codes import Code, misread_codes, parse_code, tidy_code
from motxl.programme.model import AXE, LABEL, TYPE, Entry, Programme
from motxl.programme.scheme import Scheme
from motxl.text.normalise import normalise

# Fewer rows than these may as well be slips.
_FEWEST_OTHERS = 3
_FEWEST_ALONE = 2
_FEWEST_SPELLINGS = 5
_FEWEST_WITHOUT_CODE = 3
_FEWEST_IN_LABELS = 2
_FEWEST_DEEP = 2
_FEWEST_ON_A_SHEET = 3
# One row in ten: what is rarer is no habit.
_RARE = 10

# "1.1.3 Title", "Objectif 1.1 : title", "A.1 Title", "T1.1 – Title": a number of two parts or more.
_IN_LABEL = r"\s*(?:[^\W\d_]{1,14}[\s.]{0,2})?[0-9]{1,4}(?:\.[0-9]{1,4})+(?![\w,%€])"
# A title of a column above the first code.
_TITLES = frozenset(
    (
        *("axe", "axes", "axis", "code", "codes", "id", "level", "n°", "niveau", "no", "no."),
        *("nr", "nº", "num", "num.", "number", "numero", "objectif", "ref", "ref.", "reference"),
        "wp",
    )
)


class Numbering(Enum):
    """How the rows are numbered."""

    NUMBERS = "numbers"
    """As the scheme says, or no code at all"""
    DEEP = "deep"
    """The same, with levels below the last, which no workbook says that there are not"""
    UNSAID = "unsaid"
    """As the workbook would say it, if that could be read"""
    FIGURES = "figures"
    """Numbers with other signs between, or leading zeros: a scheme, or a replacement of all dots"""
    OTHER = "other"
    """Something else"""
    NONE = "none"
    """There is a column for codes, and none in it, or none beside a text"""
    IN_LABELS = "in labels"
    """Codes inside the labels, and none in a column of their own"""


class Shape(NamedTuple):
    """What the column of codes is like."""

    numbering: Numbering = Numbering.NUMBERS
    example: str = ""
    """A code as it stands there, where it is not understood"""
    without_code: int = 0
    """How many rows carry none, where codes stand on headings only; else 0"""
    titles: frozenset[int] = frozenset()
    """Rows above the first code that hold the titles of the columns, in a sheet without a table"""

    @property
    def is_understood(self) -> bool:
        """Whether a code can be written, and codes renumbered, without changing the scheme."""
        return self.numbering is Numbering.NUMBERS

    @property
    def is_readable(self) -> bool:
        """Whether the codes say what stands under what, as far as the third level."""
        return self.numbering in {Numbering.NUMBERS, Numbering.DEEP}

    @property
    def on_headings_only(self) -> bool:
        """Whether actions carry no code: each code stands once, on its heading or first row."""
        return self.without_code > 0


def shape_of(programme: Programme) -> Shape:
    """The shape of a programme's codes, from what its rows hold."""
    entries, scheme = programme.entries, programme.scheme
    if programme.scheme_faults:
        return Shape(Numbering.UNSAID, next((e.code_text for e in entries if e.code_text), ""))
    if not programme.is_counted:
        example = next((text for entry in entries if (text := entry.text(AXE))), "")
        if example:
            return Shape(Numbering.OTHER, example)
    # Where Type stands, each row says by itself what its code should be.
    typed = programme.has(TYPE) and any(entry.level is not None for entry in entries)
    coded = [e for e in entries if e.code is not None or not is_blank(e.code_value)]
    if len(coded) * _RARE <= len(entries):
        example = _example_in_labels([entry.label for entry in entries])
        if example:
            return Shape(Numbering.IN_LABELS, example)
        if not coded and not typed and programme.has(AXE):
            return Shape(Numbering.NONE)
    titles = _titles(coded) if programme.table is None else frozenset()
    coded = [entry for entry in coded if entry.row not in titles]
    read = {e.row: code for e in coded if (code := e.written_code) is not None}
    converted: list[Code] = []
    others: list[Entry] = []
    for entry in coded:
        if entry.row not in read:
            readings = _misread(entry, programme)
            converted += readings[:1]
            others += [] if readings else [entry]
    if not typed and not read and not converted and len(coded) * 2 < len(entries):
        return Shape(Numbering.NONE, titles=titles)
    if not typed and programme.table is None:
        # Nothing but the columns that somebody named says that this is a programme.
        if sum(_is_text(entry.value(LABEL)) for entry in coded) * 2 < len(coded):
            return Shape(Numbering.NONE, titles=titles)
        if len(converted) > len(read) and all(len(c) == 1 for c in (*converted, *read.values())):
            # Rows that are counted 1, 2, 3 in numbers.
            return Shape(Numbering.OTHER, coded[0].text(AXE).removesuffix(".0"), titles=titles)
    texts = [entry.text(AXE) for entry in others]
    other = _other(texts, typed=typed, alone=not read) if len(others) > len(read) else None
    if other is not None:
        return Shape(other, texts[0], titles=titles)
    if typed or not scheme.is_usual:
        return Shape(titles=titles)
    deep = _deep(list(read.values()), scheme)
    if deep and deep[1] * _RARE >= len(coded):
        return Shape(Numbering.DEEP, deep[0], titles=titles)
    return Shape(without_code=_without_code(entries, read), titles=titles)


def _misread(entry: Entry, programme: Programme) -> tuple[Code, ...]:
    """What a number or a date may have been, where codes are what spreadsheets take for these."""
    if not programme.scheme.is_figures:
        return ()
    return misread_codes(entry.code_value, date1904=programme.date1904)


def _titles(coded: Sequence[Entry]) -> frozenset[int]:
    found = set()
    for entry in coded:
        if normalise(entry.text(AXE)) not in _TITLES:
            break
        found.add(entry.row)
    return frozenset(found)


def _other(texts: Sequence[str], *, typed: bool, alone: bool) -> Numbering | None:
    """How codes are written that are not as the scheme says; ``None`` where they may be slips.

    ``alone`` where no other code stands there.
    """
    lettered = [text for text in texts if any(character.isalpha() for character in text)]
    if len(lettered) * 2 > len(texts):
        enough = len(set(lettered)) >= (_FEWEST_ALONE if alone else _FEWEST_OTHERS)
        return Numbering.OTHER if enough else None
    # Where Type stands, it tells of each row what was there before a replacement that hit all.
    return Numbering.FIGURES if not typed and len(set(texts)) >= _FEWEST_SPELLINGS else None


def _deep(codes: Sequence[Code], scheme: Scheme) -> tuple[str, int] | None:
    """A code below the third level and how many there are, where two stand under one parent."""
    deep = [code for code in codes if not scheme.is_within(code)]
    parents = [code[:-1] for code in dict.fromkeys(deep)]
    if len(deep) < _FEWEST_DEEP or len(set(parents)) == len(parents):
        return None
    return scheme.write(deep[0]), len(deep)


def _without_code(entries: Sequence[Entry], read: dict[int, Code]) -> int:
    """How many rows after the first code carry none, where no row but a heading carries one."""
    first = next((n for n, entry in enumerate(entries) if entry.row in read), len(entries))
    blank = sum(is_blank(entry.code_value) for entry in entries[first:])
    again = len(read) - len(set(read.values()))
    if blank < _FEWEST_WITHOUT_CODE or blank * _RARE < 2 * len(entries) or again * _RARE > blank:
        return 0
    return blank


def is_blank(value: CellValue) -> bool:
    """Whether a cell holds nothing but white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def _is_text(value: CellValue) -> bool:
    """Whether a cell holds words, and not a number, a date, or figures that are text."""
    return isinstance(value, str) and any(character.isalpha() for character in value)


@cache
def _in_label() -> re.Pattern[str]:
    """Most programmes have a column for their codes, and do without it."""
    return re.compile(_IN_LABEL)


def _example_in_labels(labels: Sequence[str]) -> str:
    """A code with which a label begins, where most begin with one; else empty."""
    found = [match[0].strip() for match in map(_in_label().match, labels) if match]
    single = sum(label.strip()[:1].isdigit() for label in labels)
    enough = len(set(found)) >= _FEWEST_IN_LABELS and max(len(found), single) * 2 >= len(labels)
    return found[0] if enough else ""


def rows_with_codes(rows: Iterable[Sequence[CellValue]]) -> int:
    """How many rows of a sheet hold a code of two parts or more with a text to its right, or begin
    a text with one; 0 where they are not most of what stands in that column.

    What a sheet is looked at for that nobody asked about: rows of a programme may stand there.
    """
    codes: dict[int, list[str]] = {}
    filled: dict[int, int] = {}
    for row in rows:
        for column, value in enumerate(row):
            if isinstance(value, str) and value.strip():
                filled[column] = filled.get(column, 0) + 1
                if _is_coded(value, row[column + 1 : column + 4]):
                    codes.setdefault(column, []).append(value)
    found = [one for column, one in codes.items() if len(one) * 2 >= filled[column]]
    return max((len(one) for one in found if len(set(one)) >= _FEWEST_ON_A_SHEET), default=0)


def _is_coded(value: str, beside: Sequence[CellValue]) -> bool:
    """Whether a cell holds a code of two parts or more and one beside it a text, or both in one."""
    if not any(character.isdigit() for character in value[:20]):
        return False
    code = parse_code(tidy_code(value))
    if code is None:
        return _in_label().match(value) is not None
    return len(code) > 1 and any(isinstance(one, str) and one.strip() for one in beside)
