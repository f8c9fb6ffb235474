"""Rows under other numbers, each cut where its old number stands: fast, and proven by counting.

In a row as Excel writes it, ``12"`` ends the row's own ``r`` and that of each cell, and stands
nowhere else. Where it is otherwise, a row is given to the careful way (``SheetData``).
"""

from __future__ import annotations

import re
from collections.abc import Callable

Renumber = Callable[[int, int, bytes], bytes]
"""A row's bytes with another number in it and in its cells: old number, new one, bytes"""


class UsualRows:
    """Renumbers rows one by one, and keeps what it takes to prove them right."""

    def __init__(self, prefix: bytes, careful: Renumber) -> None:
        self._careful = careful
        self._row = b'<%brow r="' % prefix
        self._cell = b"<%bc" % prefix
        self._reference = re.compile(rb'<%bc r="[A-Z]{1,3}\Z' % re.escape(prefix))
        # What stands before a cell's number: the beginning of its tag, three letters at most.
        self._reach = len(prefix) + 9
        self._before: set[bytes] = set()

    def renumbered(self, number: int, new: int, data: bytes) -> bytes:
        """A row's bytes with a new number; right only if ``are_proven`` says so in the end."""
        pieces = data.split(b'%d"' % number)
        if pieces[0] != self._row or len(pieces) - 2 != data.count(self._cell):
            return self._careful(number, new, data)
        reach = self._reach
        self._before.update([piece[-reach:] for piece in pieces[1:-1]])
        return (b'%d"' % new).join(pieces)

    @property
    def are_proven(self) -> bool:
        """Whether each number that was changed was the one of a row or of a cell: then, as there
        were as many as cells, none was left either."""
        return all(map(self._reference.search, self._before))
