"""Which fixes can be made together: pure, from diagnostics to diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from motxl.programme.edits import CellEdit, Edit, RowEdit, SetValue
from motxl.text.spans import Spans
from motxl.validation.diagnostics import Diagnostic

# Rows first enter the table, then those that are none of it go, then they are put in order.
_ROW_RULES = ("STR708", "STR702", "STR703", "NUM017", "NUM007", "NUM006")


class _Claims:
    """The cells, and characters in them, that the fixes chosen so far change."""

    def __init__(self) -> None:
        self._whole: dict[tuple[str, str], SetValue] = {}
        self._spans: dict[tuple[str, str], Spans] = {}
        """Each one longer than it is: an edit that begins where another ends meets it"""

    def allow(self, edits: Iterable[Edit]) -> bool:
        """Whether none of the edits meets one that was claimed; the same value twice is fine."""
        for edit in edits:
            assert isinstance(edit, CellEdit)
            place = edit.sheet, edit.cell
            whole = self._whole.get(place)
            if whole is not None and whole != edit:
                return False
            spans = self._spans.get(place)
            if isinstance(edit, SetValue):
                if spans:
                    return False
            elif spans and spans.meets(edit.start, edit.end + 1):
                return False
        return True

    def claim(self, edits: Iterable[Edit]) -> None:
        own: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for edit in edits:
            assert isinstance(edit, CellEdit)
            place = edit.sheet, edit.cell
            if isinstance(edit, SetValue):
                self._whole[place] = edit
            else:
                own.setdefault(place, []).append((edit.start, edit.end + 1))
        for place, spans in own.items():  # which may meet one another
            for start, end in Spans(spans):
                self._spans.setdefault(place, Spans()).add(start, end)


def is_fixable(diagnostic: Diagnostic, *, unsafe: bool) -> bool:
    """Whether it has a fix that may be made: what staff accepted stays as it is."""
    fix = diagnostic.fix
    return fix is not None and bool(fix.edits) and (fix.safe or unsafe) and not diagnostic.accepted


def is_safe(diagnostic: Diagnostic) -> bool:
    """Whether the finding can be put right without looking at it first."""
    return is_fixable(diagnostic, unsafe=False)


def together(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fixes can be made in one go, all edits counting from the same state.

    Fixes of cells come before fixes that move rows, which then are those of one rule. A fix is
    chosen whole or not at all.
    """
    diagnostics = list(diagnostics)
    header = next((one for one in diagnostics if one.rule == "STR701"), None)
    if header is not None:
        return [header]  # what the others say hangs on what the columns are called
    claims = _Claims()
    cells: list[Diagnostic] = []
    rows: list[Diagnostic] = []
    for diagnostic in diagnostics:
        edits = _edits(diagnostic)
        if any(isinstance(edit, RowEdit) for edit in edits):
            rows.append(diagnostic)
        elif claims.allow(edits):
            claims.claim(edits)
            cells.append(diagnostic)
    if cells or not rows:
        return cells
    first = min(rows, key=_turn).rule
    return [diagnostic for diagnostic in rows if diagnostic.rule == first]


def _turn(diagnostic: Diagnostic) -> int:
    rule = diagnostic.rule
    return _ROW_RULES.index(rule) if rule in _ROW_RULES else len(_ROW_RULES)


def _edits(diagnostic: Diagnostic) -> Sequence[Edit]:
    assert diagnostic.fix is not None
    return diagnostic.fix.edits


__all__ = ["is_fixable", "together"]
