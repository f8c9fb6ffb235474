"""The lists of values on Paramètres: what stands in them by mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.i18n import _
from motxl.programme.model import Programme
from motxl.template import layout
from motxl.template.layout import ProgrammeColumn
from motxl.text.closest import slip_of
from motxl.text.normalise import normalise

# motxl works by the words of these; the others are for staff to change.
_FIXED = (
    *(layout.PORTEES, layout.OUI_NON),
    *(layout.PRECISIONS, layout.ETATS_JETON, layout.ENVOIS, layout.COMMUNES),
)


def typed_over(programme: Programme) -> Iterator[tuple[layout.DropDown, str, Sequence[str]]]:
    """Values that stand in a list in the place of one that is gone: the list, the value, and those
    that are gone and may be meant. In lists that staff may change, only slips of these."""
    for one in layout.DROP_DOWNS:
        kept = programme.lists.get(one.table)
        gone = [value for value in one.values if kept and value not in kept]
        if kept is None or not gone:
            continue
        for value in kept:
            if value in one.values or (one is layout.ETATS and _is_used(programme, value)):
                continue
            alike = [known for known in gone if normalise(known) == normalise(value)]
            meant = alike[:1] or [known for known in (slip_of(value, gone),) if known]
            if meant or one in _FIXED:
                yield one, value, meant or gone


def _is_used(programme: Programme, state: str) -> bool:
    """Whether rows have the state as the list writes it, and none as the usual list does: then it
    is a house's own way to write it."""
    key = normalise(state)
    states = (entry.text(ProgrammeColumn.ETAT) for entry in programme.filled(ProgrammeColumn.ETAT))
    return {one for one in states if normalise(one) == key} == {state}


def said_of_typed_over(one: layout.DropDown, value: str, gone: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a value that stands in the place of another, and what to write instead."""
    return (
        _("“{value}” stands in the list {column} in place of a value that is gone.").format(
            value=value, column=one.column
        ),
        _("Write {value}.").format(value=gone[0])
        if len(gone) == 1
        else _("Choose one of: {values}.").format(values=", ".join(gone)),
    )
