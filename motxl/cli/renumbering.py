"""What ``motxl renumber`` would change, what it leaves, and why it refuses, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from motxl.a1 import to_a1
from motxl.cli.common import as_typed, terminal_width, wrapped
from motxl.controls import on_one_line
from motxl.i18n import N_, _, ngettext
from motxl.programme.codes import format_code
from motxl.programme.levels import NumberingObstacle
from motxl.programme.model import AXE, Programme
from motxl.programme.renumbering import CodeChange, LeftText, Renumbering, TextChange
from motxl.programme.texts import Naming
from motxl.text.comparing import Replacement, compared

_MOST_CELLS = 4

_OBSTACLES = {
    "unread": N_("{cells}: not numbers joined by dots (NUM001)."),
    "converted": N_("{cells}: a number or a date, not a code written as text (NUM002)."),
    "missing": N_("{cells}: neither a code nor a Type that says the level (NUM003)."),
    "deep": N_("{cells}: more than three levels (NUM010)."),
    "type": N_("{cells}: no known Type."),
    "level": N_(
        "{cells}: Type and code say two different levels. Correct the one that is wrong; if Type "
        "is right, empty the code."
    ),
    "heading": N_("{cells}: no heading stands above. Add it."),
    "parent": N_(
        "No row has the code {cells} (NUM004): what stands under it would come under another "
        "heading. Put the heading back, or correct the codes."
    ),
    "between": N_("A level is missing: {cells}. Add the heading."),
    "elsewhere": N_(
        "{cells}: its code says that it belongs elsewhere, and no column Type says that it is a "
        "heading."
    ),
    "lost": N_(
        "{cells}: no heading has this code; the heading was deleted, or its Type is not that of a "
        "heading. Put it right, or give the row the code of the heading above."
    ),
    "repeated": N_("{cells}: a code that another row has, too, and no column Type says why."),
    "zero": N_("{cells}: the heading with number 0 is not the first under its own heading."),
}


def refusal(path: Path, programme: Programme, obstacles: Sequence[NumberingObstacle]) -> str:
    """Why nothing is numbered: which cells are in the way, and what to do first."""
    parts = [_("{path} cannot be renumbered yet, and was not written.").format(path=path)]
    for kind, text in _OBSTACLES.items():
        found = [one for one in obstacles if one.kind == kind]
        if found:
            parts.append(_(text).format(cells=_cells(programme, found)))
    command = f"motxl validate {as_typed(path)}"
    parts.append(_("First put this right: {command}").format(command=command))
    return " ".join(parts)


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
    return f"{cell} ({on_one_line(_short(one.detail, 20))})" if one.detail.strip() else cell


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


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


def _codes(change: CodeChange) -> str:
    return f"{on_one_line(change.old) or _('(empty)')} → {format_code(change.new)}"


def _line(cells: str, codes: str, label: str) -> str:
    start = f"{cells:<8} {codes:<18} "
    return (
        start + on_one_line(_short(label, max(min(terminal_width(), 100) - len(start), 20)))
    ).rstrip()


def mentions(programme: Programme, changes: Sequence[TextChange]) -> Iterator[str]:
    """A line for each text that follows, with all that changes in it."""
    for naming, several in groupby(changes, lambda one: one.naming):
        pieces = compared(
            naming.text.text,
            [Replacement(*one.mention[:2], format_code(one.new)) for one in several],
        )
        old, new = ("".join(parts) for parts in zip(*pieces, strict=True))
        line = _("“{old}” → “{new}”").format(old=" ".join(old.split()), new=" ".join(new.split()))
        place = f"{cell_of(programme, naming):<8} "
        yield wrapped(line, place, " " * 9)


def cell_of(programme: Programme, naming: Naming) -> str:
    """The cell of a text, with its sheet where that is another one."""
    text = naming.text
    cell = to_a1(text.row, text.column)
    return cell if text.sheet == programme.sheet else f"{on_one_line(text.sheet)}!{cell}"


_LEFT = {
    "formula": N_("{cell}: a formula computes the text that names {code}; it was left as it is."),
    "escapes": N_(
        "{cell}: {code} is named among special characters, and was left as it is. Correct it by "
        "hand."
    ),
    "duplicate": N_(
        "{cell}: {code} is named, which several headings had; it was left as it is. Correct it by "
        "hand."
    ),
    "doubtful": N_("{cell}: {code} is named, perhaps of another document; it was left as it is."),
    "unknown": N_("{cell}: {code} is named, and no row carries it."),
}


def left_alone(programme: Programme, left: Sequence[LeftText]) -> Iterator[str]:
    """A sentence for each place in a text that was left, and why."""
    for one in left:
        cell, code = cell_of(programme, one.naming), format_code(one.mention.code)
        yield wrapped(_(_LEFT[one.reason]).format(cell=cell, code=code), "", "  ")
