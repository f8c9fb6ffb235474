"""What blocks sending: findings that leave in doubt who gets what, and whose they are.

``extract`` says them before anything is made, and ``mail`` keeps the messages back of those whom
they concern. Accepted findings (Ignorer) are decided, and left out.

Whom a finding concerns is as narrow as it can be shown to be:

- a row of Adhérents: that member (MEM507), and all that have its key or name too (MEM502). An alias
  that several share and nothing uses leaves nothing in doubt;
- a row of Contacts (MEM501, MEM503, MEM507, MEM508): the members that its name may mean, which is
  the one that bears it, all that do, or those whose name is closest; nobody where none is close,
  as nobody gets anything for such a row;
- a row of Suivi jetons (JET203, JET204, MEM508): the same, as the account in an extract may lack
  the move, or a row that was asked for. A date decides nothing;
- a number of a service that is none (JET204): those that asked for the service;
- a theme that is none (REF110), of a member: that member; of a row: the members that have themes;
- no theme at all in the sheet Thèmes: the members that have themes, as no row is theirs by them;
- a border of a territory that is none (BRD401): the members that have borders;
- a row without a text (NUM019): anybody, as it is in no extract;
- a shared name in Adhérents concernés or Ouverte à (MEM508): all that bear it. The row goes to no
  other for that name, whichever of them is meant;
- a Frontière that is none (BRD401): the members that have a border, who may lack the row; anybody
  where the row has no Portée of its own, as without a border it could be for everyone. One that can
  be read in several ways: those who share a border with one of the readings;
- an unknown name in Adhérents concernés (MEM501), a Portée that is none (STR709), a missing column
  or table (STR701): anybody. The name may be any member's, and the row for everyone;
- merged cells that hide a Portée, a Frontière or names (STR704): anybody;
- a row that may stand under other headings, or whose Portée was emptied: those who would get it in
  one reading and not in another (``whose_rows``);
- a Réf. that two rows bear, or that rows have exchanged, and on which events, services or jetons
  hang: those whom the rows concern, and who asked for jetons;
- a row right below the table of Paramètres that says how much goes along for everyone, and says
  otherwise than the table (STR708): anybody. Rows below other tables are told, and nobody gets less
  sure for them: who stands there has no extract;
- a theme whose Famille is none (STR709): the members that name it; a Type of a member that is none:
  that member, where services are open to types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from motxl.a1 import from_a1, to_a1
from motxl.i18n import _, ngettext
from motxl.programme.borders import split_values
from motxl.programme.common_part import said_below
from motxl.programme.model import BORDER, MEMBERS, SCOPE, Entry, Programme
from motxl.programme.registers import Member, Move, Register, Registers, Service
from motxl.programme.relevance import Relevance
from motxl.programme.scope import said_scope
from motxl.programme.themes import Theme
from motxl.template.layout import (
    AdherentColumn,
    ContactColumn,
    ParametreColumn,
    ProgrammeColumn,
    SuiviJetonColumn,
    ThemeColumn,
)
from motxl.text.normalise import normalise
from motxl.validation.blocking import Blocking
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from motxl.validation.rules import rule
from motxl.validation.whose_rows import hides_whom, whose_rows

_CODES = (
    *("STR701", "STR704", "STR708", "STR709", "NUM019", "REF110", "BRD401", "JET203", "JET204"),
    *("MEM501", "MEM502", "MEM503", "MEM507", "MEM508"),
)
_DECIDING = frozenset(
    {
        *(ProgrammeColumn.AXE, SCOPE, BORDER, MEMBERS, ProgrammeColumn.AUTRES_THEMES),
        *(AdherentColumn.CLE, AdherentColumn.NOM, AdherentColumn.ALIAS, AdherentColumn.FRONTIERES),
        *(AdherentColumn.THEMES, AdherentColumn.EN_COURS, AdherentColumn.JETONS),
        *(ContactColumn.ADHERENT, ContactColumn.EMAIL, ContactColumn.ENVOI),
        ParametreColumn.VALEUR,
        *(SuiviJetonColumn.PRESTATION, SuiviJetonColumn.ETAT, SuiviJetonColumn.JETONS),
    }
)
"""Columns that say who gets what: the others may be missing"""


def about_whom(programme: Programme) -> list[Blocking]:
    """The errors about members, contacts, borders and Portée that nobody accepted, in the order of
    ``validate``; then the rows that may stand under other headings, or have another Réf."""
    found = [
        Blocking(diagnostic, _whom(programme, diagnostic))
        for diagnostic in validate(programme, _CODES)
        if diagnostic.severity == Severity.ERROR and not diagnostic.accepted
        if _decides(programme, diagnostic)
    ]
    if not programme.registers.members:
        return found
    return [*found, *_no_list(programme), *whose_rows(Relevance(programme))]


def _no_list(programme: Programme) -> Iterator[Blocking]:
    """Themes of members that nothing can be looked up for: REF110 checks none of them."""
    registers = programme.registers
    if programme.themes.all or programme.themes.misfiled is not None or not registers.members:
        return
    having = tuple(one for one in registers.members if one.themes)
    column = registers.members.columns.get(AdherentColumn.THEMES)
    if not having or column is None:
        return
    message = ngettext(
        "The sheet Thèmes is empty, and {n} member has themes: its extract lacks the rows that are "
        "for it because of them.",
        "The sheet Thèmes is empty, and {n} members have themes: their extracts lack the rows that "
        "are for them because of these themes.",
        len(having),
    ).format(n=len(having))
    yield Blocking(
        Diagnostic(
            rule="REF110",
            name=rule("REF110").name,
            severity=Severity.ERROR,
            sheet=registers.members.sheet,
            cell=to_a1(having[0].row, column),
            row=having[0].row,
            ref=None,
            message=message,
            suggestion=_("Fill in the sheet Thèmes, or empty the column Thèmes of these members."),
            about=f"{registers.members.sheet} {AdherentColumn.THEMES}",
        ),
        having,
    )


def _decides(programme: Programme, found: Diagnostic) -> bool:
    """Whether anything of who gets what hangs on it: not on a column Bilan that was renamed, or on
    an État d'avancement that is none."""
    registers = programme.registers
    if found.rule == "STR704":
        return hides_whom(programme, found)
    if found.rule == "STR701":
        if found.about in {table for _sheet, table in programme.tables_gone}:
            return True
        return found.about.removeprefix(f"{found.sheet} ") in _DECIDING
    if found.rule == "STR708":
        parameters = registers.parameters
        return (
            parameters is not None
            and found.sheet == parameters.sheet
            and found.row in parameters.below
            and said_below(programme) is not None
        )
    if found.rule == "STR709":
        if _entry(programme, found) is not None:
            return _column(found) == programme.columns.get(SCOPE)
        if _row(registers.members, found) is not None:
            return any(service.open_to for service in registers.services or ())
        faults = programme.themes.families.faults
        if any(found.sheet == one.sheet and one.why != "column" for one in faults):
            return True  # of a family that is not read nobody gets anything
        misfiled = programme.themes.misfiled
        return misfiled is not None and _stands_in(misfiled, found, ThemeColumn.FAMILLE)
    if found.rule == "JET204" and registers.moves is not None:
        return not _stands_in(registers.moves, found, SuiviJetonColumn.DATE)
    if found.rule == "MEM502":
        return bool(_given_twice(registers, _row(registers.members, found)))
    return True


def _whom(programme: Programme, found: Diagnostic) -> tuple[Member, ...] | None:
    """The members that a finding concerns; ``None`` for any."""
    registers = programme.registers
    entry = _entry(programme, found)
    if found.rule in {"STR701", "STR704", "STR708"}:
        return None
    if entry is not None:
        return _whom_of_entry(programme, entry, found.rule)
    if member := _row(registers.members, found):
        twice = _given_twice(registers, member) if found.rule == "MEM502" else ()
        # A name that cells take for several may be another member's in part.
        parts = [one for name in (member.key, member.name) for one in split_values(name)]
        named = (one for part in parts for one in registers.called(part).members)
        return _ordered((member, *twice, *named))
    if used := _row(registers.contacts, found) or _row(registers.moves, found):
        return registers.members_meant(used.member)
    if service := _row(registers.services, found):
        if found.rule == "JET204":
            asked = [
                one for one in registers.moves or () if _names_service(registers, one, service)
            ]
            return _ordered(m for one in asked for m in registers.members_meant(one.member))
        if found.rule == "MEM501":
            return _ordered(m for one in service.open_to for m in registers.members_meant(one))
        called = map(registers.called, service.open_to)
        return _ordered(m for one in called if one.is_ambiguous for m in one.members)
    if _row(registers.territories, found):
        return tuple(one for one in registers.members or () if one.borders)
    if theme := _row(programme.themes.misfiled, found):
        return tuple(one for one in registers.members or () if _names(one, theme))
    return None


def _whom_of_entry(programme: Programme, entry: Entry, rule: str) -> tuple[Member, ...] | None:
    registers = programme.registers
    if rule == "MEM508":
        called = map(registers.called, split_values(entry.text(MEMBERS)))
        return _ordered(m for one in called if one.is_ambiguous for m in one.members)
    if rule == "REF110":
        return tuple(member for member in registers.members or () if member.themes)
    if rule == "BRD401":
        readings = [programme.readings_of(value) for value in entry.borders]
        held = [(m, programme.pairs_named(m.borders)) for m in registers.members or ()]
        if any(not one for one in readings):
            if said_scope(entry) is None:
                return None
            return tuple(member for member, pairs in held if pairs)
        meant = {pair for one in readings if len(one) > 1 for pairs in one for pair in pairs}
        return tuple(member for member, pairs in held if pairs & meant)
    return None


def _names_service(registers: Registers, move: Move, service: Service) -> bool:
    return service in registers.services_called(move.service)


def _stands_in(register: Register[Any], found: Diagnostic, column: str) -> bool:
    """Whether a finding stands on a column of a table."""
    return found.sheet == register.sheet and _column(found) == register.columns.get(column)


def _given_twice(registers: Registers, member: Member) -> list[Member]:
    """All that bear a name of its that two members have as their own."""
    called = map(registers.called, member.names)
    return [other for one in called if one.is_given_twice for other in one.members]


def _names(member: Member, theme: Theme) -> bool:
    """Whether a theme interests a member."""
    names = map(normalise, (theme.key, *theme.names))
    return not set(map(normalise, member.themes)).isdisjoint(names)


def _ordered(members: Iterable[Member]) -> tuple[Member, ...]:
    """Each once, in the order of the directory."""
    return tuple(sorted(set(members), key=lambda member: member.row))


def _entry(programme: Programme, found: Diagnostic) -> Entry | None:
    if found.sheet != programme.sheet or _column(found) not in programme.columns.values():
        return None
    return programme.entry_of_row.get(found.row)


def _row(register: Register[Any] | None, found: Diagnostic) -> Any:
    """The row of a table that a finding stands on; ``None`` where it stands elsewhere."""
    if register is None or found.sheet != register.sheet:
        return None
    if _column(found) not in register.columns.values():
        return None
    return next((one for one in register if one.row == found.row), None)


def _column(found: Diagnostic) -> int:
    return from_a1(found.cell)[1] if found.cell else 0
