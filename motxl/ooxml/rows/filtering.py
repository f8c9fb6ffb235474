"""What the filter of a table shows of rows that are written (ECMA-376 part 1, 18.3.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from motxl.ooxml.values import Value
from motxl.ooxml.xml import scan

Shows = Callable[[Sequence[Value]], bool]


def filter_of(part: bytes) -> Shows | None:
    """Whether the filter that stands in a table's part shows a row of values, one per column.

    ``None`` where nothing is filtered, and where the criterion is one that the values alone do not
    tell: colours, dates, numbers, the first ten.
    """
    masked = scan.mask(part)
    prefixes = scan.root(masked).prefixes
    columns: list[tuple[int, Callable[[str], bool]]] = []
    for column in scan.elements(masked, prefixes, "filterColumn"):
        index = scan.whole(column.tag.get("colId"))
        inside = list(scan.children(masked, column.inner_start, column.inner_end))
        if not inside:
            continue  # a button that is hidden
        test = _test(masked, inside[0]) if len(inside) == 1 else None
        if index is None or test is None:
            return None
        columns.append((index, test))
    if not columns:
        return None
    return lambda row: all(test(_shown(row[index])) for index, test in columns)


def _test(masked: bytes, criterion: scan.Element) -> Callable[[str], bool] | None:
    kind = _name(criterion)
    parts = list(scan.children(masked, criterion.inner_start, criterion.inner_end))
    if kind == b"filters" and all(_name(one) == b"filter" for one in parts):
        values = {(one.tag.get("val") or "").casefold() for one in parts}
        if criterion.tag.get("blank") in ("1", "true"):
            values.add("")
        return lambda text: text.casefold() in values
    if kind == b"customFilters" and parts:
        every = all if criterion.tag.get("and") in ("1", "true") else any
        tests = [_compares(one) for one in parts]
        known = [one for one in tests if one is not None]
        if len(known) == len(tests):
            return lambda text: every(one(text) for one in known)
    return None


def _compares(criterion: scan.Element) -> Callable[[str], bool] | None:
    operator = criterion.tag.get("operator") or "equal"
    if operator not in ("equal", "notEqual"):
        return None
    pieces = re.findall(r"~[*?~]|.", (criterion.tag.get("val") or "").strip(" "), re.DOTALL)
    meant = {"*": ".*", "?": "."}
    pattern = "".join(meant.get(one) or re.escape(one[-1]) for one in pieces)
    wanted = re.compile(pattern, re.DOTALL | re.IGNORECASE)
    return lambda text: (wanted.fullmatch(text) is not None) == (operator == "equal")


def _name(element: scan.Element) -> bytes:
    return element.tag.name.rpartition(b":")[2]


def _shown(value: Value) -> str:
    return "" if value is None else str(value)
