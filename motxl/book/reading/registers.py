"""Reading the tables beside the programme."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from motxl.a1 import CellRange
from motxl.programme.borders import Borders, split_values
from motxl.programme.cellvalue import (
    CellValue,
    Record,
    as_int,
    as_number,
    as_text,
    is_number_as_text,
)
from motxl.programme.families import Families
from motxl.programme.registers import (
    Contact,
    Event,
    Member,
    MemberAnswer,
    Move,
    NamedLevel,
    Parameter,
    Register,
    Registers,
    Service,
    Territory,
    Version,
)
from motxl.programme.themes import Theme, deal_key
from motxl.programme.yes_no import yes_or_no
from motxl.template import layout
from motxl.template.layout import (
    AdherentColumn,
    ContactColumn,
    EvenementColumn,
    JetonColumn,
    NiveauColumn,
    ParametreColumn,
    SuiviJetonColumn,
    TableLayout,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)
from motxl.template.layout.reponses import A_VERIFIER, REMPLACEE, REPONSES, ReponseColumn
from motxl.text.normalise import normalise

T = TypeVar("T")
RowsOf = Callable[[TableLayout], "RegisterRows | None"]


class RegisterRows:
    """The rows of one table that hold something, by 1-based row, and where its columns stand."""

    def __init__(
        self,
        sheet: str,
        columns: dict[str, int],
        records: list[tuple[int, Record]],
        *,
        header_row: int = 0,
        below: Sequence[int] = (),
        records_below: Sequence[tuple[int, Record]] = (),
        hidden: Collection[int] = (),
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.records = records
        self.header_row = header_row
        self.below = below
        self.records_below = records_below
        self.hidden = hidden


def rows_below(rows: Sequence[Sequence[CellValue]], data: CellRange) -> list[int]:
    """The rows that follow the last one of a table at once and look like rows of it: 1-based. A
    single cell may be a note."""
    found: list[int] = []
    for number in range(data.last_row, len(rows)):
        cells = rows[number][data.first_column - 1 : data.last_column]
        if sum(as_text(cell) != "" for cell in cells) < _CELLS_OF_A_ROW:
            break
        found.append(number + 1)
    return found


_CELLS_OF_A_ROW = 2


def read_registers(rows_of: RowsOf, borders: Borders) -> Registers:
    """All the registers; ``rows_of`` gives the rows of a table, ``None`` where there is none;
    ``borders`` is what counts as one."""

    def register(table: TableLayout, made: Callable[[int, Record], T]) -> Register[T] | None:
        rows = rows_of(table)
        if rows is None:
            return None
        found = (made(row, record) for row, record in rows.records)
        return Register(
            rows.sheet, rows.columns, found,
            header_row=rows.header_row, below=rows.below, hidden=rows.hidden,
        )  # fmt: skip

    members = register(layout.ADHERENTS, _member)
    if members is not None and not members.has(AdherentColumn.EN_COURS):
        # Nobody can tell who is a member: nothing is sent before the column is back (STR701).
        members.rows = tuple(member._replace(active=False) for member in members)
    parameters = rows_of(layout.PARAMETRES)
    return Registers(
        members=members,
        contacts=register(layout.CONTACTS, contact_of),
        events=register(layout.EVENEMENTS, _event),
        services=register(layout.JETONS, _service),
        moves=register(layout.SUIVI_JETONS, _move),
        territories=register(
            layout.TERRITOIRES, lambda row, record: _territory(row, record, borders)
        ),
        versions=register(layout.VERSIONS, _version),
        parameters=register(layout.PARAMETRES, _parameter),
        levels=register(layout.NIVEAUX, _level),
        answers=register(REPONSES, _answer),
        parameters_below=[_parameter(*one) for one in parameters.records_below]
        if parameters is not None
        else (),
    )


def _answer(row: int, record: Record) -> MemberAnswer:
    c = ReponseColumn
    texts = (c.ADHERENT, c.REF, c.COLONNE, c.REPONSE, c.ETAT)
    member, ref, column, text, state = (as_text(record.get(name)) for name in texts)
    looked_at = normalise(state)
    return MemberAnswer(
        *(row, member, ref, column, text, state),
        is_replaced=looked_at == normalise(REMPLACEE),
        is_to_check=looked_at == normalise(A_VERIFIER),
    )


def _level(row: int, record: Record) -> NamedLevel:
    return NamedLevel(row, as_text(record.get(NiveauColumn.NOM)))


def _member(row: int, record: Record) -> Member:
    c = AdherentColumn

    def several(column: str) -> tuple[str, ...]:
        return tuple(split_values(as_text(record.get(column))))

    active = as_text(record.get(c.EN_COURS))
    return Member(
        row,
        key=as_text(record.get(c.CLE)),
        name=as_text(record.get(c.NOM)),
        aliases=several(c.ALIAS),
        kind=as_text(record.get(c.TYPE)),
        country=as_text(record.get(c.PAYS)),
        borders=several(c.FRONTIERES),
        themes=several(c.THEMES),
        language=as_text(record.get(c.LANGUE)),
        jetons=as_number(record.get(c.JETONS)),
        active=yes_or_no(active) is True or not normalise(active),
        jetons_written=as_text(record.get(c.JETONS)),
        active_written=active,
        jetons_are_text=is_number_as_text(record.get(c.JETONS)),
    )


def contact_of(row: int, record: Record) -> Contact:
    """A row of ``tblContacts``."""
    c = ContactColumn
    texts = (c.ADHERENT, c.CIVILITE, c.PRENOM, c.NOM, c.FONCTION, c.EMAIL, c.ENVOI, c.LANGUE)
    return Contact(row, *(as_text(record.get(column)) for column in texts))


def _event(row: int, record: Record) -> Event:
    c = EvenementColumn
    texts = (c.PRECISION, c.INTITULE, c.LIEU, c.CONFIRME)
    return Event(
        row,
        as_text(record.get(c.REF)),
        record.get(c.DEBUT),
        record.get(c.FIN),
        *(as_text(record.get(column)) for column in texts),
    )


def _service(row: int, record: Record) -> Service:
    c = JetonColumn
    key, label, ref = (as_text(record.get(name)) for name in (c.CLE, c.PRESTATION, c.REF))
    open_to = tuple(split_values(as_text(record.get(c.OUVERTE_A))))
    number = record.get(c.NOMBRE)
    written, are_text = as_text(number), is_number_as_text(number)
    return Service(key, label, ref, row, as_number(number), open_to, written, are_text)


def _move(row: int, record: Record) -> Move:
    c = SuiviJetonColumn
    member, service, state = (as_text(record.get(n)) for n in (c.ADHERENT, c.PRESTATION, c.ETAT))
    return Move(
        row,
        record.get(c.DATE),
        member,
        service,
        state,
        as_number(record.get(c.JETONS)),
        as_text(record.get(c.REF)),
        as_text(record.get(c.JETONS)),
        as_text(record.get(c.PILOTE)),
        is_number_as_text(record.get(c.JETONS)),
    )


def theme_of(row: int, record: Record, families: Families) -> Theme | None:
    """A row of ``tblThemes``; ``None`` for one that holds nothing of a theme."""
    c = ThemeColumn
    label = as_text(record.get(c.INTITULE))
    written = as_text(record.get(c.FAMILLE))
    known = families.named(written)
    family = known.name if known is not None else written
    number = as_int(record.get(c.NUMERO))
    key = as_text(record.get(c.CLE))
    if not (label or key or number):
        return None
    if not key and number is not None and known is not None and known.usual.slot == "number":
        key = deal_key(number) if known == families.deal else f"{family} {number}"
    key = key or label
    return Theme(
        key=key,
        family=family,
        number=number,
        label=label,
        aliases=tuple(split_values(as_text(record.get(c.ALIAS)))),
        new=normalise(as_text(record.get(c.NOUVEAU))) == "oui",
        referent=as_text(record.get(c.REFERENT)),
        row=row,
        family_written=written,
        number_written=as_text(record.get(c.NUMERO)),
        new_written=as_text(record.get(c.NOUVEAU)),
        number_is_text=is_number_as_text(record.get(c.NUMERO)),
    )


def _territory(row: int, record: Record, borders: Borders) -> Territory:
    c = TerritoireColumn
    written = tuple(split_values(as_text(record.get(c.FRONTIERES))))
    return Territory(
        as_text(record.get(c.NOM)),
        tuple(split_values(as_text(record.get(c.ALIAS)))),
        tuple(border for border in map(borders.read, written) if border is not None),
        row,
        written,
    )


def _version(row: int, record: Record) -> Version:
    c = VersionColumn
    texts = (c.ETAT, c.INSTANCE, c.FICHIER, c.EMPREINTE)
    return Version(row, record.get(c.DATE), *(as_text(record.get(column)) for column in texts))


def _parameter(row: int, record: Record) -> Parameter:
    c = ParametreColumn
    return Parameter(row, as_text(record.get(c.CLE)), record.get(c.VALEUR))
