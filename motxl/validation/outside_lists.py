"""Values of the other tables and of Paramètres that are none of their lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from motxl.i18n import _
from motxl.programme.addresses import parse_address
from motxl.programme.borders import split_values
from motxl.programme.common_part import IN_FRENCH, part_called
from motxl.programme.model import Programme
from motxl.programme.registers import Parameter, Register
from motxl.template.layout import (
    ETATS,
    ETATS_VERSION,
    LANGUES,
    OUI_NON,
    PILOTES,
    PRECISIONS,
    THEMES,
    TYPES_ADHERENT,
    AdherentColumn,
    DropDown,
    EvenementColumn,
    Parametre,
    SuiviJetonColumn,
    ThemeColumn,
    VersionColumn,
)
from motxl.text.normalise import normalise
from motxl.validation.words import said_of_choice


class Outside(NamedTuple):
    """A cell of another table than the programme's that holds none of its values."""

    register: Register[Any]
    row: int
    column: str
    written: str
    known: Sequence[str]
    about: str


def wrong_value(programme: Programme, one: Parameter) -> tuple[str, str] | None:
    """What is wrong with a value of Paramètres, and what to write; ``None`` where it is one."""
    key, value = one.key, "" if one.value is None else str(one.value).strip()
    if not normalise(value):
        return None
    if key == Parametre.ANNEE and not re.match(_YEAR, value):
        return _("“{value}” is not a year.").format(value=value), _("Write a year, such as 2025.")
    if key == Parametre.VERSION and not isinstance(one.value, date) and not re.match(_DATE, value):
        shown = _("“{value}” is not a date for Excel.").format(value=value)
        return shown, _("Write a date, such as 06/03/2025.")
    languages = list_of(programme, LANGUES)
    if key == Parametre.LANGUE and value in languages and value != one.value:
        shown = _("“{value}” contains one space too many.").format(value=one.value)
        return shown, _("Write {value}.").format(value=value)
    if key == Parametre.LANGUE and is_none_of(value.replace("_", "-").partition("-")[0], languages):
        message, proposal, _meant = said_of_choice(key, value, languages)
        return message, proposal
    if key == Parametre.COMMUNES and part_called(value) is None:
        message, proposal, _meant = said_of_choice(key, value, IN_FRENCH)
        return message, proposal
    if key in {Parametre.STABLE, Parametre.REPONSES} and is_no_answer(value):
        message, proposal, _meant = said_of_choice(key, value, OUI_NON.values)
        return message, proposal
    states = list_of(programme, ETATS)
    if key == Parametre.ETAT_TERMINE and normalise(value) not in set(map(normalise, states)):
        message, proposal, _meant = said_of_choice(key, value, states)
        return message, proposal
    if key == Parametre.EXPEDITEUR and not parse_address(value)[1]:
        shown = _("“{value}” is not an e-mail address.").format(value=value)
        return shown, _("Write an address such as programme@example.org.")
    if key == Parametre.DERNIERE_REF and not re.match(_WHOLE, value):
        return _("“{value}” is not a number.").format(value=value), _(
            "Write a number, such as 138."
        )
    return None


_YEAR = r"(?:19|[2-9][0-9])[0-9]{2}(?:\.0)?\Z"
_DATE = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\Z"
_WHOLE = r"[0-9]+(?:\.0)?\Z"


def list_of(programme: Programme, one: DropDown) -> Sequence[str]:
    """The values of a list: as staff keep it on Paramètres, else as it is shipped."""
    return programme.lists.get(one.table, one.values)


def is_none_of(written: str, known: Collection[str]) -> bool:
    """Whether a cell holds something, and nothing of a list as it is written there."""
    return bool(normalise(written)) and written not in known


def of_themes(programme: Programme) -> Iterator[Outside]:
    themes = programme.themes
    misfiled = themes.misfiled
    if misfiled is None:
        return
    c = ThemeColumn
    families = themes.families.kept_in(THEMES.name)
    unread = {normalise(one.name) for one in themes.families.faults}
    for theme in misfiled if misfiled.has(c.FAMILLE) else ():
        yield Outside(misfiled, theme.row, c.FAMILLE, theme.family, families, theme.key)
    for theme in (*themes.all, *misfiled):
        if is_no_answer(theme.new_written):
            new = theme.new_written
            yield Outside(misfiled, theme.row, c.NOUVEAU, new, OUI_NON.values, theme.key)
    for theme in themes.all:
        is_there = theme.family not in themes.tables
        if is_there and theme.family_written and theme.family_written not in families:
            if normalise(theme.family_written) in unread:
                continue
            family = theme.family_written
            yield Outside(misfiled, theme.row, c.FAMILLE, family, families, theme.key)
    for name in families if misfiled.has(c.NUMERO) else ():
        numbered = [one for one in themes.all if one.family == name and themes.goes_by_number(one)]
        numbers = [str(number) for number in range(1, len(numbered) + 1)]
        for theme in numbered:
            if not _is_number(theme.number_written):
                written = theme.number_written
                yield Outside(misfiled, theme.row, c.NUMERO, written, numbers, theme.key)


def of_tables(programme: Programme) -> Iterator[Outside]:
    registers = programme.registers
    if registers.events is not None:
        e = EvenementColumn
        for event in registers.events:
            about = f"{event.ref} {event.title} {event.start}"
            place = (registers.events, event.row)
            if is_none_of(event.precision, PRECISIONS.values):
                yield Outside(*place, e.PRECISION, event.precision, PRECISIONS.values, about)
            if is_no_answer(event.confirmed, "confirme"):
                yield Outside(*place, e.CONFIRME, event.confirmed, OUI_NON.values, about)
    if registers.members is not None and (types := list_of(programme, TYPES_ADHERENT)):
        for member in registers.members:
            if is_none_of(member.kind, types):
                about = member.key or member.name
                yield Outside(
                    registers.members, member.row, AdherentColumn.TYPE, member.kind, types, about
                )
    if registers.moves is not None and (pilots := list_of(programme, PILOTES)):
        for move in registers.moves:
            about = f"{move.member} {move.service} {move.date}"
            for name in split_values(move.pilot):
                if is_none_of(name, pilots):
                    yield Outside(
                        registers.moves, move.row, SuiviJetonColumn.PILOTE, name, pilots, about
                    )
    if registers.versions is not None:
        states = list_of(programme, ETATS_VERSION)
        for version in registers.versions:
            if is_none_of(version.state, states):
                state, about = version.state, f"{version.date}"
                yield Outside(
                    registers.versions, version.row, VersionColumn.ETAT, state, states, about
                )


def is_respelt(written: str, known: Sequence[str]) -> bool:
    """Whether a cell holds a value of a list in other letters: other case, accents or spaces. It
    is read as it is meant, but not by drop-downs, and not everywhere by filters and formulas."""
    return written not in known and normalise(written) in set(map(normalise, known)) - {""}


def is_no_answer(text: str, *others: str) -> bool:
    """Whether a cell says something else than yes or no as the list has them; ``others`` count."""
    # Other words are read, but no filter finds them; Excel's own true and false have boxes to tick.
    is_known = text in OUI_NON.values or normalise(text) in {*_BOXES, *others}
    return bool(normalise(text)) and not is_known


_BOXES = frozenset({"true", "false"})


def _is_number(text: str) -> bool:
    return text.isdecimal() and int(text) > 0
