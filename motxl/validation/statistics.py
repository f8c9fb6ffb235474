"""Findings counted rule by rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.fixes import is_safe


class RuleCount(NamedTuple):
    """What one rule found. Accepted findings are counted apart and nowhere else."""

    rule: str
    name: str
    severity: Severity
    found: int
    fixable: int
    """Whose fix is safe"""
    unsafe_fixable: int
    accepted: int


def by_rule(diagnostics: Iterable[Diagnostic]) -> list[RuleCount]:
    """The rule that found most first."""
    counts: dict[str, RuleCount] = {}
    for one in diagnostics:
        so_far = counts.get(one.rule) or RuleCount(one.rule, one.name, one.severity, 0, 0, 0, 0)
        if one.accepted:
            so_far = so_far._replace(accepted=so_far.accepted + 1)
        else:
            so_far = so_far._replace(
                found=so_far.found + 1,
                fixable=so_far.fixable + is_safe(one),
                unsafe_fixable=so_far.unsafe_fixable + (one.fix is not None and not one.fix.safe),
            )
        counts[one.rule] = so_far
    return sorted(counts.values(), key=lambda c: (-c.found, -c.severity, c.rule))
