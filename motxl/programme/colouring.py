"""Which characters of a label should have which colour, and which have it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.programme.borders import split_values
from motxl.programme.edits import Edit, SetColour, SetValue
from motxl.programme.families import OF_SERVICES, ColourName, Family
from motxl.programme.fills import ReferencePalette
from motxl.programme.model import (
    DEAL_COLUMN,
    JETON_COLUMN,
    LABEL,
    TRANSVERSAL_COLUMN,
    ColouredRun,
    Entry,
    LabelFormat,
    Programme,
)
from motxl.programme.references import Reference, without_item
from motxl.programme.themes import Themes
from motxl.text.colours import FORMER_ORANGE, ORANGE, nearest
from motxl.text.normalise import normalise
from motxl.text.runs import Run
from motxl.text.spans import Spans


class ColourSpan(NamedTuple):
    """Characters ``start`` to ``end`` (0-based, end exclusive) due in one colour."""

    start: int
    end: int
    colour: ColourName
    reference: Reference


def due_spans(references: Iterable[Reference], themes: Themes) -> list[ColourSpan]:
    """What must be coloured, in the order of the text, without overlaps.

    A reference inside a clause, as to a theme in one about jetons, has its own colour; the rest of
    the clause has that of the clause.
    """
    inner: list[ColourSpan] = []
    clauses: list[ColourSpan] = []
    for reference in references:
        family = themes.families.of(reference.kind, reference.family)
        if family is not None and family.colour is not None:
            span = ColourSpan(reference.start, reference.end, family.colour, reference)
            (clauses if reference.is_clause else inner).append(span)
    if not clauses:
        return inner
    spans = list(inner)
    ends = list(accumulate((span.end for span in inner), max))
    for clause in clauses:
        beside = islice(inner, bisect_right(ends, clause.start), None)
        spans += [clause._replace(start=start, end=end) for start, end in _without(clause, beside)]
    return sorted(spans)


def _without(clause: ColourSpan, spans: Iterable[ColourSpan]) -> Iterator[tuple[int, int]]:
    position = clause.start
    for span in spans:
        if span.start >= clause.end:
            break
        if span.end <= position:
            continue
        if span.start > position:
            yield position, span.start
        position = span.end
    if position < clause.end:
        yield position, clause.end


def due_in(entry: Entry, themes: Themes) -> list[ColourSpan]:
    """What must be coloured in a label; nothing where a formula computes it."""
    references = entry.references(themes)
    if not references or (entry.label_format is not None and entry.label_format.formula):
        return []
    return due_spans(references, themes)


def format_of(entry: Entry) -> LabelFormat:
    """How the label is coloured; plain where nothing was read about it."""
    return entry.label_format or LabelFormat((Run(entry.label, None),), None)


class ShownRuns:
    """The runs of a label, found by the place of their characters."""

    def __init__(self, runs: Iterable[ColouredRun]) -> None:
        self._runs = list(runs)
        self._ends = list(accumulate(len(run.text) for run in self._runs))

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
        """Their parts inside a span: start, end, colour. Parts of white space alone are left out:
        nobody sees their colour."""
        for first, last, run, position in self._within(start, end):
            if not run.text[first - position : last - position].isspace():
                yield first, last, run.properties

    def exactly(self, span: ColourSpan, palette: ReferencePalette) -> bool:
        """Whether every character of a span has its exact colour, white space included."""
        due = palette.exact(span.colour)
        return all(run.properties == due for *_, run, _at in self._within(span.start, span.end))

    def read_as(self, span: ColourSpan, palette: ReferencePalette) -> set[str | None]:
        """What the characters of a span read as: the name of one of the palette's colours or
        ``None``, by hue. Of two that are alike, it is the one that is due."""
        colours = {colour for _, _, colour in self.pieces(span.start, span.end)}
        due = {span.colour: palette.exact(span.colour)}
        known = due | palette.named
        return {nearest(colour, known) for colour in colours}

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, ColouredRun, int]]:
        """Where each run of a span begins and ends in it, the run, and where the run begins."""
        for index in range(bisect_right(self._ends, start), len(self._runs)):
            run = self._runs[index]
            position = self._ends[index] - len(run.text)
            if position >= end:
                return
            first, last = max(position, start), min(self._ends[index], end)
            if first < last:
                yield first, last, run, position


def shown_spans(programme: Programme) -> Iterator[tuple[Entry, ColourSpan, set[str | None]]]:
    """Every span that is due in a colour, with what its characters read as: looked at once for all
    rows that share a label and its look."""
    known: dict[tuple[str, LabelFormat | None], list[tuple[ColourSpan, set[str | None]]]] = {}
    for entry in programme.with_references:
        looks = entry.label, entry.label_format
        found = known.get(looks)
        if found is None:
            due = due_in(entry, programme.themes)
            shown = ShownRuns(format_of(entry).runs if due else ())
            found = [(span, shown.read_as(span, programme.palette)) for span in due]
            known[looks] = found
        for span, seen in found:
            yield entry, span, seen


def orange_shown(programme: Programme) -> str:
    """The orange that is due where the workbook does not say which: the one of before, as long as
    all references that are orange have exactly that one, so that none has another than the rest."""
    labels = {entry.label_format for entry in programme.entries if entry.label_format is not None}
    if not any(run.properties == FORMER_ORANGE for label in labels for run in label.runs):
        return ORANGE
    colours = {
        colour
        for entry in programme.with_references
        for span in due_in(entry, programme.themes)
        if span.colour == "orange"
        for _start, _end, colour in ShownRuns(format_of(entry).runs).pieces(span.start, span.end)
        if nearest(colour, programme.palette.named) == "orange"
    }
    return FORMER_ORANGE if colours == {FORMER_ORANGE} else ORANGE


class Stray(NamedTuple):
    """Characters that are no reference and have exactly one of our colours, set on a run."""

    start: int
    end: int
    colour: str
    is_ours: bool
    """Whether motxl put it there: the text is what became of one that it coloured in this row"""

    def has_words(self, label: str) -> bool:
        """Whether it holds letters or figures of its label, not brackets and the like alone."""
        return any(map(str.isalnum, label[self.start : self.end]))


def strays(entry: Entry, programme: Programme) -> list[Stray]:
    """The strays of a label. A colour that is the cell's own, and every colour in a cell with a
    hyperlink, is the staff's."""
    label = entry.label_format
    if label is None or label.hyperlink or not programme.themes.families.is_known:
        return []  # where a family cannot be read, nobody knows what is one of its references
    ours = programme.palette.ours
    if not any(run.properties in ours for run in label.runs):
        return []
    shown = ShownRuns(label.runs)
    found: list[tuple[int, int, str]] = []
    due = due_spans(entry.references(programme.themes), programme.themes)
    # What is told as a reference that is not understood is no text of another kind.
    doubtful = (
        (one.start, one.end)
        for one in entry.references(programme.themes)
        if one.kind == "unread" or without_item(one, programme.themes)
    )
    kept = Spans([*((span.start, span.end) for span in due), *doubtful])
    edges = [0, *(edge for span in kept for edge in span), len(entry.label)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        for first, last, colour in shown.pieces(start, end):
            if colour is None or colour not in ours or colour == label.cell_colour:
                continue
            if found and found[-1][1] == first and found[-1][2] == colour:
                found[-1] = (found[-1][0], last, colour)
            else:
                found.append((first, last, colour))
    if not found:
        return []
    standing = {normalise(entry.label[span.start : span.end]) for span in due}
    gone = [
        (colour, text)
        for colour, text in programme.coloured().get(normalise(entry.ref), ())
        if text not in standing
    ]
    told = [Stray(*one, _is_part(entry.label, one, gone)) for one in found]
    return [one for one in told if one.is_ours or not _is_bracket(entry, one, due, programme)]


def _is_bracket(
    entry: Entry, stray: Stray, due: Iterable[ColourSpan], programme: Programme
) -> bool:
    """Whether a stray is no word, and only stands beside a reference in the colour of that one: who
    colours a parenthesis as a whole has coloured it right."""
    if stray.has_words(entry.label):
        return False
    name = nearest(stray.colour, programme.palette.named)
    return any(
        span.colour == name and (span.end == stray.start or stray.end == span.start) for span in due
    )


def _is_part(label: str, stray: tuple[int, int, str], gone: Iterable[tuple[str, str]]) -> bool:
    """Whether a stray is part of a text that motxl coloured so, and that stands there no more: one
    of whole words, as one letter is part of nearly any text."""
    start, end, colour = stray
    written = normalise(label[start:end])
    before, after = (
        (r"(?<!\w)" if written[:1].isalnum() else ""),
        (r"(?!\w)" if written[-1:].isalnum() else ""),
    )
    words = re.compile(before + re.escape(written) + after)
    return any(colour == other and words.search(text) for other, text in gone)


def beside(programme: Programme, entry: Entry) -> Iterator[tuple[str, str | None]]:
    """The columns beside a label that do not say what it refers to, each with what it should say,
    ``None`` for nothing. What stands in a column of the workbook's own and is none of the family's
    items is the staff's, and stays."""
    references = entry.references(programme.themes)
    families = programme.themes.families
    for column, of_column in families.by_column.items():
        if not programme.has(column):
            continue
        due = None
        if references:
            keys = [
                key
                for reference in references
                if reference.is_read and families.of(reference.kind, reference.family) in of_column
                for key in programme.keys_of(entry, reference)
                if key is not None
            ]
            due = "; ".join(dict.fromkeys(keys)) or None
        if entry.value(column) != due and _may_fill(programme, entry, column, of_column):
            yield column, due


def _may_fill(
    programme: Programme, entry: Entry, column: str, families: tuple[Family, ...]
) -> bool:
    """Whether what stands in a column may be replaced: in those of the template, always."""
    written = entry.text(column)
    if not written or column in _OF_TEMPLATE:
        return True
    return all(
        is_item(programme, families, value) for value in split_values(written) if normalise(value)
    )


_OF_TEMPLATE = frozenset({DEAL_COLUMN, TRANSVERSAL_COLUMN, JETON_COLUMN})


def is_item(programme: Programme, families: Iterable[Family], written: str) -> bool:
    """Whether a value may stand in the column that says references to some families."""
    for family in families:
        if family.items == OF_SERVICES:
            if programme.registers.services_called(written):
                return True
        elif family.items:
            if programme.themes.called(written) is not None:
                return True
        elif normalise(written).startswith(normalise(family.name)):
            return True
    return False


def colour(programme: Programme) -> list[Edit]:
    """The edits that bring the colours up to date; none when they are already exact.

    References get exactly their colour, text that is none gives our colours back, and the columns
    that staff filter by say what the label refers to.
    """
    edits: list[Edit] = []
    referring = {entry.row for entry in programme.with_references}
    has_beside = any(map(programme.has, programme.themes.families.by_column))
    for entry in programme.entries:
        if entry.row in referring or entry.label_format is not None:
            edits += _text_colours(programme, entry)
        for column, due in beside(programme, entry) if has_beside else ():
            cell = to_a1(entry.row, programme.columns[column])
            edits.append(SetValue(programme.sheet, cell, due))
    if edits:
        edits += _colours_so_far(programme)
    return edits


def _colours_so_far(programme: Programme) -> Iterator[Edit]:
    """Colours that motxl sets are written down, so that it knows them for its own later on."""
    palette = programme.palette
    if programme.palette_cell and not palette.current <= palette.former:
        so_far = sorted(palette.former | palette.current)
        yield SetValue(*programme.palette_cell, "; ".join(so_far))


def _text_colours(programme: Programme, entry: Entry) -> Iterator[Edit]:
    palette, themes = programme.palette, programme.themes
    cell = to_a1(entry.row, programme.columns[LABEL])
    for stray in strays(entry, programme):
        if stray.is_ours:
            yield SetColour(programme.sheet, cell, stray.start, stray.end, None)
    due_here = due_in(entry, themes)
    shown = ShownRuns(format_of(entry).runs) if due_here else None
    for span in due_here:
        if shown is not None and not shown.exactly(span, palette):
            due = palette.exact(span.colour)
            yield SetColour(programme.sheet, cell, span.start, span.end, due)
