"""Where on one sheet the rows of a programme seem to stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice, pairwise
from math import ceil
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.programme import header_words
from motxl.programme.cellvalue import CellValue
from motxl.programme.codeplace import CodePlace
from motxl.programme.codes import Code
from motxl.programme.codetoken import as_figures, may_hold_code, prefixes_of
from motxl.programme.finding_around import part_of
from motxl.programme.found import Confidence, FoundPart, PlaceReason, SheetGrid
from motxl.programme.header_words import denies_codes, kind_of_header, says_what_else
from motxl.programme.identifiers import form_of, identified
from motxl.programme.recognising import Recognised, looks_like_code, recognise
from motxl.programme.sampled import (
    SAMPLE_ROWS,
    WORD,
    SampledColumn,
    SampledSheet,
    is_total,
    is_year,
)

_FEWEST_CODES = 3
# Most sheets hold nothing like a programme, and are left after so many rows.
_SCREENED = 50
# How many of the rows with a code hold words where their labels stand.
_WORDED = 0.6
# How many rows stand at least under each of the headings, where both have but a number.
_MORE_BELOW = 1.3
# How many of them are the next number, or the first one.
_COUNTED = 0.8
_LOOKED_ABOVE = 3


def find_in(grid: SheetGrid) -> list[FoundPart]:
    """The places on a sheet where the rows of a programme may stand, the surest first; several of
    one surety are several readings."""
    if len(grid.rows) <= 2 * _SCREENED:
        return _find_in(SampledSheet(grid))
    seen = _find_in(SampledSheet(grid._replace(rows=grid.rows[:_SCREENED])))
    if not seen:
        return []
    return _find_in(SampledSheet(grid), {n: part for part in seen for n in part.code_columns})


def find_at(grid: SheetGrid, code: int | None, label: int) -> FoundPart | None:
    """The programme whose labels stand in one column of a sheet, and whose codes in another, or
    with the labels (``None``), where somebody says so; ``None`` where no codes stand there."""
    sheet = SampledSheet(grid)
    if max(code or 1, label) > len(sheet.columns):
        return None
    if code is None:
        return _in_labels(sheet, sheet.column(label))
    return _read_column(sheet, sheet.column(code), sheet.column(label))


def _find_in(sheet: SampledSheet, seen: Mapping[int, FoundPart] | None = None) -> list[FoundPart]:
    """``seen`` is what the first rows seem to hold, by column; in others nothing is looked for."""
    columns = [one for one in sheet.columns if seen is None or one.number in seen]
    begun = {n: part for n, part in (seen or {}).items() if part.place is CodePlace.COLUMN}
    parts = (_in_column(sheet, column, begun.get(column.number)) for column in columns)
    found = _without_side_lists([part for part in parts if part is not None])
    # Where codes count, names beside them say nothing of what stands under what.
    counted = [one for one in found if one.recognised[0].ambiguity != "identifiers"]
    if any(one.confidence is not Confidence.DOUBTFUL for one in counted):
        found = counted
    levels = None if any(map(_says_all, found)) else _in_levels(sheet, columns)
    if levels is not None:
        inside = set(levels.code_columns)
        most = max((len(_codes(part)) for part in found), default=0)
        if len(_codes(levels)) > most or inside >= {part.code_columns[0] for part in found}:
            return [levels]
    if all(part.confidence is Confidence.DOUBTFUL for part in found):
        in_labels = [part for column in columns if (part := _in_labels(sheet, column))]
        most = max((len(_codes(part)) for part in found), default=0)
        found += [_among(part, in_labels) for part in in_labels if len(_codes(part)) >= most]
    return _best(found)


def _without_side_lists(parts: Sequence[FoundPart]) -> list[FoundPart]:
    """The parts without those whose codes stand to the right of their texts, where these are the
    texts of another one with far more codes: they are of a table beside it."""
    most: dict[int, int] = {}
    for part in parts:
        if part.code_columns[0] < part.label_column and part.recognised[0].scheme.depth > 1:
            before = most.get(part.label_column, 0)
            most[part.label_column] = max(before, len(_codes(part)))
    return [
        part
        for part in parts
        if part.code_columns[0] < part.label_column
        or 2 * len(_codes(part)) >= most.get(part.label_column, 0)
    ]


def _says_all(part: FoundPart) -> bool:
    """Whether the codes of a column leave nothing for others to say: those of all levels stand
    there, and nearly each row has one."""
    one = part.recognised[0]
    # What stands above the highest level may have a column to the left.
    is_first = part.code_columns[0] == 1 or len(one.examples) == one.scheme.depth
    whole = is_first and one.scheme.is_nested and one.scheme.depth > 1 and one.read == one.texts
    rows = min(part.last_row, SAMPLE_ROWS) - part.first_row + 1
    return part.confidence is Confidence.SURE and whole and 10 * one.read >= 9 * rows


def _among(part: FoundPart, others: Sequence[FoundPart]) -> FoundPart:
    """A part, less likely where another column holds what stands under its codes, or above them:
    neither is the programme alone."""
    own = _codes(part)
    for other in others:
        below = {code[:-1] for code in _codes(other)}
        above = {code[:-1] for code in own}
        if other is not part and (
            2 * len(below & own) > len(below) or 2 * len(above & _codes(other)) > len(above)
        ):
            code = other.recognised[0].examples[-1]
            cell = to_a1(other.first_row, other.label_column)
            return part._replace(reasons=(*part.reasons, PlaceReason("half", -6, cell, code)))
    return part


def _codes(part: FoundPart) -> set[Code]:
    return {code for code in part.recognised[0].codes if code}


def _best(found: list[FoundPart]) -> list[FoundPart]:
    """The best readings of a sheet: those that cannot be told from the best one, and no others."""
    if len(found) < 2:
        return found
    ranked = sorted(found, key=_rank, reverse=True)
    first = _rank(ranked[0])
    return [part for part in ranked if _rank(part) == first]


def _rank(part: FoundPart) -> tuple[int, int, int]:
    codes = part.recognised[0]
    return (part.confidence, part.points, codes.distinct // 2)


# A column of codes


def _in_column(
    sheet: SampledSheet, column: SampledColumn, begun: FoundPart | None = None
) -> FoundPart | None:
    filled = column.filled
    if not _holds(filled, _may_begin, max(_FEWEST_CODES, ceil(2 * len(filled) / 5))):
        return None
    return _read_column(sheet, column, first=begun.recognised if begun is not None else ())


def _read_column(
    sheet: SampledSheet,
    column: SampledColumn,
    label: SampledColumn | None = None,
    first: Sequence[Recognised] = (),
) -> FoundPart | None:
    """The rows beside the codes of a column; ``label`` is the column of their texts, where somebody
    says so; ``first`` is how the first of its codes count."""
    start = _first_of(sheet, column, column.texts, _may_begin)
    title = sheet.header(sheet.header_rows(start + 1, column.number), column.number)
    is_named = kind_of_header(title) == header_words.CODE
    below = [
        "" if text.isdecimal() and (is_year(text) or sheet.is_sum(row, column.number)) else text
        for row, text in enumerate(column.texts[start:], start + 1)
    ]
    recognised = recognise(below, is_named=is_named, first=first)
    if not recognised and is_named and (names := identified(below)) is not None:
        recognised = (names,)
    if not recognised:
        return None
    codes = recognised[0].codes
    first_row = start + 1 + next(n for n, code in enumerate(codes) if code)
    headers = sheet.header_at(first_row, column.number)
    if label is None and denies_codes(sheet.header(headers, column.number)):
        return None
    rows = [start + 1 + n for n, code in enumerate(codes) if code]
    label = label or _label_column(sheet, column, headers, rows)
    if label is None:
        return None
    texts = below[first_row - 1 - start :]
    return part_of(sheet, CodePlace.COLUMN, (column,), label, recognised, texts, headers, first_row)


def _holds(texts: Sequence[str], is_one: Callable[[str], bool], fewest: int) -> bool:
    """Whether at least so many of some texts are of a kind: no more of them are looked at than it
    takes to say so."""
    spare = len(texts) - fewest
    for text in texts:
        if spare < 0 or fewest <= 0:
            break
        if is_one(text):
            fewest -= 1
        else:
            spare -= 1
    return fewest <= 0


def _may_begin(text: str) -> bool:
    """Whether a text may be a code, and is no title of a column: ``ID`` is both."""
    if not looks_like_code(text) and not form_of(text):
        return False
    return (text[0].isdecimal() and " / " not in text) or kind_of_header(text) is None


def _label_column(
    sheet: SampledSheet, code: SampledColumn, headers: Sequence[int], rows: Sequence[int]
) -> SampledColumn | None:
    """The column of the texts that belong to codes: called so, else the next one with words, to the
    right or else to the left."""
    fit = [c for c in sheet.columns if c is not code and c.worded(rows) >= _WORDED]
    kinds = {c.number: kind_of_header(sheet.header(headers, c.number)) for c in fit}
    right = [c for c in fit if c.number > code.number]
    called = [c for c in right if kinds[c.number] == header_words.LABEL]
    called += [c for c in fit if c not in called and kinds[c.number] == header_words.LABEL]
    free = [c for c in right if kinds[c.number] in {None, header_words.CODE}]
    left = [c for c in reversed(fit) if c.number < code.number and kinds[c.number] is None]
    return next(iter(called or free or left or right), None)


# Codes inside the labels


def _in_labels(sheet: SampledSheet, column: SampledColumn) -> FoundPart | None:
    pairs = zip(column.starts, column.texts, strict=True)
    coded = [text[len(start) :] for start, text in pairs if start]
    if len(coded) < _FEWEST_CODES or len(coded) * 4 < len(column.filled):
        return None
    if sum(WORD.search(rest) is not None for rest in coded) < _WORDED * len(coded):
        return None  # codes of another kind: "WP1 1.1"
    start = _first_of(sheet, column, column.starts, bool)
    recognised = recognise(column.starts[start:])
    if not recognised or (recognised[0].is_flat and not recognised[0].scheme.levels[0].prefix):
        return None
    first_row = start + 1 + next(n for n, code in enumerate(recognised[0].codes) if code)
    headers = sheet.header_at(first_row, column.number)
    texts = column.starts[first_row - 1 :]
    return part_of(
        sheet, CodePlace.LABELS, (column,), column, recognised, texts, headers, first_row
    )


def _first_of(
    sheet: SampledSheet,
    column: SampledColumn,
    texts: Sequence[str],
    is_one: Callable[[str], bool],
) -> int:
    """The place, from 0, of the first text that may be a code, and is no title above the titles of
    the columns: ``AGENDA 21`` above ``Action n° 1``."""
    places = [n for n, text in enumerate(texts) if is_one(text)]
    if len(places) < 2:
        return places[0] if places else 0
    first, second = places[:2]
    headers = sheet.header_rows(second + 1, column.number)
    if not headers or headers[0] <= first + 1:
        return first
    title, below = as_figures(texts[first]), as_figures(texts[second])
    if title is None or not title.prefix:
        return first
    again = any(title.prefix in prefixes_of(texts[n]) for n in places[1:])
    goes_on = below is not None and title.parts[-1:] == below.parts[:1]
    return first if again or goes_on else second


# One column per level


class _Before(NamedTuple):
    """What stands before the numbers of a column's codes."""

    most: str
    """Before most of them"""
    again: frozenset[str]
    """Before two or more"""


def _in_levels(sheet: SampledSheet, among: Sequence[SampledColumn]) -> FoundPart | None:
    """Codes of which each level stands in a column of its own, with its text or beside it."""
    columns: list[SampledColumn] = []
    usual: dict[int, _Before] = {}
    # Notes below the list stand in any column.
    last = 0
    for column in among:
        last = column.last_code(last)
    coded = [column for column in among if _is_coded(column, last)]
    if len(coded) < 2:
        return None
    for column in coded:
        texts = [s or t for s, t in zip(column.starts, column.texts, strict=True)]
        below = [text for text in texts[1:last] if text]
        looking = Counter(prefix for text in below for prefix in prefixes_of(text))
        # The words before a number are the same down the column.
        if looking and max(looking.values()) * 5 >= 3 * len(below):
            word = looking.most_common(1)[0][0]
            if not is_total(word) and not _denied(sheet, column, has_sign=bool(word)):
                columns.append(column)
                again = frozenset(one for one, n in looking.items() if n > 1)
                usual[column.number] = _Before(word, again)
    for last in range(len(columns), 1, -1):
        found = _levels_of(sheet, columns[:last], usual)
        if found is not None:
            return _with_more(sheet, found, columns[:last], columns[last + 1 :], usual)
    return None


def _denied(sheet: SampledSheet, column: SampledColumn, *, has_sign: bool) -> bool:
    """Whether the title of a column says that what looks like codes is none: years and amounts,
    where no sign stands before the numbers, or who does something."""
    rows = (n for n, text in enumerate(column.texts, 1) if may_hold_code(text))
    # A title above the list may end in a number, as a code does.
    for row in islice(rows, _LOOKED_ABOVE):
        title = sheet.header(sheet.header_rows(row, column.number), column.number)
        if says_what_else(title) or (denies_codes(title) and not has_sign):
            return True
    return False


def _is_coded(column: SampledColumn, last: int) -> bool:
    """Whether most of what a column holds, to a last row, may be codes or begin with one."""
    filled = [text for text in column.texts[1:last] if text]
    return _holds(filled, may_hold_code, ceil(3 * len(filled) / 5))


def _stand_beside(found: Recognised) -> bool:
    """Whether the last level, whose numbers do not hold those of the heading above, is none: there
    is one beside each code, as the year or the cost, or nothing counts there, as pages."""
    last = found.scheme.headings[-1]
    if last.separator is not None:
        return False
    depth = found.scheme.depth
    codes = [code for code in found.codes if code]
    counted = Counter(map(len, codes))
    if counted[depth] < _MORE_BELOW * counted[depth - 1]:
        return True
    before, steps, right = 0, 0, 0
    for above, code in pairwise(codes):
        if len(above) == depth:
            before = above[-1]
        if len(code) == depth:
            begins = last.counting == "parent" and len(above) < depth
            steps += 1
            right += code[-1] == (1 if begins else before + 1)
    return right < _COUNTED * steps


def _with_more(
    sheet: SampledSheet,
    found: FoundPart,
    columns: Sequence[SampledColumn],
    further: Sequence[SampledColumn],
    usual: Mapping[int, _Before],
) -> FoundPart:
    """With the levels below that stand further on, after a column that holds something else:
    ``Section 1`` beside its code."""
    for column in further:
        if usual[column.number].most == usual[columns[-1].number].most:
            more = _levels_of(sheet, [*columns, column], usual)
            if more is not None and more.recognised[0].scheme.is_nested:
                found, columns = more, [*columns, column]
    return found


def _is_text_of(before: Sequence[SampledColumn], column: SampledColumn, row: int) -> bool:
    """Whether the column of the level before is the next one, and holds a code alone in a row."""
    return any(
        one.number == column.number - 1 and one.texts[row] and not one.starts[row] for one in before
    )


def _may_be_actions(title: CellValue) -> bool:
    """Whether below a title actions may stand, and not who does them, when, or after what."""
    return kind_of_header(title) in {None, header_words.LABEL} and not denies_codes(title)


def _levels_of(
    sheet: SampledSheet, columns: Sequence[SampledColumn], usual: Mapping[int, _Before]
) -> FoundPart | None:
    """``usual`` is what stands before the numbers of codes, by the column."""
    texts: list[str] = []
    cells: list[tuple[int, int]] = []
    before = [("", "")] * len(columns)
    for row in range(len(sheet.sample)):
        for place, column in enumerate(columns):
            text, whole = column.starts[row] or column.texts[row], column.texts[row]
            if not text or not looks_like_code(text):
                continue
            before_number, known = prefixes_of(text), usual[column.number]
            if known.most not in before_number and (
                (not texts and known.again.isdisjoint(before_number))
                or _is_text_of(columns[place - 1 : place], column, row)
            ):
                continue  # a title above the first code, "Bilan 2025"; a heading's, "Phase 2"
            deeper = any(other.texts[row] for other in columns[place + 1 :])
            if (text, whole) != before[place] and not (deeper and text == before[place][0]):
                texts.append(text)
                cells.append((row + 1, place))
                before[place] = (text, whole)
    recognised = recognise(texts)
    if not recognised or recognised[0].scheme.depth < 2:
        return None
    depths: dict[int, set[int]] = {}
    for (_row, place), code in zip(cells, recognised[0].codes, strict=True):
        if code is not None:
            depths.setdefault(place, set()).add(len(code))
    in_order = [depths.get(place, set()) for place in range(len(columns))]
    # "Objectif 1" stands above "1.1" in one column, and "1.1.1" beside it.
    if not all(in_order) or any(max(one) >= min(other) for one, other in pairwise(in_order)):
        return None
    if _stand_beside(recognised[0]):
        return None
    first_row = next(
        row for (row, _place), code in zip(cells, recognised[0].codes, strict=True) if code
    )
    headers = sheet.header_rows(first_row, columns[0].number)
    rows = range(first_row, len(sheet.sample) + 1)
    last = columns[-1]
    fit = [c for c in sheet.columns if c.number > last.number and c.worded(rows) > 0]
    if any(last.starts):
        # The texts stand with the codes: beside them are actions, or anything else.
        fit = [c for c in fit if _may_be_actions(sheet.header(headers, c.number))]
    elif not fit:
        return None  # codes of nothing
    label = next(iter(fit), last)
    return part_of(
        sheet, CodePlace.LEVELS, tuple(columns), label, recognised, texts, headers, first_row
    )
