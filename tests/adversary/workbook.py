"""The workbook as the adversary knows it, and its own simple reading of who is who."""

from __future__ import annotations

import atexit
import hashlib
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.adversary.cells import Sheets, written
from tests.summary.making import AXES, action, book

SENDER, EXAMPLE_SENDER = "programme@mot.test", "programme@example.org"
BORDERS = ("", "FR-IT", "FR-DE")
NO_BORDERS = ("FR-XX", "la frontière d’en face", "FR-ITT")
PORTEES = ("Tous", "Ciblée", "")
NO_PORTEES = ("Ciblé", "Cibles", "certains", "Tou te s", "?")
ENVOIS = ("À", "Cc", "")
NO_ENVOIS = ("à relancer", "peut-être", "CCi")
NO_ADDRESSES = ("à demander", "mairie@", "@ville.test", "mairie@ville@test")
PLACES = ("", "closed", "own", "open")
ORGANISATIONS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
CANARY = re.compile(rb"zq[0-9a-f]{12}qz|\b\d\d/\d\d/21\d\d\b", re.IGNORECASE)
"""Words that cannot be guessed, and days of the next century: of an event its days go out"""


def normal(text: str) -> str:
    """Case, accents and white space do not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())


def several(cell: str) -> list[str]:
    return [one.strip() for one in re.split(r"[;\n]", cell) if one.strip()]


@lru_cache(maxsize=1)
def _small() -> Path:
    """The shipped workbook without rows, from which others are made in a quarter of the time."""
    folder = tempfile.mkdtemp(prefix="motxl-adversary-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return book(Path(folder) / "small.xlsx", AXES, tblContacts=())


@dataclass(eq=False)
class Member:
    """A row of Adhérents. ``organisation`` is who it is in the world, whatever the row says."""

    organisation: str
    key: str
    name: str
    aliases: list[str] = field(default_factory=list)
    border: str = ""
    active: bool = True

    def names(self) -> set[str]:
        return {normal(one) for one in (self.key, self.name, *self.aliases)}


@dataclass(eq=False)
class Contact:
    member: str
    email: str
    envoi: str = "À"


@dataclass(eq=False)
class Row:
    """``owner`` is the organisation whose words are in the label; empty: nobody's.

    A row without canary is for everyone. ``place`` is its heading: one that says nothing of
    whom it concerns, one that is Ciblée (closed), one that is Tous (open), or one of its own,
    which says Portée, Frontière and members instead of the row."""

    ref: int
    label: str
    canary: str = ""
    owner: str = ""
    portee: str = "Ciblée"
    border: str = ""
    named: str = ""
    event: str = ""
    place: str = ""

    @property
    def code(self) -> str:
        """Its Réf."""
        return f"2025-{self.ref:03}"


@dataclass(eq=False)
class Tokens:
    """A row of Suivi jetons."""

    member: str
    ref: int
    note: str


@dataclass(frozen=True, eq=False)
class Slip:
    """What a hand did to the cells and did not mean: the workbook on the disk has it, and who is
    who stays as it was meant."""

    name: str
    told: str
    hand: Callable[[Sheets], None]
    doubtful: bool = False
    """Whatever comes of it, no command may end with 0"""
    known: str = ""
    """Who can know that it is a slip, where the workbook itself cannot: record, manifest or
    memory; ``shown``: the record, and it is enough that the run says so"""


ALL = "*"
"""Everybody, among those to whom words were opened"""


class Workbook:
    def __init__(self) -> None:
        self.members: list[Member] = []
        self.contacts: list[Contact] = []
        self.rows: list[Row] = []
        self.tokens: list[Tokens] = []
        self.year, self.day, self.sender = 2025, 1, SENDER
        self.owners: dict[str, str] = {}
        """To which organisation each canary belongs; ``-`` where it is to leave for nobody"""
        self.opened: dict[str, set[str]] = {}
        """To whom else words go since a slip, as the promise says (tests/adversary/slips.py)"""
        self.slips: list[Slip] = []
        self._made = {"canary": 0, "ref": 2, "key": 0, "address": 0, "organisation": 0, "event": 0}

    def next(self, what: str) -> int:
        self._made[what] += 1
        return self._made[what]

    def canary(self, owner: str) -> str:
        number = self.next("canary")
        made = f"zq{hashlib.sha256(f'canary {number}'.encode()).hexdigest()[:12]}qz"
        self.owners[made] = owner
        return made

    def secret_day(self, owner: str) -> str:
        number = self.next("event")
        made = (date(2101, 1, 1) + timedelta(days=97 * number)).strftime("%d/%m/%Y")
        self.owners[made] = owner
        return made

    # Who is who

    def meant(self, cell: str) -> list[Member]:
        """Every member that a name stands for: its key, its name or one of its aliases."""
        return [one for one in self.members if normal(cell) in one.names()]

    def surely(self, cell: str) -> Member | None:
        found = self.meant(cell)
        return found[0] if len(found) == 1 else None

    def owners_of(self, address: str) -> list[tuple[Member, str]]:
        """The members who an address surely is of, and each time what Envoi says."""
        return [
            (member, one.envoi)
            for one in self.contacts
            if address.casefold() in [part.casefold() for part in several(one.email)]
            and (member := self.surely(one.member)) is not None
        ]

    def member(self, key: str, name: str) -> Member | None:
        """The one row that has both; None also where another one has either of them."""
        found = [one for one in self.members if one.key == key or one.name == name]
        if len(found) == 1 and (found[0].key, found[0].name) == (key, name):
            return found[0]
        return None

    def may_read(self, organisation: str, canary: str) -> bool:
        owner, opened = self.owners.get(canary, "?"), self.opened.get(canary, set())
        return organisation == owner or organisation in opened or ALL in opened

    # What is doubtful

    def doubts(self) -> list[str]:
        """What makes it doubtful who gets what; each a kind, then where.

        After a slip only the slip: it may have taken the cell away that was doubtful before."""
        if self.slips:
            return sorted({f"after {one.name}" for one in self.slips if one.doubtful})
        found = []
        for what in ("key", "name"):
            values = [normal(getattr(one, what)) for one in self.members]
            if len(set(values)) < len(values):
                found.append(f"two members with one {what}")
        for place, cells in (
            ("Contacts", [one.member for one in self.contacts]),
            ("Suivi jetons", [one.member for one in self.tokens]),
            ("Adhérents concernés", [n for row in self.rows for n in several(row.named)]),
        ):
            for cell in cells:
                count = len(self.meant(cell))
                if count != 1:
                    found.append(f"{'an ambiguous' if count else 'an unknown'} name in {place}")
        for row in self.rows:
            if row.portee not in PORTEES:
                found.append("an unknown Portée")
            if row.border not in BORDERS:
                found.append("an invalid border")
        for one in self.contacts:
            if one.envoi not in ENVOIS:
                found.append("an odd Envoi")
            elif one.envoi and any(part in NO_ADDRESSES for part in several(one.email)):
                found.append("an address that is none")
        return sorted(set(found))

    def doubtful_rows(self) -> set[str]:
        """Canaries of rows that concern nobody at all now: they point to no one sure."""
        found = set()
        for row in self.rows:
            if not row.canary or any(self.surely(name) for name in several(row.named)):
                continue
            if any(one.ref == row.ref and self.surely(one.member) for one in self.tokens):
                continue
            found.add(row.canary)
        return found

    # Onto the disk

    def write(self, path: Path) -> None:
        sheets = Sheets(self.tables())
        for slip in self.slips:
            slip.hand(sheets)
        written(path, sheets, _small())

    def _programme(self) -> list[dict[str, Any]]:
        """Axe 1: what says nothing, what is Ciblée; axe 2: what is for all. Rows with a heading of
        their own at the end of either."""
        rows: list[dict[str, Any]] = []
        for axis, places in (("1", ("", "closed")), ("2", ("open",))):
            code = f"{axis}.0"
            rows.append(_heading(axis, f"AXE {axis} - Un cadre", "Axe", 800 + int(axis)))
            for place in places:
                held = [one for one in self.rows if one.place == place]
                if held or not place:
                    code = f"{axis}.{int(code[2:]) + 1}"
                    portee = {"closed": "Ciblée", "open": "Tous"}.get(place)
                    number = 810 + PLACES.index(place)
                    rows.append(_heading(code, f"Objectif {place}", "Objectif", number, portee))
                    rows += [self._action(one, code, _says(one)) for one in held]
            for one in self.rows:
                if one.place == "own" and one.ref % 2 == int(axis) % 2:
                    code = f"{axis}.{int(code[2:]) + 1}"
                    number = 600 + one.ref
                    head = _heading(code, f"Objectif {one.ref}", "Objectif", number)
                    rows += [head | _says(one) | {"Portée": one.portee or "Ciblée"}]
                    rows.append(self._action(one, code, {}))
            if code.endswith(".0"):
                rows.pop()
        for number, row in enumerate(rows, 1):
            row["Ordre"] = number
        return rows

    def _action(self, one: Row, code: str, says: dict[str, Any]) -> dict[str, Any]:
        row: dict[str, Any] = action(f"{one.label} {one.canary}".strip())
        return row | {"Axe": code, "Réf.": one.code, "Commentaire": self._inner(), **says}

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        day = date(self.year, 1, self.day)
        parameters: list[dict[str, Any]] = [
            {"Clé": "année", "Valeur": self.year},
            {"Clé": "version", "Valeur": day},
            {"Clé": "expéditeur", "Valeur": self.sender},
            {"Clé": "signature", "Valeur": "Mission"},
            {"Clé": "langue", "Valeur": "fr"},
            {"Clé": "dernier numéro de Réf.", "Valeur": 900},
        ]
        return {
            "tblProgramme": self._programme(),
            "tblAdherents": [
                {
                    "Clé": one.key,
                    "Nom": one.name,
                    "Alias": "; ".join(one.aliases) or None,
                    "Frontières": one.border or None,
                    "Langue": "fr",
                    "Jetons attribués": 50,
                    "Adhérent en cours": "oui" if one.active else "non",
                }
                for one in self.members
            ],
            "tblContacts": [
                {
                    "Adhérent": one.member,
                    "Civilité": "Madame",
                    "Nom": "Martin",
                    "E-mail": one.email,
                    "Envoi": one.envoi or None,
                }
                for one in self.contacts
            ],
            "tblJetons": [{"Clé": "J1", "Prestation": "Une note", "Nombre de jetons": 1}],
            "tblSuiviJetons": [
                {
                    "Date": day,
                    "Adhérent": one.member,
                    "Prestation": "J1",
                    "État": "accepté",
                    "Jetons": 1,
                    "Réf.": f"2025-{one.ref:03}",
                    "Note": one.note,
                }
                for one in self.tokens
            ],
            "tblEvenements": [
                {
                    "Réf.": one.code,
                    "Début": datetime.strptime(one.event, "%d/%m/%Y").date(),
                    "Précision": "jour",
                    "Intitulé": f"Meeting {one.canary}",
                }
                for one in self.rows
                if one.event
            ],
            "tblParametres": parameters,
        }

    def _inner(self) -> str:
        """A comment that is to leave for nobody; the same in every row."""
        inner = next((one for one, owner in self.owners.items() if owner == "-"), None)
        return inner or self.canary("-")


def _says(one: Row) -> dict[str, Any]:
    """Whom it concerns, by the cells of its row or of its heading."""
    return {
        "Portée": one.portee or None,
        "Frontière": one.border or None,
        "Adhérents concernés": one.named or None,
    }


def _heading(
    code: str, label: str, kind: str, number: int, portee: str | None = None
) -> dict[str, Any]:
    return {
        "Axe": code,
        "Programme de travail": label,
        "Type": kind,
        "Réf.": f"2025-{number:03}",
        "Portée": portee,
    }
