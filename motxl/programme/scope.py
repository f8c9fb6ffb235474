"""Which entries are work that is tracked, and whom each concerns by its Portée."""

from __future__ import annotations

from motxl.programme.model import Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.standing import EVERYONE, TARGETED, Standing, lacking, said_scope


def actionable(programme: Programme, outline: Outline) -> list[Entry]:
    """The actions, and the headings of the lowest level that stand alone and are the work itself.

    They are tracked, counted and extracted; in the order of the rows.
    """
    return [entry for entry in programme.entries if _is_work(entry, outline)]


def _is_work(entry: Entry, outline: Outline) -> bool:
    if not entry.label.strip():
        return False
    if not outline.is_heading(entry):
        return True
    code = outline.codes.get(entry.row)
    return (
        code is not None
        and len(code) >= outline.scheme.work_depth
        and not outline.actions(code)
        and not outline.children.get(code)
    )


def scopes(
    programme: Programme, outline: Outline, standing: Standing | None = None
) -> dict[int, str]:
    """``Tous`` or ``Ciblée`` for each row.

    An empty Portée is that of the heading above; where none says anything, an entry with a border,
    a territory or named members is targeted, and any other is for everyone.

    What is not sure is targeted: a Portée that is neither, what would be for everyone only because
    a column is missing, and a row that is targeted in one of its readings (``standing``).
    """
    standing = standing or Standing(programme, outline)
    return {
        entry.row: said_scope(entry)
        or (TARGETED if any(one.scope == TARGETED for one in standing.of(entry)) else EVERYONE)
        for entry in programme.entries
    }


__all__ = ["EVERYONE", "TARGETED", "actionable", "lacking", "said_scope", "scopes"]
