"""What Excel itself wrote has no problem, but for a few, each with its reason."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests import others
from tests.judges.own import problems
from tests.judges.own.example import STRINGS

_TAKEN_APART = "its folders are members of the zip: somebody edited it after Excel had saved it"
KNOWN = {
    "template_table_source.xlsx": {
        "conditional_formats: sheet 'HedgeResults': 2 rules have the priority 1": (
            "Excel itself saved two rules of one priority: it opens them"
        ),
    },
    "two_pivots_one_source.xlsx": {
        f"schema.children: /xl/pivotTables/pivotTable{number}.xml, formats 7: {counts}": (
            _TAKEN_APART
        )
        for number, counts in ((1, "counts 0, and there are 1"), (2, "counts 9, and there are 1"))
    },
}
# In 100 of them, something added an empty part after Excel had saved them
APPENDED = "parts: nothing points to /xl/sharedStrings.xml"


@others.needed
@pytest.mark.parametrize("path", others.each())
def test_excels_own_workbooks_have_no_problem(path: Path) -> None:
    found = problems(path)
    if APPENDED in found:
        with zipfile.ZipFile(path) as archive:
            assert archive.getinfo(STRINGS).file_size == 0
        found.remove(APPENDED)
    for problem, reason in KNOWN.get(path.name, {}).items():
        assert problem in found, f"no longer so: {reason}"
        found.remove(problem)
    assert found == []
