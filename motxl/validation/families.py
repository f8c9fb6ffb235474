"""What is said of the rows of ``tblFamilles`` that cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motxl.i18n import N_, _, called
from motxl.programme.families import SLOTS_SHOWN, WhyUnread
from motxl.programme.model import Programme
from motxl.template.layout import PROGRAMME, FamilleColumn

_MESSAGES: Mapping[WhyUnread, str] = {
    "empty": N_("The family {name} has no Écriture."),
    "braces": N_("The Écriture “{written}” cannot be read: one of a pair of braces is missing."),
    "unknown": N_(
        "The Écriture “{written}” cannot be read: motxl understands no other braces "
        "than {figure}, {title} and {clause}."
    ),
    "several": N_(
        "The Écriture “{written}” cannot be read: it may contain only one pair of braces."
    ),
    "bare": N_(
        "The Écriture “{written}” cannot be read: without a word of at least two "
        "letters, any text would be a reference."
    ),
    "after": N_("The Écriture “{written}” cannot be read: nothing may follow {title}."),
    "clause": N_(
        "The Écriture “{written}” cannot be read: a clause in parentheses is written {clause}."
    ),
    "name": N_("This family has no name."),
    "twice": N_("“{written}” already stands in a row above."),
    "list": N_("There is no table {written}, from which the family {name} is to take its items."),
    "columns": N_(
        "The table {written} has none of the columns that the family {name} needs: N° for numbers, "
        "Intitulé for titles, Réf. for clauses."
    ),
    "column": N_(
        "The column {written} is used for something else: the family {name} cannot use it."
    ),
}
_NOT_READ = N_(
    "Correct the cell: until then, the references of this family are not read, coloured or "
    "counted, and no colour is taken away."
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
            name=called(fault.name), written=fault.written, **SLOTS_SHOWN
        )
        is_read = fault.why == "column"
        proposal = _("Enter the name of another column, or leave the cell empty.")
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
                    "The programme has no column {column}, which motxl is to fill for the "
                    "family {name}."
                ).format(column=family.column, name=called(family.name)),
                _("Add a column of that name to the table {table}, or clear the cell.").format(
                    table=PROGRAMME.name
                ),
                *(f"column {family.column}", True),
            )
