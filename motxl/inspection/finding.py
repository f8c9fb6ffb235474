"""One thing that was found."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """``kind`` is stable, for scripts; ``place`` is a part, a sheet or cells."""

    kind: str
    place: str
    what: str
    """A short quotation, as it stands in the file"""
    removable: bool = False
    """Whether ``remove`` takes it out without changing what the workbook shows or works out"""


MOST_QUOTED = 60
"""Characters of a quotation: what is hidden should not be spread by the report of it"""


def quoted(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_QUOTED else line[: MOST_QUOTED - 1] + "…"
