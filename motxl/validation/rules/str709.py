"""Rule STR709, value-unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from motxl.a1 import to_a1
from motxl.i18n import N_
from motxl.programme.edits import SetValue
from motxl.programme.model import LABEL, SCOPE, TYPE, Entry
from motxl.programme.registers import STAGES, Register
from motxl.programme.yes_no import yes_or_no
from motxl.richtext.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.validation.words import said_of_choice
from motxl.workbook.layout import (
    ETATS,
    ETATS_JETON,
    FAMILLES,
    OUI_NON,
    PORTEES,
    PRECISIONS,
    TYPES,
    EvenementColumn,
    ProgrammeColumn,
    SuiviJetonColumn,
    ThemeColumn,
)


class ValueUnknown(Rule):
    code = "STR709"
    name = "value-unknown"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("A value that is not in its list.")
    explanation = N_(
        "Portée, Type and État d'avancement, the Famille of a theme, the Précision and Confirmé "
        "of an event and the État of a request hold a value of their list; case and accents do "
        "not matter. Anything else counts as the narrower of what it may mean until it is put "
        "right: with an unknown Portée, a row goes only to those it points to. The list of États "
        "d'avancement is the one on the sheet Paramètres."
    )
    bad = N_("Portée: Cibles")
    good = N_("Portée: Ciblée")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        lists = (
            (SCOPE, PORTEES.values),
            (TYPE, TYPES.values),
            (ProgrammeColumn.ETAT, programme.lists.get(ETATS.table, ETATS.values)),
        )
        for column, known in lists:
            keys = {"", *map(normalise, known)}
            for entry in programme.filled(column) if programme.has(LABEL) else ():
                written = entry.text(column)
                if written not in known and normalise(written) not in keys:
                    message, proposal, closest = said_of_choice(column, written, known)
                    yield self.at(
                        facts,
                        entry,
                        message,
                        proposal,
                        column=column,
                        subject=f"{column} {written}",
                        fix=self._fix_of(facts, entry, column, closest),
                    )
        registers = programme.registers
        misfiled = programme.themes.misfiled
        for theme in misfiled or ():
            yield from self._in(
                misfiled, theme.row, ThemeColumn.FAMILLE, theme.family, FAMILLES.values, theme.key
            )
        for event in registers.events or ():
            about = f"{event.ref} {event.title} {event.start}"
            if normalise(event.precision) not in {"", *map(normalise, PRECISIONS.values)}:
                yield from self._in(
                    registers.events,
                    event.row,
                    EvenementColumn.PRECISION,
                    event.precision,
                    PRECISIONS.values,
                    about,
                )
            if not _is_answer(event.confirmed):
                yield from self._in(
                    registers.events,
                    event.row,
                    EvenementColumn.CONFIRME,
                    event.confirmed,
                    OUI_NON.values,
                    about,
                )
        for move in registers.moves or ():
            if normalise(move.state) not in {"", *STAGES}:
                yield from self._in(
                    registers.moves,
                    move.row,
                    SuiviJetonColumn.ETAT,
                    move.state,
                    ETATS_JETON.values,
                    f"{move.member} {move.service} {move.date}",
                )

    def _fix_of(self, facts: Facts, entry: Entry, column: str, meant: str | None) -> Fix | None:
        """What is surely meant; for a Type, what code and place say where they say otherwise."""
        due = facts.outline.expected_type(entry) if column == TYPE else meant
        safe = due == meant
        fix = _fix(facts.programme.sheet, self.cell_of(facts, entry, column), due)
        return fix if fix is None or safe else fix._replace(safe=False)

    def _in(
        self,
        register: Register[Any] | None,
        row: int,
        column: str,
        written: str,
        known: Sequence[str],
        about: str,
    ) -> Iterator[Diagnostic]:
        """A finding on a row of another table."""
        assert register is not None  # a row of it was looked at
        message, proposal, closest = said_of_choice(column, written, known)
        number = register.columns.get(column)
        fix = _fix(register.sheet, to_a1(row, number), closest) if number else None
        yield self.in_register(
            register,
            row,
            column,
            message,
            proposal,
            subject=f"{column} {written} {about}",
            fix=fix,
        )


def _fix(sheet: str, cell: str, value: str | None) -> Fix | None:
    return None if value is None else Fix(True, (SetValue(sheet, cell, value),))


def _is_answer(text: str) -> bool:
    """Whether a cell says yes, no, or nothing; Confirmé also by its own word."""
    key = normalise(text)
    return not key or key == "confirme" or yes_or_no(text) is not None


RULE = ValueUnknown
