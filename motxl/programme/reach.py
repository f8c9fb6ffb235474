"""Rows that are Ciblée and say of nobody that they concern them."""

from __future__ import annotations

from motxl.programme.borders import split_values
from motxl.programme.model import BORDER, MEMBERS, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.scope import EVERYONE, TARGETED, said_scope

_POINTERS = (BORDER, MEMBERS, "Autres thèmes")


def reaching_nobody(programme: Programme, outline: Outline) -> list[Entry]:
    """The entries whose own Portée is Ciblée, with no border, member, theme or jetons that point
    to somebody; of the headings, those under which every row says Tous by itself."""
    pointers = (*_POINTERS, *programme.themes.families.by_column)
    targeted = [
        entry
        for entry in programme.entries
        if said_scope(entry) == TARGETED
        and entry.label.strip()
        and not any(split_values(entry.text(column)) for column in pointers)
        and not any(one.keys or one.is_clause for one in entry.references(programme.themes))
    ]
    if not targeted:  # as in most programmes
        return []
    asked = {one.ref for one in (*(programme.registers.moves or ()),) if one.ref}
    asked |= {one.ref for one in (*(programme.registers.services or ()),) if one.ref}
    narrowed = {
        code[:length]
        for entry in programme.entries
        if said_scope(entry) != EVERYONE and not outline.is_heading(entry)
        for code in (outline.codes.get(entry.row) or (),)
        for length in range(1, len(code) + 1)
    }
    return [
        entry
        for entry in targeted
        if entry.ref not in asked
        and not (outline.is_heading(entry) and outline.codes.get(entry.row) in narrowed)
    ]
