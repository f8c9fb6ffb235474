"""What is asked of a pivot table: its fields, its totals, the order of its items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from motxl.ooxml.pivots.source import Item, SourceField, moment
from motxl.text.normalise import normalise


class DataField(NamedTuple):
    """A value that is summed."""

    field: str
    caption: str
    """Must differ from the names of all fields of the source: Excel takes no two of one name"""
    number_format: int = 0
    """A built-in number format (18.8.30); 0 is General"""


@dataclass(frozen=True)
class PivotLayout:
    """A pivot table in tabular form, without subtotals.

    Excel starts in the compact form, with all row fields in one column. The tabular one is the one
    that LibreOffice shows too, so that cells, Excel and LibreOffice agree.
    """

    name: str
    rows: tuple[str, ...]
    values: tuple[DataField, ...]
    columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    """Fields offered above the table, all items chosen"""
    total_column: bool = True
    """At the right, where there are column fields"""
    total_row: bool = True
    """At the bottom"""
    order: Mapping[str, Sequence[Item]] = field(default_factory=dict)
    """Items of a field that come first, in this order; the others follow in ascending order"""
    hidden: Mapping[str, Collection[Item]] = field(default_factory=dict)
    """Items of row and column fields that are filtered out, where any others are left"""
    total_caption: str = "Total"
    blank_caption: str = "(blank)"
    """What Excel writes for blank items, in the reader's language"""
    all_caption: str = "(All)"
    """What Excel writes beside a filter that lets everything through, in the reader's language"""
    values_caption: str = "Values"
    style: str = "PivotStyleLight16"
    charted: bool = False
    """Whether a chart shows it, whose series have colours of their own"""

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a table that has no form here, or that Excel would not take."""
        if not self.rows or not self.values:
            raise ValueError("a pivot table needs a row field and a value")
        if len(set(self.axes)) < len(self.axes):
            raise ValueError("a field stands on two axes")
        captions = [value.caption.lower() for value in self.values]
        if len(set(captions)) < len(captions):
            raise ValueError("two values of one caption")

    @property
    def axes(self) -> tuple[str, ...]:
        """The fields whose items are listed."""
        return (*self.rows, *self.columns, *self.filters)

    def ordered(self, one: SourceField) -> list[int]:
        """The numbers of a field's items in the order in which they are shown."""
        first = [one.number_of(value) for value in self.order.get(one.name, ())]
        known = [number for number in dict.fromkeys(first) if number is not None]
        rest = sorted(
            set(range(len(one.items))).difference(known), key=lambda n: _rank(one.items[n])
        )
        return known + rest

    def hidden_items(self, one: SourceField) -> set[int]:
        """The numbers of a field's items that are filtered out; never all of them."""
        asked = {one.number_of(value) for value in self.hidden.get(one.name, ())}
        found = {number for number in asked if number is not None}
        return found if len(found) < len(one.items) else set()


def _rank(value: Item) -> tuple[int, float, str, str]:
    """Excel's ascending order: numbers and dates, texts, truth values, blanks."""
    if isinstance(value, bool):
        return (2, value, "", "")
    if isinstance(value, str):
        return (1, 0, normalise(value), value)
    if value is None:
        return (3, 0, "", "")
    if isinstance(value, (int, float)):
        return (0, value, "", "")
    return (0, (moment(value) - moment(value).min).total_seconds() / 86_400, "", "")
