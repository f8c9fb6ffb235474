"""What is looked for in a label once is told of every row that has it."""

from __future__ import annotations

import pytest

from motxl.programme.model import AXE, LABEL, ColouredRun, Entry, LabelFormat, Programme
from motxl.text.colours import ORANGE
from motxl.text.runs import Run
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


def test_rows_that_share_a_label_and_not_its_look_are_told_apart() -> None:
    text = "Revue (cf. Cross-border Deal thème 3)"
    start, end = 7, len(text) - 1
    right: tuple[ColouredRun, ...] = (
        Run(text[:start], None),
        Run(text[start:end], ORANGE),
        Run(text[end:], None),
    )
    stray: tuple[ColouredRun, ...] = (Run(text[:3], ORANGE), Run(text[3:], None))
    looks: list[tuple[ColouredRun, ...]] = [right, stray, right, stray, (Run(text, None),)]
    programme = Programme(
        "Programme",
        COLUMNS,
        [
            Entry(n, COLUMNS, ("1", text), LabelFormat(runs, None))
            for n, runs in enumerate(looks, 5)
        ],
    )
    assert [one.row for one in validate(programme, ["COL301"])] == [6, 8, 9]
    assert [one.row for one in validate(programme, ["COL303"])] == [6, 8]
