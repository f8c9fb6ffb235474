"""Causes of Excel's repair prompt that other writers of pivot tables met, one test each.

The judge of our own looks at each of them (``tests/judges/own/pivots``); here the parts are looked
at themselves, as the judge might be wrong in the same way.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from motxl.ooxml import Workbook
from motxl.ooxml.pivots import Crosstab, DataField, PivotLayout, PivotSource
from motxl.ooxml.pivots.places import Placement
from motxl.ooxml.pivots.placing import Placing
from motxl.ooxml.values import Value
from tests.judges.own import problems
from tests.judges.own.package import MAIN
from tests.ooxml.pivots.making import MOMENT, book, put, source

NAMES = ["Axe", "État", "Nombre"]
LAYOUT = PivotLayout("motxl_a", ("Axe",), (DataField("Nombre", "Lignes"),), ("État",))


class Written:
    def __init__(self, path: Path) -> None:
        workbook = Workbook.open(path)
        self.cache = etree.fromstring(workbook.part("xl/pivotCache/pivotCacheDefinition1.xml"))
        self.records = etree.fromstring(workbook.part("xl/pivotCache/pivotCacheRecords1.xml"))
        self.pivot = etree.fromstring(workbook.part("xl/pivotTables/pivotTable1.xml"))

    def items(self, field: int) -> etree._Element:
        found = self.cache.findall(f"{MAIN}cacheFields/{MAIN}cacheField")[field]
        items = found.find(f"{MAIN}sharedItems")
        assert items is not None
        return items


def written(
    tmp_path: Path, rows: list[list[Value]], layout: PivotLayout = LAYOUT, names: list[str] = NAMES
) -> Written:
    path = book(tmp_path / "book.xlsx", names, rows)
    put(path, source(names, rows), [layout])
    assert problems(path) == []
    return Written(path)


def test_blank_cells_are_items_of_their_own(tmp_path: Path) -> None:
    made = written(tmp_path, [["a", None, 1], [None, "x", 2]])
    for field in (0, 1):
        assert made.items(field).get("containsBlank") == "1"
        assert [etree.QName(one).localname for one in made.items(field)].count("m") == 1


def test_no_blank_is_claimed_where_there_is_none(tmp_path: Path) -> None:
    made = written(tmp_path, [["a", "x", 1]])
    assert made.items(0).get("containsBlank") is None


def test_counts_are_those_of_the_items(tmp_path: Path) -> None:
    made = written(tmp_path, [["a", "x", 1], ["b", "x", 1], ["a", "y", 1]])
    for field in (0, 1):
        assert int(made.items(field).get("count", "")) == len(made.items(field))
    for items in made.pivot.iter(f"{MAIN}items", f"{MAIN}rowItems", f"{MAIN}colItems"):
        assert int(items.get("count", "")) == len(items)


def test_there_is_a_record_for_each_row_and_a_value_for_each_field(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["a", "x", n] for n in range(7)]
    made = written(tmp_path, rows)
    assert made.cache.get("recordCount") == made.records.get("count") == "7"
    assert [len(record) for record in made.records] == [3] * 7


def test_numbers_and_texts_in_one_field_are_said_to_be_mixed(tmp_path: Path) -> None:
    made = written(tmp_path, [["a", "x", 1], [2, "y", 1]])
    assert made.items(0).get("containsMixedTypes") == "1"
    assert made.items(0).get("containsNumber") == "1"


def test_a_field_of_numbers_and_texts_that_is_summed_is_said_to_be_mixed(tmp_path: Path) -> None:
    made = written(tmp_path, [["a", "x", 1], ["a", "x", "néant"]])
    assert made.items(2).get("containsMixedTypes") == "1"


def test_dates_have_their_first_and_the_day_after_the_last(tmp_path: Path) -> None:
    made = written(tmp_path, [["a", date(2025, 3, 6), 1], ["a", datetime(2025, 3, 7), 1]])
    assert made.items(1).get("containsDate") == "1"
    assert made.items(1).get("minDate") == "2025-03-06T00:00:00"
    assert made.items(1).get("maxDate") == "2025-03-08T00:00:00"


def test_long_texts_are_said_to_be_long(tmp_path: Path) -> None:
    made = written(tmp_path, [["a" * 255, "x" * 256, 1]])
    assert made.items(0).get("longText") is None
    assert made.items(1).get("longText") == "1"


def test_texts_that_differ_in_case_are_one_item(tmp_path: Path) -> None:
    made = written(tmp_path, [["été", "x", 1], ["Été", "x", 2]])
    assert [one.get("v") for one in made.items(0)] == ["été"]


def test_line_breaks_and_control_characters_are_escaped(tmp_path: Path) -> None:
    made = written(tmp_path, [["a\nb\tc", "x", 1]])
    assert made.items(0)[0].get("v") == "a_x000a_b_x0009_c"


def test_each_field_has_its_items_once_and_no_other(tmp_path: Path) -> None:
    made = written(tmp_path, [["b", "x", 1], ["a", "y", 1], ["c", "x", 1]])
    items = made.pivot.find(f"{MAIN}pivotFields/{MAIN}pivotField/{MAIN}items")
    assert items is not None
    assert [one.get("x") for one in items] == ["1", "0", "2"]


def test_names_are_not_written_as_markup(tmp_path: Path) -> None:
    names = ['Axe "nord" & <sud>', "État", "Nombre"]
    layout = PivotLayout("motxl_a", (names[0],), (DataField("Nombre", "Lignes"),))
    written(tmp_path, [["a", "x", 1]], layout, names)


@pytest.mark.parametrize("caption", ["Nombre", "axe"])
def test_a_value_may_not_bear_the_name_of_a_field(caption: str) -> None:
    layout = PivotLayout("motxl_a", ("Axe",), (DataField("Nombre", caption),))
    with pytest.raises(ValueError, match="no two of one name"):
        Crosstab(source(NAMES, [["a", "x", 1]]), layout)


def test_two_values_may_not_bear_one_caption() -> None:
    values = (DataField("Nombre", "Lignes"), DataField("Nombre", "lignes"))
    with pytest.raises(ValueError, match="one caption"):
        PivotLayout("motxl_a", ("Axe",), values)


def test_two_columns_may_not_bear_one_name() -> None:
    with pytest.raises(ValueError, match="one name"):
        PivotSource("tbl", ["Axe", "AXE"], [["a"], ["b"]])


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_no_cell_can_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="no cell can hold"):
        PivotSource("tbl", ["Axe", "Nombre"], [["a"], [number]])


def test_caches_have_numbers_of_their_own(tmp_path: Path) -> None:
    """Two sources, two caches, beside one that was there."""
    path = book(tmp_path / "book.xlsx", NAMES, [["a", "x", 1]])
    workbook = Workbook.open(path)
    first = source(NAMES, [["a", "x", 1]])
    other = PivotSource("tblSource", NAMES, [["a"], ["x"], [1]])
    for number, one in enumerate((first, other)):
        layout = PivotLayout(f"motxl_{number}", ("Axe",), (DataField("Nombre", "Lignes"),))
        Placing(workbook, MOMENT, {}).put(
            [Placement(Crosstab(one, layout), "Pivots", 6, 1 + 9 * number)]
        )
    workbook.save()
    assert problems(path) == []
