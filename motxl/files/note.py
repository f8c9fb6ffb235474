"""What is remembered of a write beside the state before: which command made it, and what it did."""

from __future__ import annotations

from typing import NamedTuple


class Note(NamedTuple):
    """The command that wrote a file, and what it did."""

    command: str = ""
    """As it was typed, without file names: ``validate --fix``"""
    change: str = ""
    """In words, in the language of whoever ran it"""


NO_NOTE = Note()
