"""What is looked for in a label once is told of every row that has it."""

from __future__ import annotations

import pytest

from motxl.programme.model import AXE, LABEL, Entry, Programme
from motxl.validation.engine import validate

COLUMNS = {AXE: 1, LABEL: 2}


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        ("BRD402", "Projet FR BE"),
        ("COL301", "Revue (cf. Cross-border Deal thème 3)"),
        ("REF102", "Revue (cf Cross-border Deal theme 3)"),
        ("REF105", "Revue (cf. Cross-border Deal)"),
        ("REF106", "Revue (cf. Cross-border Deal thème 3"),
        ("REF107", "Revue (cf. Cross-border Deal thèmes 3 et 3)"),
        ("REF108", "Revue (cf. thème 6)"),
        ("REF109", "Revue (cf. 9.9.9)"),
        ("STR707", "<b>Revue</b>"),
    ],
)
def test_each_row_of_a_shared_label_is_told(rule: str, label: str) -> None:
    labels = ["Un axe", label, "Autre chose", label, label]
    codes = ["1", *["1.1"] * 4]
    rows = enumerate(zip(codes, labels, strict=True), 5)
    programme = Programme("Programme", COLUMNS, [Entry(n, COLUMNS, row) for n, row in rows])
    found = [one.row for one in validate(programme, [rule])]
    assert sorted(set(found)) == [6, 8, 9]
