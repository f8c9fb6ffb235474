"""``validate --format json``: the form that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from motxl.cli.checking import Checked, statistics_of
from motxl.validation.diagnostics import Severity


def show(results: Sequence[Checked], *, statistics: bool) -> str:
    report: dict[str, Any] = {"version": 1, "workbooks": [_workbook(one) for one in results]}
    if statistics:
        report["statistics"] = [
            {**one._asdict(), "severity": one.severity.word} for one in statistics_of(results)
        ]
    return json.dumps(report, ensure_ascii=False, indent=2)


def _workbook(checked: Checked) -> dict[str, Any]:
    """One workbook. Counts leave out what staff accepted."""
    programme = checked.programme
    report: dict[str, Any] = {
        "path": str(checked.path),
        "programme": {
            "year": programme.year,
            "date": programme.date.isoformat() if programme.date else None,
            "entries": len(programme.entries),
        },
        "diagnostics": [diagnostic.as_json() for diagnostic in checked.diagnostics],
        "counts": {
            severity.word: sum(d.severity is severity for d in checked.live)
            for severity in sorted(Severity, reverse=True)
        },
    }
    if checked.fixed or checked.refused:
        report["fixed"] = [one.diagnostic.as_json() for one in checked.fixed]
        report["not_fixed"] = [
            {**one.diagnostic.as_json(), "reason": one.why} for one in checked.refused
        ]
    return report
