"""``validate --format json``: the form that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from motxl.i18n import in_our_names, named
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.outcome import Outcome, Result
from motxl.validation.statistics import RuleCount, by_rule


def write(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One document. A workbook that cannot be read is not in it."""
    yield from _written(_document(_results(outcomes)))


def write_statistics(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One document, with the findings of all workbooks counted by rule."""
    diagnostics: list[Diagnostic] = []

    def counted() -> Iterator[Result]:
        for result in _results(outcomes):
            diagnostics.extend(result.diagnostics)
            yield result

    document = _document(counted())
    rows = [_rule_count(count) for count in by_rule(diagnostics)]
    yield from _written({**document, "statistics": rows})


def _results(outcomes: Iterable[Outcome]) -> Iterator[Result]:
    return (outcome for outcome in outcomes if isinstance(outcome, Result))


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


def _written(document: dict[str, Any]) -> Iterator[str]:
    with in_our_names():  # each workbook has its own already
        yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _document(results: Iterable[Result]) -> dict[str, Any]:
    """Each workbook as it comes, while it is the one that is spoken of."""
    return {"version": 1, "workbooks": [named(_workbook(result)) for result in results]}


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
