"""What others made, in the folder ``../shared`` beside the repository: no part of it.

Tests that need it are not there where it is absent: the end of the run says so in one line, and is
an error where judges are required.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

REQUIRED = os.environ.get("MOTXL_REQUIRE_JUDGES") == "1"
"""Whether a judge or a workbook that is missing is an error, as in CI."""

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus"
WORKBOOKS = sorted(CORPUS.glob("*/*.xls[xm]"))
"""Workbooks that others wrote, most of them with Excel itself."""

MISSING = (
    None
    if WORKBOOKS
    else f"the workbooks of others are missing: put the folder shared at {SHARED} to run the tests "
    "that need them"
)
needed = pytest.mark.skipif(not WORKBOOKS, reason=str(MISSING))
"""For a test that needs the workbooks of others."""


def each(wanted: Callable[[Path], bool] = lambda _: True) -> list[ParameterSet]:
    """Those that a test wants, as its parameters; each fifteenth is enough for the quick suite."""
    return [
        pytest.param(path, marks=[pytest.mark.slow] if number % 15 else [], id=path.name)
        for number, path in enumerate(WORKBOOKS)
        if wanted(path)
    ]
