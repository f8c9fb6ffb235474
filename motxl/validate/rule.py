"""What a rule is: a code, its documentation, and a check that yields diagnostics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

from motxl.a1 import to_a1
from motxl.programme.edits import Edit
from motxl.programme.model import AXE, LABEL, REF, Entry, Programme
from motxl.programme.outline import Outline
from motxl.validate.diagnostics import Diagnostic, Fix, Severity


class Facts:
    """What the rules look at: the programme, and the outline of its numbering."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.programme)


class Rule:
    """One rule. The texts are English and marked for translation; examples are French, as the
    programme is."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    fix: ClassVar[str | None] = None
    """``safe``, ``unsafe`` or ``None``: the best fix that the rule can propose"""
    summary: ClassVar[str]
    explanation: ClassVar[str]
    bad: ClassVar[str]
    good: ClassVar[str]
    columns: ClassVar[tuple[str, ...]] = (AXE,)
    """Columns without which the rule has nothing to say"""
    looks_at_colours: ClassVar[bool] = False

    def applies(self, programme: Programme) -> bool:
        if self.looks_at_colours and not programme.shows_colours:
            return False
        return all(programme.has(column) for column in self.columns)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        raise NotImplementedError

    def at(
        self,
        facts: Facts,
        entry: Entry,
        message: str,
        suggestion: str | None = None,
        *,
        column: str = AXE,
        subject: str = "",
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding on a cell of an entry. ``subject`` says what it is about, beside the Réf."""
        ref = entry.ref
        return Diagnostic(
            rule=self.code,
            name=self.name,
            severity=self.severity,
            sheet=facts.programme.sheet,
            cell=to_a1(entry.row, facts.programme.columns[column]),
            row=entry.row,
            ref=ref or None,
            message=message,
            suggestion=suggestion,
            about=subject if ref else f"{entry.label} {subject}",
            fix=fix,
        )

    def on_sheet(
        self,
        sheet: str,
        message: str,
        suggestion: str | None = None,
        *,
        row: int = 0,
        column: int = 1,
        subject: str = "",
    ) -> Diagnostic:
        """A finding on a cell that is no entry's, or (``row`` 0) on no cell."""
        return Diagnostic(
            rule=self.code,
            name=self.name,
            severity=self.severity,
            sheet=sheet,
            cell=to_a1(row, column) if row else None,
            row=row,
            ref=None,
            message=message,
            suggestion=suggestion,
            about=subject,
        )

    def cell_of(self, facts: Facts, entry: Entry, column: str = LABEL) -> str:
        return to_a1(entry.row, facts.programme.columns[column])

    def fix_of(self, edits: Sequence[Edit], *, safe: bool) -> Fix:
        return Fix(safe, tuple(edits))


__all__ = ["REF", "Diagnostic", "Facts", "Fix", "Rule", "Severity"]
