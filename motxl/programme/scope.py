"""Which entries are work that is tracked, and whom each concerns by its Portée."""

from __future__ import annotations

from collections.abc import Mapping

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


def said_scope(entry: Entry) -> str | None:
    """What an entry's own Portée says: ``Tous``, ``Ciblée``, or ``None`` where it is blank.

    Anything else counts as the narrower of the two until it is put right (STR709).
    """
    key = normalise(entry.text(SCOPE))
    return _OF_KEY.get(key, TARGETED) if key else None


def lacking(programme: Programme) -> list[str]:
    """The columns without which nobody can tell that an entry is for everyone, where there are
    members to send something to."""
    if not programme.registers.members:
        return []
    return [column for column in (SCOPE, BORDER, MEMBERS) if not programme.has(column)]


def scopes(programme: Programme, outline: Outline) -> dict[int, str]:
    """``Tous`` or ``Ciblée`` for each row.

    An empty Portée is that of the heading above; where none says anything, an entry with a border,
    a territory or named members is targeted, and any other is for everyone.

    What is not sure is targeted: a Portée that is neither, two headings of one code that disagree,
    a row that may stand under a heading that is, a row whose code says of no heading that it stands
    under it while some heading is targeted, and
    what would be for everyone only because a column is missing.
    """
    of_heading: dict[Code, str] = {}
    for entry in outline.headings.values():
        code = outline.codes.get(entry.row)
        said = said_scope(entry)
        if code is not None and said is not None:
            of_heading[code] = said if of_heading.get(code, said) == said else TARGETED
        if said == TARGETED:  # also of what stands under it only perhaps
            of_heading.update(dict.fromkeys(outline.evidence.possible(entry), TARGETED))
    default = TARGETED if lacking(programme) else EVERYONE
    unplaced = TARGETED if TARGETED in of_heading.values() else default
    found: dict[int, str] = {}
    for entry in programme.entries:
        named = entry.text(BORDER) or entry.text(MEMBERS)
        codes = outline.evidence.possible(entry)
        otherwise = TARGETED if named else default if codes else unplaced
        perhaps = {_inherited(of_heading, code) or otherwise for code in codes} or {otherwise}
        found[entry.row] = said_scope(entry) or (perhaps.pop() if len(perhaps) == 1 else TARGETED)
    return found


def _inherited(of_heading: Mapping[Code, str], code: Code) -> str | None:
    found = (of_heading[code[:n]] for n in range(len(code), 0, -1) if code[:n] in of_heading)
    return next(found, None)
