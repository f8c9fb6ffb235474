"""Rule JET204, jetons-invalid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.cellvalue import CellValue
from motxl.programme.edits import SetValue
from motxl.programme.model import LABEL, REF
from motxl.programme.registers import STAGES, Move, Register, Registers
from motxl.template.layout import ETATS_JETON, JetonColumn, SuiviJetonColumn
from motxl.text.normalise import normalise
from motxl.validation.days import DATE_FORMAT, day_meant, said_of_day
from motxl.validation.outside_lists import is_respelt
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.validation.words import said_of_choice, said_of_number, said_of_text_number


class JetonsInvalid(Rule):
    code = "JET204"
    name = "jetons-invalid"
    words = N_("invalid request for jetons")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_(
        "In the sheet Suivi jetons, an incorrect number, state, date or Réf., or a request "
        "entered twice."
    )
    explanation = N_(
        "A request for jetons counts according to its state and its number. A request whose "
        "state is missing or not in the list counts for nothing; a request whose number "
        "cannot be read counts for what its service costs in the sheet Jetons, and that cost "
        "has to be a number too. The column Réf. contains the Réf. of a row of the programme, "
        "or nothing. A request that is listed twice, with the same day, counts twice: this is "
        "reported as something to check. So are a number kept as text, which Excel does not "
        "add up; a service that costs many times as much as any other; a state that differs "
        "from the one in the list only in capitals, accents or spaces; and a request that is "
        "réservé or consommé but has no number, if other requests have one and the service "
        "has none. If the service has a number, the missing number is reported for "
        "information."
    )
    bad = N_("État annulé; Jetons deux, -3; Réf. 2025-999, which no row has")
    good = N_("État refusé; Jetons 2; Réf. 2025-049")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        for service in registers.services or ():
            assert registers.services is not None  # a row of it was looked at
            place = (registers.services, service.row, JetonColumn.NOMBRE)
            about = service.key or service.label
            if _is_no_number(service.jetons_written, service.jetons):
                yield self._number(*place, service.jetons_written, about)
            elif service.jetons_are_text:
                yield self._text(*place, service.jetons_written, about)
        yield from self._far_beyond(registers)
        if registers.moves is None:
            return
        yield from self._twice(facts, registers.moves)
        yield from self._without_number(registers, registers.moves)
        has_refs = programme.has(REF) and programme.has(LABEL)
        for move in registers.moves:
            yield from self._of_move(facts, registers.moves, move)
            if has_refs and move.ref and move.ref not in facts.refs:
                yield self.in_register(
                    *(registers.moves, move.row, SuiviJetonColumn.REF),
                    _("No row of the programme has the Réf. {ref}.").format(ref=move.ref),
                    _("Did you mean “{name}”?").format(name=meant)
                    if (meant := facts.ref_meant(move.ref))
                    else _(
                        "Choose a Réf. from the drop-down list of the cell, or leave the "
                        "cell empty."
                    ),
                    subject=f"{move.ref} {_about(move)}",
                )

    def _twice(self, facts: Facts, moves: Register[Move]) -> Iterator[Diagnostic]:
        """Requests that are those of a row above again: copied, and left."""
        registers = facts.programme.registers
        first: dict[tuple[object, ...], int] = {}
        for move in moves:
            if not isinstance(move.date, date) or move.stage is None:
                continue
            names = (normalise(name) for name in (move.member, move.service, move.ref))
            request = (move.date, move.stage, registers.jetons_of(move), *names)
            row = first.setdefault(request, move.row)
            if row != move.row:
                yield self.in_register(
                    *(moves, move.row, SuiviJetonColumn.JETONS),
                    _(
                        "This request is already listed in row {row}: its jetons count twice."
                    ).format(row=row),
                    _(
                        "Delete one of the two rows, or accept the finding if there were two "
                        "requests."
                    ),
                    subject=f"twice {_about(move)} {move.row - row}",
                )._replace(severity=Severity.WARNING)

    def _without_number(self, registers: Registers, moves: Register[Move]) -> Iterator[Diagnostic]:
        """Requests that count and say no number, where other requests say one. Where none does,
        the numbers of the services are meant."""
        column = SuiviJetonColumn.JETONS
        empty = [one for one in moves if one.jetons is None and not normalise(one.jetons_written)]
        if not moves.has(column) or len(empty) == len(moves):
            return
        for move in empty:
            if not move.takes:
                continue
            cost = registers.jetons_of(move)
            yield self.in_register(
                *(moves, move.row, column),
                _(
                    "“{column}” is empty, although other requests have a number: this request "
                    "counts for {cost}, the cost of its service."
                ).format(column=column, cost=f"{cost:g}")
                if cost
                else _(
                    "“{column}” is empty, although other requests have a number: this request "
                    "counts for nothing."
                ).format(column=column),
                _("Write how many jetons the member uses."),
                subject=f"{column} {_about(move)}",
            )._replace(severity=Severity.INFO if cost else Severity.WARNING)

    def _of_move(self, facts: Facts, moves: Register[Move], move: Move) -> Iterator[Diagnostic]:
        c, day = SuiviJetonColumn, move.date
        if day is not None and not isinstance(day, date) and str(day).strip():
            meant = day_meant(day, facts.programme)
            message, proposal = said_of_day(day, meant, _("Write a date, such as 06/03/2025."))
            yield self._at(moves, move.row, c.DATE, message, proposal, meant, f"{_about(move)}")
        is_read = normalise(move.state) in STAGES
        if moves.has(c.ETAT) and (not is_read or is_respelt(move.state, ETATS_JETON.values)):
            message, choice, state = said_of_choice(c.ETAT, move.state, ETATS_JETON.values)
            about = f"{move.state} {_about(move)}"
            found = self._at(moves, move.row, c.ETAT, message, choice, state, about)
            yield found._replace(severity=Severity.WARNING) if is_read else found
        if _is_no_number(move.jetons_written, move.jetons):
            yield self._number(moves, move.row, c.JETONS, move.jetons_written, _about(move))
        elif move.jetons_are_text:
            yield self._text(moves, move.row, c.JETONS, move.jetons_written, _about(move))

    def _number(
        self, register: Register[Any], row: int, column: str, written: str, about: str
    ) -> Diagnostic:
        message, proposal, meant = said_of_number(written)
        return self._at(register, row, column, message, proposal, meant, f"{written} {about}")

    def _text(
        self, register: Register[Any], row: int, column: str, written: str, about: str
    ) -> Diagnostic:
        """A number that is kept as text."""
        message, proposal, meant = said_of_text_number(written)
        found = self._at(register, row, column, message, proposal, meant, f"{written} {about}")
        return found._replace(severity=Severity.WARNING)

    def _far_beyond(self, registers: Registers) -> Iterator[Diagnostic]:
        """Services that cost many times what all others cost, and what any member has."""
        services = registers.services
        has = [member.jetons for member in registers.members or () if member.jetons]
        for service in services or ():
            assert services is not None  # a row of it was looked at
            others = [one.jetons for one in services if one is not service and one.jetons]
            if len(others) + len(has) < _FEWEST or not service.jetons:
                continue
            if service.jetons >= _FAR * max(*others, *has):
                yield self.in_register(
                    *(services, service.row, JetonColumn.NOMBRE),
                    _("“{value}” is many times what any other service costs.").format(
                        value=service.jetons_written
                    ),
                    _("Check whether one digit too many was typed."),
                    subject=f"{service.jetons_written} {service.key or service.label}",
                )._replace(severity=Severity.WARNING)

    def _at(
        self,
        register: Register[Any],
        row: int,
        column: str,
        message: str,
        proposal: str,
        meant: CellValue,
        about: str,
    ) -> Diagnostic:
        number, fix = register.columns.get(column), None
        if meant is not None and number:
            format_ = DATE_FORMAT if isinstance(meant, date) else None
            fix = Fix(True, (SetValue(register.sheet, to_a1(row, number), meant, format_),))
        return self.in_register(
            register, row, column, message, proposal, subject=f"{column} {about}", fix=fix
        )


_FEWEST = 2
"""Of fewer numbers nobody can tell what is usual"""
_FAR = 20


def _is_no_number(written: str, number: float | None) -> bool:
    return bool(normalise(written)) and (number is None or number < 0)


def _about(move: Move) -> str:
    return f"{move.member} {move.service} {move.date}"


RULE = JetonsInvalid
