"""Runs: a cell's text cut where its formatting changes.

Properties are opaque here (the package floor keeps the XML of a run's properties, the domain only
its colour), so cutting and recolouring can be reasoned about without a file format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

P = TypeVar("P")


class Run(NamedTuple, Generic[P]):
    """Characters that share their properties; ``text`` is counted in Unicode characters."""

    text: str
    properties: P


def text_of(runs: Iterable[Run[P]]) -> str:
    return "".join(run.text for run in runs)


def merge(runs: Iterable[Run[P]]) -> tuple[Run[P], ...]:
    """Neighbours with equal properties become one run; empty runs go, unless all are empty."""
    merged: list[Run[P]] = []
    for run in runs:
        if not run.text and merged:
            continue
        if merged and (merged[-1].properties == run.properties or not merged[-1].text):
            text = merged[-1].text + run.text
            merged[-1] = Run(text, run.properties)
        else:
            merged.append(run)
    return tuple(merged)


def change(
    runs: Sequence[Run[P]], start: int, end: int, properties: Callable[[P], P]
) -> tuple[Run[P], ...]:
    """Give the characters ``start`` to ``end`` (0-based, end exclusive) other properties.

    Runs are cut at the borders of the span; the ones outside are returned as they were. The text
    never changes. ``ValueError`` when the span is not inside the text.
    """
    length = sum(len(run.text) for run in runs)
    if not 0 <= start <= end <= length:
        raise ValueError(f"span {start}-{end} outside a text of {length} characters")
    changed: list[Run[P]] = []
    position = 0
    for run in runs:
        first = min(max(start - position, 0), len(run.text))
        last = min(max(end - position, 0), len(run.text))
        position += len(run.text)
        if first >= last:
            changed.append(run)
            continue
        if first:
            changed.append(Run(run.text[:first], run.properties))
        changed.append(Run(run.text[first:last], properties(run.properties)))
        if last < len(run.text):
            changed.append(Run(run.text[last:], run.properties))
    return tuple(changed)
