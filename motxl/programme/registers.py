"""What the workbook keeps beside the programme: members, contacts, events, services, jetons.

Rows are 1-based. A register that a workbook does not have is ``None``; one whose only row is blank
is there, and empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from motxl.programme.borders import Border
from motxl.programme.cellvalue import CellValue
from motxl.text.closest import closest_of
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.programme.unseen import Unseen

T = TypeVar("T")
Sending = Literal["to", "cc"]
SENDINGS: Mapping[str, Sending] = {"a": "to", "to": "to", "an": "to", "cc": "cc"}
"""What Envoi may hold, normalised: À, To, An; Cc"""
Stage = Literal["requested", "reserved", "spent", "refused"]
STAGES: Mapping[str, Stage] = {
    **dict.fromkeys(("demande", "accepte"), "requested"),
    "reserve": "reserved",
    "consomme": "spent",
    "refuse": "refused",
}
"""What the state of a request for jetons may be, normalised"""
EVERYBODY = "tous"
_NAMES = ("Clé", "Nom", "Alias")


class Register(Generic[T]):
    """The rows of a table, and where their cells stand."""

    def __init__(
        self,
        sheet: str,
        columns: Mapping[str, int],
        rows: Iterable[T],
        *,
        header_row: int = 0,
        below: Sequence[int] = (),
        hidden: Collection[int] = (),
        unseen: Iterable[Unseen] = (),
    ) -> None:
        """``columns`` are the sheet's column numbers, by the table's column names; ``header_row``
        is where these stand, 0 where they do not; ``below`` are the rows that were typed right
        below the table's end, ``hidden`` those of the sheet that are not shown. ``unseen`` is what
        is not seen of a table that is a file of its own; of the workbook's, the programme knows
        it."""
        self.sheet = sheet
        self.columns = columns
        self.rows = tuple(rows)
        self.header_row = header_row
        self.below = below
        self.hidden = hidden
        self.unseen = tuple(unseen)

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, *columns: str) -> bool:
        return all(column in self.columns for column in columns)


class Member(NamedTuple):
    """A row of ``tblAdherents``."""

    row: int
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    borders: tuple[str, ...] = ()
    """As they are written: borders and territories"""
    themes: tuple[str, ...] = ()
    language: str = ""
    jetons: float | None = None
    """Attributed; ``None`` where the cell is empty, or holds no number"""
    active: bool = True
    """Not where Adhérent en cours holds something that is neither yes nor no"""
    jetons_written: str = ""
    """Jetons attribués as the cell holds it"""
    active_written: str = ""
    """Adhérent en cours as the cell holds it"""
    jetons_are_text: bool = False
    """Whether Jetons attribués holds a number as text, which Excel does not add up"""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called by in a cell."""
        return tuple(name for name in (self.key, self.name, *self.aliases) if name)

    @property
    def title(self) -> str:
        return self.name or self.key


class Called(NamedTuple):
    """What a name in a cell stands for. One that several members bear stands for none of them."""

    name: str
    """As it is written"""
    members: tuple[Member, ...]
    """All that bear it, as their key, their name or an alias; in the order of the directory"""

    @property
    def member(self) -> Member | None:
        """The one that is surely meant; ``None`` when nobody, or more than one, is so called."""
        return self.members[0] if len(self.members) == 1 else None

    @property
    def is_unknown(self) -> bool:
        return not self.members

    @property
    def is_ambiguous(self) -> bool:
        return len(self.members) > 1

    @property
    def is_given_twice(self) -> bool:
        """Whether two members have it as their own, as a key or a name: one of them is wrong. An
        alias that several share is wrong only where it is used."""
        key = normalise(self.name)
        own = [one for one in self.members if key in {normalise(one.key), normalise(one.name)}]
        return len(own) > 1


class Contact(NamedTuple):
    """A row of ``tblContacts``."""

    row: int
    member: str
    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    function: str = ""
    email: str = ""
    sending: str = ""
    """As written: À, Cc, or nothing, which is not to be written to"""
    language: str = ""

    @property
    def kind(self) -> Sending | None:
        """Whether messages are to it, or a copy is; ``None`` where Envoi says neither."""
        return SENDINGS.get(normalise(self.sending))

    @property
    def is_addressee(self) -> bool:
        return bool(self.email) and self.kind == "to"


class Event(NamedTuple):
    """A row of ``tblEvenements``."""

    row: int
    ref: str
    start: CellValue = None
    end: CellValue = None
    precision: str = ""
    title: str = ""
    place: str = ""
    confirmed: str = ""


class Service(NamedTuple):
    """A row of ``tblJetons``: a service that a member can ask for."""

    key: str
    label: str
    ref: str
    row: int = 0
    jetons: float | None = None
    """What it costs; ``None`` where the cell is empty"""
    open_to: tuple[str, ...] = ()
    """Names or types of the members who may ask for it; empty for all"""
    jetons_written: str = ""
    """Nombre de jetons as the cell holds it"""
    jetons_are_text: bool = False
    """Whether it holds a number as text, which Excel does not add up"""


class Move(NamedTuple):
    """A row of ``tblSuiviJetons``: a request of a member, and what became of it."""

    row: int
    date: CellValue
    member: str
    service: str
    state: str
    jetons: float | None
    ref: str = ""
    jetons_written: str = ""
    """Jetons as the cell holds it"""
    pilot: str = ""
    jetons_are_text: bool = False
    """Whether Jetons holds a number as text, which Excel does not add up"""

    @property
    def stage(self) -> Stage | None:
        """``None`` for a state that is not known: such a move counts for nothing."""
        return STAGES.get(normalise(self.state))

    @property
    def takes(self) -> bool:
        """Whether it counts against the balance: réservé or consommé."""
        return self.stage in {"reserved", "spent"}


class Territory(NamedTuple):
    """A row of ``tblTerritoires``."""

    name: str
    aliases: tuple[str, ...]
    borders: tuple[Border, ...]
    row: int = 0
    written: tuple[str, ...] = ()
    """Frontières as the cell holds them: what is no border is not among ``borders``"""


class Version(NamedTuple):
    """A row of ``tblVersions``."""

    row: int
    date: CellValue
    state: str
    instance: str = ""
    file: str = ""
    """The name of the frozen copy"""
    fingerprint: str = ""
    """Of its text, see ``programme.adoption``; empty where it was not frozen"""


class MemberAnswer(NamedTuple):
    """A row of ``tblReponses``."""

    row: int
    member: str
    """As it is written: its key, where motxl wrote it"""
    ref: str
    column: str
    """The column of the extract"""
    text: str
    state: str = ""
    is_replaced: bool = False
    """Whether a later answer stands in its place"""
    is_to_check: bool = False
    """Whether nobody has looked yet at what motxl could not be sure of"""


class NamedLevel(NamedTuple):
    """A row of the table of levels."""

    row: int
    name: str


class Parameter(NamedTuple):
    """A row of ``tblParametres``."""

    row: int
    key: str
    value: CellValue


class Registers:
    """All of them."""

    def __init__(
        self,
        *,
        members: Register[Member] | None = None,
        contacts: Register[Contact] | None = None,
        events: Register[Event] | None = None,
        services: Register[Service] | None = None,
        moves: Register[Move] | None = None,
        territories: Register[Territory] | None = None,
        versions: Register[Version] | None = None,
        parameters: Register[Parameter] | None = None,
        levels: Register[NamedLevel] | None = None,
        answers: Register[MemberAnswer] | None = None,
        parameters_below: Sequence[Parameter] = (),
    ) -> None:
        """``levels`` are those of the codes, ``answers`` those of members, of which no rule
        speaks. ``parameters_below`` are what stands
        right below the table of parameters: nothing there is read as one, but it may be meant as
        one."""
        self.members = members
        self.contacts = contacts
        self.events = events
        self.services = services
        self.moves = moves
        self.territories = territories
        self.versions = versions
        self.parameters = parameters
        self.levels = levels
        self.answers = answers
        self.parameters_below = tuple(parameters_below)

    @property
    def all(self) -> list[Register[Any]]:
        """The registers that the workbook has."""
        kept = (
            *(self.events, self.territories, self.services, self.moves),
            *(self.members, self.contacts, self.versions, self.parameters, self.levels),
        )
        return [register for register in kept if register is not None]

    @property
    def names_members(self) -> bool:
        """Whether there is a directory with all that members may be called by."""
        return self.members is not None and self.members.has(*_NAMES)

    @cached_property
    def _members_called(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = {}
        for member in self.members or ():
            for name in dict.fromkeys(map(normalise, member.names)):
                if name:  # invisible characters are no name
                    found.setdefault(name, []).append(member)
        return found

    def called(self, name: str) -> Called:
        """What a name stands for: the one way from a name to a member.

        Keys, names and aliases are compared without regard to case, accents and typography, those
        of former members too: a name that one of them bears is not surely another's.
        """
        return Called(name, tuple(self._members_called.get(normalise(name), ())))

    def unique_names(self) -> Iterator[tuple[str, Member]]:
        """Names and aliases, not keys, of active members; none that two members share."""
        for member in self.members or ():
            if member.active:
                for name in (member.name, *member.aliases):
                    if name and self.called(name).member is member:
                        yield name, member

    def own_name_of(self, member: Member) -> str | None:
        """Its key, or else the first of its names, that is no other's; ``None`` if all are."""
        own = (name for name in member.names if self.called(name).member is member)
        return next(own, None)

    @property
    def member_names(self) -> list[str]:
        """Keys, names and aliases of all members."""
        return [name for member in self.members or () for name in member.names]

    def closest_to(self, name: str) -> str | None:
        """The key, name or alias that is most like a name that is unknown; worked out once. Another
        number is another member, however alike the rest is."""
        if name not in self._closest:
            digits = _digits(name)
            alike = [one for one in self.member_names if _digits(one) == digits]
            self._closest[name] = closest_of(name, alike) if name else None
        return self._closest[name]

    @cached_property
    def _closest(self) -> dict[str, str | None]:
        return {}

    def members_meant(self, name: str) -> tuple[Member, ...]:
        """The members whom a name may mean: all that bear it or, where nobody does, whose name is
        closest. For rules, so that one cause is told once; nothing is given to a member for it."""
        called = self.called(name)
        if called.is_unknown and (closest := self.closest_to(name)):
            called = self.called(closest)
        return called.members

    @cached_property
    def _services_called(self) -> dict[str, list[Service]]:
        found: dict[str, list[Service]] = {}
        for service in self.services or ():
            for name in dict.fromkeys(map(normalise, (service.label, service.key))):
                if name:
                    found.setdefault(name, []).append(service)
        return found

    def services_called(self, name: str) -> Sequence[Service]:
        """All that have it as their key or their label."""
        return self._services_called.get(normalise(name), ())

    def service_called(self, name: str) -> Service | None:
        """The one that is surely meant; ``None`` when none, or more than one, is so called."""
        found = self.services_called(name)
        return found[0] if len(found) == 1 else None

    def is_open_to(self, service: Service, member: Member) -> bool:
        """Whether a member may ask for a service: Ouverte à is empty, or holds its type, or a name
        that is surely its own."""

        def means(name: str) -> bool:
            called = self.called(name)
            if called.is_unknown:
                return normalise(name) in {EVERYBODY, normalise(member.kind)} - {""}
            return called.member is not None and called.member.row == member.row

        return not service.open_to or any(map(means, service.open_to))

    def jetons_of(self, move: Move) -> float:
        """How many jetons a move is about: its own number, else what the service costs, else 0."""
        if move.jetons is not None:
            return move.jetons
        service = self.service_called(move.service)
        return (service.jetons or 0) if service else 0


def _digits(name: str) -> str:
    return "".join(filter(str.isdecimal, name))
