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

_SHEET = r"\$?(?:'(?:[^']|'')*'|[^\s.;()~!']+)\."
_COLUMN = r"\$?[A-Z]{1,3}\$?"
# A text, which is none, or a cell, or a range: what names its sheet comes before.
_REFERENCE = re.compile(
    rf"\"[^\"]*\"|(?<![\w$'])({_COLUMN})([0-9]+)"
    rf"(?:(:(?:{_SHEET})?{_COLUMN})([0-9]+))?(?![\w('.])"
)
_OF_CELLS = ("rules of ", "lists of ")


class Known(NamedTuple):
    name: str
    reason: str
    covers: Callable[[Difference, Change], bool]
    seed: int
    """Of a generated workbook that shows it: ``test_a_known_difference_is_still_there``"""
    always: bool = True
    """Not only now and then, by what else LibreOffice did before"""


def known(difference: Difference, change: Change) -> Known | None:
    return next((one for one in KNOWN if one.covers(difference, change)), None)


def _shifted_in_a_group(difference: Difference, change: Change) -> bool:
    """Ours has the value of before, and theirs has not; or ours says what it said, with each row
    where it is now."""
    before, theirs, ours = difference.values
    if before is None or not same(before, ours):
        return False
    own = difference.where.rpartition("!")[0]
    found = difference.found
    if change.table and change.at_an_edge:
        found = _without_new_rows(found, change, own)
    return not same(before, theirs) or found == _followed(difference.before, change, own)


def _grows(difference: Difference, change: Change) -> bool:
    """Ranges over all rows of a table: ours hold the new first or last rows, theirs do not."""
    if not (change.table and change.at_an_edge):
        return False
    own = difference.kind.partition(" of ")[2] or difference.where.rpartition("!")[0]
    found = _without_new_rows(difference.found, change, own)
    if change.rows[0] == change.first and difference.kind.startswith(_OF_CELLS):
        # Their formulas count from the first of their cells.
        first, after = change.first, change.first + change.count
        found = re.sub(rf"(?<=[A-Z]){first}(?![0-9:.])", str(after), found)
    return found == _without_new_rows(difference.expected, change, own)


def _looks_like_the_row_above(difference: Difference, change: Change) -> bool:
    """Rules and checks of the row above, or below: theirs hold the new rows, ours do not."""
    if change.kind != "insert" or not difference.kind.startswith(_OF_CELLS):
        return False
    at, after = change.rows[0], change.rows[0] + change.count

    def bare(match: re.Match[str]) -> str:
        top, bottom = int(match[2]), int(match[4])
        top, bottom = after if top == at else top, at - 1 if bottom == after - 1 else bottom
        return f"{match[1]}{top}{match[3]}{bottom}"

    def cells(text: str) -> tuple[list[str], str]:
        where, _colon, rest = text.partition(": ")
        # One cell is written as such by some of LibreOffice's lists, and as a range by others.
        full = [one if ":" in one else f"{one}:{one.rpartition('.')[2]}" for one in where.split()]
        return full, rest

    theirs, said = cells(difference.expected)
    return ([_REFERENCE.sub(bare, one) for one in theirs], said) == cells(difference.found)


def _without_new_rows(text: str, change: Change, own: str) -> str:
    """Ranges over all the data, first or last new rows included, without those."""
    first, last = change.first, change.last + change.count

    def shrunk(top: int, bottom: int) -> tuple[int, int]:
        if change.rows[0] > change.last and top <= first and bottom == last:
            return top, change.last
        if change.rows[0] == change.first and top == first and bottom >= last:
            return first + change.count, bottom
        return top, bottom

    return _with_rows(text, change.sheet, own, shrunk)


def _followed(text: str, change: Change, own: str) -> str:
    """A formula with each reference to rows of the sheet where these are now."""

    def moved(top: int, bottom: int) -> tuple[int, int]:
        rows = (change.row(row) for row in range(top, bottom + 1))
        left = [row for row in rows if row is not None]
        return (left[0], left[-1]) if left else (0, 0)

    return _with_rows(text, change.sheet, own, moved)


def _with_rows(
    text: str, sheet: str, own: str, changed: Callable[[int, int], tuple[int, int]]
) -> str:
    """Its references to rows of the sheet, changed; ``own`` is the sheet of those that name none.
    What looks like one in a text is none."""
    spelled = (f"{sheet}.", "'" + sheet.replace("'", "''") + "'.")

    def new(match: re.Match[str]) -> str:
        before = match.string[: match.start()]
        here = before.endswith(spelled) if before.endswith(".") else own == sheet
        if match[1] is None or not here:
            return match[0]
        top, bottom = changed(int(match[2]), int(match[4] or match[2]))
        return f"{match[1]}{top}" + (f"{match[3]}{bottom}" if match[3] else "")

    return _REFERENCE.sub(new, text)


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
        "a table grows",
        "Rows that come right before the first or after the last row of a table belong to it, and "
        "what named all its rows names them as well, as in Excel. To LibreOffice they lie outside.",
        _grows,
        seed=27,
    ),
    Known(
        "one of a group",
        "LibreOffice groups formulas that are alike in a column, and now and then shifts one of "
        "them, or an end of its range, once more for each group when rows come or go within.",
        _shifted_in_a_group,
        seed=27,
        always=False,
    ),
    Known(
        "the look of the row above",
        "Rows that LibreOffice inserts take over the look of the row above them, and with it the "
        "rules and checks of its cells. Here that is the business of who fills the rows.",
        _looks_like_the_row_above,
        seed=237,
    ),
    Known(
        "the page break of a deleted row",
        "To LibreOffice a break belongs to the row below it and goes with that. In the file, as in "
        "Excel, it is a line between two rows (18.3.1.3) and stays between those that are left.",
        _break_of_a_row,
        seed=14,
    ),
    Known(
        "a check left as it was",
        "LibreOffice moves the cells of a check with a formula of its own, and now and then leaves "
        "the formula as it was.",
        _left_as_it_was,
        seed=2,
        always=False,
    ),
)
