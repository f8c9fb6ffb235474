"""Dates found in free French text: “6 et 7 mars 2025”, “1er et 2 juillet”, “01/2025”, “mars”."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal, NamedTuple

from motxl.programme.dates import MONTH_NUMBERS, MONTHS, SHORT_MONTHS
from motxl.text.normalise import fold_with_origins
from motxl.text.spans import Spans

Precision = Literal["jour", "mois", "trimestre", "année"]


class FoundDate(NamedTuple):
    """A date that a text names, and the characters that name it (0-based, end exclusive).

    ``last`` is the last day of what lasts several days; for a month, a quarter or a year, ``first``
    is its first day and ``last`` is ``None``.
    """

    first: date
    last: date | None
    precision: Precision
    start: int
    end: int


_MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:{'|'.join(SHORT_MONTHS)})\b\.?)"
_YEAR = r"(?:20[0-9]{2})"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:er)?(?![0-9.%])"
_WEEKDAY = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?"
_LEAD = rf"(?:(?:les? |du |des |au |d[eu]s le ){_WEEKDAY}|{_WEEKDAY})"
# What joins days: “3 et 4”, “3, 4 et 5”, “3 au 5”, “3-5”, “3/4 février”.
_JOIN = r"(?: *+(?:,|-|/|&) *+| (?:et|au|a|puis) (?:le )?)"
# No month has more: without an end, each number of a long list would be tried with all that follow.
_DAYS = rf"(?P<days>{_DAY}(?:{_JOIN}{_WEEKDAY}{_DAY}){{0,30}})"
_PATTERNS = (
    # 28 février au 2 mars 2025
    re.compile(
        rf"(?<![\w/.]){_LEAD}(?P<day>{_DAY}) (?P<month>{_MONTH})(?: (?P<year>{_YEAR}))?"
        rf" (?:au|et|-|a) {_WEEKDAY}(?P<day2>{_DAY}) (?P<month2>{_MONTH})(?: (?P<year2>{_YEAR}))?"
    ),
    # 6 et 7 mars 2025
    re.compile(rf"(?<![\w/.]){_LEAD}{_DAYS} (?P<month>{_MONTH})(?: (?P<year>{_YEAR}))?"),
    # 06/03/2025
    re.compile(
        r"(?<![\w/.-])(?:le )?(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<year>20[0-9]{2})(?![\w/])"
    ),
    # 01/2025
    re.compile(r"(?<![\w/.-])(?:en )?(?P<m>0?[1-9]|1[0-2])/(?P<year>20[0-9]{2})(?![\w/])"),
    # T1 2025, 1er trimestre 2025
    re.compile(
        rf"(?<!\w)(?:(?:au )?(?P<quarter>[1-4])(?:er|e|eme)? trimestre|t(?P<q>[1-4]))"
        rf"(?: (?P<year>{_YEAR}))?(?!\w)"
    ),
    # début 2025, fin 2025: the first and the last quarter
    re.compile(rf"(?<!\w)(?:en |a la )?(?P<edge>debut|fin)(?: d[e'] ?)? ?(?P<year>{_YEAR})(?!\w)"),
    # mars 2025; mars alone where a list or a comma announces it
    re.compile(
        rf"(?<![\w/.])(?:en |(?:debut|fin|mi|courant)[ -])?(?P<month>{_MONTH}) (?P<year>{_YEAR})"
        r"(?!\w)"
    ),
    re.compile(
        rf"(?:(?<=[\"»”,:(] )|(?<=[\"»”(])|(?<= en )|(?<= debut )|(?<= fin )|(?<= mi-))"
        rf"(?P<month>{_MONTH})(?= *+(?:[,;.()]|- |$))"
    ),
)


def find_dates(text: str, year: int | None) -> list[FoundDate]:
    """The dates of a text, in its order; ``year`` is meant where the text names none.

    Of overlapping readings the fuller one counts. What names a day that its month does not have is
    no date, nor its month alone.
    """
    return _find(text, year)[0]


def impossible_days(text: str, year: int | None) -> list[tuple[int, int]]:
    """Where a text names a day that its month does not have (“31 juin”, “31/06/2026”): start and
    end (0-based, end exclusive), in its order. ``year`` is meant where the text names none."""
    return _find(text, year)[1] if _LATE.search(text) else []


# Every month has a 28th.
_LATE = re.compile(r"29|3[01]")


def _find(text: str, year: int | None) -> tuple[list[FoundDate], list[tuple[int, int]]]:
    folded = fold_with_origins(text)
    found: list[FoundDate] = []
    impossible: list[tuple[int, int]] = []
    taken = Spans()
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded.text):
            start, end = match.span()
            if taken.meets(start, end):
                continue
            one = _read(match, year)
            is_impossible = one is None and _is_impossible(match, year)
            if one is None and not is_impossible:
                continue
            taken.add(start, end)
            begin, stop = folded.origin(start, end)
            if one is not None:
                found.append(one._replace(start=begin, end=stop))
            else:
                impossible.append((begin, stop))
    return sorted(found, key=lambda one: one.start), sorted(impossible)


def _is_impossible(match: re.Match[str], default: int | None) -> bool:
    """Whether it names a day that its month does not have, in the year that it names, or else in
    any."""
    groups = match.groupdict()
    written = groups.get("year") or groups.get("year2")
    year = int(written) if written else default or _LEAP
    if groups.get("d"):
        month = int(groups["m"])
        return 1 <= month <= len(MONTHS) and _of(year, month, int(groups["d"])) is None
    days = [(groups.get("month"), one) for one in _numbers(groups.get("days"))]
    if groups.get("day2"):
        days = [(groups["month"], groups["day"]), (groups["month2"], groups["day2"])]
    return any(month and _day(year, month, one) is None for month, one in days)


_LEAP = 2024


def _numbers(days: str | None) -> list[str]:
    return re.findall(r"[0-9]+", days or "")


def _read(match: re.Match[str], default: int | None) -> FoundDate | None:
    groups = match.groupdict()
    written = groups.get("year") or groups.get("year2")
    year = int(written) if written else default
    if year is None:
        return None
    if groups.get("day2"):
        first = _day(year, groups["month"], groups["day"])
        last = _day(year, groups["month2"], groups["day2"])
        if first is None or last is None:
            return None
        if last < first and not groups.get("year"):
            first = _day(year - 1, groups["month"], groups["day"]) or first
        return FoundDate(first, last, "jour", 0, 0) if first < last else None
    if groups.get("days"):
        read = [_day(year, groups["month"], number) for number in _numbers(groups["days"])]
        days = [day for day in read if day is not None]
        if len(days) < len(read):
            return None
        return FoundDate(min(days), max(days) if len(days) > 1 else None, "jour", 0, 0)
    if groups.get("d"):
        one = _of(year, int(groups["m"]), int(groups["d"]))
        return None if one is None else FoundDate(one, None, "jour", 0, 0)
    quarter = groups.get("quarter") or groups.get("q")
    if groups.get("edge"):
        quarter = "1" if groups["edge"] == "debut" else "4"
    if quarter:
        return FoundDate(date(year, 3 * int(quarter) - 2, 1), None, "trimestre", 0, 0)
    month = int(groups["m"]) if groups.get("m") else _month(groups["month"])
    return FoundDate(date(year, month, 1), None, "mois", 0, 0)


def _month(name: str) -> int:
    return MONTH_NUMBERS[name.rstrip(".")]


def _day(year: int, month: str, day: str) -> date | None:
    return _of(year, _month(month), int(re.sub(r"\D", "", day)))


def _of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(found: FoundDate) -> date:
    """The last day of what a date stands for."""
    if found.last is not None or found.precision == "jour":
        return found.last or found.first
    first = found.first
    months = {"mois": 1, "trimestre": 3, "année": 12}[found.precision]
    month = first.month + months - 1
    return date(first.year, month, calendar.monthrange(first.year, month)[1])
