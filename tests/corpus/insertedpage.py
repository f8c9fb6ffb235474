"""The section *Rows inserted* of docs/lossless.md: the table, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from motxl import __version__

EDITORS = ("motxl", "openpyxl", "wolfxl")
KINDS = ("formulas", "charts", "names", "rules", "lists", "anything else")

_TITLE = "\n## Rows inserted\n"
_MANY = 8  # workbooks named before the rest is counted
_LABELS = {
    "formulas": "Formulas wrong: another value, or another text than LibreOffice's",
    "charts": "Charts wrong, or gone",
    "names": "Defined names wrong",
    "rules": "Conditional formats wrong",
    "lists": "Lists and other checks of what is typed wrong",
    "anything else": "Tables, filters, merges, notes, drawings, controls, print areas, breaks or "
    "pivots wrong",
}

_INTRO = """
Two rows come between two others, by the same three editors: in the middle of the first table, or,
where a workbook has none, of the first sheet that holds two rows ({tables} and {sheets} of the
workbooks above; the others hold neither). Each workbook is read by LibreOffice before and after,
all calculated anew, and LibreOffice inserts the same rows itself. Wrong is: a formula whose value
is not the one of before; a formula, a name, a rule, a list, the source of a chart or another place
that reads otherwise than after LibreOffice's own insertion, but for what
`tests/recalculation/known.py` explains of LibreOffice. In {alone} of the workbooks LibreOffice
refuses the insertion, across a pivot table or on a protected sheet, as Excel does: of these only
values are compared, and it does not count against an editor that it inserts all the same.

- **motxl** {motxl}: `Table.insert_rows`, or what stands behind it, for the rows of a sheet.
- **openpyxl** {openpyxl}: `Worksheet.insert_rows`, which says itself that it moves cells only.
- **wolfxl** {wolfxl}: `load_workbook(…, modify=True)`, `Worksheet.insert_rows`.

Measured on {day}. Again: `python -m tests.corpus.inserting --update-docs`.

"""


@dataclass
class Inserted:
    """What became of one workbook in the hands of one editor."""

    editor: str
    book: str
    failed: str = ""
    refused: str = ""
    wrong: dict[str, list[str]] = field(default_factory=dict)
    """By kind, what reads otherwise"""
    own: list[str] = field(default_factory=list)
    """What the judge of ours finds that it did not find before"""


@dataclass
class Book:
    name: str
    of_table: bool
    """Whether the rows came into a table"""
    holds: frozenset[str]
    """The kinds of which it has any"""
    outcomes: list[Inserted]
    by_libreoffice: bool
    """Whether LibreOffice inserts the rows, too"""


def without_section(page: str) -> str:
    """The rest of the page, whose last section this is."""
    return page.partition(_TITLE)[0].rstrip("\n") + "\n"


def section_of(page: str) -> str:
    _before, title, text = page.partition(_TITLE)
    return title + text


def section(books: Sequence[Book]) -> str:
    intro = _INTRO.format(
        tables=sum(book.of_table for book in books),
        sheets=sum(not book.of_table for book in books),
        alone=sum(not book.by_libreoffice for book in books),
        motxl=__version__,
        openpyxl=version("openpyxl"),
        wolfxl=version("wolfxl"),
        day=f"{datetime.now(UTC):%Y-%m-%d}",
    )
    wrong = "".join(_list(books, editor) for editor in EDITORS)
    return f"{_TITLE}{intro}{table(books)}\n{wrong}"


def _of_kind(kind: str) -> Callable[[Inserted], list[str]]:
    return lambda one: one.wrong.get(kind, [])


def _own(one: Inserted) -> list[str]:
    return one.own


def _refused(one: Inserted) -> list[str]:
    return [one.refused] if one.refused else []


def _failed(one: Inserted) -> list[str]:
    return [one.failed] if one.failed else []


_ENDS = {
    "Refused with a sentence, the file left as it was": _refused,
    "Failed: an error, no end in 60 s, or a file that LibreOffice does not open": _failed,
}
_BY_OWN_JUDGE = "New problems reported by motxl's own judge"


def table(books: Sequence[Book]) -> str:
    """Rows are what is measured; columns are the editors."""
    lines = [f"| workbooks | {' | '.join(EDITORS)} |", f"| --- |{' ---: |' * len(EDITORS)}"]
    lines.append(_row("Given to insert", books, lambda _: ["given"]))
    lines += [_row(label, books, told) for label, told in _ENDS.items()]
    for kind in KINDS:
        of = [book for book in books if kind in book.holds]
        lines.append(_row(f"{_LABELS[kind]} (of {len(of)} that hold any)", of, _of_kind(kind)))
    lines.append(_row(_BY_OWN_JUDGE, books, _own))
    lines.append(_row("**Nothing of all this, and the rows are there**", books, _right))
    return "\n".join(lines)


def _right(one: Inserted) -> list[str]:
    return [] if one.refused or one.failed or one.wrong or one.own else ["right"]


def _row(label: str, books: Iterable[Book], told: Callable[[Inserted], list[str]]) -> str:
    outcomes = [one for book in books for one in book.outcomes]
    counts = [sum(bool(told(one)) for one in outcomes if one.editor == name) for name in EDITORS]
    return f"| {label} | {' | '.join(map(str, counts))} |"


def _list(books: Sequence[Book], editor: str) -> str:
    lines = [f"\n### {editor}, inserting rows\n"]
    measures = {**_ENDS, **{_LABELS[kind]: _of_kind(kind) for kind in KINDS}, _BY_OWN_JUDGE: _own}
    outcomes = [one for book in books for one in book.outcomes if one.editor == editor]
    for label, told in measures.items():
        found = {one.book: told(one) for one in outcomes if told(one)}
        if not found:
            continue
        names = sorted(found)
        more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
        example = " ".join(found[names[0]][0].replace("`", "'").split())
        example = example if len(example) <= 150 else example[:149] + "…"
        lines += [f"{label}:", ""]
        if label in _ENDS:
            lines += [f"- `{' '.join(found[name][0].split())}`: {name}" for name in names]
            lines.append("")
            continue
        number = sum(map(len, found.values()))
        places = f"{number} places, such as" if number > 1 else "in one place,"
        lines += [f"- {places} `{example}`: {', '.join(names[:_MANY])}{more}", ""]
    if len(lines) == 1:
        lines.append("Nothing, on any workbook.")
    return "\n".join(lines).rstrip("\n") + "\n"
