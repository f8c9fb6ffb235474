"""Which findings are new, and whether they are about what a slip changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.programme.codes import parse_code
from motxl.programme.model import ORDRE
from motxl.text.normalise import normalise
from motxl.validation.diagnostics import Diagnostic, Severity
from tests.restoration.judging import Touched
from tests.restoration.state import State

_WORD = re.compile(r"[^\W_]+(?:[.\-’'][^\W_]+)*")
# Shorter values ("1", "fr", "oui") stand everywhere: they link nothing.
_SHORTEST = 3


class Found(NamedTuple):
    """A finding as the benchmark keeps it."""

    rule: str
    cell: str
    message: str
    severity: Severity = Severity.INFO
    suggestion: str = ""

    def __str__(self) -> str:
        return f"{self.cell or '-'} {self.rule}: {self.message}"


def new_findings(before: Iterable[Diagnostic], now: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is said now, is not accepted, and was not said before (accepted or not)."""
    known = Counter(diagnostic.fingerprint for diagnostic in before)
    found = []
    for diagnostic in now:
        if known[diagnostic.fingerprint]:
            known[diagnostic.fingerprint] -= 1
        elif not diagnostic.accepted:
            found.append(diagnostic)
    return found


def as_found(diagnostic: Diagnostic) -> Found:
    place = f"{diagnostic.sheet}!{diagnostic.cell}" if diagnostic.cell else diagnostic.sheet
    return Found(
        diagnostic.rule, place, diagnostic.message, diagnostic.severity, diagnostic.suggestion or ""
    )


class About:
    """Tells whether a finding is about what a slip touched."""

    def __init__(self, touched: Touched, right: State, slipped: State) -> None:
        self._touched = touched
        self._codes = {v.strip() for v in touched.values if parse_code(v.strip())}
        self._values = {
            key for v in touched.values if len(key := normalise(v)) >= _SHORTEST
        } - self._codes
        self._words = _words_that_changed(touched.values)
        self._cells = {
            to_a1(row, column)
            for sheet, row in touched.rows
            for area in slipped.areas.values()
            if area.sheet == sheet
            for column in area.columns.values()
        }
        self._gone = {
            area.sheet for name, area in right.areas.items() if name not in slipped.areas
        } | {
            column
            for name, area in right.areas.items()
            if name in slipped.areas
            for column in area.columns.keys() - slipped.areas[name].columns.keys()
        }
        self._rows = {
            (area.sheet, row.number): row
            for state in (right, slipped)
            for area in state.areas.values()
            for row in area.rows
        }

    def __call__(self, found: Diagnostic) -> bool:
        if (found.sheet, found.row) in self._touched.rows:
            return True
        if found.sheet in self._touched.sheets:
            return True
        text = f"{found.message} {found.suggestion or ''} {found.about}"
        words = set(_WORD.findall(text))
        if words & (self._codes | self._cells):
            return True
        key = normalise(text)
        if any(value in key for value in self._values):
            return True
        about = normalise(found.about)
        if len(about) >= _SHORTEST and any(about in value for value in self._values):
            return True
        if {normalise(word) for word in words} & self._words:
            return True
        return self._shares_a_value(found)

    def is_named_in(self, line: str) -> bool:
        """Whether a line that says what was not checked names what the slip took out of sight: the
        sheet of a table that is no longer one, or a column that is gone. One that names a sheet
        whose table is still there is about something else."""
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) for name in self._gone)

    def _shares_a_value(self, found: Diagnostic) -> bool:
        """A row that holds the value which a slip changed: a member whose border no row has any
        more, a move of a service that is gone."""
        row = self._rows.get((found.sheet, found.row))
        if row is None:
            return False
        held = {
            normalise(part)
            for name, value in row.cells.items()
            if isinstance(value, str) and name != ORDRE
            for part in (value, *value.split(";"))
        }
        return not held.isdisjoint(self._values | {normalise(code) for code in self._codes})


def _words_that_changed(values: Iterable[str]) -> set[str]:
    """The words that stand in one of the values and not in all: those of two spellings."""
    texts = [{normalise(w) for w in _WORD.findall(value)} for value in values if " " in value]
    if len(texts) < 2:
        return set()
    common = set.intersection(*texts)
    return {word for words in texts for word in words - common if len(word) > _SHORTEST}


def is_alarm(found: Diagnostic, about: Sequence[About], *, meant: bool) -> bool:
    """Whether a new finding says something of what is right: away from every slip; or, in an edit
    that was meant, anything but the row's missing Réf. and a pointer to ``renumber``."""
    if meant:
        bookkeeping = found.severity == Severity.INFO or "renumber" in found.full_message
        return not bookkeeping
    return not any(one(found) for one in about)
