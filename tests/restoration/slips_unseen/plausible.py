"""Slips of this half that leave a workbook which could just as well be right.

Judged by the workbook's layout alone, without regard to what any checker says: could a careful
colleague who sees only the slipped workbook, all of its sheets, see that something is wrong? Where
Réf., Ordre, Type, neighbours, other tables or a rule of the layout speak against what the slip
left, it is visible and not named here. A slip that leaves now the one, now the other is named only
where at most one in five of what it leaves is visible.
"""

from __future__ import annotations

from collections.abc import Mapping

PLAUSIBLE: Mapping[str, str] = {
    # Labels
    "smart quotes put for the straight ones of a label": "the usual signs for the same quotes",
    "a label's characters all pasted in another colour": "other colours are the staff's and stay",
    # References
    "another dash in Cross-border": "dashes make no difference in reading",
    "the title of the theme written after its number": "the reference is whole, the title its own",
    "cf. forgotten": "cf. may be left out of a reference",
    "no-break spaces in a reference": "no-break spaces are read as spaces",
    # Columns of the programme
    "a Pilote emptied": "may be empty",
    "one Pilote replaced by another everywhere": "a name like others; there is no list of names",
    # Rows
    "an action deleted by a hand that meant its neighbour": "most actions are named nowhere else",
    # Other tables
    "Envoi in other letters": "accents and capitals are read the same",
}
"""The name of a slip, and why what it leaves is as good as right"""
