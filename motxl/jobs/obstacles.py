"""What keeps a programme from being numbered anew, in words: which cells, and what to do there."""

from __future__ import annotations

from collections.abc import Sequence

from motxl.a1 import to_a1
from motxl.controls import on_one_line
from motxl.i18n import N_, _, in_cell, ngettext
from motxl.programme.levels import NumberingObstacle
from motxl.programme.model import AXE, TYPE, Programme

_MOST_CELLS = 4
_MOST_OF_A_TEXT = 20

_OBSTACLES = {
    "unread": N_("{cells}: the code must consist of numbers joined by dots (NUM001)."),
    "converted": N_(
        "{cells}: the code is a number or a date, and must be written as text (NUM002)."
    ),
    "missing": N_("{cells}: neither a code nor a Type indicates the level (NUM003)."),
    "deep": N_("{cells}: the code has more than three levels (NUM010)."),
    "type": N_("{cells}: the Type is unknown."),
    "level": N_(
        "{cells}: the Type and the code indicate two different levels. Correct the one that "
        "is wrong; if the Type is right, clear the code."
    ),
    "heading": N_("{cells}: there is no heading above. Add one."),
    "parent": N_(
        "No row has the code {cells} (NUM004): the rows under it would come under another "
        "heading. Put the heading back, or correct the codes."
    ),
    "between": N_("A level is missing: {cells}. Add the heading."),
    "elsewhere": N_(
        "{cells}: the code indicates another place, and no column Type shows whether the row "
        "is a heading."
    ),
    "lost": N_(
        "{cells}: no heading has this code; the heading was deleted, or its Type is not that "
        "of a heading. Restore the heading, or give the row the code of the heading above."
    ),
    "repeated": N_(
        "{cells}: another row has this code too, and no column Type shows which row is the heading."
    ),
    "zero": N_(
        "{cells}: the heading numbered 0 is not the first one under the heading that it belongs to."
    ),
}

_OTHERWISE = {
    "unread": N_("{cells}: this is not a code of the programme (NUM001)."),
    "deep": N_("{cells}: the code has more levels than the programme, which has {most} (NUM010)."),
}
"""Where the workbook says itself how it is numbered"""


def in_words(programme: Programme, obstacles: Sequence[NumberingObstacle]) -> list[str]:
    """A sentence for each kind of obstacle, with the first of its cells."""
    by_kind = {kind: [one for one in obstacles if one.kind == kind] for kind in _OBSTACLES}
    return [
        _(_said(kind, programme)).format(
            cells=_cells(programme, found), most=programme.scheme.depth
        )
        for kind, found in by_kind.items()
        if found
    ]


def _said(kind: str, programme: Programme) -> str:
    return _OBSTACLES[kind] if programme.scheme.is_usual else _OTHERWISE.get(kind, _OBSTACLES[kind])


def _cells(programme: Programme, obstacles: Sequence[NumberingObstacle]) -> str:
    named = [_cell(programme, one) for one in obstacles[:_MOST_CELLS]]
    more = len(obstacles) - len(named)
    if more:
        named.append(ngettext("and {n} other", "and {n} others", more).format(n=more))
    return ", ".join(named)


def _cell(programme: Programme, one: NumberingObstacle) -> str:
    cell = to_a1(one.entry.row, programme.columns[AXE])
    if one.kind in {"parent", "between"}:
        return _("{heading} (above {cell})").format(heading=one.detail, cell=cell)
    detail = in_cell(one.detail, "", TYPE) if one.kind in {"level", "type"} else one.detail
    return f"{cell} ({on_one_line(_short(detail))})" if detail.strip() else cell


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_OF_A_TEXT else text[: _MOST_OF_A_TEXT - 1].rstrip() + "…"
