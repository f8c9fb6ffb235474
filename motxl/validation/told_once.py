"""A word that no list has, in many cells: one finding, which names the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motxl.i18n import ngettext
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic

_CELLS_SHOWN = 8


def told_once(programme: Programme, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings, those that say the same of several cells of a sheet as one, at the first of
    them. One with a correction stays by itself, as it is chosen by its cell, and so does one that
    somebody accepted for its row alone."""
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for number, one in enumerate(found):
        is_own = one.fix is not None or one.fingerprint in programme.accepted
        said = (one.sheet, one.message, one.suggestion, one.severity)
        alike.setdefault((number,) if is_own else said, []).append(one)
    for first, *others in alike.values():
        yield _together(first, others) if others else first


def _together(first: Diagnostic, others: list[Diagnostic]) -> Diagnostic:
    """It is another finding when the word comes to stand in another row: nothing that nobody saw is
    accepted."""
    cells = [one.cell for one in (first, *others) if one.cell]
    shown = ", ".join(cells[:_CELLS_SHOWN]) + (" …" if len(cells) > _CELLS_SHOWN else "")
    text = ngettext(
        "{message} This value stands in {n} cell: {cells}.",
        "{message} This value stands in {n} cells: {cells}.",
        len(cells),
    ).format(message=first.message, n=len(cells), cells=shown)
    return first._replace(
        message=text,
        ref=None,
        about="\n".join(f"{one.ref or ''} {one.about}" for one in (first, *others)),
        also=tuple(cells[1:]),
    )
