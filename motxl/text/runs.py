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
    never changes. Raises ``ValueError`` when the span is not inside the text.
    """
    return change_all(runs, [(start, end, properties)])


def check_spans(runs: Iterable[Run[P]], spans: Iterable[tuple[int, int]]) -> None:
    """Raises ``ValueError`` for a span (0-based, end exclusive) that is not inside the text, and
    for one that begins before the end of the one before it."""
    length = sum(len(run.text) for run in runs)
    former_end = 0
    for start, end in spans:
        if not 0 <= start <= end <= length:
            raise ValueError(f"span {start}-{end} outside a text of {length} characters")
        if start < former_end:
            raise ValueError(f"span {start}-{end} begins before character {former_end}")
        former_end = end


def change_all(
    runs: Sequence[Run[P]], changes: Sequence[tuple[int, int, Callable[[P], P]]]
) -> tuple[Run[P], ...]:
    """Give the characters of several spans other properties, as ``change`` does. The spans are in
    the order of the text and do not overlap: ``ValueError`` otherwise."""
    check_spans(runs, ((start, end) for start, end, _properties in changes))
    changed: list[Run[P]] = []
    position = at = 0
    for run in runs:
        stop = position + len(run.text)
        done = position
        while at < len(changes):
            start, end, properties = changes[at]
            first, last = max(start, position), min(end, stop)
            if first < last:
                if done < first:
                    changed.append(
                        Run(run.text[done - position : first - position], run.properties)
                    )
                text = run.text[first - position : last - position]
                changed.append(Run(text, properties(run.properties)))
                done = last
            if end > stop:
                break
            at += 1
        if done == position:
            changed.append(run)
        elif done < stop:
            changed.append(Run(run.text[done - position :], run.properties))
        position = stop
    return tuple(changed)
