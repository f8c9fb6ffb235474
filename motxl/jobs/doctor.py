"""Which of Excel, LibreOffice, mail and files motxl can use on this computer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.doctor.checks import Asked
from motxl.doctor.examining import Group
from motxl.doctor.examining import examine as look
from motxl.doctor.here import this_computer

if TYPE_CHECKING:
    from pandas import DataFrame


class Examination(list[Group]):
    """All that was looked at, group by group."""

    def __repr__(self) -> str:
        states = Counter(one.state for group in self for one in group.checks)
        return f"Examination({', '.join(f'{n} {state}' for state, n in states.items())})"

    def to_frame(self) -> DataFrame:
        """A line per check: its group and name, the workbook, its state, what was found, and what
        to do."""
        import pandas

        lines = [
            (group.name, one.name, group.path, one.state, one.found, one.advice)
            for group in self
            for one in group.checks
        ]
        columns = ["group", "name", "path", "state", "found", "advice"]
        return pandas.DataFrame(lines, columns=columns, dtype=object)


def examine(books: Sequence[Path] = (), *, connect: bool = False) -> Iterator[Group]:
    """Each group of checks as soon as it is known; with ``connect`` the mail server is reached
    too. Nothing is written or started; a check that fails is one of the lines."""
    return look(this_computer(), Asked(books, connect))
