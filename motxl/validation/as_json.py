"""``validate --format json``: the form that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from motxl.validation.diagnostics import Severity
from motxl.validation.outcome import Outcome, Result
from motxl.validation.statistics import RuleCount, by_rule


def write(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One document. A workbook that cannot be read is not in it."""
    results = [outcome for outcome in outcomes if isinstance(outcome, Result)]
    yield _written(_document(results))


def write_statistics(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One document, with the findings of all workbooks counted by rule."""
    results = [outcome for outcome in outcomes if isinstance(outcome, Result)]
    counts = by_rule(diagnostic for result in results for diagnostic in result.diagnostics)
    rows = [_rule_count(count) for count in counts]
    yield _written({**_document(results), "statistics": rows})


def _rule_count(count: RuleCount) -> dict[str, Any]:
    return {
        "rule": count.rule,
        "name": count.name,
        "severity": count.severity.word,
        "count": count.found,
        "fixable": count.fixable,
        "unsafe_fixable": count.unsafe_fixable,
        "accepted": count.accepted,
    }


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _document(results: Iterable[Result]) -> dict[str, Any]:
    return {"version": 1, "workbooks": [_workbook(result) for result in results]}


def _not_checked(result: Result) -> dict[str, Any]:
    """A key of its own, only where something was not checked: the others stay as they are."""
    if not result.unchecked_of_those_asked:
        return {}
    return {
        "not_checked": [
            {"kind": one.kind, "sheet": one.sheet, "message": one.sentence}
            for one in result.unchecked_of_those_asked
        ]
    }


def _workbook(result: Result) -> dict[str, Any]:
    """One workbook. Counts leave out what staff accepted."""
    programme = result.programme
    corrected: dict[str, Any] = {}
    if result.options.fixes:
        corrected = {
            "fixed": [one.diagnostic.as_json() for one in result.fixed],
            "not_fixed": [
                {**one.diagnostic.as_json(), "reason": one.why} for one in result.refused
            ],
        }
    return {
        "path": result.path,
        "programme": {
            "year": programme.year,
            "date": programme.date.isoformat() if programme.date else None,
            "entries": len(programme.entries),
        },
        **_not_checked(result),
        "diagnostics": [diagnostic.as_json() for diagnostic in result.diagnostics],
        "counts": {
            severity.word: sum(d.severity is severity for d in result.live)
            for severity in sorted(Severity, reverse=True)
        },
        **corrected,
    }
