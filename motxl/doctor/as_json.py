"""The checks for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from motxl.doctor.examining import Group


def write(groups: Iterable[Group]) -> str:
    """``name``, ``group`` and ``state`` are the same in every language; ``path`` is the workbook's,
    as it was typed, or null."""
    checks = [
        {
            "group": group.name,
            "path": None if group.path is None else str(group.path),
            "name": one.name,
            "state": one.state,
            "found": one.found,
            "advice": one.advice or None,
        }
        for group in groups
        for one in group.checks
    ]
    return json.dumps({"version": 1, "checks": checks}, ensure_ascii=False, indent=2) + "\n"
