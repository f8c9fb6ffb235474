"""The sheet Modifications filled: what changed, marked for an assembly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from motxl.controls import shown
from motxl.ooxml import Workbook
from motxl.ooxml.stencil.stencil import Stencil, StencilRow
from motxl.ooxml.values import MarkedText, TextMark
from motxl.ooxml.xml.text import MAX_TEXT, is_too_long
from motxl.template.heights import wrapped_height
from motxl.template.layout.modifications import (
    DELETED,
    INSERTED,
    MODIFICATIONS,
    NEW,
    OLD,
    ORGANISATION,
    SHEET,
    TEXTS,
    WIDTHS,
)
from motxl.template.mots import mots_of
from motxl.template.shipped import template_in, template_path
from motxl.template.texts import name_of, texts_in
from motxl.template.words import language_with
from motxl.text.runs import Run

if TYPE_CHECKING:
    from motxl.ooxml.wording import Wording

Mark = Literal["", "deleted", "inserted"]
_MARKS: dict[Mark, tuple[TextMark | None, str | None]] = {
    "": (None, None),
    "deleted": ("struck", DELETED),
    "inserted": ("underlined", INSERTED),
}
_TALLEST = 409.0
"""Points: no row of Excel is higher"""
_MARGIN = 2.0


class MarkedPiece(NamedTuple):
    """Characters of a text that are marked and coloured alike."""

    text: str
    mark: Mark = ""
    colour: str | None = None
    """``RRGGBB`` of a reference; ``None`` for the colour of other text"""


class ModificationRow(NamedTuple):
    """A row of the table: texts as they are read, those before and now in pieces."""

    code: str
    ref: str
    kind: str
    column: str
    label: str
    before: Sequence[MarkedPiece]
    now: Sequence[MarkedPiece]


def filled_modifications(
    rows: Sequence[ModificationRow],
    names: tuple[str, str],
    words: Wording | None = None,
    organisation: str | None = None,
) -> bytes:
    """The workbook as the bytes of an ``.xlsx`` file; two calls give the same bytes. ``names`` are
    what the old and the new workbook are called, ``words`` those that sheet and columns are called
    by; ``organisation`` stands above each page (``name_of``)."""
    language = language_with(words)
    workbook = Workbook.open(template_path(template_in(language, "modifications")))
    workbook.set_content_type_workbook()
    table = workbook.table(MODIFICATIONS.name)
    first, width = table.ref.first_column, len(MODIFICATIONS.columns)
    styles = tuple(table.sheet.style_of((table.first_data_row, first + n)) for n in range(width))
    lines = [_line(row, styles) for row in rows]
    blank = StencilRow((None,) * width, styles, wrapped_height("", WIDTHS[0]) + _MARGIN)
    old, new = map(shown, names)
    texts = {OLD: old, NEW: new, ORGANISATION: name_of(organisation, texts_in(language))}
    data = Stencil(workbook, MODIFICATIONS.name).fill(texts.get, lines or [blank], {})
    return data if words is None else _in_words(data, words, language)


def _in_words(data: bytes, words: Wording, language: str) -> bytes:
    """Its sheet and columns as a workbook calls those of the same names."""
    from motxl.ooxml.wording import Wording, in_own_words  # most workbooks are in French

    mots = mots_of(language)
    sheet = words.sheets.pairs.get(SHEET, mots.sheets[SHEET] if mots else SHEET)
    usual = {name: mots.columns[name] if mots else name for name in MODIFICATIONS.columns}
    own = {name: words.names.get(name, word) for name, word in usual.items()}
    columns = own if len({one.casefold() for one in own.values()}) == len(own) else usual
    return in_own_words(data, Wording({SHEET: sheet}, {MODIFICATIONS.name: columns}, {}))


def _line(row: ModificationRow, styles: tuple[int, ...]) -> StencilRow:
    values = (*map(shown, row[:5]), _marked(row.before), _marked(row.now))
    indents = (2 if name in TEXTS else 0 for name in MODIFICATIONS.columns)
    height = max(
        wrapped_height(value, width - indent)
        for value, width, indent in zip(values, WIDTHS, indents, strict=True)
    )
    texts = tuple(value or None for value in values)
    return StencilRow(texts, styles, min(height + _MARGIN, _TALLEST))


def _marked(pieces: Sequence[MarkedPiece]) -> MarkedText:
    """A reference that was put in, or went, keeps its colour: the line tells its mark."""
    runs: list[Run[str | None]] = []
    marks: list[TextMark | None] = []
    text = ""
    for one in pieces:
        mark, colour = _MARKS[one.mark]
        piece = shown(one.text)
        if is_too_long(text + piece):
            runs.append(Run(piece[: max(MAX_TEXT // 2 - len(text) - 1, 0)] + "…", None))
            marks.append(None)
            break
        text += piece
        runs.append(Run(piece, one.colour or colour))
        marks.append(mark)
    return MarkedText(runs, marks)
