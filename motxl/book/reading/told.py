"""What was found in a workbook, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from motxl.a1 import column_letters
from motxl.controls import on_one_line
from motxl.i18n import N_, _, called, ngettext
from motxl.programme.codeplace import CodePlace
from motxl.programme.found import (
    Confidence,
    FoundPart,
    FoundProgramme,
    LeftOut,
    PlaceReason,
    Searched,
)
from motxl.programme.scheme import Scheme

_MOST_PLACES = 4
_MOST_OF_A_TEXT = 40

_CONFIDENCES = {
    Confidence.SURE: N_("sure"),
    Confidence.LIKELY: N_("likely"),
    Confidence.DOUBTFUL: N_("doubtful"),
}
_WHY_LEFT = {
    "titles": N_("titles"),
    "header": N_("header"),
    "repeated": N_("repeated header"),
    "banner": N_("title between rows"),
    "blank": N_("blank, next to rows left out"),
    "total": N_("total"),
    "note": N_("notes"),
    "other-kind": N_("codes of another kind"),
}
_REASONS = {
    "codes": N_("each code follows the one above ({what})"),
    "code-header": N_("“{what}” is a usual title of a column of codes"),
    "label-header": N_("“{what}” is a usual title of a column of labels"),
    "other-header": N_("“{what}” is a usual title of a column in programmes"),
    "title": N_("“{what}” looks like the title of a programme"),
    "words": N_("the codes contain words that are usual in programmes ({what})"),
    "many": N_("{what} different codes"),
    "flat": N_("only one level ({what}), as in any table with numbered rows"),
    "half": N_("another column holds codes of the same headings ({what})"),
    "numbers": N_("the codes are numbers, not texts"),
    "two-schemes": N_("the codes can be read in two ways"),
    "irregular": N_("{what} codes that fit no numbering"),
    "leaps": N_("a level is missing under some headings, and not under others"),
    "families": N_("the signs before the numbers may be kinds of rows, and no levels"),
    "identifiers": N_("the codes are names such as {what}, and it is not known how they count"),
    "split": N_("the numbers can be read in two ways: 1.21 may stand between 1.2 and 1.3"),
}


def confidence_in_words(confidence: Confidence) -> str:
    return _(_CONFIDENCES[confidence])


def reason_in_words(reason: PlaceReason) -> str:
    """A reason, with the cell where it is seen."""
    text = _(_REASONS[reason.kind]).format(what=_short(reason.what))
    return _("{place}: {text}").format(place=reason.cell, text=text) if reason.cell else text


def scheme_in_words(scheme: Scheme | None) -> str:
    """How a programme counts, level by level: ``Axe 1``, ``A.1``."""
    if scheme is None:
        return _("not certain")
    shown: list[str] = []
    code: tuple[int, ...] = ()
    for _level in scheme.headings:
        code = (*code, 1)
        shown.append(scheme.write(code))
    if scheme.leaf is None:
        return " › ".join(shown)
    leaf = (
        _("then rows with the code of their heading")
        if scheme.leaf.counting == "heading"
        else _("then rows without a code")
    )
    return f"{' › '.join(shown)}, {leaf}"


def place_in_words(part: FoundPart) -> str:
    """Where a part stands: sheet, rows, columns."""
    code, label = column_letters(part.code_columns[0]), column_letters(part.label_column)
    rows = spans(range(part.first_row, part.last_row + 1))
    sheet = on_one_line(part.sheet)
    if part.place is CodePlace.LABELS:
        text = _("sheet “{sheet}”, rows {rows}, codes inside the labels in column {label}")
    elif part.place is CodePlace.LEVELS:
        code = ", ".join(map(column_letters, part.code_columns))
        text = _(
            "sheet “{sheet}”, rows {rows}, a column for each level ({code}), labels in "
            "column {label}"
        )
    else:
        text = _("sheet “{sheet}”, rows {rows}, codes in column {code}, labels in column {label}")
    return text.format(sheet=sheet, rows=rows, code=code, label=label)


def found_in_words(found: FoundProgramme) -> str:
    """A programme that was found, in one line."""
    if len(found.parts) == 1:
        where = place_in_words(found.parts[0])
    else:
        first = found.parts[0]
        sheets = ", ".join(
            _("“{name}”").format(name=called(on_one_line(part.sheet))) for part in found.parts
        )
        text = _(
            "the sheets {sheets} as one programme, codes in column {code}, labels in column {label}"
        )
        where = text.format(
            sheets=sheets,
            code=column_letters(first.code_columns[0]),
            label=column_letters(first.label_column),
        )
    examples = ", ".join(found.parts[0].recognised[0].examples)
    text = _("{where} ({examples}); this is {confidence}")
    return text.format(
        where=where, examples=examples, confidence=confidence_in_words(found.confidence)
    )


def aside_in_words(found: FoundProgramme, finding: Searched) -> str:
    """What of a workbook is none of the programme that was found, in one line; empty where it is
    all of it."""
    told: list[str] = []
    for part in found.parts:
        for left in part.left_out:
            if left.why in {"header", "blank"}:
                continue  # nothing of it is missing
            text = left_in_words(left)
            if len(found.parts) > 1:
                place = on_one_line(called(part.sheet))
                text = _("{place}: {text}").format(place=place, text=text)
            told.append(text)
    others = [p.sheet for one in finding.programmes if one is not found for p in one.parts]
    names = dict.fromkeys((*others, *finding.aside, *finding.unread))
    if names:
        text = ngettext("the sheet {names}", "the sheets {names}", len(names))
        quoted = (_("“{name}”").format(name=on_one_line(called(name))) for name in names)
        told.append(text.format(names=_listed(quoted)))
    return _and_then(told)


def left_in_words(left: LeftOut) -> str:
    """Rows that are left aside, and why."""
    text = ngettext("row {rows} ({why})", "rows {rows} ({why})", len(left.rows))
    return text.format(rows=spans(left.rows), why=_(_WHY_LEFT[left.why]))


def option_for(found: FoundProgramme) -> str:
    """The options that name a place, as they are typed; those of its first sheet."""
    part = found.parts[0]
    name = called(part.sheet)
    name = name if name.isalnum() and name.isascii() else f'"{name}"'
    if part.place is CodePlace.LEVELS:
        return f"--sheet {on_one_line(name)}"
    return f"--sheet {on_one_line(name)} --columns {part.option}"


def undecided(path: str, finding: Searched) -> str:
    """Why no programme is read from a workbook, and what to type."""
    if not finding.programmes:
        return _(
            "{path} contains no programme that motxl can find: no table tblProgramme, no "
            "header row with “Axe” and “Programme de travail”, and no column of codes in "
            "order beside their texts. If there is one, give its place with --sheet NAME "
            "--columns A,B."
        ).format(path=path)
    best = finding.programmes[0].confidence
    rivals = [one for one in finding.programmes if one.confidence is best]
    options = _and_then([_proposed(one) for one in rivals[:_MOST_PLACES]])
    if best is Confidence.DOUBTFUL:
        return _(
            "{path} contains nothing that is certainly a programme. If it does contain one, "
            "add to the command: {options}"
        ).format(path=path, options=options)
    if finding.years:
        years = ", ".join(map(str, finding.years))
        return _(
            "{path} contains the programmes of several years ({years}). Choose one of them: "
            "{options}"
        ).format(path=path, years=years, options=options)
    return _(
        "{path} can be read in several ways, and none is more certain than the others. Choose "
        "one: {options}"
    ).format(path=path, options=options)


def _proposed(found: FoundProgramme) -> str:
    examples = ", ".join(found.parts[0].recognised[0].examples)
    return f"{option_for(found)} ({examples})"


def spans(rows: Iterable[int]) -> str:
    """Rows as people write them, those that follow one another together: ``1–3, 7``."""
    return _listed(_spans(sorted(rows)))


def _spans(rows: Sequence[int]) -> Iterator[str]:
    if not rows:
        return
    first = rows[0]
    for one, following in pairwise([*rows, rows[-1] + 2]):
        if following != one + 1:
            yield str(first) if first == one else f"{first}–{one}"
            first = following


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    shown, more = every[:_MOST_PLACES], len(every) - _MOST_PLACES
    if more > 0:
        shown.append(ngettext("and {n} other", "and {n} others", more).format(n=more))
    return ", ".join(shown)


def _and_then(told: Sequence[str]) -> str:
    semicolon = _(";")
    return f"{semicolon} ".join(told)


def _short(text: str) -> str:
    text = on_one_line(" ".join(text.split()))
    return text if len(text) <= _MOST_OF_A_TEXT else f"{text[: _MOST_OF_A_TEXT - 1].rstrip()}…"
