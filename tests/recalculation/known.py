"""Where LibreOffice's own change differs from ours, and why: each with what it covers.

A difference that none covers fails; so does one that nothing needs any more. None covers a value
that is not the one of before: the first oracle has no exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tests.recalculation.changes import Change
from tests.recalculation.comparing import Difference, same

_RANGE = re.compile(r"(\$?[A-Z]{1,3}\$?)([0-9]+):((?:[^\s.;()~!]+\.)?\$?[A-Z]{1,3}\$?)([0-9]+)")


class Known(NamedTuple):
    name: str
    reason: str
    covers: Callable[[Difference, Change], bool]


def known(difference: Difference, change: Change) -> Known | None:
    return next((one for one in KNOWN if one.covers(difference, change)), None)


def _shifted_in_a_group(difference: Difference, _change: Change) -> bool:
    """Ours has the value of before; theirs has not, or is one of a group and cannot be seen."""
    before, theirs, ours = difference.values
    kept = before is not None and same(before, ours)
    return kept and (not same(before, theirs) or difference.grouped)


def _grows(difference: Difference, change: Change) -> bool:
    """Ranges over all rows of a table: ours hold the new first or last rows, theirs do not."""
    if not (change.table and change.at_an_edge):
        return False
    first, last = change.first, change.last + change.count
    theirs = (first, change.last) if change.rows[0] > change.last else (first + change.count, last)

    def shrunk(match: re.Match[str]) -> str:
        if int(match[2]) <= first and int(match[4]) == last and change.rows[0] > change.last:
            return f"{match[1]}{match[2]}:{match[3]}{theirs[1]}"
        if int(match[2]) == first and int(match[4]) >= last and change.rows[0] == change.first:
            return f"{match[1]}{theirs[0]}:{match[3]}{match[4]}"
        return match[0]

    found = _RANGE.sub(shrunk, difference.found)
    if change.rows[0] == change.first and difference.kind.startswith(("rules", "lists")):
        # Their formulas count from the first of their cells.
        found = re.sub(rf"(?<=[A-Z]){first}(?![0-9:.])", str(theirs[0]), found)
    return found == difference.expected


def _break_of_a_row(difference: Difference, change: Change) -> bool:
    kind = difference.kind == f"page breaks of {change.sheet}" and change.kind == "delete"
    return kind and (difference.expected, difference.found) == ("nothing", str(change.rows[0]))


def _left_as_it_was(difference: Difference, change: Change) -> bool:
    """A check whose cells follow, and whose formula does not: it names the rows of before."""
    if not difference.kind.startswith("lists of "):
        return False
    stale = f"${change.first}:$A${change.last};"
    custom = all(": CUSTOM " in one for one in (difference.expected, difference.found))
    return custom and stale in difference.expected and stale not in difference.found


KNOWN = (
    Known(
        "one of a group",
        "LibreOffice groups formulas that are alike in a column, and now and then shifts one of "
        "them, or an end of its range, by too much when rows come or go within the group.",
        _shifted_in_a_group,
    ),
    Known(
        "a table grows",
        "Rows that come right before the first or after the last row of a table belong to it, and "
        "what named all its rows names them as well, as in Excel. To LibreOffice they lie outside.",
        _grows,
    ),
    Known(
        "the page break of a deleted row",
        "To LibreOffice a break belongs to the row below it and goes with that. In the file, as in "
        "Excel, it is a line between two rows (18.3.1.3) and stays between those that are left.",
        _break_of_a_row,
    ),
    Known(
        "a check left as it was",
        "LibreOffice moves the cells of a check with a formula of its own, and now and then leaves "
        "the formula as it was.",
        _left_as_it_was,
    ),
)
