"""What is said of the rows of ``tblFamilles`` that cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motxl.i18n import N_, _
from motxl.programme.families import Family, UnreadFamily, WhyUnread
from motxl.programme.model import Programme
from motxl.template.layout import PROGRAMME

_MESSAGES: Mapping[WhyUnread, str] = {
    "empty": N_("The family {name} has no Écriture."),
    "braces": N_("“{written}” is not an Écriture: a brace has no other half."),
    "unknown": N_("“{written}” is not an Écriture: between braces stands n, intitulé or a clause."),
    "several": N_("“{written}” is not an Écriture: braces may stand once only."),
    "bare": N_("“{written}” is not an Écriture: without a word, any text would be a reference."),
    "after": N_("“{written}” is not an Écriture: nothing may follow {{intitulé}}."),
    "clause": N_("“{written}” is not an Écriture: a clause is written ({{… word …}})."),
    "name": N_("This family has no name."),
    "twice": N_("“{written}” already stands in a row above."),
    "list": N_("There is no table {written}, from which the family {name} takes its items."),
    "columns": N_(
        "The table {written} has none of the columns that the family {name} needs: N° for numbers, "
        "Intitulé for titles, Réf. for clauses."
    ),
    "column": N_("The column {written} holds something else: the family {name} cannot have it."),
}
_NOT_READ = N_(
    "Correct the cell: until then its references are not read, coloured or counted, and no colour "
    "is taken away."
)


def said_of_family(fault: UnreadFamily) -> tuple[str, str]:
    """What is wrong with a row, and what to do."""
    message = _(_MESSAGES[fault.why]).format(name=fault.name, written=fault.written)
    if fault.why == "column":
        return message, _("Name a column of its own, or leave the cell empty.")
    return message, _(_NOT_READ)


class WithoutColumn(NamedTuple):
    """A family whose column the programme does not have."""

    family: Family

    @property
    def said(self) -> tuple[str, str]:
        """The message, and what to do."""
        column, name = self.family.column, self.family.name
        return (
            _("The programme has no column {column}, which the family {name} is to fill.").format(
                column=column, name=name
            ),
            _("Add a column of that name to {table}, or empty the cell.").format(
                table=PROGRAMME.name
            ),
        )


def without_column(programme: Programme) -> Iterator[WithoutColumn]:
    """The families that a workbook names a column for which the programme has not. Of a column of
    the template STR701 tells that it is missing."""
    if programme.table != PROGRAMME.name:
        return
    for family in programme.themes.families.all:
        is_ours = family.column in PROGRAMME.columns
        if family.row and family.column and not is_ours and not programme.has(family.column):
            yield WithoutColumn(family)
