"""Lines of CSV as Excel opens them by a double click, in France and elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from motxl.controls import shown

BOM = "\ufeff"
"""At the beginning of a file: without it Excel takes UTF-8 for Windows-1252"""
# Excel makes a formula of what begins so; a tab or a line break first does not keep it from that.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(map(_as_text, cells))
    return written.getvalue()


def _as_text(value: str) -> str:
    """Control characters as what they are; an apostrophe before what Excel would calculate: seen,
    and harmless."""
    guard = "'" if value.startswith(_FORMULA) else ""
    return guard + shown(value)
