"""What is said of the rows of ``tblFamilles`` that cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motxl.i18n import N_, _
from motxl.programme.families import SLOTS_SHOWN, WhyUnread
from motxl.programme.model import Programme
from motxl.template.layout import PROGRAMME, FamilleColumn

_MESSAGES: Mapping[WhyUnread, str] = {
    "empty": N_("The family {name} has no Écriture."),
    "braces": N_("“{written}” is not an Écriture: a brace has no other half."),
    "unknown": N_("“{written}” is not an Écriture: only {figure}, {title} or {clause} are read."),
    "several": N_("“{written}” is not an Écriture: braces may stand once only."),
    "bare": N_("“{written}” is not an Écriture: without a word, any text would be a reference."),
    "after": N_("“{written}” is not an Écriture: nothing may follow {title}."),
    "clause": N_("“{written}” is not an Écriture: a clause is written {clause}."),
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


class OddFamily(NamedTuple):
    """What is to be said of a row of ``tblFamilles``."""

    row: int
    column: int
    message: str
    proposal: str
    subject: str
    is_read: bool
    """Whether its references are looked for all the same"""


def odd_families(programme: Programme) -> Iterator[OddFamily]:
    """The rows that cannot be followed, and those whose column the programme does not have. Of a
    column of the template STR701 tells that it is missing."""
    families = programme.themes.families
    for fault in families.faults:
        message = _(_MESSAGES[fault.why]).format(
            name=fault.name, written=fault.written, **SLOTS_SHOWN
        )
        is_read = fault.why == "column"
        proposal = _("Name a column of its own, or leave the cell empty.")
        yield OddFamily(
            *(fault.row, fault.column, message, proposal if is_read else _(_NOT_READ)),
            *(f"{fault.header} {fault.name} {fault.written}", is_read),
        )
    if programme.table != PROGRAMME.name:
        return
    for family in families.all if FamilleColumn.COLONNE in families.columns else ():
        if family.column and family.column not in {*PROGRAMME.columns, *programme.columns}:
            yield OddFamily(
                *(family.row, families.columns[FamilleColumn.COLONNE]),
                _(
                    "The programme has no column {column}, which the family {name} is to fill."
                ).format(column=family.column, name=family.name),
                _("Add a column of that name to {table}, or empty the cell.").format(
                    table=PROGRAMME.name
                ),
                *(f"column {family.column}", True),
            )
