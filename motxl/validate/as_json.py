"""``validate --format json``: the form that scripts rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from motxl.programme.model import Programme
from motxl.validate.diagnostics import Diagnostic, Severity


def workbook_json(
    path: str, programme: Programme, diagnostics: Sequence[Diagnostic]
) -> dict[str, Any]:
    """One workbook. Counts leave out what staff accepted."""
    return {
        "path": path,
        "programme": {
            "year": programme.year,
            "date": programme.date.isoformat() if programme.date else None,
            "entries": len(programme.entries),
        },
        "diagnostics": [diagnostic.as_json() for diagnostic in diagnostics],
        "counts": {
            severity.word: sum(d.severity is severity and not d.accepted for d in diagnostics)
            for severity in sorted(Severity, reverse=True)
        },
    }
