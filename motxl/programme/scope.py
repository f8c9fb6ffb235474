"""Which entries are work that is tracked, and whom each concerns by its Portée."""

from __future__ import annotations

from motxl.programme.codes import Code
from motxl.programme.model import BORDER, LEVELS, MEMBERS, SCOPE, Entry, Programme
from motxl.programme.outline import Outline
from motxl.richtext.normalise import normalise

EVERYONE, TARGETED = "Tous", "Ciblée"
_OF_KEY = {normalise(scope): scope for scope in (EVERYONE, TARGETED)}


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
        and len(code) == len(LEVELS)
        and not outline.actions(code)
        and not outline.children.get(code)
    )


def scopes(programme: Programme, outline: Outline) -> dict[int, str]:
    """``Tous`` or ``Ciblée`` for each row.

    An empty Portée is that of the heading above; where none says anything, an entry with a border,
    a territory or named members is targeted, and any other is for everyone.
    """
    of_heading: dict[Code, str] = {}
    for entry in outline.headings.values():
        code = outline.codes.get(entry.row)
        said = _OF_KEY.get(normalise(entry.text(SCOPE)))
        if code is not None and said is not None:
            of_heading.setdefault(code, said)
    found: dict[int, str] = {}
    for entry in programme.entries:
        said = _OF_KEY.get(normalise(entry.text(SCOPE)))
        code = outline.codes.get(entry.row) or ()
        inherited = (
            of_heading[code[:n]] for n in range(len(code), 0, -1) if code[:n] in of_heading
        )
        named = entry.text(BORDER) or entry.text(MEMBERS)
        found[entry.row] = said or next(inherited, TARGETED if named else EVERYONE)
    return found
