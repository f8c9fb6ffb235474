"""What ``motxl renumber`` would change, what it leaves, and why it refuses, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from motxl.a1 import to_a1
from motxl.cli.common import terminal_width, wrapped
from motxl.controls import on_one_line
from motxl.i18n import _
from motxl.jobs.followed import left_in_words, texts_compared
from motxl.programme.model import AXE, Programme
from motxl.programme.renumbering import CodeChange, LeftText, Renumbering, TextChange


def blocks(programme: Programme, found: Renumbering) -> Iterator[str]:
    """A line for the rows that follow one another with one old and one new code, heading first."""
    numbered = enumerate(found.changed)
    for _key, several in groupby(numbered, lambda one: (one[1].entry.row - one[0], _codes(one[1]))):
        rows = [change for _place, change in several]
        cells = to_a1(rows[0].entry.row, programme.columns[AXE])
        if len(rows) > 1:
            cells += f":{to_a1(rows[-1].entry.row, programme.columns[AXE])}"
        yield _line(cells, _codes(rows[0]), rows[0].entry.label)


def cell_by_cell(programme: Programme, found: Renumbering) -> Iterator[str]:
    """A line for each code that changes, with what it was."""
    for change in found.changed:
        cell = to_a1(change.entry.row, programme.columns[AXE])
        yield _line(cell, _codes(change), change.entry.label)


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _codes(change: CodeChange) -> str:
    return f"{on_one_line(change.old) or _('(empty)')} → {change.written}"


def _line(cells: str, codes: str, label: str) -> str:
    start = f"{cells:<8} {codes:<18} "
    return (
        start + on_one_line(_short(label, max(min(terminal_width(), 100) - len(start), 20)))
    ).rstrip()


def mentions(programme: Programme, changes: Sequence[TextChange]) -> Iterator[str]:
    """A line for each text that follows, with all that changes in it."""
    for cell, pieces in texts_compared(programme, changes):
        old, new = ("".join(parts) for parts in zip(*pieces, strict=True))
        line = _("“{old}” → “{new}”").format(old=" ".join(old.split()), new=" ".join(new.split()))
        yield wrapped(line, f"{cell:<8} ", " " * 9)


def left_alone(programme: Programme, left: Sequence[LeftText]) -> Iterator[str]:
    """A sentence for each place in a text that was left, and why."""
    for sentence in left_in_words(programme, left):
        yield wrapped(sentence, "", "  ")
