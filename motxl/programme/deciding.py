"""The cells that decide who gets what, by what tells their rows apart.

This table is all that is compared with what was remembered of earlier extracts. Other columns
(État d'avancement, Pilote, Commentaire…) change at will, and decide nothing.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from motxl.programme.borders import split_values
from motxl.programme.cellvalue import CellValue
from motxl.programme.model import BORDER, LABEL, MEMBERS, SCOPE, Programme
from motxl.programme.registers import Contact, Member, Register
from motxl.programme.standing import OTHER_THEMES
from motxl.text.normalise import normalise

PROGRAMME, EVENTS, THEMES, TERRITORIES = "Programme", "Événements", "Thèmes", "Territoires"
SERVICES, MOVES, MEMBERS_TABLE, CONTACTS = "Jetons", "Suivi jetons", "Adhérents", "Contacts"
OF_EVERY_YEAR = frozenset({MEMBERS_TABLE, CONTACTS, TERRITORIES})
"""The tables that a programme takes over from the one before it"""


class DecidingColumn(NamedTuple):
    """A column that decides who gets what, in the words of the workbook as it is shipped."""

    table: str
    """The name of its sheet"""
    name: str

    def __str__(self) -> str:
        return f"{self.table}!{self.name}"


class DecidingCell(NamedTuple):
    """A cell of such a column."""

    row: int
    """1-based, of its sheet"""
    digest: str
    """Of its value, normalised; empty where the cell is"""


DecidingCells = Mapping[DecidingColumn, Mapping[str, DecidingCell]]
"""The cells of each column, by the digest of what tells their rows apart"""

NAMES = DecidingColumn(MEMBERS_TABLE, "Nom")
ALIASES = DecidingColumn(MEMBERS_TABLE, "Alias")
"""Of each alias, whose it is: a cell may hold several, and each belongs to one member"""
OWNERS = DecidingColumn(CONTACTS, "Adhérent")

FEW_SHARE = frozenset(
    {
        *(DecidingColumn(PROGRAMME, LABEL), DecidingColumn(PROGRAMME, MEMBERS), NAMES, OWNERS),
        *(
            DecidingColumn(MOVES, "Adhérent"),
            DecidingColumn(MOVES, "Réf."),
            DecidingColumn(SERVICES, "Réf."),
        ),
        DecidingColumn(SERVICES, "Prestation"),
        *(
            DecidingColumn(EVENTS, "Intitulé"),
            DecidingColumn(EVENTS, "Réf."),
            DecidingColumn(THEMES, "Clé"),
        ),
    }
)
"""Columns of which few rows have the same value: texts, names, Réf."""

TEXTS = DecidingColumn(PROGRAMME, LABEL)
SCOPE_OF_ROWS = DecidingColumn(PROGRAMME, SCOPE)
POINTERS = tuple(DecidingColumn(PROGRAMME, name) for name in (BORDER, MEMBERS, OTHER_THEMES))
OPEN_TO = DecidingColumn(SERVICES, "Ouverte à")
"""Empty, it is for everyone"""

_Rows = Iterable[Any]
_Key = Callable[[Any], Iterable[object]]


class _Declared(NamedTuple):
    column: DecidingColumn
    rows: Callable[[Programme], Register[Any] | None]
    key: _Key
    """What tells a row apart: nothing of the column itself"""
    value: Callable[[Any], str]


def _several(values: Iterable[str]) -> str:
    """A cell with several values: their order says nothing."""
    return "; ".join(sorted(filter(None, map(normalise, values))))


def _date(value: CellValue) -> str:
    return "" if value is None else str(value)


_IN_PROGRAMME: Mapping[str, Callable[[str], str]] = {
    LABEL: normalise,
    SCOPE: normalise,
    BORDER: lambda text: _several(split_values(text)),
    MEMBERS: lambda text: _several(split_values(text)),
    OTHER_THEMES: lambda text: _several(split_values(text)),
}
"""By Réf., or by the text where there is none"""


def _of(
    table: str,
    rows: Callable[[Programme], Register[Any] | None],
    key: _Key,
    **values: Callable[[Any], str],
) -> list[_Declared]:
    return [
        _Declared(DecidingColumn(table, name.replace("_", " ")), rows, key, value)
        for name, value in values.items()
    ]


def _key_of(member: Member) -> str:
    return member.key or member.name


def _move(*left_out: str) -> _Key:
    """All of a row of Suivi jetons but for one column."""
    fields = ("date", "member", "service", "state", "jetons_written", "ref", "pilot")
    kept = [field for field in fields if field not in left_out]
    return lambda move: (str(getattr(move, field) or "") for field in kept)


def _field(name: str) -> Callable[[Any], str]:
    return lambda row: normalise(getattr(row, name))


_IN_TABLES: tuple[_Declared, ...] = (
    *_of(
        MEMBERS_TABLE,
        lambda programme: programme.registers.members,
        lambda member: [_key_of(member)],
        Nom=lambda member: normalise(member.name),
        Frontières=lambda member: _several(member.borders),
        Thèmes=lambda member: _several(member.themes),
        Jetons_attribués=lambda member: normalise(member.jetons_written),
        Adhérent_en_cours=lambda member: "oui" if member.active else "non",
    ),
    *_of(
        CONTACTS,
        lambda programme: programme.registers.contacts,
        lambda contact: [contact.email],
        Adhérent=lambda contact: normalise(contact.member),
    ),
    *_of(
        SERVICES,
        lambda programme: programme.registers.services,
        lambda service: [service.key],
        **{
            "Prestation": lambda service: normalise(service.label),
            "Réf.": lambda service: normalise(service.ref),
            "Ouverte à": lambda service: _several(service.open_to),
        },
    ),
    *(
        _Declared(
            DecidingColumn(MOVES, name),
            lambda programme: programme.registers.moves,
            _move(field),
            _field(field),
        )
        for name, field in (("Adhérent", "member"), ("Prestation", "service"), ("Réf.", "ref"))
    ),
    *_of(
        EVENTS,
        lambda programme: programme.registers.events,
        lambda event: [event.title, _date(event.start), _date(event.end)],
        **{"Réf.": lambda event: normalise(event.ref)},
    ),
    *_of(
        EVENTS,
        lambda programme: programme.registers.events,
        lambda event: [event.ref, _date(event.start), _date(event.end)],
        Intitulé=lambda event: normalise(event.title),
    ),
    *_of(
        TERRITORIES,
        lambda programme: programme.registers.territories,
        lambda territory: [territory.name],
        Alias=lambda territory: _several(territory.aliases),
        Frontières=lambda territory: _several(territory.written),
    ),
)
_IN_THEMES: Mapping[str, Callable[[Any], str]] = {
    "Clé": lambda theme: normalise(theme.key),
    "Famille": lambda theme: normalise(theme.family),
    "N°": lambda theme: normalise(theme.number_written),
    "Alias": lambda theme: _several(theme.aliases),
}
"""By the theme's name"""

COLUMNS: tuple[DecidingColumn, ...] = tuple(
    dict.fromkeys(
        (
            *(DecidingColumn(PROGRAMME, name) for name in _IN_PROGRAMME),
            *(one.column for one in _IN_TABLES),
            ALIASES,
            *(DecidingColumn(THEMES, name) for name in _IN_THEMES),
        )
    )
)


def called(name: str) -> list[DecidingColumn]:
    """The columns that a name may mean: ``Portée``, or ``Adhérents!Alias``."""
    key = normalise(name)
    return [one for one in COLUMNS if key in {normalise(one.name), normalise(str(one))}]


def short_name(column: DecidingColumn) -> str:
    """The name that stands for this column only."""
    return column.name if len(called(column.name)) == 1 else str(column)


def digest_of(*parts: object) -> str:
    """64 bits, of which nothing can be read; the same for what is compared as the same."""
    return _digest("\0".join(normalise(str(part)) for part in parts))


def _digest(text: str) -> str:
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def deciding(programme: Programme, contacts: Register[Contact] | None = None) -> DecidingCells:
    """The cells of all these columns that the workbook has. A row that nothing tells apart from
    another one is left out, as where two bear a Réf.; one without a Réf. is known by its text.

    ``contacts`` of a directory that is kept apart take the place of the workbook's own.
    """
    cell = _cells()
    return {
        **_of_programme(programme, cell),
        **_of_tables(programme, contacts, cell),
        **_of_aliases(programme, cell),
        **_of_themes(programme, cell),
    }


_Cell = Callable[[int, str], DecidingCell]
"""What makes a cell of its row and its value"""


def _cells() -> _Cell:
    digests: dict[str, str] = {"": ""}  # many cells hold the same

    def cell(row: int, value: str) -> DecidingCell:
        if value not in digests:
            digests[value] = _digest(value)
        return DecidingCell(row, digests[value])

    return cell


def _of_programme(programme: Programme, cell: _Cell) -> DecidingCells:
    keys = [
        (digest_of(entry.ref) if entry.ref else digest_of("", entry.key), entry)
        for entry in programme.entries
        if entry.ref or entry.key
    ]
    found: dict[DecidingColumn, Mapping[str, DecidingCell]] = {}
    for name, read in _IN_PROGRAMME.items():
        if name not in programme.columns:
            continue
        known: dict[str, str] = {}  # many rows say the same
        cells = []
        for key, entry in keys:
            if name == LABEL:
                value = entry.key
            else:
                text = entry.text(name)
                if text not in known:
                    known[text] = read(text)
                value = known[text]
            cells.append((key, cell(entry.row, value)))
        found[DecidingColumn(PROGRAMME, name)] = _once(cells)
    return found


def _of_tables(
    programme: Programme, contacts: Register[Contact] | None, cell: _Cell
) -> DecidingCells:
    found: dict[DecidingColumn, Mapping[str, DecidingCell]] = {}
    for declared in _IN_TABLES:
        register = declared.rows(programme)
        if declared.column.table == CONTACTS and contacts is not None:
            register = contacts
        if register is not None and register.has(declared.column.name):
            told = ((list(declared.key(one)), one) for one in register)
            found[declared.column] = _once(
                (digest_of(*key), cell(one.row, declared.value(one)))
                for key, one in told
                if any(key)
            )
    return found


def _of_aliases(programme: Programme, cell: _Cell) -> DecidingCells:
    members = programme.registers.members
    if members is None or not members.has(ALIASES.name):
        return {}
    return {
        ALIASES: _once(
            (digest_of(alias), cell(member.row, normalise(_key_of(member))))
            for member in members
            for alias in member.aliases
        )
    }


def _of_themes(programme: Programme, cell: _Cell) -> DecidingCells:
    if programme.themes_sheet is None:
        return {}
    themes = [(digest_of(one.label), one) for one in programme.themes.of_sheet if one.label]
    return {
        DecidingColumn(THEMES, name): _once((key, cell(one.row, read(one))) for key, one in themes)
        for name, read in _IN_THEMES.items()
    }


def _once(cells: Iterable[tuple[str, DecidingCell]]) -> Mapping[str, DecidingCell]:
    found: dict[str, DecidingCell] = {}
    twice: set[str] = set()
    for key, cell in cells:
        if key in found:
            twice.add(key)
        found[key] = cell
    return {key: cell for key, cell in found.items() if key not in twice}


def rows_of(programme: Programme, table: str) -> Iterator[Any]:
    """The rows of a table beside the programme."""
    registers = programme.registers
    of = {
        EVENTS: registers.events,
        SERVICES: registers.services,
        MOVES: registers.moves,
        MEMBERS_TABLE: registers.members,
        CONTACTS: registers.contacts,
        TERRITORIES: registers.territories,
        THEMES: programme.themes.of_sheet,
    }
    yield from of[table] or ()
