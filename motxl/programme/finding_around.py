"""What is around the codes on a sheet: where the rows end, what is none of them, and what speaks
for a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from motxl.a1 import to_a1
from motxl.programme import header_words
from motxl.programme.cellvalue import CellValue
from motxl.programme.codeplace import CodePlace
from motxl.programme.found import FoundPart, LeftOut, PlaceReason
from motxl.programme.header_words import (
    is_programme_title,
    kind_of_header,
    says_what_is_done,
)
from motxl.programme.recognising import Recognised, code_at_start, is_other_kind, text_of
from motxl.programme.sampled import (
    MOST_COLUMNS,
    WORD,
    SampledColumn,
    SampledSheet,
    is_average,
    is_total,
    is_year,
)
from motxl.programme.scheme import Scheme
from motxl.text.normalise import normalise

_HEADER_ROWS = 200
_FEWEST_BARE = 2
_MANY_CODES = 8
_NEAR = 5
"""How many rows below its title a list may have the titles of its columns"""
_FEW = 2
_NOTE = re.compile(
    r"(?:notes?|nb|n\.b\.|sources?|legende?|remarques?|remarks?|anmerkung(?:en)?|hinweis|quelle)\b"
    r"|\*|\(\*|[0-9]\) "
)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def part_of(
    sheet: SampledSheet,
    place: CodePlace,
    codes: tuple[SampledColumn, ...],
    label: SampledColumn,
    recognised: tuple[Recognised, ...],
    texts: Sequence[str],
    headers: tuple[int, ...],
    first_row: int,
) -> FoundPart:
    found = FoundPart(
        sheet.grid.name, place, tuple(column.number for column in codes), label.number,
        recognised, headers, first_row, first_row, is_hidden=sheet.grid.is_hidden,
        texts=tuple(texts), year=_year(sheet, first_row),
    )  # fmt: skip
    last_row = _last_row(sheet, found)
    known = sheet.known(headers)
    taken = {*found.code_columns, label.number}
    others = {
        kind: column
        for kind, column in known.items()
        if column not in taken and kind not in {header_words.CODE, header_words.LABEL}
    }
    found = found._replace(last_row=last_row, known=others)
    return found._replace(
        left_out=tuple(_left_out(sheet, found)),
        leaf=_leaf(sheet, found),
        reasons=tuple(_reasons(sheet, found, codes)),
    )


def _year(sheet: SampledSheet, first_row: int) -> int | None:
    """The year that the sheet's name, or else its titles, name; ``None`` if they name several."""
    above = [value for row in sheet.grid.rows[: first_row - 1][-_HEADER_ROWS:] for value in row]
    titles = [value for value in above if isinstance(value, str) and is_programme_title(value)]
    for texts in ([sheet.grid.name], titles):
        if found := {int(year) for text in texts for year in _YEAR.findall(text)}:
            return found.pop() if len(found) == 1 else None
    return None


def _last_row(sheet: SampledSheet, part: FoundPart) -> int:
    """The last row with a code, and those that follow it closely."""
    rows = sheet.grid.rows
    last = len(rows)
    while last > part.first_row and not _has_code(sheet, part, last):
        last -= 1
    while last < len(rows):
        label = sheet.cell(last + 1, part.label_column)
        if not isinstance(label, str) or _is_beside(sheet, part, last + 1):
            break
        last += 1
    return last


def _has_code(sheet: SampledSheet, part: FoundPart, row: int) -> bool:
    scheme = part.recognised[0].scheme
    for column in part.code_columns:
        value = sheet.cell(row, column)
        text = text_of(value)
        is_number = part.place is CodePlace.COLUMN and text.isdecimal()
        if is_number and (is_year(text) or sheet.is_sum(row, column)):
            continue
        if part.place is not CodePlace.COLUMN and isinstance(value, str):
            text = code_at_start(value) or text
        if text and scheme.readings(scheme.tidy(text)):
            return True
    return False


def _is_beside(sheet: SampledSheet, part: FoundPart, row: int) -> bool:
    """Whether a row without a code is a total, or a note."""
    cells = (sheet.cell(row, column) for column in (*part.code_columns, part.label_column))
    return _is_total(sheet, part, row) or any(
        isinstance(value, str) and _NOTE.match(normalise(value[:40])) for value in cells
    )


def _left_out(sheet: SampledSheet, part: FoundPart) -> Iterator[LeftOut]:
    top = min((*part.header_rows, part.first_row))
    titles = tuple(
        n for n in range(1, top) if any(v not in {None, ""} for v in sheet.grid.rows[n - 1])
    )
    if titles:
        yield LeftOut("titles", titles)
    if part.header_rows:
        yield LeftOut("header", part.header_rows)
    found: dict[str, list[int]] = {}
    if part.header_rows:
        above = range(part.header_rows[-1] + 1, part.first_row)
        found["banner"] = [row for row in above if sheet.is_filled(row)]
    inside = _inside if part.place is CodePlace.COLUMN else _without_label
    for row, why in inside(sheet, part):
        found.setdefault(why, []).append(row)
    for why, rows in found.items():
        if rows:
            yield LeftOut(why, tuple(sorted(rows)))
    between = {*part.header_rows, *(row for rows in found.values() for row in rows)}
    if blank := _blank_beside(sheet, part, between):
        yield LeftOut("blank", blank)
    below = range(part.last_row + 1, len(sheet.grid.rows) + 1)
    notes = [n for n in below if sheet.is_filled(n)]
    totals = tuple(n for n in notes if _is_total(sheet, part, n))
    if totals:
        yield LeftOut("total", totals)
    if rest := tuple(n for n in notes if n not in totals):
        yield LeftOut("note", rest)


def _blank_beside(sheet: SampledSheet, part: FoundPart, left: set[int]) -> tuple[int, ...]:
    """The blank rows that set apart what is none of the programme's."""
    blank: set[int] = set()
    for step in (-1, 1):
        for row in left:
            near = row + step
            while part.first_row < near < part.last_row and not sheet.is_filled(near):
                blank.add(near)
                near += step
    return tuple(sorted(blank))


def _is_total(sheet: SampledSheet, part: FoundPart, row: int) -> bool:
    if any(is_average(sheet.cell(row, c)) for c in (*part.code_columns, part.label_column)):
        return True
    return any(is_total(sheet.cell(row, c)) for c in range(1, part.label_column + 1))


def _inside(sheet: SampledSheet, part: FoundPart) -> Iterator[tuple[int, str]]:
    """Rows between the first and the last that are none of the programme's."""
    scheme = part.recognised[0].scheme
    usual = tuple({level.prefix[:1] or "0123456789" for level in scheme.headings if level.prefix})
    figures = not usual and scheme.headings[0].numbering in {"1", "01", "001"}
    code_at, label_at = part.code_columns[0] - 1, part.label_column - 1
    header = part.header_rows[-1] if part.header_rows else 0
    title = sheet.cell(header, label_at + 1) if header else None
    rows = sheet.grid.rows
    alone: list[int] = []
    kinds: list[tuple[int, str]] = []
    for number in range(part.first_row, part.last_row + 1):
        if number in part.header_rows:
            continue
        row = rows[number - 1]
        code = row[code_at] if code_at < len(row) else None
        label = row[label_at] if label_at < len(row) else None
        if isinstance(code, str) and code:
            is_usual = (figures and code[0].isdecimal()) or (usual and code.startswith(usual))
            if code.isdecimal() and sheet.is_sum(number, code_at + 1):
                yield number, "total"
                continue
            if label and is_usual and not code[-1].islower():
                continue  # as nearly all rows
            if label and label != title and scheme.is_plainly(code):
                continue
            text = text_of(code)
            if label and label == title and not any(map(str.isdecimal, text)):
                yield number, "repeated"
            elif scheme.readings(scheme.tidy(text)):
                continue
            elif is_total(text):
                yield number, "total"
            elif is_other_kind(scheme, text):
                kinds.append((number, text))
            elif (not label and WORD.search(text)) or (
                not header and number < part.first_row + _NEAR and _is_of_titles(row)
            ):
                yield number, "banner"
        elif code:
            if sheet.is_sum(number, code_at + 1):
                yield number, "total"
        elif is_total(label) or is_average(label) or (not label and _is_total(sheet, part, number)):
            yield number, "total"
        elif _is_alone(row):
            alone.append(number)
        elif label and not WORD.search(str(label)):
            yield number, "note"
    slips = {number for number, text in kinds if _is_another_case(scheme, text)}
    if len(slips) > _FEW:
        slips = set()
    yield from ((number, "other-kind") for number, _text in kinds if number not in slips)
    # Where nearly all rows say more than their code and their text, one that says a single thing is
    # a title, a note or the foot of a page. Where such rows are many, actions have no code.
    are_few = 0 < 10 * len(alone) < 2 * (part.last_row - part.first_row + 1)
    if are_few and _say_more(sheet, part):
        yield from ((number, "banner") for number in alone)


def _is_another_case(scheme: Scheme, text: str) -> bool:
    """Whether a code would be one with its letters in the other case: ``c2`` among ``C1``, ``C3``.
    One or two are slips; more are another kind."""
    return any(scheme.readings(scheme.tidy(one)) for one in (text.upper(), text.lower()))


def _is_of_titles(row: Sequence[CellValue]) -> bool:
    """Whether a row holds words without figures in several cells, as the titles of columns below
    the title of a list do."""
    filled = [value for value in row if value is not None and value != ""]
    return len(filled) > _FEW and all(
        isinstance(one, str) and WORD.search(one) and not any(map(str.isdecimal, one))
        for one in filled
    )


def _is_alone(row: Sequence[CellValue]) -> bool:
    """Whether a row holds words in one cell, and nothing in others."""
    filled = [value for value in row if value is not None and value != ""]
    return len(filled) == 1 and isinstance(filled[0], str) and bool(WORD.search(filled[0]))


def _say_more(sheet: SampledSheet, part: FoundPart) -> bool:
    """Whether nearly all rows of the level that most rows are of hold a third cell or more."""
    scheme = part.recognised[0].scheme
    code = sheet.column(part.code_columns[0]).texts
    says_more: dict[int, list[bool]] = {}
    for at in range(part.first_row - 1, min(part.last_row, len(sheet.sample))):
        filled = sum(value is not None and value != "" for value in sheet.sample[at])
        for one in scheme.readings(code[at])[:1]:
            says_more.setdefault(one.level, []).append(filled > 2)
    most = max(says_more.values(), key=len, default=[])
    return 10 * sum(most) >= 9 * len(most) > 0


def _without_label(sheet: SampledSheet, part: FoundPart) -> Iterator[tuple[int, str]]:
    """Rows without a text, where codes stand in the texts: they go on what stands above; and rows
    whose text begins with a code of another kind."""
    if part.place is CodePlace.LEVELS:
        for row in range(part.first_row, part.last_row + 1):
            is_coded = any(sheet.cell(row, column) is not None for column in part.code_columns)
            if row not in part.header_rows and not is_coded and _is_total(sheet, part, row):
                yield row, "total"
    if part.place is CodePlace.LABELS:
        scheme = part.recognised[0].scheme
        for row in range(part.first_row, part.last_row + 1):
            label = sheet.cell(row, part.label_column)
            if row in part.header_rows:
                continue
            if label is None and sheet.is_filled(row):
                yield row, "banner"
            if is_total(label):
                yield row, "total"
            code = code_at_start(label) if isinstance(label, str) else ""
            if not code or scheme.is_plainly(code):
                continue
            if not scheme.readings(scheme.tidy(code)) and is_other_kind(scheme, code):
                yield row, "other-kind"


def _leaf(sheet: SampledSheet, part: FoundPart) -> str:
    """Whether rows carry the code of their heading again, or none."""
    last = min(part.last_row, len(sheet.sample))
    skipped = part.skipped
    again = bare = filled = 0
    before = ""
    code, label = sheet.column(part.code_columns[0]), sheet.column(part.label_column)
    of_code = code.starts if part.place is CodePlace.LABELS else code.texts
    if part.place is CodePlace.LEVELS:
        # Where the last level has its text in its own cells, actions stand beside it.
        inside = any(sheet.column(part.code_columns[-1]).starts)
        return "bare" if inside and part.label_column not in part.code_columns else ""
    for row in range(part.first_row, last + 1):
        if row in skipped:
            continue
        text = of_code[row - 1]
        filled += bool(text or label.texts[row - 1])
        again += bool(text) and text == before
        bare += not text and bool(label.texts[row - 1])
        before = text or before
    if again >= _FEWEST_BARE and again * 10 >= filled:
        return "carried"
    return "bare" if bare >= _FEWEST_BARE and bare * 10 >= 2 * filled else ""


def _is_of_work(sheet: SampledSheet, part: FoundPart) -> bool:
    """Whether the titles of the columns say that the rows are what somebody does, and who does it,
    when, or how far it is."""
    label = sheet.header(part.header_rows, part.label_column)
    told = {header_words.PILOT, header_words.DUE, header_words.STATE}
    return says_what_is_done(label) and not told.isdisjoint(part.known)


def _reasons(
    sheet: SampledSheet, part: FoundPart, codes: Sequence[SampledColumn]
) -> Iterator[PlaceReason]:
    one = part.recognised[0]
    first = to_a1(part.first_row, part.code_columns[0])
    yield PlaceReason("codes", 3 if one.followed >= 0.8 else 2, first, ", ".join(one.examples))
    if one.ambiguity == "identifiers":
        # Things have such names in any register: of actions, the titles of columns say it.
        is_work = _is_of_work(sheet, part) or _title(sheet, part) is not None
        yield PlaceReason("identifiers", 0 if is_work else -6, first, one.examples[0])
    elif one.is_flat:
        # "Fiche 3", "Action 3": what else is counted one by one may be anything.
        prefix = one.scheme.levels[0].prefix.strip(" °")
        is_named = kind_of_header(prefix) is not None or says_what_is_done(prefix)
        weight = -2 if is_named else -4 if _is_of_work(sheet, part) else -6
        yield PlaceReason("flat", weight, first, one.examples[0])
    words = [level.prefix for level in one.scheme.headings if level.prefix]
    if any(kind_of_header(word.strip(" °")) for word in words):
        yield PlaceReason("words", 1, first, ", ".join(word.strip() for word in words))
    if (distinct := one.distinct) >= _MANY_CODES:
        yield PlaceReason("many", 1, first, str(distinct))
    if not all(column.is_text for column in codes):
        # Where the title says that they are codes, whole numbers are as good as texts.
        title = sheet.header(part.header_rows, part.code_columns[0])
        is_said = kind_of_header(title) == header_words.CODE and one.is_flat
        yield PlaceReason("numbers", 0 if is_said else -2, first)
    if len(part.recognised) > 1:
        yield PlaceReason("two-schemes", 0, first)
    if one.ambiguity and one.ambiguity != "identifiers":
        yield PlaceReason(one.ambiguity, 0, first)  # where it stands is as sure
    elif not one.ambiguity and not one.is_whole:
        yield PlaceReason("irregular", -1, first, str(one.irregular))
    for column, kind in ((part.code_columns[0], header_words.CODE),
                         (part.label_column, header_words.LABEL)):  # fmt: skip
        title = sheet.header(part.header_rows, column)
        if part.place is CodePlace.LABELS and kind == header_words.CODE:
            continue
        wanted = {kind, header_words.CODE, header_words.LABEL} if len(codes) > 1 else {kind}
        if kind_of_header(title) in wanted:
            row = next(r for r in reversed(part.header_rows) if sheet.cell(r, column) == title)
            yield PlaceReason(f"{kind}-header", 2, to_a1(row, column), str(title))
    for column in list(part.known.values())[:1]:
        title = sheet.header(part.header_rows, column)
        row = next(r for r in reversed(part.header_rows) if sheet.cell(r, column) == title)
        yield PlaceReason("other-header", 1, to_a1(row, column), str(title))
    named = _title(sheet, part)
    if named is not None:
        yield PlaceReason("title", 1, *named)


def _title(sheet: SampledSheet, part: FoundPart) -> tuple[str, str] | None:
    """The cell above the rows that says that they are a programme, and what it says; no cell where
    the sheet's name does."""
    top = part.header_rows[-1] if part.header_rows else part.first_row - 1
    for row in range(1, min(top, _HEADER_ROWS) + 1):
        for column, value in enumerate(sheet.grid.rows[row - 1][:MOST_COLUMNS], 1):
            if isinstance(value, str) and is_programme_title(value[:200]):
                return to_a1(row, column), value.strip()
    return ("", sheet.grid.name) if is_programme_title(sheet.grid.name) else None
