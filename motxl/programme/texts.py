"""The texts of a workbook in which staff name rows by their codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from motxl.programme.mentions import Certainty, Grammar, Mention, code_in_cell, grammar_of, mentions
from motxl.programme.model import LABEL, Entry, PlacedText, Programme
from motxl.text.normalise import normalise

FREE_COLUMNS = ("Calendrier", "Bilan", "Commentaire")
"""Columns of the programme that hold free text, beside the label"""
# Columns of other tables that hold codes, and nothing else.
_CODE_HEADERS = frozenset(("axe", "code", "objectif", "sous-objectif"))


class Naming(NamedTuple):
    """A text, and the codes that it names."""

    text: PlacedText
    mentions: tuple[Mention, ...]
    entry: Entry | None = None
    """The row of the programme that it is written in; ``None`` in other tables"""

    @property
    def is_label(self) -> bool:
        return self.entry is not None and self.text.header == LABEL

    @property
    def is_exact(self) -> bool:
        """Whether offsets are those of the cell: labels are read so; elsewhere not where characters
        are escaped."""
        return self.is_label or not ("\r" in self.text.text or "_x" in self.text.text)


def namings(programme: Programme) -> Iterator[Naming]:
    """The texts that name codes: those of the programme in the order of its rows, then those of
    other columns and tables."""
    grammar = grammar_of_programme(programme)
    for text, entry in texts(programme):
        code = None if entry else _whole_code(text, grammar)
        if code is not None:
            yield Naming(text, (code,))
        elif found := mentions(text.text, grammar):
            yield Naming(text, found, entry)


def grammar_of_programme(programme: Programme) -> Grammar:
    """How texts name the codes of a programme."""
    return grammar_of(
        programme.scheme, (code for entry in programme.entries if (code := entry.written_code))
    )


def texts(
    programme: Programme, names: Sequence[str] = (LABEL, *FREE_COLUMNS)
) -> Iterator[tuple[PlacedText, Entry | None]]:
    """The texts in which staff may name rows, in the same order, each with the row it is in; of
    the programme's own, those in the columns of these names."""
    columns = programme.columns
    free = [(name, columns[name]) for name in names if name in columns]
    for entry in programme.entries if free else ():
        for name, column in free:
            value = entry.label if name == LABEL else entry.value(name)
            if isinstance(value, str):
                yield PlacedText(programme.sheet, entry.row, column, name, value), entry
    for text in programme.other_texts:
        yield text, None


def _whole_code(text: PlacedText, grammar: Grammar) -> Mention | None:
    """The code that a cell of a column of codes holds. A table of the staff's may number something
    else: what the programme has not is no fault."""
    names = map(normalise, grammar.scheme.names)
    header = normalise(text.header)
    is_of_codes = header in _CODE_HEADERS or header in names
    found = code_in_cell(text.text, grammar) if is_of_codes else None
    if found is None:
        return None
    code, is_one = found
    start = len(text.text) - len(text.text.lstrip())
    certainty: Certainty = "likely" if is_one and len(code) > 1 else "doubtful"
    return Mention(start, start + len(text.text.strip()), code, certainty)
