"""LibreOffice, which reads the source anew, counts what pandas counts and what the cells show."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motxl.ooxml.pivots import DataField, PivotLayout
from motxl.ooxml.values import Value
from tests.judges.libreoffice import LibreOffice
from tests.ooxml.pivots.making import book, put, source
from tests.ooxml.pivots.reading import read, shown, without_filters

NAMES = ["Axe", "État", "Pilote", "Nombre", "Jetons"]
WORDS = [
    "Axe 1",
    "à faire",
    "fait",
    "Été",
    "D'Annunzio",
    'le "Café"',
    "<b>&amp;",
    "_x0041_",
    "ñandú",
]
TEXTS = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12),
)
PLAIN = PivotLayout("motxl_a", ("Axe",), (DataField("Nombre", "Lignes"),), ("État",))
LAYOUTS = [
    PLAIN,
    PivotLayout(
        "motxl_b",
        ("Axe", "Pilote"),
        (DataField("Nombre", "Lignes"), DataField("Jetons", "Somme des jetons")),
        total_row=False,
    ),
    PivotLayout("motxl_c", ("Pilote",), (DataField("Jetons", "Somme"),), ("Axe",), ("État",),
                total_column=False),
]  # fmt: skip


def rows_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[Value]]]:
    text = st.one_of(texts, st.none())
    number = st.integers(0, 9)
    half = st.integers(-8, 8).map(lambda n: n / 2)
    row = st.tuples(text, text, texts, number, half).map(list)
    return st.lists(row, min_size=1, max_size=25)


def expected(rows: list[list[Value]], layout: PivotLayout) -> dict[Any, float]:
    """By pandas' own pivot_table: sums by labels; texts that differ in case are one."""
    frame = pd.DataFrame(rows, columns=NAMES, dtype=object)
    keys = [*layout.rows, *layout.columns]
    for name in keys:
        first: dict[str, str] = {}
        frame[name] = [first.setdefault(str(v or "").lower(), v or "") for v in frame[name]]
    values = [value.field for value in layout.values]
    frame[values] = frame[values].astype(float)
    table = frame.pivot_table(index=keys, values=values, aggfunc="sum")
    found = {}
    for place, row in zip(table.index.tolist(), table[values].values.tolist(), strict=True):
        labels = tuple(place) if isinstance(place, tuple) else (place,)
        for value, number in zip(layout.values, row, strict=True):
            found[labels, value.caption] = number
    return found


def check(libreoffice: LibreOffice, rows: list[list[Value]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = book(Path(folder) / "book.xlsx", NAMES, rows)
        placed, _kept = put(path, source(NAMES, rows), LAYOUTS)
        refreshed = libreoffice.pivots(path)
        for one, layout in zip(placed, LAYOUTS, strict=True):
            wanted = expected(rows, layout)
            assert read(shown(path, "Pivots", one.area), layout, "(blank)") == pytest.approx(wanted)
            cells = without_filters(refreshed[layout.name], layout)
            assert read(cells, layout, "(empty)") == pytest.approx(wanted)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=rows_of(TEXTS))
def test_any_source_is_counted_right(libreoffice: LibreOffice, rows: list[list[Value]]) -> None:
    check(libreoffice, rows)


def test_one_item(libreoffice: LibreOffice) -> None:
    check(libreoffice, [["Axe 1", "fait", "Anne", 1, 0.5]])


def test_hundreds_of_items(libreoffice: LibreOffice) -> None:
    check(
        libreoffice,
        [[f"Axe {n}", f"état {n % 7}", f"pilote {n % 90}", 1, n / 4] for n in range(600)],
    )


def test_long_texts(libreoffice: LibreOffice) -> None:
    check(libreoffice, [["a" * 300, "b", "c" * 254, 1, 1], ["a" * 300 + "!", "b", "c", 2, 1]])


def test_hidden_items_are_not_counted(libreoffice: LibreOffice, tmp_path: Path) -> None:
    rows: list[list[Value]] = [["a", "x", "p", 1, 1], ["b", "x", "p", 2, 1], ["a", "y", "p", 4, 1]]
    layout = PivotLayout(
        *("motxl_h", ("Axe",), (DataField("Nombre", "Lignes"),), ("État",)), hidden={"État": ["x"]}
    )
    path = book(tmp_path / "book.xlsx", NAMES, rows)
    ((one,), _kept) = put(path, source(NAMES, rows), [layout])
    assert read(shown(path, "Pivots", one.area), layout, "") == {(("a", "y"), "Lignes"): 4}
    refreshed = libreoffice.pivots(path)["motxl_h"].cells
    assert read(refreshed, layout, "") == {(("a", "y"), "Lignes"): 4}
