"""Slips that leave a workbook which could just as well be right.

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
    "AutoCorrect turns three dots of a label into one sign": "the usual sign for the same dots",
    "a label whose accents stand apart from their letters": "looks the same and is read the same",
    "no-break spaces pasted into a label": "no-break spaces are read as spaces",
    # References
    # Columns of the programme
    "a Type in capitals or small letters": "capitals are read as small letters",
    "a Portée emptied": "may be empty: inherited from the heading",
    # Rows
    "the last rows of the programme deleted": "rows may end; a Réf. is not given again",
    # Other tables
    "a contact's title in a colleague's form": "Civilité has no list, and the forms mean the same",
    # The workbook
    "two title rows inserted above the headers": "staff may add; nothing is found by position",
}
"""The name of a slip, and why what it leaves is as good as right"""
