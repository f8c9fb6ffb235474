"""Where the codes of a programme stand on a sheet."""

from __future__ import annotations

from enum import Enum


class CodePlace(Enum):
    """Where the codes of a programme stand."""

    COLUMN = "column"
    """In a column of their own"""
    LABELS = "labels"
    """At the beginning of the labels: ``1.1 Title``"""
    LEVELS = "levels"
    """In one column per level"""
