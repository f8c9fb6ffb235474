"""What a check says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

State = Literal["ok", "note", "warning", "missing", "not-here"]
"""``warning`` asks for something to be done; ``missing`` is optional and could be had; ``not-here``
does not exist on this system; ``note`` works, and is good to know"""


class Check(NamedTuple):
    """One line: what was found, and what to do, in the user's language."""

    name: str
    """For scripts; the same in every language and version"""
    state: State
    found: str
    advice: str = ""


class Asked(NamedTuple):
    """What the command was asked for."""

    books: Sequence[Path] = ()
    connect: bool = False
    """Whether the mail server is to be reached too"""


Checks = Iterator[Check]
