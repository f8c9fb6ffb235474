"""Formulas, conditions and areas that hold nothing but references, numbers and plain functions."""

from __future__ import annotations

import re
from collections.abc import Container

_TOKEN = re.compile(
    r"""
    (?P<string>"(?:[^"]|"")*")
  | (?P<sheet>'(?:[^'\[\]]|'')+'|[^\W\d][\w.]*)(?::(?:[^\W\d][\w.]*))?!
  | (?P<function>(?:_xlfn\.)?[A-Z][A-Z0-9.]*)\(
  | (?P<table>[^\W\d][\w.]*)?\[(?P<columns>(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*)\]
  | (?P<reference>\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w(])|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w(])
        |\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w(]))
  | (?P<plain>TRUE(?!\w)|FALSE(?!\w)|[0-9]{1,15}(?:\.[0-9]{0,20})?(?:E[+-]?[0-9]{1,3})?(?=\W|\Z)
        |\#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|[-+*/^=<>&(),;: {}@%])
    """,
    re.VERBOSE,
)
# None that brings text of its own, or fetches something: no N, T, CHAR, HYPERLINK, INDIRECT…
_NAMES = """
ABS AND AVERAGE AVERAGEIF AVERAGEIFS COLUMN COLUMNS CONCAT COUNT COUNTA COUNTBLANK COUNTIF
COUNTIFS DATE DATEDIF DAY EDATE EOMONTH EXACT FALSE FIND IF IFERROR IFNA IFS INDEX INT ISBLANK
ISERROR ISEVEN ISNUMBER ISODD ISTEXT LARGE LEFT LEN LOWER MATCH MAX MEDIAN MID MIN MOD MONTH NOT
NOW OR RANK RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SMALL SUBTOTAL SUM SUMIF SUMIFS
SUMPRODUCT TODAY TRIM TRUE UPPER VALUE WEEKDAY WEEKNUM XLOOKUP YEAR
"""
_FUNCTIONS = frozenset(_NAMES.split())
_AREA = re.compile(
    r"(?:(?P<sheet>'(?:[^'\[\]]|'')+'|[^\W\d][\w.]*)!)?"
    r"\$?[A-Z]{0,3}\$?[0-9]{0,7}(?::\$?[A-Z]{0,3}\$?[0-9]{0,7})?(?:,|\Z)"
)


def is_plain(formula: str, sheets: Container[str], known: Container[str]) -> bool:
    """Whether a formula says nothing but what the workbook shows elsewhere.

    ``sheets`` are the names of sheets; ``known`` are texts that cells show, and words that may
    stand in conditions.
    """
    position = 0
    while position < len(formula):
        match = _TOKEN.match(formula, position)
        if match is None or match.end() == position:
            return False
        position = match.end()
        kind = match.lastgroup
        if kind == "string" and not is_plain_text(match[0][1:-1].replace('""', '"'), known):
            return False
        if kind == "sheet" and _unquoted(match["sheet"]) not in sheets:
            return False
        if kind == "function" and match["function"].removeprefix("_xlfn.") not in _FUNCTIONS:
            return False
        if kind == "columns" and not _are_columns(match["columns"], known):
            return False
    return True


def is_plain_text(text: str, known: Container[str]) -> bool:
    """Whether a text of a condition stands elsewhere, or is but a sign."""
    return text in known or len(text) <= 1 or not any(map(str.isalnum, text))


def are_areas(text: str, sheets: Container[str]) -> bool:
    """Whether a text names areas of sheets, and nothing else."""
    position = 0
    while position < len(text):
        match = _AREA.match(text, position)
        if match is None or match.end() == position:
            return False
        if match["sheet"] and _unquoted(match["sheet"]) not in sheets:
            return False
        position = match.end()
    return True


def _unquoted(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _are_columns(text: str, known: Container[str]) -> bool:
    """What stands between the brackets of a structured reference (18.17.2.6)."""
    names = re.findall(r"\[((?:[^\[\]']|'.)*)\]", text) or [text]
    return all(
        name in ("", "#This Row", "#All", "#Data", "#Headers", "#Totals")
        or re.sub("'(.)", r"\1", name.removeprefix("@")) in known
        for name in names
    )
